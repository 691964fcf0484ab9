/** The legend of a chart: each series with its newest value; a click shows it alone. */
import { follow, isFixed } from "./actions";
import type { Mark } from "./dress";
import { number, shown } from "./format";
import { t } from "./i18n";
import { Icon } from "./icons";
import { schema } from "./store";
import type { Panel } from "./types";

/** Return the newest mark of each series, the greatest value first where there is no time. */
export function latest(marks: Mark[]): Mark[] {
  const found = new Map<string, Mark>();
  for (const mark of marks) found.set(mark.label, mark);
  return [...found.values()];
}

function isolated(all: string[], hidden: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const alone = all.every((one) => (one === name) !== hidden.has(one));
  return alone ? new Set() : new Set(all.filter((one) => one !== name));
}

function share(mark: Mark, sum: number): string {
  return sum ? number((mark.value ?? 0) / sum, "ratio") : "";
}

export interface LegendProps {
  panel: Panel;
  marks: Mark[];
  hidden: ReadonlySet<string>;
  setHidden: (hidden: ReadonlySet<string>) => void;
}

export function Legend({ panel, marks, hidden, setHidden }: LegendProps) {
  const isStack = panel.show === "bar" && panel.over_time;
  if (!panel.by.length || panel.show === "heatmap" || (panel.show === "bar" && panel.by.length === 1 && !isStack)) return null;
  const series = latest(marks);
  const names = series.map((one) => one.label);
  const sum = series.reduce((total, one) => total + (one.value ?? 0), 0);
  const opens = schema.value?.dashboards.find((one) => one.name === panel.opens)?.title ?? "";
  const value = (mark: Mark): string => {
    if (panel.show === "donut") return `${shown(mark.value, panel.unit)} · ${share(mark, sum)}`;
    return panel.show === "bar" ? "" : shown(mark.value, panel.unit);
  };
  return (
    <ul class="legend">
      {series.map((mark) => (
        <li key={mark.label} class={hidden.has(mark.label) ? "off" : undefined}>
          <button type="button" aria-pressed={!hidden.has(mark.label)} title={t("series_only", { name: mark.label })} onClick={() => setHidden(isolated(names, hidden, mark.label))}>
            <i class="swatch" style={{ background: mark.colour }} />
            <span class="name">{mark.label}</span>
            <b>{value(mark)}</b>
          </button>
          {panel.opens && !isFixed && (
            <button type="button" class="quiet" aria-label={t("open_in", { value: mark.label, dashboard: opens })} title={t("open_in", { value: mark.label, dashboard: opens })} onClick={() => follow(panel, [mark.by0 as string], 0)}>
              <Icon name="open" />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
