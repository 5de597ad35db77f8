import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { type TestDatabase, testDatabase } from "../store/test-database.fixture.ts";
import { DAY_MS, formatInstant } from "../time/instant.ts";
import { type AskedRequest, createRequestLog, requestDays, requestsMost } from "./request-log.ts";

const begun = Date.UTC(2026, 0, 10);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.drop());

/** A log at a time that the test sets, over a store of which tenants may be away. */
function logAt(time: { now: number }, away: ReadonlySet<string> = new Set()) {
  const unkept: (readonly [string, number])[] = [];
  const { store } = database;
  const withTenant: Store["withTenant"] = async (tenant, ...work) => {
    if (away.has(tenant)) throw new Error("the database is away");
    return store.withTenant(tenant, ...work);
  };
  const log = createRequestLog({
    store: { ...store, withTenant },
    wallClock: () => time.now,
    onUnkept: (...told) => unkept.push(told),
  });
  return { log, unkept };
}

const asked = (id: string, more: Partial<AskedRequest> = {}): AskedRequest => ({
  id,
  method: "POST",
  path: "/v1/customers",
  actor: "key:a",
  status: 201,
  code: null,
  durationMs: 3,
  ...more,
});

const refused = { status: 422, code: "invalid-request" } as const;

describe("the log of requests", () => {
  it("lists what was asked, the newest first, page by page, narrowed as asked, of one tenant", async () => {
    const time = { now: begun };
    const { log } = logAt(time);
    for (const [id, more] of [
      ["r-1", {}],
      ["r-2", refused],
      ["r-3", { path: "/v1/customers/C-9", method: "PATCH", actor: "member:m" }],
      ["r-4", { status: 503, code: "retry-later" }],
    ] as const) {
      log.note("acme", asked(id, more));
      time.now += 1;
    }
    log.note("zeta", asked("r-5"));
    expect(await log.keep()).toBe(5);
    expect(await log.keep()).toBe(0);
    const idsOf = async (query: object) =>
      (await log.list("acme", { limit: 10, ...query })).items.map(({ id }) => id);
    expect(await idsOf({})).toEqual(["r-4", "r-3", "r-2", "r-1"]);
    expect(await idsOf({ outcome: "done" })).toEqual(["r-3", "r-1"]);
    expect(await idsOf({ outcome: "refused" })).toEqual(["r-2"]);
    expect(await idsOf({ outcome: "failed" })).toEqual(["r-4"]);
    expect(await idsOf({ method: "PATCH", actor: "member:m" })).toEqual(["r-3"]);
    expect(await idsOf({ code: "invalid-request" })).toEqual(["r-2"]);
    expect(await idsOf({ q: "customers/c-9" })).toEqual(["r-3"]);
    expect(await idsOf({ q: "R-1" })).toEqual(["r-1"]);
    const first = await log.list("acme", { limit: 3 });
    expect(first.items[2]).toEqual({
      ...asked("r-2", refused),
      at: formatInstant(begun + 1),
      times: 1,
    });
    const rest = await log.list("acme", { limit: 3, cursor: first.next ?? "" });
    expect([rest.items.map(({ id }) => id), rest.next]).toEqual([["r-1"], null]);
    expect((await log.list("zeta", { limit: 3 })).items.map(({ id }) => id)).toEqual(["r-5"]);
  });

  it("makes one row of requests that are alike, and tells of those that are too many", async () => {
    const time = { now: begun + DAY_MS };
    const { log, unkept } = logAt(time);
    for (let round = 0; round < 3; round += 1) {
      log.note("acme", asked(`loop-${round}`, { path: "/v1/loop", durationMs: 5 - round }));
      time.now += 1;
    }
    for (let path = 0; path <= requestsMost; path += 1)
      log.note("acme", asked(`many-${path}`, { path: `/v1/many/${path}` }));
    expect(await log.keep()).toBe(requestsMost);
    expect(unkept).toEqual([["acme", 2]]);
    const { items } = await log.list("acme", { limit: 10, q: "/v1/loop" });
    expect(items).toEqual([
      {
        ...asked("loop-0", { path: "/v1/loop", durationMs: 5 }),
        at: formatInstant(begun + DAY_MS),
        times: 3,
      },
    ]);
  });

  it("writes later what could not be written, once", async () => {
    const time = { now: begun + 2 * DAY_MS };
    const away = new Set(["acme"]);
    const { log } = logAt(time, away);
    log.note("zeta", asked("kept", { path: "/v1/kept" }));
    log.note("acme", asked("late-1", { path: "/v1/late" }));
    await expect(log.keep()).rejects.toThrow("away");
    log.note("acme", asked("late-2", { path: "/v1/late" }));
    await expect(log.keep()).rejects.toThrow("away");
    away.clear();
    expect(await log.keep()).toBe(1);
    expect((await log.list("acme", { limit: 10, q: "/v1/late" })).items).toMatchObject([
      { id: "late-1", times: 2 },
    ]);
    expect((await log.list("zeta", { limit: 10, q: "/v1/kept" })).items).toHaveLength(1);
  });

  it("forgets what is older than it keeps, of tenants too that ask nothing any more", async () => {
    const time = { now: begun + requestDays * DAY_MS };
    const { log } = logAt(time);
    const rows = async () =>
      (
        await database.admin.query("select from request_log where at < $1", [
          formatInstant(time.now - requestDays * DAY_MS),
        ])
      ).rowCount;
    const idsOf = async () => (await log.list("zeta", { limit: 10 })).items.map(({ id }) => id);
    expect(await idsOf()).toContain("r-5");
    time.now += DAY_MS;
    expect(await idsOf()).not.toContain("r-5");
    expect(await rows()).toBeGreaterThan(0);
    await log.keep();
    expect(await rows()).toBe(0);
  });
});
