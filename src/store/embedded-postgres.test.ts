import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { openClient } from "./connection.ts";
import { runningPostmaster } from "./embedded/postmaster.ts";
import {
  type EmbeddedPostgres,
  endUnusedServer,
  startEmbeddedPostgres,
} from "./embedded-postgres.ts";

/** A folder that only we may enter, as under /root: the server's account must get by without its parents. */
const parent = mkdtempSync(join(tmpdir(), "florin-embedded-"));
/** Made by the first test that starts a server in it. */
const folder = join(parent, "pg");
const servers: EmbeddedPostgres[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

async function start(dataFolder: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataFolder });
  servers.push(server);
  return server;
}

async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = openClient(url);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

const answers = async (server: EmbeddedPostgres): Promise<boolean> => {
  try {
    await ask(server.ownerUrl("postgres"), "select 1");
    return true;
  } catch {
    return false;
  }
};

async function until(condition: () => Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + 30_000;
  while (!(await condition())) {
    if (performance.now() > giveUpAt) throw new Error("it did not come about in 30 s");
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Ends the server as a power cut would, and its orphans with it. */
const kill = (server: EmbeddedPostgres): boolean => process.kill(server.pid(), "SIGKILL");

/** Starts a server in a process of its own, kills that, and answers the port and process id of what it left. */
async function leftBehind(dataFolder: string): Promise<readonly number[]> {
  const module = fileURLToPath(new URL("./embedded-postgres.ts", import.meta.url));
  const script = `
    import { createJiti } from "jiti";
    const { startEmbeddedPostgres } = await createJiti(${JSON.stringify(module)}).import(${JSON.stringify(module)});
    const server = await startEmbeddedPostgres({ dataFolder: ${JSON.stringify(dataFolder)} });
    console.log(server.port + " " + server.pid());
    setInterval(() => {}, 1000);`;
  const starter = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = await new Promise<string>((resolve) => starter.stdout.once("data", resolve));
  const ended = new Promise((resolve) => starter.once("exit", resolve));
  starter.kill("SIGKILL");
  await ended;
  return String(said).trim().split(" ").map(Number);
}

describe("endUnusedServer", () => {
  const folder = join(parent, "unused");

  it("leaves a server alone that somebody uses, and says who", async () => {
    expect(await endUnusedServer(folder)).toEqual([]);
    const server = await start(folder);
    expect(await endUnusedServer(folder)).toEqual([process.pid]);
    expect(await answers(server)).toBe(true);
    await server.stop();
    expect(await endUnusedServer(folder)).toEqual([]);
  });

  it("ends a server that a killed process left behind", async () => {
    const cluster = join(folder, "data");
    const [, pid] = await leftBehind(folder);
    expect(runningPostmaster(cluster)?.pid).toBe(pid);
    expect(await endUnusedServer(folder)).toEqual([]);
    expect(runningPostmaster(cluster)).toBeUndefined();
  });
});

describe("startEmbeddedPostgres", () => {
  it("makes a durable server that only this machine reaches and only the passwords open", async () => {
    const server = await start(folder);
    const rows = await ask<{ name: string; setting: string }>(
      server.ownerUrl("postgres"),
      `select name, setting from pg_settings where name in
        ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'TimeZone',
         'unix_socket_directories', 'data_checksums') order by name`,
    );
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      data_checksums: "on",
      fsync: "on",
      full_page_writes: "on",
      listen_addresses: "127.0.0.1",
      synchronous_commit: "on",
      TimeZone: "UTC",
      unix_socket_directories: "",
    });
    const [locale] = await ask(
      server.ownerUrl("postgres"),
      "select datlocprovider, datlocale, datcollate from pg_database where datname = 'postgres'",
    );
    expect(locale).toEqual({ datlocprovider: "b", datlocale: "C.UTF-8", datcollate: "C" });
    expect(statSync(join(folder, "data", "florin-passwords.json")).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "data")).mode & 0o077).toBe(0);
    const wrong = server.ownerUrl("postgres").replace(/:[^:@]+@/, ":wrong@");
    await expect(ask(wrong, "select 1")).rejects.toThrow(/password authentication failed/);
    if (process.getuid?.() === 0) {
      expect(statSync(join(folder, "data")).uid).not.toBe(0);
      expect(statSync(`/proc/${server.pid()}`).uid).toBe(statSync(join(folder, "data")).uid);
    }
  });

  it("keeps data from one start to the next", async () => {
    const first = await start(folder);
    await ask(first.ownerUrl("postgres"), "create table kept as select 42 as answer");
    await first.stop();
    expect(await answers(first)).toBe(false);
    const second = await start(folder);
    expect(await ask(second.ownerUrl("postgres"), "select answer from kept")).toEqual([
      { answer: 42 },
    ]);
  });

  it("is made once and shared by everybody who starts it, and ends with the last one", async () => {
    const folder = join(parent, "raced");
    const [first, second] = await Promise.all([start(folder), start(folder)]);
    expect(second.port).toBe(first.port);
    await first.stop();
    expect(await answers(second)).toBe(true);
    await second.stop();
    expect(await answers(second)).toBe(false);
  });

  it("comes back on the same port after it was killed, with everything it acknowledged", async () => {
    const server = await start(folder);
    await ask(server.ownerUrl("postgres"), "create table survived as select 42 as answer");
    const killed = server.pid();
    kill(server);
    await until(async () => server.pid() !== killed && (await answers(server)));
    expect(await ask(server.ownerUrl("postgres"), "select answer from survived")).toEqual([
      { answer: 42 },
    ]);
  });

  it("joins the server that a killed process left behind", async () => {
    const [port, pid] = await leftBehind(folder);
    const server = await start(folder);
    expect([server.port, server.pid()]).toEqual([port, pid]);
    await server.stop();
    expect(await answers(server)).toBe(false);
  });

  it("is not held up by the lock file of a server that is gone, whoever has its number now", async () => {
    const first = await start(folder);
    const file = join(folder, "data", "postmaster.pid");
    const lines = readFileSync(file, "utf8").split("\n");
    await first.stop();
    for (const pid of [process.pid, 2 ** 22 - 7]) {
      writeFileSync(file, [String(pid), ...lines.slice(1)].join("\n"));
      const next = await start(folder);
      expect(await answers(next)).toBe(true);
      await next.stop();
    }
  });

  it("says what to do with data of another PostgreSQL", async () => {
    const first = await start(folder);
    await first.stop();
    writeFileSync(join(folder, "data", "PG_VERSION"), "17\n");
    await expect(start(folder)).rejects.toThrow(/holds data of PostgreSQL 17.*DATABASE_URL/);
    writeFileSync(join(folder, "data", "PG_VERSION"), "18\n");
  });

  it("shows the server's last words when it cannot start", async () => {
    const first = await start(folder);
    await first.stop();
    writeFileSync(
      join(folder, "data", "postgresql.auto.conf"),
      `no_such_setting = '${randomBytes(2).toString("hex")}'\n`,
    );
    await expect(start(folder)).rejects.toThrow(/no_such_setting/);
  });
});
