import { innermostPrice } from "../pricing/registry.ts";
import type { Model } from "./model.ts";
import type { Subscribable } from "./plan.ts";

/** What revenue is for. `usage` is metered; `one-off` never comes back by itself. */
export type RevenueKind = "recurring" | "usage" | "one-off";

const subscribables = ({ plans, addons = {} }: Model): readonly Subscribable[] => [
  ...Object.values(plans),
  ...Object.values(addons),
];

/**
 * What the revenue of each stream is for, where only the stream is known and not the line: recurring where a plan's price, a
 * reserved capacity or a licence's maintenance reports to it, else usage where a charge does, else recurring where a
 * model says so, else one-off. The newest model that knows a stream decides.
 */
export function streamKinds(models: readonly Model[]): ReadonlyMap<string, RevenueKind> {
  const kinds = new Map<string, RevenueKind>();
  for (const model of models) {
    const paidForTime = new Set<string>();
    const metered = new Set<string>();
    for (const { stream, prices = {}, charges = {} } of subscribables(model)) {
      if (Object.keys(prices).length > 0) paidForTime.add(stream);
      for (const charge of Object.values(charges)) {
        const isReserved = innermostPrice(charge.price).kind === "capacity";
        (isReserved ? paidForTime : metered).add(charge.stream ?? stream);
      }
    }
    for (const { stream, maintenance } of Object.values(model.licences ?? {}))
      if (maintenance !== undefined) paidForTime.add(maintenance.stream ?? stream);
    for (const [id, { recurring }] of Object.entries(model.streams)) {
      const isRecurring = paidForTime.has(id) || (recurring === true && !metered.has(id));
      kinds.set(id, isRecurring ? "recurring" : metered.has(id) ? "usage" : "one-off");
    }
  }
  return kinds;
}
