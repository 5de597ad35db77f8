import { everCredited, everSigned, parkedAmong } from "../../store/moved-customers.ts";
import { noteSoonLook, soonLookedUntil, trialsEndingBetween } from "../../store/soon-looks.ts";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import { listTenants } from "../../store/tenants.ts";
import { isAnyoneTold } from "../../store/webhook-outbox.ts";
import { DAY_MS, HOUR_MS } from "../../time/instant.ts";
import { daysAhead, soonEvents } from "../../webhook/soon-events.ts";
import { lookAtAccounts } from "../accounts/accounts-in-turn.ts";
import type { ModelLibrary } from "../model-library.ts";
import type { ServerClock } from "../tenant-clocks.ts";
import { tellEvents } from "./tell-events.ts";

/** What a look ahead needs of the rest of the server. */
export interface LookAheadParts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: Pick<ModelLibrary, "of">;
}

/** How often accounts are looked at: each look reads those that have credits or contracts. */
const everyMs = HOUR_MS;

/**
 * Tells of what accounts of every tenant come to soon, beside what happens to them, and so in no order with it. The first look of a
 * tenant only notes the time: what was near before is no news.
 */
export async function lookAhead({ store, clock, library }: LookAheadParts): Promise<void> {
  for (const { id } of await listTenants(store.pool))
    await store.withTenant(id, async (tx) => {
      if (!(await isAnyoneTold(tx))) return;
      const until = clock.now(id);
      const after = await soonLookedUntil(tx);
      if (after !== undefined && until < after + everyMs) return;
      await noteSoonLook(tx, until);
      const models = await library.of(tx);
      if (after === undefined || models === undefined) return;
      const all = await candidates(tx, after, until);
      // A parked account is not what it seems, and comes to nothing by itself.
      const parked = await parkedAmong(tx, all);
      const customers = all.filter((customer) => !parked.has(customer));
      const found = await lookAtAccounts(tx, customers, (account) =>
        soonEvents(account, models.books, { after, until }),
      );
      await tellEvents(tx, found.flat());
    });
}

/** Whose accounts may come to something: few have trials that end, credits or contracts. */
async function candidates(tx: Tx, after: number, until: number): Promise<readonly string[]> {
  const ahead = daysAhead.trial * DAY_MS;
  const trials = await trialsEndingBetween(tx, after + ahead, until + ahead);
  const all = [...trials, ...(await everCredited(tx)), ...(await everSigned(tx))];
  return [...new Set(all)].sort();
}
