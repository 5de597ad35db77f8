import type { ModelDocument } from "../../api/models.ts";

/** Prices whose rates are those of a unit, stated for `per` of them. */
const statedPer: readonly unknown[] = ["per-unit", "graduated", "volume"];

/**
 * How many units a price states its rates for, as the model writes it at a JSON pointer: 1000 for "0.65 USD per 1,000".
 * Looks through prices that only change another one; undefined where the price is for one unit or of another kind.
 */
export function unitsPriced(model: ModelDocument, pointer: string): string | undefined {
  let price: unknown = model;
  for (const part of pointer.split("/").slice(1)) {
    price = member(price, part.replaceAll("~1", "/").replaceAll("~0", "~"));
  }
  while (member(price, "of") !== undefined) price = member(price, "of");
  const per = member(price, "per");
  const isStated = typeof per === "string" || typeof per === "number";
  return isStated && statedPer.includes(member(price, "kind")) ? String(per) : undefined;
}

const member = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
