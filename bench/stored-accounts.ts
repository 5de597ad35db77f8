import { pino } from "pino";
import { createApiKeys } from "../src/services/api-keys.ts";
import { manualClock } from "../src/services/clock.ts";
import { createServices } from "../src/services/create-services.ts";
import type { Services } from "../src/services/services.ts";
import { nullableInstantArray, textArray } from "../src/store/array-literal.ts";
import { openPool, type Pool, withSessionSettings } from "../src/store/connection.ts";
import { connect, type Store } from "../src/store/store.ts";
import { addTenant } from "../src/store/tenants.ts";
import type { Instant } from "../src/time/instant.ts";
import { benchEvents, readyAccount } from "./bench-accounts.ts";
import { gate } from "./benchmark.ts";
import { benchModel, chargeIds } from "./billing-model.ts";
import type { PlainUsage } from "./plain-invoices.ts";
import { removeScratchFolder, scratchFolder } from "./scratch-folder.ts";

const tenant = "default";

/** A database in which every account has one invoice due. */
export interface StoredAccounts {
  readonly store: Store;
  readonly services: Services;
  /** Connections that see every tenant's rows and may empty tables. */
  readonly owner: Pool;
  /** Puts the accounts back to where their invoice is due, and takes the invoices away. */
  readonly rewind: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens a database of its own with accounts and the usage of the period that is due at `now`. */
export async function openStoredAccounts(
  usage: PlainUsage,
  period: number,
  now: Instant,
): Promise<StoredAccounts> {
  const folder = await scratchFolder();
  const clock = manualClock(now);
  const store = await connect({ dataFolder: folder, clock: clock.now });
  const { embedded } = store;
  gate(embedded !== undefined, "the database is embedded");
  const owner = openPool(withSessionSettings(embedded.ownerUrl("florin")), {
    max: 2,
    statementTimeoutMs: 0,
  });
  const close = async (): Promise<void> => {
    await owner.end();
    await store.close();
    removeScratchFolder(folder);
  };
  try {
    const services = createServices({
      store,
      clock,
      apiKeys: createApiKeys(store, new Uint8Array(32), clock.now),
      monotonicMs: () => performance.now(),
      onParked: (_, { customer, reason }) => {
        pino().error({ customer, reason }, "account parked");
      },
    });
    await addTenant(owner, { id: tenant, name: "Default", createdAt: now });
    const published = await services.publishModel(tenant, benchModel);
    gate(published.ok, "the model is published");
    await insertAccounts(owner, usage, period);
    await insertUsage(store, usage, period);
    await owner.query("vacuum analyze events");
    return { store, services, owner, close, rewind: () => rewind(owner) };
  } catch (error) {
    await close();
    throw error;
  }
}

const batchSize = 1_000;

async function insertAccounts(owner: Pool, usage: PlainUsage, period: number): Promise<void> {
  for (let from = 0; from < usage.count; from += batchSize) {
    const length = Math.min(batchSize, usage.count - from);
    const ready = Array.from({ length }, (_, at) => readyAccount(usage, from + at, period));
    await owner.query(
      `insert into accounts (tenant, customer, state, next_due, version)
      select '${tenant}', customer, state, next_due, 1
      from unnest($1::text[], $2::text[], $3::timestamptz[]) as ready (customer, state, next_due)`,
      [
        textArray(ready.map(({ account }) => account.customer.id)),
        textArray(ready.map(({ account }) => JSON.stringify(account))),
        nullableInstantArray(ready.map(({ nextDue }) => nextDue)),
      ],
    );
  }
  await owner.query("create table accounts_before as table accounts");
}

async function insertUsage(store: Store, usage: PlainUsage, period: number): Promise<void> {
  for (let from = 0; from < usage.count; from += batchSize) {
    const length = Math.min(batchSize, usage.count - from);
    const events = Array.from({ length }, (_, step) => {
      const at = from + step;
      const begins = Date.UTC(2026, period, usage.startDays[at]);
      return chargeIds.flatMap((_, place) => benchEvents(usage, at, place, begins));
    }).flat();
    const verdicts = await store.events.importHistory(tenant, events);
    gate(
      verdicts.every((verdict) => verdict === "accepted"),
      "every event is new",
    );
  }
}

async function rewind(owner: Pool): Promise<void> {
  await owner.query("truncate invoices, invoice_lines, number_series, accounts");
  await owner.query("insert into accounts select * from accounts_before");
  await owner.query("vacuum analyze accounts");
}
