import fc from "fast-check";
import { expect, test } from "vitest";
import { expectOk } from "../fault/fault.ts";
import {
  absolute,
  compare,
  type Decimal,
  decimal,
  decimalOf,
  multiply,
  subtract,
  zero,
} from "../money/decimal.ts";
import { MINUTE_MS } from "../time/instant.ts";
import {
  type MeasuredTime,
  measuredShare,
  serviceSums,
  serviceTimes,
  toldMinutes,
} from "./measured-uptime.ts";
import { uptimeOf } from "./uptime.ts";

const someTime: fc.Arbitrary<MeasuredTime> = fc
  .record({
    api: fc.constantFrom("a", "b"),
    gateway: fc.constantFrom("g", "h"),
    state: fc.constantFrom("up" as const, "degraded" as const, "down" as const),
    from: fc.nat({ max: 30 }),
    length: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ length, ...one }) => ({ ...one, to: one.from + length }));

/** Each instant by itself. */
function stateAt(measured: readonly MeasuredTime[], at: number): string {
  const now = measured.filter(({ from, to }) => from <= at && at < to);
  const apis = ["a", "b"].map((api) => {
    const states = now.filter((one) => one.api === api).map(({ state }) => state);
    if (states.length === 0 || new Set(states).size === 1) return states[0];
    return "degraded";
  });
  return ["down", "degraded", "up"].find((state) => apis.includes(state as "up")) ?? "unmeasured";
}

test("a service is at each instant as its rule says", () => {
  fc.assert(
    fc.property(fc.array(someTime, { maxLength: 12 }), (measured) => {
      const times = serviceTimes(measured, 5, 35);
      const painted = times.flatMap(({ state, from, to }) =>
        Array.from({ length: to - from }, () => state as string),
      );
      expect(painted).toEqual(Array.from({ length: 30 }, (_, at) => stateAt(measured, at + 5)));
      for (const [index, { state }] of times.entries())
        expect(times[index + 1]?.state).not.toBe(state);
      const { upMs, degradedMs, downMs, unmeasuredMs } = serviceSums(times);
      expect(upMs + downMs + unmeasuredMs).toBe(30);
      expect(degradedMs).toBe(painted.filter((state) => state === "degraded").length);
    }),
  );
});

test("what is told comes to the share of the measured time, to a millionth of a minute", () => {
  const dayMs = 86_400_000;
  const part = fc.integer({ min: 0, max: dayMs / 2 });
  fc.assert(
    fc.property(part, part, (downMs, unmeasuredMs) => {
      const upMs = dayMs - downMs - unmeasuredMs;
      if (upMs + downMs === 0) return;
      const measured = toldMinutes({ downMs, unmeasuredMs });
      const period = { from: 0, to: dayMs };
      const uptime = expectOk(uptimeOf({ id: "u", sla: "s", period, measured }));
      const near = (minutes: Decimal | undefined, ms: number): boolean => {
        const off = subtract(multiply(minutes ?? zero, decimal(MINUTE_MS)), decimal(ms));
        return compare(absolute(off), decimalOf("0.12")) <= 0;
      };
      expect(near(uptime?.of, upMs + downMs)).toBe(true);
      expect(near(uptime?.up, upMs)).toBe(true);
    }),
  );
});

test("a share says nothing where nothing was measured", () => {
  expect(measuredShare({ upMs: 0, downMs: 0 })).toBeUndefined();
  expect(measuredShare({ upMs: 2, downMs: 1 })).toBe("66.6666%");
  expect(toldMinutes({ downMs: 90_000, unmeasuredMs: 20_000 })).toEqual({
    downtimeMinutes: "1.833333",
    excludedMinutes: "0.333333",
  });
});
