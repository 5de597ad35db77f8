import {
  add,
  type Decimal,
  decimalOf,
  formatFixed,
  isZero,
  max,
  multiply,
  sum,
  zero,
} from "../../money/decimal.ts";
import { moneyValue } from "../../money/money.ts";
import { type Percent, shareOf } from "../../money/percent.ts";
import { round, timesFraction } from "../../money/rounding.ts";
import { civilFromDays, daysFromCivil, formatCivilDate } from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { prorate } from "../../time/proration.ts";
import { periodAt, periodContaining, type Schedule, wholePeriodAt } from "../../time/schedule.ts";
import type { Cancellation } from "../change-fact.ts";
import type { Changing } from "../changing.ts";
import { lastPhase } from "../phase.ts";
import { recurringAmount } from "../recurring-line.ts";
import type { ContractState, ContractTerm } from "./contract-state.ts";
import {
  commitmentSchedule,
  signedContract,
  startOf,
  templateOf,
  termAt,
} from "./contract-terms.ts";
import { escalated } from "./escalation.ts";

/** What leaving a contract before its term is over costs, and of what. Minor-unit text. */
export interface LeavingCharge {
  readonly contract: string;
  /** The price of the days of notice. */
  readonly notice: string;
  /** The price of what remains after those, and the part of it that is owed. */
  readonly remaining: string;
  readonly ofRemaining: Percent;
  readonly fee: string;
  readonly total: string;
}

/**
 * What is owed for cancelling a subscription before the term of its contract is over; undefined where the contract says nothing of
 * it, or is over by then. Remaining is the recurring price of the time until the end of the term that is not paid for yet; and
 * where nothing else is served under the contract, at least its commitment for that time, for the contract ends with it.
 */
export function leavingCharge(changing: Changing<Cancellation>): LeavingCharge | undefined {
  const { account, books, last, day, fact, by } = changing;
  if (last.fact.contract === undefined) return undefined;
  const contract = signedContract(account, last.fact.contract);
  const from = formatCivilDate(day);
  const term = termAt(contract, from, account, books);
  if (term === undefined) return undefined;
  const book = books.find(term.model);
  const { earlyTermination } = templateOf(contract, book);
  if (earlyTermination === undefined || from >= term.end) return undefined;
  const { noticeDays, ofRemaining = "0%", fee } = earlyTermination;
  const noticed = formatCivilDate(civilFromDays(daysFromCivil(day) + noticeDays));
  const until = noticed < term.end ? noticed : term.end;
  const leaving = { changing, contract, term, keepsPaid: fact.credit !== "prorated" };
  const { minorUnits, rounding } = book;
  const notice = valueBetween(leaving, from, until);
  const remaining = valueBetween(leaving, until, term.end);
  const share = round(multiply(remaining, shareOf(ofRemaining)), minorUnits, rounding);
  // One fee for leaving, and none beside it for the add-ons that go along.
  const flat = fee === undefined || by !== undefined ? zero : moneyValue(fee);
  const total = sum([notice, share, flat]);
  if (isZero(total)) return undefined;
  const text = (amount: Decimal): string => formatFixed(amount, minorUnits);
  return {
    contract: contract.fact.id,
    notice: text(notice),
    remaining: text(remaining),
    ofRemaining,
    fee: text(flat),
    total: text(total),
  };
}

interface Leaving {
  readonly changing: Changing<Cancellation>;
  readonly contract: ContractState;
  readonly term: ContractTerm;
  /** Whether the period of the day stays paid for to its end. */
  readonly keepsPaid: boolean;
}

/** What would have been paid for a stretch of local days. */
function valueBetween(leaving: Leaving, from: string, to: string): Decimal {
  if (from >= to) return zero;
  const recurring = recurringBetween(leaving, from, to);
  return isLastUnder(leaving) ? max(recurring, committedBetween(leaving, from, to)) : recurring;
}

function recurringBetween({ changing, keepsPaid }: Leaving, from: string, to: string): Decimal {
  const { account, books, last, day } = changing;
  const terms = escalated(changing.terms, last, account, books);
  const schedule = terms.recurring?.schedule;
  if (schedule === undefined) return zero;
  const { zone } = terms;
  const { minorUnits, rounding } = terms.book;
  const leftAt = startOf(zone, formatCivilDate(day));
  const current = periodContaining(schedule, leftAt);
  const paidTo = keepsPaid && current !== undefined && current.from < leftAt ? current.to : leftAt;
  // Nothing is paid for before its first period, of one that has not begun or is free as yet.
  const start = Math.max(startOf(zone, from), paidTo, periodAt(schedule, 0).from);
  return priceOf(schedule, start, startOf(zone, to), (index, share) =>
    timesFraction(recurringAmount(last, terms, index), share, minorUnits, rounding),
  );
}

function committedBetween(
  { changing: { account, books }, contract, term }: Leaving,
  from: string,
  to: string,
): Decimal {
  const schedule = commitmentSchedule(contract, term, account, books);
  if (schedule === undefined || term.commitment === null) return zero;
  const { minorUnits, rounding } = books.find(term.model);
  const whole = moneyValue(term.commitment);
  const { zone } = schedule;
  return priceOf(schedule, startOf(zone, from), startOf(zone, to), (_, share) =>
    timesFraction(whole, share, minorUnits, rounding),
  );
}

/** The sum over the periods of a schedule that a stretch of time touches. */
function priceOf(
  schedule: Schedule,
  from: Instant,
  to: Instant,
  price: (index: number, share: { numerator: number; denominator: number }) => Decimal,
): Decimal {
  let total = zero;
  let at = from;
  while (at < to) {
    const index = periodContaining(schedule, at)?.index ?? 0;
    const whole = wholePeriodAt(schedule, index);
    const until = Math.min(whole.to, to);
    const part = { from: Math.max(at, whole.from), to: until };
    total = add(total, price(index, prorate(part, whole, "day", schedule.zone)));
    at = until;
  }
  return total;
}

/** Whether no other subscription under the contract is served after the day. */
function isLastUnder({ changing, contract }: Leaving): boolean {
  const day = formatCivilDate(changing.day);
  return changing.account.subscriptions.every((one) => {
    const { fact } = lastPhase(one);
    return (
      one.fact.id === changing.subscription.fact.id ||
      fact.contract !== contract.fact.id ||
      fact.of === changing.subscription.fact.id ||
      (fact.end !== undefined && fact.end <= day)
    );
  });
}

/** The amounts of a charge for leaving, as its line explains them. */
export const leavingSteps = ({ notice, remaining, ofRemaining, fee }: LeavingCharge) => [
  ...(isZero(decimalOf(notice)) ? [] : [{ label: "days of notice", amount: notice }]),
  ...(isZero(decimalOf(remaining)) || ofRemaining === "0%"
    ? []
    : [
        {
          label: `${ofRemaining} of what remains of the term`,
          quantity: remaining,
          rate: ofRemaining,
          amount: remainingPart(remaining, ofRemaining),
        },
      ]),
  ...(isZero(decimalOf(fee)) ? [] : [{ label: "fee for leaving", amount: fee }]),
];

const remainingPart = (remaining: string, share: Percent): string => {
  const { scale } = decimalOf(remaining);
  return formatFixed(round(multiply(decimalOf(remaining), shareOf(share)), scale), scale);
};
