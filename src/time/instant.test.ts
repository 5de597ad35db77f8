import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { expectOk, type Fault } from "../fault/fault.ts";
import { formatInstant, isInstant, parseInstant } from "./instant.ts";

const LAST = 32_503_679_999_999;

const faultOf = (text: string): Fault => {
  const result = parseInstant(text, "/events/0/time");
  if (result.ok || result.faults[0] === undefined) expect.fail(`${text} was accepted`);
  return result.faults[0];
};

describe("reading a time", () => {
  test.each([
    ["1970-01-01T00:00:00Z", 0],
    ["2026-01-31T09:30:00Z", 1_769_851_800_000],
    ["2026-01-31t09:30:00z", 1_769_851_800_000],
    ["2026-01-31T10:30:00+01:00", 1_769_851_800_000],
    ["2026-01-31T04:00:00-05:30", 1_769_851_800_000],
    ["2026-01-31T09:30:00-00:00", 1_769_851_800_000],
    ["2026-01-31T09:30:00.1Z", 1_769_851_800_100],
    ["2026-01-31T09:30:00.12Z", 1_769_851_800_120],
    ["2026-01-31T09:30:00.123456789+00:00", 1_769_851_800_123],
    ["2024-02-29T23:59:59.999Z", 1_709_251_199_999],
    ["2999-12-31T23:59:59.999Z", LAST],
  ])("%s", (text, expected) => {
    expect(expectOk(parseInstant(text))).toBe(expected);
  });

  test("cuts below the millisecond, so that nothing moves into the next period", () => {
    expect(formatInstant(expectOk(parseInstant("2026-01-31T23:59:59.999999999Z")))).toBe(
      "2026-01-31T23:59:59.999Z",
    );
  });

  test("a time without zone is refused for that reason, with what to add", () => {
    expect(faultOf("2026-01-31T09:30:00")).toEqual({
      code: "invalid-time",
      path: "/events/0/time",
      message: "The time has no zone, and none is assumed.",
      value: "2026-01-31T09:30:00",
      suggestion: "add Z for UTC, or an offset: 2026-01-31T09:30:00Z",
    });
    expect(faultOf("2026-01-31T09:30:00.5").suggestion).toMatch(/30:00\.5Z$/);
  });

  test("a leap second is refused with the second to write", () => {
    const fault = faultOf("2016-12-31T23:59:60Z");
    expect(fault.message).toBe("A leap second has no place on this clock.");
    expect(fault.suggestion).toBe("write the last second of the minute: 2016-12-31T23:59:59Z");
  });

  test.each([
    "1969-12-31T23:59:59.999Z",
    "1970-01-01T00:00:00+00:01",
    "3000-01-01T00:00:00Z",
    "2999-12-31T23:59:59-00:01",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
  ])("refuses %s: out of range", (text) => {
    expect(faultOf(text).message).toBe("The time lies outside the years 1970 to 2999 in UTC.");
  });

  test("the range is that of the moment in UTC, not of the year written", () => {
    expect(expectOk(parseInstant("1969-12-31T19:00:00-05:00"))).toBe(0);
    expect(expectOk(parseInstant("3000-01-01T00:59:59.999+01:00"))).toBe(LAST);
  });

  test.each([
    "",
    "now",
    "1769851800",
    "2026-01-31",
    "2026-01-31T09:30Z",
    "2026-01-31 09:30:00Z",
    "2026-1-31T09:30:00Z",
    "2026-02-29T00:00:00Z",
    "2100-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-10T00:00:00Z",
    "2026-01-00T00:00:00Z",
    "2026-01-31T24:00:00Z",
    "2026-01-31T23:60:00Z",
    "2026-01-31T23:59:61Z",
    "2026-01-31T09:30:00.Z",
    "2026-01-31T09:30:00,5Z",
    "2026-01-31T09:30:00.1234567890Z",
    "2026-01-31T09:30:00ZZ",
    "2026-01-31T09:30:00Z ",
    " 2026-01-31T09:30:00Z",
    "2026-01-31T09:30:00+0100",
    "2026-01-31T09:30:00+01",
    "2026-01-31T09:30:00+24:00",
    "2026-01-31T09:30:00+01:60",
    "2026-01-31T09:30:00+01:00:00",
    "2026-01-31T09:30:00+01:00[Europe/Berlin]",
    "2026-01-31T09:30:00\u221201:00",
    "+002026-01-31T09:30:00Z",
    "-2026-01-31T09:30:00Z",
    "2026-W05-6T09:30:00Z",
    "2026-01-31T0\u0669:30:00Z",
  ])("refuses %j", (text) => {
    expect(faultOf(text).code).toBe("invalid-time");
    expect(faultOf(text).path).toBe("/events/0/time");
  });

  test("a hostile text is refused unread and not echoed whole", () => {
    const fault = faultOf(`2026-01-31T09:30:00.${"9".repeat(1_000_000)}Z`);
    expect(fault.message).toBe("A time is written as RFC 3339.");
    expect(String(fault.value)).toHaveLength(64);
    expect((fault.suggestion ?? "").length).toBeLessThan(100);
  });
});

describe("reading against Temporal", () => {
  const text = fc
    .record({
      ms: fc.integer({ min: 86_400_000, max: LAST - 86_400_000 }),
      fraction: fc.stringMatching(/^(\.[0-9]{1,9})?$/),
      zone: fc.oneof(fc.constant("Z"), fc.stringMatching(/^[+-]([01][0-9]|2[0-3]):[0-5][0-9]$/)),
    })
    .map(({ ms, fraction, zone }) => {
      const second = ms - (ms % 1000);
      return formatInstant(second).replace("Z", fraction + zone);
    });

  test("any well-formed time means the same moment", () => {
    fc.assert(
      fc.property(text, (written) => {
        const oracle = Temporal.Instant.from(written).epochMilliseconds;
        expect(expectOk(parseInstant(written))).toBe(oracle);
      }),
      { seed: 20261121, numRuns: 2000 },
    );
  });

  test("a time with one character changed is refused, or means what Temporal reads", () => {
    const position = fc.nat({ max: 40 });
    const character = fc.constantFrom(..."0123456789:-+.TtZz /,[]\u0000\u0660");
    fc.assert(
      fc.property(text, position, character, (written, at, changed) => {
        const mutant = written.slice(0, at) + changed + written.slice(at + 1);
        const result = parseInstant(mutant);
        if (result.ok) {
          expect(result.value).toBe(Temporal.Instant.from(mutant).epochMilliseconds);
        }
      }),
      { seed: 20261121, numRuns: 3000 },
    );
  });
});

describe("writing a time", () => {
  test("to the second, and to the millisecond only where there is one", () => {
    expect(formatInstant(1_769_817_600_000)).toBe("2026-01-31T00:00:00Z");
    expect(formatInstant(1_769_817_600_007)).toBe("2026-01-31T00:00:00.007Z");
    expect(formatInstant(0)).toBe("1970-01-01T00:00:00Z");
  });

  test("reads what it writes, and writes what Temporal writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LAST }), (instant) => {
        expect(expectOk(parseInstant(formatInstant(instant)))).toBe(instant);
        const oracle = Temporal.Instant.fromEpochMilliseconds(instant);
        expect(oracle.equals(formatInstant(instant))).toBe(true);
      }),
      { seed: 20261121, numRuns: 1000 },
    );
  });

  test("writes the day before 1970 that a zone east of UTC can begin in", () => {
    expect(formatInstant(-36_000_000)).toBe("1969-12-31T14:00:00Z");
  });
});

test("an instant is a whole number of milliseconds from 1970 to 2999", () => {
  expect([0, 1, LAST].every(isInstant)).toBe(true);
  expect([-1, 0.5, LAST + 1, Number.NaN, Number.POSITIVE_INFINITY].some(isInstant)).toBe(false);
});
