import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { expectOk, type Result } from "../fault/fault.ts";
import { findInstallationClock } from "../store/installation-clock.ts";
import { insertPublishedModel } from "../store/models.ts";
import { type TestDatabase, testDatabase } from "../store/test-database.fixture.ts";
import { formatInstant, type Instant, parseInstant } from "../time/instant.ts";
import type { InstallationTime } from "./clock.ts";
import { openKeptClock } from "./kept-clock.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.drop());

const at = (text: string): Instant => expectOk(parseInstant(text));
const january = at("2026-01-10T00:00:00Z");
const february = at("2026-02-10T00:00:00Z");
const march = at("2026-03-10T00:00:00Z");
const minute = 60_000;

const open = (manual: Instant | undefined, machine: Instant = march) =>
  openKeptClock(database.store.pool, manual, () => machine);
const opened = async (manual: Instant | undefined, machine?: Instant): Promise<InstallationTime> =>
  expectOk(await open(manual, machine));
const stored = () => findInstallationClock(database.store.pool);
const codes = (result: Result<unknown>): readonly string[] =>
  result.ok ? [] : result.faults.map(({ code, path }) => `${path} ${code}`);

describe("a manual clock", () => {
  it("is never started earlier than the books, nor on real time", async () => {
    const clock = await opened(january);
    expect(await clock.advanceTo(february)).toEqual({ ok: true, value: february });
    expect(await stored()).toEqual({ mode: "manual", latest: february });
    const early = await open(january);
    expect(codes(early)).toEqual(["--clock clock-before-books"]);
    expect(early).toMatchObject({
      faults: [{ suggestion: expect.stringContaining(`--clock ${formatInstant(february)} or`) }],
    });
    const real = await open(undefined);
    expect(codes(real)).toEqual(["--clock clock-is-manual"]);
    expect(real).toMatchObject({
      faults: [{ suggestion: expect.stringContaining(`--clock ${formatInstant(february)}`) }],
    });
    expect((await opened(february)).now()).toBe(february);
    expect((await opened(march)).now()).toBe(march);
    expect(codes(await open(february))).toEqual(["--clock clock-before-books"]);
  });

  it("is one for all processes on the database", async () => {
    const ours = await opened(january);
    const theirs = await opened(january);
    await theirs.advanceTo(february);
    expect(ours.now()).toBe(january);
    await ours.agree();
    expect(ours.now()).toBe(february);

    await theirs.advanceTo(march);
    const back = await ours.advanceTo(february + 1);
    expect(codes(back)).toEqual(["/now clock-backwards"]);
    expect(ours.now()).toBe(march);
    expect(await ours.advanceTo(march)).toEqual({ ok: true, value: march });
  });
});

describe("real time", () => {
  it("leaves word of how far it is once a minute, and is not made a manual clock", async () => {
    let machine = january;
    const clock = expectOk(await openKeptClock(database.store.pool, undefined, () => machine));
    machine += minute - 1;
    await clock.agree();
    expect(await stored()).toEqual({ mode: "real", latest: january });
    machine += 1;
    await clock.agree();
    expect(await stored()).toEqual({ mode: "real", latest: january + minute });
    expect(codes(await clock.advanceTo(february))).toEqual(["/now clock-not-manual"]);
    expect(codes(await open(february))).toEqual(["--clock clock-is-real"]);
  });

  it("waits for a machine that is a little behind the books, and refuses one that is far behind", async () => {
    await opened(undefined, january);
    expect((await opened(undefined, january - 4 * minute)).now()).toBe(january);
    const early = await open(undefined, january - 6 * minute);
    expect(codes(early)).toEqual(["--clock clock-before-books"]);
    expect(early).toMatchObject({
      faults: [{ suggestion: expect.stringMatching(/^set this machine's clock, or give/) }],
    });
  });
});

describe("books of before clocks were kept", () => {
  beforeEach(async () => {
    const model = { id: "m", version: "1", document: "{}", publishedAt: february };
    await database.store.withTenant("acme", (tx) => insertPublishedModel(tx, model));
  });

  it("are not gone back on, whatever the clock", async () => {
    for (const early of [await open(january), await open(undefined, january)])
      expect(codes(early)).toEqual(["--clock clock-before-books"]);
    expect(await stored()).toBeUndefined();
  });

  it("take the clock of the first start after them", async () => {
    expect((await opened(undefined, march)).mode).toBe("real");
    expect(codes(await open(march))).toEqual(["--clock clock-is-real"]);
  });
});
