import { expect, test } from "vitest";
import { leaseOf } from "./lease.ts";
import { FlorinProblem } from "./server-call.ts";

const reservation = {
  id: "r-1",
  customer: "c-1",
  meter: "calls",
  quantity: "2.5",
  state: "open",
  expiresAt: "2026-01-10T00:15:00Z",
  used: null,
} as const;

type Renewal = boolean | Error;

/** A lease on a clock that stands until a test lets the time of its next pause pass. */
function opened(...renewals: readonly Renewal[]) {
  const left = [...renewals];
  const state = { now: 0, told: [] as string[], renewed: 0, stores: true };
  let wake: (() => void) | undefined;
  let sleeps = 0;
  const lease = leaseOf(reservation, {
    holdsForMs: 1_000,
    askedAt: 0,
    monotonicMs: () => state.now,
    pause: (ms) => {
      sleeps = ms;
      return new Promise((resolve) => {
        wake = resolve;
      });
    },
    renew: async () => {
      state.renewed += 1;
      const renewal = left.shift() ?? true;
      if (renewal instanceof Error) throw renewal;
      return renewal;
    },
    finalize: async (id, quantity) => {
      state.told.push(`${id} ${quantity}`);
      return state.stores
        ? { reason: "within-quota", reservation: { ...reservation, state: "finalized" } }
        : { reason: "quota-exceeded", reservation: { ...reservation, state: "lapsed" } };
    },
  });
  const sleep = async (): Promise<number> => {
    const slept = sleeps;
    state.now += slept;
    wake?.();
    await new Promise((resolve) => setImmediate(resolve));
    return slept;
  };
  return { state, lease, sleep };
}

test("a lease gives out what it holds, to the last part, and tells what was used", async () => {
  const { state, lease } = opened();
  expect([lease.take(2), lease.take("0.6"), lease.take("0.5"), lease.take()]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(lease.left()).toBe("0");
  await lease.close();
  expect(state.told).toEqual(["r-1 2.5"]);
  expect(lease.take()).toBe(false);
});

test("a lease says where what was used of it is not stored, and tells it again", async () => {
  const { state, lease } = opened();
  lease.take(2);
  state.stores = false;
  await expect(lease.close()).rejects.toMatchObject({
    name: "FlorinProblem",
    code: "quota-exceeded",
    message: "what was used of the lease is not stored: 2",
  });
  state.stores = true;
  await lease.close();
  expect([state.told, lease.take()]).toEqual([["r-1 2", "r-1 2"], false]);
});

test("a lease ends before its reservation lapses", () => {
  const { state, lease } = opened();
  state.now = 899;
  expect(lease.take()).toBe(true);
  state.now = 900;
  expect(lease.take()).toBe(false);
});

test("a lease is renewed at half of its time until it is closed", async () => {
  const { state, lease, sleep } = opened();
  for (let at = 0; at < 5; at += 1) expect(await sleep()).toBe(500);
  expect([state.now, state.renewed, lease.take()]).toEqual([2_500, 5, true]);
  await lease.close();
  await sleep();
  expect(state.renewed).toBe(5);
});

test("a renewal that gets no answer is asked for again, until the lease ends", async () => {
  const away = new Error("away");
  const { state, lease, sleep } = opened(away, new FlorinProblem(503, "away", "", undefined), true);
  await sleep();
  expect([await sleep(), await sleep()]).toEqual([100, 100]);
  expect(await sleep()).toBe(500);
  expect([state.now, lease.take()]).toEqual([1_200, true]);
  const lost = opened(...Array.from({ length: 9 }, () => away));
  while (lost.state.now < 900) await lost.sleep();
  expect([lost.lease.take(), lost.state.renewed]).toEqual([false, 4]);
});

test.each([false, new FlorinProblem(409, "reservation-closed", "", undefined)])(
  "a lease that is not renewed may be used up to its end, and is not asked for again: %s",
  async (renewal) => {
    const { state, lease, sleep } = opened(renewal);
    await sleep();
    expect(lease.take()).toBe(true);
    state.now = 900;
    expect([lease.take(), state.renewed]).toEqual([false, 1]);
  },
);
