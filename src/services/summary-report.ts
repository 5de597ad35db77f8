import { decimalOf } from "../money/decimal.ts";
import { issuedVersion } from "../store/metric-rows.ts";
import { issuedTotals, segments, totals } from "../store/reports.ts";
import { formatInstant } from "../time/instant.ts";
import { rememberAnswers } from "./remembered-answers.ts";
import { booksCurrency, moneyText, type ReportParts, reading } from "./report-parts.ts";
import type { Reports, SummaryHead } from "./reports.ts";
import { unbilledScope } from "./unbilled-scope.ts";

/** Tenants of whom is remembered what was issued. */
const tenantsMost = 1_000;

/** How many of everything; what was issued is added up once, until something else is. */
export function createSummary(parts: ReportParts): Pick<Reports, "summary" | "summaryHead"> {
  const { store, clock, library } = parts;
  const issuedOf = rememberAnswers<null, Awaited<ReturnType<typeof issuedTotals>>>({
    versionOf: issuedVersion,
    answer: issuedTotals,
    most: tenantsMost,
  });
  const summaryHead = async (tenant: string): Promise<SummaryHead> => {
    const [models, counts, issued, named] = await reading(parts, tenant, (tx) =>
      Promise.all([library.of(tx), totals(tx), issuedOf(tx, null), segments(tx)]),
    );
    const model = models?.books.current.model;
    const currency = booksCurrency(Object.keys(issued.invoiced), models);
    const { firstIssuedAt, lastIssuedAt } = issued;
    return {
      model:
        model === undefined ? null : { id: model.id, name: model.name, version: model.version },
      currency,
      now: formatInstant(clock.now(tenant)),
      customers: counts.customers,
      parked: counts.parked,
      segments: named,
      subscriptions: counts.subscriptions,
      invoices: {
        count: issued.invoices,
        total: moneyText(decimalOf(issued.invoiced[currency ?? ""] ?? "0"), currency),
      },
      from: firstIssuedAt === null ? null : formatInstant(firstIssuedAt),
      to: lastIssuedAt === null ? null : formatInstant(lastIssuedAt),
    };
  };
  const countUnbilled = async (tenant: string): Promise<number> => {
    const models = await reading(parts, tenant, (tx) => library.of(tx));
    return store.events.countUnbilled(tenant, unbilledScope(store, tenant, models));
  };
  return {
    summaryHead,
    summary: async (tenant) => {
      const [head, accepted, unbilled] = await Promise.all([
        summaryHead(tenant),
        store.events.countEvents(tenant),
        countUnbilled(tenant),
      ]);
      return { ...head, events: { accepted, unbilled } };
    },
  };
}
