import { add, decimalOf, formatFixed } from "../money/decimal.ts";
import { type DiscountedPart, discountTogether } from "../pricing/discount-together.ts";
import type { PeriodDiscounts } from "./account.ts";
import type { BilledParts } from "./advance.ts";
import { stackingOrder } from "./billed-discounts.ts";
import type { DueGroup } from "./due.ts";
import type { LineDiscount } from "./invoice.ts";
import {
  isJoint,
  isShared,
  type JointLine,
  type LineAmounts,
  lineAmounts,
  type PricedLine,
  writeLine,
} from "./line.ts";
import type { PriceBook } from "./price-book.ts";

/** Lines of one document, and what the account is to remember of them. */
export interface PricedItems extends Pick<BilledParts, "usage" | "paid" | "returned"> {
  readonly lines: readonly PricedLine[];
  /** The lines that coupons are counted by, where those are others. */
  readonly counted?: readonly PricedLine[];
}

/** What goes on one document, where tax law does not part it, and its lines. */
export interface PricedDocument {
  readonly group: DueGroup;
  readonly priced: PricedItems;
}

/**
 * Takes discounts of an amount off the document once: each is shared by the lines that have it (of one model version), in the
 * model's stacking order and never below zero. What has no such discount, and no coupon, stays as it is.
 */
export function shareDiscounts(priced: PricedItems): PricedItems {
  if (priced.lines.every(({ joint }) => joint === undefined)) return priced;
  const again = settledLines(priced.lines);
  const next = (line: PricedLine): PricedLine => again.get(line) ?? line;
  return {
    lines: priced.lines.map(next),
    usage: priced.usage.map((one) => {
      const line = one.line && next(one.line);
      return line === undefined ? one : { ...one, line, billed: remembering(one.billed, line) };
    }),
    returned: priced.returned.map((one) => ({ ...one, line: next(one.line) })),
    paid: priced.paid.map((one) => {
      const line = one.line && next(one.line);
      return line === undefined ? one : { ...one, line, paid: remembering(one.paid, line) };
    }),
  };
}

function settledLines(lines: readonly PricedLine[]): ReadonlyMap<PricedLine, PricedLine> {
  const again = new Map<PricedLine, PricedLine>();
  for (const [book, joint] of byBook(lines)) {
    const parts = joint.map(({ line, of: { draft } }) => ({
      gross: line.gross,
      discounts: draft.discounts,
      facts: { ...draft.discountFacts, quantity: draft.quantity },
    }));
    const { minorUnits, rounding } = book;
    const settled = discountTogether(parts, orderOf(parts, book), minorUnits, rounding);
    for (const [place, { line, of }] of joint.entries()) {
      const discounted = settled[place];
      if (discounted === undefined) continue;
      const { net, applied } = discounted;
      const amounts: LineAmounts = {
        ...lineAmounts({ ...of.draft, discounts: [] }, book),
        net,
        netText: formatFixed(net, minorUnits),
        applied,
      };
      again.set(line, writeLine(of.draft, amounts, book));
    }
  }
  return again;
}

/** The model's order; a coupon of another version may bring what this one does not have, and comes last. */
const orderOf = (parts: readonly DiscountedPart[], book: PriceBook): readonly string[] => [
  ...new Set([
    ...stackingOrder(book),
    ...parts.flatMap(({ discounts }) => discounts.map(({ id }) => id)),
  ]),
];

function byBook(
  lines: readonly PricedLine[],
): ReadonlyMap<PriceBook, { readonly line: PricedLine; readonly of: JointLine }[]> {
  const books = new Map<PriceBook, { readonly line: PricedLine; readonly of: JointLine }[]>();
  for (const line of lines) {
    if (line.joint === undefined) continue;
    const { book } = line.joint;
    const known = books.get(book) ?? [];
    known.push({ line, of: line.joint });
    books.set(book, known);
  }
  return books;
}

/** What came off a document once or by a coupon: the sums of what its lines show, in their order; undefined for none. */
export function documentDiscounts(
  lines: readonly PricedLine[],
  { minorUnits }: PriceBook,
): readonly LineDiscount[] | undefined {
  if (lines.every(({ joint }) => joint === undefined)) return undefined;
  const sums = new Map<string, LineDiscount>();
  for (const { line, joint } of lines) {
    const shared = new Set(joint?.draft.discounts.filter(isJoint).map(({ id }) => id));
    for (const discount of line.discounts) {
      if (!shared.has(discount.id)) continue;
      const before = sums.get(discount.id);
      const amount = add(decimalOf(before?.amount ?? "0"), decimalOf(discount.amount));
      sums.set(discount.id, { ...discount, amount: formatFixed(amount, minorUnits) });
    }
  }
  return sums.size === 0 ? undefined : [...sums.values()];
}

/** What a period was billed, with what its line had of discounts that its terms do not tell. */
function remembering<T extends { readonly net: string }>(
  period: T,
  { line, joint }: PricedLine,
): T & PeriodDiscounts {
  if (joint === undefined) return period;
  const { discounts } = joint.draft;
  const taken = new Map(line.discounts.map(({ id, amount }) => [id, amount]));
  const shared = discounts.filter(isShared).flatMap(({ id }) => {
    const amount = taken.get(id);
    return amount === undefined ? [] : [[id, amount] as const];
  });
  const coupons = discounts.filter(({ id, code }) => code !== undefined && taken.has(id));
  return {
    ...period,
    net: line.amount,
    ...(discounts.some(isShared) ? { shared: Object.fromEntries(shared) } : {}),
    ...(coupons.length === 0 ? {} : { coupons }),
  };
}
