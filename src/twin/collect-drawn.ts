import { type Cohort, thereIn } from "../plan/population/cohort.ts";
import type { PurchaseDrivers } from "../plan/population/population-drivers.ts";
import { binomial } from "./chance/draw.ts";
import { divided, type PaidMonths } from "./chance/drawn-payments.ts";
import type { RandomStream } from "./chance/random-stream.ts";

/** What one customer of a cohort is invoiced in a month of the plan, or before it: each part if it was there in a month. */
export interface InvoicedMonth {
  readonly month: number;
  readonly parts: readonly { readonly servedFrom: number; readonly amount: number }[];
}

/** How the customers of a cohort pay. */
export interface CohortPayments {
  readonly cohort: Cohort;
  readonly purchase: PurchaseDrivers;
  readonly invoiced: readonly InvoicedMonth[];
  /** The chance that an invoice of a month is never paid. */
  readonly unpaidIn: (month: number) => number;
  readonly paid: PaidMonths;
}

/**
 * Adds what the customers of a cohort pay in each month. Who is lost since it does not pay has paid nothing since the invoice that it was lost for; of
 * those who cannot be lost within the plan, or at all, as many do not pay as chance has it, from an invoice on.
 */
export function collectDrawn(
  { cohort, purchase, invoiced, unpaidIn, paid }: CohortPayments,
  stream: RandomStream,
  sums: Float64Array,
): void {
  const {
    every = 1,
    after: served = Number.POSITIVE_INFINITY,
    settled = 0,
  } = purchase.unpaid ?? {};
  const after = served - settled;
  let kept = 0;
  for (const { month, parts } of invoiced) {
    if (month >= sums.length) continue;
    const payingIn = (servedFrom: number): number =>
      Math.max(0, thereIn(cohort, servedFrom) - lostAfter(cohort, servedFrom, month + after));
    const most = Math.max(...parts.map(({ servedFrom }) => payingIn(servedFrom)));
    const asksFirst = month + after >= sums.length && (month - cohort.start) % every === 0;
    if (asksFirst) kept += binomial(stream, Math.max(0, most - kept), unpaidIn(month));
    const payers = Math.max(0, most - kept);
    if (payers === 0) continue;
    const total = parts.reduce(
      (sum, { servedFrom, amount }) => sum + amount * payingIn(servedFrom),
      0,
    );
    for (const [later, many] of divided(stream, payers, paid(month)).entries())
      if (many > 0 && month + later >= 0 && month + later < sums.length)
        sums[month + later] = (sums[month + later] ?? 0) + (total * many) / most;
  }
}

/** Who was there in a month and is lost after it, up to another one, since it does not pay. */
function lostAfter({ start, unpaid = [] }: Cohort, there: number, until: number): number {
  let sum = 0;
  for (const [age, lost] of unpaid.entries())
    if (lost !== undefined && start + age > there && start + age <= until) sum += lost;
  return sum;
}
