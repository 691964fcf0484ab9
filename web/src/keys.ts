/** Single keys for people who keep their hands there. */
import { signal } from "@preact/signals";
import { settings, set, theme } from "./settings";
import { go } from "./state";
import { paused, schema } from "./store";

export const helpOpen = signal(false);

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function step(by: number): void {
  const all = [...document.querySelectorAll<HTMLElement>("[data-event]")];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = all[Math.max(0, Math.min(all.length - 1, at === -1 ? 0 : at + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function tab(index: number): void {
  const boards = schema.value?.dashboards ?? [];
  const board = boards[index];
  if (board) return go({ view: "dashboard", dashboard: board.name });
  const view = (["events", "faults", "alerts"] as const)[index - boards.length];
  if (view) go({ view });
}

const DOES: Record<string, () => void> = {
  "/": () => document.getElementById("query")?.focus(),
  "?": () => (helpOpen.value = true),
  j: () => step(1),
  k: () => step(-1),
  p: () => (paused.value = !paused.value),
  t: () => set({ theme: theme.value === "dark" ? "light" : "dark" }),
};

export function listen(): void {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !settings.value.keys) return;
    const act = DOES[event.key] ?? (/^[1-9]$/.test(event.key) ? () => tab(Number(event.key) - 1) : null);
    if (!act) return;
    event.preventDefault();
    act();
  });
}
