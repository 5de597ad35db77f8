import type { Model } from "florin";
import { describe, expect, it } from "vitest";
import { expectOk } from "../../src/fault/fault.ts";
import { type AuditFinding, auditClaims } from "../../src/plan/audit/audit-claims.ts";
import { auditSummary } from "../../src/plan/audit/audit-summary.ts";
import model from "./model.ts";

const findings = expectOk(auditClaims(model as Model));

const finding = (claim: string): AuditFinding => {
  const found = findings.find((one) => one.claim === claim);
  if (found === undefined) throw new Error(`the model claims ${claim}`);
  return found;
};

/** The bounds that a claim comes to, to four digits. */
const boundsOf = (claim: string) =>
  finding(claim).bounds?.map((bound) => Number(bound.toPrecision(4)));

describe("the claims of the business model", () => {
  it("are counted, and each that fails says why", () => {
    expect(auditSummary(findings)).toEqual({ claims: 223, holds: 82, fails: 118, unchecked: 23 });
    for (const { explanation, verdict } of findings)
      if (verdict !== "holds") expect(explanation).toMatch(/^[A-Z0-9].*\.$/);
    expect(
      findings.filter(({ explanation }) => explanation.startsWith("The figures give")),
    ).toEqual([]);
  });

  it("name the rows that they stand in", () => {
    expect(findings.filter(({ rows }) => rows.length === 0)).toEqual([]);
  });

  // What the document gets right: figures are worked out beside the test, not taken from the audit.
  it.each([
    ["infrastructure-revenue.y3", [30 * 500e3, 88 * 500e3]],
    ["x402-revenue.y2", [10e6 * 0.01, 50e6 * 0.05]],
    ["revenue-of-business.y2", [20 * 2_500 * 12, 100 * 2_500 * 12]],
    ["platform-total.y3", [3e6 + 3e6 + 2.4e6, 12e6 + 12e6 + 6e6]],
    ["total-of-y3", [15e6 + 6e6 + 2.5e6 + 1.25e6, 73e6]],
    ["ebitda-without-cost-of-revenue.y1", [2.6e6 - 4e6, 0.675e6 - 2e6]],
    ["valuation", [25e6 * 10, 73e6 * 15]],
  ])("%s holds", (claim, bounds) => {
    expect(finding(claim).verdict).toBe("holds");
    expect(boundsOf(claim)).toEqual(bounds.map((bound) => Number(bound.toPrecision(4))));
  });

  // The contradictions that matter most.
  it.each([
    ["summary-is-projected", [15e6 + 2e6 + 8.4e6 + 3e6, 44e6 + 75e6 + 30e6 + 15e6]],
    ["x402-revenue.y3", [100e6 * 0.01, 1e9 * 0.05]],
    ["cross-chain-revenue.y3", [1e9 * 0.001, 10e9 * 0.001]],
    ["data-revenue.y1", [2 * 25e3 + 100e3, 5 * 250e3 + 2 * 1e6]],
    ["new-clients-in-year-3", [30 - 6, 88 - 24]],
    ["chapters-of-y1.platform", [390e3, 1.8e6]],
    ["ebitda.y1", [2.6e6 * 0.8 - 4e6, 0.675e6 * 0.7 - 2e6]],
    ["ebitda.y3", [25e6 * 0.8 - 15e6, 73e6 * 0.9 - 35e6]],
    ["average-contract.y2", [500e3, 500e3]],
    ["payback-of-contracts", [50e3 / ((750e3 / 12) * 0.9), 75e3 / ((750e3 / 12) * 0.8)]],
    ["three-years-of-arpu", [150 * 36, 500 * 36]],
    ["recurring-share.y3", [1 - 18 / 73, 1 - 6 / 25]],
    ["lifetime-value-of-contracts", [5 * 500e3, 5 * 2e6]],
    ["gross-retention.platform", [0.75, 0.85]],
    ["operating-leverage", [(10 + 1.25) / (25 - 4.75), (38 - 6) / (73 - 18)]],
    ["market-share", [15e6 / 200e9, 44e6 / 200e9]],
    ["fee-of-a-dollar-by-small-payment", [0.05, 0.05]],
  ])("%s fails", (claim, bounds) => {
    expect(finding(claim).verdict).toBe("fails");
    expect(boundsOf(claim)).toEqual(bounds.map((bound) => Number(bound.toPrecision(4))));
  });
});
