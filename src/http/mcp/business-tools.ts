import { modelPart } from "./model-part.ts";
import type { RouteToolEntry } from "./route-tool.ts";

/** What can be asked of the business: its metrics, its model and plan, and what happened beside the plan. */
export const businessTools: readonly RouteToolEntry[] = [
  {
    name: "get_overview",
    title: "Overview",
    description:
      "How many customers, subscriptions, invoices and events there are, the current model, and what time it is for billing.",
    operation: "readSummary",
  },
  {
    name: "get_metrics",
    title: "Metrics",
    description:
      "MRR and its movements, retention, churn, ARPA, LTV and more, month by month. Name the metrics that you need.",
    operation: "readMetrics",
    cuts: "figures",
  },
  {
    name: "explain_metric",
    title: "The rows behind a metric",
    description: "The customers and amounts that add up to a metric of a month.",
    operation: "readMetricRows",
  },
  {
    name: "read_model",
    title: "Read the model",
    description:
      "A part of a published model by its path: `/plans/team`, `/plans/team/prices/monthly/amount`, `/costs`. The current one's id and version are in the overview.",
    operation: "readModel",
    named: { model: "id" },
    shows: modelPart,
  },
  {
    name: "list_scenarios",
    title: "Scenarios of the plan",
    description: "Which months the plan covers, and the scenarios of it.",
    operation: "readPlanScenarios",
    cuts: "items",
  },
  {
    name: "get_forecast",
    title: "Forecast",
    description:
      "What the plan comes to: customers, recurring revenue, billings, revenue, profit and loss, cash, by month, quarter or year, and the figures that a plan is known by.",
    operation: "readPlanForecast",
    cuts: "rows",
  },
  {
    name: "get_forecast_bands",
    title: "How sure is the forecast?",
    description:
      "Where figures lie when what is told with bounds is drawn many times (p10, p50, p90), and how often targets are reached.",
    operation: "readPlanBands",
    cuts: "bands",
  },
  {
    name: "get_targets",
    title: "Targets",
    description: "How the plan does at its targets: reached, missed, and by how much.",
    operation: "readPlanTargets",
    cuts: "items",
  },
  {
    name: "list_drivers",
    title: "Drivers of the plan",
    description:
      "The figures of the plan that can be told otherwise with their bounds, and the figures that can be looked at: names for `what_if`, `what_matters` and `seek_goal`.",
    operation: "readPlanDrivers",
    cuts: "items",
  },
  {
    name: "what_if",
    title: "What if?",
    description:
      "The forecast before and after some drivers are told otherwise: `set` has a formula by the name of each. Nothing is changed.",
    operation: "askWhatIf",
  },
  {
    name: "preview_model_change",
    title: "What would a price change do to the forecast?",
    description:
      "The forecast before and after the model says something else, prices included: `set` has a value by its JSON pointer, as `read_model` shows it. Says also whether the changed model would be accepted. Nothing is changed.",
    operation: "previewPlan",
  },
  {
    name: "preview_model_change_invoices",
    title: "What would a price change do to invoices?",
    description:
      "The next documents of customers on the current model with a change of the model and without it, customer by customer. Nothing is changed.",
    operation: "previewModel",
  },
  {
    name: "what_matters",
    title: "What matters most?",
    description: "Which drivers move a figure of the forecast most, each moved alone.",
    operation: "askWhatMatters",
    cuts: "items",
  },
  {
    name: "seek_goal",
    title: "What would it take?",
    description: "What one driver would have to be for a figure of the forecast to reach a goal.",
    operation: "seekGoal",
  },
  {
    name: "audit_model",
    title: "Audit findings",
    description:
      "Every claim of the plan's source document recomputed: which hold, which fail and by how much, and what does not hold together.",
    operation: "readPlanAudit",
    cuts: "findings",
  },
  {
    name: "list_locked_plans",
    title: "Locked plans",
    description: "Plans that were locked to hold what happens against them.",
    operation: "listPlanLocks",
    cuts: "items",
  },
  {
    name: "compare_with_plan",
    title: "Plan against actual",
    description:
      "What lies between a locked plan and what happened, of a metric over closed months: volume, churn, mix, usage, price, discount, timing and more, down to each charge.",
    operation: "readPlanVariance",
    cuts: "rows",
  },
  {
    name: "list_plan_metrics",
    title: "What can be compared",
    description: "The metrics of a locked plan that `compare_with_plan` takes.",
    operation: "listPlanMetrics",
    named: { lock: "id" },
    cuts: "items",
  },
  {
    name: "get_measured_drivers",
    title: "Assumptions against what was measured",
    description:
      "What a locked plan assumes of each driver, beside what was measured and how sure that is.",
    operation: "readMeasuredDrivers",
    cuts: "items",
  },
];
