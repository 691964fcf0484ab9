/** What the pointer does on a chart: a line at one moment on all charts, values, zoom by dragging. */
import { signal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Mark } from "./dress";
import { duration, full, shown } from "./format";
import { go } from "./state";
import type { Panel } from "./types";

export interface Plot {
  panel: Panel;
  marks: Mark[];
  aligned: boolean;
  span: [number, number];
  view: () => Vega | null;
  onPick?: ((mark: Mark) => void) | undefined;
}

/** What is used of a Vega view. */
interface Vega {
  scale(name: string): unknown;
  origin(): [number, number];
  width(): number;
  signal(name: string): unknown;
}

type TimeScale = ((at: number) => number) & { invert(x: number): Date | number };

interface Line {
  colour: string;
  label: string;
  value: string;
}

export interface Tip {
  x: number;
  y: number;
  title: string;
  lines: Line[];
}

export const tip = signal<Tip | null>(null);
/** The moment that the pointer is at, on whichever chart. */
const cursor = signal<number | null>(null);

function scale(plot: Plot): { at: TimeScale; left: number; width: number } | null {
  const view = plot.view();
  if (!view || !plot.panel.over_time) return null;
  try {
    const at = view.scale("x") as TimeScale;
    const [from, to] = plot.span;
    return { at, left: view.origin()[0], width: at(to) - at(from) };
  } catch {
    return null; // not drawn yet
  }
}

function momentAt(plot: Plot, x: number): number | null {
  const found = scale(plot);
  if (!found || x < found.left - 8 || x > found.left + found.width + 8) return null;
  return Number(found.at.invert(x - found.left));
}

function nearest(marks: Mark[], moment: number, wide: boolean): number | null {
  let best: number | null = null;
  for (const { time, time_end } of marks) {
    if (time === undefined) continue;
    if (wide && moment >= time && moment < (time_end ?? time)) return time;
    if (best === null || Math.abs(time - moment) < Math.abs(best - moment)) best = time;
  }
  return best;
}

const MOST_LINES = 12;

function lines(plot: Plot, marks: Mark[]): Line[] {
  return [...marks]
    .sort((one, other) => (other.value ?? 0) - (one.value ?? 0))
    .slice(0, MOST_LINES)
    .map((mark) => ({ colour: mark.colour, label: mark.series || plot.panel.title, value: shown(mark.value, plot.panel.unit) }));
}

function tell(plot: Plot, event: PointerEvent, moment: number): number | null {
  const time = nearest(plot.marks, moment, plot.panel.show === "bar");
  if (time === null) return null;
  const title = plot.aligned ? `+${duration(time * 1000)}` : full(time);
  const there = plot.marks.filter((mark) => mark.time === time);
  tip.value = { x: event.clientX, y: event.clientY, title, lines: lines(plot, there) };
  return time;
}

/** Vega keeps what it drew in a tree; this finds what lies under a point. */
function under(plot: Plot, x: number, y: number): Mark | null {
  const view = plot.view() as unknown as { _renderer: unknown; _handler: { pick(...of: unknown[]): unknown }; scenegraph(): { root: unknown } } | null;
  if (!view) return null;
  const [left, top] = (view as unknown as Vega).origin();
  const item = view._handler.pick(view.scenegraph().root, x, y, x - left, y - top) as { datum?: Mark } | null;
  return item?.datum && "series" in item.datum ? item.datum : null;
}

function place(event: PointerEvent): { x: number; y: number } {
  const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

export function Overlay({ plot }: { plot: Plot }) {
  const line = useRef<HTMLDivElement>(null);
  const brush = useRef<HTMLDivElement>(null);
  const began = useRef<number | null>(null);

  useSignalEffect(() => {
    const moment = cursor.value;
    const found = moment === null ? null : scale(plot);
    if (!line.current) return;
    line.current.hidden = !found;
    if (found) line.current.style.transform = `translateX(${found.left + found.at(moment!)}px)`;
  });

  const leave = (): void => {
    tip.value = null;
    cursor.value = null;
  };
  const move = (event: PointerEvent): void => {
    const { x, y } = place(event);
    if (began.current !== null) return stretch(brush.current, began.current, x);
    if (plot.panel.over_time && plot.panel.show !== "heatmap") {
      const moment = momentAt(plot, x);
      const time = moment === null ? null : tell(plot, event, moment);
      if (time === null) leave();
      else cursor.value = time;
      return;
    }
    const mark = under(plot, x, y);
    (event.currentTarget as HTMLElement).classList.toggle("picks", Boolean(mark && plot.onPick));
    tip.value = mark ? { x: event.clientX, y: event.clientY, title: mark.series, lines: lines(plot, [mark]) } : null;
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0 || event.pointerType === "touch" || plot.aligned) return;
    if (momentAt(plot, place(event).x) === null) return;
    began.current = place(event).x;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };
  const up = (event: PointerEvent): void => {
    const from = began.current;
    began.current = null;
    if (brush.current) brush.current.hidden = true;
    const { x, y } = place(event);
    if (from !== null && Math.abs(x - from) > 6) return zoom(plot, from, x);
    const mark = plot.panel.over_time ? null : under(plot, x, y);
    if (mark) plot.onPick?.(mark);
  };
  return (
    <div class={plot.panel.over_time ? "overlay timed" : "overlay"} onPointerMove={move} onPointerLeave={leave} onPointerDown={down} onPointerUp={up}>
      <div class="cursor" ref={line} hidden />
      <div class="brush" ref={brush} hidden />
    </div>
  );
}

function stretch(brush: HTMLElement | null, from: number, to: number): void {
  if (!brush) return;
  brush.hidden = false;
  brush.style.left = `${Math.min(from, to)}px`;
  brush.style.width = `${Math.abs(to - from)}px`;
  tip.value = null;
}

function zoom(plot: Plot, one: number, other: number): void {
  const found = scale(plot);
  if (!found) return;
  const within = [one, other].map((x) => Math.min(Math.max(x - found.left, 0), found.width)).sort((a, b) => a - b);
  const [from, to] = within.map((x) => new Date(Math.round(Number(found.at.invert(x)))));
  go({ from: from!.toISOString(), to: to!.toISOString() });
}

const MARGIN = 12;

export function TipBox() {
  const now = tip.value;
  if (!now) return null;
  const right = now.x > innerWidth - 280;
  const side = right ? { right: `${innerWidth - now.x + MARGIN}px` } : { left: `${now.x + MARGIN}px` };
  const below = now.y < innerHeight - 260;
  const level = below ? { top: `${now.y + MARGIN}px` } : { bottom: `${innerHeight - now.y + MARGIN}px` };
  return (
    <div class="tip" aria-hidden="true" style={{ ...side, ...level }}>
      <div class="tip-title">{now.title}</div>
      {now.lines.map((line) => (
        <div class="tip-line" key={line.label}>
          <i class="swatch" style={{ background: line.colour }} />
          <span>{line.label}</span>
          <b>{line.value}</b>
        </div>
      ))}
    </div>
  );
}
