/** Where the answers come from: the server, or the report that this file is. */
import type {
  Alerts, Completion, EventPage, Faults, Histogram, Live, PanelLine, Problem, Range, Schema, Values,
} from "./types";

export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** The data of a report, which `logloom view --export` embeds. */
interface Report {
  schema: Schema;
  state: Live;
  made_at: string;
  query: string;
  panels: Record<string, PanelLine[]>;
  events: Record<string, EventPage>;
  alerts: Alerts;
  faults: Faults;
}

function embedded(): Report | null {
  const text = document.getElementById("logloom-report")?.textContent;
  return text ? (JSON.parse(text) as Report) : null;
}

export const report = embedded();

/** The first panels are asked for beside the schema, not after it. */
let early: { path: string; response: Promise<Response> } | null = null;

export function prefetch(dashboard: string, asked: URLSearchParams): void {
  if (report) return;
  const path = panelsPath(dashboard, asked);
  early = { path, response: fetch(path) };
  early.response.catch(() => undefined); // told where it is used
}

function panelsPath(dashboard: string, asked: URLSearchParams): string {
  return `api/panels?dashboard=${encodeURIComponent(dashboard)}&${asked}`;
}

function ask(path: string, signal?: AbortSignal): Promise<Response> {
  if (early?.path !== path) return fetch(path, { signal: signal ?? null });
  const { response } = early;
  early = null;
  return response;
}

async function answer(path: string, signal?: AbortSignal): Promise<Response> {
  const response = await ask(path, signal);
  if (response.ok) return response;
  const body = (await response.json().catch(() => null)) as { error?: Problem } | null;
  throw new Refused(body?.error ?? { message: `${response.status} ${response.statusText}`, at: null, end: null });
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await answer(path, signal)).json() as Promise<T>;
}

/** Yield the lines of a body as they arrive. */
async function* lines(response: Response): AsyncGenerator<string> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const found = (rest + part.value).split("\n");
    rest = found.pop() ?? "";
    yield* found;
  }
  if (rest) yield rest;
}

export function schema(): Promise<Schema> {
  return report ? Promise.resolve(report.schema) : get("api/schema");
}

/** Yield what the panels show, as it is found; without a name of the schema's first dashboard. */
export async function* panels(dashboard: string, asked: URLSearchParams, signal: AbortSignal): AsyncGenerator<PanelLine> {
  if (report) {
    yield* report.panels[dashboard || (report.schema.dashboards[0]?.name ?? "")] ?? [];
    return;
  }
  const response = await answer(panelsPath(dashboard, asked), signal);
  for await (const line of lines(response)) if (line) yield JSON.parse(line) as PanelLine;
}

export function histogram(asked: URLSearchParams, invalid: boolean, signal: AbortSignal): Promise<Histogram> {
  return get(`api/histogram?${asked}${invalid ? "&invalid=1" : ""}`, signal);
}

export interface EventsAsked {
  panel?: string;
  invalid?: boolean;
  before?: string | null;
  limit?: number;
}

export function events(asked: URLSearchParams, more: EventsAsked, signal?: AbortSignal): Promise<EventPage> {
  if (report) {
    const key = more.panel ?? (more.invalid ? "invalid" : "");
    return Promise.resolve(report.events[key] ?? { total: 0, events: [], next: null });
  }
  const all = new URLSearchParams(asked);
  if (more.panel) all.set("panel", more.panel);
  if (more.invalid) all.set("invalid", "1");
  if (more.before) all.set("before", more.before);
  all.set("limit", String(more.limit ?? 100));
  return get(`api/events?${all}`, signal);
}

export function values(field: string, prefix: string, asked: URLSearchParams, signal: AbortSignal): Promise<Values> {
  const all = new URLSearchParams(asked);
  all.set("field", field);
  all.set("prefix", prefix);
  return get(`api/values?${all}`, signal);
}

export function complete(text: string, at: number, signal: AbortSignal): Promise<Completion> {
  return get(`api/complete?${new URLSearchParams({ text, at: String(at) })}`, signal);
}

export function alerts(): Promise<Alerts> {
  return report ? Promise.resolve(report.alerts) : get("api/alerts");
}

export function faults(): Promise<Faults> {
  return report ? Promise.resolve(report.faults) : get("api/faults");
}

export type Link = "open" | "lost";

/** Tell how the store stands, at once and whenever that changes. Returns what ends it. */
export function follow(tell: (live: Live) => void, link: (link: Link) => void): () => void {
  if (report) {
    tell(report.state);
    return () => undefined;
  }
  const source = new EventSource("api/live");
  source.addEventListener("state", (event) => tell(JSON.parse((event as MessageEvent<string>).data) as Live));
  source.onopen = () => link("open");
  source.onerror = () => link("lost");
  return () => source.close();
}

export function isRange(line: PanelLine): line is { range: Range; version: number } {
  return "range" in line;
}
