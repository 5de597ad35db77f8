/**
 * How a business counts its metrics where tools disagree, as far as it says so; what it leaves out is counted as usual. The questions and what
 * each answer means are listed in docs/metrics.md.
 */
export interface MetricChoices {
  readonly normalisation?: "months" | "thirty-days" | "four-weeks";
  readonly usage?: "out" | "in";
  readonly discounts?: "all" | "recurring" | "forever" | "none";
  readonly trials?: "out" | "in";
  readonly freeCustomers?: "out" | "after-paying" | "in";
  readonly churnDate?: "end" | "request" | "paid-through";
  readonly pauses?: "churn" | "contraction";
  readonly reactivation?: "separate" | "new";
  readonly lateRenewalDays?: number;
  readonly grouping?: "moment" | "hour" | "month";
  readonly netting?: "subscription" | "customer";
  readonly priceChanges?: "within" | "separate";
  readonly sliceMoves?: "transfer" | "movement";
  readonly fx?: "moving" | "fixed";
  readonly fxFixedOn?: string;
  readonly retentionMethod?: "cohort" | "compound" | "mean";
  readonly retentionReactivation?: "out" | "in";
  readonly grossRetention?: "lowest" | "end";
  readonly churnBase?: "start" | "average" | "start-plus-new";
  readonly churnCount?: "of-start" | "all";
  readonly quickRatioReactivation?: "in" | "out";
  readonly cohortClock?: "calendar" | "anniversary";
  readonly cohortBase?: "first" | "month-end";
  readonly dsoMethod?: "simple" | "countback";
  readonly deferred?: "gross" | "paid";
  readonly revenueBasis?: "recognised" | "billed";
  readonly concentrationBasis?: "mrr" | "billed";
  readonly churnSpan?: "month" | "year";
  readonly lifetimeCapMonths?: number;
  readonly ltvMargin?: "gross-margin" | "revenue";
  readonly ltvChurn?: "logo" | "revenue";
}
