/** The query bar: Kibana's language, completed while it is typed, with the fault under its character. */
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "./api";
import { message, t, title } from "./i18n";
import { Icon } from "./icons";
import { go, state } from "./state";
import { problem } from "./store";
import type { Completion, Problem } from "./types";

const KEY = "logloom.queries";
const REMEMBERED = 20;
/** Between two letters nothing is asked. */
const PAUSE_MS = 50;

function recent(): string[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]") as string[];
  } catch {
    return [];
  }
}

function remember(query: string): void {
  if (!query) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([query, ...recent().filter((one) => one !== query)].slice(0, REMEMBERED)));
  } catch {
    // This browser keeps nothing.
  }
}

interface Option {
  text: string;
  kind: string;
  detail: string;
}

interface Offer {
  start: number;
  end: number;
  options: Option[];
}

const NOTHING: Offer = { start: 0, end: 0, options: [] };
const fault = signal<Problem | null>(null);

function offer(found: Completion, typed: string): Offer {
  const past = typed ? [] : recent().slice(0, 5).map((text) => ({ text, kind: "recent", detail: t("recent_one") }));
  return { start: found.start, end: found.end, options: [...past, ...found.options] };
}

/** A fault at the end of what is still being typed is no fault yet. */
function isDone(found: Problem | null, typed: string): boolean {
  return found !== null && (found.at ?? 0) < typed.trimEnd().length;
}

function useOffer() {
  const [now, setNow] = useState<Offer>(NOTHING);
  const [active, setActive] = useState(-1);
  const abort = useRef<AbortController | null>(null);
  const close = (): void => {
    abort.current?.abort();
    setNow(NOTHING);
    setActive(-1);
  };
  const look = async (typed: string, at: number): Promise<void> => {
    abort.current?.abort();
    const mine = (abort.current = new AbortController());
    await new Promise((done) => setTimeout(done, PAUSE_MS));
    if (mine.signal.aborted) return;
    const found = await api.complete(typed, at, mine.signal).catch(() => null);
    if (!found || mine.signal.aborted) return;
    fault.value = isDone(found.error, typed) ? found.error : null;
    setNow(offer(found, typed));
    setActive(-1);
  };
  return { now, active, setActive, look, close };
}

function Caret({ text, of }: { text: string; of: Problem }) {
  const at = of.at ?? 0;
  const wide = Math.max(1, (of.end ?? at + 1) - at);
  return (
    <div class="fault" role="alert" id="query-fault">
      {of.at !== null && (
        <pre aria-hidden="true"><span>{text.slice(0, at)}</span><mark>{"^".repeat(wide)}</mark></pre>
      )}
      <p>{message(of.message)}{of.at !== null && <span class="unseen"> ({t("error_at", { at: at + 1 })})</span>}</p>
    </div>
  );
}

function Options({ offer: { options }, active, take }: { offer: Offer; active: number; take: (index: number) => void }) {
  useEffect(() => {
    document.getElementById(`option-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <ul class="options" id="query-options" role="listbox" aria-label={t("query")}>
      {options.map((option, index) => (
        <li key={`${option.kind} ${option.text}`} id={`option-${index}`} role="option" aria-selected={index === active} onPointerDown={(event) => { event.preventDefault(); take(index); }}>
          <i class={`kind kind-${option.kind}`} aria-hidden="true">{option.kind[0]}</i>
          <span class="option-text">{option.text}</span>
          <span class="option-detail">{message(title(option.detail))}</span>
        </li>
      ))}
    </ul>
  );
}

export function QueryBar() {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(state.value.q);
  const { now, active, setActive, look, close } = useOffer();
  useEffect(() => {
    setTyped(state.value.q);
    fault.value = null;
  }, [state.value.q]);

  const run = (query = typed): void => {
    close();
    remember(query.trim());
    fault.value = null;
    go({ q: query.trim() });
  };
  const type = (text: string, at: number): void => {
    setTyped(text);
    void look(text, at);
  };
  const take = (index: number): void => {
    const option = now.options[index];
    if (!option) return;
    if (option.kind === "recent") {
      setTyped(option.text);
      return run(option.text);
    }
    const text = typed.slice(0, now.start) + option.text + typed.slice(now.end);
    const at = now.start + option.text.length;
    type(text, at);
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
  };
  const key = (event: KeyboardEvent): void => {
    const last = now.options.length - 1;
    if (event.key === "ArrowDown") return step(event, now.options.length ? Math.min(active + 1, last) : -1);
    if (event.key === "ArrowUp" && active >= 0) return step(event, active - 1);
    if (event.key === "Enter") return enter(event);
    if (event.key === "Tab" && active >= 0) {
      event.preventDefault();
      return take(active);
    }
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (now.options.length) close();
    else input.current?.blur();
  };
  const step = (event: KeyboardEvent, to: number): void => {
    event.preventDefault();
    if (!now.options.length) void look(typed, input.current?.selectionStart ?? typed.length);
    else setActive(to);
  };
  const enter = (event: KeyboardEvent): void => {
    event.preventDefault();
    if (active >= 0) take(active);
    else run();
  };
  const wrong = fault.value ?? problem.value;
  const isOpen = now.options.length > 0;
  return (
    <form class="query" role="search" onSubmit={(event) => { event.preventDefault(); run(); }}>
      <div class={wrong ? "box wrong" : "box"}>
        <Icon name="search" />
        <input ref={input} id="query" type="text" role="combobox" autoComplete="off" autoCapitalize="off" spellcheck={false} maxLength={4096}
          aria-label={t("query_help")} aria-expanded={isOpen} aria-controls="query-options" aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `option-${active}` : undefined} aria-invalid={wrong !== null} aria-describedby={wrong ? "query-fault" : undefined}
          placeholder={t("query_placeholder")} value={typed} onKeyDown={key} onBlur={close}
          onInput={(event) => type(event.currentTarget.value, event.currentTarget.selectionStart ?? 0)}
          onClick={(event) => void look(typed, event.currentTarget.selectionStart ?? 0)} />
        {typed && <button type="button" class="quiet" aria-label={t("query_clear")} title={t("query_clear")} onClick={() => { setTyped(""); run(""); }}><Icon name="close" /></button>}
      </div>
      {isOpen && <Options offer={now} active={active} take={take} />}
      {wrong && !isOpen && <Caret text={fault.value ? typed : state.value.q} of={wrong} />}
    </form>
  );
}
