/** What the page knows: the schema, how the store stands, and each panel's rows. */
import { batch, computed, effect, signal, type Signal } from "@preact/signals";
import * as api from "./api";
import { title } from "./i18n";
import { go, question, state } from "./state";
import type { Dashboard, Live, Panel, PanelLine, Problem, Range, Row, Schema } from "./types";

function titled(of: Schema): Schema {
  const dashboards = of.dashboards.map((one) => ({
    ...one,
    title: title(one.title),
    description: title(one.description),
    panels: one.panels.map((panel) => ({ ...panel, title: title(panel.title) })),
  }));
  const histograms = of.histograms.map((panel) => ({ ...panel, title: title(panel.title) }));
  const fields = Object.fromEntries(
    Object.entries(of.fields).map(([name, field]) => [name, { ...field, description: title(field.description) }]),
  );
  return { ...of, dashboards, histograms, fields };
}

export interface Result {
  rows: Row[] | null;
  error: Problem | null;
  ms: number;
  /** Width of a step of time; the range's where the panel has none of its own. */
  step: number | undefined;
  /** The time range of this answer. */
  range: Range | null;
}

const given = signal<Schema | null>(null);
/** The schema, with titles in the user's language where they are known. */
export const schema = computed<Schema | null>(() => (given.value ? titled(given.value) : null));
export const live = signal<Live | null>(null);
export const link = signal<api.Link>("open");
export const paused = signal(false);
export const range = signal<Range | null>(null);
/** What is wrong with the question as a whole, such as its KQL. */
export const problem = signal<Problem | null>(null);
export const loading = signal(false);
/** The question that is answered; a new one of the same events leaves it as it is. */
export const answered = signal("");
/** Grows when lists of events should look again. */
export const tick = signal(0);

export const dashboard = computed<Dashboard | null>(() => {
  const all = schema.value?.dashboards ?? [];
  const { view, dashboard: name } = state.value;
  if (view !== "dashboard") return null;
  return name ? (all.find((one) => one.name === name) ?? null) : (all[0] ?? null);
});

/** What decides the answers; the rest of the state is only how they look. */
export const asked = computed(() => question(state.value).toString());

const EMPTY: Result = { rows: null, error: null, ms: 0, step: undefined, range: null };
const results = new Map<string, Signal<Result>>();

export function result(of: Dashboard, panel: Panel): Signal<Result> {
  const key = `${of.name}.${panel.index}`;
  let found = results.get(key);
  if (!found) results.set(key, (found = signal(EMPTY)));
  return found;
}

/** What is drawn of an answer. */
function drawn(panel: Panel, { rows, error, step, range: of }: Result): string {
  return JSON.stringify([rows, error, step, panel.over_time && of]);
}

/** Keep a signal as it is where the answer is the same, so that nothing is drawn again. */
function put(panel: Panel, into: Signal<Result>, found: Result): void {
  if (drawn(panel, into.peek()) !== drawn(panel, found)) into.value = found;
}

function take(of: Dashboard, line: PanelLine): void {
  if (api.isRange(line)) {
    range.value = line.range;
    shown = line.version;
    return;
  }
  const panel = of.panels[line.panel];
  if (!panel) return;
  const into = result(of, panel);
  if ("error" in line) put(panel, into, { ...into.peek(), error: line.error });
  else put(panel, into, { rows: line.rows, error: null, ms: line.ms, step: line.step_seconds, range: range.peek() });
}

const SHORTEST_MS = 500;
/** Version of the store when the panels were asked for: their answer has all that it counts. */
let shown = -1;
let running: AbortController | null = null;
let again = false;
let timer: ReturnType<typeof setTimeout> | undefined;

async function ask(of: Dashboard, abort: AbortController): Promise<void> {
  for await (const line of api.panels(state.peek().dashboard, question(state.peek()), abort.signal)) {
    if (abort.signal.aborted) return;
    batch(() => take(of, line));
  }
  problem.value = null;
}

function fail(error: unknown): void {
  if (error instanceof api.Refused) problem.value = error.problem;
  else if (error instanceof TypeError) link.value = "lost"; // the network's: the stream tells when it is back
  else throw error;
  shown = live.peek()?.version ?? shown; // the same question fails again until the next news
}

/** Ask for all panels; what still runs is given up. */
async function load(): Promise<void> {
  running?.abort();
  const of = dashboard.peek();
  if (!of) {
    shown = live.peek()?.version ?? shown;
    return;
  }
  const abort = (running = new AbortController());
  const began = performance.now();
  loading.value = true;
  await ask(of, abort).catch((error: unknown) => abort.signal.aborted || fail(error));
  if (running !== abort) return;
  running = null;
  loading.value = false;
  answered.value = asked.peek();
  if (again && isBehind()) later(Math.max(SHORTEST_MS, 2 * (performance.now() - began)));
}

/** Whether the store has changed since the panels were asked for, be it before the first word of the stream. */
function isBehind(): boolean {
  const news = live.peek();
  return news !== null && news.version !== shown;
}

/** Look again soon, but not while an answer is under way, and not more often than answers take. */
function later(ms: number): void {
  again = running !== null;
  if (again || timer !== undefined) return;
  timer = setTimeout(() => {
    timer = undefined;
    refresh();
  }, ms);
}

function isOpen(): boolean {
  const { from, to } = state.peek();
  return from === "all" || to === "now" || Date.parse(to) > Date.now();
}

/** Charts are asked for first, then lists. */
function refresh(): void {
  void load();
  tick.value++;
}

/** Wait until no chart waits for its answer. */
export function settled(): Promise<void> {
  return new Promise((done) => {
    const stop = loading.subscribe((on) => {
      if (on) return;
      done();
      queueMicrotask(() => stop());
    });
  });
}

function hear(news: Live): void {
  live.value = news;
  if (isBehind() && !paused.peek() && !document.hidden && isOpen()) later(0);
}

let follows: (() => void) | null = null;

function connect(): void {
  follows?.();
  follows = api.follow(hear, (now) => {
    const wasLost = link.peek() === "lost";
    link.value = now;
    if (wasLost && now === "open") refresh();
  });
}

/** A page that nobody looks at asks nothing. */
function watch(): void {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      follows?.();
      follows = null;
      return;
    }
    connect();
    if (!paused.peek() && isOpen()) later(0);
  });
}

/** Leave away what an address has that is no field, such as `utm_source`: each question would be refused for it. */
function forget(of: Schema): void {
  const { picks } = state.peek();
  const known = Object.entries(picks).filter(([field]) => field in of.fields || field === "violations");
  if (known.length < Object.keys(picks).length) go({ picks: Object.fromEntries(known) }, { replace: true });
}

export async function start(): Promise<void> {
  if (state.peek().view === "dashboard") api.prefetch(state.peek().dashboard, question(state.peek()));
  const found = await api.schema();
  forget(found);
  given.value = found;
  if (!given.value.dashboards.length && state.peek().view === "dashboard") go({ view: "events" }, { replace: true });
  connect();
  watch();
  let shownBefore: Dashboard | null = null;
  effect(() => {
    const of = dashboard.value;
    asked.value;
    if (of !== shownBefore) results.clear();
    shownBefore = of;
    void load();
  });
  effect(() => {
    if (!paused.value && live.peek()) later(0);
  });
}
