import { assert } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { decimalOf, isPositive, subtract } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import type { Instant } from "../time/instant.ts";
import type { LineDraw } from "./burn.ts";
import { type CreditChange, grantOf, move } from "./credit-book.ts";

import type { CreditDraw } from "./movement.ts";

/** What a burn or a release says of itself. */
interface Cause {
  readonly command: string;
  readonly invoice: string | undefined;
  readonly creditNote?: string | undefined;
  readonly date: Instant;
}

/**
 * Adds the movements of some draws: for each grant one of what was paid for its credits, and one of what they are worth
 * beyond that. A grant's draws stay together, the grants in the order of their first draw.
 */
export function drawMovements(
  change: CreditChange,
  kind: "credit-burn" | "credit-release",
  { command, invoice, creditNote, date }: Cause,
  draws: readonly LineDraw[],
): CreditChange {
  const against = {
    ...(invoice === undefined ? {} : { invoice }),
    ...(creditNote === undefined ? {} : { creditNote }),
  };
  let moved = change;
  for (const id of new Set(draws.map(({ grant }) => grant))) {
    const own = draws.filter((draw) => draw.grant === id);
    for (const funding of ["prepaid", "free"] as const) {
      const grant = grantOf(moved.book, id);
      assert(grant !== undefined, `${id} is in the book that it was drawn from`);
      const parts = own.flatMap((draw) => partOf(draw, funding, grant.currency));
      if (parts.length === 0) continue;
      const draft = { kind, date, command, draws: parts, against: { funding, ...against } };
      moved = move(moved, grant, draft);
    }
  }
  return moved;
}

/** The side of a draw that was paid for, or the side that was not; nothing where there is none. */
function partOf(
  { line, stream, amount, cost }: LineDraw,
  funding: "prepaid" | "free",
  currency: CurrencyCode,
): CreditDraw[] {
  const paid = decimalOf(cost);
  const part = funding === "prepaid" ? paid : subtract(decimalOf(amount), paid);
  return isPositive(part) ? [{ line, stream, amount: minorText(part, currency) }] : [];
}
