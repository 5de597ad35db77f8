import { decimalOf, equals, formatFixed, isPositive, max, zero } from "../../money/decimal.ts";
import { formatCivilDate } from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { civilDateAt } from "../../time/zone.ts";
import type { Account } from "../account.ts";
import type { AllocationMovement } from "../allocation.ts";
import type { PriceBook, PriceBooks } from "../price-book.ts";
import type { ContractState } from "./contract-state.ts";
import { withContract } from "./contract-terms.ts";
import {
  countedIn,
  expectedIn,
  type RebatePlace,
  rebateOf,
  rebatePeriod,
  rebateShare,
  withRebatePeriod,
} from "./rebate-periods.ts";
import type { RebatedLine, RebatePeriod } from "./rebate-state.ts";
import { type CountedLine, isSame } from "./settle-rebates.ts";

/** An account, and what it sets apart of lines. */
export interface Allocated {
  readonly account: Account;
  readonly movements: readonly AllocationMovement[];
}

/** A line that counts for a rebate, with the id of the document that it is on. */
export type PlacedLine = CountedLine & { readonly invoice: string };

/**
 * Sets apart what is expected to go back of lines that were billed (variable consideration: ASC 606-10-32-5 to 32-10, IFRS 15.50 to
 * 55), and anew of those before them where more was bought than was expected. What of a period was credited with them is owed
 * no more.
 */
export function allocateRebates(
  before: Account,
  lines: readonly PlacedLine[],
  at: Instant,
  books: PriceBooks,
): Allocated {
  let account = before;
  const movements: AllocationMovement[] = [];
  for (const contract of before.contracts ?? []) {
    if (contract.rebate === undefined && lines.every((one) => one.contract !== contract.fact.id))
      continue;
    let next = contract;
    for (const place of placesOf(contract, lines)) {
      const added = lines.filter(
        (one) => one.contract === contract.fact.id && isSame(one.place, place),
      );
      const set = setApart({ contract: next, place, added, at }, account, books);
      next = set.contract;
      movements.push(...set.movements);
    }
    if (next !== contract) account = withContract(account, next);
  }
  return { account, movements };
}

/** Periods that lines were added to, or that were settled and still have lines. */
function placesOf(contract: ContractState, lines: readonly PlacedLine[]): readonly RebatePlace[] {
  const known = (contract.rebate?.periods ?? []).filter(
    ({ credited, lines: own }) => credited !== null && own.length > 0,
  );
  const added = lines.filter((one) => one.contract === contract.fact.id).map(({ place }) => place);
  const places: RebatePlace[] = [];
  for (const place of [...known, ...added])
    if (!places.some((one) => isSame(one, place))) places.push(place);
  return places;
}

/** Sets apart anew what is expected of the open periods of a contract, after the estimate of a day. */
export function estimateRebates(
  before: Account,
  contract: ContractState,
  at: Instant,
  books: PriceBooks,
): Allocated {
  let next = contract;
  const movements: AllocationMovement[] = [];
  for (const { term, index, credited } of contract.rebate?.periods ?? []) {
    if (credited !== null) continue;
    const set = setApart({ contract: next, place: { term, index }, added: [], at }, before, books);
    next = set.contract;
    movements.push(...set.movements);
  }
  return { account: withContract(before, next), movements };
}

interface Setting {
  readonly contract: ContractState;
  readonly place: RebatePlace;
  readonly added: readonly PlacedLine[];
  readonly at: Instant;
}

function setApart(
  { contract, place, added, at }: Setting,
  account: Account,
  books: PriceBooks,
): { readonly contract: ContractState; readonly movements: readonly AllocationMovement[] } {
  const book = books.find(contract.terms[place.term]?.model ?? books.current.id);
  const known = rebatePeriod(contract, place);
  const fresh = added.map(
    ({ invoice, of }): RebatedLine => ({ invoice, ...of, apart: "0", since: of.day, times: 0 }),
  );
  const period: RebatePeriod = { ...known, lines: [...known.lines, ...fresh] };
  const movements: AllocationMovement[] = [];
  const today = formatCivilDate(civilDateAt(books.current.zone, at));
  // More use is known on its own day, an estimate on the day when it is told.
  const changedOn = added.reduce((last, { of }) => (of.day > last ? of.day : last), "");
  const isOver = known.credited !== null;
  const bought = countedIn(period);
  const total = isOver ? bought : max(bought, expectedIn(contract, place));
  const share = rebateShare(contract, total, book);
  const written: Writing = { contract, account, at, book };
  const lines = period.lines.map((one, index): RebatedLine => {
    const due = max(zero, rebateOf(one.net, share, book));
    if (equals(due, decimalOf(one.apart))) return one;
    const isFresh = index >= known.lines.length;
    const since = isFresh ? one.day : changedOn === "" ? today : changedOn;
    if (isApart(one)) movements.push(movementOf(one, written, since));
    const apart = formatFixed(due, book.minorUnits);
    const next = { ...one, apart, since, times: one.times + 1 };
    if (isApart(next)) movements.push(movementOf(next, written));
    return next;
  });
  if (!isOver) return { contract: withRebatePeriod(contract, { ...period, lines }), movements };
  const paid = lines.filter(isApart).map((one) => movementOf(one, written, today));
  return {
    contract: withRebatePeriod(contract, { ...period, lines: [] }),
    movements: [...movements, ...paid],
  };
}

const isApart = ({ apart }: RebatedLine): boolean => isPositive(decimalOf(apart));

interface Writing {
  readonly contract: ContractState;
  readonly account: Account;
  readonly at: Instant;
  readonly book: PriceBook;
}

/** What is set apart of a line; over from a day on where it was paid back or another estimate took its place. */
function movementOf(
  { invoice, line, stream, apart, since, times }: RebatedLine,
  { account, at, book }: Writing,
  over?: string,
): AllocationMovement {
  const allocation = `${line}/rebate/${times}`;
  return {
    kind: "allocation",
    id: over === undefined ? allocation : `${allocation}/over`,
    customer: account.customer.id,
    date: at,
    currency: book.model.currency,
    allocation,
    invoice,
    line,
    stream,
    to: "expected-refund",
    day: since,
    amount: apart,
    ...(over === undefined ? {} : { earned: { from: over } }),
  };
}
