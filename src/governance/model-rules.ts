import type { Action } from "../access/actions.ts";
import { isRole } from "../access/roles.ts";
import type { Model } from "../model/model.ts";
import type { Policy } from "../model/policy.ts";
import type { ApprovalRule } from "./approval-policy.ts";

/**
 * The rules that a model states by its policies of kind `approval`: where a tenant's policy follows the model, they hold beside its own while
 * the version is the current one. They are about what is agreed with a customer, never about publishing a model: no version can keep itself from being
 * replaced.
 */
export const rulesOfModel = ({ policies = {} }: Pick<Model, "policies">): readonly ApprovalRule[] =>
  Object.values(policies).flatMap((policy) => (policy.kind === "approval" ? rulesOf(policy) : []));

function rulesOf({ of, above, by }: Extract<Policy, { readonly kind: "approval" }>) {
  const approvers = isRole(by) ? [by] : [by, "owner", "admin"];
  const rule = (action: Action, limit: Partial<ApprovalRule> = {}): ApprovalRule => ({
    action,
    ...limit,
    approvers,
  });
  const past = above === undefined ? undefined : { discountAbove: above };
  switch (of) {
    case "price":
      return agreeing.map((action) => rule(action, past ?? { agreedPrices: true }));
    case "discount":
      return agreeing.map((action) => rule(action, past ?? { discountAbove: "0%" }));
    case "contract":
      return [rule("contracts.write", past)];
  }
}

/** What agrees something with a customer. */
const agreeing: readonly Action[] = ["subscriptions.write", "contracts.write"];
