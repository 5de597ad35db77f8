import { decimalOf, formatFixed, isZero, multiply } from "../money/decimal.ts";
import { money } from "../money/money.ts";
import { divide } from "../money/rounding.ts";
import type { OrderedDiscount } from "../pricing/discount.ts";
import type { PeriodDiscounts } from "./account.ts";
import type { PurchaseDiscounts } from "./applicable-discounts.ts";
import type { LineDraft } from "./line.ts";
import type { PriceBook } from "./price-book.ts";

/** The ids of a model's discounts in the order in which they are taken off. */
export const stackingOrder = ({ model }: Pick<PriceBook, "model">): readonly string[] =>
  model.discountOrder ?? Object.keys(model.discounts ?? {}).sort();

/** The discounts of a line, and what decides which of them it gets. */
type Discounted = Pick<LineDraft, "discounts" | "discountFacts">;

/**
 * A line's discounts with those of coupons in their places of the model's order; one that the line has already is not given
 * again, and of two coupons for one discount the older is taken.
 */
export function withCoupons(
  { discounts, discountFacts }: Discounted,
  coupons: readonly OrderedDiscount[],
  book: PriceBook,
): Discounted {
  const order = stackingOrder(book);
  const placeOf = ({ id }: OrderedDiscount): number => {
    const place = order.indexOf(id);
    return place < 0 ? order.length : place;
  };
  const all = [...discounts];
  const brought: string[] = [];
  for (const coupon of coupons) {
    if (all.some(({ id }) => id === coupon.id)) continue;
    const place = all.findIndex((one) => placeOf(one) > placeOf(coupon));
    all.splice(place < 0 ? all.length : place, 0, coupon);
    brought.push(coupon.id);
  }
  if (brought.length === 0) return { discounts, discountFacts };
  const eligible = new Set([...discountFacts.eligible, ...brought]);
  return { discounts: all, discountFacts: { ...discountFacts, eligible } };
}

/** The same for all lines of a purchase. */
export function purchaseWithCoupons(
  { recurring, usage, facts }: PurchaseDiscounts,
  coupons: readonly OrderedDiscount[],
  book: PriceBook,
): PurchaseDiscounts {
  const of = (part: "recurring" | "usage", discounts: readonly OrderedDiscount[]) =>
    withCoupons({ discounts, discountFacts: facts }, coupons.filter(isFor(part)), book);
  const [paid, used] = [of("recurring", recurring), of("usage", usage)];
  const eligible = new Set([...paid.discountFacts.eligible, ...used.discountFacts.eligible]);
  return { recurring: paid.discounts, usage: used.discounts, facts: { ...facts, eligible } };
}

const isFor =
  (part: "recurring" | "usage") =>
  ({ discount }: OrderedDiscount): boolean => {
    const appliesTo = "appliesTo" in discount ? discount.appliesTo : "all";
    return appliesTo === undefined || appliesTo === "all" || appliesTo === part;
  };

/** A period as it was billed. */
interface Before extends PeriodDiscounts {
  readonly gross: string;
}

/**
 * The discounts of a period that is priced once more: those of its terms, the coupons that it had, and of an amount that its
 * document had once its own share, of which `gross` takes the part that it is of what was billed.
 */
export function billedDiscounts(
  draft: Discounted,
  before: Before,
  book: PriceBook,
  gross = before.gross,
): Discounted {
  const { shared, coupons } = before;
  if (shared === undefined && coupons === undefined) return draft;
  const had = coupons === undefined ? draft : withCoupons(draft, coupons, book);
  if (shared === undefined) return had;
  const discounts = had.discounts.flatMap((ordered): readonly OrderedDiscount[] => {
    const { discount } = ordered;
    if (discount.kind !== "amount") return [ordered];
    const share = shared[ordered.id];
    if (share === undefined) return [];
    const part = decimalOf(partOf(share, gross, before.gross, book));
    return [{ ...ordered, discount: { ...discount, amount: money(part, book.model.currency) } }];
  });
  return { discounts, discountFacts: had.discountFacts };
}

function partOf(share: string, gross: string, whole: string, book: PriceBook): string {
  if (gross === whole || isZero(decimalOf(whole))) return share;
  const { minorUnits, rounding } = book;
  const exact = multiply(decimalOf(share), decimalOf(gross));
  return formatFixed(divide(exact, decimalOf(whole), minorUnits, rounding), minorUnits);
}
