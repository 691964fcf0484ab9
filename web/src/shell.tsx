/** What stands around the content: views, filters, how the store is, settings, help. */
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "./api";
import { copy } from "./actions";
import { ago, bytes, full, integer } from "./format";
import { t, type Word } from "./i18n";
import { Icon } from "./icons";
import { helpOpen } from "./keys";
import { Picker } from "./picker";
import { Popover } from "./popover";
import { QueryBar } from "./query";
import { RangePicker } from "./range";
import { set, settings, type Settings } from "./settings";
import { address, go, state, type State } from "./state";
import { dashboard, link, live, loading, paused, schema } from "./store";

interface Tab {
  to: Partial<State>;
  label: string;
  on: boolean;
  badge?: number | undefined;
}

function tabs(): Tab[] {
  const now = state.value;
  const boards = (schema.value?.dashboards ?? []).map((one) => ({
    to: { view: "dashboard" as const, dashboard: one.name },
    label: one.title,
    on: one === dashboard.value,
  }));
  const view = (name: "events" | "faults" | "alerts", badge?: number): Tab => ({ to: { view: name }, label: t(name), on: now.view === name, badge });
  return [...boards, view("events"), view("faults", live.value?.faults), view("alerts", live.value?.firing)];
}

function TabLink({ tab }: { tab: Tab }) {
  const target = { ...state.value, ...tab.to };
  const click = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab of the browser's
    event.preventDefault();
    go(tab.to);
    scrollTo({ top: 0 });
  };
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (tab.on) link.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [tab.on]);
  return (
    <a ref={link} href={address(target)} aria-current={tab.on ? "page" : undefined} onClick={click}>
      {tab.label}
      {Boolean(tab.badge) && <span class="count">{tab.badge}</span>}
    </a>
  );
}

function Status() {
  const now = live.value;
  if (api.report) return <span class="status">{t("report", { at: full(api.report.made_at) })}</span>;
  const word: Word = link.value === "lost" ? "lost" : paused.value ? "paused" : "live";
  const store = now ? t("store", { events: integer(now.events), jobs: integer(now.jobs), size: bytes(now.store_bytes) }) : "";
  const newest = now?.last ? t("newest_event", { ago: ago(now.last, Date.parse(now.now)) }) : "";
  return (
    <div class={`status ${word}`}>
      <span class="store" title={newest}>{store}</span>
      <span role="status"><i class="dot" aria-hidden="true" />{t(word)}</span>
      <button type="button" class="quiet" aria-pressed={paused.value} aria-label={paused.value ? t("resume") : t("pause")} title={`${paused.value ? t("resume") : t("pause")} (p)`} onClick={() => (paused.value = !paused.value)}>
        <Icon name={paused.value ? "play" : "pause"} />
      </button>
    </div>
  );
}

function Choose<K extends "theme" | "language" | "times">({ of, label, options }: { of: K; label: Word; options: [Settings[K], string][] }) {
  return (
    <fieldset>
      <legend>{t(label)}</legend>
      <div class="switch">
        {options.map(([value, text]) => (
          <button type="button" key={value} aria-pressed={settings.value[of] === value} onClick={() => set({ [of]: value })}>{text}</button>
        ))}
      </div>
    </fieldset>
  );
}

function SettingsButton() {
  return (
    <Popover class="quiet" name={t("settings")} title={t("settings")} label={<Icon name="gear" />}>
      {() => (
        <div class="settings">
          <Choose of="theme" label="theme" options={[["auto", t("auto")], ["light", t("light")], ["dark", t("dark")]]} />
          <Choose of="language" label="language" options={[["auto", t("auto")], ["en", "English"], ["zh", "中文"]]} />
          <Choose of="times" label="times" options={[["local", t("local_time")], ["utc", t("utc")]]} />
        </div>
      )}
    </Popover>
  );
}

export function Top() {
  const known = schema.value;
  return (
    <header class="top">
      <a class="skip" href="#main">{t("main")}</a>
      <a class="brand" href={location.pathname} onClick={(event) => { event.preventDefault(); go({ view: "dashboard", dashboard: "" }); }} title={`logloom ${known?.logloom ?? ""} · ${known?.name ?? ""} ${known?.version ?? ""}`}>
        <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true"><path d="M2 4h12M2 8h12M2 12h8" /><path class="warp" d="M5 2v12M11 2v8" /></svg>
        logloom
      </a>
      <nav aria-label={t("dashboards")}>{tabs().map((tab) => <TabLink key={tab.label} tab={tab} />)}</nav>
      <Status />
      <SettingsButton />
      <button type="button" class="quiet" aria-label={t("help")} title={`${t("help")} (?)`} onClick={() => (helpOpen.value = true)}><Icon name="help" /></button>
    </header>
  );
}

function CopyLink() {
  const [copied, setCopied] = useState(false);
  const act = (): void => void copy(location.href).then(() => {
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  });
  const name = copied ? t("copied") : t("copy_link");
  return <button type="button" class="button link-button" onClick={act} title={name} aria-label={name}>{copied ? "✓" : <Icon name="link" />}</button>;
}

function pickers(): string[] {
  const of = dashboard.value;
  const named = of ? of.controls : [...new Set((schema.value?.dashboards ?? []).flatMap((one) => one.controls))].slice(0, 4);
  const picked = Object.keys(state.value.picks).filter((field) => !named.includes(field));
  return [...named, ...picked];
}

export function Filters() {
  const { view, q, picks } = state.value;
  if (api.report || view === "faults" || view === "alerts") return null;
  const isFiltered = q !== "" || Object.keys(picks).length > 0;
  return (
    <div class={loading.value ? "filters-bar busy" : "filters-bar"}>
      <div class="filters-row"><QueryBar /><RangePicker /><CopyLink /></div>
      <div class="filters-row" role="group" aria-label={t("filters")}>
        {pickers().map((field) => <Picker key={field} field={field} />)}
        {isFiltered && <button type="button" class="link" onClick={() => go({ q: "", picks: {} })}>{t("clear_all")}</button>}
      </div>
    </div>
  );
}

/** Told only after a while: a server that starts anew is back at once. */
function useLong(on: boolean, ms: number): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!on) {
      setLong(false);
      return undefined;
    }
    const timer = setTimeout(() => setLong(true), ms);
    return () => clearTimeout(timer);
  }, [on]);
  return long;
}

export function Problems() {
  const isLost = useLong(link.value === "lost", 2000);
  const all = live.value?.problems ?? [];
  const behind = live.value?.behind_bytes ?? 0;
  return (
    <div class="problems" aria-live="polite">
      {isLost && <p class="error"><Icon name="warn" />{t("lost_how")}</p>}
      {all.map((text) => <p class="error" key={text}><Icon name="warn" />{text}</p>)}
      {behind > 1e6 && <p class="hint">{t("behind", { size: bytes(behind) })}</p>}
    </div>
  );
}

const KEYS: [string, Word][] = [
  ["/", "help_query"], ["1 – 9", "help_tabs"], ["j  k", "help_events"], ["Enter", "help_expand"],
  ["p", "help_pause"], ["t", "help_theme"], ["?", "help_help"], ["Esc", "help_close"],
];

export function Help() {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (helpOpen.value) box.current?.showModal();
    else box.current?.close();
  }, [helpOpen.value]);
  return (
    <dialog ref={box} class="help" aria-labelledby="help-title" onClose={() => (helpOpen.value = false)} onClick={(event) => event.target === box.current && box.current?.close()}>
      <header><h2 id="help-title">{t("about_shortcuts")}</h2><button type="button" class="quiet" aria-label={t("close")} onClick={() => (helpOpen.value = false)}><Icon name="close" /></button></header>
      <dl>{KEYS.map(([key, word]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{t(word)}</dd></div>)}</dl>
      <p>{t("query_help")}</p>
      <p>{t("drag_to_zoom")}</p>
      <label class="check"><input type="checkbox" checked={settings.value.keys} onChange={() => set({ keys: !settings.value.keys })} />{t("keys_on")}</label>
    </dialog>
  );
}
