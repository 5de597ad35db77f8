import { assert } from "../fault/fault.ts";
import { format, one } from "../money/decimal.ts";
import { moneyValue } from "../money/money.ts";
import type { FeeState } from "./account.ts";
import { noDiscounts } from "./applicable-discounts.ts";
import { type PricedLine, priceLine } from "./line.ts";
import type { PriceBook } from "./price-book.ts";

/** The fee of a step of dunning: no discount is taken of it. */
export function dunningFeeLine(
  { id, amount, afterDueDays }: FeeState,
  book: PriceBook,
): PricedLine {
  const policy = book.model.payment?.dunning;
  assert(policy?.stream !== undefined, "a dunning fee has a stream");
  const value = moneyValue(amount);
  const step = policy.steps.findIndex((one) => one.afterDueDays === afterDueDays);
  return priceLine(
    {
      id,
      kind: "dunning-fee",
      description: "Fee for late payment",
      stream: policy.stream,
      period: null,
      quantity: one,
      rated: { amount: value, steps: [{ label: "agreed fee", amount: format(value) }] },
      pointer: `/payment/dunning/steps/${step}/fee`,
      discounts: noDiscounts.recurring,
      discountFacts: noDiscounts.facts,
    },
    book,
  );
}
