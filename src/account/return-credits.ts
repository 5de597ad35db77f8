import type { CreditBook } from "../credit/credit-book.ts";
import type { CreditMovement } from "../credit/movement.ts";
import { type ReleaseChange, release } from "../credit/release.ts";
import { expectOk } from "../fault/fault.ts";
import {
  add,
  type Decimal,
  decimalOf,
  formatFixed,
  isPositive,
  min,
  multiply,
  negate,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import { divide } from "../money/rounding.ts";
import { withBook } from "./account-credits.ts";
import type { DueItem } from "./due.ts";
import type { PricedLine } from "./line.ts";
import type { PriceBook } from "./price-book.ts";
import { type Billable, discounted, type Spent } from "./spend-credits.ts";

/** A line of a credit note, and the lines of invoices that it gives back a part of. */
interface GivenBack {
  readonly line: PricedLine;
  readonly invoices: readonly string[];
  /** The id of the line, and what the ids of its later parts begin with. */
  readonly id: string;
  /** What it came to before credits. */
  readonly paid: Decimal;
}

/**
 * Gives back with a credit note the credits that paid for what it gives back: the same part of them as of the line, those drawn
 * last first, the rest being money. They come back under the terms of their grants. What nobody had paid for lowers what
 * the note comes to; what was paid for is a `prepaid` below zero.
 */
export function returnCredits(
  { id, at, lines, account, book }: Billable,
  items: readonly DueItem[],
): Spent {
  const { credits } = account;
  const none: Spent = { lines, account, prepaid: zero, movements: [] };
  if (credits === null || credits.book.burns.length === 0) return none;
  let left = negate(sum(lines.map(({ net }) => net)));
  let moved: CreditBook = credits.book;
  let prepaid = zero;
  const movements: CreditMovement[] = [];
  const after = new Map<PricedLine, PricedLine>();
  for (const given of givenBack(items, lines)) {
    const held = heldOf(moved, given);
    const back = min(partOf(held, given, book), left);
    if (!isPositive(back)) continue;
    left = subtract(left, back);
    const draws: ReleaseChange["draws"][number][] = [];
    for (const command of commandsOf(moved, given, back, book)) {
      const released = expectOk(release(moved, { ...command, id, creditNote: id }, at));
      moved = released.book;
      movements.push(...released.movements);
      draws.push(...released.draws);
    }
    prepaid = add(prepaid, sum(draws.map(({ cost }) => decimalOf(cost))));
    after.set(given.line, discounted(given.line, draws, negate, moved, book));
  }
  return {
    lines: lines.map((line) => after.get(line) ?? line),
    account: withBook(account, moved, credits),
    prepaid: negate(prepaid),
    movements,
  };
}

function givenBack(items: readonly DueItem[], lines: readonly PricedLine[]): readonly GivenBack[] {
  return items.flatMap((item): GivenBack[] => {
    if (item.kind !== "unused") return [];
    const id = `${item.state.key}/base/${item.paid.index}`;
    const line = lines.find((one) => one.line.id === `${id}/unused`);
    const { invoices, net } = item.paid;
    return line === undefined ? [] : [{ line, invoices, id, paid: decimalOf(net) }];
  });
}

interface Held {
  readonly invoice: string;
  readonly line: string;
  readonly amount: Decimal;
}

/** What credits paid of the lines and has not come back, the invoice that came last first. */
function heldOf({ burns }: CreditBook, { invoices, id }: GivenBack): readonly Held[] {
  const held = new Map<string, Held>();
  for (const { invoice, draws } of burns.toReversed()) {
    if (invoice === undefined || !invoices.includes(invoice)) continue;
    for (const { line, amount, released } of draws) {
      if (line !== id && !line.startsWith(`${id}/rest/`)) continue;
      const key = `${invoice}\n${line}`;
      const open = subtract(decimalOf(amount), decimalOf(released.amount));
      held.set(key, { invoice, line, amount: add(held.get(key)?.amount ?? zero, open) });
    }
  }
  return [...held.values()].filter(({ amount }) => isPositive(amount));
}

/** The part of what is held that goes back, rounded once. */
function partOf(
  held: readonly Held[],
  { line, paid }: GivenBack,
  { minorUnits }: PriceBook,
): Decimal {
  if (!isPositive(paid)) return zero;
  const back = negate(line.net);
  const total = sum(held.map(({ amount }) => amount));
  return min(divide(multiply(total, back), paid, minorUnits), min(total, back));
}

function commandsOf(
  book: CreditBook,
  given: GivenBack,
  amount: Decimal,
  { minorUnits }: PriceBook,
): readonly { readonly invoice: string; readonly lines: { id: string; amount: string }[] }[] {
  let left = amount;
  return heldOf(book, given).flatMap(({ invoice, line, amount: most }) => {
    const part = min(left, most);
    left = subtract(left, part);
    return isPositive(part)
      ? [{ invoice, lines: [{ id: line, amount: formatFixed(part, minorUnits) }] }]
      : [];
  });
}
