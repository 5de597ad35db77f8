import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { usd } from "../money/money.ts";
import { graduated, graduatedFrom } from "./graduated.ts";
import { checkPrice, type Price } from "./registry.ts";
import type { Tier, TierFrom } from "./tiers.ts";
import { volume, volumeFrom } from "./volume.ts";

const faults = (price: Price): readonly string[] =>
  checkPrice(price, "", { currency: "USD" }).map(({ code, path }) => `${path} ${code}`);

const unit = usd(1);

describe("the check of tiers", () => {
  it.each<readonly [string, readonly Tier[], readonly string[]]>([
    ["accepts one open tier", [{ unit }], []],
    ["accepts rising edges", [{ upTo: 1, unit }, { upTo: "1.5", unit }, { unit }], []],
    ["accepts a tier of a flat amount alone", [{ flat: unit }], []],
    ["wants a tier", [], ["/tiers no-tiers"]],
    ["wants an open last tier", [{ upTo: 10, unit }], ["/tiers/0/upTo last-tier-ends"]],
    [
      "wants one open tier only",
      [{ unit }, { unit }, { unit }],
      ["/tiers/1 unreachable-tier", "/tiers/2 unreachable-tier"],
    ],
    [
      "wants rising edges",
      [{ upTo: 10, unit }, { upTo: 5, unit }, { unit }],
      ["/tiers/1/upTo tiers-out-of-order"],
    ],
    [
      "wants every tier to hold something",
      [{ upTo: 10, unit }, { upTo: "10.0", unit }, { unit }],
      ["/tiers/1 unreachable-tier"],
    ],
    [
      "wants edges above zero",
      [{ upTo: 0, unit }, { unit }],
      ["/tiers/0/upTo quantity-out-of-range"],
    ],
    ["wants a price in each tier", [{ upTo: 10 }, { unit }], ["/tiers/0 tier-without-price"]],
    [
      "tells every fault of a tier",
      [{ upTo: -1, unit: "-1 USD", flat: "1 EUR" }, { unit }],
      [
        "/tiers/0/upTo quantity-out-of-range",
        "/tiers/0/unit negative-amount",
        "/tiers/0/flat currency-mismatch",
      ],
    ],
  ])("by upper edges %s", (_, tiers, expected) => {
    expect(faults({ kind: "graduated", tiers })).toEqual(expected);
    expect(faults({ kind: "volume", tiers })).toEqual(expected);
  });

  it.each<readonly [string, readonly TierFrom[], readonly string[]]>([
    [
      "accepts a start at 0",
      [
        { from: 0, unit },
        { from: 10, unit },
      ],
      [],
    ],
    [
      "accepts a start at 1",
      [
        { from: 1, unit },
        { from: 2, unit },
      ],
      [],
    ],
    ["wants no gap below", [{ from: 10, unit }], ["/tiers/0/from tier-gap"]],
    [
      "wants rising edges",
      [
        { from: 0, unit },
        { from: 20, unit },
        { from: 10, unit },
      ],
      ["/tiers/2/from tiers-out-of-order"],
    ],
    [
      "wants no overlap",
      [
        { from: 0, unit },
        { from: 20, unit },
        { from: "20.0", unit },
      ],
      ["/tiers/2/from overlapping-tiers"],
    ],
    ["wants edges of zero or more", [{ from: -1, unit }], ["/tiers/0/from quantity-out-of-range"]],
  ])("by lower edges %s", (_, tiers, expected) => {
    expect(faults({ kind: "graduated", tiers })).toEqual(expected);
    expect(faults({ kind: "volume", tiers })).toEqual(expected);
  });

  it("wants one way of writing edges", () => {
    const mixed = [
      { from: 0, unit },
      { upTo: 10, unit },
    ] as unknown as readonly Tier[];
    const both = [
      { from: 0, upTo: 9, unit },
      { from: 10, unit },
    ] as unknown as readonly Tier[];
    expect(faults({ kind: "volume", tiers: mixed })).toEqual(["/tiers/1 mixed-tier-styles"]);
    expect(faults({ kind: "volume", tiers: both })).toEqual(["/tiers/0 mixed-tier-styles"]);
    expect(faults({ kind: "volume", tiers: [{ upTo: 1, unit }, ...mixed] })).toEqual([
      "/tiers/1 mixed-tier-styles",
    ]);
  });

  it("wants lower edges of graduated tiers to name a unit", () => {
    const half = [
      { from: 0, unit },
      { from: "10.5", unit },
    ] as const;
    expect(faults(graduatedFrom(half))).toEqual(["/tiers/1/from fractional-from"]);
    expect(faults(volumeFrom(half))).toEqual([]);
    const first = [
      { from: 0, unit },
      { from: 1, unit },
    ] as const;
    expect(faults(graduatedFrom(first))).toEqual(["/tiers/0 unreachable-tier"]);
    expect(faults(volumeFrom(first))).toEqual([]);
  });

  it("checks what the prices are for", () => {
    expect(faults(graduated([{ unit }], { per: 3 }))).toEqual(["/per inexact-per"]);
    expect(faults(volume([{ unit }], { per: 0 }))).toEqual(["/per quantity-out-of-range"]);
  });

  it("accepts exactly the strictly rising edges", () => {
    const edges = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 4 });
    property(
      fc.property(edges, (drawn) => {
        const isRising = drawn.every((edge, index) => edge > (drawn[index - 1] ?? 0));
        const upper = [...drawn.map((upTo) => ({ upTo, unit })), { unit }];
        expect(faults(graduated(upper)).length === 0).toBe(isRising);
        expect(faults(volume(upper)).length === 0).toBe(isRising);
        const lower = [{ from: 0, unit }, ...drawn.map((from) => ({ from, unit }))];
        expect(faults(volumeFrom(lower)).length === 0).toBe(isRising);
      }),
    );
  });
});
