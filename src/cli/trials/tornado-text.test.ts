import { expect, test } from "vitest";
import { driverText } from "./tornado-text.ts";

test("counts are no percent", () => {
  expect(driverText(54, {})).toBe("54");
  expect(driverText(0.54, {})).toBe("54%");
});
