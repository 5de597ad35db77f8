import type { Fault } from "../fault/fault.ts";
import { type Decimal, format } from "../money/decimal.ts";
import { type CurrencyCode, parseMoney } from "../money/money.ts";
import type { PriceSpec } from "./price-kind.ts";

/**
 * Faults of a figure that a contract agreed for a price as a whole: `agreed-price-unused` where the price leaves nothing
 * open (the contract's figure would be ignored in silence), `currency-mismatch` where the price is in another currency.
 * Whether the figure lies within what the price allows is the amount's to say.
 */
export function checkAgreed(spec: PriceSpec, agreed: string): readonly Fault[] {
  if (!leavesOpen(spec)) {
    const message = "a price was agreed for a price list that states exact amounts";
    const suggestion = "remove the agreed price, or make the listed amount a range or a floor";
    return [{ code: "agreed-price-unused", path: "", message, value: agreed, suggestion }];
  }
  const point = parseMoney(agreed);
  const currency = currencyOf(spec);
  if (!point.ok || currency === undefined || point.value.currency === currency) return [];
  const message = `the agreed price is in ${point.value.currency}, the price list in ${currency}`;
  const suggestion = `agree an amount in ${currency}`;
  return [{ code: "currency-mismatch", path: "", message, value: agreed, suggestion }];
}

/**
 * `reserved-quantity-unused` where a subscription reserves a quantity of a price that holds no capacity: what it says
 * would be ignored in silence.
 */
export function checkReserved(spec: PriceSpec, reserved: Decimal): readonly Fault[] {
  if (holdsCapacity(spec)) return [];
  const message = `a "${spec.kind}" price reserves nothing, and a reserved quantity was given`;
  const suggestion = "remove the reserved quantity, or make it a capacity price";
  const value = format(reserved);
  return [{ code: "reserved-quantity-unused", path: "", message, value, suggestion }];
}

function holdsCapacity(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return ("kind" in value && value.kind === "capacity") || Object.values(value).some(holdsCapacity);
}

/** Whether the document states a range, a floor or "negotiated" anywhere. */
function leavesOpen(value: unknown): boolean {
  if (value === "negotiated") return true;
  if (typeof value !== "object" || value === null) return false;
  return "atLeast" in value || "low" in value || Object.values(value).some(leavesOpen);
}

/** The currency of the first readable amount, in the order of the document; undefined where no amount is stated. */
export function currencyOf(value: unknown): CurrencyCode | undefined {
  if (typeof value === "string") {
    const read = parseMoney(value);
    return read.ok ? read.value.currency : undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  for (const part of Object.values(value)) {
    const currency = currencyOf(part);
    if (currency !== undefined) return currency;
  }
  return undefined;
}
