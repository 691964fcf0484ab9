/** Numbers, lengths of time and moments, as people read them. */
import { settings } from "./settings";
import { language, t, type Word } from "./i18n";
import type { Unit, Value } from "./types";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A formatter costs much to make and little to use. */
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language.value} ${JSON.stringify(options)}`;
  if (!made.has(key)) made.set(key, new Intl.NumberFormat(language.value, options));
  return made.get(key) as Intl.NumberFormat;
}

function clock(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const zoned = settings.value.times === "utc" ? { ...options, timeZone: "UTC" } : options;
  const key = `at ${language.value} ${JSON.stringify(zoned)}`;
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(language.value === "zh" ? "zh-CN" : "en-GB", zoned));
  return made.get(key) as Intl.DateTimeFormat;
}

export function integer(value: number): string {
  return formatter({ maximumFractionDigits: 0 }).format(value);
}

function plain(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return integer(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e9)) return value.toExponential(2).replace("e+", "e");
  return formatter({ maximumSignificantDigits: size >= 1000 ? 6 : 4 }).format(value);
}

/** "850 ms", "12.3 s", "3m 02s", "2h 05m", "4d 03h". */
export function duration(ms: number): string {
  const size = Math.abs(ms);
  if (size < SECOND) return `${plain(Number(ms.toPrecision(3)))}${t("unit_ms")}`;
  if (size < MINUTE) return `${plain(Number((ms / SECOND).toPrecision(3)))}${t("unit_s")}`;
  const pair = (large: number, small: number, names: [Word, Word]) =>
    `${Math.floor(size / large)}${t(names[0])}${String(Math.floor((size % large) / small)).padStart(2, "0")}${t(names[1])}`.trimEnd();
  const text = size < HOUR ? pair(MINUTE, SECOND, ["span_m", "span_s"]) : size < DAY ? pair(HOUR, MINUTE, ["span_h", "span_m"]) : pair(DAY, HOUR, ["span_d", "span_h"]);
  return ms < 0 ? `−${text}` : text;
}

export function bytes(value: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let index = 0;
  let size = value;
  for (; Math.abs(size) >= 1024 && index < units.length - 1; index++) size /= 1024;
  return `${plain(Number(size.toPrecision(3)))} ${units[index]}`;
}

const AS: Record<string, (value: number) => string> = {
  ratio: (value) => formatter({ style: "percent", maximumFractionDigits: 1 }).format(value),
  ms: duration,
  s: (value) => duration(value * SECOND),
  bytes,
  celsius: (value) => `${plain(value)} °C`,
  watt: (value) => `${plain(value)} W`,
  per_second: (value) => `${plain(value)}${t("unit_per_second")}`,
};

export function number(value: number, unit: Unit): string {
  return (unit && AS[unit] ? AS[unit] : plain)(value);
}

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

export function isMoment(value: unknown): value is string {
  return typeof value === "string" && ISO.test(value);
}

/** Return a panel's value as text; moments as how long ago they were. */
export function shown(value: Value | undefined, unit: Unit): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "number") return number(value, unit);
  return isMoment(value) ? `${moment(value)}` : String(value);
}

/** "22 Nov 23:28:09.123"; without the day where it is today. */
export function moment(iso: string | number, { ms = false } = {}): string {
  const date = new Date(iso);
  const time: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
  if (ms) Object.assign(time, { fractionalSecondDigits: 3 });
  const day = clock({ year: "numeric", month: "short", day: "numeric" });
  const text = clock(time).format(date);
  if (day.format(date) === day.format(new Date())) return text;
  const sameYear = date.getFullYear() === new Date().getFullYear();
  return `${clock({ month: "short", day: "numeric", ...(sameYear ? {} : { year: "numeric" }) }).format(date)} ${text}`;
}

export function full(iso: string | number): string {
  return clock({ dateStyle: "medium", timeStyle: "long" }).format(new Date(iso));
}

export function ago(iso: string, now: number): string {
  const past = Math.max(0, now - Date.parse(iso));
  return past < 2 * SECOND ? t("just_now") : t("ago", { time: coarse(past) });
}

function coarse(ms: number): string {
  const count = (size: number): { count: number } => ({ count: Math.floor(ms / size) });
  if (ms < MINUTE) return t("seconds", count(SECOND));
  if (ms < HOUR) return t("minutes", count(MINUTE));
  return ms < 2 * DAY ? t("hours", count(HOUR)) : t("days", count(DAY));
}
