import { add, type Decimal, decimalOf, max, subtract, zero } from "../../money/decimal.ts";
import { moneyValue } from "../../money/money.ts";
import { timesFraction } from "../../money/rounding.ts";
import type { Instant } from "../../time/instant.ts";
import { periodContaining } from "../../time/schedule.ts";
import type { Account } from "../account.ts";
import type { PriceBook, PriceBooks } from "../price-book.ts";
import { type ServicePeriod, servicePeriod } from "../service-period.ts";
import type { CommitmentPeriod, ContractState, ContractTerm } from "./contract-state.ts";
import { accountZone, commitmentSchedule, leftOn, leftSince, startOf } from "./contract-terms.ts";

/** A period of a commitment that is not settled. */
export interface OpenPeriod {
  /** Place of its term among the contract's. */
  readonly place: number;
  readonly term: ContractTerm;
  /** Cut at the term's end, with the share of a whole period that is left. */
  readonly period: ServicePeriod;
  /** Whether it is the last of its term. */
  readonly isLast: boolean;
  /** When what is missing falls due: at its end, or when it became known later that the contract was left then. UTC. */
  readonly dueAt: Instant;
}

/** What the account knows of a period of a commitment; undefined where nothing was spent in it and it is open. */
export const knownPeriod = (
  { periods }: ContractState,
  term: number,
  index: number,
): CommitmentPeriod | undefined => periods.find((one) => one.term === term && one.index === index);

/** A period of a commitment in money, rounded to the minor unit. */
export interface PeriodMoney {
  /** Of a period that its term's end cuts short, its share by day. */
  readonly promised: Decimal;
  /** What the period before owes still. */
  readonly carriedIn: Decimal;
  readonly spent: Decimal;
  /** Of both, what is not spent; never below zero. */
  readonly missing: Decimal;
}

/** What a period of a term's commitment comes to, as far as it is known. */
export function periodMoney(
  contract: ContractState,
  { place, term, period }: Pick<OpenPeriod, "place" | "term" | "period">,
  { minorUnits, rounding }: PriceBook,
): PeriodMoney {
  const whole = term.commitment === null ? zero : moneyValue(term.commitment);
  const promised =
    period.share === undefined ? whole : timesFraction(whole, period.share, minorUnits, rounding);
  const before = knownPeriod(contract, place, period.index - 1)?.settled;
  const carriedIn = decimalOf(before?.carried ?? "0");
  const spent = decimalOf(knownPeriod(contract, place, period.index)?.spent ?? "0");
  const missing = max(zero, subtract(add(promised, carriedIn), spent));
  return { promised, carriedIn, spent, missing };
}

/** The periods of a contract's commitment that are not settled, in the order of time. */
export function* openPeriods(
  contract: ContractState,
  account: Account,
  books: PriceBooks,
): Generator<OpenPeriod> {
  const left = leftOn(contract, account);
  for (const [place, term] of contract.terms.entries()) {
    const schedule = commitmentSchedule(contract, term, account, books);
    if (schedule === undefined) continue;
    const isLeft = left !== undefined && left < term.end;
    const endsAt = startOf(schedule.zone, isLeft ? left : term.end);
    const knownAt = isLeft ? (leftSince(contract, account, schedule.zone) ?? endsAt) : endsAt;
    let index = settledIn(contract, place);
    let period = servicePeriod(schedule, index, endsAt);
    while (period !== undefined) {
      index += 1;
      const next = servicePeriod(schedule, index, endsAt);
      const isLast = next === undefined;
      yield { place, term, period, isLast, dueAt: isLast ? knownAt : period.to };
      period = next;
    }
  }
}

/** Periods settle in their order, so the number of those of a term is the index of the next. */
const settledIn = ({ periods }: ContractState, place: number): number =>
  periods.filter(({ term, settled }) => term === place && settled !== null).length;

/**
 * The open period that what was charged for a moment counts in: that of the moment, or where that is settled the first one
 * that is not. Undefined where there is none.
 */
export function periodOfSpend(
  contract: ContractState,
  at: Instant,
  account: Account,
  books: PriceBooks,
): { readonly term: number; readonly index: number } | undefined {
  for (const [place, term] of contract.terms.entries()) {
    const zone = accountZone(account, books.find(term.model));
    if (at < startOf(zone, term.start) || at >= startOf(zone, term.end)) continue;
    const schedule = commitmentSchedule(contract, term, account, books);
    const period = schedule && periodContaining(schedule, at);
    if (period === undefined) return undefined;
    if (knownPeriod(contract, place, period.index)?.settled == null)
      return { term: place, index: period.index };
  }
  const [first] = openPeriods(contract, account, books);
  return first === undefined ? undefined : { term: first.place, index: first.period.index };
}
