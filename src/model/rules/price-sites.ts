import { pathTo } from "../../fault/fault.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { Price } from "../../pricing/registry.ts";
import type { Meter } from "../meter.ts";
import type { Model } from "../model.ts";
import { declared, entriesOf } from "../model-rule.ts";
import type { Charge, PricesByCadence, Subscribable } from "../plan.ts";

/** A price in a model, and what surrounds it. */
export interface PriceSite {
  /** JSON pointer of the price. */
  readonly path: string;
  readonly price: Price;
  readonly currency: CurrencyCode;
  /** `base`: each period in advance; `charge`: use of a meter; `sale`: once. */
  readonly use: "base" | "charge" | "sale";
  /** The plan or add-on it belongs to. */
  readonly plan?: Subscribable | undefined;
  readonly charge?: Charge | undefined;
  readonly meter?: Meter | undefined;
  /** Whether whoever sells it means that more may cost less. */
  readonly cliff?: "intended" | undefined;
  /** The stream its lines report to, where that is known. */
  readonly stream?: string | undefined;
}

/** Every price of a model: of plans, add-ons, offers and bundles, and those that contracts and price lists set instead. */
export function priceSites(model: Model): readonly PriceSite[] {
  return [
    ...entriesOf(model.plans).flatMap(([id, plan]) =>
      subscribed(model, plan, pathTo("/plans", id)),
    ),
    ...entriesOf(model.addons).flatMap(([id, addon]) =>
      subscribed(model, addon, pathTo("/addons", id)),
    ),
    ...sold(model),
    ...contracted(model),
    ...listed(model),
  ];
}

function subscribed(model: Model, plan: Subscribable, path: string): readonly PriceSite[] {
  const charges = entriesOf(plan.charges).map(
    ([id, charge]): PriceSite => ({
      ...chargeSite(model, plan, charge),
      path: pathTo(path, "charges", id, "price"),
      price: charge.price,
      currency: model.currency,
    }),
  );
  return [...baseSites(plan.prices, `${path}/prices`, model.currency, plan), ...charges];
}

const chargeSite = (model: Model, plan: Subscribable, charge: Charge) =>
  ({
    use: "charge",
    plan,
    charge,
    meter: declared(model.meters, charge.meter),
    stream: charge.stream ?? plan.stream,
    cliff: plan.cliff,
  }) as const;

function baseSites(
  prices: PricesByCadence | undefined,
  path: string,
  currency: CurrencyCode,
  plan: Subscribable | undefined,
): readonly PriceSite[] {
  return Object.entries(prices ?? {}).flatMap(([cadence, price]): PriceSite[] => {
    const at = pathTo(path, cadence);
    if (price === undefined) return [];
    const { stream, cliff } = plan ?? {};
    return [{ path: at, price, currency, use: "base", plan, stream, cliff }];
  });
}

/** Of bundles and options one is bought, not more or less: a cliff in their price is never met. */
const soldWhole: PriceSite["cliff"] = "intended";

function sold(model: Model): readonly PriceSite[] {
  const { currency } = model;
  const offers = entriesOf(model.offers).map(([id, offer]) => ({
    path: pathTo("/offers", id, "price"),
    price: offer.price,
    stream: offer.stream,
    cliff: offer.cliff,
  }));
  const bundles = entriesOf(model.bundles).map(([id, bundle]) => ({
    path: pathTo("/bundles", id, "price"),
    price: bundle.price,
    cliff: soldWhole,
  }));
  return [...offers, ...bundles].flatMap(({ price, ...site }) =>
    price === undefined ? [] : [{ ...site, price, currency, use: "sale" as const }],
  );
}

function contracted(model: Model): readonly PriceSite[] {
  return entriesOf(model.contracts).flatMap(([id, contract]) => {
    const path = pathTo("/contracts", id);
    const options = (contract.options ?? []).flatMap(({ price }, index): PriceSite[] =>
      price === undefined
        ? []
        : [
            {
              path: pathTo(path, "options", index, "price"),
              price,
              currency: model.currency,
              use: "sale",
              cliff: soldWhole,
            },
          ],
    );
    return [...replaced(model, contract.prices, `${path}/prices`, model.currency), ...options];
  });
}

function listed(model: Model): readonly PriceSite[] {
  return entriesOf(model.priceLists).flatMap(([id, list]) => {
    const path = pathTo("/priceLists", id);
    const offers = Object.entries(list.offers ?? {}).flatMap(([offer, price]): PriceSite[] => {
      const at = pathTo(path, "offers", offer);
      const cliff = declared(model.offers, offer)?.cliff;
      return price === undefined
        ? []
        : [{ path: at, price, currency: list.currency, use: "sale", cliff }];
    });
    return [...replaced(model, list.plans, `${path}/plans`, list.currency), ...offers];
  });
}

interface Replacements {
  readonly base?: PricesByCadence;
  readonly charges?: Readonly<Record<string, Price>>;
}

/** Prices by plan that stand in for the plan's own. */
function replaced(
  model: Model,
  plans: Readonly<Partial<Record<string, Replacements>>> | undefined,
  path: string,
  currency: CurrencyCode,
): readonly PriceSite[] {
  return Object.entries(plans ?? {}).flatMap(([planId, prices]) => {
    const plan = declared(model.plans, planId);
    const charges = entriesOf(prices?.charges).map(([id, price]): PriceSite => {
      const charge = declared(plan?.charges, id);
      const surroundings =
        plan === undefined || charge === undefined
          ? { use: "charge" as const }
          : chargeSite(model, plan, charge);
      return { ...surroundings, path: pathTo(path, planId, "charges", id), price, currency };
    });
    return [...baseSites(prices?.base, pathTo(path, planId, "base"), currency, plan), ...charges];
  });
}
