import { isAnyDue, takeBillingTurn } from "../store/accounts.ts";
import { outsideActs } from "../store/act.ts";
import { holdFactsBack, saveBillingPlace } from "../store/billing-places.ts";
import type { EventStore } from "../store/event-store.ts";
import { isLeftToPost } from "../store/journal.ts";
import { retrying, retryRolledBack } from "../store/retry.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import { listTenants } from "../store/tenants.ts";
import type { Instant } from "../time/instant.ts";
import { accountingCalendar } from "./accounting-calendar.ts";
import { type BillingRun, billSome, compareTurns } from "./billing.ts";
import type { FactTimes } from "./fact-times.ts";
import type { ModelLibrary } from "./model-library.ts";
import { type PostingRun, postSome } from "./posting.ts";
import type { ServerClock } from "./tenant-clocks.ts";

/** What runs of billing stand on. */
export interface BillingParts {
  readonly store: Store;
  readonly clock: ServerClock;
  /** Told of every account that had to be parked. */
  readonly onParked: (tenant: string, parked: BillingRun["parked"][number]) => void;
}

/** Up to when a run bills each tenant, asked when the run begins with it; undefined passes it over. */
export type BillUntil = (tenant: string) => Instant | undefined;

/** What a run of billing did, by tenant: how many invoices, or why it failed. */
export type BilledTenants = ReadonlyMap<
  string,
  { readonly invoices: number } | { readonly error: unknown }
>;

/** A tenant's own part of a run; what became of the others is not its business. */
export function invoicesOf(billed: BilledTenants, tenant: string): number {
  const own = billed.get(tenant) ?? { invoices: 0 };
  if ("error" in own) throw own.error;
  return own.invoices;
}

/** All invoices of a run; fails where one of the tenants did, after the others were billed. */
export function totalOf(billed: BilledTenants): number {
  return [...billed.keys()].reduce((sum, tenant) => sum + invoicesOf(billed, tenant), 0);
}

/**
 * Bills tenants' due accounts, each up to an instant of its own, transaction by transaction. One run at a time, so that a caller who
 * waits for the run before finds everything billed. What fails for one tenant does not keep the others from being billed.
 */
export function createBillingTurns(
  parts: BillingParts,
  library: ModelLibrary,
  times: FactTimes,
): BillingTurns {
  let before: Promise<unknown> = Promise.resolve();
  const between = <T>(work: () => Promise<T>): Promise<T> => {
    const run = before.then(work);
    before = run.catch(() => {});
    return run;
  };
  const bill = (until: BillUntil): Promise<BilledTenants> =>
    between(() => outsideActs(() => billTenants(parts, library, times, until)));
  return Object.assign(bill, { between });
}

/** Runs of billing, one at a time, and other work between two of them. */
export interface BillingTurns {
  (until: BillUntil): Promise<BilledTenants>;
  readonly between: <T>(work: () => Promise<T>) => Promise<T>;
}

async function billTenants(
  parts: BillingParts,
  library: ModelLibrary,
  times: FactTimes,
  untilOf: BillUntil,
): Promise<BilledTenants> {
  const billed = new Map<string, { invoices: number } | { error: unknown }>();
  for (const { id: tenant } of await listTenants(parts.store.pool)) {
    await parts.clock.learn(tenant);
    const until = untilOf(tenant);
    if (until === undefined) continue;
    let invoices = 0;
    try {
      for (let more = true; more; ) {
        const run = await times.billing(tenant, until, () =>
          billAndPost(parts.store, tenant, library, until),
        );
        for (const parked of run.parked) parts.onParked(tenant, parked);
        invoices += run.invoices;
        more = run.more;
      }
      billed.set(tenant, { invoices });
    } catch (error) {
      billed.set(tenant, { error });
    }
  }
  return billed;
}

/**
 * Bills once; where nothing more is due by then, everything that happened by then is posted. Apart from billing, so that invoices
 * do not wait for the books, and in the same turn, so that nothing is told before what is in the journal.
 */
async function billAndPost(
  store: Store,
  tenant: string,
  library: ModelLibrary,
  until: Instant,
): Promise<BillingRun> {
  const { run, left } = await retrying(retryRolledBack, () =>
    billTenantOnce(store, tenant, library, until),
  );
  if (run.more || !left) return run;
  let { last } = run;
  for (;;) {
    const posting = await retrying(retryRolledBack, () => postOnce(store, tenant, library, until));
    if (posting.last === undefined) return last === undefined ? run : { ...run, last };
    if (last === undefined || compareTurns(last, posting.last) < 0) last = posting.last;
  }
}

const postOnce = (
  store: Store,
  tenant: string,
  library: ModelLibrary,
  until: Instant,
): Promise<PostingRun> =>
  store.withTenant(tenant, async (tx) => {
    const models = await library.of(tx);
    if (models === undefined) return { posted: 0 };
    const { zone } = await accountingCalendar(tx, models);
    return postSome(tx, { zone, model: models.books.current.model }, until);
  });

export const nothingDue: BillingRun = { invoices: 0, parked: [], more: false };

/** Bills once, and tells whether something is left to post: mostly nothing is, and then the journal is not touched. */
const billTenantOnce = (
  store: Store,
  tenant: string,
  library: ModelLibrary,
  now: Instant,
): Promise<{ readonly run: BillingRun; readonly left: boolean }> =>
  store.withTenant(tenant, async (tx) => {
    const isOurs = (await isAnyDue(tx, now)) && (await takeBillingTurn(tx));
    const run = isOurs ? await billTurn(tx, library, now, store.events) : nothingDue;
    return { run, left: await isLeftToPost(tx) };
  });

async function billTurn(
  tx: Tx,
  library: ModelLibrary,
  now: Instant,
  events: EventStore,
): Promise<BillingRun> {
  const models = await library.of(tx);
  if (models === undefined) return nothingDue;
  await holdFactsBack(tx);
  const run = await billSome(tx, models.books, now, events);
  if (run.last !== undefined) await saveBillingPlace(tx, run.last);
  return run;
}
