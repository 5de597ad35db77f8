import type { CurrencyCode } from "../money/currency.ts";
import type { Decimal } from "../money/decimal.ts";
import { DAY_MS, type Instant } from "../time/instant.ts";
import { monthStart } from "./calendar-month.ts";
import { groupRows } from "./group-rows.ts";
import type { MetricSettings } from "./metric-settings.ts";
import type { Cancellation, MetricsInput } from "./metrics-input.ts";
import type { EndCause, RecurringStretch, StartCause } from "./recurring-stretch.ts";

/** A stretch as the settings see it: one value, and the instants at which it counts. */
export interface MeasuredStretch {
  readonly customer: string;
  readonly subscription: string;
  readonly plan: string;
  readonly stream: string;
  readonly segment: string;
  readonly currency: CurrencyCode;
  readonly from: Instant;
  /** Infinity while it lasts. */
  readonly to: Instant;
  readonly value: Decimal;
  readonly cause?: StartCause | undefined;
  readonly endCause?: EndCause | undefined;
}

/**
 * The stretches that count, each with the value and the time that the settings give it: `trials`, `discounts`,
 * `usage`, then `churnDate`, then `lateRenewalDays`. In no particular order.
 */
export function measureStretches(input: MetricsInput, settings: MetricSettings): MeasuredStretch[] {
  const committed = input.stretches
    .filter(({ paying }) => paying || settings.trials === "in")
    .map((stretch): MeasuredStretch => measured(stretch, settings));
  const dated = redateChurn(committed, input.cancellations ?? [], settings);
  const joined = settings.lateRenewalDays === 0 ? dated : joinLate(dated, settings.lateRenewalDays);
  const usage = settings.usage === "in" ? usageStretches(input, joined) : [];
  return [...joined, ...usage].filter(({ from, to }) => from < to);
}

function measured(stretch: RecurringStretch, { discounts }: MetricSettings): MeasuredStretch {
  const { customer, subscription, plan, stream, segment = "", currency } = stretch;
  const { amount, net, netAll, netRecurring = netAll } = stretch;
  const value = { all: netAll, recurring: netRecurring, forever: net, none: amount }[discounts];
  return {
    customer,
    subscription,
    plan,
    stream,
    segment,
    currency,
    from: stretch.from,
    to: stretch.to ?? Number.POSITIVE_INFINITY,
    value,
    cause: stretch.cause,
    endCause: stretch.endCause,
  };
}

/**
 * A month's use stands for as much of its month as its subscription is there: from its first instant in the month to its
 * last, so that who comes or goes within a month does so once. Use of nothing else that recurs stands for the whole month.
 */
function usageStretches(
  { usage = [], zone }: MetricsInput,
  committed: readonly MeasuredStretch[],
): MeasuredStretch[] {
  const bySubscription = groupRows(committed, subscriptionKey);
  return usage.map(({ month, amount, segment = "", ...of }) => {
    const from = monthStart(zone, month);
    const to = monthStart(zone, month + 1);
    const there = (bySubscription.get(subscriptionKey(of)) ?? []).filter(
      (stretch) => stretch.from < to && stretch.to > from,
    );
    return {
      customer: of.customer,
      subscription: of.subscription,
      plan: of.plan,
      stream: of.stream,
      segment,
      currency: of.currency,
      from: there.length === 0 ? from : Math.max(from, Math.min(...there.map(startOf))),
      to: there.length === 0 ? to : Math.min(to, Math.max(...there.map(endOf))),
      value: amount,
      cause: "usage",
    };
  });
}

const startOf = ({ from }: MeasuredStretch): Instant => from;
const endOf = ({ to }: MeasuredStretch): Instant => to;

const subscriptionKey = (of: { readonly customer: string; readonly subscription: string }) =>
  `${of.customer}\u0000${of.subscription}`;

function redateChurn(
  stretches: readonly MeasuredStretch[],
  cancellations: readonly Cancellation[],
  { churnDate }: MetricSettings,
): readonly MeasuredStretch[] {
  if (churnDate === "end" || cancellations.length === 0) return stretches;
  const cancelled = groupRows(cancellations, subscriptionKey);
  if (churnDate === "request")
    return stretches.flatMap((stretch) =>
      (cancelled.get(subscriptionKey(stretch)) ?? []).reduce(withoutNotice, [stretch]),
    );
  const bySubscription = groupRows(stretches, subscriptionKey);
  return stretches.map((stretch) => {
    const end = (cancelled.get(subscriptionKey(stretch)) ?? []).find(
      ({ endsAt }) => endsAt === stretch.to,
    );
    if (end?.paidThrough === undefined) return stretch;
    // A stretch of the same subscription that begins before the paid time ends has taken its place.
    const next = (bySubscription.get(subscriptionKey(stretch)) ?? [])
      .map(({ from }) => from)
      .filter((from) => from >= end.endsAt);
    return { ...stretch, to: Math.max(stretch.to, Math.min(end.paidThrough, ...next)) };
  });
}

/** Cuts the time from the request to the end out of stretches; what begins at or after the end stays. */
function withoutNotice(
  stretches: readonly MeasuredStretch[],
  { requestedAt, endsAt }: Cancellation,
): MeasuredStretch[] {
  if (requestedAt >= endsAt) return [...stretches];
  return stretches.flatMap((stretch) => {
    if (stretch.to <= requestedAt || stretch.from >= endsAt) return [stretch];
    const before = { ...stretch, to: requestedAt, endCause: "cancel" as const };
    const after = { ...stretch, from: endsAt };
    return [before, after].filter(({ from, to }) => from < to);
  });
}

/** Lets a subscription that comes back within the days have never been away; a pause is no late renewal. */
function joinLate(stretches: readonly MeasuredStretch[], days: number): MeasuredStretch[] {
  return [...groupRows(stretches, subscriptionKey).values()].flatMap((own) => {
    const starts = own.map(({ from }) => from).toSorted((a, b) => a - b);
    const lastEnd = (before: Instant): Instant =>
      Math.max(...own.filter(({ from }) => from < before).map(({ to }) => to));
    return own.map((stretch) => {
      const next = starts.find((from) => from >= stretch.to);
      const late = next !== undefined && next > stretch.to && next - stretch.to < days * DAY_MS;
      // What ended while another part of the subscription went on was dropped, not renewed late.
      if (!late || stretch.endCause === "pause" || lastEnd(next) > stretch.to) return stretch;
      return { ...stretch, to: next };
    });
  });
}
