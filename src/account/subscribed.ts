import { ok, type Result } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import type { Subscribable } from "../model/plan.ts";
import type { SubscriptionFact } from "./fact.ts";
import { named } from "./price-book.ts";

/** What a subscription is of: a plan or an add-on of a model version, and where the model states it. */
export interface Subscribed {
  readonly kind: "plan" | "addon";
  readonly id: string;
  readonly item: Subscribable;
  /** JSON pointer in the model: `/plans/team`. */
  readonly pointer: string;
  /** For people: `plan "team"`. */
  readonly title: string;
  /** Where the prices stand that a contract sets instead of its own; absent where it sets none. */
  readonly contract?: ContractPlaces;
}

/** Prices of a plan that stand in a contract template. */
export interface ContractPlaces {
  /** JSON pointer of what the template says of the plan. */
  readonly pointer: string;
  /** Of its own prices, by cadence, or of the one price that an option fixes; undefined where the template sets none. */
  readonly base: string | undefined;
  /** Ids of charges. */
  readonly charges: ReadonlySet<string>;
}

/** The id of the plan or add-on that is subscribed to. */
export const subscribedId = ({ plan, addon }: Pick<SubscriptionFact, "plan" | "addon">): string =>
  addon ?? plan ?? "";

/** Its name among plans and add-ons: `team`, `addons/insights`. */
export const subscribedKey = (fact: Pick<SubscriptionFact, "plan" | "addon">): string =>
  fact.addon === undefined ? subscribedId(fact) : `addons/${fact.addon}`;

/** Finds the plan or add-on. Refuses `unknown-plan` and `unknown-addon`, with the nearest name. */
export function subscribedOf(model: Model, fact: SubscriptionFact): Result<Subscribed> {
  const id = subscribedId(fact);
  if (fact.addon !== undefined) {
    const addon = named(model.addons, id, "addon", "/addon");
    if (!addon.ok) return addon;
    const place = { pointer: `/addons/${id}`, title: `add-on "${id}"` };
    return ok({ kind: "addon", id, item: addon.value, ...place });
  }
  const plan = named(model.plans, id, "plan", "/plan");
  if (!plan.ok) return plan;
  const place = { pointer: `/plans/${id}`, title: `plan "${id}"` };
  return ok({ kind: "plan", id, item: plan.value, ...place });
}

/** What the plan or add-on is called in a model; undefined where the model has none of this id. */
export const subscribedName = (model: Model, fact: SubscriptionFact): string | undefined => {
  const found = subscribedOf(model, fact);
  return found.ok ? found.value.item.name : undefined;
};
