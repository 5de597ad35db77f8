import { format, one } from "../money/decimal.ts";
import { type Money, moneyValue } from "../money/money.ts";
import { noDiscounts } from "./applicable-discounts.ts";
import { type LineDraft, type PricedLine, priceLine } from "./line.ts";
import type { PriceBook } from "./price-book.ts";

/** What a fee says of itself. */
export type Fee = Pick<LineDraft, "id" | "kind" | "description" | "stream" | "pointer"> &
  Partial<Pick<LineDraft, "subscription" | "plan" | "addon" | "contract">> & {
    /** What it was agreed of; one agreed fee where absent. */
    readonly steps?: LineDraft["rated"]["steps"];
  };

/** The line of an agreed fee: charged once, for no period, and no discount is taken of it. */
export function feeLine({ steps, ...fee }: Fee, amount: Money, book: PriceBook): PricedLine {
  const value = moneyValue(amount);
  const agreed = steps ?? [{ label: "agreed fee", amount: format(value) }];
  return priceLine(
    {
      ...fee,
      period: null,
      quantity: one,
      rated: { amount: value, steps: agreed },
      discounts: noDiscounts.recurring,
      discountFacts: noDiscounts.facts,
    },
    book,
  );
}
