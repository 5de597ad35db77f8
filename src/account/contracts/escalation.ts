import { expectOk } from "../../fault/fault.ts";
import type { Escalator } from "../../model/contract.ts";
import {
  add,
  compare,
  type Decimal,
  decimalOf,
  format,
  isZero,
  max,
  min,
  multiply,
  one,
  subtract,
  zero,
} from "../../money/decimal.ts";
import { shareOf } from "../../money/percent.ts";
import { divide, round } from "../../money/rounding.ts";
import type { Rated } from "../../pricing/price-kind.ts";
import { parseCadence } from "../../time/cadence.ts";
import { parseCivilDate } from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { periodAt, periodContaining, type Schedule } from "../../time/schedule.ts";
import type { Zone } from "../../time/zone.ts";
import type { Account, PhaseState } from "../account.ts";
import type { PriceBooks } from "../price-book.ts";
import type { SubscriptionTerms } from "../terms.ts";
import type { ContractState, IndexValue } from "./contract-state.ts";
import { lastTerm, signedContract, startOf, templateOf } from "./contract-terms.ts";
import { indexTable } from "./index-table.ts";

/** What prices of a period that begins at a moment are multiplied by; undefined where that is one. */
export type Raise = (periodStart: Instant) => Decimal | undefined;

/** Digits of the ratio of two values of an index. */
const ratioDigits = 10;

/** The terms of a phase with the escalator of its contract, where that has one. */
export function escalated(
  terms: SubscriptionTerms,
  { fact, model }: PhaseState,
  account: Account,
  books: PriceBooks,
): SubscriptionTerms {
  if (fact.contract === undefined) return terms;
  const contract = signedContract(account, fact.contract);
  const { escalator } = templateOf(contract, books.find(model));
  if (escalator === undefined) return terms;
  const schedule = escalatorSchedule(escalator, contract, model, terms.zone);
  const values =
    escalator.kind === "index" ? indexTable(contract, escalator.index, terms.zone, books) : [];
  return { ...terms, raise: raiseOf(escalator, schedule, values) };
}

/**
 * The periods from whose second on an escalator raises prices. They count from the first term that has the version: another
 * one has prices of its own day.
 */
export function escalatorSchedule(
  { every }: Escalator,
  contract: ContractState,
  model: string,
  zone: Zone,
): Schedule {
  const { start } = contract.terms.find((term) => term.model === model) ?? lastTerm(contract);
  return {
    cadence: expectOk(parseCadence(every)),
    zone,
    start: expectOk(parseCivilDate(start)),
    alignment: "anniversary",
  };
}

function raiseOf(escalator: Escalator, schedule: Schedule, values: readonly IndexValue[]): Raise {
  return (from) => {
    const steps = periodContaining(schedule, from)?.index ?? 0;
    let factor = one;
    for (let step = 1; step <= steps; step += 1) {
      const share =
        escalator.kind === "fixed"
          ? shareOf(escalator.percent)
          : indexMove(escalator, schedule, step, from, values);
      factor = multiply(factor, add(one, share));
    }
    return compare(factor, one) === 0 ? undefined : factor;
  };
}

/**
 * How far an index moved from one anniversary to the next, by the values known when a period begins, between floor and cap;
 * nothing where a value lacks.
 */
function indexMove(
  { floor, cap }: Extract<Escalator, { kind: "index" }>,
  schedule: Schedule,
  step: number,
  known: Instant,
  indexValues: readonly IndexValue[],
): Decimal {
  const at = (place: number): IndexValue | undefined => {
    const anniversary = periodAt(schedule, place).from;
    return indexValues.findLast(
      ({ day, knownSince }) => knownSince <= known && startOf(schedule.zone, day) <= anniversary,
    );
  };
  const [before, after] = [at(step - 1), at(step)];
  const moved =
    before === undefined || after === undefined
      ? zero
      : subtract(divide(decimalOf(after.value), decimalOf(before.value), ratioDigits), one);
  const least = floor === undefined ? moved : max(moved, shareOf(floor));
  return cap === undefined ? least : min(least, shareOf(cap));
}

/** What a price came to, raised by the escalator of its contract. */
export function raised<R extends Pick<Rated, "amount" | "steps">>(
  rated: R,
  factor: Decimal | undefined,
): R {
  if (factor === undefined) return rated;
  const amount = multiply(rated.amount, factor);
  if (isZero(amount)) return rated;
  const step = {
    label: "contract escalator",
    // Steps upon steps have ever more digits; what they come to is exact, and shown to ten.
    rate: `× ${format(round(factor, ratioDigits))}`,
    amount: format(subtract(amount, rated.amount)),
  };
  return { ...rated, amount, steps: [...rated.steps, step] };
}
