/** Pick values of a field: those that the store has, the most frequent first. */
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "./api";
import { integer } from "./format";
import { t } from "./i18n";
import { Icon } from "./icons";
import { Popover } from "./popover";
import { go, pick, question, state } from "./state";
import type { Values } from "./types";

function useValues(field: string, prefix: string): Values | null {
  const [found, setFound] = useState<Values | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    const wait = setTimeout(() => {
      api.values(field, prefix, question(state.peek()), abort.signal).then(setFound, () => undefined);
    }, prefix ? 120 : 0);
    return () => {
      clearTimeout(wait);
      abort.abort();
    };
  }, [field, prefix]);
  return found;
}

function Choice({ value, count, on, toggle }: { value: string; count: number | null; on: boolean; toggle: () => void }) {
  return (
    <label class="choice">
      <input type="checkbox" checked={on} onChange={toggle} />
      <span class="name" title={value}>{value}</span>
      {count !== null && <span class="count">{integer(count)}</span>}
    </label>
  );
}

function Choices({ field }: { field: string }) {
  const [prefix, setPrefix] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const found = useValues(field, prefix);
  const picked = state.value.picks[field] ?? [];
  const toggle = (value: string): void => {
    go(pick(field, picked.includes(value) ? picked.filter((one) => one !== value) : [...picked, value]));
  };
  const listed = (found?.values ?? []).filter((one) => one.value !== null).map((one) => ({ value: String(one.value), count: one.count }));
  const gone = picked.filter((value) => !prefix && !listed.some((one) => one.value === value)).map((value) => ({ value, count: null }));
  return (
    <div class="choices">
      <input type="search" class="find" placeholder={t("find")} aria-label={t("pick_title", { field })} value={prefix} onInput={(event) => setPrefix(event.currentTarget.value)} />
      <div class="list" ref={list} role="group" aria-label={field} aria-busy={found === null}>
        {[...gone, ...listed].map((one) => <Choice key={one.value} {...one} on={picked.includes(one.value)} toggle={() => toggle(one.value)} />)}
        {found && !listed.length && !gone.length && <p class="nothing">{t("no_data")}</p>}
      </div>
      {found?.more && <p class="hint">{t("more_values")}</p>}
      {picked.length > 0 && <button type="button" class="item" onClick={() => go(pick(field, []))}>{t("clear")}</button>}
    </div>
  );
}

function summary(field: string, picked: string[]): string {
  if (!picked.length) return field;
  return picked.length === 1 ? `${field}: ${picked[0]}` : `${field}: ${picked[0]} +${picked.length - 1}`;
}

export function Picker({ field }: { field: string }) {
  const picked = state.value.picks[field] ?? [];
  return (
    <span class={picked.length ? "picker on" : "picker"}>
      <Popover label={summary(field, picked)} name={`${t("pick_title", { field })}${picked.length ? `: ${picked.join(", ")}` : ""}`} title={picked.join("\n") || undefined} class="button chosen">
        {() => <Choices field={field} />}
      </Popover>
      {picked.length > 0 && (
        <button type="button" class="quiet" aria-label={t("remove", { name: field })} title={t("remove", { name: field })} onClick={() => go(pick(field, []))}><Icon name="close" /></button>
      )}
    </span>
  );
}
