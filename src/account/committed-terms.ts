import type { Decimal } from "../money/decimal.ts";
import { timesFraction } from "../money/rounding.ts";
import { formatCivilDate, parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { periodAt } from "../time/schedule.ts";
import { civilDateAt, type Zone } from "../time/zone.ts";
import type { Account, PhaseState, SubscriptionState } from "./account.ts";
import { couponsDue } from "./coupons-due.ts";
import { dayStart } from "./licence-term.ts";
import { lastPhase } from "./phase.ts";
import type { PriceBooks } from "./price-book.ts";
import { recurringAmount } from "./recurring-line.ts";
import { servicePeriod } from "./service-period.ts";
import { paidFrom } from "./standing.ts";
import { termsOf } from "./terms.ts";

/** A period of a committed term that is on no invoice yet. UTC, half-open; the amount is net of discounts, in minor units. */
export interface CommittedPeriod {
  readonly stream: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly amount: Decimal;
}

/** What a subscription without a contract commits its customer to, beyond what is invoiced. */
export interface CommittedTerm {
  readonly subscription: string;
  readonly customer: string;
  /** First local day that is no longer committed. */
  readonly until: string;
  /** Of service. */
  readonly zone: Zone;
  readonly periods: readonly CommittedPeriod[];
}

/**
 * The recurring prices that subscriptions still commit to after a moment: to the end of the years they were bought for
 * (`termYears`), or to the end that they were bought with, whichever comes first; a cancellation that was accepted ends the
 * term with it. Use is none of it, nor what is under a contract, which counts it by itself. Coupons count as far as their
 * time alone decides.
 */
export function committedTerms(
  account: Account,
  books: PriceBooks,
  after: Instant,
): readonly CommittedTerm[] {
  const lasting = withLastingCoupons(account);
  return account.subscriptions.flatMap((subscription): readonly CommittedTerm[] => {
    const { fact, model } = lastPhase(subscription);
    const { zone } = termsOf(lastPhase(subscription), account.customer, books.find(model));
    const until = committedUntil(subscription, zone);
    if (until === undefined) return [];
    const within = { after, until: dayStart(zone, until) };
    const periods = subscription.phases
      .filter((phase) => phase.fact.contract === undefined && phase.knownSince < after)
      .flatMap((phase) => periodsToCome(phase, lasting, books, within));
    const { id, customer } = fact;
    return periods.length === 0 ? [] : [{ subscription: id, customer, until, zone, periods }];
  });
}

/** The first local day to which nobody is bound; undefined where it can be left at the end of any period. */
function committedUntil(subscription: SubscriptionState, zone: Zone): string | undefined {
  const last = lastPhase(subscription);
  const { end, termYears } = last.fact;
  const cancelled = subscription.changes.findLast(
    ({ fact, undone }) => fact.fact === "cancel" && !undone,
  );
  const bought = cancelled === undefined ? end : (cancelled.before.end ?? undefined);
  const years =
    termYears === undefined ? undefined : yearsAfter(termBegan(subscription), termYears, zone);
  const bound = [years, bought].filter((day) => day !== undefined);
  if (bound.length === 0) return undefined;
  return [...bound, ...(end === undefined ? [] : [end])].reduce((left, right) =>
    left < right ? left : right,
  );
}

/** The first paid day of the terms that the commitment was made with; other changes leave it. */
function termBegan({ phases }: SubscriptionState): string {
  const years = phases.at(-1)?.fact.termYears;
  const before = phases.findLastIndex(({ fact }) => fact.termYears !== years);
  const first = phases[before + 1];
  return first === undefined ? "" : paidFrom(first);
}

function yearsAfter(day: string, every: number, zone: Zone): string | undefined {
  const start = parseCivilDate(day);
  if (!start.ok) return undefined;
  const cadence = { every, unit: "year" } as const;
  const { to } = periodAt({ cadence, zone, start: start.value, alignment: "anniversary" }, 0);
  return formatCivilDate(civilDateAt(zone, to));
}

/** Only coupons whose end is a day: which invoice uses up another is not known ahead. */
const withLastingCoupons = (account: Account): Account => ({
  ...account,
  subscriptions: account.subscriptions.map(({ coupons, ...one }) =>
    coupons === undefined
      ? one
      : {
          ...one,
          coupons: coupons.filter(
            ({ duration }) =>
              duration.kind === "forever" ||
              (duration.kind === "repeating" && duration.unit === "months"),
          ),
        },
  ),
});

function periodsToCome(
  phase: PhaseState,
  account: Account,
  books: PriceBooks,
  { after, until }: { readonly after: Instant; readonly until: Instant },
): readonly CommittedPeriod[] {
  const terms = termsOf(phase, account.customer, books.find(phase.model));
  const { recurring, plan, book } = terms;
  if (recurring === undefined) return [];
  const endsAt = Math.min(terms.endsAt ?? until, until);
  const found: CommittedPeriod[] = [];
  for (let index = phase.nextRecurring; ; index += 1) {
    const period = servicePeriod(recurring.schedule, index, endsAt);
    if (period === undefined) return found;
    if (period.from < after) continue;
    const item = { kind: "recurring", state: phase, terms, period } as const;
    const discounted = couponsDue(account, period.from)?.(item).terms ?? terms;
    const whole = recurringAmount(phase, discounted, index);
    const part = period.share;
    const amount =
      part === undefined ? whole : timesFraction(whole, part, book.minorUnits, book.rounding);
    found.push({ stream: plan.stream, from: period.from, to: period.to, amount });
  }
}
