import type { SubscriptionState } from "../account/account.ts";
import type { CustomerFact } from "../account/fact.ts";
import type { PriceBooks } from "../account/price-book.ts";
import { servicePeriod } from "../account/service-period.ts";
import { termsOf } from "../account/terms.ts";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { findFact } from "../store/account-facts.ts";
import { accountStanding } from "../store/accounts.ts";
import type { Instant } from "../time/instant.ts";
import type { Period } from "../time/schedule.ts";
import { type ReportParts, reading } from "./report-parts.ts";

/** Whose billing periods of which meter, as far as they touch a range. */
interface PeriodsRequest {
  readonly subscription: string;
  readonly meter: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** Billing periods that touch a range, whole, and who uses what they bill. */
export interface BillingPeriods {
  /** Ascending; between two of them may lie time that nothing is served in. */
  readonly edges: readonly Instant[];
  readonly customer: string;
  /** Of the account: its midnights begin and end them. */
  readonly timeZone: string;
  readonly isWindow: (window: Pick<Period, "from" | "to">) => boolean;
}

/**
 * The periods for which a subscription is charged for a meter, under all its terms so far.
 * Refuses `unknown-subscription`, and `meter-not-charged` where none of its charges reads the meter.
 */
export const billingPeriods = (
  parts: ReportParts,
  tenant: string,
  { subscription: id, meter, from, to }: PeriodsRequest,
): Promise<Result<BillingPeriods>> =>
  reading(parts, tenant, async (tx) => {
    const bought = await findFact(tx, "subscription", id);
    const models = await parts.library.of(tx);
    const account = bought && (await accountStanding(tx, bought.customer))?.account;
    const subscription = account?.subscriptions.find(({ fact }) => fact.id === id);
    if (models === undefined || account === undefined || subscription === undefined)
      return refuse({
        code: "unknown-subscription",
        path: "/subscription",
        message: "there is no subscription with this id",
        value: id,
      });
    const { books } = models;
    const periods = chargedPeriods(subscription, account.customer, books, {
      isMeter: (charged) => charged === meter,
      from,
      to,
    });
    if (periods === undefined)
      return refuse({
        code: "meter-not-charged",
        path: "/meter",
        message: `no charge of subscription "${id}" reads this meter`,
        value: meter,
        suggestion: "ask by hour, day or month",
      });
    const edges = [...new Set(periods.flatMap((period) => [period.from, period.to]))];
    return ok({
      edges: edges.sort((left, right) => left - right),
      customer: subscription.fact.customer,
      timeZone: account.customer.timeZone ?? books.current.zone.id,
      isWindow: (window) =>
        periods.some((period) => period.from === window.from && period.to === window.to),
    });
  });

/** Which periods: of charges that read such a meter, those that touch a time. */
interface ChargedPeriods extends Pick<Period, "from" | "to"> {
  readonly isMeter: (id: string) => boolean;
}

/** The periods for which a subscription is charged for a meter, under all its terms so far; undefined where it never is. */
export function chargedPeriods(
  { phases }: SubscriptionState,
  customer: CustomerFact,
  books: PriceBooks,
  { isMeter, from, to }: ChargedPeriods,
): readonly Period[] | undefined {
  const periods: Period[] = [];
  let isCharged = false;
  for (const phase of phases) {
    const terms = termsOf(phase, customer, books.find(phase.model));
    const charge = terms.charges.find(({ meterId }) => isMeter(meterId));
    if (charge === undefined) continue;
    isCharged = true;
    for (let index = 0; ; index += 1) {
      const period = servicePeriod(charge.schedule, index, terms.endsAt);
      if (period === undefined || period.from >= to) break;
      if (period.to > from) periods.push(period);
    }
  }
  return isCharged ? periods : undefined;
}
