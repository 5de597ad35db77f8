import type { SubscriptionFact } from "../../account/fact.ts";
import { subscribedId } from "../../account/subscribed.ts";

/** What metrics call the plan of a subscription; an add-on is named `addons/ID`. */
export const subscribedPlan = (terms: SubscriptionFact): string =>
  terms.addon === undefined ? subscribedId(terms) : `addons/${terms.addon}`;
