import { expectOk } from "../../fault/fault.ts";
import type { MaterialRight, PurchaseOption } from "../../model/contract.ts";
import {
  add,
  compare,
  type Decimal,
  decimalOf,
  format,
  formatFixed,
  isPositive,
  isZero,
  min,
  multiply,
  one,
  subtract,
  sum,
  zero,
} from "../../money/decimal.ts";
import { moneyValue } from "../../money/money.ts";
import { shareOf } from "../../money/percent.ts";
import { divide } from "../../money/rounding.ts";
import { optionStandalonePrice } from "../../pricing/material-right.ts";
import { formatCivilDate } from "../../time/calendar.ts";
import { type Instant, parseInstant } from "../../time/instant.ts";
import { civilDateAt } from "../../time/zone.ts";
import type { Account } from "../account.ts";
import type { AllocationMovement, AllocationTime } from "../allocation.ts";
import type { InvoiceLine, LineKind } from "../invoice.ts";
import type { PriceBook, PriceBooks } from "../price-book.ts";
import type { ContractState } from "./contract-state.ts";
import { accountZone, dayAfter, templateOf, termOn, withContract } from "./contract-terms.ts";
import { contractedRemaining } from "./contracted-remaining.ts";
import { type OptionPurchase, optionPurchases, optionUnits } from "./purchase-option.ts";
import type { Allocated } from "./rebate-allocations.ts";

/** A use of an option: how much of it was used by then, and when what it bought is transferred. */
export interface RightUse {
  /** The purchase. */
  readonly purchase: string;
  /** Of the option's units, with those before: as a share of 1. */
  readonly used: string;
  readonly earned: AllocationTime;
}

/** What of a line belongs to a right. Minor-unit text. */
export interface RightLine {
  readonly invoice: string;
  readonly line: string;
  readonly stream: string;
  readonly day: string;
  readonly amount: string;
}

/** An option that is a material right, and what was set apart for it. Plain JSON. */
export interface RightState {
  /** Its place among the template's options. */
  readonly option: number;
  /** Its stand-alone selling price, and that of all that shares the contract's price with it. */
  readonly standalone: string;
  readonly of: string;
  /** The first local day on which it can be used no more. */
  readonly until: string;
  readonly lines: readonly RightLine[];
  /** Oldest first. */
  readonly uses: readonly RightUse[];
}

/** A line that was issued under a contract, and the document that it is on. */
export interface ContractLine {
  readonly contract: string;
  readonly invoice: string;
  readonly line: InvoiceLine;
  readonly net: Decimal;
}

/** What is sold at a price of its own; use is not known before, so it shares in none. */
const sharing: ReadonlySet<LineKind> = new Set(["recurring", "licence", "one-off", "milestone"]);

/**
 * Sets the part of what was billed under contracts apart that pays for their options, by stand-alone prices: of the contract's
 * price as far as it is known with its first document (ASC 606-10-55-42 to 55-44, IFRS 15.B40 to B42). What an option itself
 * buys pays for no option.
 */
export function allocateRights(
  before: Account,
  lines: readonly ContractLine[],
  at: Instant,
  books: PriceBooks,
): Allocated {
  let account = before;
  const movements: AllocationMovement[] = [];
  for (const contract of before.contracts ?? []) {
    const bought = optionPurchases(contract.fact.id, before);
    const own = lines.filter(
      ({ contract: id, line }) =>
        id === contract.fact.id && sharing.has(line.kind) && !isBoughtByOption(line, bought),
    );
    if (own.length === 0) continue;
    const book = books.find(contract.terms[0]?.model ?? books.current.id);
    const rights = contract.rights ?? newRights(contract, own, before, book, at, books);
    if (rights.length === 0) continue;
    const today = formatCivilDate(civilDateAt(books.current.zone, at));
    const next = rights.map((right): RightState => {
      if (today >= right.until) return right;
      const added = own.flatMap(({ invoice, line, net }): readonly RightLine[] => {
        const part = multiply(net, decimalOf(right.standalone));
        const amount = divide(part, decimalOf(right.of), book.minorUnits, book.rounding);
        if (isZero(amount)) return [];
        const day = dayOf(line, today, account, book);
        return [
          {
            invoice,
            line: line.id,
            stream: line.stream,
            day,
            amount: formatFixed(amount, book.minorUnits),
          },
        ];
      });
      const told = { ...right, lines: added };
      movements.push(...movementsOf(told, right.uses.length, contract, { account, at, book }));
      return { ...right, lines: [...right.lines, ...added] };
    });
    account = withContract(account, { ...contract, rights: next });
  }
  return { account, movements };
}

/** Whether a line is of something that was bought by an option of a contract. */
const isBoughtByOption = ({ id }: InvoiceLine, bought: readonly OptionPurchase[]): boolean =>
  bought.some((one) => id.startsWith(`${one.id}/`) || id.startsWith(`${one.id}~`));

/** The rights of a contract when its first document is issued; none where no option is worth more than anyone is offered. */
function newRights(
  contract: ContractState,
  first: readonly ContractLine[],
  account: Account,
  book: PriceBook,
  at: Instant,
  books: PriceBooks,
): readonly RightState[] {
  const [term] = contract.terms;
  const options = templateOf(contract, book).options ?? [];
  const worth = options.map(({ right }) => standaloneOf(right, book));
  if (term === undefined || worth.every(isZero)) return [];
  const billed = sum(first.map(({ net }) => net));
  const price = add(billed, contractedRemaining(contract, account, books, at).total);
  if (!isPositive(price)) return [];
  const of = format(add(price, sum(worth)));
  return options.flatMap(({ withinMonths = term.months }, option): readonly RightState[] => {
    const standalone = worth[option] ?? zero;
    if (isZero(standalone)) return [];
    const until = dayAfter(term.start, withinMonths, accountZone(account, book));
    if (!until.ok) return [];
    const own = { option, standalone: format(standalone), of, until: until.value };
    return [{ ...own, lines: [], uses: [] }];
  });
}

const standaloneOf = (right: MaterialRight | undefined, { minorUnits }: PriceBook): Decimal =>
  right === undefined
    ? zero
    : optionStandalonePrice(
        {
          purchases: moneyValue(right.purchases),
          discount: shareOf(right.discount),
          otherwise: right.otherwise === undefined ? zero : shareOf(right.otherwise),
          likelihood: shareOf(right.likelihood),
        },
        minorUnits,
      );

/** The local day on which a line begins to be earned, as far as it is past when it is billed. */
function dayOf({ period }: InvoiceLine, today: string, account: Account, book: PriceBook): string {
  if (period === null) return today;
  const from = formatCivilDate(
    civilDateAt(accountZone(account, book), expectOk(parseInstant(period.from))),
  );
  return from < today ? from : today;
}

/**
 * Takes down which options were used, so that what was set apart for them is earned with what they bought: a sale and a licence on
 * their day, a subscription by day of the term that it is bought for. Of an option of several units, each earns its part.
 */
export function useRights(before: Account, at: Instant, books: PriceBooks): Allocated {
  let account = before;
  const movements: AllocationMovement[] = [];
  for (const contract of before.contracts ?? []) {
    if (contract.rights === undefined) continue;
    const book = books.find(contract.terms[0]?.model ?? books.current.id);
    const options = templateOf(contract, book).options ?? [];
    const rights = contract.rights.map((right): RightState => {
      const uses = usesOf(right, options[right.option], contract, account);
      if (uses.length === right.uses.length) return right;
      const next = { ...right, uses };
      movements.push(...movementsOf(next, right.uses.length, contract, { account, at, book }));
      return next;
    });
    if (rights.some((right, index) => right !== contract.rights?.[index]))
      account = withContract(account, { ...contract, rights });
  }
  return { account, movements };
}

/** What was bought by an option: what is known, and what was bought since. */
function usesOf(
  { option: place, uses, until }: RightState,
  option: PurchaseOption | undefined,
  contract: ContractState,
  account: Account,
): readonly RightUse[] {
  const all = [...uses];
  for (const { id, option: used, units, from, service } of optionPurchases(
    contract.fact.id,
    account,
  )) {
    if (used !== place || all.some(({ purchase }) => purchase === id)) continue;
    const before = decimalOf(all.at(-1)?.used ?? "0");
    if (compare(before, one) >= 0) return all;
    const share =
      option?.quantity === undefined ? one : divide(units, optionUnits(option), shareDigits);
    const usedNow = format(min(one, add(before, share)));
    const to = service ? (termOn(contract, from)?.end ?? until) : undefined;
    const earned = to === undefined || to <= from ? { from } : { from, to };
    all.push({ purchase: id, used: usedNow, earned });
  }
  return all;
}

/** Digits of a share of an option's units: its parts are rounded to the minor unit from the share so far. */
const shareDigits = 12;

interface Writing {
  readonly account: Account;
  readonly at: Instant;
  readonly book: PriceBook;
}

/** What is set apart of each line of a right: what was used with its own time, and the rest until the option lapses. */
function movementsOf(
  { option, until, lines, uses }: RightState,
  known: number,
  { fact }: ContractState,
  { account, at, book }: Writing,
): readonly AllocationMovement[] {
  const shareAfter = (count: number): Decimal => decimalOf(uses[count - 1]?.used ?? "0");
  return lines.flatMap(({ invoice, line, stream, day, amount }): readonly AllocationMovement[] => {
    const whole = decimalOf(amount);
    const usedAfter = (count: number): Decimal =>
      divide(multiply(whole, shareAfter(count)), one, book.minorUnits, book.rounding);
    const allocation = `${line}/${fact.id}/option/${option + 1}`;
    const written = (id: string, part: Decimal, earned: AllocationTime): AllocationMovement => ({
      kind: "allocation",
      id: `${id}/${uses.length}`,
      customer: account.customer.id,
      date: at,
      currency: book.model.currency,
      allocation: id,
      invoice,
      line,
      stream,
      to: "material-right",
      day,
      amount: formatFixed(part, book.minorUnits),
      earned,
    });
    const isNew = known === uses.length;
    const parts = uses.flatMap(({ earned }, index): readonly AllocationMovement[] => {
      if (!isNew && index < known) return [];
      const part = subtract(usedAfter(index + 1), usedAfter(index));
      return isZero(part) ? [] : [written(`${allocation}/${index + 1}`, part, earned)];
    });
    return [
      written(allocation, subtract(whole, usedAfter(uses.length)), { from: until }),
      ...parts,
    ];
  });
}
