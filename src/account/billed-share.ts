import { decimalOf, formatFixed, isZero, multiply } from "../money/decimal.ts";
import { money } from "../money/money.ts";
import { divide } from "../money/rounding.ts";
import type { OrderedDiscount } from "../pricing/discount.ts";
import type { SharedDiscounts } from "./account.ts";
import type { PriceBook } from "./price-book.ts";

/**
 * The discounts of a period that is priced once more: of an amount that its document had once, its own share, and of that the
 * part that `gross` is of what was billed.
 */
export function asShared(
  discounts: readonly OrderedDiscount[],
  before: { readonly gross: string; readonly shared?: SharedDiscounts },
  book: PriceBook,
  gross = before.gross,
): readonly OrderedDiscount[] {
  const { shared } = before;
  if (shared === undefined) return discounts;
  return discounts.flatMap((ordered): readonly OrderedDiscount[] => {
    const { discount } = ordered;
    if (discount.kind !== "amount") return [ordered];
    const share = shared[ordered.id];
    if (share === undefined) return [];
    const amount = partOf(share, gross, before.gross, book);
    return [
      {
        ...ordered,
        discount: { ...discount, amount: money(decimalOf(amount), book.model.currency) },
      },
    ];
  });
}

function partOf(share: string, gross: string, whole: string, book: PriceBook): string {
  if (gross === whole || isZero(decimalOf(whole))) return share;
  const { minorUnits, rounding } = book;
  const exact = multiply(decimalOf(share), decimalOf(gross));
  return formatFixed(divide(exact, decimalOf(whole), minorUnits, rounding), minorUnits);
}
