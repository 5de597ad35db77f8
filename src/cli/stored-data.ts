import { existsSync } from "node:fs";
import { join } from "node:path";
import { settings } from "../config/settings.ts";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { connect, type Store } from "../store/store.ts";
import { listTenants } from "../store/tenants.ts";
import { clickhouseAt } from "./clickhouse-at.ts";
import { noDatabase } from "./database-place.ts";
import { settingValues } from "./settings-in-force.ts";
import { refuseWith, type Terminal } from "./terminal.ts";

/** Where stored data is by default: the folder of `florin serve`. */
export const dataFolderDefault = settings.dataFolder.standard;

/**
 * Opens what a server stores, beside the server where one runs: the database of DATABASE_URL, else that of the data
 * folder, which must be there; with the events of CLICKHOUSE_URL where it is set. The caller closes it. Refuses `file-not-found`
 * and what settings are refused for.
 */
export async function openStoredData(dataFolder: string): Promise<Result<Store>> {
  const set = await settingValues("databaseUrl", "clickhouseUrl");
  if (!set.ok) return set;
  const { databaseUrl, clickhouseUrl } = set.value;
  const folder = join(dataFolder, "pg");
  if (databaseUrl === undefined && !existsSync(folder)) return noDatabase(dataFolder);
  return ok(
    await connect({
      databaseUrl,
      clickhouse: await clickhouseAt(clickhouseUrl),
      dataFolder: folder,
      connections: 2,
    }),
  );
}

/** What a command works on. */
export interface StoredPlace {
  /** The folder of `florin serve`. */
  readonly data: string;
  /** Must be there where it is named. */
  readonly tenant?: string;
}

/** Opens what a server stores, works with it and closes it again. Refuses as {@link openStoredData} does, and `unknown-tenant`. */
export async function withStoredData<T>(
  { data, tenant }: StoredPlace,
  work: (store: Store) => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = await openStoredData(data);
  if (!opened.ok) return opened;
  const store = opened.value;
  try {
    const unknown = tenant === undefined ? undefined : await unknownTenant(store, tenant);
    return unknown === undefined ? await work(store) : refuse(unknown);
  } finally {
    await store.close();
  }
}

/** Does a command's work with what a server stores, and answers its exit code; prints what refuses it. */
export async function exitOfStored(
  place: StoredPlace,
  terminal: Terminal,
  work: (store: Store) => Promise<number>,
): Promise<number> {
  const done = await withStoredData(place, async (store) => ok(await work(store)));
  return done.ok ? done.value : refuseWith(done.faults, terminal);
}

/** The fault of a `--tenant` that there is none of; undefined where there is. */
async function unknownTenant(store: Store, tenant: string): Promise<Fault | undefined> {
  const tenants = await listTenants(store.pool);
  if (tenants.some(({ id }) => id === tenant)) return undefined;
  const message = "there is no tenant with this id";
  return { code: "unknown-tenant", path: "--tenant", message, value: tenant };
}

/** A whole number of days, of an option. */
export function daysOption(text: string, option: string): Result<number> {
  if (/^\d{1,6}$/.test(text)) return ok(Number(text));
  return refuse({
    code: "out-of-range",
    path: option,
    message: "this is a whole number of days",
    value: text,
  });
}
