/** One panel: its title, what it shows, and the same as a table. */
import { useState } from "preact/hooks";
import { download, eventsOf, follow, isFixed } from "./actions";
import { Chart, useMarks } from "./chart";
import { marks as marksOf, type Mark } from "./dress";
import { EventList, headingOf } from "./events";
import { ago, full, isMoment, shown } from "./format";
import { message, t } from "./i18n";
import { Icon } from "./icons";
import { Legend, latest } from "./legend";
import { Popover } from "./popover";
import { go, state } from "./state";
import { live, result, type Result } from "./store";
import { DataTable, columnNames } from "./table";
import { theme } from "./settings";
import type { Dashboard, Panel, Range, Row } from "./types";

export interface PanelProps {
  dashboard: Dashboard;
  panel: Panel;
}

const NO_SPAN: Range = { start: "1970-01-01T00:00:00Z", end: "1970-01-01T00:00:01Z", step_seconds: 1 };

function isAligned(panel: Panel): boolean {
  return state.value.align && panel.over_time && panel.by.includes("job_id");
}

function span(marks: Mark[], of: Range, aligned: boolean): [number, number] {
  if (!aligned) return [Date.parse(of.start), Date.parse(of.end)];
  return [0, Math.max(1, ...marks.map((mark) => mark.time_end ?? 0))];
}

function describe(panel: Panel, marks: Mark[]): string {
  if (!marks.length) return `${panel.title}. ${t("summary_none", { kind: t(`kind_${panel.show}`) })}`;
  const series = latest(marks);
  const kind = t("summary_chart", { kind: t(`kind_${panel.show}`), series: series.length, points: marks.length });
  const values = series.slice(0, 5).map((one) => t("summary_series", { name: one.series || panel.title, value: shown(one.value, panel.unit) }));
  return `${panel.title}. ${kind} ${values.join(", ")}`;
}

const ROW_PX = 26;

/** Bars that lie are as thick as a line of text. */
function heightOf(panel: Panel, rows: Row[], usual: number): number {
  const lies = (panel.show === "bar" && !panel.over_time) || panel.show === "heatmap";
  if (!lies) return usual;
  return Math.max(110, Math.min(460, new Set(rows.map((row) => row[0])).size * ROW_PX + (panel.show === "heatmap" ? 90 : 34)));
}

export function ChartPanel({ panel, found, usual }: { panel: Panel; found: Result; usual: number }) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const aligned = isAligned(panel);
  const height = heightOf(panel, found.rows ?? [], usual);
  const of = found.range ?? NO_SPAN;
  const step = found.step ?? of.step_seconds;
  const all = useMarks(() => marksOf(panel, found.rows ?? [], step, aligned), [found.rows, aligned, step, theme.value, panel]);
  const seen = useMarks(() => (hidden.size ? all.filter((mark) => !hidden.has(mark.label)) : all), [all, hidden]);
  const picked = panel.by.length && !isFixed ? (mark: Mark) => follow(panel, [mark.by0 as string, mark.by1 as string], 0) : undefined;
  if (!all.length) return <p class="nothing" style={{ height: `${height}px` }}>{t("no_data")}</p>;
  return (
    <div class={panel.show === "donut" ? "figure beside" : "figure"}>
      <Chart panel={panel} marks={seen} span={span(all, of, aligned)} aligned={aligned} height={height} describe={describe(panel, all)} onPick={picked} />
      <Legend panel={panel} marks={all} hidden={hidden} setHidden={setHidden} />
    </div>
  );
}

function Metric({ panel, found }: { panel: Panel; found: Result }) {
  const value = found.rows?.[0]?.at(-1);
  const isTime = isMoment(value);
  const text = isTime ? ago(value, Date.parse(live.value?.now ?? "") || Date.now()) : shown(value, panel.unit);
  const isBad = typeof value === "number" && value > 0 && /\b(ERROR|CRITICAL|oom)\b/.test(panel.query);
  return (
    <button type="button" class={isBad ? "metric bad" : "metric"} title={isFixed ? undefined : t("open_events")} disabled={isFixed} onClick={() => go(eventsOf(panel))}>
      <span class="metric-title">{panel.title}</span>
      <span class="metric-value" title={isTime ? full(value) : typeof value === "number" ? String(value) : undefined}>{found.rows ? text : " "}</span>
    </button>
  );
}

function rowsForPeople(panel: Panel, rows: Row[]): Row[] {
  return rows.map((row) => row.map((value, index) => (index < panel.by.length && value !== null ? String(value) : value)));
}

function Menu({ panel, rows, table, setTable, large, setLarge }: {
  panel: Panel; rows: Row[]; table: boolean; setTable: (on: boolean) => void; large: boolean; setLarge: (on: boolean) => void;
}) {
  const isChart = panel.spec !== null;
  const item = (text: string, act: () => void, close: () => void) => (
    <button type="button" class="item" onClick={() => { act(); close(); }}>{text}</button>
  );
  return (
    <Popover class="quiet" name={t("menu", { title: panel.title })} label={<Icon name="dots" />}>
      {(close) => (
        <div class="menu">
          {isChart && item(table ? t("show_chart") : t("show_table"), () => setTable(!table), close)}
          {item(large ? t("restore") : t("expand"), () => setLarge(!large), close)}
          {!isFixed && item(t("open_events"), () => go(eventsOf(panel)), close)}
          {panel.show !== "events" && item(t("download_csv"), () => download(panel.title, columnNames(panel), rows), close)}
          {panel.query && <code class="menu-query">{panel.query}</code>}
        </div>
      )}
    </Popover>
  );
}

function Body({ dashboard, panel, found, table, large }: PanelProps & { found: Result; table: boolean; large: boolean }) {
  if (panel.show === "events") return <EventList panel={`${dashboard.name}.${panel.index}`} of={panel} />;
  if (found.error && !found.rows) return <p class="error" role="alert">{message(found.error.message)}</p>;
  if (!found.rows) return <div class="skeleton" aria-hidden="true" />;
  if (table || panel.show === "table") {
    return <DataTable panel={panel} caption={t("data_of", { title: panel.title })} rows={rowsForPeople(panel, found.rows)} />;
  }
  return <ChartPanel panel={panel} found={found} usual={large ? 420 : 200} />;
}

export function PanelBox({ dashboard, panel }: PanelProps) {
  const [table, setTable] = useState(false);
  const [large, setLarge] = useState(false);
  const found = result(dashboard, panel).value;
  if (panel.show === "metric") return <li class="cell metric-cell"><Metric panel={panel} found={found} /></li>;
  const wide = large || panel.show === "events";
  const title = headingOf(panel);
  return (
    <li class={wide ? "cell wide" : "cell"}>
      <section class={`panel show-${panel.show}`} aria-labelledby={title}>
        <header>
          <h2 id={title}>{panel.title}</h2>
          {found.error && found.rows && <span class="error" title={message(found.error.message)}><Icon name="warn" /></span>}
          <Menu panel={panel} rows={found.rows ?? []} table={table} setTable={setTable} large={large} setLarge={setLarge} />
        </header>
        <Body dashboard={dashboard} panel={panel} found={found} table={table} large={large} />
      </section>
    </li>
  );
}
