import {
  add,
  compare,
  type Decimal,
  max,
  multiply,
  one,
  subtract,
  sum,
  zero,
} from "../../money/decimal.ts";
import { shareOf } from "../../money/percent.ts";
import { round, timesFraction } from "../../money/rounding.ts";
import { DAY_MS, type Instant } from "../../time/instant.ts";
import type { Account, PhaseState } from "../account.ts";
import type { PriceBooks } from "../price-book.ts";
import { recurringAmount } from "../recurring-line.ts";
import { type ServicePeriod, servicePeriod } from "../service-period.ts";
import { termsOf } from "../terms.ts";
import { knownPeriod, periodMoney } from "./commitment-periods.ts";
import type { ContractState, ContractTerm } from "./contract-state.ts";
import { accountZone, commitmentSchedule, leftOn, startOf, templateOf } from "./contract-terms.ts";
import { escalated } from "./escalation.ts";

/** What a contract commits its customer to beyond what is invoiced: all of it, and what falls due within a year. */
export interface ContractedRemaining {
  readonly total: Decimal;
  readonly withinYear: Decimal;
}

/** A stretch of a contract, and the least that is still to come of it. */
interface Window {
  readonly from: Instant;
  readonly to: Instant;
  /** What is missing to the commitment by now; zero where none binds. */
  readonly missing: Decimal;
}

const year = 365 * DAY_MS;

/**
 * What is still to be invoiced under a contract after a moment, at least: in each period of its commitment what is missing to that,
 * or the recurring prices that are not invoiced yet, whichever is more. Terms that nobody is bound by yet do not count, nor does
 * what was paid in advance, use above the commitment, and a commitment that is let go.
 */
export function contractedRemaining(
  contract: ContractState,
  account: Account,
  books: PriceBooks,
  after: Instant,
): ContractedRemaining {
  const due = recurringToCome(contract, account, books, after);
  let total = zero;
  let withinYear = zero;
  for (const window of windowsOf(contract, account, books)) {
    if (window.to <= after) continue;
    const own = due.filter(({ at }) => at >= window.from && at < window.to);
    const recurring = sum(own.map(({ amount }) => amount));
    const soon = sum(own.filter(({ at }) => at < after + year).map(({ amount }) => amount));
    total = add(total, max(recurring, window.missing));
    const isSoon = window.to <= after + year && compare(window.missing, recurring) > 0;
    withinYear = add(withinYear, isSoon ? window.missing : soon);
  }
  return { total, withinYear };
}

/** The periods of a commitment, or the whole term where there is none. */
function windowsOf(
  contract: ContractState,
  account: Account,
  books: PriceBooks,
): readonly Window[] {
  const left = leftOn(contract, account);
  return contract.terms.flatMap((term, place): readonly Window[] => {
    const zone = accountZone(account, books.find(term.model));
    const end = left !== undefined && left < term.end ? left : term.end;
    if (end <= term.start) return [];
    const [from, to] = [startOf(zone, term.start), startOf(zone, end)];
    const schedule = commitmentSchedule(contract, term, account, books);
    if (schedule === undefined) return [{ from, to, missing: zero }];
    const windows: Window[] = [];
    for (let index = 0; ; index += 1) {
      const period = servicePeriod(schedule, index, to);
      if (period === undefined) return windows;
      const missing = missingIn(contract, term, place, period, books);
      windows.push({ from: period.from, to: period.to, missing });
    }
  });
}

function missingIn(
  contract: ContractState,
  term: ContractTerm,
  place: number,
  period: ServicePeriod,
  books: PriceBooks,
): Decimal {
  const book = books.find(term.model);
  const { commitment, prepayment } = templateOf(contract, book);
  const known = knownPeriod(contract, place, period.index);
  if (term.commitment === null || commitment?.shortfall === "waive" || known?.settled != null)
    return zero;
  const { minorUnits, rounding } = book;
  const { missing } = periodMoney(contract, { place, term, period }, book);
  const unpaid = prepayment === undefined ? one : subtract(one, shareOf(prepayment.share));
  return round(multiply(missing, unpaid), minorUnits, rounding);
}

/** Recurring prices under a contract that begin after a moment, within its terms, and are not invoiced. */
function recurringToCome(
  { fact, terms }: ContractState,
  account: Account,
  books: PriceBooks,
  after: Instant,
): readonly { readonly at: Instant; readonly amount: Decimal }[] {
  const last = terms.at(-1);
  if (last === undefined) return [];
  const until = startOf(accountZone(account, books.find(last.model)), last.end);
  return account.subscriptions
    .flatMap(({ phases }) => phases)
    .filter((phase) => phase.fact.contract === fact.id)
    .flatMap((phase) => periodsToCome(phase, account, books, { after, until }));
}

function periodsToCome(
  phase: PhaseState,
  account: Account,
  books: PriceBooks,
  { after, until }: { readonly after: Instant; readonly until: Instant },
) {
  const terms = escalated(
    termsOf(phase, account.customer, books.find(phase.model)),
    phase,
    account,
    books,
  );
  const found: { at: Instant; amount: Decimal }[] = [];
  const schedule = terms.recurring?.schedule;
  if (schedule === undefined) return found;
  const { minorUnits, rounding } = terms.book;
  const endsAt = Math.min(terms.endsAt ?? until, until);
  for (let index = phase.nextRecurring; ; index += 1) {
    const period = servicePeriod(schedule, index, endsAt);
    if (period === undefined) return found;
    if (period.from < after) continue;
    const whole = recurringAmount(phase, terms, index);
    const amount =
      period.share === undefined ? whole : timesFraction(whole, period.share, minorUnits, rounding);
    found.push({ at: period.from, amount });
  }
}
