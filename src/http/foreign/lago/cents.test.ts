import { expect, it } from "vitest";
import { cents } from "./cents.ts";

it.each([
  ["12.50", "USD", 1_250],
  ["-0.05", "USD", -5],
  ["12", "USD", 1_200],
  ["12", "JPY", 12],
  ["1.5", "KWD", 1_500],
] as const)("counts %s %s in the smallest unit", (amount, currency, minor) => {
  expect(cents(amount, currency)).toBe(minor);
});
