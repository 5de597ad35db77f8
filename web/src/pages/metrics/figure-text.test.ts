import { describe, expect, it } from "vitest";
import { figureText, missingText } from "./figure-text.ts";

describe("figureText", () => {
  it.each([
    ["mrr", "4212.56", "money", "4,212.56\u00a0USD"],
    ["nrr", "1.071650", "ratio", "107.2%"],
    ["net-mrr-churn", "-0.014000", "ratio", "\u22121.4%"],
    ["quick-ratio", "2.345000", "ratio", "2.3\u00d7"],
    ["dso", "31.2", "days", "31.2\u00a0days"],
    ["customer-lifetime", "14.20", "months", "14.2\u00a0months"],
    ["customers", "1204", "count", "1,204"],
    ["customer-hhi", "3362.88", "index", "3,362.88"],
  ] as const)("writes %s of %s as %s", (metric, value, unit, expected) => {
    expect(figureText(metric, value, unit, "USD")).toBe(expected);
  });
});

describe("missingText", () => {
  it("says what the server said, else what is missing", () => {
    const unknown = { code: "month-not-closed", message: "the month is not closed" };
    expect(missingText({ missing: "not-given", unknown })).toBe("The month is not closed.");
    expect(missingText({ missing: "divides-by-nothing" })).toContain("nothing to compare");
    expect(missingText({ missing: "not-given" })).toContain("not known");
  });
});
