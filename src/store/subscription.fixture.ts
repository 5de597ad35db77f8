import type { Instant } from "../time/instant.ts";
import { recordFact } from "./account-facts.ts";
import { replacePhases } from "./subscription-phases.ts";
import type { Tx } from "./tenant.ts";

/** A customer's one subscription, on one plan from beginning to end. */
export async function saveSubscription(
  tx: Tx,
  bought: {
    readonly customer: string;
    readonly plan: string;
    readonly startsAt: Instant;
    readonly endsAt: Instant | null;
  },
): Promise<void> {
  const { customer, plan, startsAt, endsAt } = bought;
  const id = `s-${customer}`;
  const fact = "{}";
  await recordFact(tx, {
    kind: "subscription",
    id,
    customer,
    product: plan,
    startsAt,
    endsAt,
    fact,
    recordedAt: startsAt,
  });
  const sequel = endsAt === null ? null : "end";
  const phase = {
    subscription: id,
    phase: 1,
    plan,
    model: "acme@1",
    startsAt,
    trialUntil: null,
    endsAt,
    sequel,
    pausedTo: null,
    anchor: null,
  };
  await replacePhases(tx, customer, [{ ...phase, sequel, terms: fact }]);
}
