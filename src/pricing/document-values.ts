import { expectOk, type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { type Amount, agrees, checkAmount, isExact } from "../money/amount.ts";
import { requireMinorUnit } from "../money/currency.ts";
import { type Decimal, isNegative, isPositive } from "../money/decimal.ts";
import { type Money, moneyValue, parseMoney, parseMoneyIn } from "../money/money.ts";
import type { Percent } from "../money/percent.ts";
import { parseQuantity, type Quantity } from "../money/quantity.ts";
import type { PriceContext, PriceTerms } from "./price-kind.ts";

/** Faults of a money literal in a price: malformed, another currency, or below zero (`negative-amount`). */
export function checkMoney(text: Money, path: string, context: PriceContext): readonly Fault[] {
  const read = parseMoneyIn(text, context.currency, path);
  if (!read.ok) return read.faults;
  return isNegative(read.value) ? [negativeAmount(text, path)] : [];
}

/** As {@link checkMoney}, for an amount that may also be a range, a floor or "negotiated". */
export function checkPriceAmount(
  amount: Amount,
  path: string,
  context: PriceContext,
): readonly Fault[] {
  const faults = checkAmount(amount, context.currency, path);
  if (faults.length > 0) return faults;
  const lowest = lowestPoint(amount);
  return lowest !== undefined && isNegative(moneyValue(lowest))
    ? [negativeAmount(lowest, path)]
    : [];
}

function lowestPoint(amount: Amount): Money | undefined {
  if (amount === "negotiated") return undefined;
  if (typeof amount === "string") return amount;
  return "low" in amount ? amount.low : amount.atLeast;
}

function negativeAmount(value: Money, path: string): Fault {
  const message = "a price is not negative";
  const suggestion = "write a discount or a credit to give money back";
  return { code: "negative-amount", path, message, value, suggestion };
}

/** Faults of a quantity in a price: malformed, below zero, or zero where it must be `positive`. */
export function checkQuantity(
  quantity: Quantity,
  path: string,
  rule: "positive" | "not-negative",
): readonly Fault[] {
  const read = parseQuantity(quantity, path);
  if (!read.ok) return read.faults;
  if (rule === "positive" ? isPositive(read.value) : !isNegative(read.value)) return [];
  const least = rule === "positive" ? "more than zero" : "zero or more";
  const message = `this quantity is ${least}`;
  const suggestion = `write a quantity of ${least}`;
  return [{ code: "quantity-out-of-range", path, message, value: quantity, suggestion }];
}

/** The value of a quantity that was checked before; a malformed one is a bug and throws. */
export function quantityValue(quantity: Quantity): Decimal {
  return expectOk(parseQuantity(quantity));
}

/**
 * The one figure to bill: the exact amount, or the point that the terms agreed within a range, a floor or "negotiated".
 * Refuses with `needs-agreed-price` when no amount was agreed, else as money/amount.ts `agrees`. `at` is the amount's
 * pointer inside the price.
 */
export function settledAmount(amount: Amount, terms: PriceTerms, at: string): Result<Decimal> {
  if (isExact(amount)) return ok(moneyValue(amount));
  const { agreed } = terms;
  if (agreed !== undefined && isMoneyText(agreed)) {
    const point = agrees(amount, agreed, at);
    return point.ok ? ok(moneyValue(point.value)) : point;
  }
  return refuse({
    code: "needs-agreed-price",
    path: at,
    message: "the price list leaves this amount open, so a contract has to state it",
    value: amount,
    suggestion: "agree an amount in the subscription or the contract",
  });
}

/**
 * As {@link settledAmount}, for an amount that is due as it stands and multiplied by nothing: what was agreed is what the
 * bill must say, so it is refused with `wrong-minor-unit` where the bill would have to round it.
 */
export function settledAmountDue(amount: Amount, terms: PriceTerms, at: string): Result<Decimal> {
  const settled = settledAmount(amount, terms, at);
  const { agreed } = terms;
  if (!settled.ok || isExact(amount) || agreed === undefined || !isMoneyText(agreed))
    return settled;
  return requireMinorUnit(settled.value, expectOk(parseMoney(agreed, at)).currency, at);
}

const isMoneyText = (text: Money | Percent): text is Money => !text.endsWith("%");
