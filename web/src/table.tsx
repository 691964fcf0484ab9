/** A panel's rows as a table, sorted by any column. */
import { useMemo, useState } from "preact/hooks";
import { follow, isFixed } from "./actions";
import { ago, full, isMoment, shown } from "./format";
import { t } from "./i18n";
import { live, schema } from "./store";
import type { Panel, Row, Value } from "./types";

type Order = { column: number; down: boolean } | null;

function compare(one: Value | undefined, other: Value | undefined): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (one === null || one === undefined) return -1;
  if (other === null || other === undefined) return 1;
  return String(one).localeCompare(String(other), undefined, { numeric: true });
}

function sorted(rows: Row[], order: Order): Row[] {
  if (!order) return rows;
  const found = [...rows].sort((one, other) => compare(one[order.column], other[order.column]));
  return order.down ? found.reverse() : found;
}

/** Return the names of what a row holds. */
export function columnNames(panel: Panel): string[] {
  const measure = t(`measure_${panel.measure}`);
  return [...panel.by, ...(panel.over_time ? [t("time")] : []), panel.field ? `${measure} ${panel.field}` : measure];
}

function Head({ names, order, setOrder }: { names: string[]; order: Order; setOrder: (order: Order) => void }) {
  const last = names.length - 1;
  return (
    <tr>
      {names.map((name, column) => {
        const on = order?.column === column;
        const turn = (): void => setOrder(on && !order.down ? null : { column, down: on ? false : column === last });
        return (
          <th key={name} scope="col" class={column === last ? "number" : undefined} aria-sort={on ? (order.down ? "descending" : "ascending") : undefined}>
            <button type="button" onClick={turn}>{name}<span aria-hidden="true">{on ? (order.down ? " ↓" : " ↑") : ""}</span></button>
          </th>
        );
      })}
    </tr>
  );
}

function Last({ value, panel, most }: { value: Value | undefined; panel: Panel; most: number }) {
  if (isMoment(value)) {
    return <td class="number" title={full(value)}>{ago(value, Date.parse(live.value?.now ?? "") || Date.now())}</td>;
  }
  const share = typeof value === "number" && most > 0 ? Math.max(0, value / most) : 0;
  return (
    <td class="number bar" style={{ "--share": String(share) }} title={typeof value === "number" ? String(value) : undefined}>
      <span>{shown(value, panel.unit)}</span>
    </td>
  );
}

function Cell({ panel, index, row }: { panel: Panel; index: number; row: Row }) {
  const value = row[index];
  if (index >= panel.by.length) return <td class="time">{isMoment(value) ? full(value) : shown(value, null)}</td>;
  if (isFixed) return <td>{String(value)}</td>;
  const opens = schema.value?.dashboards.find((one) => one.name === panel.opens)?.title;
  const title = opens ? t("open_in", { value: String(value), dashboard: opens }) : t("filter_in");
  return (
    <td>
      <button type="button" class="link" title={title} onClick={() => follow(panel, row, index)}>{String(value)}</button>
    </td>
  );
}

export interface DataTableProps {
  panel: Panel;
  caption: string;
  rows: Row[];
}

export function DataTable({ panel, caption, rows }: DataTableProps) {
  const [order, setOrder] = useState<Order>(null);
  const shownRows = useMemo(() => sorted(rows, order), [rows, order]);
  const names = columnNames(panel);
  const last = names.length - 1;
  const most = Math.max(0, ...rows.map((row) => (typeof row[last] === "number" ? (row[last] as number) : 0)));
  if (!rows.length) return <p class="nothing">{t("no_data")}</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
      <table class="data">
        <caption class="unseen">{caption}</caption>
        <thead><Head names={names} order={order} setOrder={setOrder} /></thead>
        <tbody>
          {shownRows.map((row) => (
            <tr key={row.slice(0, last).join("\u0000")}>
              {row.slice(0, last).map((_, index) => <Cell key={index} panel={panel} index={index} row={row} />)}
              <Last value={row[last]} panel={panel} most={most} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
