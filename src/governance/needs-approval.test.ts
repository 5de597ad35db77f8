import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ApprovalRule, policyFaults } from "./approval-policy.ts";
import { needsApproval } from "./needs-approval.ts";
import { amountsIn } from "./request-fields.ts";

const grants: ApprovalRule = {
  action: "credits.grant",
  above: ["1000 EUR", "1200 USD"],
  approvers: ["owner"],
};
const discounts: ApprovalRule = {
  action: "subscriptions.write",
  discountAbove: "25%",
  approvers: ["finance"],
};
const publishing: ApprovalRule = { action: "models.publish", approvers: ["owner"] };
const policy = { rules: [grants, discounts, publishing] };

const waits = (action: ApprovalRule["action"], body: unknown): boolean =>
  needsApproval(policy, { action, body }) !== undefined;

describe("what waits for approval", () => {
  it.each([
    ["credits.grant", { amount: "1000 EUR" }, false],
    ["credits.grant", { amount: "1000.000000000000000001 EUR" }, true],
    ["credits.grant", { amount: "1100 USD", of: { cost: "1200.00 USD" } }, false],
    ["credits.grant", { amount: "1 CHF" }, true],
    ["credits.grant", { grant: "g-1", reason: "all of it" }, true],
    ["credits.grant", { amount: "5 EUR", more: [{ amount: "-2000 EUR" }] }, true],
    ["subscriptions.write", { plan: "team" }, false],
    ["subscriptions.write", { agreedDiscounts: { volume: "25%" } }, false],
    ["subscriptions.write", { agreedDiscounts: { volume: "25.01%" } }, true],
    ["subscriptions.write", { ramp: [{ discounts: [{ rate: "60%" }] }] }, true],
    ["subscriptions.write", { agreed: { base: "60%" } }, true],
    ["subscriptions.write", '\uFEFF{"agreedDiscounts":{"volume":"60%"}}', true],
    ["models.publish", { id: "acme" }, true],
    ["models.publish", null, true],
    ["payments.refund", { amount: "1000000 EUR" }, false],
  ] as const)("%s of %j: %s", (action, body, expected) => {
    expect(waits(action, body)).toBe(expected);
  });

  it("is what is above the limit by a count in the smallest unit, whatever the digits", () => {
    const cents = fc.integer({ min: 0, max: 200_000 });
    fc.assert(
      fc.property(cents, (cents) => {
        const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")} EUR`;
        expect(waits("credits.grant", { amount })).toBe(cents > 100_000);
      }),
      { numRuns: 100 },
    );
  });

  it("finds amounts at every place, and nothing that only looks like one", () => {
    const body = {
      a: "5 EUR",
      b: [{ c: "1.50 USD" }],
      d: "5 euros",
      e: 7,
      f: null,
      g: "2026-01-01",
    };
    expect(amountsIn(body).map(({ currency }) => currency)).toEqual(["EUR", "USD"]);
  });
});

describe("a policy", () => {
  it("is refused where nothing could wait, nobody approve, or two limits hold", () => {
    expect(policyFaults(policy)).toEqual([]);
    const wrong = {
      rules: [
        { ...publishing, action: "models.read" },
        { ...publishing, action: "usage.write" },
        { ...publishing, action: "approvals.decide" },
        { ...publishing, action: "nothing" },
        { ...publishing, action: "portal.links" },
        { ...publishing, approvers: [] },
        { ...grants, discountAbove: "5%" },
        { ...grants, above: ["1 EUR", "2 EUR"] },
      ],
    } as unknown as typeof policy;
    expect(policyFaults(wrong).map(({ code, path }) => `${path} ${code}`)).toEqual([
      "/rules/0/action not-approvable",
      "/rules/1/action not-approvable",
      "/rules/2/action not-approvable",
      "/rules/3/action not-approvable",
      "/rules/4/action not-approvable",
      "/rules/5/approvers no-approver",
      "/rules/6/discountAbove two-limits",
      "/rules/7/above/1 two-limits",
    ]);
  });
});
