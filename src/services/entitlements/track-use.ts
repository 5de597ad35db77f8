import { type Decision, decideQuotas } from "../../entitlement/decide.ts";
import { ok, type Result } from "../../fault/fault.ts";
import type { UsageEvent } from "../../metering/usage-event.ts";
import { isKnownEvent } from "../../store/event-identity.ts";
import type { WritesUse } from "../../store/quota-usage.ts";
import type { Instant } from "../../time/instant.ts";
import { answered } from "../once.ts";
import type { StoredAnswer } from "../services.ts";

import { addedTo, decideWith, looksAt } from "./decide-events.ts";
import type { TrackAnswer } from "./entitlement-answers.ts";
import { decisionView } from "./entitlement-views.ts";
import type { Held } from "./held-entitlements.ts";
import { meterFaults } from "./meter-faults.ts";
import { quotaStandings } from "./quota-standings.ts";

/**
 * Stores an event where every quota that looks at it allows it; under the customer's lock. One that was stored before is answered as
 * a duplicate or a conflict, whatever the quotas say. Where a quota is no plain sum, what the window would come to with the event
 * decides.
 */
export async function trackUse(
  { tx, events }: WritesUse,
  held: Held,
  event: UsageEvent,
  now: Instant,
): Promise<Result<StoredAnswer>> {
  const faults = meterFaults(event, held.models);
  if (faults.length > 0) return { ok: false, faults };
  const { entitlements } = held;
  const { customer } = event;
  const looking = entitlements.quotas.filter((quota) => looksAt(quota, event));
  const standings = await quotaStandings({ tx, events }, customer, looking, now);
  const decision = decideQuotas(entitlements, standings, (one) => addedTo(one, event));
  if (await isKnownEvent(tx, event)) {
    const [status = "duplicate"] = await events.append([event]);
    return tracked(customer, status, { ...known(status), standing: decision.standing });
  }
  if (!decision.allowed) return tracked(customer, "refused", decision);
  const judged = await decideWith({ tx, events }, looking, event, now);
  if (!judged.allowed) return tracked(customer, "refused", judged);
  const [status = "accepted"] = await events.append([event]);
  return tracked(customer, status, decision);
}

/** What is said of an event whose identity is known: no quota has a say in it any more. */
const known = (status: TrackAnswer["status"]): Pick<Decision, "allowed" | "reason"> =>
  status === "conflict"
    ? { allowed: false, reason: "identity-taken" }
    : { allowed: true, reason: "counted-before" };

const tracked = (
  customer: string,
  status: TrackAnswer["status"],
  decision: Decision,
): Result<StoredAnswer> => {
  const answer: TrackAnswer = { status, ...decisionView(customer, decision) };
  return ok(answered(200, JSON.stringify(answer)));
};
