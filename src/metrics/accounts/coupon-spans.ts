import type {
  Account,
  CouponTime,
  PhaseState,
  RedeemedCoupon,
  SubscriptionState,
} from "../../account/account.ts";
import { couponHolds } from "../../account/coupons-due.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import { servicePeriod } from "../../account/service-period.ts";
import { type SubscriptionTerms, termsOf } from "../../account/terms.ts";
import type { OrderedDiscount } from "../../pricing/discount.ts";
import type { Instant } from "../../time/instant.ts";
import type { Schedule } from "../../time/schedule.ts";
import { hasCome, type Present } from "./present.ts";

/** How long a coupon lasts: one invoice, some, or all. */
export type CouponLength = RedeemedCoupon["duration"]["kind"];

/** Service time whose price a coupon is taken off: as it was billed, and as it would be next. */
export interface CouponSpan extends CouponTime {
  readonly discount: OrderedDiscount;
  readonly length: CouponLength;
}

/** What is looked at: whose, and until when. Periods that begin later than `asOf` are left out. */
interface SpansOf extends Present {
  readonly account: Account;
  readonly books: PriceBooks;
}

/**
 * The service time that a subscription's coupons are taken off. What is billed says so itself; a period that is not billed
 * yet has the coupons that would be taken off it if each one were an invoice.
 */
export function couponSpans(of: SpansOf, subscription: SubscriptionState): readonly CouponSpan[] {
  const { coupons = [], phases } = subscription;
  if (coupons.length === 0) return [];
  return coupons.flatMap((coupon) =>
    [...coupon.taken, ...expectedTimes(of, coupon, phases)].map((time) => ({
      ...time,
      discount: coupon.discount,
      length: coupon.duration.kind,
    })),
  );
}

/** The discounts of the coupons that are taken off a charge, or the plan's own price, of a phase at an instant. */
export const couponsAt = (
  spans: readonly CouponSpan[],
  phase: string,
  charge: string | undefined,
  at: Instant,
): readonly OrderedDiscount[] =>
  spans
    .filter((span) => span.phase === phase && span.charge === charge)
    .filter(({ from, to }) => from <= at && at < to)
    .map(({ discount }) => discount);

/** A part of a phase that is billed by periods of its own. */
interface Part {
  readonly charge?: string;
  readonly schedule: Schedule;
  /** The first period that is not billed. */
  readonly next: number;
  readonly isInArrears: boolean;
}

function expectedTimes(
  { account, books, ...present }: SpansOf,
  coupon: RedeemedCoupon,
  phases: readonly PhaseState[],
): readonly CouponTime[] {
  const found: CouponTime[] = [];
  /** Invoices that are expected to take it off, by part. */
  const used = new Map<string | undefined, number>();
  for (const phase of phases) {
    const terms = termsOf(phase, account.customer, books.find(phase.model));
    const { zone, endsAt } = terms;
    for (const { charge, schedule, next, isInArrears } of partsOf(phase, terms))
      for (let index = next; ; index += 1) {
        const period = servicePeriod(schedule, index, endsAt);
        if (period === undefined || !hasCome(period.from, present)) break;
        const uses = coupon.uses + (used.get(charge) ?? 0);
        const dueAt = Math.max(isInArrears ? period.to : period.from, phase.knownSince);
        if (!couponHolds({ ...coupon, uses }, dueAt, period.from, zone)) continue;
        used.set(charge, (used.get(charge) ?? 0) + 1);
        const { from, to } = period;
        const time = { phase: phase.key, from, to };
        found.push(charge === undefined ? time : { ...time, charge });
      }
  }
  return found;
}

function partsOf(phase: PhaseState, { recurring, charges }: SubscriptionTerms): readonly Part[] {
  const parts = charges.map(
    ({ id, schedule }): Part => ({
      charge: id,
      schedule,
      next: phase.nextUsage[id] ?? 0,
      isInArrears: true,
    }),
  );
  if (recurring === undefined) return parts;
  const { schedule } = recurring;
  return [{ schedule, next: phase.nextRecurring, isInArrears: false }, ...parts];
}
