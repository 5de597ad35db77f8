import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { decimal, format } from "../money/decimal.ts";
import { usd } from "../money/money.ts";
import {
  floored,
  negated,
  quotient,
  rational,
  rounded,
  shown,
  times,
} from "../money/rational.fixture.ts";
import { banded } from "./banded.ts";
import { capacity } from "./capacity.ts";
import { matrix } from "./matrix.ts";
import { perUnit } from "./per-unit.ts";
import type { Item, Rated } from "./price-kind.ts";
import { rate } from "./rate.ts";
import { checkPrice, compilePrice, type Price } from "./registry.ts";
import { type Transform, transform } from "./transform.ts";

const rated = (price: Price, usage: number | readonly Item[]): Rated =>
  rate(expectOk(compilePrice(price)), usage);
const amountOf = (price: Price, usage: number | readonly Item[]): string =>
  format(rated(price, usage).amount);
const event = (id: string, value: number): Item => ({ id, time: 0, quantity: decimal(value) });

describe("transform over a quantity", () => {
  it("rounds the period's total once, not its parts", () => {
    const hours = transform({ divideBy: 3_600, round: "up" }, perUnit(usd(2)));
    expect([0, 1, 3_600, 3_601].map((seconds) => amountOf(hours, seconds))).toEqual([
      "0",
      "2",
      "2",
      "4",
    ]);
    expect(amountOf(hours, [event("a", 1_800), event("b", 1_800)])).toBe("2");
    expect(rated(hours, 3_601)).toMatchObject({
      quantity: decimal(3_601),
      notes: ["a quantity of 3601 is priced as 2"],
    });
  });

  it("multiplies and divides exactly where nothing is rounded", () => {
    const gigabytes = transform({ divideBy: 1_024 }, perUnit(usd(1)));
    expect(amountOf(gigabytes, 1)).toBe("0.0009765625");
    const weighted = transform({ multiplyBy: "1.5", divideBy: 1_000 }, perUnit(usd(2)));
    expect(amountOf(weighted, 3)).toBe("0.009");
  });

  it("rounds down and half up as named", () => {
    const down = transform({ divideBy: 10, round: "down" }, perUnit(usd(1)));
    const half = transform({ divideBy: 10, round: "half-up" }, perUnit(usd(1)));
    expect([4, 5, 14, 15, 19].map((n) => amountOf(down, n))).toEqual(["0", "0", "1", "1", "1"]);
    expect([4, 5, 14, 15, 19].map((n) => amountOf(half, n))).toEqual(["0", "1", "1", "2", "2"]);
    const started = expectOk(
      compilePrice(transform({ divideBy: 60, round: "up" }, perUnit(usd(1)))),
    );
    expect(format(rate(started, "0.000000000000000001").amount)).toBe("1");
    expect(amountOf(transform({ round: "up" }, perUnit(usd(1))), [event("a", 3)])).toBe("3");
  });

  it("keeps a peak a peak, and notes corrections below zero", () => {
    const peak = capacity(usd(1), { reserved: 0, overUse: { rule: "raise" } });
    const doubled = transform({ multiplyBy: 2 }, peak);
    expect(amountOf(doubled, [event("a", 4), event("b", 3)])).toBe("8");
    expect(rated(transform({ multiplyBy: 2 }, perUnit(usd(1))), -1).notes?.[0]).toMatch(
      /net quantity of -1/,
    );
  });

  it("agrees with fractions for any factor, divisor and rounding", () => {
    const change = fc.record({
      multiplyBy: fc.integer({ min: 1, max: 99 }),
      divideBy: fc.integer({ min: 1, max: 99 }),
      round: fc.constantFrom("up" as const, "down" as const, "half-up" as const),
    });
    property(
      fc.property(change, fc.integer({ min: 0, max: 90_000 }), (spec, hundredths) => {
        const quantity = decimal(hundredths, 2);
        const exact = quotient(
          times(rational(quantity), rational(spec.multiplyBy)),
          rational(spec.divideBy),
        );
        const whole = {
          up: negated(floored(negated(exact))),
          down: floored(exact),
          "half-up": rounded(exact, 0),
        }[spec.round];
        const price = expectOk(compilePrice(transform(spec, perUnit(usd(1)))));
        expect(shown(rational(rate(price, quantity).amount))).toBe(shown(whole));
      }),
      400,
    );
  });
});

describe("transform over events and groups", () => {
  it("changes each event's value, a correction's like that of what it corrects", () => {
    const fees = banded([{ below: usd(1), flat: usd("0.01") }, { flat: usd("0.05") }]);
    const cents = transform({ divideBy: 100 }, fees);
    expect(amountOf(cents, [event("a", 99), event("b", 100)])).toBe("0.06");
    const whole = transform({ divideBy: 100, round: "up" }, fees);
    expect(amountOf(whole, [event("a", 99)])).toBe("0.05");
    expect(amountOf(whole, [event("a", 99), event("b", -99)])).toBe("0");
  });

  it("scales groups, and refuses to round them", () => {
    const table = matrix(["region"], [{ when: { region: "eu" }, price: perUnit(usd(1)) }]);
    const item = { ...event("a", 3_000), dimensions: { region: "eu" } };
    expect(amountOf(transform({ divideBy: 1_000 }, table), [item])).toBe("3");
    expect(checkPrice(transform({ divideBy: 1_000, round: "up" }, table), "/p")).toMatchObject([
      { path: "/p/of", code: "needs-quantity-price" },
    ]);
  });
});

describe("a transform in a document", () => {
  const codes = (change: Pick<Transform, "multiplyBy" | "divideBy" | "round">): string[] =>
    checkPrice(transform(change, perUnit(usd(1))), "/p").map(
      ({ path, code, suggestion }) => `${path} ${code} ${suggestion ? "helped" : ""}`,
    );

  it("refuses what has no exact decimal unless it is rounded", () => {
    expect(codes({ divideBy: 3_600 })).toEqual(["/p/divideBy inexact-divisor helped"]);
    expect(codes({ divideBy: 3_600, round: "up" })).toEqual([]);
    expect(codes({ divideBy: 1_024 })).toEqual([]);
  });

  it("refuses what cannot be a change", () => {
    expect(codes({})).toEqual(["/p empty-transform helped"]);
    expect(codes({ multiplyBy: 0, divideBy: -1 })).toEqual([
      "/p/multiplyBy quantity-out-of-range helped",
      "/p/divideBy quantity-out-of-range helped",
    ]);
    expect(codes({ round: "nearest" as "up" })).toEqual(["/p/round unknown-rounding helped"]);
  });
});
