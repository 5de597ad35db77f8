import { decimalOf, format, negate, one } from "../money/decimal.ts";
import { noDiscounts } from "./applicable-discounts.ts";
import { type PricedLine, priceLine } from "./line.ts";
import type { PriceBook } from "./price-book.ts";
import type { ServiceCredit } from "./promises.ts";

/** What a breach gives back of one line, taxed as that was, with the working of the amount as its notes. */
export function serviceCreditLine(
  { id, fee, amount, period, explanation }: ServiceCredit,
  book: PriceBook,
): PricedLine {
  const back = negate(decimalOf(amount));
  const { invoice, sla, stream, subscription, plan, addon, description, tax } = fee;
  const name = book.model.slas?.[sla]?.name ?? sla;
  return priceLine(
    {
      id,
      kind: "service-credit",
      description: `${name}: credit for ${description}`,
      stream,
      subscription,
      plan,
      addon,
      period,
      quantity: one,
      unit: "credit",
      rated: {
        amount: back,
        steps: [{ label: `credit of ${invoice}`, amount: format(back) }],
        notes: explanation,
      },
      pointer: `/slas/${sla}`,
      discounts: noDiscounts.recurring,
      discountFacts: noDiscounts.facts,
      supply: { takesBack: { invoices: [invoice], tax: tax ?? undefined } },
    },
    book,
  );
}
