import { actions } from "../../access/actions.ts";
import type { ApprovalPolicy, ApprovalRule } from "../../governance/approval-policy.ts";
import type { ApprovalState } from "../../governance/approval-request.ts";
import { boolean, list, literal, type Shape, text, whole } from "../../model/shape.ts";
import { money, percent } from "../../model/shape-money.ts";
import { object, optional } from "../../model/shape-object.ts";
import { instantText, nullable } from "../report-shapes.ts";
import type { ApprovalView } from "./approval-views.ts";
import type { PolicyInForce } from "./approvals.ts";
import { anything } from "./audit-shapes.ts";

const ruleShape: Shape<ApprovalRule> = object<ApprovalRule>({
  action: literal(...actions),
  above: optional(list(money)),
  discountAbove: optional(percent),
  discountAmountAbove: optional(list(money)),
  agreedPrices: optional(boolean),
  approvers: list(text),
  days: optional(whole(1, 365)),
});

/** What waits for approval. */
export const approvalPolicyShape = object<ApprovalPolicy>({
  rules: list(ruleShape),
  followModel: optional(boolean),
});

/** The same as it is answered, with what the current model adds. */
export const policyInForceShape = object<PolicyInForce>({
  rules: list(ruleShape),
  followModel: optional(boolean),
  modelRules: list(ruleShape),
});

/** A write that somebody proposes. */
export interface ProposedWrite {
  readonly method: "POST" | "PUT" | "DELETE";
  /** As it would be asked: `/v1/credit-grants`. */
  readonly path: string;
  readonly body?: unknown;
  /** Why, for whoever decides. */
  readonly why: string;
}

/** The shape of {@link ProposedWrite}. */
export const proposedWriteShape = object<ProposedWrite>({
  method: literal("POST", "PUT", "DELETE"),
  path: text,
  body: optional(anything),
  why: text,
});

/** Why somebody decides so. */
export interface DecisionRequest {
  readonly reason?: string;
}

/** The shape of {@link DecisionRequest}, where a reason may be left out. */
export const decisionShape = object<DecisionRequest>({ reason: optional(text) });

/** A decision against a request, which says why. */
export const refusalShape = object<Required<DecisionRequest>>({ reason: text });

/** Where requests stand. */
export const approvalStates = [
  "open",
  "approved",
  "performed",
  "failed",
  "refused",
  "expired",
] as const satisfies readonly ApprovalState[];

/** A request as it is listed. */
export const approvalShape = object<ApprovalView>({
  id: text,
  state: literal(...approvalStates),
  action: text,
  method: text,
  path: text,
  body: anything,
  customer: nullable(text),
  why: nullable(text),
  rule: nullable(ruleShape),
  askedBy: text,
  askedAt: instantText,
  expiresAt: instantText,
  decidedBy: nullable(text),
  decidedAt: nullable(instantText),
  reason: nullable(text),
  answer: nullable(
    object<NonNullable<ApprovalView["answer"]>>({
      status: nullable(whole(100, 599)),
      body: anything,
    }),
  ),
});
