import { describe, expect, it } from "vitest";
import { claimText, offText, statedText } from "./finding-table.tsx";

describe("a claim", () => {
  it("is written in words", () => {
    expect(claimText("revenue-within-market.y1")).toBe("revenue within market year 1");
    expect(statedText("<= 100%")).toBe("at most 100%");
    expect(statedText("> 3M USD per year")).toBe("above 3M USD per year");
    expect(statedText("25M to 73M USD per year")).toBe("25M to 73M USD per year");
  });

  it("says how far off it is where it fails", () => {
    const fails = { verdict: "fails", difference: 1 } as const;
    expect(offText({ ...fails, share: 0.243 })).toBe("+24%");
    expect(offText({ ...fails, share: -0.043 })).toBe("\u22124.3%");
    expect(offText({ ...fails, share: 11.4 })).toBe("12.4 times");
    expect(offText({ ...fails, share: 0.243, verdict: "holds" })).toBeNull();
  });
});
