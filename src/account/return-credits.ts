import type { Draw } from "../credit/burn-record.ts";
import type { CreditBook } from "../credit/credit-book.ts";
import type { CreditMovement } from "../credit/movement.ts";
import { heldBy, type ReleaseChange, release, worthBack } from "../credit/release.ts";
import { expectOk } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import {
  add,
  compare,
  type Decimal,
  decimalOf,
  formatFixed,
  isNegative,
  isPositive,
  max,
  min,
  multiply,
  negate,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import { divide } from "../money/rounding.ts";
import type { Account } from "./account.ts";
import { withBook } from "./account-credits.ts";
import { creditNoteLineId } from "./credit-note-line.ts";
import { type CreditRoom, creditRoom } from "./credit-room.ts";
import type { DueItem } from "./due.ts";
import { isLineOfUse, isPaidWith, leftOfPaid, leftOfUse } from "./left-of-paid.ts";
import type { PricedLine } from "./line.ts";
import type { PriceBook } from "./price-book.ts";
import { type Billable, discounted, type Spent } from "./spend-credits.ts";

/** A line of a credit note, and the lines of invoices that it gives back a part of. */
interface GivenBack {
  readonly line: PricedLine;
  readonly place: number;
  /** Undefined where the lines have ids that no other invoice has. */
  readonly invoices: readonly string[] | undefined;
  readonly isOwn: (line: string) => boolean;
  /** What was left of those lines before this. */
  readonly left: Decimal;
  /**
   * Whether that is before credits that nobody had paid for, as the price of unused time is: then they come off what goes back.
   * What a person takes back is a part of what the invoice says, where they are off already.
   */
  readonly beforeFree: boolean;
}

/**
 * Gives back with a credit note the credits that paid for what it gives back: the same part of them as of the line, those drawn
 * last first, the rest being money. They come back under the terms of their grants. What nobody had paid for lowers what
 * the note comes to, where it is in it; what was paid for is a `prepaid` below zero, and never more than the note.
 *
 * So it is with unused time, use that turned out lower, and notes that were told. What makes up for bad service is money: it takes nothing back.
 */
export function returnCredits(
  { id, at, lines, taxed, account, book }: Billable,
  items: readonly DueItem[],
): Spent {
  const { credits } = account;
  const none: Spent = { lines, account, prepaid: zero, movements: [] };
  if (credits === null || credits.book.burns.length === 0) return none;
  const room = creditRoom(lines, taxed, -1, book.minorUnits);
  let moved: CreditBook = credits.book;
  let prepaid = zero;
  const movements: CreditMovement[] = [];
  const after = new Map<PricedLine, PricedLine>();
  for (const given of givenBack(items, lines, account)) {
    const draws: ReleaseChange["draws"][number][] = [];
    for (const command of commandsOf(heldOf(moved, given), given, room, book)) {
      const released = expectOk(release(moved, { ...command, id, creditNote: id }, at));
      moved = released.book;
      movements.push(...released.movements);
      draws.push(...released.draws);
    }
    if (draws.length === 0) continue;
    prepaid = add(prepaid, sum(draws.map(({ cost }) => decimalOf(cost))));
    if (given.beforeFree) after.set(given.line, discounted(given.line, draws, negate, moved, book));
  }
  return {
    lines: lines.map((line) => after.get(line) ?? line),
    account: withBook(account, moved, credits),
    prepaid: negate(prepaid),
    movements,
  };
}

function givenBack(
  items: readonly DueItem[],
  lines: readonly PricedLine[],
  account: Account,
): readonly GivenBack[] {
  const placeOf = (id: string): number => lines.findIndex(({ line }) => line.id === id);
  return items.flatMap((item): GivenBack[] => {
    const given =
      item.kind === "usage" ? lowerUse(item, lines, account) : givenBackBy(item, account);
    return given.flatMap(({ id, part }) => {
      const place = placeOf(id);
      const line = lines[place];
      return line === undefined ? [] : [{ ...part, place, line }];
    });
  });
}

/** What a document gives back, by the id of its line. */
interface GivenPart {
  readonly id: string;
  readonly part: Omit<GivenBack, "line" | "place">;
}

/** Earlier periods of a charge whose use turned out lower. */
function lowerUse(
  { state, charge }: Extract<DueItem, { kind: "usage" }>,
  lines: readonly PricedLine[],
  account: Account,
): readonly GivenPart[] {
  return (state.billed[charge.id] ?? []).flatMap(({ index, net }): readonly GivenPart[] => {
    const base = `${state.key}/${charge.id}/${index}`;
    const late = lines.find(({ line }) => line.id.startsWith(`${base}/late/`));
    if (late === undefined || !isNegative(late.net)) return [];
    const isOwn = isLineOfUse(state.key, charge.id, index);
    const left = leftOfUse(net, isOwn, account);
    return [{ id: late.line.id, part: { invoices: undefined, isOwn, left, beforeFree: true } }];
  });
}

function givenBackBy(item: DueItem, account: Account): readonly GivenPart[] {
  if (item.kind === "unused") {
    const { invoices, index } = item.paid;
    const id = `${item.state.key}/base/${index}/unused`;
    const left = leftOfPaid(item, account);
    return [{ id, part: { invoices, isOwn: isPaidWith(item), left, beforeFree: true } }];
  }
  if (item.kind !== "credit-note") return [];
  const { state, line } = item;
  const isOwn = (one: string): boolean => one === line.line.id;
  const part = { invoices: [state.invoice], isOwn, left: decimalOf(line.left), beforeFree: false };
  return [{ id: creditNoteLineId(state, line), part }];
}

interface Held {
  readonly invoice: string;
  readonly line: string;
  readonly currency: CurrencyCode;
  /** The last first, as they come back. */
  readonly draws: readonly Draw[];
}

/** What credits paid of the lines and has not come back, the invoice that came last first. */
function heldOf({ burns }: CreditBook, { invoices, isOwn }: GivenBack): readonly Held[] {
  const held = new Map<string, Held & { readonly draws: Draw[] }>();
  for (const { invoice, draws, currency } of burns.toReversed()) {
    if (invoice === undefined || invoices?.includes(invoice) === false) continue;
    for (const draw of draws.toReversed()) {
      if (!isOwn(draw.line) || !isPositive(heldBy(draw))) continue;
      const key = `${invoice}\n${draw.line}`;
      const one = held.get(key) ?? { invoice, line: draw.line, currency, draws: [] };
      held.set(key, one);
      one.draws.push(draw);
    }
  }
  return [...held.values()];
}

interface LineRelease {
  readonly invoice: string;
  readonly lines: { readonly id: string; readonly amount: string }[];
}

/** What comes back, by line: the part of what is held, rounded once, as far as the note has room for it. */
function commandsOf(
  held: readonly Held[],
  { line, place, left, beforeFree }: GivenBack,
  room: CreditRoom,
  { minorUnits }: PriceBook,
): readonly LineRelease[] {
  const back = negate(line.net);
  if (!isPositive(left) || !isPositive(back)) return [];
  const total = sum(held.flatMap(({ draws }) => draws.map(heldBy)));
  const part = min(total, divide(multiply(total, back), left, minorUnits));
  let wanted = beforeFree ? room.take(place, min(part, back)) : part;
  let payable = min(back, room.at(place));
  return held.flatMap(({ invoice, line: id, currency, draws }): readonly LineRelease[] => {
    let amount = zero;
    for (const draw of draws) {
      const most = min(heldBy(draw), wanted);
      const fits = beforeFree ? most : min(most, mostFor(draw, payable, minorUnits));
      if (!isPositive(fits)) continue;
      if (!beforeFree)
        payable = subtract(
          payable,
          room.take(place, decimalOf(worthBack(draw, fits, currency).cost)),
        );
      amount = add(amount, fits);
      // Draws come back in their order, so where one does not fit whole none after it comes.
      wanted = compare(fits, most) < 0 ? zero : subtract(wanted, fits);
    }
    return isPositive(amount)
      ? [{ invoice, lines: [{ id, amount: formatFixed(amount, minorUnits) }] }]
      : [];
  });
}

/** The most of a draw that can come back at no more than a cost. */
function mostFor({ amount, cost, released }: Draw, payable: Decimal, minorUnits: number): Decimal {
  const whole = decimalOf(cost);
  const back = decimalOf(released.amount);
  const open = subtract(decimalOf(amount), back);
  const until = add(decimalOf(released.cost), payable);
  if (compare(until, whole) >= 0) return open;
  const most = divide(multiply(decimalOf(amount), until), whole, minorUnits, "down");
  return max(zero, subtract(most, back));
}
