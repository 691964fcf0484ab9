/** What the page shows, as its address says it: shared by a link, kept by the back button. */
import { signal } from "@preact/signals";
import { report } from "./api";

export type View = "dashboard" | "events" | "faults" | "alerts";

export interface State {
  view: View;
  dashboard: string;
  from: string;
  to: string;
  q: string;
  align: boolean;
  picks: Record<string, string[]>;
  /** Columns of the list of events; empty for those of the page. */
  columns: string[];
  invalid: boolean;
}

const VIEWS: readonly string[] = ["events", "faults", "alerts"];
const OWN = new Set(["dashboard", "from", "to", "q", "align", "view", "columns", "invalid", "token"]);

export const EMPTY: State = {
  view: "dashboard",
  dashboard: "",
  from: "all",
  to: "now",
  q: "",
  align: false,
  picks: {},
  columns: [],
  invalid: false,
};

export function parse(search: string): State {
  const given = new URLSearchParams(search);
  const view = given.get("view") ?? "";
  const picks: State["picks"] = {};
  for (const [key, value] of given) if (!OWN.has(key)) (picks[key] ??= []).push(value);
  return {
    view: VIEWS.includes(view) ? (view as View) : "dashboard",
    dashboard: given.get("dashboard") ?? "",
    from: given.get("from") ?? EMPTY.from,
    to: given.get("to") ?? EMPTY.to,
    q: given.get("q") ?? "",
    align: given.get("align") === "start",
    picks,
    columns: given.get("columns")?.split(",").filter(Boolean) ?? [],
    invalid: given.get("invalid") === "1",
  };
}

/** Return the parameters that the server takes too. */
export function question(of: State): URLSearchParams {
  const asked = new URLSearchParams();
  asked.set("from", of.from);
  if (of.from !== "all") asked.set("to", of.to);
  if (of.q) asked.set("q", of.q);
  if (of.align) asked.set("align", "start");
  for (const [field, values] of Object.entries(of.picks)) for (const value of values) asked.append(field, value);
  return asked;
}

/** Return the address of a state, without what goes without saying. */
export function address(of: State): string {
  const asked = question(of);
  if (of.from === EMPTY.from) asked.delete("from");
  if (of.to === EMPTY.to) asked.delete("to");
  if (of.view !== "dashboard") asked.set("view", of.view);
  else if (of.dashboard) asked.set("dashboard", of.dashboard);
  if (of.view === "events" && of.columns.length) asked.set("columns", of.columns.join(","));
  if (of.view === "events" && of.invalid) asked.set("invalid", "1");
  const text = asked.toString();
  return text ? `?${text}` : location.pathname;
}

/** A report opens with what it was made of. */
export const state = signal<State>(parse(location.search || (report?.query ?? "")));

export function go(change: Partial<State>, { replace = false } = {}): void {
  const next = { ...state.value, ...change };
  if (address(next) === address(state.value)) return;
  history[replace ? "replaceState" : "pushState"](null, "", address(next));
  state.value = next;
}

export function pick(field: string, values: string[]): Partial<State> {
  const picks = { ...state.value.picks, [field]: values };
  if (!values.length) delete picks[field];
  return { picks };
}

addEventListener("popstate", () => {
  state.value = parse(location.search || (report?.query ?? ""));
});
