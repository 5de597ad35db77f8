import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { parseDatabaseUrl } from "../store/database-url.ts";
import { connect, type Store } from "../store/store.ts";
import { listTenants } from "../store/tenants.ts";
import { clickhouseSet } from "./clickhouse-set.ts";

/** Where stored data is by default: the folder of `florin serve`. */
export const dataFolderDefault = ".florin";

/**
 * Opens what a server stores, beside the server where one runs: the database of DATABASE_URL, else that of the data
 * folder, which must be there; with the events of CLICKHOUSE_URL where it is set. The caller closes it. Refuses `file-not-found`,
 * `invalid-database-url` and `invalid-url`.
 */
export async function openStoredData(dataFolder: string): Promise<Result<Store>> {
  const databaseUrl = process.env.DATABASE_URL;
  if (databaseUrl !== undefined) {
    const url = parseDatabaseUrl(databaseUrl);
    if (!url.ok) return url;
  }
  const folder = join(dataFolder, "pg");
  if (databaseUrl === undefined && !existsSync(folder))
    return refuse({
      code: "file-not-found",
      path: "--data",
      message: "there is no database in this folder",
      value: dataFolder,
      suggestion: "name the folder that florin serve was given, or set DATABASE_URL",
    });
  const clickhouse = await clickhouseSet();
  if (!clickhouse.ok) return clickhouse;
  return ok(
    await connect({
      databaseUrl,
      clickhouse: clickhouse.value,
      dataFolder: folder,
      connections: 2,
    }),
  );
}

/** The fault of a `--tenant` that there is none of; undefined where there is. */
export async function unknownTenant(store: Store, tenant: string): Promise<Fault | undefined> {
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
