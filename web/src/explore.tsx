/** The list of all events, with the columns that the user chooses. */
import { EventList, columnsOf } from "./events";
import { Empty } from "./empty";
import { t } from "./i18n";
import { Popover } from "./popover";
import { go, state } from "./state";
import { live, schema } from "./store";

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
        <EventList invalid={invalid} columns={wanted} />
      </section>
    </>
  );
}
