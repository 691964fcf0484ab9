/** The time range: all, the last so long, or from one moment to another. */
import { useState } from "preact/hooks";
import { moment } from "./format";
import { t, type Word } from "./i18n";
import { Popover } from "./popover";
import { settings } from "./settings";
import { go, state } from "./state";
import { range } from "./store";

const LAST: [string, Word][] = [
  ["all", "all_time"], ["now-15m", "last_15m"], ["now-1h", "last_1h"], ["now-6h", "last_6h"],
  ["now-24h", "last_24h"], ["now-7d", "last_7d"], ["now-30d", "last_30d"],
];

export function rangeText(from: string, to: string): string {
  const known = LAST.find(([value]) => value === from);
  if (known && (to === "now" || from === "all")) return t(known[1]);
  const one = (text: string): string => (text === "now" ? t("until_now") : Number.isNaN(Date.parse(text)) ? text : moment(text));
  return `${one(from)} – ${one(to)}`;
}

/** A moment as the browser's field for moments wants it, in the zone that the page shows. */
function local(iso: string | undefined): string {
  const date = new Date(iso ?? Date.now());
  const shift = settings.value.times === "utc" ? 0 : date.getTimezoneOffset() * 60_000;
  return new Date(date.getTime() - shift).toISOString().slice(0, 19);
}

function iso(text: string): string {
  return new Date(settings.value.times === "utc" ? `${text}Z` : text).toISOString();
}

function Custom({ close }: { close: () => void }) {
  const [from, setFrom] = useState(local(range.value?.start));
  const [to, setTo] = useState(local(range.value?.end));
  const isGood = Boolean(from && to && from < to);
  const apply = (event: Event): void => {
    event.preventDefault();
    if (!isGood) return;
    go({ from: iso(from), to: iso(to) });
    close();
  };
  return (
    <form class="custom" onSubmit={apply}>
      <label>{t("frame_from")}<input type="datetime-local" step="1" value={from} onInput={(event) => setFrom(event.currentTarget.value)} /></label>
      <label>{t("frame_to")}<input type="datetime-local" step="1" value={to} onInput={(event) => setTo(event.currentTarget.value)} /></label>
      <button type="submit" class="button primary" disabled={!isGood}>{t("apply")}</button>
    </form>
  );
}

/** Twice the range, with the same middle. */
function zoomOut(): void {
  const of = range.value;
  if (!of) return;
  const [start, end] = [Date.parse(of.start), Date.parse(of.end)];
  const half = (end - start) / 2;
  const to = Math.min(end + half, Math.max(end, Date.now()));
  go({ from: new Date(start - half).toISOString(), to: new Date(to).toISOString() });
}

export function RangePicker() {
  const { from, to } = state.value;
  const text = rangeText(from, to);
  return (
    <div class="range">
      <Popover label={text} name={`${t("time_range")}: ${text}`} class="button chosen">
        {(close) => (
          <div class="ranges">
            {LAST.map(([value, word]) => (
              <button key={value} type="button" class="item" aria-pressed={value === from} onClick={() => { go({ from: value, to: "now" }); close(); }}>{t(word)}</button>
            ))}
            <Custom close={close} />
          </div>
        )}
      </Popover>
      {from !== "all" && <button type="button" class="button" onClick={zoomOut} title={t("zoom_out")} aria-label={t("zoom_out")}>−</button>}
    </div>
  );
}
