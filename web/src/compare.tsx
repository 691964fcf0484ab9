/** Two or more jobs side by side: a column for each, a row for each setting and each result. */
import { useState } from "preact/hooks";
import { isFixed } from "./actions";
import * as api from "./api";
import { colour } from "./colour";
import { text } from "./event";
import { useFresh } from "./fresh";
import { number, shown } from "./format";
import { t } from "./i18n";
import { go, question, state } from "./state";
import { asked, result, schema } from "./store";
import type { Dashboard, Document, Panel, Unit, Value } from "./types";

interface Line {
  name: string;
  unit: Unit;
  values: (Value | undefined)[];
}

/** Panels with one value for each job. */
function compared(of: Dashboard): Panel[] {
  return of.panels.filter((panel) => panel.by[0] === "job_id" && !panel.over_time && panel.show !== "events");
}

function fromPanel(of: Dashboard, panel: Panel, jobs: string[]): Line {
  const rows = result(of, panel).value.rows ?? [];
  const adds = panel.measure === "count" || panel.measure === "sum";
  const value = (job: string): Value | undefined => {
    const found = rows.filter((row) => String(row[0]) === job).map((row) => row.at(-1));
    if (adds) return found.reduce<number>((sum, one) => sum + Number(one ?? 0), 0);
    return found[0];
  };
  return { name: panel.title, unit: panel.unit, values: jobs.map(value) };
}

/** Return what the jobs said of themselves: the newest value of each column. */
function useSettings(of: Dashboard, jobs: string[]): Line[] {
  const panel = of.panels.find((one) => one.show === "events" && one.columns.includes("job_id"));
  const [events, setEvents] = useState<Document[]>([]);
  useFresh(async (signal) => {
    if (!panel || jobs.length < 2) return;
    const more = { panel: `${of.name}.${panel.index}`, limit: 500 };
    setEvents((await api.events(question(state.peek()), more, signal)).events);
  }, [asked.value, panel]);
  const told = new Set<string | null>(["job_id", "event", "level", "@timestamp", "message", ...compared(of).map((one) => one.field)]);
  const columns = (panel?.columns ?? []).filter((name) => !told.has(name));
  const newest = (job: string, name: string): Value | undefined => {
    const value = events.find((event) => event["job_id"] === job && event[name] !== undefined)?.[name];
    return value === undefined || typeof value !== "object" ? (value as Value | undefined) : text(value);
  };
  return columns.map((name) => ({
    name,
    unit: schema.value?.fields[name]?.unit ?? null,
    values: jobs.map((job) => newest(job, name)),
  }));
}

function differs(line: Line): boolean {
  return new Set(line.values.map((value) => value ?? null)).size > 1;
}

/** How a number stands to the first job's. */
function change(line: Line, index: number): string {
  const [base, value] = [line.values[0], line.values[index]];
  if (index === 0 || typeof base !== "number" || typeof value !== "number" || !base || base === value) return "";
  const share = value / base - 1;
  return `${share > 0 ? "+" : "−"}${number(Math.abs(share), "ratio")}`;
}

function LineRow({ line }: { line: Line }) {
  return (
    <tr class={differs(line) ? "differs" : undefined}>
      <th scope="row">{line.name}</th>
      {line.values.map((value, index) => (
        <td key={index} class="number" title={value === undefined || value === null ? undefined : String(value)}>
          {shown(value, line.unit)} <span class="change">{change(line, index)}</span>
        </td>
      ))}
    </tr>
  );
}

function Axis() {
  const { align } = state.value;
  const choice = (on: boolean, label: string) => (
    <button type="button" aria-pressed={align === on} onClick={() => go({ align: on })}>{label}</button>
  );
  return <div class="switch" role="group" aria-label={t("axis")}>{choice(false, t("at_clock"))}{choice(true, t("at_start"))}</div>;
}

function Side({ of, jobs }: { of: Dashboard; jobs: string[] }) {
  const [only, setOnly] = useState(false);
  const settings = useSettings(of, jobs);
  const lines = [...compared(of).map((panel) => fromPanel(of, panel, jobs)), ...settings];
  const known = lines.filter((line) => line.values.some((value) => value !== undefined && value !== null));
  const listed = only ? known.filter(differs) : known;
  return (
    <section class="panel side" aria-labelledby="side-by-side">
      <header>
        <h2 id="side-by-side">{t("compare")}</h2>
        <label class="check"><input type="checkbox" checked={only} onChange={() => setOnly(!only)} />{t("differences")}</label>
        {!isFixed && <Axis />}
      </header>
      <div class="scroll" role="region" aria-labelledby="side-by-side" tabIndex={0}>
        <table class="data">
          <thead>
            <tr>
              <td />
              {jobs.map((job) => <th key={job} scope="col" class="number"><i class="swatch" style={{ background: colour("job_id", job) }} />{job}</th>)}
            </tr>
          </thead>
          <tbody>{listed.map((line) => <LineRow key={line.name} line={line} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

const MOST = 8;

/** The jobs that the panels of a report tell of. */
function jobsOf(of: Dashboard): string[] {
  const rows = compared(of).flatMap((panel) => result(of, panel).value.rows ?? []);
  return [...new Set(rows.map((row) => String(row[0])))].sort();
}

export function Compare({ of, jobs: picked }: { of: Dashboard; jobs: string[] }) {
  const jobs = isFixed && picked.length < 2 ? jobsOf(of) : picked;
  const overlays = of.panels.some((panel) => panel.aligned);
  const isMeant = compared(of).filter((panel) => panel.show === "bar").length > 1;
  if (!isMeant) return overlays && jobs.length > 1 && !isFixed ? <div class="axis-bar"><Axis /></div> : null;
  if (jobs.length < 2) return isFixed ? null : <p class="hint">{t("compare_hint")}</p>;
  return <Side of={of} jobs={jobs.slice(0, MOST)} />;
}
