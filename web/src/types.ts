/** What the server answers; see docs/guides/page.md, "The answers". */

export type Value = string | number | boolean | null;
export type Row = Value[];
export type Show = "metric" | "line" | "area" | "bar" | "donut" | "table" | "heatmap" | "events";
export type Measure = "count" | "rate" | "average" | "sum" | "min" | "max" | "median" | "percentile" | "unique" | "last";
export type Unit = "ratio" | "ms" | "s" | "bytes" | "celsius" | "watt" | "per_second" | null;

export interface Field {
  type: string;
  array: boolean;
  unit: Unit;
  enum: string[] | null;
  description: string;
  cardinality: string | null;
}

export interface Panel {
  index: number;
  title: string;
  show: Show;
  measure: Measure;
  field: string | null;
  unit: Unit;
  by: string[];
  over_time: boolean;
  columns: string[];
  opens: string | null;
  stream: "events" | "invalid";
  query: string;
  spec: Spec | null;
  /** The same over the seconds since each job began, where that can be. */
  aligned: Spec | null;
}

/** A Vega-Lite specification whose data are named `rows`. */
export type Spec = Record<string, unknown>;

export interface Dashboard {
  name: string;
  title: string;
  description: string;
  time: string;
  controls: string[];
  links: string[];
  panels: Panel[];
}

export interface NamedQuery {
  title: string;
  query: string;
  description: string;
  columns: string[];
}

export interface Schema {
  name: string;
  version: string;
  logloom: string;
  fields: Record<string, Field>;
  queries: Record<string, NamedQuery>;
  /** Of events, and of lines that could not be parsed. */
  histograms: Panel[];
  dashboards: Dashboard[];
  levels: string[];
}

/** How the store stands. */
export interface Live {
  version: number;
  now: string;
  events: number;
  invalid: number;
  first: string | null;
  last: string | null;
  jobs: number;
  files: number;
  behind_bytes: number;
  store_bytes: number;
  problems: string[];
  following: boolean;
  firing: number;
  faults: number;
}

export interface Range {
  start: string;
  end: string;
  step_seconds: number;
}

/** Why a question got no answer; `at` and `end` count UTF-16 units of the query. */
export interface Problem {
  message: string;
  at: number | null;
  end: number | null;
}

export type PanelLine =
  | { range: Range; version: number }
  | { panel: number; rows: Row[]; ms: number; step_seconds?: number }
  | { panel: number; error: Problem };

export type Document = Record<string, unknown>;

export interface Histogram {
  range: Range;
  rows: Row[];
}

export interface EventPage {
  total: number;
  events: Document[];
  next: string | null;
}

export interface Completion {
  start: number;
  end: number;
  options: { text: string; kind: "field" | "operator" | "value" | "query"; detail: string }[];
  error: Problem | null;
}

export interface Values {
  values: { value: Value; count: number }[];
  more: boolean;
}

export type Told = Record<string, string>;

export interface Firing {
  at: string;
  key: Record<string, Value>;
  count: number;
  value: number | null;
  reference: number | null;
  message: Told;
  newest: Document | null;
}

export interface Alert {
  name: string;
  title: Told;
  kind: string;
  rule: Told;
  notify: string[];
  firing: Firing[];
  last: string | null;
}

export interface Alerts {
  checked_at: string | null;
  alerts: Alert[];
}

export interface Fault {
  id: string;
  time: string;
  fault: string | null;
  level: string | null;
  type: string | null;
  message: string | null;
  job_id: string | null;
  rank: number | null;
  run: string | null;
  waiting: boolean;
  tries: number | null;
  gpu: Record<string, unknown> | null;
  contexts: Record<string, unknown>;
  breadcrumbs: Record<string, unknown>[];
  stack: string;
}

export interface Faults {
  folder: string;
  faults: Fault[];
}
