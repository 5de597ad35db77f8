import { canonicalText } from "../../model/canonical-model.ts";
import type { Model } from "../../model/model.ts";
import {
  type Decimal,
  decimalOf,
  format,
  isPositive,
  max,
  subtract,
  zero,
} from "../../money/decimal.ts";
import type { CompiledPrice } from "../../pricing/price-kind.ts";
import { rate } from "../../pricing/rate.ts";
import { compilePrice, type Price, priceInput } from "../../pricing/registry.ts";

/**
 * What a quantity costs at the plan's list price, in its currency, for each unit of money that it cost at the price that it was sold at;
 * undefined where it costs what it cost.
 */
export type PlanPriceRatio = (sold: Model, pointer: string, quantity: string) => number | undefined;

/**
 * Compares list prices of the model that something was sold by with those of the plan's model, at the same JSON pointer, each at the quantity that was
 * priced: tiers and included units are what each of them says. What the plan has no price for, or one that only a contract or single events tell,
 * cannot be priced anew, and is taken to cost what it cost.
 */
export function planPriceRatio(plan: Model): PlanPriceRatio {
  const known = new Map<string, number | undefined>();
  const alike = new WeakMap<Model, Map<string, boolean>>();
  const isAlike = (sold: Model, pointer: string): boolean => {
    if (sold === plan) return true;
    const own = alike.get(sold) ?? new Map<string, boolean>();
    alike.set(sold, own);
    const found = own.get(pointer) ?? saysTheSame(sold, plan, pointer);
    own.set(pointer, found);
    return found;
  };
  return (sold, pointer, quantity) => {
    if (isAlike(sold, pointer)) return undefined;
    const key = `${sold.id}@${sold.version} ${pointer} ${quantity}`;
    if (!known.has(key)) known.set(key, ratioOf(sold, plan, pointer, decimalOf(quantity)));
    return known.get(key);
  };
}

const saysTheSame = (sold: Model, plan: Model, pointer: string): boolean =>
  canonicalText(valueAt(sold, pointer) ?? null) === canonicalText(valueAt(plan, pointer) ?? null) &&
  includedAt(sold, pointer) === includedAt(plan, pointer);

function ratioOf(sold: Model, plan: Model, pointer: string, quantity: Decimal): number | undefined {
  const before = amountAt(sold, pointer, quantity);
  const after = amountAt(plan, pointer, quantity);
  if (before === undefined || after === undefined || !isPositive(before)) return undefined;
  return Number(format(after)) / Number(format(before));
}

/** What a quantity costs by the price at a pointer, its included units taken off; undefined where that cannot be told by the quantity alone. */
function amountAt(model: Model, pointer: string, quantity: Decimal): Decimal | undefined {
  const spec = valueAt(model, pointer);
  if (!isPrice(spec) || priceInput(spec) !== "quantity") return undefined;
  const price = compilePrice(spec);
  if (!price.ok) return undefined;
  const included = decimalOf(includedAt(model, pointer));
  const charged = max(zero, subtract(quantity, included));
  return rated(price.value, charged);
}

const rated = (price: CompiledPrice, quantity: Decimal): Decimal => rate(price, quantity).amount;

const isPrice = (value: unknown): value is Price =>
  typeof value === "object" && value !== null && "kind" in value;

/** Units of a charge that are included in its plan, beside the price at `…/charges/ID/price`. */
function includedAt(model: Model, pointer: string): string {
  const charge = valueAt(model, pointer.replace(/\/price$/, ""));
  if (typeof charge !== "object" || charge === null || !("included" in charge)) return "0";
  const { included } = charge;
  return typeof included === "string" || typeof included === "number" ? String(included) : "0";
}

/** What stands at a JSON pointer; undefined where there is nothing. */
export function valueAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const step of pointer.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}
