import { expect, it } from "vitest";
import { type BillingRun, compareTurns } from "./billing.ts";
import { manualClock } from "./clock.ts";
import { createFactTimes } from "./fact-times.ts";
import { sharedClock } from "./tenant-clocks.ts";

const noon = Date.UTC(2026, 0, 31, 12);
const run = (customer?: string, at = noon): BillingRun => ({
  invoices: customer === undefined ? 0 : 1,
  parked: [],
  more: false,
  ...(customer === undefined ? {} : { last: { at, customer } }),
});
const known = async (since: number): Promise<number> => since;

it("tells the time of the clock while billing has not passed it", async () => {
  const times = createFactTimes(sharedClock(manualClock(noon)));
  expect(await times.recording("acme", "c-5", known)).toBe(noon);
  await times.billing("acme", noon, async () => run());
  expect(await times.recording("acme", "c-5", known)).toBe(noon);
  await times.billing("acme", noon - 1, async () => run("c-9", noon - 1));
  expect(await times.recording("acme", "c-5", known)).toBe(noon);
});

it("puts a fact behind the last invoice of its instant, and leaves it where it comes after", async () => {
  const times = createFactTimes(sharedClock(manualClock(noon)));
  await times.billing("acme", noon, async () => run("c-5"));
  expect(await times.recording("acme", "c-4", known)).toBe(noon + 1);
  expect(await times.recording("acme", "c-5", known)).toBe(noon + 1);
  expect(await times.recording("acme", "c-6", known)).toBe(noon);
  expect(await times.recording("zeta", "c-4", known)).toBe(noon);
});

it("bills when what was being recorded is recorded, and records meanwhile behind the run", async () => {
  const times = createFactTimes(sharedClock(manualClock(noon)));
  const log: string[] = [];
  let finish = (): void => {};
  const recording = times.recording("acme", "c-1", async () => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    log.push("recorded");
  });
  const billing = times.billing("acme", noon, async () => {
    log.push("billed");
    return run("c-1");
  });
  expect(await times.recording("acme", "c-9", known)).toBe(noon + 1);
  finish();
  await Promise.all([recording, billing]);
  expect(log).toEqual(["recorded", "billed"]);
});

it("goes on after a recording or a run that failed", async () => {
  const times = createFactTimes(sharedClock(manualClock(noon)));
  const failing = async (): Promise<never> => {
    throw new Error("the database is away");
  };
  await expect(times.recording("acme", "c-1", failing)).rejects.toThrow("away");
  await expect(times.billing("acme", noon, failing)).rejects.toThrow("away");
  expect(await times.recording("acme", "c-1", known)).toBe(noon);
});

it("orders turns by time, then customer, and knows equal ones", () => {
  const turn = { at: noon, customer: "c-1" };
  expect(compareTurns(turn, { ...turn })).toBe(0);
  expect(compareTurns(turn, { at: noon + 1, customer: "a" })).toBeLessThan(0);
  expect(compareTurns(turn, { at: noon, customer: "c-10" })).toBeLessThan(0);
  expect(compareTurns(turn, { at: noon, customer: "C-1" })).toBeGreaterThan(0);
});
