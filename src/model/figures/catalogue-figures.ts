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
import type { Price } from "../../pricing/registry.ts";
import { evenly } from "../distributions/uniform.ts";
import type { Licence } from "../licence.ts";
import type { Model } from "../model.ts";
import { entriesOf } from "../model-rule.ts";
import type { Offer } from "../offer.ts";
import type { Subscribable } from "../plan.ts";
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
 * `offers.audit.price`. A floor counts as what it starts from; what is negotiated, or priced by use, is no single figure and left out.
 */
export function catalogueFigures(model: Model): readonly ToldFigure[] {
  return [
    ...entriesOf<Subscribable>(model.plans).flatMap((one) => subscribable("plans", ...one)),
    ...entriesOf<Subscribable>(model.addons).flatMap((one) => subscribable("addons", ...one)),
    ...entriesOf(model.licences).flatMap((one) => licence(...one)),
    ...entriesOf(model.offers).flatMap((one) => offer(...one)),
    ...entriesOf(model.shares).flatMap(([id, { split }]) =>
      split === undefined
        ? []
        : [
            rateFigure(["shares", id, "split", "us"], split.us, ratio),
            rateFigure(["shares", id, "split", "partner"], split.partner, ratio),
          ].flat(),
    ),
  ];
}

function subscribable(section: string, id: string, item: Subscribable): ToldFigure[] {
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
  return [...prices, ...cost, ...value];
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
