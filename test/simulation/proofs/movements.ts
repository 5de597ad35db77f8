import { assert } from "../../../src/fault/fault.ts";
import { readAccounts } from "../../../src/metrics/accounts/accounts-input.ts";
import type { ReportingRate } from "../../../src/metrics/metrics-input.ts";
import { metricsReport } from "../../../src/metrics/metrics-report.ts";
import { movementKinds } from "../../../src/metrics/movement.ts";
import { decimalOf } from "../../../src/money/decimal.ts";
import { seededRandom } from "../../../src/testing/random.ts";
import { formatInstant } from "../../../src/time/instant.ts";
import { centsOf } from "../running-books.ts";
import type { Lived } from "../story.ts";
import { storyBooks } from "../story-books.ts";

const settingsOf = (seed: number) => {
  const random = seededRandom(seed);
  const any = <T>(...of: readonly T[]): T | undefined => of[random.whole(0, of.length - 1)];
  return {
    usage: any("in", "out"),
    discounts: any("all", "recurring", "forever", "none"),
    trials: any("in", "out"),
    freeCustomers: any("in", "out", "after-paying"),
    churnDate: any("end", "request", "paid-through"),
    pauses: any("churn", "contraction"),
    reactivation: any("separate", "new"),
    grouping: any("moment", "hour", "month"),
    netting: any("subscription", "customer"),
    priceChanges: any("within", "separate"),
    sliceMoves: any("transfer", "movement"),
  } as const;
};

/** What a euro was worth in dollars at the beginning of each month. */
const reporting = (rates: Lived["rates"]): readonly ReportingRate[] => {
  const months = new Set<string>();
  return rates.flatMap(({ to, day, rate }) => {
    if (to !== "USD" || months.has(day.slice(0, 7))) return [];
    months.add(day.slice(0, 7));
    return [{ currency: "EUR", from: Date.parse(`${day.slice(0, 7)}-01`), rate: decimalOf(rate) }];
  });
};

/** Months whose movements do not lead from the opening to the closing to the cent, for settings by chance. */
export function movementFaults({ seed, kind, living, until, rates }: Lived): readonly string[] {
  const settings = settingsOf(seed);
  const books = storyBooks(kind);
  const reader = readAccounts({
    books,
    settings: { normalisation: "months", usage: "out" },
    asOf: until,
  });
  for (const customer of ["c-1", "c-2"]) {
    const account = living.account(customer);
    assert(account !== undefined, "it is told of");
    reader.add(account);
  }
  const span = { from: "2025-12", to: formatInstant(until).slice(0, 7) };
  const report = metricsReport(
    { ...reader.input(), rates: reporting(rates) },
    span,
    settings as never,
    {
      metrics: ["mrr", "customers"],
      by: "plan",
    },
  );
  if (!report.ok) return report.faults.map(({ code, path }) => `${code} ${path}`);
  const { movements, slices = [] } = report.value;
  const found: string[] = [];
  let before: string | undefined;
  for (const row of movements) {
    if (before !== undefined && row.opening !== before) found.push(`${row.month} opens elsewhere`);
    before = row.closing;
  }
  for (const row of [...movements, ...slices]) {
    const parts = ["opening", ...movementKinds] as const;
    const moved = parts.reduce((sum, part) => sum + centsOf(row[part]), 0);
    if (moved !== centsOf(row.closing))
      found.push(`${row.month} ${row.slice ?? ""} does not add up`);
  }
  return found;
}
