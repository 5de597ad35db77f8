import { describe, expect, it } from "vitest";
import { divisorsOf } from "./divisors.ts";

describe("what a formula divides by", () => {
  it.each([
    ["2_500 USD per month / 0", ["0"]],
    ["2 USD / (month-number() - 3) * 4", ["month-number() - 3"]],
    ["a / 30 days per month + b / c.d", ["30 days per month", "c.d"]],
    ["a / max(b / 2, 1) ^ (c + 1) - 1", ["max(b / 2, 1) ^ (c + 1)", "2"]],
    ["a / (b) ^ 2 / -d in USD", ["(b) ^ 2", "-d"]],
    ["a * b", []],
  ])("%s", (text, divisors) => {
    expect(divisorsOf(text)).toEqual(divisors);
  });
});
