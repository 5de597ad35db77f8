import { assert } from "../fault/fault.ts";
import { add, type Decimal, decimalOf, equals, zero } from "../money/decimal.ts";
import { type RevenueRow, revenueByStream } from "../store/reports.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant } from "../time/instant.ts";
import type { TenantModels } from "./model-library.ts";
import { booksCurrency, moneyText, newest, type ReportParts, reading } from "./report-parts.ts";
import type { RevenueByStream } from "./reports.ts";

/** What was billed, by stream and month of issue. */
export function revenueReport(parts: ReportParts, tenant: string): Promise<RevenueByStream> {
  const thisMonth = formatInstant(parts.clock.now(tenant)).slice(0, "2026-01".length);
  return reading(parts, tenant, async (tx: Tx) =>
    byStream(await revenueByStream(tx), await parts.library.of(tx), thisMonth),
  );
}

/**
 * The table of revenue: every stream that a line reports to, also one that the current model no longer has, so that the
 * streams add up to the total. `thisMonth` is the month that now is in, UTC.
 */
export function byStream(
  billed: readonly RevenueRow[],
  models: TenantModels | undefined,
  thisMonth: string,
): RevenueByStream {
  const currency = booksCurrency([...new Set(billed.map((row) => row.currency))], models);
  const rows = billed.filter((row) => row.currency === currency);
  const months = [...new Set(rows.map(({ month }) => month))].sort();
  const amounts = new Map(rows.map((row) => [cell(row.stream, row.month), decimalOf(row.amount)]));
  const money = (amount: Decimal): string => moneyText(amount, currency);
  const declared = Object.keys(models?.books.current.model.streams ?? {});
  const streams = [...new Set([...declared, ...rows.map(({ stream }) => stream)])].map((id) => {
    const values = months.map((month) => amounts.get(cell(id, month)) ?? zero);
    const name = newest(models, (model) => model.streams[id]?.name) ?? id;
    return { id, name, values, total: sum(values) };
  });
  const byMonth = months.map((month) =>
    sum(rows.filter((row) => row.month === month).map(({ amount }) => decimalOf(amount))),
  );
  const total = sum(byMonth);
  assert(equals(sum(streams.map((stream) => stream.total)), total), "streams add up to the total");
  return {
    currency,
    months,
    runningMonth: months.includes(thisMonth) ? thisMonth : null,
    streams: streams.map(({ id, name, values, total: own }) => ({
      id,
      name,
      amounts: values.map(money),
      total: money(own),
    })),
    totals: byMonth.map(money),
    total: money(total),
  };
}

const cell = (stream: string, month: string): string => `${month} ${stream}`;

const sum = (values: readonly Decimal[]): Decimal => values.reduce(add, zero);
