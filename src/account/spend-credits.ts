import { burn, type LineDraw, type PayableLine } from "../credit/burn.ts";
import type { CreditBook } from "../credit/credit-book.ts";
import type { Grant } from "../credit/grant.ts";
import type { CreditMovement } from "../credit/movement.ts";
import { expectOk } from "../fault/fault.ts";
import {
  type Decimal,
  decimalOf,
  formatFixed,
  isPositive,
  isZero,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { withBook } from "./account-credits.ts";
import { creditRoom, type TaxedAs } from "./credit-room.ts";
import type { InvoiceLine, LineKind } from "./invoice.ts";
import type { PricedLine } from "./line.ts";
import type { PriceBook } from "./price-book.ts";

/** Lines after credits, and what credits did. */
export interface Spent {
  readonly lines: readonly PricedLine[];
  readonly account: Account;
  /** What credits that were paid for pay of the document, below zero where they come back; zero for none. */
  readonly prepaid: Decimal;
  readonly movements: readonly CreditMovement[];
}

/** What a document is being made of. */
export interface Billable {
  readonly id: string;
  readonly at: Instant;
  readonly lines: readonly PricedLine[];
  readonly taxed: TaxedAs;
  readonly account: Account;
  readonly book: PriceBook;
}

/**
 * Pays an invoice with the customer's credits, line by line in their order and before tax.
 *
 * What was not paid for lowers the price: it becomes a discount of its line under the grant's id. What was paid for is
 * payment, and leaves the lines as they are. No more is paid than the document comes to ({@link creditRoom}); an invoice that
 * comes to nothing or less takes no credits; credits buy no credits.
 */
export function spendCredits({ id, at, lines, taxed, account, book }: Billable): Spent {
  const { credits } = account;
  const none: Spent = { lines, account, prepaid: zero, movements: [] };
  if (credits === null || credits.book.grants.length === 0) return none;
  const payable = payableLines(lines, taxed, book);
  if (payable.length === 0) return none;
  const { currency } = book.model;
  const burned = expectOk(burn(credits.book, { id, invoice: id, currency, lines: payable }, at));
  return {
    lines: lines.map((line) => {
      const own = burned.draws.filter((draw) => draw.line === line.line.id);
      return discounted(line, own, (part) => part, burned.book, book);
    }),
    account: withBook(account, burned.book, credits),
    prepaid: sum(burned.draws.map(({ cost }) => decimalOf(cost))),
    movements: burned.movements,
  };
}

/** The lines that credits may pay, together at most what the document comes to. */
function payableLines(
  lines: readonly PricedLine[],
  taxed: TaxedAs,
  { minorUnits }: PriceBook,
): readonly PayableLine[] {
  const room = creditRoom(lines, taxed, 1, minorUnits);
  return lines.flatMap(({ line, net, contract }, place): readonly PayableLine[] => {
    const amount = room.take(place, net);
    if (!isPositive(amount)) return [];
    const under = contract === undefined ? {} : { contract };
    return [{ ...named(line), ...under, amount: formatFixed(amount, minorUnits) }];
  });
}

const named = ({ id, kind, stream, plan, charge, period }: InvoiceLine) => ({
  id,
  stream,
  kind: paidAs(kind),
  ...(plan === undefined ? {} : { plan }),
  ...(charge === undefined ? {} : { charge }),
  ...(period === null
    ? {}
    : { period: { from: instantOf(period.from), to: instantOf(period.to) } }),
});

const instantOf = (text: string): Instant => expectOk(parseInstant(text));

/** What `appliesTo` of a credit book calls a line. */
export function paidAs(kind: LineKind): PayableLine["kind"] {
  switch (kind) {
    case "recurring":
    case "maintenance":
    case "unused-time":
    case "service-credit":
      return "recurring";
    case "usage":
    case "capacity":
    case "late-usage":
    case "true-up":
    case "rebate":
      return "usage";
    case "licence":
    case "one-off":
    case "milestone":
    case "termination-fee":
    case "dunning-fee":
    case "credits":
      return "one-off";
  }
}

/**
 * A line with the free part of its draws among the discounts: taken off by `signed` as it is, put back by its negation.
 */
export function discounted(
  priced: PricedLine,
  draws: readonly Pick<LineDraw, "grant" | "amount" | "cost">[],
  signed: (part: Decimal) => Decimal,
  { grants }: CreditBook,
  book: PriceBook,
): PricedLine {
  const { line, net } = priced;
  const { minorUnits } = book;
  let left = net;
  const discounts = [...line.discounts];
  for (const { grant, amount, cost } of draws) {
    const part = signed(subtract(decimalOf(amount), decimalOf(cost)));
    if (isZero(part)) continue;
    left = subtract(left, part);
    const label = labelOf(
      grants.find(({ id }) => id === grant),
      book,
    );
    discounts.push({ id: grant, label, amount: formatFixed(part, minorUnits) });
  }
  if (left === net) return priced;
  const paid = { ...line, discounts, amount: formatFixed(left, minorUnits) };
  return { ...priced, line: paid, net: left };
}

/** What an invoice calls the credits of a grant: by their book, or by why they were given. */
function labelOf(grant: Grant | undefined, { model }: PriceBook): string {
  const name = grant?.credit === undefined ? undefined : model.credits?.[grant.credit]?.name;
  if (name !== undefined) return `Credits: ${name}`;
  return grant === undefined ? "Credits" : creditLabel(grant.kind);
}

/** What credits of no book are called, by why they were given. */
export const creditLabel = (kind: Grant["kind"]): string => kindLabels[kind];

const kindLabels: Readonly<Record<Grant["kind"], string>> = {
  prepaid: "Prepaid credits",
  promotional: "Promotional credits",
  sla: "Service credits",
  goodwill: "Goodwill credits",
  referral: "Referral credits",
};
