/** A dashboard: its panels on a grid, in the schema's order, as in Kibana. */
import { Compare } from "./compare";
import { Empty } from "./empty";
import { t } from "./i18n";
import { PanelBox } from "./panel";
import { state } from "./state";
import { dashboard } from "./store";
import type { Dashboard, Panel } from "./types";

/** Runs of panels of one kind stand together: numbers in fours, lists alone, all others in twos. */
function runs(panels: Panel[]): { kind: string; panels: Panel[] }[] {
  const found: { kind: string; panels: Panel[] }[] = [];
  for (const panel of panels) {
    const kind = panel.show === "metric" ? "metrics" : panel.show === "events" ? "lists" : "charts";
    const last = found.at(-1);
    if (last?.kind === kind) last.panels.push(panel);
    else found.push({ kind, panels: [panel] });
  }
  return found;
}

function Panels({ of }: { of: Dashboard }) {
  return (
    <>
      {runs(of.panels).map(({ kind, panels }) => (
        <ul class={`grid ${kind}`} key={`${of.name} ${panels[0]?.index}`}>
          {panels.map((panel) => <PanelBox key={panel.index} dashboard={of} panel={panel} />)}
        </ul>
      ))}
    </>
  );
}

export function DashboardView() {
  const of = dashboard.value;
  if (!of) return <p class="nothing">{t("unknown_dashboard")}</p>;
  const jobs = state.value.picks["job_id"] ?? [];
  return (
    <>
      <Empty />
      <Compare of={of} jobs={jobs} />
      <Panels of={of} key={of.name} />
    </>
  );
}
