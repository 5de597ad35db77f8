import { actions } from "../access/actions.ts";
import type { ApprovalPolicy } from "../governance/approval-policy.ts";
import {
  approvalPolicyShape,
  approvalShape,
  approvalStates,
  decisionShape,
  policyInForceShape,
  proposedWriteShape,
  refusalShape,
} from "../services/governance/approval-shapes.ts";
import type { ApprovalView } from "../services/governance/approval-views.ts";
import { pageShape } from "../services/report-shapes.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idempotencyKey,
  idInPath,
  json,
  type Operation,
  onceProblems,
  paging,
  pagingProblems,
  reading,
} from "./openapi-operation.ts";
import { dayFilters, filter } from "./openapi-parameters.ts";

const tag = "Governance";

const policy: ApprovalPolicy = {
  rules: [
    { action: "models.publish", approvers: ["owner"] },
    { action: "credits.grant", above: ["500 USD"], approvers: ["owner", "finance"], days: 7 },
    { action: "subscriptions.write", discountAbove: "25%", approvers: ["finance"] },
  ],
};

const open: ApprovalView = {
  id: "apr_r5T0uV8wYb2Ce4Gh",
  state: "open",
  action: "credits.grant",
  method: "POST",
  path: "/v1/credit-grants",
  body: { id: "g-1", customer: "c-17", kind: "goodwill", amount: "800 USD", date: "2026-03-01" },
  customer: "c-17",
  why: "A slow answer",
  rule: null,
  askedBy: "key:Xq3bM0c9ZtKe",
  askedAt: "2026-03-01T10:00:00Z",
  expiresAt: "2026-03-15T10:00:00Z",
  decidedBy: null,
  decidedAt: null,
  reason: null,
  answer: null,
};
const decided = { decidedBy: "member:pQ7rT2vX9zBd", decidedAt: "2026-03-02T09:00:00Z" };

const ofApproval = idInPath("The request.", open.id);
const approvalView = answerComponent("Approval", approvalShape);
const policyView = answerComponent("ApprovalPolicy", approvalPolicyShape);
const decisionProblems = ["not-found", "approval-closed", "own-request", "not-approver"] as const;

/** Changes that wait for a second person, and the policy that makes them wait. */
export const approvalOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/approval-policy",
      id: "getApprovalPolicy",
      tag,
      summary: "What waits for approval: by the policy, and by the policies of the current model",
    },
    answerComponent("ApprovalPolicyInForce", policyInForceShape),
    { ...policy, modelRules: [{ action: "contracts.write", approvers: ["finance"] }] },
  ),
  {
    method: "PUT",
    url: "/v1/approval-policy",
    id: "putApprovalPolicy",
    tag,
    summary: "Say what waits for approval",
    description:
      "A rule names an action. With `above` it holds for larger amounts, for other currencies and where a request names no amount; with `discountAbove` and `discountAmountAbove` for larger discounts that are given by hand, and with `agreedPrices` for prices agreed by hand. It takes a second at most until every process goes by it.",
    access: "write",
    body: json(component("ApprovalPolicyRequest", approvalPolicyShape), policy),
    answers: [
      { status: 200, description: "The policy in force.", content: json(policyView, policy) },
    ],
    problems: bodyProblems,
  },
  reading(
    {
      url: "/v1/approvals",
      id: "listApprovals",
      tag,
      summary: "Changes that wait for approval or did, the newest first",
      query: [
        { name: "state", description: "That stand so.", schema: { enum: approvalStates } },
        {
          name: "action",
          description: "That ask for this.",
          schema: { enum: actions },
          example: "credits.grant",
        },
        filter("customer", "About this customer.", "c-17"),
        filter("askedBy", "Asked by them, named as the audit log does.", open.askedBy),
        ...dayFilters("asked", "Asked"),
        ...paging,
      ],
      problems: [...pagingProblems, "invalid-request"],
    },
    answerComponent("ApprovalPage", pageShape(approvalShape)),
    { items: [open], next: null },
  ),
  reading(
    {
      url: "/v1/approvals/:id",
      id: "getApproval",
      tag,
      summary: "A change that waits for approval or did",
      path: [ofApproval],
      problems: ["not-found"],
    },
    approvalView,
    open,
  ),
  {
    method: "POST",
    url: "/v1/approvals",
    id: "proposeWrite",
    tag,
    summary: "Propose a change for somebody else to approve",
    description:
      "Any POST, PUT or DELETE under `/v1` but of secrets, with its method, path and body as it would be asked. Nothing is done until somebody approves it who could do it themselves.",
    access: "write",
    headers: [idempotencyKey],
    body: json(component("ProposedWrite", proposedWriteShape), {
      method: "POST",
      path: open.path,
      body: open.body,
      why: "A slow answer",
    }),
    answers: [{ status: 202, description: "It waits.", content: json(approvalView, open) }],
    problems: [...bodyProblems, ...onceProblems],
  },
  {
    method: "POST",
    url: "/v1/approvals/:id/approve",
    id: "approve",
    tag,
    summary: "Approve a change, which is made at once",
    description:
      "Exactly what was asked for is done, once, with the rights of whoever approves. `answer` is what it was answered. Whoever asked cannot approve.",
    access: "write",
    path: [ofApproval],
    body: json(component("Decision", decisionShape), { reason: "Agreed with the customer" }),
    answers: [
      {
        status: 200,
        description: "It is done.",
        content: json(approvalView, {
          ...open,
          ...decided,
          state: "performed",
          answer: { status: 201, body: { id: "g-1" } },
        }),
      },
    ],
    problems: [
      ...bodyProblems,
      ...decisionProblems,
      "approval-outdated",
      "approval-failed",
      "retry-later",
    ],
  },
  {
    method: "POST",
    url: "/v1/approvals/:id/refuse",
    id: "refuseApproval",
    tag,
    summary: "Decide against a change",
    access: "write",
    path: [ofApproval],
    body: json(component("Refusal", refusalShape), { reason: "Too much" }),
    answers: [
      {
        status: 200,
        description: "It is not done.",
        content: json(approvalView, { ...open, ...decided, state: "refused", reason: "Too much" }),
      },
    ],
    problems: [...bodyProblems, ...decisionProblems],
  },
];
