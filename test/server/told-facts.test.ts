import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { type Florin, openFlorin } from "../../src/server.ts";
import { florin } from "../cli/florin.ts";
import { at, client } from "./running-florin.ts";

let folder: string;
let server: Florin;
let told: string;

/** A server that has billed two months of a customer, and what it was told as a file. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-told-"));
  const opened = expectOk(
    await openFlorin({
      dataFolder: join(folder, "books"),
      databaseUrl: undefined,
      host: "127.0.0.1",
      port: 0,
      clockStart: at("2026-01-01T00:00:00Z"),
      logLevel: "silent",
    }),
  );
  server = opened;
  const api = client(server.origin, server.newApiKey);
  await api.post("/v1/models", acme);
  await api.post("/v1/customers", { id: "c-1", name: "Alder" });
  await api.post("/v1/subscriptions", {
    id: "s-1",
    customer: "c-1",
    plan: "hybrid",
    start: "2026-01-01",
  });
  const events = Array.from({ length: 12 }, (_, index) => ({
    id: `e-${index}`,
    source: "test",
    type: "call",
    customer: "c-1",
    time: `2026-01-${String(index + 10)}T12:00:00Z`,
    data: {},
  }));
  await api.post("/v1/clock", { now: "2026-01-25T00:00:00Z" });
  for (const event of events) await api.post("/v1/events", event);
  await api.post("/v1/clock", { now: "2026-03-02T12:00:00Z" });
  await api.close();
  told = join(folder, "facts.ndjson");
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("florin facts", () => {
  it("writes what a running server was told, which a replay bills alike", async () => {
    const { code } = await florin(["facts", told, "--data", join(folder, "books")]);
    expect(code).toBe(0);
    const lines = (await readFile(told, "utf8")).trim().split("\n");
    expect(lines.length).toBeGreaterThanOrEqual(14);
    const model = join(folder, "acme.json");
    await writeFile(model, JSON.stringify(acme));
    const replayed = await florin(["replay", model, told, "--until", "2026-03-01", "--json"]);
    const api = client(server.origin, server.newApiKey);
    const { json } = await api.get("/v1/invoices");
    await api.close();
    const issued = (json as { items: { id: string; total: string }[] }).items;
    const bills = replayed.results.map((line) => JSON.parse(line) as { id: string; total: string });
    expect(bills.length).toBeGreaterThan(1);
    const sums = (own: readonly { id: string; total: string }[]): string[] =>
      own.map(({ id, total }) => `${id} ${total}`).toSorted();
    expect(sums(bills)).toEqual(sums(issued));
  });
});

describe("florin backtest", () => {
  it("bills what a server stores with new prices", async () => {
    const [model, dearer] = [join(folder, "acme.json"), join(folder, "dearer.json")];
    const copy = JSON.parse(JSON.stringify(acme));
    await writeFile(model, JSON.stringify(copy));
    copy.version = "2";
    copy.plans.hybrid.prices.monthly = { kind: "flat", amount: "120 USD" };
    await writeFile(dearer, JSON.stringify(copy));
    const data = join(folder, "books");
    const { code, results } = await florin([
      ...["backtest", model, dearer, "--data", data, "--until", "2026-03-01", "--json"],
    ]);
    expect(code).toBe(0);
    // January, February and March are billed ahead, 20 more each.
    expect(JSON.parse(results.join("\n")).bills).toMatchObject({
      totals: [{ currency: "USD", change: "60.00" }],
      losers: 1,
      worst: [{ customer: "c-1", month: "2026-01", change: "20.00" }],
    });
  });

  it("says where nothing is stored", async () => {
    const model = join(folder, "acme.json");
    const { code, messages } = await florin([
      ...["backtest", model, model, "--data", join(folder, "nothing"), "--until", "2026-03-01"],
    ]);
    expect(code).toBe(1);
    expect(messages.join("\n")).toContain("file-not-found");
  });
});
