import { receivable } from "../../ledger/account-name.ts";
import type { JournalEntry } from "../../ledger/entry.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { monthAt } from "../../metrics/calendar-month.ts";
import type { Model } from "../../model/model.ts";
import { DAY_MS, type Instant } from "../../time/instant.ts";
import type { Zone } from "../../time/zone.ts";
import { compilePlan, middle } from "../forecast/compile-plan.ts";
import type { Observed } from "./interval.ts";

/** The mean length of a month: 365.2425 days in twelve. */
const daysInMonth = 365.2425 / 12;

/**
 * How long invoices of some months stayed unpaid, in months, by what was paid of them: each payment counts by its amount. What is not paid yet is
 * not among them.
 */
export function collectionDelay(
  entries: Iterable<JournalEntry>,
  zone: Zone,
  first: Month,
  last: Month,
): Observed {
  const issued = new Map<string, Instant>();
  const paid: { readonly invoice: string; readonly at: Instant; readonly amount: number }[] = [];
  for (const { document, date, documentDate, postings } of entries)
    for (const { account, amount, invoice } of postings) {
      if (account !== receivable || invoice === undefined) continue;
      const size = Number(amount);
      if (document.kind === "invoice" && size > 0) issued.set(invoice, documentDate ?? date);
      if (document.kind === "payment" && size < 0) paid.push({ invoice, at: date, amount: -size });
    }
  let [count, weight, weightedSum, weightedSquares, squaredWeights] = [0, 0, 0, 0, 0];
  for (const { invoice, at, amount } of paid) {
    const since = issued.get(invoice);
    if (since === undefined) continue;
    const month = monthAt(zone, since);
    if (month < first || month > last) continue;
    const delay = Math.max(0, (at - since) / DAY_MS / daysInMonth);
    count += 1;
    weight += amount;
    weightedSum += amount * delay;
    weightedSquares += amount * delay * delay;
    squaredWeights += amount * amount;
  }
  return { count, weight, weightedSum, weightedSquares, squaredWeights };
}

/** How long a plan takes invoices to stay unpaid in its first month, in months; not a number where it cannot be computed any more. */
export function assumedDelay(model: Model, scenario: string | undefined): number {
  const compiled = compilePlan(model, { scenario });
  if (!compiled.ok) return Number.NaN;
  const run = compiled.value.run(middle);
  return run.ok ? run.value.read("capital.collected-after", 0) : Number.NaN;
}
