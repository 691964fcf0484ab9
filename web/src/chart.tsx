/** One chart: a Vega view that lives as long as the panel, and whose data change in place. */
import { signal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
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
  into.querySelector("canvas")?.setAttribute("aria-hidden", "true"); // the figure says it in words
  return view;
}

const FEW = 90;

function fill(view: View, plot: Plot): void {
  view.data("rows", plot.marks as never[]);
  view.signal("dot", plot.marks.length <= FEW ? 14 : 0);
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

export function Chart({ panel, marks, span, aligned, height, describe, onPick }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<View | null>(null);
  const look: Look = { theme: theme.value, language: language.value, utc: settings.value.times === "utc", aligned };
  const library = charts.value;
  const plot = useRef<Plot>({ panel, marks, aligned, span, view: () => view.current, onPick });
  Object.assign(plot.current, { panel, marks, aligned, span, onPick });

  const key = JSON.stringify(look);
  useEffect(() => {
    if (!library || !holder.current) return undefined;
    const made = build(library, panel, look, holder.current);
    view.current = made;
    made.width(holder.current.clientWidth).height(height);
    fill(made, plot.current);
    void made.runAsync();
    return () => {
      view.current = null;
      made.finalize();
    };
  }, [library, panel, key]);

  useEffect(() => {
    if (!view.current) return;
    fill(view.current, plot.current);
    void view.current.runAsync();
  }, [marks, span[0], span[1]]);

  useResize(holder, height, view);
  return (
    <div class="chart" role="img" aria-label={describe} style={{ height: `${height}px` }}>
      <div class="canvas" ref={holder} />
      <Overlay plot={plot.current} />
    </div>
  );
}

function useResize(holder: { current: HTMLElement | null }, height: number, view: { current: View | null }): void {
  useEffect(() => {
    const fit = (): void => {
      const width = holder.current?.clientWidth ?? 0;
      if (!view.current || !width) return;
      void view.current.width(width).height(height).runAsync();
    };
    const observer = new ResizeObserver(fit);
    observer.observe(holder.current!);
    fit();
    return () => observer.disconnect();
  }, [height]);
}

export function useMarks<T>(make: () => T, of: unknown[]): T {
  return useMemo(make, of);
}
