/** The alerts of the schema: what fires now, and what each of them means. */
import { useState } from "preact/hooks";
import * as api from "./api";
import { isFixed, quoted } from "./actions";
import { ago, full, shown } from "./format";
import { useFresh } from "./fresh";
import { t, told } from "./i18n";
import { go, state } from "./state";
import { live } from "./store";
import type { Alert, Alerts, Firing, Value } from "./types";

function useAlerts(): Alerts | null {
  const [found, setFound] = useState<Alerts | null>(null);
  useFresh(async () => setFound(await api.alerts()), [live.value?.firing]);
  return found;
}

function now(): number {
  return Date.parse(live.value?.now ?? "") || Date.now();
}

function show(key: Firing["key"]): void {
  const q = Object.entries(key).filter(([, value]) => value !== null).map(([field, value]) => `${field}: ${quoted(value)}`).join(" and ");
  go({ ...state.value, view: "events", q, picks: {}, from: "all", to: "now" });
}

function FiringRow({ of }: { of: Firing }) {
  const hasKey = !isFixed && Object.keys(of.key).length > 0;
  return (
    <li class="firing">
      <p>{told(of.message)}</p>
      <p class="hint">
        <time dateTime={of.at} title={full(of.at)}>{ago(of.at, now())}</time>
        {of.value !== null && <> · {shown(of.value as Value, null)}{of.reference !== null && <> / {shown(of.reference as Value, null)}</>}</>}
        {hasKey && <button type="button" class="link" onClick={() => show(of.key)}>{t("open_events")}</button>}
      </p>
    </li>
  );
}

function AlertRow({ of }: { of: Alert }) {
  const fires = of.firing.length > 0;
  return (
    <li class={fires ? "alert panel on" : "alert panel"}>
      <header>
        <i class="state" aria-hidden="true" />
        <h2>{told(of.title) || of.name}</h2>
        <span class={fires ? "badge bad" : "badge"}>{fires ? `${of.firing.length} ${t("firing")}` : t("quiet")}</span>
      </header>
      <p class="rule">{told(of.rule)}</p>
      {fires && <ul>{of.firing.map((one, index) => <FiringRow key={index} of={one} />)}</ul>}
      <p class="hint">
        {of.notify.length ? t("notify", { routes: of.notify.join(", ") }) : t("notify_none")}
        {" · "}
        {of.last ? <time dateTime={of.last} title={full(of.last)}>{t("last_fired", { ago: ago(of.last, now()) })}</time> : t("never_fired")}
      </p>
    </li>
  );
}

export function AlertsView() {
  const found = useAlerts();
  if (!found) return <div class="skeleton" aria-hidden="true" />;
  if (!found.alerts.length) return <p class="nothing">{t("alerts_none")}</p>;
  const sorted = [...found.alerts].sort((one, other) => other.firing.length - one.firing.length);
  return (
    <>
      {found.checked_at && <p class="hint">{t("alerts_checked", { ago: ago(found.checked_at, now()) })}</p>}
      <ul class="alerts">{sorted.map((one) => <AlertRow key={one.name} of={one} />)}</ul>
    </>
  );
}
