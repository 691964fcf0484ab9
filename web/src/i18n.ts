/** The words of the page, in English and Chinese. Names and titles of the schema are the schema's own. */
import { computed, effect } from "@preact/signals";
import { MESSAGES_ZH } from "./messages_zh";
import { TITLES_ZH } from "./titles_zh";
import { en } from "./words_en";
import { zh } from "./words_zh";
import { settings } from "./settings";
import type { Told } from "./types";

export type Word = keyof typeof en;

const WORDS: Record<"en" | "zh", Record<Word, string>> = { en, zh };

export const language = computed<"en" | "zh">(() => {
  const wanted = settings.value.language;
  if (wanted !== "auto") return wanted;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
});

effect(() => {
  document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
});

/** Return a text with its `{names}` filled in. */
export function t(word: Word, filled: Record<string, string | number> = {}): string {
  return WORDS[language.value][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(filled[name] ?? whole));
}

/** Return what the server says, in the user's language where it is known there. */
export function message(text: string): string {
  if (language.value === "en") return text;
  for (const [form, said] of MESSAGES_ZH) {
    const found = form.exec(text);
    if (found) return said.replace(/\{(\d)\}/g, (_, group: string) => message(found[Number(group)] ?? "")).trim();
  }
  return text;
}

/** Return a title of the schema; those of the reference schema are known in Chinese. */
export function title(text: string): string {
  return language.value === "zh" ? (TITLES_ZH[text] ?? text) : text;
}

/** Return what the schema says in several languages, in the user's or else in English. */
export function told(text: Told): string {
  return text[language.value] ?? text["en"] ?? Object.values(text)[0] ?? "";
}
