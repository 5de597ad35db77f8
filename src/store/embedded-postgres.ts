import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { openClient } from "./connection.ts";
import { type DataFolder, inOneLine, openDataFolder, ownerRole } from "./embedded/data-folder.ts";
import { installedFiles, type NativeFiles } from "./embedded/native-files.ts";
import {
  endPostmaster,
  isAlive,
  isPassing,
  type Postmaster,
  runningPostmaster,
  startPostmaster,
} from "./embedded/postmaster.ts";
import { type ServerAccount, serverAccount } from "./embedded/server-account.ts";
import { appRole } from "./roles.ts";

/** Where an embedded server keeps its data when nobody says otherwise; relative to the working directory. */
export const defaultDataFolder = ".florin/pg";

/** A PostgreSQL server of our own, listening on 127.0.0.1 only. */
export interface EmbeddedPostgres {
  readonly dataFolder: string;
  readonly port: number;
  /** Process id of the server; another after the server was lost and revived. */
  readonly pid: () => number;
  /** The URL of a database for the role that owns it. Holds a password. */
  readonly ownerUrl: (database: string) => string;
  /** The URL of a database for the role that the application runs as. Holds a password. */
  readonly appUrl: (database: string) => string;
  readonly appPassword: string;
  /** Leaves the server; the last one to leave ends it. */
  readonly stop: () => Promise<void>;
}

/** Settings of {@link startEmbeddedPostgres}. */
export interface EmbeddedOptions {
  readonly dataFolder?: string;
  /** How long a start may take, crash recovery included. */
  readonly startTimeoutMs?: number;
}

/** Shared by everybody who uses the server, taken alone by whoever ends it. */
const presenceLock = 0x666c6f72;
/** What the connections that hold it are called, followed by the process's id. */
const presenceName = "florin presence ";

/**
 * Starts the server of a data folder, making the folder first where it is missing, or joins it where it already runs.
 *
 * Several processes may use one folder. Each holds a shared lock on the server, and `stop` ends it only when it gets
 * the lock alone, so nobody pulls it away from another. A server whose starter was killed goes on and is joined by the
 * next start. A server that is itself killed is revived on the same port; what it had acknowledged is in its log.
 * Throws when the server cannot run here, with its own last words.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedOptions = {},
): Promise<EmbeddedPostgres> {
  const path = options.dataFolder ?? defaultDataFolder;
  const timeoutMs = options.startTimeoutMs ?? 60_000;
  const account = serverAccount(`${path}/data`);
  const files = installedFiles(account);
  const data = await openDataFolder(path, files, account);
  const site: Site = { data, files, account, timeoutMs };
  let presence = await enter(site, undefined);
  const { port } = presence.server;
  let stopping = false;

  const revive = async (): Promise<void> => {
    presence = await enter(site, port);
    if (stopping) await leave(presence);
    else watch();
  };
  const watch = (): void => {
    presence.client.on("error", () => {});
    presence.client.on("end", () => {
      if (stopping) return;
      revive().catch(() => {});
    });
  };
  watch();

  return {
    dataFolder: data.folder,
    port,
    pid: () => presence.server.pid,
    ownerUrl: (database) => urlOf(ownerRole, data.passwords.owner, port, database),
    appUrl: (database) => urlOf(appRole, data.passwords.app, port, database),
    appPassword: data.passwords.app,
    stop: async () => {
      if (stopping) return;
      stopping = true;
      await leave(presence);
    },
  };
}

/**
 * Ends the server of a data folder that nobody uses any more, such as one whose starter was killed. Answers the process ids
 * of those who use it, in which case it goes on, and none where no server is left. Starts nothing. Throws where the server
 * neither answers nor ends.
 */
export async function endUnusedServer(path: string): Promise<readonly number[]> {
  const cluster = join(resolve(path), "data");
  const giveUpAt = performance.now() + endTimeoutMs;
  let reason = "it did not become ready";
  while (performance.now() < giveUpAt) {
    const server = runningPostmaster(cluster);
    if (server === undefined) return [];
    const account = serverAccount(cluster);
    const data = await openDataFolder(path, installedFiles(account), account);
    const joined = server.ready ? await enterRunning(data, server) : reason;
    if (typeof joined !== "string") {
      const others = await presentPids(joined.client);
      await leave(joined);
      const using = others.filter(isAlive);
      if (using.length > 0) return using;
    } else {
      reason = joined;
      await wait(20);
    }
  }
  throw new Error(`the database server in ${path} does not end: ${reason}`);
}

const endTimeoutMs = 30_000;

interface Site {
  readonly data: DataFolder;
  readonly files: NativeFiles;
  readonly account: ServerAccount | undefined;
  readonly timeoutMs: number;
}

/** Our connection to a server, which holds the shared lock as long as we use it. */
interface Presence {
  readonly server: Postmaster;
  readonly client: pg.Client;
}

/** Joins the running server or starts one; tries again while one is just starting or ending. */
async function enter(site: Site, port: number | undefined): Promise<Presence> {
  const giveUpAt = performance.now() + site.timeoutMs;
  let reason = "it did not become ready";
  while (performance.now() < giveUpAt) {
    const server = runningPostmaster(site.data.cluster);
    if (server === undefined) {
      const complaint = await startPostmaster(site.data, site.files, site.account, port);
      if (complaint === undefined) continue;
      if (!isPassing(complaint))
        throw Object.assign(new Error(`the embedded database ended: ${inOneLine(complaint)}`), {
          code: "database-ended",
        });
      reason = complaint;
      await wait(50);
    } else if (server.ready) {
      const joined = await enterRunning(site.data, server);
      if (typeof joined !== "string") return joined;
      reason = joined;
      await wait(20);
    } else {
      await wait(5);
    }
  }
  throw new Error(`no database server in ${site.data.folder}: ${reason}`);
}

/** Connects and takes the shared lock; says why not where the server is about to end or does not answer. */
async function enterRunning(data: DataFolder, server: Postmaster): Promise<Presence | string> {
  const url = urlOf(ownerRole, data.passwords.owner, server.port, "postgres");
  const client = openClient(url, `${presenceName}${process.pid}`);
  client.on("error", () => {});
  try {
    await client.connect();
    const answer = await client.query<{ joined: boolean }>(
      "select pg_try_advisory_lock_shared($1) as joined",
      [presenceLock],
    );
    if (answer.rows[0]?.joined === true) return { server, client };
    await client.end();
    return "another process is ending it";
  } catch (error) {
    await client.end().catch(() => {});
    return error instanceof Error ? error.message : String(error);
  }
}

async function leave({ client, server }: Presence): Promise<void> {
  try {
    await client.query("select pg_advisory_unlock_shared($1)", [presenceLock]);
    if (await isLast(client)) await endPostmaster(server);
  } catch {
    // The server is gone already, which is what was asked for.
  }
  await client.end().catch(() => {});
}

/** Whether nobody else uses the server. Waits for the sessions of processes that were killed to be cleared away. */
async function isLast(client: pg.Client): Promise<boolean> {
  for (;;) {
    const answer = await client.query<{ alone: boolean }>(
      "select pg_try_advisory_lock($1) as alone",
      [presenceLock],
    );
    if (answer.rows[0]?.alone === true) return true;
    if ((await presentPids(client)).every(isAlive)) return false;
    await wait(5);
  }
}

/** The process ids of the others who are connected to use the server; some may have been killed a moment ago. */
async function presentPids(client: pg.Client): Promise<readonly number[]> {
  const others = await client.query<{ pid: string }>(
    `select substr(application_name, ${presenceName.length + 1}) as pid from pg_stat_activity
    where starts_with(application_name, $1) and pid <> pg_backend_pid()`,
    [presenceName],
  );
  return others.rows.map(({ pid }) => Number(pid));
}

const urlOf = (role: string, password: string, port: number, database: string): string =>
  `postgresql://${role}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
