import type { Customer } from "../api/customers.ts";

/** Names of what a customer bought, by id in the model: plans, add-ons, licences. */
export const holdingNames = ({
  subscriptions,
  licences,
}: Pick<Customer, "subscriptions" | "licences">): ReadonlyMap<string, string> =>
  new Map([
    ...subscriptions.map(({ plan, planName }) => [plan, planName] as const),
    ...licences.map(({ licence, name }) => [licence, name] as const),
  ]);
