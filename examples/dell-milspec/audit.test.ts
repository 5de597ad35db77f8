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
    expect(auditSummary(findings)).toEqual({ claims: 235, holds: 109, fails: 92, unchecked: 34 });
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
    ["total-addressable-market", "holds: 4B to 8B USD per year is 4B to 7.9B USD per year"],
    // 27 of gross profit less 36 of operating expenses, of 36.
    ["operating-margin", "holds: 0% is 0%"],
    ["operating-margin-after-gross-profit", "fails: 0% is -25%"],
    ["open-source-beside-research", "fails: 20% is 12.5%"],
    // 15,000 a year and 2-3% a month: 1,250 x 75% over 3%, and over 2%.
    [
      "ltv-by-churn.enterprise",
      "holds: 45,000 USD per customer is 31,250 to 46,875 USD per customer",
    ],
    ["ltv-by-churn.essential", "fails: 3,750 USD per customer is 1,172 to 1,875 USD per customer"],
    ["payback.government", "fails: 18 to 24 months is 8 to 16 months"],
    // 0.98 and 0.97 to the twelfth.
    ["retention.enterprise", "fails: > 90% is 69.38% to 78.47%"],
    [
      "contract-value.government",
      "fails: >= 200,000 USD per customer per year is 50,000 USD per customer per year",
    ],
    // 400 x 5,000 to 15,000, 120 x 25,000 to 50,000 and 1,667 x 500 to 1,500.
    ["acquisition-spend", "holds: 13.2M USD per year is 5.833M to 14.5M USD per year"],
    ["cycle-of-government", "fails: 12 to 24 months is 11 to 24 months"],
    ["runway.a", "fails: > 18 months is 7.5 months"],
    ["customer-growth-y3.government", "fails: > 150% is 150%"],
    ["monthly-growth-by-yearly.later", "fails: > 8% per month is 3.437% per month"],
    ["profitable-operations", "fails: <= 18 months is 24 months"],
    // 3 years and ln(100 / 36) / ln 1.5.
    ["year-of-acquisition", "holds: 5 to 7 years is 5.52 years"],
    ["revenue-as-billed.y3", "fails: 36.0M USD per year is 39M USD per year"],
    ["revenue-as-earned.y1", "fails: 4.5M USD per year is 3.224M USD per year"],
    ["operating-margin-of-year-4", "fails: 20% to 25% is 15.15% to 19.44%"],
  ])("%s %s", (claim, expected) => {
    expect(found(claim)).toBe(expected);
  });
});
