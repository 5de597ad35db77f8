import type { Services } from "../src/services/services.ts";
import { nullableInstantArray, textArray } from "../src/store/array-literal.ts";
import { openPool, type Pool, withSessionSettings } from "../src/store/connection.ts";
import type { Store } from "../src/store/store.ts";
import { addTenant } from "../src/store/tenants.ts";
import type { Instant } from "../src/time/instant.ts";
import { benchEvents, readyAccount } from "./bench-accounts.ts";
import { openBenchServices } from "./bench-services.ts";
import { gate } from "./benchmark.ts";
import { benchModel, chargeIds } from "./billing-model.ts";
import type { PlainUsage } from "./plain-invoices.ts";
import { removeScratchFolder, scratchFolder } from "./scratch-folder.ts";

/** The tenant whose accounts they are. */
export const benchTenant = "default";

/** A database in which every account has one invoice due. */
export interface StoredAccounts {
  readonly store: Store;
  readonly services: Services;
  /** The database, by the URL of the role that owns the tables. */
  readonly ownerUrl: string;
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
  const { store, services } = await openBenchServices({ dataFolder: folder }, now);
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
    await addTenant(owner, { id: benchTenant, name: "Default", createdAt: now });
    const published = await services.publishModel(benchTenant, benchModel);
    gate(published.ok, "the model is published");
    await insertAccounts(owner, usage, period);
    await insertUsage(store, usage, period);
    await owner.query("vacuum analyze events");
    const ownerUrl = embedded.ownerUrl("florin");
    return { store, services, ownerUrl, owner, close, rewind: () => rewind(owner) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The tables that a run writes. */
const tablesOfRun = [
  "invoices",
  "invoice_lines",
  "accounts",
  "journal_entries",
  "journal_postings",
  "journal_heads",
  "posted_series",
  "revenue_invoices",
] as const;

const batchSize = 1_000;

async function insertAccounts(owner: Pool, usage: PlainUsage, period: number): Promise<void> {
  for (let from = 0; from < usage.count; from += batchSize) {
    const length = Math.min(batchSize, usage.count - from);
    const ready = Array.from({ length }, (_, at) => readyAccount(usage, from + at, period));
    await owner.query(
      `insert into accounts (tenant, customer, state, next_due, version)
      select '${benchTenant}', customer, state, next_due, 1
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
    const verdicts = await store.events.importHistory(benchTenant, events);
    gate(
      verdicts.every((verdict) => verdict === "accepted"),
      "every event is new",
    );
  }
}

async function rewind(owner: Pool): Promise<void> {
  await owner.query(`truncate ${[...tablesOfRun, "number_series"].join(", ")}`);
  await owner.query("insert into accounts select * from accounts_before");
  await owner.query("vacuum analyze accounts");
}
