import fc, { type Arbitrary } from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import type { Filter, FilterValue } from "../model/meter.ts";
import { compileFilter } from "./filter.ts";
import { fractionOf, order } from "./naive-meter.fixture.ts";
import { anyEvents, event } from "./usage-event.fixture.ts";
import type { UsageEvent } from "./usage-event.ts";

const passes = (filter: Filter, data: UsageEvent["data"]): boolean =>
  expectOk(compileFilter(filter))(event(data));

/** The slow way to filter: straight from the document, with fractions. */
function naive(filter: Filter, { data }: UsageEvent): boolean {
  const { all, any, property: name, equals, notEquals, in: among, exists } = filter;
  if (all !== undefined && !all.every((one) => naive(one, event(data)))) return false;
  if (any !== undefined && !any.some((one) => naive(one, event(data)))) return false;
  if (name === undefined) return true;
  const value = data[name];
  const conditions = Object.keys(filter).filter((key) => !["all", "any", "property"].includes(key));
  if (value === undefined) return conditions.length === 1 && exists === false;
  if (exists === false) return false;
  if (equals !== undefined && !naiveEquals(value, equals)) return false;
  if (notEquals !== undefined && naiveEquals(value, notEquals)) return false;
  if (among !== undefined && !among.some((one) => naiveEquals(value, one))) return false;
  const bounds = [
    [filter.above, (sign: number) => sign > 0],
    [filter.below, (sign: number) => sign < 0],
    [filter.atLeast, (sign: number) => sign >= 0],
    [filter.atMost, (sign: number) => sign <= 0],
  ] as const;
  return bounds.every(([bound, holds]) => {
    if (bound === undefined) return true;
    const [left, right] = [fractionOf(value), fractionOf(bound)];
    return left !== undefined && right !== undefined && holds(order(left, right));
  });
}

function naiveEquals(value: FilterValue, wanted: FilterValue): boolean {
  if (typeof wanted === "boolean") return value === wanted;
  if (typeof wanted === "string") return typeof value !== "boolean" && String(value) === wanted;
  const [left, right] = [fractionOf(value), fractionOf(wanted)];
  return left !== undefined && right !== undefined && order(left, right) === 0;
}

const bound = fc.constantFrom<number | `${number}`>(5, 1.5, "1.5", 0, -3, 100, "0.0000005");
const wanted = fc.constantFrom<FilterValue>("eu", "", 7, "7", 5, 1.5, "1.50", true, false);
const condition: Arbitrary<Filter> = fc
  .tuple(
    fc.constantFrom("amount", "region", "toString"),
    fc.record(
      {
        equals: wanted,
        notEquals: wanted,
        in: fc.array(wanted),
        above: bound,
        below: bound,
        atLeast: bound,
        atMost: bound,
        exists: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  )
  .filter(([, conditions]) => Object.keys(conditions).length > 0)
  .map(([name, conditions]) => ({ property: name, ...conditions }));
const { filter: anyFilter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    condition,
    fc.array(tie("filter"), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie("filter"), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    fc.tuple(condition, tie("filter")).map(([own, one]) => ({ ...own, any: [one] })),
  ),
}));

it("agrees with the slow way", () => {
  property(
    fc.property(anyFilter, anyEvents(12), (filter, events) => {
      const holds = expectOk(compileFilter(filter));
      for (const one of events) expect(holds(one)).toBe(naive(filter, one));
    }),
    500,
  );
});

describe("values", () => {
  it("compares exactly, not in floats", () => {
    expect(passes({ property: "gb", above: "0.3" }, { gb: "0.30000000000000001" })).toBe(true);
    expect(passes({ property: "gb", atMost: 0.3 }, { gb: "0.300000000000000001" })).toBe(false);
    expect(passes({ property: "gb", equals: 0.1 }, { gb: "0.10" })).toBe(true);
    expect(passes({ property: "n", above: "9007199254740993" }, { n: "9007199254740994" })).toBe(
      true,
    );
  });

  it("takes a number for the text of its shortest form, and no more", () => {
    expect(passes({ property: "zone", equals: "7" }, { zone: 7 })).toBe(true);
    expect(passes({ property: "zone", in: ["7.0", "true"] }, { zone: 7 })).toBe(false);
    expect(passes({ property: "zone", equals: "true" }, { zone: true })).toBe(false);
  });

  it("has both ends where they belong", () => {
    expect(passes({ property: "n", atLeast: 1, below: 2 }, { n: 1 })).toBe(true);
    expect(passes({ property: "n", atLeast: 1, below: 2 }, { n: 2 })).toBe(false);
    expect(passes({ property: "n", above: 1, atMost: 2 }, { n: 1 })).toBe(false);
    expect(passes({ property: "n", above: 1, atMost: 2 }, { n: 2 })).toBe(true);
  });

  it("fails every condition on a property that is not there, but its absence", () => {
    expect(passes({ property: "region", notEquals: "eu" }, {})).toBe(false);
    expect(passes({ property: "region", exists: false }, {})).toBe(true);
    expect(passes({ property: "toString", exists: true }, {})).toBe(false);
  });
});

describe("a filter that says nothing sensible", () => {
  it.each<[string, Filter, string]>([
    ["empty-filter", {}, ""],
    ["empty-filter", { property: "region" }, ""],
    ["empty-filter", { all: [] }, "/all"],
    ["empty-filter", { any: [{ property: "a", exists: true }, {}] }, "/any/1"],
    ["filter-needs-property", { equals: "eu" }, ""],
    ["not-a-number", { all: [{ property: "n", above: "many" as `${number}` }] }, "/all/0/above"],
    ["imprecise-number", { property: "n", in: [1, 2 ** 60] }, "/in/1"],
  ])("is refused: %s", (code, filter, path) => {
    expect(compileFilter(filter)).toMatchObject({ ok: false, faults: [{ code, path }] });
  });

  it("is refused past a depth", () => {
    let filter: Filter = { property: "n", exists: true };
    for (let depth = 0; depth < 16; depth += 1) filter = { all: [filter] };
    expect(compileFilter(filter)).toMatchObject({ faults: [{ code: "filter-too-deep" }] });
  });
});
