import { expect, it } from "vitest";
import { rangeText } from "./range-text.ts";

it.each([
  ["500k USD per year", "2M USD per year", "500k to 2M USD per year"],
  ["1 customer per year", "4 customers per year", "1 to 4 customers per year"],
  ["5% per year", "10% per year", "5% to 10% per year"],
  ["-21.34%", "-6.677%", "-21.34% to -6.677%"],
  ["25%", "25%", "25%"],
  ["18 months", "2 years", "18 months to 2 years"],
])("says %s to %s once with its unit", (low, high, text) => {
  expect(rangeText(low, high)).toBe(text);
});
