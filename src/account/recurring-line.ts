import { isZero } from "../money/decimal.ts";
import { type Fraction, prorate } from "../time/proration.ts";
import { type Period, type Schedule, wholePeriodAt } from "../time/schedule.ts";
import type { DueItem } from "./due.ts";
import { type PricedLine, priceLine } from "./line.ts";

/** The share of a whole period that is served; undefined when it is all of it. */
export function servedFraction(period: Period, schedule: Schedule): Fraction | undefined {
  const whole = wholePeriodAt(schedule, period.index);
  if (whole.from === period.from && whole.to === period.to) return undefined;
  return prorate(period, whole, "day", schedule.zone);
}

/** The plan's price for one period, in advance; nothing where the plan is free. */
export function recurringLine(item: Extract<DueItem, { kind: "recurring" }>): PricedLine[] {
  const { state, terms, period } = item;
  const { recurring, plan, quantity, book, discounts } = terms;
  if (recurring === undefined) return [];
  const { price, schedule, cadence, pointer } = recurring;
  const rated = price.finish(price.lift({ quantity, time: period.from, id: state.fact.id }));
  if (isZero(rated.amount)) return [];
  const fraction = servedFraction(period, schedule);
  const draft = {
    id: `${state.fact.id}/base/${period.index}`,
    kind: "recurring" as const,
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
    ...(fraction === undefined ? {} : { fraction }),
  };
  return [priceLine(draft, book)];
}
