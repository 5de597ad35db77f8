import type { Action } from "../access/actions.ts";
import type { Model } from "../model/model.ts";
import { absolute, compare, type Decimal, isPositive, multiply } from "../money/decimal.ts";
import { type Money, type MoneyValue, parseMoney } from "../money/money.ts";
import { shareOf } from "../money/percent.ts";
import type { ApprovalPolicy, ApprovalRule } from "./approval-policy.ts";
import { billedBy } from "./billed-by.ts";
import { type GivenDiscount, givenDiscounts } from "./given-discounts.ts";
import { amountsIn, fieldsOf } from "./request-fields.ts";

/** A request, as far as a policy looks at it. */
export interface AskedChange {
  readonly action: Action;
  /** What is sent, whatever it is. */
  readonly body: unknown;
  /** The method and the route: `POST /v1/pauses`. */
  readonly route?: string | undefined;
  /** The versions of the model that may bill it, at the prices that its customer would pay, the current one last. Default none. */
  readonly models?: readonly Model[] | undefined;
}

/**
 * The first rule that makes a request wait; undefined where it may be done at once. What a rule cannot be sure of waits: a request
 * that names no amount, such as a refund of all that was paid, may be of any.
 */
export const needsApproval = (
  { rules }: ApprovalPolicy,
  asked: AskedChange,
): ApprovalRule | undefined =>
  rules.find((rule) => rule.action === asked.action && isBeyond(rule, asked));

/** Whether a rule holds what is asked for against the prices of the model. */
export const looksAtPrices = ({ discountAbove, discountAmountAbove }: ApprovalRule): boolean =>
  discountAbove !== undefined || discountAmountAbove !== undefined;

function isBeyond(rule: ApprovalRule, asked: AskedChange): boolean {
  const { above = [], agreedPrices, discountAbove, discountAmountAbove } = rule;
  const isOfDiscounts = looksAtPrices(rule);
  // A text that is no JSON here may be read as such where it is performed.
  if (typeof asked.body === "string" && (isOfDiscounts || agreedPrices === true)) return true;
  if (agreedPrices === true) return agreesPrice(asked.body);
  if (isOfDiscounts) {
    const percentMax = discountAbove && shareOf(discountAbove);
    const amountMax = discountAmountAbove && limitsOf(discountAmountAbove);
    const models = billedBy(asked.models ?? [], asked.body);
    const discounts = givenDiscounts({ ...asked, models });
    return discounts.some((one) => isLarger(one, percentMax, amountMax));
  }
  if (above.length === 0) return true;
  const amounts = amountsIn(asked.body);
  const limits = limitsOf(above);
  return amounts.length === 0 || amounts.some((amount) => isAbove(amount, limits));
}

type Limits = ReadonlyMap<string, Decimal>;

const limitsOf = (limits: readonly Money[]): Limits =>
  new Map(
    limits.flatMap((limit) => {
      const read = parseMoney(limit);
      return read.ok ? [[read.value.currency, read.value.value] as const] : [];
    }),
  );

function isAbove({ value, currency }: MoneyValue, limits: Limits): boolean {
  const limit = limits.get(currency);
  return limit === undefined || compare(absolute(value), limit) > 0;
}

/** Whether a discount is larger than a limit of its own kind; one that neither limit measures is. */
function isLarger(
  { share, amount }: GivenDiscount,
  percentMax: Decimal | undefined,
  amountMax: Limits | undefined,
): boolean {
  const isNothing = [share?.part, amount?.value].some(
    (given) => given !== undefined && !isPositive(given),
  );
  if (isNothing) return false;
  const measured = [
    ...(share && percentMax ? [compare(share.part, multiply(percentMax, share.of)) > 0] : []),
    ...(amount && amountMax ? [isAbove(amount, amountMax)] : []),
  ];
  return measured.length === 0 || measured.includes(true);
}

/** Whether a price is agreed by hand: a point of a range, or what a project comes to anew. */
function agreesPrice(body: unknown): boolean {
  if (Array.isArray(body)) return body.some(agreesPrice);
  const fields = fieldsOf(body);
  const isProject = "sale" in fields && "price" in fields;
  return "agreed" in fields || isProject || Object.values(fields).some(agreesPrice);
}
