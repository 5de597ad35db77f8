import type { Model } from "../../model/model.ts";
import type { Charge } from "../../model/plan.ts";
import type { Subscribed } from "../subscribed.ts";
import type { UnderContract } from "./contract-state.ts";

/** A plan at the prices of a contract template, which beat its own; what the template does not name stays. */
export function pricedUnder(
  subscribed: Subscribed,
  { template }: UnderContract,
  model: Model,
): Subscribed {
  if (subscribed.kind !== "plan") return subscribed;
  const own = model.contracts?.[template]?.prices?.[subscribed.id];
  if (own === undefined) return subscribed;
  const { item } = subscribed;
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
      base: own.base !== undefined,
      charges: new Set(Object.keys(own.charges ?? {})),
    },
  };
}
