import { type Action, actions, isAction, isReading } from "../access/actions.ts";
import type { Fault } from "../fault/fault.ts";
import { type Money, parseMoney } from "../money/money.ts";
import type { Percent } from "../money/percent.ts";
import { isAudited } from "./audited.ts";

/** That a change waits for a second person. */
export interface ApprovalRule {
  /** Of the list of `src/access`; one that changes something. */
  readonly action: Action;
  /** Only above these amounts, one a currency. In another currency, or where a request names no amount, it always waits. */
  readonly above?: readonly Money[];
  /** Only where a discount is given that is larger than this part of the price. */
  readonly discountAbove?: Percent;
  /** Only where a discount is given that is larger than these amounts, one a currency; in another currency it always waits. */
  readonly discountAmountAbove?: readonly Money[];
  /** Only where a price is agreed by hand. */
  readonly agreedPrices?: boolean;
  /** Roles that may approve; who holds a key may where it can do all that such a role can. */
  readonly approvers: readonly string[];
  /** How long a request waits. 14 where absent. */
  readonly days?: number;
}

/** What waits for a second person. Nothing does where there are no rules. */
export interface ApprovalPolicy {
  readonly rules: readonly ApprovalRule[];
  /** Whether what the current model says of approvals holds besides. Default false. */
  readonly followModel?: boolean;
}

/** A policy without rules. */
export const noPolicy: ApprovalPolicy = { rules: [] };

/** How many days a request waits, unless a rule says it. */
export const daysDefault = 14;

/**
 * What no request is kept of: who approves would stand for somebody else's own credentials, or a secret would lie about until then;
 * or it decides about approvals itself.
 */
const unkeepable: ReadonlySet<Action> = new Set<Action>([
  "self.manage",
  "payments.configure",
  "keys.manage",
  "customer-keys.manage",
  "portal.links",
  "approvals.propose",
  "approvals.decide",
]);

/** Whether a request for an action can be kept until somebody approves it. */
export const isKeepable = (action: Action): boolean => isAudited(action) && !unkeepable.has(action);

/** Every action that a rule may be about. */
export const keepableActions: readonly Action[] = actions.filter(isKeepable);

/** What is wrong with a policy: an action that cannot wait, nobody who may approve, two limits in one currency. */
export const policyFaults = ({ rules }: ApprovalPolicy): readonly Fault[] =>
  rules.flatMap((rule, index) => ruleFaults(rule, `/rules/${index}`));

function ruleFaults(
  { action, above = [], discountAbove, discountAmountAbove, agreedPrices, approvers }: ApprovalRule,
  path: string,
): readonly Fault[] {
  const faults: Fault[] = [];
  if (!isAction(action) || isReading(action) || !isKeepable(action))
    faults.push({
      code: "not-approvable",
      path: `${path}/action`,
      message: "no request for this action can wait for approval",
      value: String(action).slice(0, 60),
      suggestion: `name one of ${keepableActions.slice(0, 5).join(", ")} …`,
    });
  if (approvers.length === 0)
    faults.push({
      code: "no-approver",
      path: `${path}/approvers`,
      message: "somebody must be able to approve",
      suggestion: 'write ["owner"]',
    });
  const ofDiscounts = discountAbove !== undefined || discountAmountAbove !== undefined;
  if ([above.length > 0, ofDiscounts, agreedPrices === true].filter(Boolean).length > 1)
    faults.push({
      code: "two-limits",
      path: `${path}/${ofDiscounts ? "discountAbove" : "agreedPrices"}`,
      message: "a rule has one limit: of amounts, of discounts, or of agreed prices",
      suggestion: "make two rules",
    });
  return [
    ...faults,
    ...twiceIn(above, `${path}/above`),
    ...twiceIn(discountAmountAbove ?? [], `${path}/discountAmountAbove`),
  ];
}

/** A second limit in one currency. */
function twiceIn(limits: readonly Money[], path: string): readonly Fault[] {
  const currencies = limits
    .map((amount) => parseMoney(amount))
    .map((read) => read.ok && read.value.currency);
  const twice = currencies.findIndex((one, place) => currencies.indexOf(one) < place);
  if (twice < 0) return [];
  return [
    {
      code: "two-limits",
      path: `${path}/${twice}`,
      message: "a rule has one limit in each currency",
      value: limits[twice],
      suggestion: "keep one of them",
    },
  ];
}
