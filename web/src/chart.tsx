/** One chart: a Vega view that lives as long as the panel, and whose data change in place. */
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { draw, watch } from "./draw";
import { dress, ticks, type Look, type Mark } from "./dress";
import { Overlay, type Plot } from "./hover";
import { language } from "./i18n";
import { settings, theme } from "./settings";
import type { Panel } from "./types";
import type { Charts } from "./vega";

const charts = signal<Charts | null>(null);

function arrived(): void {
  charts.value = (globalThis as { logloomCharts?: Charts }).logloomCharts ?? null;
}
addEventListener("logloom-charts", arrived);
arrived();

type View = InstanceType<Charts["View"]>;

function build(library: Charts, panel: Panel, look: Look, into: HTMLElement): View {
  const { spec } = library.compile(dress(panel, look) as never);
  const runtime = library.parse(spec, undefined, { ast: true });
  const view = new library.View(runtime, {
    renderer: "canvas",
    container: into,
    expr: library.expressionInterpreter,
    hover: false,
    tooltip: () => undefined,
  } as never);
  // Vega lets go of what is no longer drawn once so much of it has gathered; it would wait for 10,000 marks.
  Object.assign(view, { cleanThreshold: 200 });
  view.description(null as never); // the figure has words, in the user's language
  into.querySelector("canvas")?.setAttribute("aria-hidden", "true"); // the figure says it in words
  return view;
}

const FEW = 90;

function fill(view: View, plot: Plot): void {
  view.data("rows", plot.marks as never[]);
  view.signal("few", plot.marks.length <= FEW);
  view.signal("ticks", ticks(plot.panel, plot.marks));
  if (!plot.panel.over_time) return;
  const first = plot.marks[0];
  const step = first ? (first.time_end ?? 0) - (first.time ?? 0) : 1;
  view.signal("range_start", plot.span[0]).signal("range_end", plot.span[1]).signal("step", step);
}

export interface ChartProps {
  panel: Panel;
  marks: Mark[];
  span: [number, number];
  aligned: boolean;
  height: number;
  describe: string;
  onPick?: ((mark: Mark) => void) | undefined;
}

interface Built {
  view: View;
  /** What it was built of; other than its data, which change in place. */
  of: unknown[];
}

function isSame(one: unknown[], other: unknown[]): boolean {
  return one.every((each, index) => each === other[index]);
}

export function Chart({ panel, marks, span, aligned, height, describe, onPick }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const built = useRef<Built | null>(null);
  const look: Look = { theme: theme.value, language: language.value, utc: settings.value.times === "utc", aligned };
  const library = charts.value;
  const plot = useRef<Plot>({ panel, marks, aligned, span, view: () => built.current?.view ?? null, onPick });
  Object.assign(plot.current, { panel, marks, aligned, span, onPick });

  const of = [library, panel, JSON.stringify(look)];
  const update = (): void => {
    if (!library || !holder.current) return;
    if (!built.current || !isSame(built.current.of, of)) {
      built.current?.view.finalize();
      built.current = { view: build(library, panel, look, holder.current), of };
    }
    const { view } = built.current;
    fill(view, plot.current);
    void view.width(holder.current.clientWidth).height(height).runAsync();
  };
  const latest = useRef(update);
  latest.current = update;

  useLayoutEffect(() => {
    const unwatch = watch(holder.current!);
    return () => {
      unwatch();
      built.current?.view.finalize();
      built.current = null;
    };
  }, []);
  useLayoutEffect(() => draw(holder.current!, update), [...of, marks, span[0], span[1], height]);
  useResize(holder, () => draw(holder.current!, latest.current));
  return (
    <div class="chart" role="img" aria-label={describe} style={{ height: `${height}px` }}>
      <div class="canvas" ref={holder} />
      <Overlay plot={plot.current} />
    </div>
  );
}

/** Call whenever an element has another width than before. */
function useResize(of: { current: HTMLElement | null }, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    let width = of.current!.clientWidth;
    const observer = new ResizeObserver(() => {
      const now = of.current?.clientWidth ?? 0;
      if (!now || now === width) return;
      width = now;
      latest.current();
    });
    observer.observe(of.current!);
    return () => observer.disconnect();
  }, []);
}

export function useMarks<T>(make: () => T, of: unknown[]): T {
  return useMemo(make, of);
}
