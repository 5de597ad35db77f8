import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { decimal, decimalOf, format } from "../money/decimal.ts";
import { usd } from "../money/money.ts";
import { anyEvents } from "./any-events.fixture.ts";
import { banded } from "./banded.ts";
import { capacity } from "./capacity.ts";
import { flat } from "./flat.ts";
import { freeUnits } from "./free-units.ts";
import { graduated } from "./graduated.ts";
import { matrix } from "./matrix.ts";
import { perUnit } from "./per-unit.ts";
import { percentage } from "./percentage.ts";
import type { Item, Rated } from "./price-kind.ts";
import { rate } from "./rate.ts";
import { checkPrice, compilePrice, type Price } from "./registry.ts";

const rated = (price: Price, usage: number | readonly Item[]): Rated =>
  rate(expectOk(compilePrice(price)), usage);
const amountOf = (price: Price, usage: number | readonly Item[]): string =>
  format(rated(price, usage).amount);
const event = (id: string, time: number, value: number): Item => ({
  id,
  time,
  quantity: decimal(value),
});

describe("freeUnits over a quantity", () => {
  const calls = freeUnits(1_000, graduated([{ upTo: 10, unit: usd(2) }, { unit: usd(1) }]));

  it("begins the price after the free units", () => {
    expect([0, 999, 1_000, 1_001, 1_010, 1_011].map((n) => amountOf(calls, n))).toEqual([
      "0",
      "0",
      "0",
      "2",
      "20",
      "21",
    ]);
  });

  it("shows what was used, what was free and why", () => {
    const { quantity, free, steps } = rated(calls, 1_005);
    expect([quantity, free].map((value) => value && format(value))).toEqual(["1005", "1000"]);
    expect(steps).toEqual([
      { label: "free units", quantity: "1000", amount: "0" },
      { label: "up to 10", quantity: "5", rate: "2", amount: "10" },
    ]);
    expect(format(rated(calls, 7).free ?? decimal(-1))).toBe("7");
  });

  it("takes corrections off before the free units", () => {
    const items = [event("a", 1, 1_100), event("b", 2, -95)];
    expect(amountOf(calls, items)).toBe("10");
    expect(rated(calls, -3).notes?.[0]).toMatch(/net quantity of -3/);
  });

  it("leaves a flat fee due, and free units add up when they are nested", () => {
    expect(amountOf(freeUnits(5, flat(usd(9))), 3)).toBe("9");
    const twice = freeUnits(5, freeUnits(10, perUnit(usd(1))));
    expect([15, 16, 20].map((n) => amountOf(twice, n))).toEqual(["0", "1", "5"]);
    expect(format(rated(twice, 20).free ?? decimal(0))).toBe("15");
  });

  it("keeps a peak a peak", () => {
    const peak = freeUnits(2, capacity(usd(3), { reserved: 0, overUse: { rule: "raise" } }));
    expect(amountOf(peak, [event("a", 1, 7), event("b", 2, 9)])).toBe("21");
  });

  it("equals a graduated price with a free first tier", () => {
    const tiers = graduated([{ upTo: 40, unit: usd(0) }, { unit: usd("0.7") }]);
    property(
      fc.property(fc.integer({ min: 0, max: 9_000 }), (hundredths) => {
        const quantity = decimal(hundredths, 2);
        const [left, right] = [freeUnits(40, perUnit(usd("0.7"))), tiers];
        const amounts = [left, right].map((price) =>
          format(rate(expectOk(compilePrice(price)), quantity).amount),
        );
        expect(amounts[0]).toBe(amounts[1]);
      }),
      200,
    );
  });
});

describe("freeUnits over events", () => {
  const fees = freeUnits(100, banded([{ below: usd(50), flat: usd(1) }, { rate: "10%" }]));

  it("frees the first value by time and splits the event that crosses it", () => {
    const items = [event("c", 3, 60), event("a", 1, 80), event("b", 2, 70)];
    expect(amountOf(fees, items)).toBe("11");
    const { quantity, free } = rated(fees, items);
    expect([quantity, free].map((value) => value && format(value))).toEqual(["210", "100"]);
  });

  it("equals the free amount of a percentage", () => {
    const options = { fixed: usd(1), minimum: usd(2) };
    property(
      fc.property(anyEvents([0, 100]), (items) => {
        const outside = freeUnits(150, percentage("3%", options));
        const inside = percentage("3%", { ...options, freeAmount: usd(150) });
        expect(amountOf(outside, items)).toBe(amountOf(inside, items));
      }),
      300,
    );
  });
});

describe("free units in a document", () => {
  it("refuses units below zero and whatever the held price has wrong", () => {
    expect(checkPrice(freeUnits(-1, perUnit(usd(-1))), "/p")).toMatchObject([
      { path: "/p/units", code: "quantity-out-of-range" },
      { path: "/p/of/unit", code: "negative-amount" },
    ]);
    expect(compilePrice(freeUnits(1, perUnit("negotiated")))).toMatchObject({
      faults: [{ code: "needs-agreed-price", path: "/of/unit" }],
    });
  });

  it("refuses groups, which cannot share free units", () => {
    const cells = [{ when: { region: "eu" }, price: perUnit(usd(1)) }];
    expect(checkPrice(freeUnits(1, matrix(["region"], cells)), "/p")).toMatchObject([
      { path: "/p/of", code: "needs-quantity-price" },
    ]);
    const inside = [{ when: { region: "eu" }, price: freeUnits(2, perUnit(usd(1))) }];
    const item = { ...event("a", 1, 5), dimensions: { region: "eu" } };
    expect(amountOf(matrix(["region"], inside), [item])).toBe("3");
  });

  it("reads large quantities as text", () => {
    const price = freeUnits("1000000000000000000", perUnit(usd(1)));
    const used = decimalOf("1000000000000000000.5");
    expect(format(rate(expectOk(compilePrice(price)), used).amount)).toBe("0.5");
  });
});
