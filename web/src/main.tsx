/** The page: see state.ts for what it shows, store.ts for what it knows. */
import { effect } from "@preact/signals";
import { render } from "preact";
import { report } from "./api";
import { AlertsView } from "./alerts";
import { DashboardView } from "./dashboard";
import { EventsView } from "./explore";
import { FaultsView } from "./faults";
import { TipBox } from "./hover";
import { message, t } from "./i18n";
import { listen } from "./keys";
import { rangeText } from "./range";
import { Filters, Help, Problems, Top } from "./shell";
import { parse, state } from "./state";
import { answered, dashboard, schema, start } from "./store";

function Content() {
  const { view } = state.value;
  if (view === "events") return <EventsView />;
  if (view === "faults") return <FaultsView />;
  if (view === "alerts") return <AlertsView />;
  return <DashboardView />;
}

/** Of what a report was made, where that is not everything. */
function Filtered() {
  const { q, picks, from, to } = state.value;
  if (!report) return null;
  const parts = [q, ...Object.entries(picks).map(([field, values]) => `${field}: ${values.join(", ")}`)];
  const told = [...parts, from === "all" ? "" : rangeText(from, to)].filter(Boolean).join(" · ");
  return told ? <p><code>{told}</code></p> : null;
}

/** What changed, for those who don't see it: told once after each question, not with each new event. */
function Told() {
  const of = parse(`?${answered.value}`);
  const asked = [of.q, ...Object.values(of.picks).flat()].filter(Boolean).join(", ") || t("all");
  return <p class="unseen" role="status">{answered.value && t("updated", { asked, time: rangeText(of.from, of.to) })}</p>;
}

function Title() {
  const of = dashboard.value;
  const isView = state.value.view !== "dashboard";
  return (
    <div class="title">
      <h1>{isView ? t(state.value.view as "events") : of?.title}</h1>
      {!isView && of?.description && <p>{of.description}</p>}
      <Filtered />
    </div>
  );
}

function Page() {
  if (!schema.value) return <div class="skeleton" />;
  return (
    <>
      <Top />
      <Filters />
      <Problems />
      <main id="main" tabIndex={-1}>
        <Title />
        <Told />
        <Content />
      </main>
      <Help />
      <TipBox />
    </>
  );
}

effect(() => {
  const view = state.value.view;
  const name = view === "dashboard" ? dashboard.value?.title : t(view);
  document.title = name ? `${name} · logloom` : "logloom";
});

render(<Page />, document.getElementById("page")!);
listen();
start().catch((error: unknown) => {
  document.getElementById("page")!.textContent = message(String(error instanceof Error ? error.message : error));
});
