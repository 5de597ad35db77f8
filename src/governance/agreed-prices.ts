import type { Model } from "../model/model.ts";
import { compare, type Decimal, subtract } from "../money/decimal.ts";
import type { CurrencyCode } from "../money/money.ts";
import { parsePercent } from "../money/percent.ts";
import { type Fields, fieldsOf, moneyIn, own, textsIn } from "./request-fields.ts";

/** How far a price was agreed below the highest that the list states for it. */
export interface Below {
  readonly part: Decimal;
  readonly of: Decimal;
  /** Undefined where the price is a percentage. */
  readonly currency: CurrencyCode | undefined;
}

/**
 * What stands in `agreed`: a price, prices by charge, or those by plan. Each price that is below the top of its range in one of the
 * versions is among them; one of which no list says anything, as where it is negotiated, is undefined. At a floor or above nothing is
 * given away.
 */
export function agreedBelowList(
  agreed: unknown,
  sale: Fields,
  models: readonly Model[],
): readonly (Below | undefined)[] {
  const belowOf = (text: string, key: string) =>
    belowAny(
      text,
      models.flatMap((model) => statedFor(key, sale, model) ?? []),
    );
  if (typeof agreed === "string") return belowOf(agreed, "base");
  return Object.entries(fieldsOf(agreed)).flatMap(([key, inner]) =>
    typeof inner === "string"
      ? belowOf(inner, key)
      : agreedBelowList(inner, { plan: key, template: sale.template }, models),
  );
}

/** The same of what a contract promises to spend, which its template states. */
export const committedBelowList = (
  commitment: unknown,
  { template }: Fields,
  models: readonly Model[],
): readonly (Below | undefined)[] =>
  typeof commitment === "string"
    ? belowAny(
        commitment,
        models.flatMap(({ contracts }) => own(contracts, template)?.commitment?.amount ?? []),
      )
    : [undefined];

const belowAny = (text: string, stated: readonly unknown[]): readonly (Below | undefined)[] =>
  stated.length === 0 ? below(text, undefined) : stated.flatMap((one) => below(text, one));

/** The prices that a version's list states of what is sold, or the contract that it is sold under: its own, or those of a charge. */
function statedFor(key: string, sale: Fields, model: Model): unknown {
  const { plan, addon, offer, licence, bundle, template } = sale;
  const signed = own(own(model.contracts, template)?.prices, plan);
  if (key === "base" && signed?.base !== undefined) return signed.base;
  const ofCharge = own(signed?.charges, key);
  if (ofCharge !== undefined) return ofCharge;
  const subscribed = own(model.plans, plan) ?? own(model.addons, addon);
  if (subscribed !== undefined)
    return key === "base" ? subscribed.prices : own(subscribed.charges, key)?.price;
  return (
    own(model.offers, offer)?.price ??
    own(model.licences, licence) ??
    own(model.bundles, bundle)?.price
  );
}

/** A figure of a price list: money or a percentage. */
interface Point {
  readonly value: Decimal;
  readonly currency: CurrencyCode | undefined;
}

function below(text: string, stated: unknown): readonly (Below | undefined)[] {
  const point = pointIn(text);
  if (point === undefined) return [];
  const { highs, floors } = boundsIn(stated);
  const alike = ({ currency }: Point): boolean => currency === point.currency;
  const [first, ...others] = highs.filter(alike);
  if (first === undefined) return floors.some(alike) ? [] : [undefined];
  const top = others.reduce(
    (most, { value }) => (compare(value, most) > 0 ? value : most),
    first.value,
  );
  if (compare(point.value, top) >= 0) return [];
  return [{ part: subtract(top, point.value), of: top, currency: point.currency }];
}

function pointIn(text: string): Point | undefined {
  const percent = parsePercent(text);
  return percent.ok ? { value: percent.value, currency: undefined } : moneyIn(text);
}

interface Bounds {
  readonly highs: readonly Point[];
  readonly floors: readonly Point[];
}

/** Every range and floor that stands in a price, whatever its kind. */
function boundsIn(price: unknown): Bounds {
  const fields = fieldsOf(price);
  const own = {
    highs: "low" in fields ? pointsIn(fields.high) : [],
    floors: pointsIn(fields.atLeast),
  };
  const inner = (Array.isArray(price) ? price : Object.values(fields)).map(boundsIn);
  return {
    highs: [...own.highs, ...inner.flatMap(({ highs }) => highs)],
    floors: [...own.floors, ...inner.flatMap(({ floors }) => floors)],
  };
}

const pointsIn = (value: unknown): readonly Point[] =>
  textsIn(value).flatMap((text) => pointIn(text) ?? []);
