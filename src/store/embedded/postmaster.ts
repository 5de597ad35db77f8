import { spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { clusterPath, type DataFolder, serverEnvironment } from "./data-folder.ts";
import type { NativeFiles } from "./native-files.ts";
import type { ServerAccount } from "./server-account.ts";

/** What the server says of itself in its lock file. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/**
 * Settings of every start. Durability is never traded: fsync, full-page writes and synchronous commit stay on, which
 * are the server's defaults and spelled out so that a configuration file cannot switch them off.
 */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  max_connections: "100",
  shared_buffers: "256MB",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  // Parallel workers need more shared memory than a container grants by default.
  max_parallel_workers_per_gather: "0",
  random_page_cost: "1.1",
};

const logSizeMax = 5_000_000;

/** The server that runs on the cluster, or nothing. A lock file that its server left behind is not one. */
export function runningPostmaster(cluster: string): Postmaster | undefined {
  const file = join(cluster, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  let lines: readonly string[];
  try {
    lines = readFileSync(file, "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!(pid > 0) || !isAlive(pid)) return undefined;
  if (!isServer(pid)) {
    // A process that has ended but that nobody waited for, or after a restart of the machine another program with the
    // same number: PostgreSQL would take both for a running server and refuse to start.
    rmSync(file, { force: true });
    return undefined;
  }
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/** Starts a server; resolves when it is ready or has ended, with what it said in that case. */
export async function startPostmaster(
  data: DataFolder,
  files: NativeFiles,
  account: ServerAccount | undefined,
  preferredPort: number | undefined,
): Promise<string | undefined> {
  const port = preferredPort ?? (await freePort());
  rotate(data.log);
  const log = openSync(data.log, "a", 0o600);
  const from = statSync(data.log).size;
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  let ended = false;
  try {
    // Detached: Ctrl-C in a terminal goes to us, and we close the server when our work is done.
    const child = spawn(
      files.postgres,
      ["-D", clusterPath(data.cluster), "-p", String(port), ...options],
      {
        ...account,
        cwd: data.cluster,
        env: serverEnvironment(),
        detached: true,
        stdio: ["ignore", log, log],
      },
    );
    child.on("error", () => {
      ended = true;
    });
    child.on("exit", () => {
      ended = true;
    });
    child.unref();
    while (!ended) {
      const running = runningPostmaster(data.cluster);
      if (running?.ready === true && running.pid === child.pid) return undefined;
      await wait(5);
    }
  } finally {
    closeSync(log);
  }
  return readFileSync(data.log).subarray(from).toString().trim() || "it ended without a word";
}

/** Asks the server to end now, cutting its connections, and waits until it has. */
export async function endPostmaster({ pid }: Postmaster): Promise<void> {
  try {
    process.kill(pid, "SIGINT");
  } catch {
    return;
  }
  while (isAlive(pid) && isServer(pid)) await wait(5);
}

/** Whether a start failed only because the server before it has not gone yet, or another took the port. */
export const isPassing = (complaint: string): boolean =>
  /lock file "postmaster\.pid"|shared memory block|Address already in use|could not create any TCP/.test(
    complaint,
  );

/** Whether there is a process of this id, ours or another's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether a live process is a PostgreSQL that still runs; taken for granted where the system does not tell. */
function isServer(pid: number): boolean {
  try {
    const [, name, state] = /\((.*)\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return name === "postgres" && state !== "Z";
  } catch {
    return !existsSync("/proc/self/stat");
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function rotate(log: string): void {
  const found = statSync(log, { throwIfNoEntry: false });
  if (found !== undefined && found.size > logSizeMax) renameSync(log, `${log}.1`);
}
