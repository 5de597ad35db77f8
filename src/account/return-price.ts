import { assert } from "../fault/fault.ts";
import { type Decimal, decimalOf, isPositive } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { waitingLine } from "./credit-note-line.ts";
import { type CreditPack, creditPackLine } from "./credit-pack.ts";
import { creditedOf, leftOf, noNotes, type WaitingNote, withCredited } from "./credited.ts";
import { statedAmount } from "./invoice.ts";
import type { PriceBooks } from "./price-book.ts";
import type { AccountMovement } from "./step.ts";

/**
 * The account with credit notes that give back what was paid for sold credits which movements took back unused: by a voided
 * or lowered grant, or by a release to a grant that is void. The books post the note, so that what is owed and what stands for
 * credits move together.
 */
export function returnPrices(
  account: Account,
  movements: readonly AccountMovement[],
  at: Instant,
  books: PriceBooks,
): Account {
  let after = account;
  for (const movement of movements) {
    if (movement.kind !== "credit-void" || movement.invoice === undefined) continue;
    const price = decimalOf(movement.amount);
    if (!isPositive(price)) continue;
    const { id, grant, reason } = movement;
    const pack = account.credits?.sold.find(({ fact }) => fact.id === grant);
    assert(pack !== undefined, `what was sold as ${grant} is known`);
    after = withPriceNote(after, pack, { id, reason, price, at }, books);
  }
  return after;
}

/** The account without credits that were sold and never given: what their invoice asked for goes back. */
export function returnPack(
  account: Account,
  pack: CreditPack,
  { id, reason, at }: Omit<PriceReturn, "price">,
  books: PriceBooks,
): Account {
  const { credits } = account;
  assert(credits !== null, "what was sold is among the credits");
  const packs = credits.packs.filter((one) => one !== pack);
  const topUps = credits.topUps.map((one) =>
    one.id === pack.fact.id ? { ...one, state: "failed" as const, failedAt: at } : one,
  );
  const without: Account = { ...account, credits: { ...credits, packs, topUps } };
  if (pack.billed === null) return without;
  const { net: price } = creditPackLine(pack, account, books.find(pack.model));
  return withPriceNote(without, pack, { id, reason, price, at }, books);
}

interface PriceReturn {
  /** The id of the note. */
  readonly id: string;
  readonly reason: string;
  readonly price: Decimal;
  readonly at: Instant;
}

function withPriceNote(
  account: Account,
  pack: CreditPack,
  { id, reason, price, at }: PriceReturn,
  books: PriceBooks,
): Account {
  const { billed: invoice, model, tax } = pack;
  assert(invoice !== null, `what goes back of ${pack.fact.id} was invoiced`);
  const book = books.find(model);
  const { line } = creditPackLine(pack, account, book);
  const notes = account.notes ?? noNotes;
  const of = statedAmount(line);
  const left = leftOf(
    of,
    creditedOf(notes, invoice, (one) => one === line.id),
  );
  const note: WaitingNote = {
    id,
    invoice,
    reason: reasons[reason] ?? reason,
    model,
    knownSince: at,
    lines: [waitingLine(line, { of, left, amount: price }, tax, book.minorUnits)],
  };
  const waiting = [...notes.waiting, note];
  const credited = withCredited(notes.credited, invoice, line.id, price);
  return { ...account, notes: { ...notes, waiting, credited } };
}

/** What is printed for reasons that nobody told in words. */
const reasons: Readonly<Record<string, string>> = {
  "grant-voided": "The credits were taken back",
  "credits-unpaid": "The credits were not paid for",
};
