import type { Account, PhaseState } from "../../account/account.ts";
import type { LineKind } from "../../account/invoice.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import { servicePeriod } from "../../account/service-period.ts";
import { type ChargeTerms, type SubscriptionTerms, termsOf } from "../../account/terms.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { allocate } from "../../money/allocation.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { add, type Decimal, decimal, isPositive, subtract, zero } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import { periodContaining } from "../../time/schedule.ts";
import type { Zone } from "../../time/zone.ts";
import { monthAt, monthStart } from "../calendar-month.ts";
import type { UsageRevenue } from "../metrics-input.ts";
import { type CouponSpan, couponSpans, couponsAt } from "./coupon-spans.ts";
import { periodWorth } from "./period-worth.ts";
import { subscribedPlan } from "./subscribed-plan.ts";
import { withoutTax } from "./without-tax.ts";

/** A line of a final document that charges for use. */
export interface UsageLine {
  readonly charge: string;
  readonly meter: string;
  readonly kind: LineKind;
  /** The service period, half-open, UTC. */
  readonly from: Instant;
  readonly to: Instant;
  /** After discounts, without tax. */
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
}

/** A charge of a phase: what a line of use charges for. */
interface Charged {
  readonly state: PhaseState;
  readonly terms: SubscriptionTerms;
  readonly charge: ChargeTerms;
  readonly stream: string;
  readonly subscription: string;
  readonly plan: string;
  readonly coupons: readonly CouponSpan[];
}

/**
 * What an account's metered use came to in each month of the business's calendar: each line, less what its period would
 * have cost with no use at all (that recurs by itself), shared among the months of its period by their time, to the minor
 * unit by largest remainder. Late use belongs to the period it was late for, so it changes months that are past.
 *
 * A month that would be below zero, where use made something else cheaper, is 0.
 */
export function meteredUse(
  account: Account,
  lines: readonly UsageLine[],
  books: PriceBooks,
  zone: Zone,
): readonly UsageRevenue[] {
  const charges = chargesOf(account, books);
  const months = new Map<string, UsageRevenue>();
  for (const line of lines) {
    const charged = charges.find((one) => isOf(one, line));
    // A charge that the account no longer knows was billed by nothing that is there.
    if (charged === undefined) continue;
    const use = subtract(line.amount, idleAmount(charged, line, account, books));
    for (const [month, amount] of sharesByMonth(use, line, zone, charged.terms.book.minorUnits)) {
      const row = usageOf(account, charged, line, month, amount);
      const key = `${charged.subscription}\n${row.plan}\n${row.stream}\n${month}`;
      const known = months.get(key);
      months.set(key, known === undefined ? row : { ...row, amount: add(known.amount, amount) });
    }
  }
  return [...months.values()].filter(({ amount }) => isPositive(amount));
}

function usageOf(
  { customer: { id, segment } }: Account,
  { subscription, plan, stream }: Charged,
  { currency }: UsageLine,
  month: Month,
  amount: Decimal,
): UsageRevenue {
  const row = { customer: id, subscription, plan, stream, month, amount, currency };
  return segment === undefined ? row : { ...row, segment };
}

const chargesOf = (account: Account, books: PriceBooks): readonly Charged[] =>
  account.subscriptions.flatMap((subscription) => {
    const { fact, phases } = subscription;
    // What has a line is billed: nothing that is not counts here.
    const coupons = couponSpans({ account, books, asOf: Number.NEGATIVE_INFINITY }, subscription);
    return phases.flatMap((state) => {
      const terms = termsOf(state, account.customer, books.find(state.model));
      return terms.charges.map((charge) => ({
        state,
        terms,
        charge,
        stream: charge.stream,
        subscription: fact.id,
        plan: subscribedPlan(state.fact),
        coupons,
      }));
    });
  });

/** Two phases never read one meter at one time, so a line's charge, meter and beginning name one of them. */
const isOf = ({ terms, charge }: Charged, line: UsageLine): boolean =>
  charge.id === line.charge &&
  charge.meterId === line.meter &&
  terms.startsAt <= line.from &&
  (terms.endsAt === undefined || line.from < terms.endsAt);

function idleAmount(
  { state, terms, charge, stream, coupons }: Charged,
  { kind, from }: UsageLine,
  account: Account,
  books: PriceBooks,
): Decimal {
  // A late line is the difference of two prices of one period, so what is due anyway is in neither.
  if (kind === "late-usage") return zero;
  const billed = periodContaining(charge.schedule, from);
  const served = billed && servicePeriod(charge.schedule, billed.index, terms.endsAt);
  if (served === undefined) return zero;
  const { book, zone } = terms;
  const { pointer } = charge;
  // Taxed as use is: on the last day of its period.
  const sold = { account, books, book, stream, pointer, at: served.to - 1, zone };
  const idle = periodWorth(state, terms, {
    couponsOf: (id) => couponsAt(coupons, state.key, id, from),
    periodOf: ({ id }) => (id === charge.id ? served : undefined),
  }).find((part) => part.charge?.id === charge.id);
  return idle === undefined ? zero : withoutTax(idle.amounts, sold).net;
}

/** An amount among the months of its period. */
function sharesByMonth(
  amount: Decimal,
  { from, to }: UsageLine,
  zone: Zone,
  minorUnits: number,
): readonly (readonly [Month, Decimal])[] {
  const first = monthAt(zone, from);
  const last = to > from ? monthAt(zone, to - 1) : first;
  if (first === last) return [[first, amount]];
  const months = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const times = months.map((month) =>
    decimal(Math.min(to, monthStart(zone, month + 1)) - Math.max(from, monthStart(zone, month))),
  );
  const parts = allocate(amount, times, minorUnits);
  return months.map((month, place) => [month, parts[place] ?? zero]);
}
