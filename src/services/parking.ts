import { ok, type Result, refuse } from "../fault/fault.ts";
import { accountStanding, unparkAccount } from "../store/accounts.ts";
import type { Store } from "../store/store.ts";
import { answered, onceOnly } from "./once.ts";
import type { IdempotentRequest, StoredAnswer } from "./services.ts";
import type { ServerClock } from "./tenant-clocks.ts";

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
        const answer: Unparked = { customer, unparked: await unparkAccount(tx, held.customer) };
        return ok(answered(200, JSON.stringify(answer)));
      }),
    );
