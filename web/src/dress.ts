/** A panel's specification, fitted to this page: its theme, its time range, one colour for each value. */
import { colour } from "./colour";
import { t, type Word } from "./i18n";
import type { Panel, Row, Spec } from "./types";

export interface Look {
  theme: "light" | "dark";
  language: "en" | "zh";
  utc: boolean;
  aligned: boolean;
}

/** One mark: what a row says, and what it is drawn with. */
export interface Mark {
  by0?: unknown;
  by1?: unknown;
  time?: number;
  time_end?: number;
  value: number | null;
  colour: string;
  /** The values of `by`, joined. */
  series: string;
  /** Whether it is the only one of its series. */
  alone?: boolean;
  label: string;
}

type Channel = Record<string, unknown>;
type Encoding = Record<string, Channel | Channel[]>;

const INK = {
  light: { text: "#57606a", line: "#d8dde3", grid: "#eceff2", ramp: ["#e8f1fb", "#0f4c8a"], card: "#ffffff" },
  dark: { text: "#9aa5b1", line: "#333b45", grid: "#232a32", ramp: ["#1d2c3d", "#7cc0ff"], card: "#161b22" },
};

const ZH_TIME = {
  dateTime: "%x %X", date: "%Y-%m-%d", time: "%H:%M:%S", periods: ["上午", "下午"],
  days: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
  shortDays: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
  months: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
  shortMonths: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
};

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans SC', 'WenQuanYi Micro Hei', sans-serif";

function config(look: Look): Spec {
  const ink = INK[look.theme];
  const axis = {
    domainColor: ink.line, gridColor: ink.grid, tickColor: ink.line, labelColor: ink.text, titleColor: ink.text,
    labelFontSize: 11, titleFontSize: 11, titleFontWeight: 400, labelLimit: 150, labelPadding: 4, tickSize: 4,
    aria: false,
  };
  return {
    background: "transparent",
    aria: false, // the figure says it in words: a canvas has no place for what each mark would say
    font: FONT,
    padding: 0,
    view: { stroke: null },
    mark: { color: colour(undefined, null) },
    axis,
    axisX: { grid: false, labelFlush: true, labelOverlap: true, labelSeparation: 6 },
    axisY: { domain: false, ticks: false },
    axisBand: { grid: false, domain: false, ticks: false },
    line: { strokeWidth: 1.75, strokeJoin: "round" },
    area: { fillOpacity: 0.35, line: { strokeWidth: 1.5 } },
    bar: { stroke: null },
    arc: { stroke: ink.card, strokeWidth: 1 },
    range: { heatmap: ink.ramp, ramp: ink.ramp },
    legend: { labelColor: ink.text, titleColor: ink.text, labelFontSize: 11, titleFontSize: 11, gradientThickness: 8, aria: false },
    ...(look.language === "zh" ? { locale: { time: ZH_TIME } } : {}),
  };
}

/** As d3 does it, but with hours from 0 to 24. */
const HOURS = { milliseconds: ".%L", seconds: "%H:%M:%S", minutes: "%H:%M", hours: "%H:%M" };
const CLOCK = {
  en: { ...HOURS, date: "%b %d", week: "%b %d", month: "%b %Y", quarter: "%b %Y", year: "%Y" },
  zh: { ...HOURS, date: "%-m月%-d日", week: "%-m月%-d日", month: "%Y年%-m月", quarter: "%Y年%-m月", year: "%Y年" },
};

function timeAxis(x: Channel, look: Look): Channel {
  const axis: Channel = { ...(x["axis"] as Channel | undefined), title: null };
  delete axis["tickCount"];
  // The first step begins before the range does: it is drawn where the range begins, not into the axis.
  const scale = { ...(x["scale"] as Channel | undefined), nice: false, clamp: true };
  if (look.aligned) return { ...x, scale, axis };
  return { ...x, scale: { ...scale, type: look.utc ? "utc" : "time" }, axis: { ...axis, format: CLOCK[look.language] } };
}

function kind(mark: unknown): string {
  return typeof mark === "string" ? mark : String((mark as Channel | undefined)?.["type"] ?? "");
}

/** The colours are the page's, and so is the legend; what is coloured by its number keeps its scale. */
function coloured(encoding: Encoding): Encoding {
  const by = (encoding["color"] as Channel | undefined)?.["field"];
  if (by === undefined || by === "value") return encoding;
  const color = { field: "colour", type: "nominal", scale: null, legend: null };
  return { ...encoding, color, detail: { field: by, type: "nominal" } };
}

function unit(spec: Spec, panel: Panel, look: Look): Spec {
  const given = spec["encoding"] as Encoding | undefined;
  if (!given) return spec;
  const { tooltip: _, ...encoding } = coloured(given); // the page tells of values in its own way
  const x = encoding["x"] as Channel | undefined;
  if (x?.["type"] === "temporal" || look.aligned) encoding["x"] = timeAxis(x ?? {}, look);
  for (const name of ["x", "y"]) if (encoding[name]) encoding[name] = numbers(encoding[name] as Channel, panel);
  return { ...spec, encoding };
}

/** The axis of the numbers: no half events, and lengths of time at round ones. */
function numbers(channel: Channel, panel: Panel): Channel {
  const axis = channel["axis"] as Channel | undefined;
  if (channel["field"] !== "value" || !axis) return channel;
  if (panel.measure === "count" || panel.measure === "unique") return { ...channel, axis: { ...axis, tickMinStep: 1 } };
  if (panel.unit !== "ms" && panel.unit !== "s") return channel;
  return { ...channel, axis: { ...axis, values: { expr: "ticks" } } };
}

/** Few points are shown as such, and so is one alone, which makes no line; many would only cost time. */
const DOTS = { mark: { type: "point", filled: true, size: 14, opacity: 1 }, transform: [{ filter: "few || datum.alone" }] };

function withDots({ mark, ...spec }: Spec): Spec {
  const { point: _, ...line } = mark as Channel;
  return { ...spec, layer: [{ mark: line }, DOTS] };
}

interface Param {
  name: string;
  value: unknown;
}

/** Units are in the user's language. */
function spoken(param: Param): Param {
  if (param.name !== "units") return param;
  const names = Object.keys(param.value as object);
  return { ...param, value: Object.fromEntries(names.map((name) => [name, t(`unit_${name}` as Word)])) };
}

/** Return what is drawn for a panel: a Vega-Lite specification whose data come later. */
export function dress(panel: Panel, look: Look): Spec {
  const given = (look.aligned ? panel.aligned : panel.spec) ?? {};
  const { description: _, ...own } = structuredClone(given); // the figure has words of its own, in the user's language
  const fitted = unit(own, panel, look);
  const dressed = kind(fitted["mark"]) === "line" ? withDots(fitted) : fitted;
  return {
    ...dressed,
    width: 300,
    height: 200,
    autosize: { type: "fit", contains: "padding" },
    params: [...((dressed["params"] as Param[] | undefined) ?? []).map(spoken), { name: "few", value: true }, { name: "ticks", value: [] }],
    config: config(look),
  };
}

/** Which of `by` gives a mark its colour: its place, or all of them together. */
function colouredBy(panel: Panel): number | "all" {
  if (panel.by.length < 2) return 0;
  const text = JSON.stringify((panel.spec as { encoding?: { color?: unknown } } | null)?.encoding?.color ?? "");
  return text.includes("by1") ? 1 : text.includes("by0") ? 0 : "all";
}

function at(value: unknown): number {
  return typeof value === "number" ? value : Date.parse(String(value));
}

/** Return the marks of a panel's rows; a line is drawn on over steps without a value. */
export function marks(panel: Panel, rows: Row[], stepSeconds: number, aligned: boolean): Mark[] {
  const splits = panel.by.length;
  const chosen = colouredBy(panel);
  const field = chosen === "all" ? panel.by.join(" ") : panel.by[chosen];
  const step = aligned ? stepSeconds : stepSeconds * 1000;
  const found: Mark[] = [];
  for (const row of rows) {
    const value = row[row.length - 1] as number | null;
    if (value === null && panel.show !== "heatmap") continue;
    const names = row.slice(0, splits).map(String);
    const series = names.join(" · ");
    const label = (chosen === "all" ? series : names[chosen]) ?? panel.title;
    const time = panel.over_time ? at(row[splits]) : undefined;
    const timed = time === undefined ? {} : { time, time_end: time + step };
    found.push({ by0: names[0], by1: names[1], value, series, label, colour: colour(field, label), ...timed });
  }
  const sizes = new Map<string, number>();
  for (const { series } of found) sizes.set(series, (sizes.get(series) ?? 0) + 1);
  for (const mark of found) mark.alone = sizes.get(mark.series) === 1;
  return found;
}

const ROUND_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, ...[1, 2, 5, 10, 15, 30].map((one) => one * 1000),
  ...[1, 2, 5, 10, 15, 30].map((one) => one * 60_000), ...[1, 2, 3, 6, 12].map((one) => one * 3_600_000),
  ...[1, 2, 5, 10, 30].map((one) => one * 86_400_000),
];
const MOST_TICKS = 5;

/** Return round lengths of time from the least to the greatest value. */
export function ticks(panel: Panel, of: Mark[]): number[] {
  const size = panel.unit === "s" ? 1000 : 1;
  const values = of.map((mark) => (mark.value ?? 0) * size);
  const most = Math.max(0, ...values);
  const least = panel.show === "bar" ? 0 : Math.min(most, ...values);
  const step = ROUND_MS.find((one) => (most - least) / one < MOST_TICKS) ?? ROUND_MS.at(-1)!;
  const found: number[] = [];
  for (let at = Math.floor(least / step) * step; at <= most + step / 2 && found.length <= 2 * MOST_TICKS; at += step) found.push(at / size);
  return found;
}
