import { list } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import {
  alertRuleRequestShape,
  alertRuleShape,
} from "../services/entitlements/alert-rule-shapes.ts";
import type { AlertRuleView } from "../services/entitlements/alert-rules.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idInPath,
  json,
  type Operation,
  reading,
} from "./openapi-operation.ts";

const tag = "Entitlements";

const rule = {
  id: "Xq3bM0c9ZtKe",
  customer: "c-1",
  of: "cost",
  quota: null,
  at: "500 USD",
  setAt: "2026-01-10T10:00:00Z",
  setBy: "portal:m-1",
} as const;

const ofCustomer = idInPath("The customer.", "c-1");
const ofRule = { ...idInPath("The rule's id.", "Xq3bM0c9ZtKe"), name: "rule" };
const view = answerComponent("AlertRule", alertRuleShape);
const request = component("AlertRuleRequest", alertRuleRequestShape);
const listed = object<{ readonly items: readonly AlertRuleView[] }>({
  items: list(alertRuleShape),
});

/** At what customers themselves want to be told. */
export const alertRuleOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/customers/:id/alert-rules",
      id: "listAlertRules",
      tag,
      summary: "At what a customer itself wants to be told, as it was set",
      path: [ofCustomer],
      problems: ["invalid-request"],
    },
    answerComponent("AlertRules", listed),
    { items: [rule] },
  ),
  {
    method: "POST",
    url: "/v1/customers/:id/alert-rules",
    id: "addAlertRule",
    tag,
    summary: "Tell a customer of a share of a quota, of a cost, or of credits that run low",
    description:
      "A share of a quota (`90%`) and a cost so far (`500 USD`, with tax) are told of once a period, credits each time that they fall below the amount.",
    access: "write",
    path: [ofCustomer],
    body: json(request, { of: "cost", at: "500 USD" }),
    answers: [{ status: 201, description: "It is set.", content: json(view, rule) }],
    problems: bodyProblems,
  },
  {
    method: "PUT",
    url: "/v1/customers/:id/alert-rules/:rule",
    id: "changeAlertRule",
    tag,
    summary: "Set such a rule anew",
    access: "write",
    path: [ofCustomer, ofRule],
    body: json(request, { of: "cost", at: "600 USD" }),
    answers: [
      { status: 200, description: "It is set.", content: json(view, { ...rule, at: "600 USD" }) },
    ],
    problems: [...bodyProblems, "not-found"],
  },
  {
    method: "DELETE",
    url: "/v1/customers/:id/alert-rules/:rule",
    id: "removeAlertRule",
    tag,
    summary: "Remove such a rule",
    access: "write",
    path: [ofCustomer, ofRule],
    answers: [{ status: 200, description: "What it was.", content: json(view, rule) }],
    problems: ["not-found"],
  },
];
