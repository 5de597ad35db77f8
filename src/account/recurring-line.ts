import { decimalOf, formatFixed, isZero, negate, subtract } from "../money/decimal.ts";
import type { Fraction } from "../time/proration.ts";
import type { Period } from "../time/schedule.ts";
import type { PaidPeriod, PhaseState } from "./account.ts";
import type { DueItem } from "./due.ts";
import { type LineDraft, lineAmounts, type PricedLine, writeLine } from "./line.ts";
import { type ServicePeriod, servicePeriod } from "./service-period.ts";
import type { SubscriptionTerms } from "./terms.ts";

/** A recurring period that was billed, and its line; no line where the plan is free. */
export interface PaidInAdvance {
  readonly state: PhaseState;
  readonly paid: Omit<PaidPeriod, "invoice">;
  readonly line: PricedLine | undefined;
}

/** The plan's price for one period, in advance. */
export function recurringLine(
  item: Extract<DueItem, { kind: "recurring" }>,
): PaidInAdvance | undefined {
  const { state, terms, period } = item;
  const draft = recurringDraft(state, terms, period, paidShare(state, period));
  if (draft === undefined) return undefined;
  const amounts = lineAmounts(draft, terms.book);
  const { grossText: gross, netText: net } = amounts;
  const line = isZero(amounts.exact) ? undefined : writeLine(draft, amounts, terms.book);
  return { state, paid: { index: period.index, gross, net }, line };
}

/**
 * What goes back of a period that was paid and is not served to its end: the price of the part that is, less what was
 * paid, as late usage is. Undefined where that is nothing.
 */
export function unusedLine(item: Extract<DueItem, { kind: "unused" }>): PricedLine | undefined {
  const { state, terms, served, period, paid } = item;
  const draft = recurringDraft(state, terms, period, served === undefined ? nothing : served.share);
  if (draft === undefined) return undefined;
  const { book } = terms;
  const amounts = lineAmounts(draft, book);
  const before = decimalOf(paid.gross);
  const gross = subtract(amounts.gross, before);
  const net = subtract(amounts.net, decimalOf(paid.net));
  if (isZero(gross) && isZero(net)) return undefined;
  const discount = subtract(gross, net);
  const steps = [
    ...draft.rated.steps,
    { label: "already billed", amount: formatFixed(negate(before), book.minorUnits) },
  ];
  return writeLine(
    {
      ...draft,
      id: `${draft.id}/unused`,
      kind: "unused-time",
      description: `${draft.description} (unused time)`,
      rated: { ...draft.rated, steps },
    },
    {
      exact: subtract(amounts.exact, before),
      gross,
      net,
      grossText: formatFixed(gross, book.minorUnits),
      netText: formatFixed(net, book.minorUnits),
      applied: isZero(discount)
        ? []
        : [{ id: "unused-time", label: "discounts on the unused time", amount: discount }],
    },
    book,
  );
}

/** The share that is paid for: of the time served, or to the period's end where a change cut it without giving back. */
const paidShare = (
  { cutSince, refundsUnused }: PhaseState,
  { schedule, index, share }: ServicePeriod,
): Fraction | undefined =>
  cutSince === null || refundsUnused ? share : servicePeriod(schedule, index, undefined)?.share;

const nothing: Fraction = { numerator: 0, denominator: 1 };

function recurringDraft(
  state: PhaseState,
  terms: SubscriptionTerms,
  period: Period,
  fraction: Fraction | undefined,
): LineDraft | undefined {
  const { recurring, plan, quantity, discounts } = terms;
  if (recurring === undefined) return undefined;
  const { price, cadence, pointer } = recurring;
  const rated = price.finish(price.lift({ quantity, time: period.from, id: state.fact.id }));
  return {
    id: `${state.key}/base/${period.index}`,
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
    fraction,
  };
}
