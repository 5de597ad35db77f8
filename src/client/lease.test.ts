import { expect, test } from "vitest";
import { leaseOf } from "./lease.ts";

const reservation = {
  id: "r-1",
  customer: "c-1",
  meter: "calls",
  quantity: "2.5",
  state: "open",
  expiresAt: "2026-01-10T00:15:00Z",
  used: null,
} as const;

function opened() {
  const state = { now: 0, told: [] as string[] };
  const lease = leaseOf(reservation, {
    holdsForMs: 1_000,
    askedAt: 0,
    monotonicMs: () => state.now,
    finalize: async (id, quantity) => {
      state.told.push(`${id} ${quantity}`);
    },
  });
  return { state, lease };
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

test("a lease ends before its reservation lapses", () => {
  const { state, lease } = opened();
  state.now = 899;
  expect(lease.take()).toBe(true);
  state.now = 900;
  expect(lease.take()).toBe(false);
});
