import { expectOk } from "../fault/fault.ts";
import { format, one } from "../money/decimal.ts";
import { parseMoney } from "../money/money.ts";
import { noDiscounts } from "./applicable-discounts.ts";
import type { DueItem } from "./due.ts";
import { type PricedLine, priceLine } from "./line.ts";

/** The fee for leaving before the end: no discount is taken of it. */
export function terminationFeeLine({
  state,
  phase,
  terms,
  fee,
}: Extract<DueItem, { kind: "fee" }>): PricedLine {
  const { value } = expectOk(parseMoney(fee));
  const { plan, book } = terms;
  return priceLine(
    {
      id: `${phase.fact.id}/fee/${state.fact.id}`,
      kind: "termination-fee",
      description: `Early termination of ${plan.name}`,
      stream: plan.stream,
      subscription: phase.fact.id,
      plan: phase.fact.plan,
      addon: phase.fact.addon,
      period: null,
      quantity: one,
      rated: { amount: value, steps: [{ label: "agreed fee", amount: format(value) }] },
      pointer: terms.pointer,
      discounts: noDiscounts.recurring,
      discountFacts: noDiscounts.facts,
    },
    book,
  );
}
