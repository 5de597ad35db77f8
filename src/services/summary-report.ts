import { decimalOf } from "../money/decimal.ts";
import { segments, totals } from "../store/reports.ts";
import { formatInstant } from "../time/instant.ts";
import { booksCurrency, moneyText, type ReportParts, reading } from "./report-parts.ts";
import type { Summary, SummaryHead } from "./reports.ts";
import { unbilledScope } from "./unbilled-scope.ts";

/** How many of everything. */
export async function summaryReport(parts: ReportParts, tenant: string): Promise<Summary> {
  const { store, library } = parts;
  const unbilledEvents = async (): Promise<number> => {
    const models = await reading(parts, tenant, (tx) => library.of(tx));
    return store.events.countUnbilled(tenant, unbilledScope(store, tenant, models));
  };
  const [head, accepted, unbilled] = await Promise.all([
    summaryHead(parts, tenant),
    store.events.countEvents(tenant),
    unbilledEvents(),
  ]);
  return { ...head, events: { accepted, unbilled } };
}

/** How many of everything but events. */
export async function summaryHead(parts: ReportParts, tenant: string): Promise<SummaryHead> {
  const { clock, library } = parts;
  const [models, counts, named] = await reading(parts, tenant, (tx) =>
    Promise.all([library.of(tx), totals(tx), segments(tx)]),
  );
  const model = models?.books.current.model;
  const currency = booksCurrency(Object.keys(counts.invoiced), models);
  return {
    model: model === undefined ? null : { id: model.id, name: model.name, version: model.version },
    currency,
    now: formatInstant(clock.now(tenant)),
    customers: counts.customers,
    parked: counts.parked,
    segments: named,
    subscriptions: counts.subscriptions,
    invoices: {
      count: counts.invoices,
      total: moneyText(decimalOf(counts.invoiced[currency ?? ""] ?? "0"), currency),
    },
    from: counts.firstIssuedAt === null ? null : formatInstant(counts.firstIssuedAt),
    to: counts.lastIssuedAt === null ? null : formatInstant(counts.lastIssuedAt),
  };
}
