import type { Tx } from "../../store/tenant.ts";
import { addAttempt, finishDelivery, postponeDelivery } from "../../store/webhook-deliveries.ts";
import {
  disableFailing,
  noteEndpointFails,
  noteEndpointWorks,
  type StoredEndpoint,
  webhookEndpoints,
} from "../../store/webhook-endpoints.ts";
import {
  closeLane,
  holdsLane,
  keepLane,
  type LaneHead,
  laneHeads,
  releaseLane,
} from "../../store/webhook-lanes.ts";
import { DAY_MS, type Instant } from "../../time/instant.ts";
import { retryAt } from "../../webhook/retry-schedule.ts";
import type { SendOutcome } from "./send-message.ts";

/** An endpoint that takes nothing for so long is disabled. */
export const disableAfterMs = 5 * DAY_MS;

/** An attempt that ended. */
export interface Attempted extends SendOutcome {
  readonly at: Instant;
  readonly endedAt: Instant;
}

/** What goes with the end of an attempt. */
export interface AttemptTerms {
  /** The claim by which the lane is held. */
  readonly token: string;
  readonly chance: number;
  /** Whether the lane may have another turn at once. */
  readonly mayGoOn: boolean;
  readonly leaseMs: number;
}

/** What follows from an attempt. */
export interface FinishedAttempt {
  /** What is to be sent next in the lane; absent where something has to wait. */
  readonly next?: { readonly endpoint: StoredEndpoint; readonly head: LaneHead };
  /** Why the endpoint was disabled by it. */
  readonly disabled?: string;
}

/**
 * Keeps how an attempt ended, and what follows: the delivery has ended, or is tried again, and then all behind it in its lane wait.
 * Where the claim has lapsed the attempt is kept and nothing else: whoever holds the lane now decides.
 */
export async function finishAttempt(
  tx: Tx,
  head: LaneHead,
  attempted: Attempted,
  { token, chance, mayGoOn, leaseMs }: AttemptTerms,
): Promise<FinishedAttempt> {
  const { at, endedAt, outcome, status, detail } = attempted;
  const holds = await holdsLane(tx, head, token);
  const durationMs = Math.max(0, Math.round(endedAt - at));
  const kept = { at, durationMs, status, outcome, detail };
  const number = await addAttempt(tx, head.delivery, kept);
  if (number === undefined || !holds) return {};
  const disabled = await noteOutcome(tx, head.endpoint, attempted);
  const over = disabled === undefined ? {} : { disabled };
  if (outcome === "delivered") await finishDelivery(tx, head.delivery, "delivered", endedAt);
  else {
    const retryAfterMs = attempted.retryAfterMs;
    const again = retryAt({ number, at: endedAt, retryAfterMs }, chance);
    if (again !== undefined) {
      await postponeDelivery(tx, head.delivery, again);
      await releaseLane(tx, head, again);
      return over;
    }
    await finishDelivery(tx, head.delivery, "failed", endedAt);
  }
  // In a statement of its own, so that it sees what was added while the lock of the lane was waited for.
  const [next] = await laneHeads(tx, [head]);
  if (next === undefined) {
    await closeLane(tx, head);
    return over;
  }
  const endpoint = (await webhookEndpoints(tx)).find(({ id }) => id === head.endpoint);
  if (!mayGoOn || endpoint === undefined || !endpoint.enabled) {
    await releaseLane(tx, head, endedAt);
    return over;
  }
  await keepLane(tx, head, endedAt + leaseMs);
  return { ...over, next: { endpoint, head: next } };
}

/** Notes whether the endpoint works; why it was disabled, where it was. */
async function noteOutcome(
  tx: Tx,
  endpoint: string,
  { outcome, status, endedAt }: Attempted,
): Promise<string | undefined> {
  if (outcome === "delivered") {
    await noteEndpointWorks(tx, endpoint);
    return undefined;
  }
  await noteEndpointFails(tx, endpoint, endedAt);
  const isGone = status === 410;
  const since = isGone ? endedAt : endedAt - disableAfterMs;
  const reason = isGone
    ? "it answered 410 Gone"
    : `nothing was taken for ${disableAfterMs / DAY_MS} days`;
  const disabled = await disableFailing(tx, endpoint, { since, reason, at: endedAt });
  return disabled ? reason : undefined;
}
