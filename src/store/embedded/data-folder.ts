import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join, resolve } from "node:path";
import type { NativeFiles } from "./native-files.ts";
import type { ServerAccount } from "./server-account.ts";

/** The role that owns the tables and runs migrations. */
export const ownerRole = "florin";

/** The major version whose data format the embedded server reads. */
const formatVersion = "18";

/** A folder with an initialised database cluster. */
export interface DataFolder {
  /** Holds the cluster and the server's log. */
  readonly folder: string;
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  readonly log: string;
  readonly passwords: ClusterPasswords;
}

/** The passwords of the two roles, random for each cluster. */
export interface ClusterPasswords {
  readonly owner: string;
  readonly app: string;
}

/**
 * Opens the data folder, making the cluster where there is none. Passwords lie in the cluster in a file that only the
 * server's account can read, so cluster and passwords come into being in one rename and no crash parts them.
 */
export async function openDataFolder(
  path: string,
  files: NativeFiles,
  account: ServerAccount | undefined,
): Promise<DataFolder> {
  const folder = resolve(path);
  const cluster = join(folder, "data");
  // Looked at first: another process may bring the whole cluster into being meanwhile.
  const hasData = existsSync(cluster) && readdirSync(cluster).length > 0;
  if (!existsSync(join(cluster, "PG_VERSION"))) {
    if (hasData) throw damaged(`${cluster} has no file PG_VERSION`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    give(folder, account);
    await makeCluster(folder, cluster, files, account);
  }
  const version = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  if (version !== formatVersion) {
    throw Object.assign(
      new Error(
        `${cluster} holds data of PostgreSQL ${version}, this is ${formatVersion}; ` +
          "start a PostgreSQL of that version on it and set DATABASE_URL",
      ),
      { code: "other-postgres" },
    );
  }
  const passwords = readPasswords(cluster);
  return { folder, cluster, log: join(folder, "server.log"), passwords };
}

function readPasswords(cluster: string): ClusterPasswords {
  try {
    return JSON.parse(readFileSync(passwordFile(cluster), "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT")
      throw damaged(`${passwordFile(cluster)} is not there, or not whole`);
    throw error;
  }
}

const damaged = (what: string): Error =>
  Object.assign(new Error(`the embedded database is damaged: ${what}`), {
    code: "database-damaged",
  });

const passwordFile = (cluster: string): string => join(cluster, "florin-passwords.json");

async function makeCluster(
  folder: string,
  cluster: string,
  files: NativeFiles,
  account: ServerAccount | undefined,
): Promise<void> {
  const fresh = join(folder, `new-${process.pid}-${randomBytes(6).toString("hex")}`);
  const secret = `${fresh}.password`;
  const passwords = { owner: newPassword(), app: newPassword() };
  try {
    mkdirSync(fresh, { mode: 0o700 });
    give(fresh, account);
    writePrivate(secret, passwords.owner, account);
    await initialise(fresh, secret, files, account);
    writePrivate(passwordFile(fresh), JSON.stringify(passwords), account);
    renameSync(fresh, cluster);
  } catch (error) {
    // Another process may have made the cluster meanwhile; then its own stands.
    if (!existsSync(join(cluster, "PG_VERSION"))) throw error;
  } finally {
    rmSync(secret, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

function initialise(
  fresh: string,
  secret: string,
  files: NativeFiles,
  account: ServerAccount | undefined,
): Promise<void> {
  const options = [
    `--pgdata=${clusterPath(fresh)}`,
    `--username=${ownerRole}`,
    `--pwfile=../${basename(secret)}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The builtin provider sorts by code point on every machine, so data can move to any server.
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(files.initdb, options, {
      ...account,
      cwd: fresh,
      env: serverEnvironment(),
      stdio: ["ignore", "ignore", "pipe"],
    });
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint += text;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else
        reject(
          Object.assign(new Error(`cannot make a database in ${fresh}: ${inOneLine(complaint)}`), {
            code: "database-not-made",
          }),
        );
    });
  });
}

/** What PostgreSQL complains of, on one line. */
export const inOneLine = (complaint: string): string =>
  complaint.trim().replaceAll(/\s*\n\s*/g, "; ");

/**
 * How a server process started in its data directory names it. Where the system can say "the folder I am in", the
 * folders above need not be open to the server's account, which they are not under /root.
 */
export const clusterPath = (cluster: string): string =>
  existsSync("/proc/self/cwd") ? "/proc/self/cwd" : cluster;

/** What a server process sees of our environment: no secrets, one language, one time zone. */
export const serverEnvironment = (): Record<string, string> => ({
  PATH: process.env.PATH ?? "",
  LC_ALL: "C",
  TZ: "UTC",
});

const newPassword = (): string => randomBytes(24).toString("base64url");

function writePrivate(path: string, text: string, account: ServerAccount | undefined): void {
  writeFileSync(path, text, { mode: 0o600 });
  chmodSync(path, 0o600);
  give(path, account);
}

function give(path: string, account: ServerAccount | undefined): void {
  if (account !== undefined) chownSync(path, account.uid, account.gid);
}
