import { expect, it } from "vitest";
import { plainName } from "./plain-name.ts";

it.each([
  ["share.y2", "Share, year 2"],
  ["ltv-as-printed.developer", "LTV as printed, developer"],
  ["growth-to-y3", "Growth to year 3"],
  ["churn", "Churn"],
])("says %s in words", (id, words) => {
  expect(plainName(id)).toBe(words);
});
