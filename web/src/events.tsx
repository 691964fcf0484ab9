/** Lists of events: the newest first, each opens to all of its fields. */
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "./api";
import { EventDetail, text } from "./event";
import { useFresh } from "./fresh";
import { full, integer, isMoment, moment, shown } from "./format";
import { message, t } from "./i18n";
import { Icon } from "./icons";
import { question, state } from "./state";
import { asked, problem, schema, settled } from "./store";
import type { Document, EventPage, Panel, Value } from "./types";

/** Rows kept at once: a browser stays quick, and nobody reads more. */
const MOST = 1000;
const PAGE = 100;

interface Loaded {
  rows: Document[];
  total: number;
  next: string | null;
  /** Whether the first page is the newest. */
  newest: boolean;
  pages: number;
}

function first(page: EventPage): Loaded {
  return { rows: page.events, total: page.total, next: page.next, newest: true, pages: 1 };
}

function longer(now: Loaded, page: EventPage): Loaded {
  const isFull = now.rows.length + page.events.length > MOST;
  const rows = isFull ? page.events : [...now.rows, ...page.events];
  return { rows, total: page.total, next: page.next, newest: now.newest && !isFull, pages: now.pages + 1 };
}

/** Whether the panel of a heading is in view. */
function isInView(heading: string): boolean {
  const box = document.getElementById(heading)?.closest("section")?.getBoundingClientRect();
  return box !== undefined && box.top < innerHeight && box.bottom > 0;
}

/** Fetch pages of events; the newest come by themselves while nobody has gone further down. */
export function useEvents(panel: string | undefined, invalid: boolean, heading?: string) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [fresh, setFresh] = useState(false);
  const held = useRef(false);
  const own = panel ? { panel, invalid } : { invalid };

  const fetchPage = (before: string | null, limit: number, signal?: AbortSignal): Promise<EventPage> =>
    api.events(question(state.peek()), { ...own, before, limit }, signal);
  const fail = (failed: unknown): void => {
    if (!(failed instanceof api.Refused)) return;
    setError(failed.problem.message);
    if (!panel) problem.value = failed.problem;
  };
  const newest = async (signal?: AbortSignal): Promise<void> => {
    const page = await fetchPage(null, PAGE, signal);
    setError(null);
    if (!panel) problem.value = null;
    setFresh(false);
    setLoaded(first(page));
  };
  const look = async (signal: AbortSignal): Promise<void> => {
    if (heading && !isInView(heading)) await settled(); // charts first: they and lists ask the same store
    if (!held.current) return newest(signal).catch(fail);
    const { total } = await fetchPage(null, 1, signal);
    setFresh(total !== loaded?.total);
  };
  const older = (): void => {
    held.current = true;
    fetchPage(loaded?.next ?? null, PAGE).then((page) => setLoaded((now) => (now ? longer(now, page) : first(page))), fail);
  };
  const reset = (): void => {
    held.current = false;
    void newest().catch(fail);
  };
  /** While an event is open, rows must not move under the reader. */
  const hold = (open: boolean): void => {
    held.current = open || (loaded?.pages ?? 1) > 1;
  };
  useEffect(() => {
    held.current = false;
  }, [asked.value, panel, invalid]);
  useFresh(look, [asked.value, panel, invalid]);
  return { loaded, error, fresh, older, newest: reset, hold };
}

const USUAL = ["job_id", "rank", "event", "message"];

export function columnsOf(chosen: string[], panel?: Panel): string[] {
  const wanted = chosen.length ? chosen : (panel?.columns ?? []);
  const known = schema.value?.fields ?? {};
  const found = wanted.length ? wanted : USUAL.filter((name) => name in known);
  return ["level", ...found.filter((name) => name !== "level" && name !== "@timestamp")];
}

const LONG = new Set(["message", "unparsed", "stack_trace"]);

function Cell({ name, event }: { name: string; event: Document }) {
  const value = event[name];
  const field = schema.value?.fields[name];
  if (name === "level") return <td class="level"><span class={`pill level-${String(value).toLowerCase()}`}>{String(value ?? "")}</span></td>;
  if (value === undefined || value === null) return <td />;
  if (Array.isArray(value)) return <td>{value.map(text).join(", ")}</td>;
  if (typeof value === "number") return <td class="number" title={String(value)}>{shown(value as Value, field?.unit ?? null)}</td>;
  if (isMoment(value)) return <td title={full(value)}>{moment(value)}</td>;
  return <td class={LONG.has(name) ? "long" : undefined} title={LONG.has(name) ? undefined : text(value)}>{text(value)}</td>;
}

interface RowProps {
  event: Document;
  columns: string[];
  open: boolean;
  toggle: () => void;
  controls: boolean;
}

function EventRow({ event, columns, open, toggle, controls }: RowProps) {
  const broken = (event["violations"] as string[] | undefined)?.length ?? 0;
  const stamp = String(event["@timestamp"] ?? "");
  const click = (): void => {
    if (!getSelection()?.toString()) toggle();
  };
  return (
    <>
      <tr class={open ? "event open" : "event"} onClick={click}>
        <td class="opener">
          <button type="button" class="quiet" data-event aria-expanded={open} aria-label={t("expand_event")} onClick={(press) => { press.stopPropagation(); toggle(); }}>
            <Icon name="chevron" />
          </button>
        </td>
        <td class="flags">{broken > 0 && <span class="flag" title={(event["violations"] as string[]).join("\n")}><Icon name="warn" /><span class="unseen">{t("violations")}</span></span>}</td>
        <td class="time"><time dateTime={stamp} title={full(stamp)}>{moment(stamp, { ms: true })}</time></td>
        {columns.map((name) => <Cell key={name} name={name} event={event} />)}
      </tr>
      {open && (
        <tr class="detail">
          <td colSpan={columns.length + 3}><EventDetail event={event} controls={controls} /></td>
        </tr>
      )}
    </>
  );
}

export function EventTable({ rows, columns, label, hold }: { rows: Document[]; columns: string[]; label: string; hold: (open: boolean) => void }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string): void => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    hold(next.size > 0);
    setOpen(next);
  };
  return (
    <div class="scroll events" role="region" aria-label={label} tabIndex={0}>
      <table class="data">
        <caption class="unseen">{label}</caption>
        <thead>
          <tr>
            <th scope="col"><span class="unseen">{t("expand_event")}</span></th>
            <th scope="col"><span class="unseen">{t("violations")}</span></th>
            <th scope="col">{t("time")}</th>
            {columns.map((name) => <th scope="col" key={name}>{name}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((event) => {
            const id = String(event["_id"]);
            return <EventRow key={id} event={event} columns={columns} open={open.has(id)} toggle={() => toggle(id)} controls={!api.report} />;
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Return the id of the heading of a panel. */
export function headingOf(panel: Panel): string {
  return `panel-${panel.index}`;
}

export interface EventListProps {
  panel?: string;
  of?: Panel;
  invalid?: boolean;
  columns?: string[];
}

export function EventList({ panel, of, invalid = false, columns = [] }: EventListProps) {
  const { loaded, error, fresh, older, newest, hold } = useEvents(panel, invalid, of && headingOf(of));
  if (error) return <p class="error" role="alert">{message(error)}</p>;
  if (!loaded) return <div class="skeleton" aria-hidden="true" />;
  const label = of?.title ?? t("events");
  if (!loaded.rows.length) return <p class="nothing">{t("empty_filter")}</p>;
  return (
    <>
      {fresh && <button type="button" class="fresh" onClick={newest}>{t("new_events")}</button>}
      <EventTable rows={loaded.rows} columns={columnsOf(columns, of)} label={label} hold={hold} />
      <footer class="more">
        <span aria-live="polite">{integer(loaded.rows.length)} / {t("event_count", { count: integer(loaded.total) })}</span>
        {!loaded.newest && <button type="button" class="button" onClick={newest}>{t("newer")}</button>}
        {loaded.next && <button type="button" class="button" onClick={older}>{t("older")}</button>}
      </footer>
    </>
  );
}
