import type { Model } from "../../model/model.ts";
import type { Charge } from "../../model/plan.ts";
import type { Price } from "../../pricing/registry.ts";
import type { Subscribed } from "../subscribed.ts";
import type { UnderContract } from "./contract-state.ts";

/** The option's price in place of the plan's own, for a period of whichever cadence it is bought at. */
function pricedByOption(
  subscribed: Subscribed,
  template: string,
  place: number,
  model: Model,
): Subscribed {
  const listed = pricedUnder(subscribed, { template }, model);
  const price = optionPrice({ template, option: place }, model);
  if (price === undefined) return listed;
  const cadences = Object.keys(listed.item.prices ?? {});
  return {
    ...listed,
    item: { ...listed.item, prices: Object.fromEntries(cadences.map((one) => [one, price])) },
    contract: {
      pointer: `/contracts/${template}/prices/${subscribed.id}`,
      charges: new Set<string>(),
      ...listed.contract,
      base: `/contracts/${template}/options/${place}/price`,
    },
  };
}

/** The price of the option that something was bought by; undefined where it has none of its own, or none was used. */
export function optionPrice(
  under: UnderContract | undefined,
  { contracts }: Pick<Model, "contracts">,
): Price | undefined {
  if (under?.option === undefined) return undefined;
  return contracts?.[under.template]?.options?.[under.option]?.price;
}

/** Where the price of that option stands; undefined where there is none. */
export const optionPointer = (
  under: UnderContract | undefined,
  model: Pick<Model, "contracts">,
): string | undefined =>
  optionPrice(under, model) === undefined
    ? undefined
    : `/contracts/${under?.template}/options/${under?.option}/price`;

/** A plan at the prices and with the SLA of a contract template, which beat its own; what the template does not name stays. */
export function pricedUnder(
  subscribed: Subscribed,
  { template, option }: UnderContract,
  model: Model,
): Subscribed {
  const signed = model.contracts?.[template];
  if (subscribed.kind !== "plan") return promisedUnder(subscribed, signed?.sla);
  if (option !== undefined) return pricedByOption(subscribed, template, option, model);
  const { item } = promisedUnder(subscribed, signed?.sla);
  const own = signed?.prices?.[subscribed.id];
  if (own === undefined) return { ...subscribed, item };
  const charges = Object.fromEntries(
    Object.entries(item.charges ?? {}).map(([id, charge]): [string, Charge] => {
      const price = own.charges?.[id];
      return [id, price === undefined ? charge : { ...charge, price }];
    }),
  );
  return {
    ...subscribed,
    item: {
      ...item,
      ...(own.base === undefined ? {} : { prices: own.base }),
      ...(item.charges === undefined ? {} : { charges }),
    },
    contract: {
      pointer: `/contracts/${template}/prices/${subscribed.id}`,
      base:
        own.base === undefined ? undefined : `/contracts/${template}/prices/${subscribed.id}/base`,
      charges: new Set(Object.keys(own.charges ?? {})),
    },
  };
}

/** With the SLA of a contract in place of its own, where that has one: a plan, and an add-on that is bought under it. */
const promisedUnder = (subscribed: Subscribed, sla: string | undefined): Subscribed =>
  sla === undefined
    ? subscribed
    : ({ ...subscribed, item: { ...subscribed.item, sla } } as Subscribed);
