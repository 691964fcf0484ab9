/** The page: see state.ts for what it shows, store.ts for what it knows. */
import { effect } from "@preact/signals";
import { render } from "preact";
import { AlertsView } from "./alerts";
import { DashboardView } from "./dashboard";
import { EventsView } from "./explore";
import { FaultsView } from "./faults";
import { TipBox } from "./hover";
import { t } from "./i18n";
import { listen } from "./keys";
import { Filters, Help, Problems, Top } from "./shell";
import { state } from "./state";
import { dashboard, schema, start } from "./store";

function Content() {
  const { view } = state.value;
  if (view === "events") return <EventsView />;
  if (view === "faults") return <FaultsView />;
  if (view === "alerts") return <AlertsView />;
  return <DashboardView />;
}

function Title() {
  const of = dashboard.value;
  const isView = state.value.view !== "dashboard";
  return (
    <div class="title">
      <h1>{isView ? t(state.value.view as "events") : of?.title}</h1>
      {!isView && of?.description && <p>{of.description}</p>}
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
  document.getElementById("page")!.textContent = String(error instanceof Error ? error.message : error);
});
