/** What buttons do in several places. */
import { report } from "./api";
import { go, state, type State } from "./state";
import { schema } from "./store";
import type { Panel, Value } from "./types";

/** Return a value as Kibana's query language writes it. */
export function quoted(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return `"${String(value).replace(/(["\\])/g, "\\$1")}"`;
}

function added(to: State, part: string): State {
  const now = to.q.trim();
  if (!now) return { ...to, q: part };
  return { ...to, q: /\bor\b/i.test(now) ? `(${now}) and ${part}` : `${now} and ${part}` };
}

/** Return the state that leaves only events with this value. */
export function only(field: string, value: unknown, picked: boolean, from: State = state.value): State {
  if (picked) return { ...from, picks: { ...from.picks, [field]: [String(value)] } };
  return added(from, `${field}: ${quoted(value)}`);
}

export function without(field: string, value: unknown): State {
  return added(state.value, `not ${field}: ${quoted(value)}`);
}

/** Return whether a field is picked at the top of this dashboard, or of any. */
export function isControl(field: string, dashboard?: string): boolean {
  const all = schema.value?.dashboards ?? [];
  return all.some((one) => (!dashboard || one.name === dashboard) && one.controls.includes(field));
}

/** A report holds the answers to one question: no value of it leads to another. */
export const isFixed = report !== null;

/** Lead from a value of a panel to the dashboard that it opens, or to this value alone. */
export function follow(panel: Panel, values: (Value | undefined)[], index: number): void {
  const wanted = panel.opens && index > 0 ? [0, index] : [index];
  let next = state.value;
  for (const place of wanted) {
    const value = values[place];
    const field = panel.by[place];
    if (!field || value === null || value === undefined) continue;
    next = only(field, value, isControl(field, panel.opens ?? undefined), next);
  }
  go(panel.opens ? { ...next, view: "dashboard", dashboard: panel.opens } : next);
  if (panel.opens) scrollTo({ top: 0 });
}

/** Return the changes that show a panel's events in the list of all. */
export function eventsOf(panel: Panel): Partial<State> {
  const { q } = state.value;
  const both = q && panel.query ? `(${q}) and (${panel.query})` : q || panel.query;
  return { view: "events", q: both, columns: panel.columns, invalid: panel.stream === "invalid" };
}

export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text); // no clipboard on a page that is not secure, such as a report opened from a file
  }
}

function copyBySelection(text: string): void {
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

/** A cell that a spreadsheet would take for a formula is set apart by a quote. */
function cell(value: unknown): string {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function download(name: string, header: string[], rows: unknown[][]): void {
  const text = [header, ...rows].map((row) => row.map(cell).join(",")).join("\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/csv" }));
  link.download = `${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
