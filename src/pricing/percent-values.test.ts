import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { atLeast, range } from "../money/amount.ts";
import { format } from "../money/decimal.ts";
import { usd } from "../money/money.ts";
import type { Percent } from "../money/percent.ts";
import { checkPercent, checkStatedPercent, settledShare } from "./percent-values.ts";

const codes = (faults: readonly { path: string; code: string }[]): string[] =>
  faults.map(({ path, code }) => `${path} ${code}`);

describe("checkPercent", () => {
  it("lets a charge exceed 100%, and a discount reach it", () => {
    expect(checkPercent("250%", "/p", "not-negative")).toEqual([]);
    expect(checkPercent("100%", "/p", "at-most-100")).toEqual([]);
    expect(codes(checkPercent("100.0001%", "/p", "at-most-100"))).toEqual([
      "/p percent-out-of-range",
    ]);
    expect(codes(checkPercent("-0.1%", "/p", "not-negative"))).toEqual(["/p percent-out-of-range"]);
    expect(codes(checkPercent("5" as Percent, "/p", "at-most-100"))).toEqual(["/p not-a-percent"]);
  });

  it("looks at both ends of a range", () => {
    const stated = range("-2%", "101%");
    expect(codes(checkStatedPercent(stated, "/p", "at-most-100"))).toEqual([
      "/p/low percent-out-of-range",
      "/p/high percent-out-of-range",
    ]);
    expect(checkStatedPercent("negotiated", "/p", "at-most-100")).toEqual([]);
  });
});

describe("settledShare", () => {
  it("is the stated percentage, or the agreed one where it is open", () => {
    expect(format(expectOk(settledShare("2.9%", {}, "/rate")))).toBe("0.029");
    expect(format(expectOk(settledShare(atLeast("1%"), { agreed: "1.5%" }, "/rate")))).toBe(
      "0.015",
    );
  });

  it("refuses to guess, and an amount where a percentage is open", () => {
    for (const terms of [{}, { agreed: usd(5) }]) {
      expect(settledShare("negotiated", terms, "/rate")).toMatchObject({
        faults: [{ code: "needs-agreed-price", path: "/rate" }],
      });
    }
    expect(settledShare(atLeast("1%"), { agreed: "0.5%" }, "/rate")).toMatchObject({
      faults: [{ code: "below-floor", path: "/rate" }],
    });
  });
});
