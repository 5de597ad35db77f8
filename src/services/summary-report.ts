import { decimalOf } from "../money/decimal.ts";
import { segments, totals } from "../store/reports.ts";
import { formatInstant } from "../time/instant.ts";
import { booksCurrency, moneyText, type ReportParts, reading } from "./report-parts.ts";
import type { Summary } from "./reports.ts";
import { unbilledScope } from "./unbilled-scope.ts";

/** The head of the console's first page. */
export async function summaryReport(parts: ReportParts, tenant: string): Promise<Summary> {
  const { store, clock, library } = parts;
  const [models, counts, named] = await reading(parts, tenant, (tx) =>
    Promise.all([library.of(tx), totals(tx), segments(tx)]),
  );
  const model = models?.books.current.model;
  const currency = booksCurrency(Object.keys(counts.invoiced), models);
  const [events, unbilled] = await Promise.all([
    store.events.countEvents(tenant),
    store.events.countUnbilled(tenant, unbilledScope(store, tenant, models)),
  ]);
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
    events: { accepted: events, unbilled },
    from: counts.firstIssuedAt === null ? null : formatInstant(counts.firstIssuedAt),
    to: counts.lastIssuedAt === null ? null : formatInstant(counts.lastIssuedAt),
  };
}
