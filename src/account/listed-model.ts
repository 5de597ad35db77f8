import { assert } from "../fault/fault.ts";
import type { Bundle } from "../model/bundle.ts";
import type { Model } from "../model/model.ts";
import type { Plan } from "../model/plan.ts";
import type { ListedPrices, PriceList } from "../model/price-list.ts";
import { multiply } from "../money/decimal.ts";
import { type Money, money, parseMoney } from "../money/money.ts";
import { shareOf } from "../money/percent.ts";

/**
 * A model as a price list sells it: its currency and its prices in place of the model's, and everything else as it is, so that a
 * subscriber of a list is billed by the same rules as any other.
 *
 * What the list does not name costs what the model says, moved by the list's `level`, where both are in one currency; in another
 * one it is not sold, and amounts that have no price in the list (fees and minimum of dunning, credits, add-ons, licences, bundles) are
 * left out. The list must exist.
 */
export function modelOfList(model: Model, id: string): Model {
  const list = model.priceLists?.[id];
  assert(list !== undefined, `the model has the price list ${id}`);
  return list.currency === model.currency ? sameCurrency(model, list) : otherCurrency(model, list);
}

function sameCurrency(model: Model, list: PriceList): Model {
  const move = <T>(prices: T): T =>
    list.level === undefined ? prices : (moved(prices, list.level) as T);
  return {
    ...model,
    ...(model.bundles === undefined
      ? {}
      : { bundles: mapped(model.bundles, (bundle) => listedBundle(bundle, move)) }),
    plans: mapped(model.plans, (plan, id) => listedPlan(plan, list.plans?.[id], move)),
    ...(model.offers === undefined
      ? {}
      : {
          offers: mapped(model.offers, (offer, id) => {
            const price = list.offers?.[id] ?? (offer.price && move(offer.price));
            return price === undefined ? offer : { ...offer, price };
          }),
        }),
  };
}

/** Its price, and what its parts are weighed by. */
const listedBundle = (bundle: Bundle, move: <T>(prices: T) => T): Bundle => ({
  ...bundle,
  ...(bundle.price === undefined ? {} : { price: move(bundle.price) }),
  parts: bundle.parts.map((part) => ({
    ...part,
    ...(part.standalone === undefined ? {} : { standalone: move(part.standalone) }),
    ...(part.residual === undefined ? {} : { residual: move(part.residual) }),
  })),
});

function listedPlan(plan: Plan, listed: ListedPrices | undefined, move: <T>(prices: T) => T): Plan {
  const prices = listed?.base ?? (plan.prices === undefined ? undefined : move(plan.prices));
  const charges = mapped(plan.charges ?? {}, (charge, id) => ({
    ...charge,
    price: listed?.charges?.[id] ?? move(charge.price),
  }));
  return {
    ...plan,
    ...(prices === undefined ? {} : { prices }),
    ...(plan.charges === undefined ? {} : { charges }),
  };
}

function otherCurrency(model: Model, { currency, plans = {}, offers = {} }: PriceList): Model {
  const { addons: _, licences: __, credits: ___, bundles: ____, ...rest } = model;
  const none = <T>(prices: T): T => prices;
  const sold = Object.entries(model.plans).filter(([id, plan]) => isPriced(plan, plans[id]));
  const offered = Object.entries(model.offers ?? {}).flatMap(([id, offer]) => {
    const price = offers[id];
    return price === undefined ? [] : [[id, { ...offer, price }] as const];
  });
  return {
    ...rest,
    currency,
    plans: Object.fromEntries(
      sold.map(([id, { grants: _, ...plan }]) => [id, listedPlan(plan, plans[id], none)]),
    ),
    offers: Object.fromEntries(offered),
    ...(model.payment === undefined ? {} : { payment: withoutAmounts(model.payment) }),
  };
}

/** Whether a list names every price of a plan. */
const isPriced = (plan: Plan, listed: ListedPrices | undefined): boolean =>
  listed !== undefined &&
  (plan.prices === undefined || listed.base !== undefined) &&
  Object.keys(plan.charges ?? {}).every((id) => listed.charges?.[id] !== undefined);

function withoutAmounts(payment: NonNullable<Model["payment"]>): NonNullable<Model["payment"]> {
  const { dunning, ...rest } = payment;
  if (dunning === undefined) return payment;
  const { minimum: _, ...policy } = dunning;
  return {
    ...rest,
    dunning: { ...policy, steps: dunning.steps.map(({ fee: __, ...step }) => step) },
  };
}

const mapped = <T>(
  record: Readonly<Record<string, T>>,
  change: (value: T, id: string) => T,
): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).map(([id, value]) => [id, change(value, id)]));

/** Every amount of money in a price times a percentage, exactly. */
function moved(value: unknown, level: `${number}%`): unknown {
  if (Array.isArray(value)) return value.map((one) => moved(one, level));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) =>
        // Bounds say which use or value has a price; the price is what moves.
        bounds.has(key) ? [key, inner] : [key, moved(inner, level)],
      ),
    );
  if (typeof value !== "string") return value;
  const read = parseMoney(value);
  if (!read.ok) return value;
  const { value: amount, currency } = read.value;
  return money(multiply(amount, shareOf(level)), currency) satisfies Money;
}

const bounds: ReadonlySet<string> = new Set(["upTo", "below", "from", "freeAmount"]);
