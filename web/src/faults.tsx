/** Faults of the spool, each with what the GPU was doing. */
import { useState } from "preact/hooks";
import * as api from "./api";
import { useFresh } from "./fresh";
import { text } from "./event";
import { bytes, full, isMoment, moment, number } from "./format";
import { t } from "./i18n";
import { live } from "./store";
import type { Fault, Faults } from "./types";

function useFaults(): Faults | null {
  const [found, setFound] = useState<Faults | null>(null);
  useFresh(async () => setFound(await api.faults()), [live.value?.faults]);
  return found;
}

function told(name: string, value: unknown): string {
  if (typeof value === "number" && name.includes("bytes")) return bytes(value);
  if (typeof value === "number" && name.endsWith("_gb")) return `${number(value, null)} GB`;
  if (typeof value === "number" && /ratio|share|utili[sz]ation$/.test(name) && value <= 1) return number(value, "ratio");
  if (isMoment(value)) return full(value);
  return text(value);
}

type Of = Record<string, unknown>;

function isGroup(value: unknown): value is Of {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Groups within groups become one list: `device.name`. */
function flat(of: Of, before = ""): [string, unknown][] {
  return Object.entries(of).flatMap(([name, value]): [string, unknown][] =>
    isGroup(value) ? flat(value, `${before}${name}.`) : value === null || value === undefined ? [] : [[before + name, value]],
  );
}

function Pairs({ of }: { of: Of }) {
  return <dl class="pairs">{flat(of).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{told(name, value)}</dd></div>)}</dl>;
}

/** What of the device's memory was held, and what of that was used. */
function Memory({ of }: { of: Of }) {
  const [used, held, total] = ["memory_allocated_gb", "memory_reserved_gb", "memory_total_gb"].map((name) => of[name]);
  if (typeof used !== "number" || typeof total !== "number" || !total) return null;
  const width = (size: number) => ({ width: `${Math.min(100, (100 * size) / total)}%` });
  return (
    <div class="memory">
      <span>{number(used, null)} / {number(total, null)} GB ({number(used / total, "ratio")})</span>
      <div class="bar" aria-hidden="true">{typeof held === "number" && <i class="reserved" style={width(held)} />}<i style={width(used)} /></div>
    </div>
  );
}

function Breadcrumbs({ of }: { of: Fault["breadcrumbs"] }) {
  const at = (one: Record<string, unknown>): string => {
    const stamp = one["timestamp"];
    return typeof stamp === "number" ? moment(stamp * 1000, { ms: true }) : isMoment(stamp) ? moment(stamp, { ms: true }) : text(stamp ?? "");
  };
  return (
    <table class="data">
      <tbody>
        {of.map((one, index) => (
          <tr key={index}>
            <td class="time">{at(one)}</td>
            <td class="level"><span class={`pill level-${String(one["level"] ?? "info").toLowerCase()}`}>{String(one["level"] ?? "")}</span></td>
            <td class="long">{text(one["message"] ?? one["category"] ?? "")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Detail({ of }: { of: Fault }) {
  return (
    <article class="panel fault-detail" aria-label={of.type ?? t("tags")}>
      <header><h2>{of.type ?? of.fault ?? t("tags")}</h2><span class={of.waiting ? "badge warn" : "badge"}>{of.waiting ? t("not_sent") : t("delivered")}</span></header>
      <p class="message">{of.message}</p>
      <Pairs of={{ time: of.time, job_id: of.job_id, rank: of.rank, run: of.run, fault: of.fault, level: of.level, tries: of.tries || null, id: of.id }} />
      {of.gpu && <><h3>{t("gpu")}</h3><Memory of={of.gpu} /><Pairs of={of.gpu} /></>}
      {of.stack && <><h3>{t("stack")}</h3><pre tabIndex={0}>{of.stack}</pre></>}
      {of.breadcrumbs.length > 0 && <><h3>{t("breadcrumbs")}</h3><Breadcrumbs of={of.breadcrumbs} /></>}
      {Object.keys(of.contexts).length > 0 && <><h3>{t("contexts")}</h3><Pairs of={of.contexts} /></>}
    </article>
  );
}

export function FaultsView() {
  const found = useFaults();
  const [chosen, setChosen] = useState<string | null>(null);
  if (!found) return <div class="skeleton" aria-hidden="true" />;
  const one = found.faults.find((fault) => fault.id === chosen) ?? found.faults[0];
  if (!one) return <section class="empty"><p>{t("empty_faults")}</p><p class="hint">{t("folder", { folder: found.folder })}</p></section>;
  return (
    <div class="faults">
      <ul class="fault-list" aria-label={t("faults")}>
        {found.faults.map((fault) => (
          <li key={fault.id}>
            <button type="button" aria-current={fault === one} onClick={() => setChosen(fault.id)}>
              <b>{fault.type ?? fault.fault ?? t("tags")}</b>
              <span>{fault.message ?? ""}</span>
              <span class="hint">{moment(fault.time)}{fault.job_id && ` · ${fault.job_id}`}{fault.rank !== null && ` · ${t("rank")} ${fault.rank}`}{fault.waiting && ` · ${t("waiting")}`}</span>
            </button>
          </li>
        ))}
      </ul>
      <Detail of={one} />
      <p class="hint">{t("folder", { folder: found.folder })}</p>
    </div>
  );
}
