import { list, text } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import type { PlanSuggestion } from "../services/entitlements/plan-suggestion.ts";
import { decimalText, instantText, nullable } from "../services/report-shapes.ts";
import { answerComponent, idInPath, type Operation, reading } from "./openapi-operation.ts";

const planSuggestionShape = object<PlanSuggestion>({
  customer: text,
  currency: text,
  from: instantText,
  to: instantText,
  usage: list(object<PlanSuggestion["usage"][number]>({ meter: text, quantity: decimalText })),
  current: nullable(text),
  plans: list(
    object<PlanSuggestion["plans"][number]>({ plan: text, name: text, cost: decimalText }),
  ),
  suggested: nullable(text),
  saves: nullable(decimalText),
});

/** The cheapest plan for what a customer used. */
export const planSuggestionOperation: Operation = reading(
  {
    url: "/v1/customers/:id/plan-suggestion",
    id: "suggestPlan",
    tag: "Entitlements",
    summary: "The cheapest plan for what a customer used in its last whole month",
    path: [idInPath("The customer.", "c-1")],
    problems: ["invalid-request"],
  },
  answerComponent("PlanSuggestion", planSuggestionShape),
  {
    customer: "c-1",
    currency: "USD",
    from: "2026-01-01T00:00:00Z",
    to: "2026-02-01T00:00:00Z",
    usage: [{ meter: "calls", quantity: "1200" }],
    current: "team",
    plans: [
      { plan: "small", name: "Small", cost: "61.00" },
      { plan: "team", name: "Team", cost: "99.00" },
    ],
    suggested: "small",
    saves: "38.00",
  },
);
