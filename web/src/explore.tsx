/** The list of all events, with the columns that the user chooses. */
import { useState } from "preact/hooks";
import * as api from "./api";
import { EventList, columnsOf } from "./events";
import { Empty } from "./empty";
import { useFresh } from "./fresh";
import { t } from "./i18n";
import { Popover } from "./popover";
import { ChartPanel } from "./panel";
import { go, question, state } from "./state";
import { asked, live, range, schema, type Result } from "./store";

function Columns() {
  const chosen = columnsOf(state.value.columns);
  const all = Object.keys(schema.value?.fields ?? {}).filter((name) => name !== "@timestamp" && name !== "level");
  const toggle = (name: string): void => {
    const next = chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name];
    go({ columns: next.filter((one) => one !== "level") }, { replace: true });
  };
  return (
    <Popover label={t("columns")} class="button chosen">
      {() => (
        <div class="choices">
          <div class="list" role="group" aria-label={t("columns")}>
            {all.map((name) => (
              <label class="choice" key={name} title={schema.value?.fields[name]?.description}>
                <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} />
                <span class="name">{name}</span>
              </label>
            ))}
          </div>
          <button type="button" class="item" onClick={() => go({ columns: [] }, { replace: true })}>{t("columns_reset")}</button>
        </div>
      )}
    </Popover>
  );
}

const HEIGHT = 96;

/** How the listed events lie in time; drag across it to zoom in. */
function Histogram({ invalid }: { invalid: boolean }) {
  const [found, setFound] = useState<Result>({ rows: null, error: null, ms: 0, step: undefined, range: null });
  const panel = schema.value?.histograms?.[invalid ? 1 : 0];
  useFresh(async (signal) => {
    const answer = await api.histogram(question(state.peek()), invalid, signal);
    range.value = answer.range;
    setFound({ rows: answer.rows, error: null, ms: 0, step: answer.range.step_seconds, range: answer.range });
  }, [asked.value, invalid]);
  if (!panel || !found.rows) return <div class="skeleton histogram" aria-hidden="true" />;
  return <div class="histogram"><ChartPanel panel={panel} found={found} usual={HEIGHT} /></div>;
}

const INVALID = ["service", "parse_error", "unparsed"];

export function EventsView() {
  const { columns, invalid } = state.value;
  const wanted = columns.length || !invalid ? columns : INVALID;
  const choice = (on: boolean, label: string) => (
    <button type="button" aria-pressed={invalid === on} onClick={() => go({ invalid: on, columns: [] })}>{label}</button>
  );
  return (
    <>
      <Empty />
      <section class="panel all-events" aria-label={t("events")}>
        <header>
          <div class="switch" role="group" aria-label={t("events")}>
            {choice(false, t("parsed"))}
            {choice(true, `${t("invalid_lines")}${live.value?.invalid ? ` (${live.value.invalid})` : ""}`)}
          </div>
          <span class="space" />
          <Columns />
        </header>
        {!api.report && <Histogram invalid={invalid} />}
        <EventList invalid={invalid} columns={wanted} />
      </section>
    </>
  );
}
