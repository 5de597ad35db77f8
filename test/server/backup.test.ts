import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { startFlorin } from "../../src/server.ts";
import { backUp, restore, verifyBackup } from "../../src/services/backups.ts";
import { openPool } from "../../src/store/connection.ts";
import { openPlace } from "../../src/store/database-place.ts";
import { migrate, migrations } from "../../src/store/migrate.ts";
import { ensureAppRole } from "../../src/store/roles.ts";
import { type FreshDatabase, freshDatabase } from "../../src/store/test-database.fixture.ts";
import { florin } from "../cli/florin.ts";
import { usage } from "./api-story.ts";
import { at, client, type RunningFlorin, runFlorin } from "./running-florin.ts";

let folder: string;
let server: RunningFlorin;
let source: FreshDatabase;
let file: string;
/** Databases and roles made here, dropped in the end. */
const drops: string[] = [];

const asAdmin = async (text: string): Promise<void> => {
  const pool = openPool(source.server.ownerUrl("postgres"), { max: 1, statementTimeoutMs: 0 });
  await pool.query(text);
  await pool.end();
};

/** The URL of a database without any table; of a role that is no superuser, where that is wanted. */
async function emptyDatabase(name: string, owner?: string): Promise<string> {
  const database = `${source.name}_${name}`;
  drops.unshift(`drop database "${database}" with (force)`);
  await asAdmin(`create database "${database}"${owner === undefined ? "" : ` owner ${owner}`}`);
  const url = new URL(source.server.ownerUrl(database));
  if (owner !== undefined) {
    url.username = owner;
    url.password = "owner";
  }
  return url.href;
}

const sourcePlace = () => openPlace({ databaseUrl: source.server.ownerUrl(source.name) });

const order = { now: at("2026-04-01T00:00:00Z"), pepper: undefined };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-backup-"));
  file = join(folder, "books.florin-backup");
  source = await freshDatabase();
  server = await runFlorin("2025-12-31T00:00:00Z", {
    databaseUrl: source.server.ownerUrl(source.name),
  });
  const { api } = server;
  await api.post("/v1/models", acme);
  await api.post("/v1/customers", { id: "c-1", name: 'Alder\t\\N "ü"\n\\.' });
  await api.post("/v1/subscriptions", {
    id: "s-1",
    customer: "c-1",
    plan: "hybrid",
    start: "2026-01-01",
  });
  await api.post("/v1/webhook-endpoints", { url: "https://example.com/hooks" });
  const other = await server.addTenant("zeta");
  await other.post("/v1/models", acme);
  await other.post("/v1/customers", { id: "c-1", name: "Zeta's own" });
  await server.moveTo("2026-01-31T23:00:00Z");
  expect(await api.post("/v1/events", usage)).toMatchObject({ status: 200 });
  await server.moveTo("2026-03-15T00:00:00Z");
});
afterAll(async () => {
  await server?.stop();
  for (const text of drops) await asAdmin(text);
  await source?.drop();
  await rm(folder, { recursive: true, force: true });
});

/** What a server answers about its books. */
async function books(origin: string, key: string): Promise<readonly string[]> {
  const api = client(origin, key);
  const answers = [];
  for (const path of ["/v1/invoices", "/v1/ledger/entries", "/v1/customers", "/v1/summary"])
    answers.push((await api.get(path)).text);
  await api.close();
  return answers;
}

describe("a backup", () => {
  it("restores as an owner bound by row-level security to the same bytes, and to a server with the same books", async () => {
    const made = expectOk(await backUp(await sourcePlace(), file, order));
    const rowsOf = (name: string) => made.manifest.tables.find(({ table }) => table === name)?.rows;
    expect([rowsOf("tenants"), rowsOf("customers"), rowsOf("webhook_endpoints")]).toEqual([
      2, 2, 1,
    ]);
    expect(rowsOf("events")).toBe(usage.length);
    expect(rowsOf("journal_entries")).toBeGreaterThan(0);

    const owner = `${source.name}_owner`;
    drops.unshift(`drop role ${owner}`);
    await asAdmin(`create role ${owner} login password 'owner'`);
    await asAdmin(`grant florin_app to ${owner}`);
    const databaseUrl = await emptyDatabase("restored", owner);
    const place = await openPlace({ databaseUrl });
    const restored = expectOk(await restore({ place }, file, order.now));
    expect(restored.content).toBe(made.manifest.content);
    const again = expectOk(await backUp(place, `${file}.again`, order));
    expect(again.manifest).toEqual(made.manifest);

    expect(await restore({ place }, file, order.now)).toMatchObject({
      ok: false,
      faults: [{ code: "database-not-empty" }],
    });

    const dataFolder = join(folder, "moved");
    await cp(server.dataFolder, dataFolder, { recursive: true });
    const second = await startFlorin({
      dataFolder,
      databaseUrl,
      host: "127.0.0.1",
      port: 0,
      clockStart: at("2026-03-15T00:00:00Z"),
      logLevel: "silent",
    });
    expect(await books(second.origin, server.apiKey)).toEqual(
      await books(server.florin.origin, server.apiKey),
    );
    const held = client(second.origin, server.apiKey);
    const { madeAt } = made.manifest;
    expect((await held.get("/v1/hold")).json).toEqual({
      held: true,
      since: "2026-04-01T00:00:00Z",
      backupMadeAt: madeAt,
    });
    const deliveries = "/v1/webhook-deliveries?limit=500";
    const waiting = (await held.get(deliveries)).text;
    for (const [path, body] of [
      ["/v1/events", { ...usage[0], id: "while-held" }],
      ["/v1/customers", { id: "while-held", name: "No" }],
      ["/v1/clock", { now: "2026-05-01T00:00:00Z" }],
      ["/v1/webhooks/default/stripe", {}],
      ["/portal/v1/cancellations", {}],
    ] as const)
      expect((await held.post(path, body)).json, path).toMatchObject({
        status: 503,
        code: "on-hold",
      });
    expect((await held.post("/v1/preview", {})).status).toBe(422);
    expect(await second.services.hold.isHeld()).toBe(true);
    expect((await held.get(deliveries)).text).toBe(waiting);
    expect((await held.post("/v1/hold/release", undefined)).json).toMatchObject({ held: false });
    expect((await held.post("/v1/customers", { id: "c-9", name: "Yes" })).status).toBe(201);
    expect((await held.get("/v1/audit-log?subject=/v1/hold/release")).json).toMatchObject({
      items: [{ action: "organisation.manage", before: { held: true, backupMadeAt: madeAt } }],
    });
    await held.close();
    await second.stop();
  });

  it("is one moment, while events come in", async () => {
    let stopped = false;
    const sending = (async () => {
      for (let n = 0; !stopped; n += 1)
        await server.api.post("/v1/events", { ...usage[0], id: `more-${n}` });
    })();
    const made = expectOk(await backUp(await sourcePlace(), `${file}.live`, order));
    stopped = true;
    await sending;
    const rowsOf = (name: string) => made.manifest.tables.find(({ table }) => table === name)?.rows;
    expect(rowsOf("events")).toBe(rowsOf("event_keys"));
  });

  it("of an older schema is restored as it was, and brought up to date by the next start", async () => {
    const databaseUrl = await emptyDatabase("old");
    const pool = openPool(databaseUrl, { max: 1, statementTimeoutMs: 0 });
    await ensureAppRole(pool, undefined);
    await migrate(pool, Object.fromEntries(Object.entries(migrations).slice(0, 37)));
    await pool.query("insert into tenants values ('acme', 'Acme', now())");
    await pool.end();
    const old = await openPlace({ databaseUrl });
    const made = expectOk(await backUp(old, `${file}.old`, order));
    const into = await emptyDatabase("from-old");
    vi.stubEnv("DATABASE_URL", into);
    const ran = await florin(["restore", `${file}.old`, "--data", folder]);
    const release = async () => (await florin(["release", "--data", folder])).results;
    expect(await release()).toEqual(["Released: servers on it act within a second."]);
    expect(await release()).toEqual(["There was no hold."]);
    vi.unstubAllEnvs();
    expect(ran.messages).toEqual([
      expect.stringContaining("It is on hold"),
      expect.stringContaining("holds no file pepper"),
    ]);
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.results.at(-1)).toBe("acme: no invoices, no events: sound");
    expect(made.manifest.migrations).toHaveLength(37);
  });

  it("is refused where it is damaged, cut, of a later schema, or none", async () => {
    const whole = await readFile(file);
    const bad = join(folder, "bad");
    const verdict = async (bytes: Uint8Array) => {
      await writeFile(bad, bytes);
      const { code, messages } = await florin(["backup", "verify", bad]);
      return `${code} ${/ (backup-damaged|not-a-backup) /.exec(messages.join(" "))?.[1]}`;
    };
    const flipped = Buffer.from(whole);
    flipped[whole.length >> 1] = (flipped[whole.length >> 1] ?? 0) ^ 1;
    expect(await verdict(flipped)).toBe("1 backup-damaged");
    expect(await verdict(whole.subarray(0, whole.length - 1))).toBe("1 backup-damaged");
    expect(await verdict(Buffer.from("books"))).toBe("1 backup-damaged");
    expect(await verdict(gzipSync("{}\n"))).toBe("1 not-a-backup");
    expect((await florin(["backup", "verify", file])).results).toHaveLength(4);

    const text = gunzipSync(whole).toString("utf8");
    const last = Object.keys(migrations).at(-1) ?? "";
    await writeFile(bad, gzipSync(text.replace(`"${last}"`, `"${last}","9999-later"`)));
    const place = await openPlace({ databaseUrl: await emptyDatabase("later") });
    expect(await restore({ place }, bad, order.now)).toMatchObject({
      faults: [{ code: "backup-too-new" }],
    });
    // A row that is another fails at its table, and nothing is kept.
    await writeFile(bad, gzipSync(text.replace("Zeta's own", "Zeta's oWn")));
    expect(await restore({ place }, bad, order.now)).toMatchObject({
      faults: [{ code: "backup-damaged" }],
    });
    expect(await restore({ place }, file, order.now)).toMatchObject({ ok: true });
  });

  it("is of a database that florin doctor finds well, until its tenants are no longer kept apart", async () => {
    vi.stubEnv("DATABASE_URL", source.server.ownerUrl(source.name));
    vi.stubEnv("FLORIN_PORT", "0");
    type Found = { readonly check: string; readonly state: string; readonly remedy?: string };
    const look = async () => {
      const { code, results } = await florin(["doctor", "--data", server.dataFolder, "--json"]);
      const { findings }: { readonly findings: readonly Found[] } = JSON.parse(results.join("\n"));
      return { code, findings, problems: findings.filter(({ state }) => state === "problem") };
    };
    const sound = await look();
    expect(sound).toMatchObject({ code: 0, problems: [] });
    expect(sound.findings.map(({ check }) => check)).toEqual(
      "node,configuration,data folder,secret,disk,port,postgres,encoding,rights,isolation,migrations,clock,connections,console".split(
        ",",
      ),
    );
    const admin = openPool(source.server.ownerUrl(source.name), { max: 1, statementTimeoutMs: 0 });
    await admin.query("alter table payment_effects no force row level security");
    expect(await look()).toMatchObject({ code: 1, problems: [{ check: "isolation" }] });
    await admin.query("alter table payment_effects force row level security");
    await admin.end();
    vi.stubEnv("DATABASE_URL", "mysql://nowhere");
    expect(await look()).toMatchObject({ code: 1, problems: [{ check: "configuration" }] });
    vi.unstubAllEnvs();
    const doctor = async (name: string) =>
      (await florin(["doctor", "--data", join(folder, name)])).results.join("\n");
    expect(await doctor("new")).toContain("the first start makes an embedded one");
    await mkdir(join(folder, "begun", "pg"), { recursive: true });
    expect(await doctor("begun")).toContain("the first start makes an embedded one");
    expect(await readdir(join(folder, "begun", "pg"))).toEqual([]);
    await writeFile(join(folder, "a-file"), "");
    expect(await doctor("a-file")).toContain("is a file, not a folder");
    await mkdir(join(folder, "begun", "pg", "data"));
    await writeFile(join(folder, "begun", "pg", "data", "postgresql.conf"), "");
    expect(await doctor("begun")).toMatch(/damaged: .* has no file PG_VERSION.*florin restore/s);
  });

  it("holds nothing where no Florin has run", async () => {
    const place = await openPlace({ databaseUrl: await emptyDatabase("nothing") });
    expect(await backUp(place, `${file}.none`, order)).toMatchObject({
      faults: [{ code: "nothing-to-back-up" }],
    });
    expect(await verifyBackup(file)).toMatchObject({ ok: true });
  });
});
