import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { minorUnits } from "../money/currency.ts";
import {
  add,
  compare,
  type Decimal,
  decimalOf,
  isPositive,
  min,
  multiply,
  subtract,
  sum,
} from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import { divide } from "../money/rounding.ts";
import type { Instant } from "../time/instant.ts";
import type { LineDraw } from "./burn.ts";
import type { Burn, Draw } from "./burn-record.ts";
import { type CreditBook, type CreditChange, grantOf, withGrant } from "./credit-book.ts";
import { drawMovements } from "./draw-movements.ts";
import { addWorth, closesAt, isOpen, putBack, type Worth } from "./grant.ts";
import { readPositive } from "./minor-amount.ts";
import { alreadyExpired } from "./new-grant.ts";
import { close, passTime } from "./pass-time.ts";
import { takeBack } from "./void-grant.ts";

/** Credits that come back, since what they paid for was credited. */
export interface ReleaseCommand {
  readonly id: string;
  readonly invoice: string;
  /** The credit note that gives them back; absent where the invoice is simply owed again. */
  readonly creditNote?: string;
  /** How much of each line's credits; absent for all credits of the invoice. */
  readonly lines?: readonly { readonly id: string; readonly amount: string }[];
  /** A new expiry for grants that have expired in the meantime. Without one, what comes back to them is lost again. */
  readonly expiresAt?: Instant;
}

/** A book after a release, with what came back from which line to which grant. */
export interface ReleaseChange extends CreditChange {
  readonly draws: readonly LineDraw[];
}

/**
 * Gives burned credits back to the grants they came from, those drawn last first.
 *
 * They come back under the terms of their grant. Where it has expired since, they expire at once, or roll over as they would
 * have, unless the command says a new expiry; where it was voided, they are void.
 * Refuses with `nothing-burned`, `release-above-burn`, `duplicate-line`, `credit-already-expired` (a new expiry that is not
 * after `at`) and an amount's faults.
 */
export function release(
  before: CreditBook,
  command: ReleaseCommand,
  at: Instant,
): Result<ReleaseChange> {
  const passed = passTime(before, at);
  const { id, invoice, expiresAt } = command;
  const faults = releaseFaults(passed.book, command, at);
  if (faults.length > 0) return refuse(...faults);
  const wanted =
    command.lines === undefined
      ? undefined
      : new Map(command.lines.map((line) => [line.id, decimalOf(line.amount)]));
  const back: LineDraw[] = [];
  const burns = passed.book.burns
    .toReversed()
    .map((one) => (one.invoice === invoice ? undraw(one, wanted, back) : one))
    .toReversed();
  let change: CreditChange = { book: { ...passed.book, burns }, movements: passed.movements };
  for (const draw of back) {
    const grant = grantOf(change.book, draw.grant);
    if (grant !== undefined)
      change = { ...change, book: withGrant(change.book, putBack(grant, draw)) };
  }
  const cause = { command: id, invoice, creditNote: command.creditNote, date: at };
  change = drawMovements(change, "credit-release", cause, back);
  for (const grant of new Set(back.map((draw) => draw.grant)))
    change = underTerms(change, grant, expiresAt, at);
  return ok({ ...change, draws: back });
}

/** Takes what is wanted out of a burn's draws, the last draw first, and says what came out. */
function undraw(record: Burn, wanted: Map<string, Decimal> | undefined, back: LineDraw[]): Burn {
  const { currency } = record;
  const draws = record.draws
    .toReversed()
    .map((draw) => {
      const held = heldBy(draw);
      const most = wanted === undefined ? held : (wanted.get(draw.line) ?? decimalOf("0"));
      const amount = min(held, most);
      if (!isPositive(amount)) return draw;
      wanted?.set(draw.line, subtract(most, amount));
      const worth = worthBack(draw, amount, currency);
      const { line, stream, grant } = draw;
      back.push({ line, stream, grant, ...worth });
      return { ...draw, released: addWorth(draw.released, worth, currency) };
    })
    .toReversed();
  return { ...record, draws };
}

/** What of a draw has not come back. */
export const heldBy = ({ amount, released }: Draw): Decimal =>
  subtract(decimalOf(amount), decimalOf(released.amount));

/** What an amount that comes back had cost. The cost of all that came back follows `cost × back / amount`, so the last part brings back the rest. */
export function worthBack(draw: Draw, amount: Decimal, currency: CurrencyCode): Worth {
  const back = add(decimalOf(draw.released.amount), amount);
  const product = multiply(decimalOf(draw.cost), back);
  const cost = divide(product, decimalOf(draw.amount), minorUnits(currency));
  return {
    amount: minorText(amount, currency),
    cost: minorText(subtract(cost, decimalOf(draw.released.cost)), currency),
  };
}

/** Lets what came back to a grant meet its end where that has come. */
function underTerms(
  change: CreditChange,
  id: string,
  expiresAt: Instant | undefined,
  at: Instant,
): CreditChange {
  let settled = change;
  for (;;) {
    const grant = grantOf(settled.book, id);
    if (grant === undefined || !isOpen(grant)) return settled;
    if (grant.voidedAt !== null)
      return takeBack(settled, grant, decimalOf(grant.remaining.amount), "grant-voided", at);
    if ((closesAt(grant) ?? Number.POSITIVE_INFINITY) > at) return settled;
    settled =
      expiresAt === undefined
        ? close(settled, grant, at)
        : { ...settled, book: withGrant(settled.book, { ...grant, expiresAt }) };
  }
}

function releaseFaults(book: CreditBook, command: ReleaseCommand, at: Instant): readonly Fault[] {
  const { invoice, lines = [], expiresAt } = command;
  const burns = book.burns.filter((one) => one.invoice === invoice);
  const [first] = burns;
  if (first === undefined)
    return [
      {
        code: "nothing-burned",
        path: "/invoice",
        message: "no credits were used on this invoice",
        value: invoice,
      },
    ];
  if (expiresAt !== undefined && expiresAt <= at) return [alreadyExpired("/expiresAt")];
  const draws = burns.flatMap((one) => one.draws);
  return lines.flatMap((line, index): readonly Fault[] => {
    const path = `/lines/${index}/amount`;
    const read = readPositive(line.amount, first.currency, path);
    if (!read.ok) return read.faults;
    if (lines.findIndex(({ id }) => id === line.id) < index)
      return [
        {
          code: "duplicate-line",
          path: `/lines/${index}/id`,
          message: "two lines have this id",
          value: line.id,
        },
      ];
    const held = sum(draws.filter((draw) => draw.line === line.id).map(heldBy));
    if (compare(read.value, held) <= 0) return [];
    const most = minorText(held, first.currency);
    const message = `credits paid ${most} of this line that has not come back`;
    return [{ code: "release-above-burn", path, message, value: line.amount }];
  });
}
