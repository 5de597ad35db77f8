import { mkdir, mkdtemp, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { keyLines } from "../../src/cli/serve.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { type Florin, type FlorinOptions, openFlorin } from "../../src/server.ts";
import { florin as command } from "../cli/florin.ts";
import { client } from "./running-florin.ts";

let folder: string;
let elsewhere: string;
let running: Florin[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-keys-"));
  elsewhere = join(folder, "elsewhere");
});
afterEach(async () => {
  delete process.env.DATABASE_URL;
  for (const one of running.reverse()) await one.stop();
  running = [];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function start(more: Partial<FlorinOptions> = {}): Promise<Florin> {
  const opened = await openFlorin({
    dataFolder: folder,
    databaseUrl: undefined,
    host: "127.0.0.1",
    port: 0,
    clockStart: undefined,
    logLevel: "silent",
    ...more,
  });
  running.push(expectOk(opened));
  return expectOk(opened);
}

async function status(server: Florin, key: string, body?: unknown): Promise<number> {
  const api = client(server.origin, key);
  const answer =
    body === undefined ? await api.get("/v1/summary") : await api.post("/v1/customers", body);
  await api.close();
  return answer.status;
}

const keys = (...words: string[]) => command(["keys", ...words]);

describe("the first API key", () => {
  it("is in its file before it is in the database, so a crash in between locks nobody out", async () => {
    // The file cannot be written: what a crash at that instant leaves.
    await mkdir(join(folder, "api-key"));
    await expect(start()).rejects.toThrow();
    await rmdir(join(folder, "api-key"));
    const server = await start();
    expect(server.newApiKey).toMatch(/^florin_default_/);
    expect(await readFile(server.apiKeyFile, "utf8")).toBe(`${server.newApiKey}\n`);
    expect(keyLines(server, folder)[0]).toBe(`API key, shown once: ${server.newApiKey}`);
    expect(await status(server, server.newApiKey ?? "")).toBe(200);
  });

  it("is found again by the next start", async () => {
    const server = await start();
    expect(server).toMatchObject({ newApiKey: undefined, apiKeyFileWorks: true });
    expect(keyLines(server, folder)).toEqual([`API key: in ${join(folder, "api-key")}`]);
  });
});

describe("a database that another folder's keys were made for", () => {
  it("is opened with word of what to do, and takes keys made for this folder", async () => {
    const home = await start();
    const databaseUrl = home.store.embedded?.ownerUrl("florin");
    const server = await start({ databaseUrl, dataFolder: elsewhere });
    expect(server).toMatchObject({ newApiKey: undefined, apiKeys: { working: 0, otherSecret: 1 } });
    const told = keyLines(server, elsewhere).join("\n");
    expect(told).toContain("No API key works here.");
    expect(told).toContain(`replace ${elsewhere}/pepper by that folder's file pepper`);
    expect(told).toContain(`florin keys add --data ${elsewhere}`);

    process.env.DATABASE_URL = databaseUrl ?? "";
    const added = await keys("add", "--data", elsewhere, "--name", "moved");
    expect(added.code).toBe(0);
    expect(await status(server, added.results[0] ?? "")).toBe(200);
    expect(await status(home, added.results[0] ?? "")).toBe(401);
    const listed = (await keys("list", "--data", elsewhere)).results;
    expect(listed[1]).toMatch(/first key +write .* made under the secret of another folder$/);
    expect(listed[2]).toMatch(/moved +write .* works$/);
  });

  it("takes the old keys again once it has the old secret", async () => {
    const home = await start();
    const databaseUrl = home.store.embedded?.ownerUrl("florin");
    for (const name of ["pepper", "api-key"])
      await writeFile(join(elsewhere, name), await readFile(join(folder, name)));
    const server = await start({ databaseUrl, dataFolder: elsewhere });
    expect(keyLines(server, elsewhere)).toEqual([`API key: in ${join(elsewhere, "api-key")}`]);
  });
});

describe("keys over the API", () => {
  it("are made, listed, rotated and revoked at once, and give no more than their maker has", async () => {
    const server = await start();
    const [all = ""] = (await keys("add", "--data", folder)).results;
    const root = client(server.origin, all);
    const made = (await root.post("/v1/api-keys", { name: "dev", scopes: ["role:developer"] }))
      .json as { id: string; key: string };
    const dev = client(server.origin, made.key);
    const faultOf = ({ json }: { json: unknown }) =>
      (json as { errors: { code: string; path: string }[] }).errors[0];
    expect(
      faultOf(await dev.post("/v1/api-keys", { scopes: ["keys.read", "ledger.close"] })),
    ).toMatchObject({ code: "scope-beyond-yours", path: "/scopes/1" });
    expect(faultOf(await dev.post("/v1/api-keys", { scopes: ["boss"] }))).toMatchObject({
      code: "unknown-scope",
      path: "/scopes/0",
    });
    expect(faultOf(await dev.post(`/v1/api-keys/${all.split("_")[2]}/rotation`, {}))).toMatchObject(
      { code: "scope-beyond-yours" },
    );
    const rotated = await dev.post(`/v1/api-keys/${made.id}/rotation`, { overlapHours: 0 });
    expect([rotated.status, rotated.headers["cache-control"]]).toEqual([201, "no-store"]);
    expect((await dev.get("/v1/clock")).status).toBe(401);
    const next = rotated.json as { id: string; key: string };
    const { items } = (await root.get("/v1/api-keys")).json as { items: Record<string, unknown>[] };
    expect(items.find(({ id }) => id === made.id)).toMatchObject({
      state: "expired",
      replacedBy: next.id,
      lastUsedAt: expect.any(String),
    });
    expect(JSON.stringify(items)).not.toContain(next.key.split("_")[3]);
    expect(await status(server, next.key)).toBe(200);
    const ended = await root.ask("DELETE", `/v1/api-keys/${next.id}`);
    expect(ended.json).toMatchObject({ state: "revoked" });
    expect(await status(server, next.key)).toBe(401);
    expect((await root.ask("DELETE", "/v1/api-keys/none")).status).toBe(404);
    await root.close();
    await dev.close();
  });
});

describe("florin keys", () => {
  it("adds a key that may be told to read only, and to expire", async () => {
    const server = await start();
    const key = (await keys("add", "--data", folder, "--name", "job")).results[0] ?? "";
    const expires = "2999-01-01T00:00:00Z";
    const reader = await keys("add", "--data", folder, "--read-only", "--expires", expires);
    expect(reader.results).toHaveLength(1);
    const customer = { id: "c-1", name: "Alder" };
    expect(await status(server, key, customer)).toBe(201);
    expect(await status(server, reader.results[0] ?? "")).toBe(200);
    expect(await status(server, reader.results[0] ?? "", customer)).toBe(403);
    const json = await keys("list", "--data", folder, "--json");
    const listed = JSON.parse(json.results.join("\n")).keys as Record<string, unknown>[];
    expect(listed.find(({ expiresAt }) => expiresAt === expires)).toMatchObject({
      scopes: ["read"],
      expiresAt: expires,
      state: "works",
    });
    expect(listed.find(({ id }) => id === key.split("_")[2])).toMatchObject({
      scopes: ["read", "write"],
      lastUsedAt: expect.stringMatching(/^20/),
    });
    expect(json.results.join("")).not.toContain(key.split("_")[3]);
  });

  it("adds, lists and revokes keys that stand for a customer, and open nothing of the server", async () => {
    const server = await start();
    const own = (await keys("add", "--data", folder)).results[0] ?? "";
    await status(server, own, { id: "c-keys", name: "Alder" });
    const of = ["--data", folder, "--customer", "c-keys"];
    const key = (await keys("add", ...of, "--name", "production")).results[0] ?? "";
    expect(key).toMatch(/^cus_/);
    expect(await status(server, key)).toBe(401);
    const listed = async () =>
      JSON.parse((await keys("list", ...of, "--json")).results.join("\n")).keys as Record<
        string,
        string
      >[];
    const [made] = await listed();
    expect(made).toMatchObject({ customer: "c-keys", name: "production", state: "works" });
    expect((await keys("revoke", made?.id ?? "", ...of)).code).toBe(0);
    expect(await listed()).toMatchObject([{ id: made?.id, state: "revoked" }]);
    expect((await keys("add", "--data", folder, "--customer", "nobody")).code).toBe(1);
  });

  it("lets a key take another's place, and both work until the overlap is over", async () => {
    const server = await start();
    const old = (await keys("add", "--data", folder, "--scope", "overview.read")).results[0] ?? "";
    const id = old.split("_")[2] ?? "";
    const rotated = await keys("rotate", id, "--data", folder, "--overlap-hours", "1");
    const next = rotated.results[0] ?? "";
    expect([await status(server, old), await status(server, next)]).toEqual([200, 200]);
    const listed = (await keys("list", "--data", folder)).results;
    const until = `works, until .*, replaced by ${next.split("_")[2]}$`;
    expect(listed.find((row) => row.startsWith(id))).toMatch(new RegExp(until));
    expect((await keys("rotate", id, "--data", folder)).messages.join("")).toContain("key-ended");
  });

  it("revokes a key by its id, once and for all", async () => {
    const server = await start();
    const key = (await keys("add", "--data", folder)).results[0] ?? "";
    const id = key.split("_")[2] ?? "";
    const revoked = await keys("revoke", id, "--data", folder);
    expect(revoked).toMatchObject({ code: 0, results: [] });
    expect(revoked.messages[0]).toMatch(/is revoked; a running server stops .* within 5 seconds/);
    expect((await keys("revoke", id, "--data", folder)).code).toBe(0);
    expect(await status(server, key)).toBe(401);
    const listed = (await keys("list", "--data", folder)).results;
    expect(listed.find((row) => row.startsWith(id))).toMatch(/ revoked$/);
  });

  it("says at the start when no key is left", async () => {
    const listed = JSON.parse(
      (await keys("list", "--data", folder, "--json")).results.join("\n"),
    ) as { keys: { id: string; state: string }[] };
    let last: readonly string[] = [];
    for (const { id, state } of listed.keys)
      if (state !== "revoked") last = (await keys("revoke", id, "--data", folder)).messages;
    expect(last).toContain("No key works any more; florin keys add makes one.");
    expect(keyLines(await start(), folder)).toEqual([
      "No API key works here.",
      `To make one: florin keys add --data ${folder}`,
    ]);
  });

  it.each([
    [["add", "--tenant", "zeta"], /--tenant {2}unknown-tenant/],
    [["add", "--expires", "2001-01-01T00:00:00Z"], /--expires {2}expiry-in-past/],
    [["add", "--expires", "soon"], /--expires {2}invalid-time/],
    [["add", "--scope", "everything"], /--scope {2}unknown-scope/],
    [["rotate", "nobody"], /not-found/],
    [["rotate", "nobody", "--overlap-hours", "721"], /--overlap-hours {2}out-of-range/],
    [["revoke", "nobody"], /unknown-key/],
  ])("refuses %j", async (words, said) => {
    const ran = await keys(...words, "--data", folder);
    expect(ran).toMatchObject({ code: 1, results: [] });
    expect(ran.messages.join("\n")).toMatch(said);
  });

  it("makes no secret in a folder that no server has run on", async () => {
    const ran = await keys("add", "--data", join(folder, "nothing"));
    expect(ran.messages[0]).toMatch(/--data {2}file-not-found/);
    expect(ran.code).toBe(1);
  });
});
