import { expectOk } from "../../fault/fault.ts";
import { add, compare, type Decimal, decimalOf, multiply, sum, zero } from "../../money/decimal.ts";
import { shareOf } from "../../money/percent.ts";
import { parseQuantity } from "../../money/quantity.ts";
import { round } from "../../money/rounding.ts";
import type { Instant } from "../../time/instant.ts";
import { periodContaining } from "../../time/schedule.ts";
import type { Account } from "../account.ts";
import type { PriceBook, PriceBooks } from "../price-book.ts";
import { type ServicePeriod, servicePeriod } from "../service-period.ts";
import type { ContractState, ContractTerm } from "./contract-state.ts";
import {
  accountZone,
  leftOn,
  leftSince,
  rebateSchedule,
  startOf,
  templateOf,
} from "./contract-terms.ts";
import { noRebate, type RebatePeriod } from "./rebate-state.ts";

/** A period of a rebate that is not settled. */
export interface OpenRebate {
  /** Place of its term among the contract's. */
  readonly place: number;
  readonly term: ContractTerm;
  /** Cut at the term's end. */
  readonly period: ServicePeriod;
  /** When it is over and that is known. UTC. */
  readonly dueAt: Instant;
}

/** Which period of a rebate it is. */
export type RebatePlace = Pick<RebatePeriod, "term" | "index">;

/** What the account knows of a period of a rebate; one of nothing where nothing was bought in it. */
export const rebatePeriod = (
  { rebate = noRebate }: ContractState,
  { term, index }: RebatePlace,
): RebatePeriod =>
  rebate.periods.find((one) => one.term === term && one.index === index) ?? {
    term,
    index,
    lines: [],
    credited: null,
  };

/** The contract with a period of its rebate in the place of what was known of it. */
export function withRebatePeriod(contract: ContractState, period: RebatePeriod): ContractState {
  const { rebate = noRebate } = contract;
  const others = rebate.periods.filter(
    ({ term, index }) => term !== period.term || index !== period.index,
  );
  const periods = [...others, period].sort(
    (left, right) => left.term - right.term || left.index - right.index,
  );
  return { ...contract, rebate: { ...rebate, periods } };
}

/** The periods of a contract's rebate that are not settled, in the order of time; none where the template has none. */
export function* openRebates(
  contract: ContractState,
  account: Account,
  books: PriceBooks,
): Generator<OpenRebate> {
  const left = leftOn(contract, account);
  for (const [place, term] of contract.terms.entries()) {
    const schedule = rebateSchedule(contract, term, account, books);
    if (schedule === undefined) continue;
    const isLeft = left !== undefined && left < term.end;
    const endsAt = startOf(schedule.zone, isLeft ? left : term.end);
    const knownAt = isLeft ? (leftSince(contract, account, schedule.zone) ?? endsAt) : endsAt;
    const { periods } = contract.rebate ?? noRebate;
    // Periods settle in their order, so the number of those of a term is the index of the next.
    let index = periods.filter((one) => one.term === place && one.credited !== null).length;
    for (;;) {
      const period = servicePeriod(schedule, index, endsAt);
      if (period === undefined) break;
      yield { place, term, period, dueAt: period.to === endsAt ? knownAt : period.to };
      index += 1;
    }
  }
}

/**
 * The open period that something bought at a moment counts in: that of the moment, or where that is settled the first one that
 * is not. Undefined where there is none.
 */
export function rebateAt(
  contract: ContractState,
  at: Instant,
  account: Account,
  books: PriceBooks,
): RebatePlace | undefined {
  for (const [term, one] of contract.terms.entries()) {
    const zone = accountZone(account, books.find(one.model));
    if (at < startOf(zone, one.start) || at >= startOf(zone, one.end)) continue;
    const schedule = rebateSchedule(contract, one, account, books);
    const period = schedule && periodContaining(schedule, at);
    if (period === undefined) return undefined;
    const place = { term, index: period.index };
    if (rebatePeriod(contract, place).credited === null) return place;
  }
  const [first] = openRebates(contract, account, books);
  return first === undefined ? undefined : { term: first.place, index: first.period.index };
}

/** What was bought in a period so far, in what the rebate counts. */
export const countedIn = ({ lines }: RebatePeriod): Decimal =>
  sum(lines.map(({ counted }) => decimalOf(counted)));

/** What is expected to be bought in a whole period; zero where nothing was said. */
export function expectedIn(contract: ContractState, place: RebatePlace): Decimal {
  const told = contract.rebate?.estimates.at(-1)?.expected;
  if (told !== undefined) return decimalOf(told);
  const { expectedVolume = 0 } = contract.terms[place.term]?.choices ?? {};
  return expectOk(parseQuantity(expectedVolume));
}

/** The share of its price that everything costs less at a total. */
export function rebateShare(contract: ContractState, total: Decimal, book: PriceBook): Decimal {
  const { tiers = [] } = templateOf(contract, book).rebate ?? {};
  const tier = tiers.findLast(({ from }) => compare(expectOk(parseQuantity(from)), total) <= 0);
  return tier === undefined ? zero : shareOf(tier.percent);
}

/** What goes back of an amount at a share of it. */
export const rebateOf = (
  net: string,
  share: Decimal,
  { minorUnits, rounding }: PriceBook,
): Decimal => round(multiply(decimalOf(net), share), minorUnits, rounding);

/** The sum of what goes back of a period's lines, each rounded by itself, by stream. */
export function rebateByStream(
  { lines }: RebatePeriod,
  share: Decimal,
  book: PriceBook,
): ReadonlyMap<string, Decimal> {
  const sums = new Map<string, Decimal>();
  for (const { stream, net } of lines)
    sums.set(stream, add(sums.get(stream) ?? zero, rebateOf(net, share, book)));
  return sums;
}
