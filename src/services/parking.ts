import { ok, type Result, refuse } from "../fault/fault.ts";
import { accountStanding, parkAccount, unparkAccount } from "../store/accounts.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import { answered, onceOnly } from "./once.ts";
import type { IdempotentRequest, StoredAnswer } from "./services.ts";
import type { ServerClock } from "./tenant-clocks.ts";
import { tellEvents } from "./webhooks/tell-events.ts";

/** Takes an account out of billing, and tells whoever wants to hear of it. */
export async function park(tx: Tx, customer: string, reason: string, now: Instant): Promise<void> {
  await parkAccount(tx, customer, reason, now);
  const data = { customer, reason: reason.slice(0, 2_000) };
  const key = `${customer}@${now}`;
  await tellEvents(tx, [{ type: "account.parked", key, account: customer, at: now, data }]);
}

/** Lets a parked account go on, and tells whoever wants to hear of it; false where it was not parked. */
export async function resume(tx: Tx, customer: string, now: Instant): Promise<boolean> {
  if (!(await unparkAccount(tx, customer))) return false;
  const key = `${customer}@${now}`;
  const data = { customer };
  await tellEvents(tx, [{ type: "account.resumed", key, account: customer, at: now, data }]);
  return true;
}

/** What became of a request to let a parked account go on. */
export interface Unparked {
  readonly customer: string;
  /** False where the account was not parked, and nothing changed. */
  readonly unparked: boolean;
}

/**
 * Lets parked accounts go on: the next run of billing takes them up where they stopped, and parks them again if what
 * stopped them is still so. Refuses `not-found`.
 */
export const createUnpark =
  (store: Store, clock: ServerClock) =>
  (tenant: string, customer: string, once?: IdempotentRequest): Promise<Result<StoredAnswer>> =>
    store.withTenant(tenant, (tx) =>
      onceOnly(tx, once, clock.now(tenant), async () => {
        const held = await accountStanding(tx, customer);
        if (held === undefined)
          return refuse({
            code: "not-found",
            path: "",
            message: "there is no such customer",
          });
        const unparked = await resume(tx, held.customer, clock.now(tenant));
        const answer: Unparked = { customer, unparked };
        return ok(answered(200, JSON.stringify(answer)));
      }),
    );
