import { describe, expect, it } from "vitest";
import { faultsOf } from "../fault/fault.ts";
import { parseDuration } from "./duration.ts";

const value = (text: string): number | undefined => {
  const result = parseDuration(text);
  return result.ok ? result.value : undefined;
};

describe("parseDuration", () => {
  it("reads days, hours, minutes and seconds as milliseconds", () => {
    expect(value("PT1H")).toBe(3_600_000);
    expect(value("P2DT12H")).toBe(216_000_000);
    expect(value("PT90M")).toBe(5_400_000);
    expect(value("PT0S")).toBe(0);
  });

  it("refuses what has no fixed length, and nonsense", () => {
    for (const text of [
      "P1M",
      "P1Y",
      "P",
      "PT",
      "1h",
      "",
      "PT1.5H",
      "-PT1H",
      `P${"9".repeat(400)}D`,
    ])
      expect(faultsOf(parseDuration(text, "/grace"))).toMatchObject([
        { code: "invalid-duration", path: "/grace" },
      ]);
  });
});
