import { everCredited, everSigned, parkedAmong } from "../../store/moved-customers.ts";
import { noteSoonLook, soonLookedUntil, trialsEndingBetween } from "../../store/soon-looks.ts";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import { isAnyoneTold } from "../../store/webhook-outbox.ts";
import { DAY_MS, HOUR_MS, type Instant } from "../../time/instant.ts";
import { daysAhead, soonEvents } from "../../webhook/soon-events.ts";
import { lookAtAccounts } from "../accounts/accounts-in-turn.ts";
import { type DueLook, dueLooks, type Looked, lookAtCustomers } from "../look-at-customers.ts";
import type { ModelLibrary } from "../model-library.ts";
import type { ServerClock } from "../tenant-clocks.ts";
import { tellEvents } from "./tell-events.ts";

/** What a look ahead needs of the rest of the server. */
export interface LookAheadParts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: Pick<ModelLibrary, "of">;
  /** Aborted when the server ends. */
  readonly ending?: AbortSignal | undefined;
}

/** How often accounts are looked at: each look reads those that have credits or contracts. */
const everyMs = HOUR_MS;

/** Accounts in one transaction. */
const atOnce = 200;

/**
 * Tells of what accounts of a tenant come to soon, beside what happens to them, and so in no order with it. The first look of a
 * tenant only notes the time: what was near before is no news.
 */
export async function lookAhead(
  { store, clock, library, ending }: LookAheadParts,
  tenant: string,
): Promise<Looked> {
  const until = clock.now(tenant);
  const { due, isHourly } = await store.withTenant(tenant, (tx) => begin(tx, until));
  const at = async (tx: Tx, customers: readonly string[], after: Instant): Promise<number> => {
    const models = await library.of(tx);
    if (models === undefined) return 0;
    // A parked account is not what it seems, and comes to nothing by itself.
    const parked = await parkedAmong(tx, customers);
    const moving = customers.filter((customer) => !parked.has(customer));
    const found = await lookAtAccounts(tx, moving, (account) =>
      soonEvents(account, models.books, { after, until }),
    );
    await tellEvents(tx, found.flat());
    return found.flat().length;
  };
  const looked = await lookAtCustomers(
    { store, tenant, kind: "soon", now: until, ending, atOnce, at },
    due,
  );
  // Last: a server that ends before it is looked at again.
  if (isHourly) await store.withTenant(tenant, (tx) => noteSoonLook(tx, until));
  return looked;
}

/** Whom to look at now: between the hours, only those whom a look failed at. */
async function begin(
  tx: Tx,
  until: Instant,
): Promise<{ readonly due: readonly DueLook[]; readonly isHourly: boolean }> {
  if (!(await isAnyoneTold(tx))) return { due: [], isHourly: false };
  const after = await soonLookedUntil(tx);
  if (after === undefined) return { due: [], isHourly: true };
  const isHourly = until >= after + everyMs;
  const customers = isHourly ? await candidates(tx, after, until) : [];
  return { due: await dueLooks(tx, { kind: "soon", now: until }, customers, after), isHourly };
}

/** Whose accounts may come to something: few have trials that end, credits or contracts. */
async function candidates(tx: Tx, after: Instant, until: Instant): Promise<readonly string[]> {
  const ahead = daysAhead.trial * DAY_MS;
  const trials = await trialsEndingBetween(tx, after + ahead, until + ahead);
  const all = [...trials, ...(await everCredited(tx)), ...(await everSigned(tx))];
  return [...new Set(all)].sort();
}
