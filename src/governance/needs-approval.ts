import type { Action } from "../access/actions.ts";
import { absolute, compare, type Decimal } from "../money/decimal.ts";
import { type MoneyValue, parseMoney } from "../money/money.ts";
import { parsePercent, shareOf } from "../money/percent.ts";
import type { ApprovalPolicy, ApprovalRule } from "./approval-policy.ts";

/** A request, as far as a policy looks at it. */
export interface AskedChange {
  readonly action: Action;
  /** What is sent, whatever it is. */
  readonly body: unknown;
}

/**
 * The first rule that makes a request wait; undefined where it may be done at once. What a rule cannot be sure of waits: a request
 * that names no amount, such as a refund of all that was paid, may be of any.
 */
export const needsApproval = (
  { rules }: ApprovalPolicy,
  { action, body }: AskedChange,
): ApprovalRule | undefined => rules.find((rule) => rule.action === action && isBeyond(rule, body));

function isBeyond({ above = [], discountAbove }: ApprovalRule, body: unknown): boolean {
  if (discountAbove !== undefined) {
    const most = shareOf(discountAbove);
    return discountsIn(body).some((share) => compare(share, most) > 0);
  }
  if (above.length === 0) return true;
  const amounts = amountsIn(body);
  const limits = new Map(
    above.flatMap((limit) => {
      const read = parseMoney(limit);
      return read.ok ? [[read.value.currency, read.value.value] as const] : [];
    }),
  );
  return amounts.length === 0 || amounts.some((amount) => isAbove(amount, limits));
}

function isAbove({ value, currency }: MoneyValue, limits: ReadonlyMap<string, Decimal>): boolean {
  const limit = limits.get(currency);
  return limit === undefined || compare(absolute(value), limit) > 0;
}

/** Every amount of money that a request names, at any place. */
export const amountsIn = (body: unknown): readonly MoneyValue[] =>
  textsIn(body).flatMap((text) => {
    const read = parseMoney(text);
    return read.ok ? [read.value] : [];
  });

/** Every percentage that a request agrees as a discount: what stands in a field that is named for one. */
function discountsIn(body: unknown): readonly Decimal[] {
  if (Array.isArray(body)) return body.flatMap(discountsIn);
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).flatMap(([field, inner]) =>
    /discount/i.test(field) ? sharesIn(inner) : discountsIn(inner),
  );
}

const sharesIn = (body: unknown): readonly Decimal[] =>
  textsIn(body).flatMap((text) => {
    const read = parsePercent(text);
    return read.ok ? [read.value] : [];
  });

function textsIn(body: unknown): readonly string[] {
  if (typeof body === "string") return [body];
  if (Array.isArray(body)) return body.flatMap(textsIn);
  return typeof body === "object" && body !== null ? Object.values(body).flatMap(textsIn) : [];
}
