import { canonicalText } from "../../model/canonical-model.ts";
import type { Model } from "../../model/model.ts";
import { declared } from "../../model/model-rule.ts";
import type { Segment, SegmentPurchase } from "../../model/segment.ts";
import { type Amount, agrees, isExact } from "../../money/amount.ts";
import {
  type Decimal,
  decimalOf,
  format,
  isPositive,
  max,
  multiply,
  subtract,
  zero,
} from "../../money/decimal.ts";
import { type Money, parseMoney } from "../../money/money.ts";
import type { Percent } from "../../money/percent.ts";
import { rate } from "../../pricing/rate.ts";
import { compilePrice, type Price, priceInput } from "../../pricing/registry.ts";
import type { PurchaseKey } from "../variance/business-figures.ts";
import {
  includedIn,
  listedFor,
  type PricedThing,
  plannedPoint,
  thingAt,
  valueAt,
} from "./priced-thing.ts";

/** By which price of which model something was sold. */
export interface SoldBy {
  readonly model: Model;
  /** JSON pointer of the price. */
  readonly pointer: string;
  /** What the price is for, where the pointer does not say it. */
  readonly thing?: PricedThing | undefined;
  /** The point that was agreed, where the price leaves one open. */
  readonly agreed?: Money | Percent | undefined;
  /** What is held of a capacity. */
  readonly reserved?: string | undefined;
}

/**
 * What a quantity costs at the plan's price for a purchase, in its currency, for each unit of money that it cost at the price that it was sold at;
 * undefined where it costs what it cost.
 */
export type PlanPriceRatio = (
  sold: SoldBy,
  purchase: PurchaseKey,
  quantity: string,
) => number | undefined;

/** A price with what its amount depends on. */
interface Priced extends Pick<SoldBy, "agreed" | "reserved"> {
  readonly spec: unknown;
  readonly included: string;
}

/**
 * Compares the price that something was sold by with the plan's for the same purchase, each at the quantity that was priced: tiers and included units
 * are what each of them says, and a price that leaves a point open is at the one that was agreed, or planned. The plan's is the contract's that the purchase
 * signs, where that has one. What the plan has no price for, or one that only single events tell, cannot be priced anew, and is taken to cost what it cost.
 */
export function planPriceRatio(plan: Model): PlanPriceRatio {
  const known = new WeakMap<Model, Map<string, number | undefined>>();
  return (sold, key, quantity) => {
    const { model, pointer, agreed = "", reserved = "" } = sold;
    const own = known.get(model) ?? new Map<string, number | undefined>();
    known.set(model, own);
    const text = [pointer, key.segment, key.purchase, agreed, reserved, quantity].join("\u0000");
    if (!own.has(text)) own.set(text, ratioOf(sold, key, quantity, plan));
    return own.get(text);
  };
}

function ratioOf(
  { model, pointer, thing = thingAt(pointer), agreed, reserved }: SoldBy,
  { segment, purchase }: PurchaseKey,
  quantity: string,
  plan: Model,
): number | undefined {
  if (thing === undefined) return undefined;
  const own = declared<SegmentPurchase>(
    declared<Segment>(plan.segments, segment)?.purchases,
    purchase,
  );
  const was: Priced = {
    spec: valueAt(model, pointer),
    included: includedIn(thing, model),
    agreed,
    reserved,
  };
  const planned: Priced = {
    spec: listedFor(thing, plan, own?.contract?.template),
    included: includedIn(thing, plan),
    // What nobody plans is sold at what was agreed.
    agreed: own === undefined ? agreed : plannedPoint(thing, own),
    reserved,
  };
  if (saysTheSame(was, planned)) return undefined;
  const before = amountOf(was, thing, decimalOf(quantity));
  const after = amountOf(planned, thing, decimalOf(quantity));
  if (before === undefined || after === undefined || !isPositive(before)) return undefined;
  return Number(format(after)) / Number(format(before));
}

const saysTheSame = (one: Priced, other: Priced): boolean =>
  canonicalText(one.spec ?? null) === canonicalText(other.spec ?? null) &&
  one.included === other.included &&
  one.agreed === other.agreed;

/** What a quantity costs, its included units taken off; undefined where that cannot be told by the quantity alone. */
function amountOf(priced: Priced, thing: PricedThing, quantity: Decimal): Decimal | undefined {
  const { spec, included, agreed, reserved } = priced;
  if (thing.section === "licences") return feeOf(spec as Amount | undefined, agreed, quantity);
  if (!isPrice(spec) || priceInput(spec) !== "quantity") return undefined;
  const price = compilePrice(spec, {
    ...(agreed === undefined ? {} : { agreed }),
    ...(reserved === undefined ? {} : { reserved: decimalOf(reserved) }),
  });
  if (!price.ok) return undefined;
  return rate(price.value, max(zero, subtract(quantity, decimalOf(included)))).amount;
}

function feeOf(
  fee: Amount | undefined,
  agreed: Priced["agreed"],
  quantity: Decimal,
): Decimal | undefined {
  if (fee === undefined) return undefined;
  if (agreed === undefined && !isExact(fee)) return undefined;
  const point = agrees(fee, (agreed ?? fee) as Money);
  const read = point.ok ? parseMoney(point.value) : point;
  return read.ok ? multiply(read.value.value, quantity) : undefined;
}

const isPrice = (value: unknown): value is Price =>
  typeof value === "object" && value !== null && "kind" in value;
