/** What this browser's user likes; kept in the browser, never in the address. */
import { effect, signal } from "@preact/signals";

export interface Settings {
  theme: "auto" | "light" | "dark";
  language: "auto" | "en" | "zh";
  times: "local" | "utc";
  /** Whether single letters do something. */
  keys: boolean;
}

const KEY = "logloom";
const DEFAULT: Settings = { theme: "auto", language: "auto", times: "local", keys: true };

function read(): Settings {
  try {
    return { ...DEFAULT, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Settings>) };
  } catch {
    return DEFAULT; // a browser that keeps nothing
  }
}

export const settings = signal<Settings>(read());

export function set(change: Partial<Settings>): void {
  settings.value = { ...settings.value, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(settings.value));
  } catch {
    // It holds until the page is left.
  }
}

const dark = matchMedia("(prefers-color-scheme: dark)");
export const theme = signal<"light" | "dark">("light");

function choose(): void {
  const wanted = settings.value.theme;
  theme.value = wanted === "auto" ? (dark.matches ? "dark" : "light") : wanted;
}

dark.addEventListener("change", choose);
effect(choose);
effect(() => {
  document.documentElement.dataset["theme"] = theme.value;
});
