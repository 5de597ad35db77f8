import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { decimal, format } from "../money/decimal.ts";
import { eur, usd } from "../money/money.ts";
import { flat } from "./flat.ts";
import { perUnit } from "./per-unit.ts";
import { percentage } from "./percentage.ts";
import type { Item, Rated } from "./price-kind.ts";
import { rate } from "./rate.ts";
import { checkPrice, compilePrice, type Price } from "./registry.ts";
import { spendLimits } from "./spend-limits.ts";

const rated = (price: Price, usage: number | readonly Item[]): Rated =>
  rate(expectOk(compilePrice(price)), usage);
const amountOf = (price: Price, usage: number | readonly Item[]): string =>
  format(rated(price, usage).amount);

describe("spendLimits", () => {
  const calls = spendLimits({ minimum: usd(10), maximum: usd(50) }, perUnit(usd("0.10")));

  it("keeps the period's amount between both limits, both included", () => {
    expect([0, 99, 100, 101, 499, 500, 501, 10_000].map((n) => amountOf(calls, n))).toEqual([
      "10",
      "10",
      "10",
      "10.1",
      "49.9",
      "50",
      "50",
      "50",
    ]);
  });

  it("shows the difference as a step, and nothing where there is none", () => {
    expect(rated(calls, 30).steps.at(-1)).toEqual({
      label: "raised to the minimum of 10",
      amount: "7",
    });
    expect(rated(calls, 600).steps.at(-1)).toEqual({
      label: "lowered to the maximum of 50",
      amount: "-10",
    });
    expect(rated(calls, 200).steps).toHaveLength(1);
    expect(format(rated(calls, 600).quantity)).toBe("600");
  });

  it("limits one side only, and fees on events as well", () => {
    expect(amountOf(spendLimits({ minimum: usd(10) }, flat(usd(99))), 0)).toBe("99");
    const fees = spendLimits({ maximum: usd(3) }, percentage("1%", { freeEvents: 1 }));
    const items = [2, 1, 3].map((time) => ({
      id: `e${time}`,
      time,
      quantity: decimal(200 * time),
    }));
    expect(amountOf(fees, items.slice(0, 2))).toBe("3");
    expect(amountOf(fees, items.slice(0, 1))).toBe("0");
    const given = [{ id: "a", time: 1, quantity: decimal(-500) }];
    expect(amountOf(fees, given)).toBe("-5");
    expect(amountOf(spendLimits({ minimum: usd(1) }, fees), given)).toBe("1");
  });

  it("refuses limits that leave nothing between them, and no limits", () => {
    const of = perUnit(usd(1));
    const codes = (price: Price): string[] =>
      checkPrice(price, "/p").map(({ path, code }) => `${path} ${code}`);
    expect(codes(spendLimits({ minimum: usd(5), maximum: usd(5) }, of))).toEqual([]);
    expect(codes(spendLimits({ minimum: usd(6), maximum: usd(5) }, of))).toEqual([
      "/p minimum-above-maximum",
    ]);
    expect(codes(spendLimits({}, of))).toEqual(["/p no-limits"]);
    expect(codes(spendLimits({ minimum: usd(-1) }, perUnit(eur(1))))).toEqual([
      "/p/minimum negative-amount",
      "/p/of/unit currency-mismatch",
    ]);
  });
});
