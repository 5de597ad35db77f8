import type { Model } from "../model/model.ts";
import { compare, type Decimal, subtract } from "../money/decimal.ts";
import type { CurrencyCode } from "../money/money.ts";
import { parsePercent } from "../money/percent.ts";
import { type Fields, fieldsOf, moneyIn, textsIn } from "./request-fields.ts";

/** How far a price was agreed below the highest that the list states for it. */
export interface Below {
  readonly part: Decimal;
  readonly of: Decimal;
  /** Undefined where the price is a percentage. */
  readonly currency: CurrencyCode | undefined;
}

/**
 * What stands in `agreed`: a price, prices by charge, or those by plan. Each price that is below the top of its range is among them; one
 * of which the list says nothing, as where it is negotiated, is undefined. At a floor or above nothing is given away.
 */
export function agreedBelowList(
  agreed: unknown,
  sale: Fields,
  model: Model | undefined,
): readonly (Below | undefined)[] {
  if (typeof agreed === "string") return below(agreed, statedFor("base", sale, model));
  return Object.entries(fieldsOf(agreed)).flatMap(([key, inner]) =>
    typeof inner === "string"
      ? below(inner, statedFor(key, sale, model))
      : agreedBelowList(inner, { plan: key }, model),
  );
}

/** The prices that the list states of what is sold: its own, or those of a charge. */
function statedFor(key: string, sale: Fields, model: Model | undefined): unknown {
  if (model === undefined) return undefined;
  const { plan, addon, offer, licence, bundle } = sale;
  const subscribed =
    (typeof plan === "string" && model.plans[plan]) ||
    (typeof addon === "string" && model.addons?.[addon]) ||
    undefined;
  if (subscribed !== undefined)
    return key === "base" ? subscribed.prices : subscribed.charges?.[key]?.price;
  if (typeof offer === "string") return model.offers?.[offer]?.price;
  if (typeof licence === "string") return model.licences?.[licence];
  return typeof bundle === "string" ? model.bundles?.[bundle]?.price : undefined;
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
