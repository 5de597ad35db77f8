import { expect, it } from "vitest";
import { quantile } from "./quantile.ts";

it("is a value of the list, which a share of them does not exceed", () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect([quantile(hundred, 0.5), quantile(hundred, 0.99), quantile(hundred, 1)]).toEqual([
    50, 99, 100,
  ]);
  expect([quantile([7], 0.5), quantile([7], 0.99)]).toEqual([7, 7]);
  expect(quantile([], 0.5)).toBeNaN();
});
