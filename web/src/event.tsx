/** One event with all of its fields. */
import { useState } from "preact/hooks";
import { copy, isControl, only, without } from "./actions";
import { full, isMoment, shown } from "./format";
import { t } from "./i18n";
import { Icon } from "./icons";
import { EMPTY, go, state } from "./state";
import { schema } from "./store";
import type { Document, Value } from "./types";

export function text(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** Reasons by the field that they blame: `loss: not finite`. */
function blamed(event: Document): Map<string, string> {
  const all = (event["violations"] as string[] | undefined) ?? [];
  return new Map(all.map((one) => [one.slice(0, one.lastIndexOf(": ")), one.slice(one.lastIndexOf(": ") + 2)]));
}

const APART = new Set(["_id", "extra", "violations", "stack_trace", "unparsed"]);

function names(event: Document): string[] {
  const known = Object.keys(schema.value?.fields ?? {});
  const present = Object.keys(event).filter((name) => !APART.has(name));
  return [...known.filter((name) => present.includes(name)), ...present.filter((name) => !known.includes(name))];
}

function Filters({ field, value }: { field: string; value: unknown }) {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  const label = `${field} ${text(one)}`;
  return (
    <span class="filters">
      <button type="button" class="quiet" title={t("filter_in")} aria-label={`${t("filter_in")}: ${label}`} onClick={() => go(only(field, one, isControl(field)))}><Icon name="plus" /></button>
      <button type="button" class="quiet" title={t("exclude")} aria-label={`${t("exclude")}: ${label}`} onClick={() => go(without(field, one))}><Icon name="minus" /></button>
    </span>
  );
}

function FieldRow({ name, event, controls }: { name: string; event: Document; controls: boolean }) {
  const value = event[name];
  const field = schema.value?.fields[name];
  const filtered = controls && field && field.type !== "text";
  return (
    <div class="field">
      <dt title={field?.description}>{name}</dt>
      <dd>
        <span class="value">{isMoment(value) ? <span title={value}>{full(value)}</span> : <Plain value={value} unit={field?.unit ?? null} />}</span>
        {filtered && <Filters field={name} value={value} />}
      </dd>
    </div>
  );
}

function Plain({ value, unit }: { value: unknown; unit: Parameters<typeof shown>[1] }) {
  if (typeof value !== "number" || !unit) return <>{text(value)}</>;
  return <>{shown(value as Value, unit)} <span class="raw">{String(value)}</span></>;
}

function Broken({ event }: { event: Document }) {
  const reasons = blamed(event);
  const extra = (event["extra"] as Document | undefined) ?? {};
  if (!reasons.size) return null;
  return (
    <div class="broken">
      <h3><Icon name="warn" />{t("violations")}</h3>
      <ul>
        {[...reasons].map(([field, reason]) => (
          <li key={field}><b>{field}</b> {reason}{field in extra && <code>{text(extra[field])}</code>}</li>
        ))}
      </ul>
    </div>
  );
}

function Block({ title, content }: { title: string; content: string }) {
  return (
    <div class="block">
      <h3>{title}</h3>
      <pre tabIndex={0}>{content}</pre>
    </div>
  );
}

const AROUND_MS = 60_000;

function around(event: Document): void {
  const at = Date.parse(String(event["@timestamp"]));
  const job = event["job_id"];
  go({
    ...state.value,
    view: "events",
    q: "",
    picks: job ? { ...EMPTY.picks, job_id: [String(job)] } : {},
    from: new Date(at - AROUND_MS).toISOString(),
    to: new Date(at + AROUND_MS).toISOString(),
  });
}

function Actions({ event, controls }: { event: Document; controls: boolean }) {
  const [copied, setCopied] = useState(false);
  const json = (): void => void copy(JSON.stringify(event, null, 2)).then(() => setCopied(true));
  return (
    <div class="actions">
      <button type="button" class="button" onClick={json}><Icon name="copy" />{copied ? t("copied") : t("copy_json")}</button>
      {controls && <button type="button" class="button" onClick={() => around(event)}>{t("around")}</button>}
      <code class="id">{String(event["_id"] ?? "")}</code>
    </div>
  );
}

export function EventDetail({ event, controls }: { event: Document; controls: boolean }) {
  const extra = event["extra"] as Document | undefined;
  return (
    <div class="event-detail">
      <Actions event={event} controls={controls} />
      <Broken event={event} />
      <dl class="fields">{names(event).map((name) => <FieldRow key={name} name={name} event={event} controls={controls} />)}</dl>
      {typeof event["stack_trace"] === "string" && <Block title="stack_trace" content={event["stack_trace"]} />}
      {typeof event["unparsed"] === "string" && <Block title="unparsed" content={event["unparsed"]} />}
      {extra && Object.keys(extra).length > 0 && <Block title={t("extra")} content={JSON.stringify(extra, null, 2)} />}
    </div>
  );
}
