import { link, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type LockParts, lockSpool, type SpoolLock, type SpoolOwner } from "./spool-lock.ts";

let folder = "";
let alive: Set<number>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-lock-"));
  alive = new Set();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const processOf = (pid: number, host = "here", wait = async () => undefined): LockParts => {
  alive.add(pid);
  return { self: { pid, host }, isAlive: (one) => alive.has(one), wait };
};
const held = async (parts: LockParts): Promise<SpoolLock> => {
  const lock = await lockSpool(folder, parts);
  if ("heldBy" in lock) throw new Error(`process ${lock.heldBy.pid} holds it`);
  return lock;
};
const holder = async (parts: LockParts): Promise<number | undefined> => {
  const lock = await lockSpool(folder, parts);
  return "heldBy" in lock ? lock.heldBy.pid : undefined;
};
const files = async () => (await readdir(folder)).sort();

test("one process holds a spool, until it releases it", async () => {
  const first = await held(processOf(1));
  expect(await holder(processOf(2))).toBe(1);
  expect(await first.beat()).toBe(true);
  await first.release();
  await held(processOf(2));
  expect(await files()).toEqual(["lock"]);
});

test("of many that find a dead owner one takes over, and leaves nothing behind", async () => {
  for (let round = 0; round < 20; round += 1) {
    const pid = 100 * (round + 1);
    alive.clear();
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, at) => lockSpool(folder, processOf(pid + at))),
    );
    expect(all.filter((one) => !("heldBy" in one))).toHaveLength(1);
    expect(await files()).toEqual(["lock"]);
  }
});

test("an earlier process of the same number is gone, and another spool of this process is not", async () => {
  const dead: SpoolOwner = { pid: 1, host: "here", token: "dead" };
  await writeFile(join(folder, "lock"), JSON.stringify(dead));
  await held(processOf(1));
  expect(await holder(processOf(1))).toBe(1);
});

test("one that dies while it takes over is taken over in its turn", async () => {
  const dead: SpoolOwner = { pid: 7, host: "here", token: "dead" };
  const heir: SpoolOwner = { pid: 8, host: "here", token: "heir" };
  await writeFile(join(folder, "lock"), JSON.stringify(dead));
  await writeFile(join(folder, "lock-after-dead"), JSON.stringify(heir));
  expect(await holder(processOf(9))).toBeUndefined();
  expect(await files()).toEqual(["lock"]);
  expect(await holder(processOf(10))).toBe(9);
});

test("one that takes over is not taken over while it lives", async () => {
  const dead: SpoolOwner = { pid: 7, host: "here", token: "dead" };
  const heir: SpoolOwner = { pid: 8, host: "here", token: "heir" };
  await writeFile(join(folder, "lock"), JSON.stringify(dead));
  await writeFile(join(folder, "heir"), JSON.stringify(heir));
  await link(join(folder, "heir"), join(folder, "lock-after-dead"));
  alive.add(8);
  expect(await holder(processOf(9))).toBe(8);
});

test("an owner elsewhere holds it as long as it says so, and learns when it was away for too long", async () => {
  const there = await held(processOf(1, "there"));
  const beating = async (): Promise<undefined> => {
    await utimes(join(folder, "lock"), 1, 1);
  };
  // Both have the same number, each in a container of its own.
  expect(await holder(processOf(1, "here", beating))).toBe(1);
  const here = await held(processOf(1, "here"));
  expect(await there.beat()).toBe(false);
  await there.release();
  expect(await here.beat()).toBe(true);
});

test("a lock that lost its content with the power is nobody's", async () => {
  await writeFile(join(folder, "lock"), "");
  await held(processOf(1));
});
