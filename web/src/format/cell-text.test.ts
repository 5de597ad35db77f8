import { describe, expect, it } from "vitest";
import { cellText } from "./cell-text.ts";

describe("cellText", () => {
  it("makes figures that a spreadsheet can add up, and leaves all else", () => {
    const cells = [
      ["1,234,567.80", "1234567.80"],
      ["−0.50", "-0.50"],
      ["-1,000", "-1000"],
      ["  42 ", "42"],
      ["1,234.50\u00a0USD", "1234.50 USD"],
      ["12,34", "12,34"],
      ["1 Jan 2026", "2026-01-01"],
      ["31 Sept 2026, 09:30 UTC", "2026-09-31T09:30Z"],
      ["January 2026", "2026-01"],
      ["1 – 31 Jan 2026", "1 – 31 Jan 2026"],
      ["Version 2026", "Version 2026"],
      ["=1+1", "=1+1"],
      ["–", ""],
    ] as const;
    for (const [shown, text] of cells) expect(cellText(shown)).toBe(text);
  });
});
