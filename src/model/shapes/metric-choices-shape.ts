import type { MetricChoices } from "../metric-choices.ts";
import { literal, named, type Shape, whole } from "../shape.ts";
import { object, optional } from "../shape-object.ts";
import { date } from "../shape-values.ts";

const days = whole(0, 3_660);

/** Answers to the questions on which tools disagree. */
export const metricChoices: Shape<MetricChoices> = named("MetricChoices", () =>
  object<MetricChoices>({
    normalisation: optional(literal("months", "thirty-days", "four-weeks")),
    usage: optional(literal("out", "in")),
    discounts: optional(literal("all", "recurring", "forever", "none")),
    trials: optional(literal("out", "in")),
    freeCustomers: optional(literal("out", "after-paying", "in")),
    churnDate: optional(literal("end", "request", "paid-through")),
    pauses: optional(literal("churn", "contraction")),
    reactivation: optional(literal("separate", "new")),
    lateRenewalDays: optional(days),
    grouping: optional(literal("moment", "hour", "month")),
    netting: optional(literal("subscription", "customer")),
    priceChanges: optional(literal("within", "separate")),
    sliceMoves: optional(literal("transfer", "movement")),
    fx: optional(literal("moving", "fixed")),
    fxFixedOn: optional(date),
    retentionMethod: optional(literal("cohort", "compound", "mean")),
    retentionReactivation: optional(literal("out", "in")),
    grossRetention: optional(literal("lowest", "end")),
    churnBase: optional(literal("start", "average", "start-plus-new")),
    churnCount: optional(literal("of-start", "all")),
    quickRatioReactivation: optional(literal("in", "out")),
    cohortClock: optional(literal("calendar", "anniversary")),
    cohortBase: optional(literal("first", "month-end")),
    dsoMethod: optional(literal("simple", "countback")),
    deferred: optional(literal("gross", "paid")),
    revenueBasis: optional(literal("recognised", "billed")),
    concentrationBasis: optional(literal("mrr", "billed")),
    churnSpan: optional(literal("month", "year")),
    lifetimeCapMonths: optional(days),
    ltvMargin: optional(literal("gross-margin", "revenue")),
    ltvChurn: optional(literal("logo", "revenue")),
  }),
);
