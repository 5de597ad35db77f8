import { describe, expect, it } from "vitest";
import { auditClaims } from "../../src/plan/audit/audit-claims.ts";
import { auditSummary } from "../../src/plan/audit/audit-summary.ts";
import { sure } from "../priced.fixture.ts";
import model from "./model.ts";

const findings = sure(auditClaims(model));

/** What a claim states, what it came to, and by how much of it that is off. */
function found(claim: string): string {
  const finding = findings.find((one) => one.claim === claim);
  if (finding === undefined) return "no such claim";
  const { verdict, stated, recomputed } = finding;
  return `${verdict}: ${stated} is ${recomputed ?? "unknown"}`;
}

describe("the claims of the business model plan", () => {
  it("are all computed, and say why they do not hold", () => {
    expect(auditSummary(findings)).toEqual({ claims: 77, holds: 37, fails: 34, unchecked: 6 });
    for (const { claim, verdict, explanation, rows } of findings) {
      expect(rows, claim).not.toEqual([]);
      if (verdict !== "holds") expect(explanation, claim).toMatch(/^[A-Z0-9].+\.$/);
    }
  });

  it.each([
    // 500 x 1,500 + 200 x 5,000 + 1,000 x 500; 6,000 x 1,500 + 2,000 x 5,000 + 8,000 x 500.
    ["subscription-revenue.y1", "fails: 2.5M USD per year is 2.25M USD per year"],
    ["subscription-revenue.y2", "holds: 8.5M USD per year is 8.5M USD per year"],
    ["subscription-revenue.y3", "fails: 22.0M USD per year is 23M USD per year"],
    // 25 x 120,000 + 100 x 15,000; 40 x 150,000 + 200 x 20,000.
    ["services-revenue.y2", "fails: 4.0M USD per year is 4.5M USD per year"],
    ["services-revenue.y3", "fails: 8.0M USD per year is 10M USD per year"],
    ["total-revenue-by-part.y3", "fails: 36.0M USD per year is 39M USD per year"],
    // The root of 36 / 4.5.
    ["growth", "fails: 300% per year is 182.8% per year"],
    ["share-of-services.y1", "fails: 25% is 33.33%"],
    ["dell-share-twice", "fails: 70% is 2% to 5%"],
    [
      "total-addressable-market",
      "holds: 4B USD per year to 8B USD per year is 4B USD per year to 7.9B USD per year",
    ],
  ])("%s %s", (claim, expected) => {
    expect(found(claim)).toBe(expected);
  });
});
