import { isZero } from "../money/decimal.ts";
import type { DueItem } from "./due.ts";
import { type LineDraft, type PricedLine, priceLine } from "./line.ts";

/** The plan's price for one period, in advance; undefined where the plan is free. */
export function recurringLine(
  item: Extract<DueItem, { kind: "recurring" }>,
): PricedLine | undefined {
  const { state, terms, period } = item;
  const { recurring, plan, quantity, book, discounts } = terms;
  if (recurring === undefined) return undefined;
  const { price, cadence, pointer } = recurring;
  const rated = price.finish(price.lift({ quantity, time: period.from, id: state.fact.id }));
  if (isZero(rated.amount)) return undefined;
  const draft: LineDraft = {
    id: `${state.fact.id}/base/${period.index}`,
    kind: "recurring",
    description: `${plan.name}, ${cadence}`,
    stream: plan.stream,
    subscription: state.fact.id,
    plan: state.fact.plan,
    period,
    quantity,
    unit: plan.per ?? "subscription",
    rated,
    pointer,
    discounts: discounts.recurring,
    discountFacts: discounts.facts,
    fraction: period.share,
  };
  return priceLine(draft, book);
}
