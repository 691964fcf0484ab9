/** One colour for each value of a field, the same on every chart and after each update. */
import { theme } from "./settings";

/** Told apart by people who are colour-blind, in this order; after Okabe and Ito. */
const LIGHT = ["#0f6cbd", "#d9730d", "#0a8f6a", "#b4478f", "#6b52c8", "#2b9ed4", "#a57c00", "#8a5440"];
const DARK = ["#5aa9ef", "#f2994a", "#3cc79c", "#e58ac5", "#ac96f5", "#8bd0f5", "#e0c04c", "#c99a86"];

const LEVELS: Record<"light" | "dark", Record<string, string>> = {
  light: { DEBUG: "#7a8491", INFO: "#2f7fd0", WARN: "#c98500", ERROR: "#d1362f", CRITICAL: "#8e24aa" },
  dark: { DEBUG: "#8c97a4", INFO: "#5aa9ef", WARN: "#f0b429", ERROR: "#f2635c", CRITICAL: "#cf8bea" },
};

function hash(text: string): number {
  let sum = 2166136261;
  for (let index = 0; index < text.length; index++) sum = Math.imul(sum ^ text.charCodeAt(index), 16777619);
  return sum >>> 0;
}

/** Field → value → place in the palette. */
const given = new Map<string, Map<string, number>>();
const MOST = 2000;

function place(field: string, value: string): number {
  let known = given.get(field);
  if (!known || known.size > MOST) given.set(field, (known = new Map()));
  const found = known.get(value);
  if (found !== undefined) return found;
  const wanted = /^\d+$/.test(value) ? Number(value) : hash(value);
  const uses = new Array<number>(LIGHT.length).fill(0);
  for (const used of known.values()) uses[used]!++;
  const least = Math.min(...uses);
  let index = wanted % LIGHT.length;
  while (uses[index]! > least) index = (index + 1) % LIGHT.length; // the next that is free
  known.set(value, index);
  return index;
}

export function colour(field: string | undefined, value: unknown): string {
  const palette = theme.value === "dark" ? DARK : LIGHT;
  if (field === undefined) return palette[0]!;
  const level = field === "level" ? LEVELS[theme.value][String(value)] : undefined;
  return level ?? palette[place(field, String(value))]!;
}
