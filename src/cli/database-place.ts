import { existsSync } from "node:fs";
import { join } from "node:path";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { type DatabasePlace, openPlace } from "../store/database-place.ts";
import { settingValues } from "./settings-in-force.ts";

/**
 * Opens the database of DATABASE_URL, else that of a data folder, as it is: nothing is migrated. The caller leaves an embedded one.
 * Refuses `file-not-found` where the folder has none, unless it is `toBeMade`, and what settings are refused for.
 */
export async function openDatabasePlace(
  dataFolder: string,
  toBeMade = false,
): Promise<Result<DatabasePlace>> {
  const set = await settingValues("databaseUrl");
  if (!set.ok) return set;
  const { databaseUrl } = set.value;
  const folder = join(dataFolder, "pg");
  if (databaseUrl === undefined && !toBeMade && !existsSync(folder)) return noDatabase(dataFolder);
  return ok(await openPlace({ databaseUrl, dataFolder: folder }));
}

/** The refusal of a folder without a database. */
export const noDatabase = (folder: string): Result<never> =>
  refuse({
    code: "file-not-found",
    path: "--data",
    message: "there is no database in this folder",
    value: folder,
    suggestion: "name the folder that florin serve was given, or set DATABASE_URL",
  });
