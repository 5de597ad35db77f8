import { expect, it } from "vitest";
import { shownAmount } from "./shown-amount.ts";

it.each([
  ["415.8333333333", "USD", "415.83"],
  ["415.835", "USD", "415.84"],
  ["0.9999", "USD", "1.00"],
  ["-0.005", "USD", "-0.01"],
  ["99", "USD", "99"],
  ["1234.5", "JPY", "1235"],
  ["none", "USD", "none"],
])("shows %s %s as %s", (amount, currency, expected) => {
  expect(shownAmount(amount, currency)).toBe(expected);
});
