import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectOk } from "../fault/fault.ts";
import {
  type Cadence,
  type CadenceName,
  cadenceName,
  daysOf,
  monthsOf,
  parseCadence,
} from "./cadence.ts";

const faultOf = (name: string) => {
  const result = parseCadence(name, "/plans/team/cadence");
  return result.ok ? undefined : result.faults[0];
};

describe("names", () => {
  test.each<[CadenceName, Cadence, number | undefined, number | undefined]>([
    ["daily", { every: 1, unit: "day" }, undefined, 1],
    ["weekly", { every: 1, unit: "week" }, undefined, 7],
    ["monthly", { every: 1, unit: "month" }, 1, undefined],
    ["quarterly", { every: 1, unit: "quarter" }, 3, undefined],
    ["semiannual", { every: 1, unit: "half-year" }, 6, undefined],
    ["annual", { every: 1, unit: "year" }, 12, undefined],
    ["every-30-days", { every: 30, unit: "day" }, undefined, 30],
    ["every-2-weeks", { every: 2, unit: "week" }, undefined, 14],
    ["every-3-months", { every: 3, unit: "month" }, 3, undefined],
    ["every-3-half-years", { every: 3, unit: "half-year" }, 18, undefined],
    ["every-5-years", { every: 5, unit: "year" }, 60, undefined],
  ])("%s", (name, cadence, months, days) => {
    expect(expectOk(parseCadence(name))).toEqual(cadence);
    expect(cadenceName(cadence)).toBe(name);
    expect(monthsOf(cadence)).toBe(months);
    expect(daysOf(cadence)).toBe(days);
  });

  test("a cadence has one name: a count of one is the plain word", () => {
    expect(cadenceName(expectOk(parseCadence("every-1-months")))).toBe("monthly");
  });

  test("a quarter is not three months: only it knows where the quarters of a year begin", () => {
    expect(parseCadence("every-3-months")).not.toEqual(parseCadence("quarterly"));
  });

  test("reads every name it writes", () => {
    const unit = fc.constantFrom<Cadence["unit"][]>(
      "day",
      "week",
      "month",
      "quarter",
      "half-year",
      "year",
    );
    fc.assert(
      fc.property(unit, fc.integer({ min: 1, max: 100 }), (ofUnit, every) => {
        const cadence = { every, unit: ofUnit };
        expect(expectOk(parseCadence(cadenceName(cadence)))).toEqual(cadence);
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });
});

describe("refusals", () => {
  test.each([
    ["yearly", "annual"],
    ["Monthly", "monthly"],
    ["half yearly", "semiannual"],
    ["bi-weekly", "every-2-weeks"],
    ["every-2-month", "every-2-months"],
    ["every 2 weeks", "every-2-weeks"],
    ["montly", "monthly"],
    ["fortnigtly", "every-2-weeks"],
  ])("%s is refused, naming %s", (written, meant) => {
    expect(faultOf(written)).toMatchObject({
      code: "unknown-cadence",
      path: "/plans/team/cadence",
      value: written,
      suggestion: `did you mean "${meant}"?`,
    });
  });

  test.each([
    "",
    "constructor",
    "__proto__",
    "every--months",
    "every-01-months",
    "every-1.5-months",
    "every-1e2-days",
    "every-+2-weeks",
    "every- 2-weeks",
    "every--2-weeks",
    "every-2-fortnights",
    "monthly ",
  ])("%j is no cadence", (name) => {
    expect(faultOf(name)?.code).toBe("unknown-cadence");
  });

  test.each(["lunar", "constructor", "__proto__"])("%s is unknown and gets the list", (word) => {
    expect(faultOf(word)?.suggestion).toBe(
      "one of daily, weekly, monthly, quarterly, semiannual, annual, or every-2-weeks and the like",
    );
  });

  test.each(["every-0-days", "every-101-years", "every-1201-months", "every-999999-weeks"])(
    "%s is out of range",
    (name) => {
      expect(faultOf(name)?.code).toBe("cadence-out-of-range");
    },
  );
});
