import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { parseCadence } from "./cadence.ts";
import { civilFromDays, parseCivilDate } from "./calendar.ts";
import { type Instant, parseInstant } from "./instant.ts";
import { type Fraction, type ProrationBasis, prorate } from "./proration.ts";
import { type Alignment, periodAt, type Schedule, wholePeriodAt } from "./schedule.ts";
import { findZone, type Zone } from "./zone.ts";

const at = (text: string): Instant => expectOk(parseInstant(text));
const zone = (id: string): Zone => expectOk(findZone(id));
const span = (from: string, to: string) => ({ from: at(from), to: at(to) });
const shown = ({ numerator, denominator }: Fraction) => `${numerator}/${denominator}`;

const berlin = zone("Europe/Berlin");
const march = span("2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z");
const october = span("2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z");

describe("by day", () => {
  test("F9: March has 31 days and so has October, though clocks change", () => {
    const firstHalf = span("2026-02-28T23:00:00Z", "2026-03-15T23:00:00Z");
    const changeDay = span("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
    expect(shown(prorate(firstHalf, march, "day", berlin))).toBe("15/31");
    expect(shown(prorate(changeDay, march, "day", berlin))).toBe("1/31");
    const longDay = span("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
    expect(shown(prorate(longDay, october, "day", berlin))).toBe("1/31");
  });

  test("F10: the days are the customer's: 31 March, 19:00 in New York is not yet April", () => {
    const newYork = zone("America/New_York");
    const whole = span("2026-03-01T05:00:00Z", "2026-04-01T04:00:00Z");
    const part = { from: whole.from, to: at("2026-03-31T23:00:00Z") };
    expect(shown(prorate(part, whole, "day", newYork))).toBe("30/31");
  });

  test("F11: a stub is divided by its whole quarter: 42 of 91 days", () => {
    const quarterly: Schedule = {
      cadence: expectOk(parseCadence("quarterly")),
      zone: zone("UTC"),
      start: expectOk(parseCivilDate("2026-05-20")),
      alignment: "calendar",
    };
    const share = prorate(
      periodAt(quarterly, 0),
      wholePeriodAt(quarterly, 0),
      "day",
      quarterly.zone,
    );
    expect(shown(share)).toBe("42/91");
  });

  test("F12: the day of an upgrade is billed once, on the new plan", () => {
    const upgrade = at("2026-03-16T14:25:00Z");
    const before = prorate({ from: march.from, to: upgrade }, march, "day", berlin);
    const after = prorate({ from: upgrade, to: march.to }, march, "day", berlin);
    expect([shown(before), shown(after)]).toEqual(["15/31", "16/31"]);
  });

  test("F13: a preview made at one hour of a day equals the charge made at another", () => {
    const shares = [
      "2026-03-16T00:00:00+01:00",
      "2026-03-16T09:00:00+01:00",
      "2026-03-16T23:59:59+01:00",
    ].map((moment) => shown(prorate({ from: at(moment), to: march.to }, march, "day", berlin)));
    expect(shares).toEqual(["16/31", "16/31", "16/31"]);
  });

  test("F8: a year that holds a leap day has 366", () => {
    const year = span("2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z");
    const february = span("2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z");
    expect(shown(prorate(february, year, "day", zone("UTC")))).toBe("29/366");
  });

  test("a day the zone skipped counts with the part before it", () => {
    const apia = zone("Pacific/Apia");
    const december = span("2011-12-01T10:00:00Z", "2011-12-31T10:00:00Z");
    const change = at("2011-12-30T10:00:00Z");
    const before = prorate({ from: december.from, to: change }, december, "day", apia);
    const after = prorate({ from: change, to: december.to }, december, "day", apia);
    expect([shown(before), shown(after)]).toEqual(["30/31", "1/31"]);
  });

  test("an empty part is nothing, the whole is all", () => {
    const empty = { from: march.from, to: march.from };
    expect(shown(prorate(empty, march, "day", berlin))).toBe("0/31");
    expect(shown(prorate(march, march, "day", berlin))).toBe("31/31");
  });
});

describe("by second", () => {
  test("F9: elapsed time is an hour short in March and an hour long in October", () => {
    expect(prorate(march, march, "second", berlin).denominator).toBe(31 * 86_400 - 3_600);
    expect(prorate(october, october, "second", berlin).denominator).toBe(31 * 86_400 + 3_600);
  });

  test("F13: milliseconds are not seconds: the second of a change goes to the later part", () => {
    const change = at("2026-03-16T14:25:00.999Z");
    const after = prorate({ from: change, to: march.to }, march, "second", berlin);
    const even = at("2026-03-16T14:25:00Z");
    expect(after).toEqual(prorate({ from: even, to: march.to }, march, "second", berlin));
    expect(Number.isInteger(after.numerator)).toBe(true);
  });
});

describe("bugs", () => {
  test("F16: a part longer than its whole is refused, at either end", () => {
    const early = { from: march.from - 1, to: march.to };
    const late = { from: march.from, to: march.to + 1 };
    for (const part of [early, late]) {
      expect(() => prorate(part, march, "second", berlin)).toThrow("within its whole period");
    }
  });

  test("a part that ends before it begins, or a whole without length", () => {
    const backwards = { from: march.to, to: march.from };
    expect(() => prorate(backwards, march, "day", berlin)).toThrow("broken invariant");
    const nothing = { from: march.from, to: march.from };
    expect(() => prorate(nothing, nothing, "day", berlin)).toThrow("broken invariant");
    expect(() => prorate(nothing, nothing, "second", berlin)).toThrow("broken invariant");
  });
});

describe("invariant 5: parts of a period add up to it", () => {
  const periods = fc
    .record({
      zone: fc.constantFrom(
        "UTC",
        "Europe/Berlin",
        "America/St_Johns",
        "America/Havana",
        "Asia/Beirut",
        "Pacific/Apia",
        "Australia/Lord_Howe",
      ),
      cadence: fc.constantFrom("weekly", "monthly", "quarterly", "annual"),
      alignment: fc.constantFrom<Alignment[]>("anniversary", "calendar"),
      start: fc.integer({ min: 0, max: 40_000 }).map(civilFromDays),
      index: fc.nat({ max: 50 }),
    })
    .map(({ zone: id, cadence, alignment, start, index }) => {
      const schedule = {
        zone: zone(id),
        cadence: expectOk(parseCadence(cadence)),
        alignment,
        start,
      };
      return { zone: schedule.zone, whole: wholePeriodAt(schedule, index) };
    });
  const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });
  const basis = fc.constantFrom<ProrationBasis[]>("day", "second");

  test("however a period is cut, the numerators sum to the denominator", () => {
    fc.assert(
      fc.property(periods, cuts, basis, ({ zone: ofZone, whole }, shares, by) => {
        const length = whole.to - whole.from;
        const inside = shares.map((share) => whole.from + Math.round(length * share));
        const edges = [whole.from, ...inside.sort((a, b) => a - b), whole.to];
        const parts = edges.slice(1).map((to, i) => ({ from: edges[i] ?? to, to }));
        const fractions = parts.map((part) => prorate(part, whole, by, ofZone));
        const sum = fractions.reduce((total, share) => total + share.numerator, 0);
        for (const { numerator, denominator } of fractions) {
          expect(denominator).toBe(sum);
          expect(numerator).toBeGreaterThanOrEqual(0);
          expect(Number.isSafeInteger(numerator)).toBe(true);
        }
      }),
      { seed: 20261121, numRuns: 3000 },
    );
  });
});
