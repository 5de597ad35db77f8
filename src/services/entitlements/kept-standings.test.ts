import { expect, test } from "vitest";
import { ok } from "../../fault/fault.ts";
import type { HeldStandings } from "./check-use.ts";
import { createKeptStandings, keptForMs } from "./kept-standings.ts";

/** A store in which one customer used so much, and that answers when it is told to. */
function slowStore() {
  const state = { now: 0, used: 0, reads: 0 };
  const waiting: (() => void)[] = [];
  const kept = createKeptStandings(
    async () => {
      state.reads += 1;
      const seen = { standings: [], entitlements: { holdsUntil: Number.MAX_SAFE_INTEGER } };
      const found = { ...seen, used: state.used } as unknown as HeldStandings;
      await new Promise<void>((resolve) => waiting.push(resolve));
      return ok(found);
    },
    { clock: { now: () => state.now }, monotonicMs: () => state.now },
  );
  const answer = (): void => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  const ask = async (customer = "c-1"): Promise<unknown> => {
    const asked = kept.of("t", customer);
    answer();
    const found = await asked;
    return found.ok ? (found.value as unknown as { used: number }).used : undefined;
  };
  return { state, kept, answer, ask };
}

test("an answer is given again for a second, and no longer", async () => {
  const { state, ask } = slowStore();
  expect(await ask()).toBe(0);
  state.used = 1;
  state.now = keptForMs / 2;
  expect(await ask()).toBe(0);
  expect(state.reads).toBe(1);
  state.now = keptForMs;
  expect(await ask()).toBe(1);
  expect(state.reads).toBe(2);
});

test("the next look begins before an answer runs out, once, and nobody waits for it", async () => {
  const { state, kept, ask } = slowStore();
  await ask();
  state.used = 1;
  state.now = keptForMs - 1;
  await kept.of("t", "c-1");
  expect(await ask()).toBe(0);
  expect(state.reads).toBe(2);
  state.now = 2 * keptForMs - 2;
  expect(await ask()).toBe(1);
});

test("a look ahead that fails is told to nobody, and the next one that somebody waits for is", async () => {
  const state = { now: 0, fails: false };
  const kept = createKeptStandings(
    async () => {
      if (state.fails) throw new Error("no database");
      const none = { standings: [], entitlements: { holdsUntil: Number.MAX_SAFE_INTEGER } };
      return ok(none as unknown as HeldStandings);
    },
    { clock: { now: () => state.now }, monotonicMs: () => state.now },
  );
  await kept.of("t", "c-1");
  state.fails = true;
  state.now = keptForMs - 1;
  expect((await kept.of("t", "c-1")).ok).toBe(true);
  state.now = keptForMs;
  await expect(kept.of("t", "c-1")).rejects.toThrow("no database");
});

test.each([
  ["the customer", [{ customer: "c-1" }]],
  ["everybody", undefined],
])("what was read before %s was forgotten is not kept", async (_, about) => {
  const { state, kept, answer, ask } = slowStore();
  const early = kept.of("t", "c-1");
  state.used = 1;
  kept.forget("t", about);
  answer();
  await early;
  expect(await ask()).toBe(1);
});

test("who asks while it is being read waits for the same reading, unless it was forgotten or the clock was moved", async () => {
  const { state, kept, answer } = slowStore();
  const asked = [kept.of("t", "c-1"), kept.of("t", "c-1")];
  expect(state.reads).toBe(1);
  state.used = 1;
  kept.forget("t", [{ customer: "c-1" }]);
  asked.push(kept.of("t", "c-1"));
  expect(state.reads).toBe(2);
  state.now = keptForMs;
  asked.push(kept.of("t", "c-1"));
  expect(state.reads).toBe(3);
  answer();
  const used = (await Promise.all(asked)).map(
    (found) => found.ok && (found.value as unknown as { used: number }).used,
  );
  expect(used).toEqual([0, 0, 1, 1]);
});

test("forgetting one customer keeps what is said of others", async () => {
  const { state, kept, ask } = slowStore();
  await ask("c-1");
  await ask("c-2");
  kept.forget("t", [{ customer: "c-2" }]);
  await ask("c-1");
  expect(state.reads).toBe(2);
});
