import { parseDatabaseUrl } from "../config/database-url.ts";
import { expectOk } from "../fault/fault.ts";
import { openClient, openPool, withSessionSettings } from "./connection.ts";
import { unreachableDatabase } from "./database-url.ts";
import {
  defaultDataFolder,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "./embedded-postgres.ts";
import { appRole } from "./roles.ts";

/** Which database. */
export interface DatabaseChoice {
  /** Any PostgreSQL 15 or newer, by the URL of the role that owns the tables; an embedded server where absent. */
  readonly databaseUrl?: string | undefined;
  /** Where the embedded server keeps its data. */
  readonly dataFolder?: string | undefined;
  /** The embedded server's database. */
  readonly database?: string;
}

/** A database that answers, with or without a schema. */
export interface DatabasePlace {
  /** For the role that owns the tables. Both URLs hold a password and the settings of a session. */
  readonly ownerUrl: string;
  /** For the role that the application runs as, once that was made. */
  readonly appUrl: string;
  /** The embedded server, for whoever opened it to leave; absent with a server of one's own. */
  readonly embedded?: EmbeddedPostgres;
}

const defaultDatabase = "florin";

/** Reaches the server of `databaseUrl`, else starts or joins an embedded one and makes its database. Throws where that fails. */
export async function openPlace(choice: DatabaseChoice): Promise<DatabasePlace> {
  if (choice.databaseUrl !== undefined) {
    await reach(choice.databaseUrl);
    const ownerUrl = withSessionSettings(choice.databaseUrl);
    const appUrl = withSessionSettings(choice.databaseUrl, `-c role=${appRole}`);
    return { ownerUrl, appUrl };
  }
  const embedded = await startEmbeddedPostgres({
    dataFolder: choice.dataFolder ?? defaultDataFolder,
  });
  try {
    const database = choice.database ?? defaultDatabase;
    await ensureDatabase(embedded, database);
    const ownerUrl = withSessionSettings(embedded.ownerUrl(database));
    const appUrl = withSessionSettings(embedded.appUrl(database));
    return { ownerUrl, appUrl, embedded };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** Opens one connection to a server that is not ours, so that a failure says which it was that failed. */
async function reach(databaseUrl: string): Promise<void> {
  const url = expectOk(parseDatabaseUrl(databaseUrl));
  const client = openClient(databaseUrl);
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    throw unreachableDatabase(url, error);
  } finally {
    await client.end().catch(() => {});
  }
}

const duplicateDatabase = "42P04";
const uniqueViolation = "23505";

async function ensureDatabase(server: EmbeddedPostgres, database: string): Promise<void> {
  const pool = openPool(server.ownerUrl("postgres"), { max: 1, statementTimeoutMs: 0 });
  try {
    const found = await pool.query("select from pg_database where datname = $1", [database]);
    if (found.rowCount === 0) {
      await pool.query(`create database "${database.replaceAll('"', '""')}"`);
    }
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== duplicateDatabase && code !== uniqueViolation) throw error;
  } finally {
    await pool.end();
  }
}
