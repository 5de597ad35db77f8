import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { failure } from "../../src/cli/failure.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { type Florin, type FlorinOptions, openFlorin, startFlorin } from "../../src/server.ts";
import { at, client, until } from "./running-florin.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-start-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const options = (more: Partial<FlorinOptions> = {}): FlorinOptions => ({
  dataFolder: join(folder, "books"),
  databaseUrl: undefined,
  host: "127.0.0.1",
  port: 0,
  clockStart: at("2026-01-01T00:00:00Z"),
  logLevel: "silent",
  ...more,
});

const move = async (florin: Florin, key: string | undefined, now: string) => {
  const api = client(florin.origin, key);
  const answer = await api.post("/v1/clock", { now });
  await api.close();
  return answer;
};

describe("the clock", () => {
  it("belongs to the books: they are never opened on another, nor earlier", async () => {
    const first = expectOk(await openFlorin(options()));
    const key = first.newApiKey;
    const api = client(first.origin, key);
    await api.post("/v1/models", acme);
    await api.post("/v1/customers", { id: "c-1", name: "Alder" });
    const bought = { id: "s-1", customer: "c-1", plan: "hybrid", start: "2026-01-01" };
    await api.post("/v1/subscriptions", bought);
    expect((await move(first, key, "2026-02-06T00:00:00Z")).status).toBe(200);

    const invoices = async () => (await api.get("/v1/summary")).json as { invoices: unknown };
    const before = (await invoices()).invoices;
    for (const clockStart of [undefined, at("2026-01-01T00:00:00Z"), at("2026-02-05T23:59:59Z")])
      expect(await openFlorin(options({ clockStart }))).toMatchObject({
        ok: false,
        faults: [{ code: clockStart === undefined ? "clock-is-manual" : "clock-before-books" }],
      });
    await expect(startFlorin(options({ clockStart: undefined }))).rejects.toThrow(
      /--clock clock-is-manual: .* stands at 2026-02-06T00:00:00Z/,
    );
    expect((await invoices()).invoices).toEqual(before);

    const second = expectOk(await openFlorin(options({ clockStart: at("2026-02-06T00:00:00Z") })));
    expect((await move(second, key, "2026-03-01T00:00:00Z")).status).toBe(200);
    const back = await move(first, key, "2026-02-20T00:00:00Z");
    expect(back).toMatchObject({ status: 409, json: { code: "clock-backwards" } });
    await until(async () => {
      const { json } = await api.get("/v1/clock");
      return (json as { now: string }).now === "2026-03-01T00:00:00Z" ? true : undefined;
    });
    await api.close();
    await second.stop();
    await first.stop();
  });
});

describe("a start that cannot be", () => {
  let other: Server;
  let port: number;
  beforeAll(async () => {
    other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    port = (other.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => other.close(resolve)));

  it("touches nothing where the port is taken, and says what to do", async () => {
    const dataFolder = join(folder, "untouched");
    let prepared = false;
    const opening = openFlorin(options({ dataFolder, port }), async () => {
      prepared = true;
      return { ok: true, value: undefined };
    });
    const error = await opening.catch((thrown: unknown) => thrown);
    expect(failure(error)).toMatchObject({
      code: "eaddrinuse",
      path: "--port",
      suggestion: expect.stringContaining("--port 0"),
    });
    expect(prepared).toBe(false);
    expect(await readdir(folder)).not.toContain("untouched");
  });

  it("gives the port free where something is refused", async () => {
    const dataFolder = join(folder, "refused");
    const fault = { code: "foreign-folder", path: "--data", message: "not ours" };
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
    const free = (probe.address() as AddressInfo).port;
    await new Promise((resolve) => probe.close(resolve));
    const refused = await openFlorin(options({ dataFolder, port: free }), async () => ({
      ok: false,
      faults: [fault],
    }));
    expect(refused).toEqual({ ok: false, faults: [fault] });
    await new Promise<void>((resolve, reject) =>
      probe.once("error", reject).listen(free, "127.0.0.1", () => resolve()),
    );
    await new Promise((resolve) => probe.close(resolve));
    expect(await readdir(folder)).not.toContain("refused");
  });

  it("refuses a DATABASE_URL that is none", async () => {
    expect(await openFlorin(options({ databaseUrl: "garbage" }))).toMatchObject({
      ok: false,
      faults: [{ code: "invalid-database-url", path: "DATABASE_URL" }],
    });
  });
});
