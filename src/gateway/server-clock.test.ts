import { expect, test } from "vitest";
import { serverClock } from "./server-clock.ts";

const hourMs = 3_600_000;

function clocks() {
  const state = { own: 0, monotonic: 0, warned: [] as string[] };
  const clock = serverClock({
    ownMs: () => state.own,
    monotonicMs: () => state.monotonic,
    warn: (message) => state.warned.push(message),
  });
  const pass = (ms: number): void => {
    state.own += ms;
    state.monotonic += ms;
  };
  return { state, clock, pass };
}

test("time is this machine's own while it is near the server's, or nothing is known of that", () => {
  const { state, clock, pass } = clocks();
  state.own = 5 * hourMs;
  expect(clock.nowMs()).toBe(5 * hourMs);
  clock.asking()(5 * hourMs - 30_000);
  pass(1_000);
  expect(clock.nowMs()).toBe(5 * hourMs + 1_000);
  clock.asking()(Number.NaN);
  expect([clock.nowMs(), state.warned]).toEqual([5 * hourMs + 1_000, []]);
});

test.each([
  [hourMs, "3600 seconds ahead of"],
  [-hourMs, "3600 seconds behind"],
])("time is the server's where this machine's is %i ms off, and that is told once", (off, said) => {
  const { state, clock, pass } = clocks();
  state.own = 10 * hourMs + off;
  const answered = clock.asking();
  // The answer was made in the middle of its way.
  pass(4_000);
  answered(10 * hourMs + 2_000);
  pass(1_000);
  expect([clock.nowMs(), clock.nowMs()]).toEqual(Array(2).fill(10 * hourMs + 5_000));
  expect(state.warned).toEqual([
    `this clock is ${said} the server's, which dates events from now on`,
  ]);
  // It is set right, which needs no new answer.
  state.own = 10 * hourMs + 5_000;
  expect(clock.nowMs()).toBe(state.own);
  expect(state.warned).toHaveLength(2);
});

test("a clock that is set while nothing is asked is noticed", () => {
  const { state, clock } = clocks();
  clock.asking()(0);
  state.own += hourMs;
  expect(clock.nowMs()).toBe(0);
});
