import { pathTo } from "../../fault/fault.ts";
import {
  divideUnits,
  multiplyUnits,
  raiseUnit,
  ratio,
  type Unit,
  unitOf,
} from "../../formula/unit.ts";
import { type Amount, negotiated, type Rate } from "../../money/amount.ts";
import { format } from "../../money/decimal.ts";
import { type Money, moneyValue } from "../../money/money.ts";
import { type Percent, shareOf } from "../../money/percent.ts";
import type { Band } from "../../pricing/bands.ts";
import type { Price } from "../../pricing/registry.ts";
import { evenly } from "../distributions/uniform.ts";
import type { Licence } from "../licence.ts";
import type { Model } from "../model.ts";
import { declared, entriesOf } from "../model-rule.ts";
import type { Offer } from "../offer.ts";
import type { Charge, Subscribable } from "../plan.ts";
import type { ToldFigure } from "./told-figure.ts";

/** Cadences that a formula can count in. */
const spans: Readonly<Record<string, string>> = {
  daily: "day",
  weekly: "week",
  monthly: "month",
  quarterly: "quarter",
  annual: "year",
};

/** What a subscription's quantity counts where the plan does not say. */
const subscriber = "customer";

/**
 * What the catalogue says in money or percent, under the path it has there: `plans.team.prices.monthly`, `licences.oem.fee`,
 * `offers.audit.price`; of charges for use what a unit, or what a share of their value, costs: `plans.pay.charges.transfers.price`, and by bands
 * of value `plans.pay.charges.transfers.price.1`. A floor counts as what it starts from; what is negotiated, or priced otherwise, is no
 * single figure and left out.
 */
export function catalogueFigures(model: Model): readonly ToldFigure[] {
  return [
    ...entriesOf<Subscribable>(model.plans).flatMap((one) => subscribable(model, "plans", ...one)),
    ...entriesOf<Subscribable>(model.addons).flatMap((one) =>
      subscribable(model, "addons", ...one),
    ),
    ...entriesOf(model.licences).flatMap((one) => licence(...one)),
    ...entriesOf(model.offers).flatMap((one) => offer(...one)),
    ...entriesOf(model.shares).flatMap(([id, { rate, split }]) => [
      ...rateFigure(["shares", id, "rate"], rate, ratio),
      ...(split === undefined
        ? []
        : [
            rateFigure(["shares", id, "split", "us"], split.us, ratio),
            rateFigure(["shares", id, "split", "partner"], split.partner, ratio),
          ].flat()),
    ]),
  ];
}

function subscribable(
  { meters }: Pick<Model, "meters">,
  section: string,
  id: string,
  item: Subscribable,
): ToldFigure[] {
  const counted = unitOf(item.per ?? subscriber);
  const prices = Object.entries(item.prices ?? {}).flatMap(([cadence, price]) =>
    priceFigure([section, id, "prices", cadence], price, multiplyUnits(counted, span(cadence))),
  );
  const { unitCost, facts } = item;
  const cost =
    unitCost === undefined
      ? []
      : moneyFigure(
          [section, id, "cost"],
          unitCost.amount,
          multiplyUnits(counted, span(unitCost.per)),
        );
  const { customerValue: worth } = facts ?? {};
  const value =
    worth === undefined
      ? []
      : moneyFigure([section, id, "value"], worth.amount, multiplyUnits(counted, span(worth.per)));
  const charges = entriesOf<Charge>(item.charges).flatMap(([charge, { meter, price }]) =>
    chargeFigure([section, id, "charges", charge, "price"], price, declared(meters, meter)?.unit),
  );
  return [...prices, ...charges, ...cost, ...value];
}

/** Whether a meter's unit can be written in a formula, as `GB` cannot; a currency can anyway. */
export const isNoun = (unit: string): boolean => /^[a-z]+(?:-[a-z]+)*$/.test(unit);

function chargeFigure(
  path: readonly string[],
  price: Price,
  unit: string | undefined,
): ToldFigure[] {
  if (price.kind === "percentage")
    return Object.keys(price).length > 2 ? [] : rateFigure(path, price.rate, ratio);
  if (price.kind === "banded")
    return price.bands.flatMap((band, index) => bandFigure([...path, String(index + 1)], band));
  if (price.kind === "flat") return moneyFigure(path, price.amount, ratio);
  return unit !== undefined && isNoun(unit) ? priceFigure(path, price, unitOf(unit)) : [];
}

/** A band that takes both, or neither, is no single figure. */
function bandFigure(path: readonly string[], { flat, rate }: Band): ToldFigure[] {
  if (flat !== undefined && rate === undefined) return moneyFigure(path, flat, ratio);
  return flat === undefined && rate !== undefined ? rateFigure(path, rate, ratio) : [];
}

function licence(id: string, { fee, maintenance }: Licence): ToldFigure[] {
  const yearly = maintenance && span(maintenance.every);
  return [
    ...(fee === undefined ? [] : moneyFigure(["licences", id, "fee"], fee, ratio)),
    ...(maintenance === undefined || yearly === undefined
      ? []
      : rateFigure(["licences", id, "maintenance"], maintenance.rate, raiseUnit(yearly, -1))),
  ];
}

function offer(id: string, { price, per, markup }: Offer): ToldFigure[] {
  return [
    ...priceFigure(["offers", id, "price"], price, unitOf(per)),
    ...(markup === undefined ? [] : rateFigure(["offers", id, "markup"], markup.rate, ratio)),
  ];
}

const span = (cadence: string): Unit => {
  const base = spans[cadence];
  return base === undefined ? unitOf(cadence) : unitOf(base);
};

/** Only a price that is one amount, for all of it or for each unit, is a figure. */
function priceFigure(path: readonly string[], price: Price | undefined, per: Unit): ToldFigure[] {
  if (price?.kind === "flat") return moneyFigure(path, price.amount, per);
  if (price?.kind === "per-unit" && price.per === undefined)
    return moneyFigure(path, price.unit, per);
  return [];
}

function moneyFigure(path: readonly string[], amount: Amount, per: Unit): ToldFigure[] {
  const [low, high] = boundsOf<Money>(amount);
  if (low === undefined || high === undefined) return [];
  const [, currency = ""] = low.split(" ");
  const number = (money: Money): number => Number(format(moneyValue(money)));
  return [told(path, divideUnits(unitOf(currency), per), number(low), number(high))];
}

function rateFigure(path: readonly string[], rate: Rate, unit: Unit): ToldFigure[] {
  const [low, high] = boundsOf<Percent>(rate);
  if (low === undefined || high === undefined) return [];
  const number = (percent: Percent): number => Number(format(shareOf(percent)));
  return [told(path, unit, number(low), number(high))];
}

type Stated<T> =
  | T
  | { readonly low: T; readonly high: T }
  | { readonly atLeast: T }
  | typeof negotiated;

function boundsOf<T extends string>(stated: Stated<T>): readonly [T?, T?] {
  if (stated === negotiated) return [];
  if (typeof stated === "string") return [stated, stated];
  return "atLeast" in stated ? [stated.atLeast, stated.atLeast] : [stated.low, stated.high];
}

const told = (path: readonly string[], unit: Unit, low: number, high: number): ToldFigure => ({
  name: path.join("."),
  path: pathTo("", ...path),
  unit,
  drawn: "once",
  ...evenly(low, high),
});
