/** What stands where there is nothing to see, and what to do about it. */
import { moment } from "./format";
import { t } from "./i18n";
import { go, state } from "./state";
import { live, range } from "./store";

const COMMANDS = ["logloom run -- python train.py", "logloom view path/to/logs"];

function Nothing() {
  return (
    <section class="empty">
      <h2>{t("empty_store")}</h2>
      <p>{t("empty_store_how")}</p>
      <ul>{COMMANDS.map((command) => <li key={command}><code>{command}</code></li>)}</ul>
    </section>
  );
}

export function Empty() {
  const now = live.value;
  const of = range.value;
  if (!now) return null;
  if (!now.events && !now.invalid) return <Nothing />;
  if (!of || !now.first || !now.last || state.value.from === "all") return null;
  const apart = Date.parse(now.last) < Date.parse(of.start) || Date.parse(now.first) >= Date.parse(of.end);
  if (!apart) return null;
  return (
    <section class="empty">
      <p>{t("empty_range", { first: moment(now.first), last: moment(now.last) })}</p>
      <button type="button" class="button primary" onClick={() => go({ from: "all", to: "now" })}>{t("all_time")}</button>
    </section>
  );
}
