import { expect, test } from "vitest";
import { lengthText } from "./length-text.ts";

test.each([
  [0, "0 s"],
  [59, "59 s"],
  [60, "1 min"],
  [3_599, "1 h"],
  [12_000, "3 h 20 min"],
  [36_000, "10 h"],
  [187_200, "2 d 4 h"],
])("%i seconds are %s", (seconds, text) => {
  expect(lengthText(seconds)).toBe(text);
});
