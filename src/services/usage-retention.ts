import type { Fault } from "../fault/fault.ts";
import { dueBefore } from "../store/accounts-due.ts";
import { finishDropping, keptMonth } from "../store/dropped-months.ts";
import { newestIdentity } from "../store/retention.ts";
import type { Store } from "../store/store.ts";
import type { StoredMonth } from "../store/stored-month.ts";
import type { Tx } from "../store/tenant.ts";
import { DAY_MS, formatInstant, type Instant } from "../time/instant.ts";
import { rollUpMonth } from "./roll-up-usage.ts";

/** How long usage is kept, and what must be known of it longer. */
export interface UsageRetention {
  readonly usageDays: number;
  readonly identityDays: number;
}

/** A tenant whose usage may go, and for how many days of it its models still make invoices. */
export interface UsageKeeper {
  readonly tenant: string;
  readonly neededDays: number;
}

/** Accounts that are named where usage must stay for them. */
const namedMax = 5;

/** Why usage may not be dropped: identities are kept longer, or invoices of it are still to come. */
export async function usageRetentionFaults(
  store: Store,
  { usageDays, identityDays }: UsageRetention,
  keepers: readonly UsageKeeper[],
): Promise<readonly Fault[]> {
  const faults: Fault[] = usageDays < identityDays ? [tooShort(usageDays, identityDays)] : [];
  for (const { tenant, neededDays } of keepers) {
    const waiting = await store.withTenant(
      tenant,
      async (tx) => {
        const before = (await newestIdentity(tx)) - (usageDays - neededDays) * DAY_MS;
        return dueBefore(tx, before, namedMax);
      },
      { readOnly: true },
    );
    if (waiting.length > 0) faults.push(notBilled(tenant, waiting));
  }
  return faults;
}

/**
 * Drops the usage of whole months that are older than the retention for every tenant, and answers the months: `2025-01`. One is
 * kept as long as the identity of any of its events is, so that both go together. Days count back from the newest event of a tenant.
 *
 * What each tenant used in a month is rolled up before it goes. An event that comes in for it meanwhile keeps it until the next time;
 * what comes in for a month that is gone stays, as events.
 */
export async function dropOldUsage(
  store: Store,
  { usageDays, identityDays }: UsageRetention,
  tenants: readonly string[],
): Promise<readonly string[]> {
  const inTenants = async <T>(run: (tx: Tx) => Promise<T>): Promise<readonly T[]> => {
    const all: T[] = [];
    for (const tenant of tenants) all.push(await store.withTenant(tenant, run, { readOnly: true }));
    return all;
  };
  // A tenant without events has nothing to lose.
  const newest = (await inTenants(newestIdentity)).filter((at) => at > 0);
  if (newest.length === 0) return [];
  const before = Math.min(...newest) - usageDays * DAY_MS;
  const isForgotten = async (from: Instant, to: Instant): Promise<boolean> => {
    const kept = await inTenants(async (tx) => {
      const since = (await newestIdentity(tx)) - identityDays * DAY_MS;
      return (await store.events.upkeep.newestReceipt(tx, from, to)) >= Math.max(since, 1);
    });
    return !kept.some(Boolean);
  };
  const { upkeep } = store.events;
  const owner = store.openOwnerPool();
  try {
    await upkeep.mendMonths(owner, tenants);
    for (const tenant of tenants)
      await store.withTenant(tenant, (tx) => finishDropping(tx, upkeep));
    return await upkeep.dropMonths(owner, before, async (from, to) => {
      const gone = await inTenants((tx) => keptMonth(tx, from));
      if (gone.some((month) => month?.isDropped) || !(await isForgotten(from, to)))
        return undefined;
      const rolledUp = new Map<string, StoredMonth>();
      for (const tenant of tenants)
        rolledUp.set(tenant, await rollUpMonth(store, tenant, { from, to }));
      return (await isForgotten(from, to)) ? rolledUp : undefined;
    });
  } finally {
    await owner.end();
  }
}

const tooShort = (usageDays: number, identityDays: number): Fault => ({
  code: "retention-too-short",
  path: "--usage",
  message: "usage is kept at least as long as its identities are",
  value: usageDays,
  suggestion: `keep usage for ${identityDays} days or more`,
});

const notBilled = (tenant: string, waiting: readonly (readonly [string, Instant])[]): Fault => ({
  code: "usage-not-billed",
  path: "--usage",
  message: `invoices of "${tenant}" that need usage so old are still to come`,
  value: waiting.map(([customer, due]) => `${customer} (due ${formatInstant(due)})`).join(", "),
  suggestion: "let billing catch up, look after what is parked, or keep usage longer",
});
