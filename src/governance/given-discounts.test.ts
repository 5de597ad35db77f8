import { describe, expect, it } from "vitest";
import type { Model } from "../model/model.ts";
import type { ApprovalRule } from "./approval-policy.ts";
import { rulesOfModel } from "./model-rules.ts";
import { needsApproval } from "./needs-approval.ts";

const model = {
  plans: {
    team: {
      prices: { monthly: { kind: "flat", amount: { low: "80 USD", high: "100 USD" } } },
      charges: { calls: { price: { kind: "per-unit", unit: { atLeast: "0.01 USD" } } } },
      trial: { days: 14 },
    },
    custom: { prices: { monthly: { kind: "flat", amount: "negotiated" } } },
  },
  offers: { setup: { price: { kind: "flat", amount: { low: "500 USD", high: "1000 USD" } } } },
  discounts: {
    academic: { kind: "percent", percent: "50%", reason: "academic" },
    haggled: { kind: "percent", percent: { low: "0%", high: "40%" }, reason: "negotiated" },
    welcome: { kind: "amount", amount: "30 USD" },
    loyal: {
      kind: "term",
      terms: [
        { years: 1, percent: "5%" },
        { years: 3, percent: "15%" },
      ],
    },
    bulk: { kind: "volume", by: "quantity", mode: "volume", bands: [{ from: 9, percent: "35%" }] },
  },
  coupons: {
    spring: { code: "SPRING", discount: "academic" },
    hello: { code: "HELLO", discount: "welcome" },
  },
  eligibilities: { campus: { name: "Campus", discounts: ["academic"] } },
  contracts: { year: { commitment: { amount: { low: "100 USD", high: "1000 USD" } } } },
  credits: {
    bonus: { kind: "prepaid", amount: "120 USD", price: "100 USD" },
    pack: { kind: "prepaid", amount: "100 USD" },
    sorry: { kind: "goodwill" },
  },
} as unknown as Model;

const waits = (limits: Partial<ApprovalRule>, action: ApprovalRule["action"], body: unknown) =>
  needsApproval(
    { rules: [{ action, approvers: ["owner"], ...limits }] },
    { action, body, models: [model] },
  ) !== undefined;

describe("a limit of discounts in percent", () => {
  const to25 = { discountAbove: "25%" } as const;

  it.each([
    ["a plan as it is", { plan: "team" }, false],
    ["a coupon of 50%", { plan: "team", coupons: ["spring"] }, true],
    ["a coupon redeemed later", { subscription: "s-1", code: "Spring" }, true],
    ["a coupon that is not there", { plan: "team", coupons: ["never"] }, true],
    ["a discount that is not there", { plan: "team", discounts: ["constructor"] }, true],
    ["an eligibility that is not there", { plan: "team", eligibilities: ["never"] }, true],
    ["an amount off, whose part of the price is not known", { coupons: ["hello"] }, true],
    ["a discount of the model", { plan: "team", discounts: ["academic"] }, true],
    ["one that reaches 15% at most", { plan: "team", discounts: ["loyal"] }, false],
    ["one that reaches 35%", { plan: "team", discounts: ["bulk"] }, true],
    ["one that is left open", { plan: "team", discounts: ["haggled"] }, true],
    ["20% of it", { discounts: ["haggled"], agreedDiscounts: { haggled: "20%" } }, false],
    ["30% of it", { discounts: ["haggled"], agreedDiscounts: { haggled: "30%" } }, true],
    ["what comes with an eligibility", { plan: "team", eligibilities: ["campus"] }, true],
    ["20% below the list", { plan: "team", agreed: { base: "80 USD" } }, false],
    ["more than 25% below it", { offer: "setup", agreed: "749.99 USD" }, true],
    ["25% below it", { offer: "setup", agreed: "750 USD" }, false],
    ["the floor of a charge", { plan: "team", agreed: { calls: "0.01 USD" } }, false],
    ["a price without a list", { plan: "custom", agreed: { base: "5 USD" } }, true],
    ["a price of a plan that is not named", { agreed: { base: "99 USD" } }, true],
    ["a step of a ramp", { plan: "team", ramp: [{ agreed: { base: "70 USD" } }] }, true],
    ["prices of a contract", { template: "t", agreed: { team: { base: "70 USD" } } }, true],
    ["the plan's own free days", { plan: "team", trialDays: 14 }, false],
    ["more of them", { plan: "team", trialDays: 15 }, true],
    ["a project at a new price", { sale: "s-1", price: "900 USD" }, true],
    ["a commitment 20% below the list", { template: "year", commitment: "800 USD" }, false],
    ["one of half the list", { template: "year", commitment: "500 USD" }, true],
    ["one of a renewal, whose list is not named", { contract: "k", commitment: "999 USD" }, true],
    ["paid time that goes back", { subscription: "s-1", credit: "prorated" }, true],
    ["paid time that does not", { subscription: "s-1", credit: "none", fee: "9 USD" }, false],
    ["better terms for nothing", { subscription: "s-1", plan: "team", proration: "none" }, true],
    ["better terms from the day on", { subscription: "s-1", proration: "prorated" }, false],
  ])("%s", (_, body, expected) => {
    expect(waits(to25, "subscriptions.write", body)).toBe(expected);
    expect(waits(to25, "contracts.write", body)).toBe(expected);
  });

  it.each([
    ["credits for nothing", { kind: "goodwill", amount: "5 USD" }, true],
    ["credits at their worth", { kind: "prepaid", amount: "5 USD" }, false],
    ["a sixth more than is paid", { credit: "bonus" }, false],
    ["a pack of the model for less", { credit: "pack", price: "60 USD" }, true],
    ["credits of which nobody says how many", { credit: "sorry" }, true],
    ["more credits on a grant", { grant: "g-1", add: "5 USD" }, true],
    ["credits taken back", { grant: "g-1", remove: "5 USD" }, false],
    ["an order at 80%", { whenBelow: "9 USD", amount: "90 USD", price: "80%" }, false],
    ["an order at half", { whenBelow: "9 USD", amount: "90 USD", price: "45 USD" }, true],
    ["a claim under a promise", { sla: "uptime", month: "2026-01" }, false],
  ])("%s", (_, body, expected) => {
    expect(waits(to25, "credits.grant", body)).toBe(expected);
  });
});

describe("a limit of discounts in money", () => {
  const to25 = { discountAmountAbove: ["25 USD"] } as const;

  it.each([
    ["subscriptions.write", { coupons: ["hello"] }, true],
    ["subscriptions.write", { plan: "team", agreed: { base: "80 USD" } }, false],
    ["subscriptions.write", { plan: "team", discounts: ["loyal"] }, true],
    ["credits.grant", { kind: "goodwill", amount: "25 USD" }, false],
    ["credits.grant", { kind: "goodwill", amount: "25 EUR" }, true],
    ["credits.grant", { credit: "bonus" }, false],
    ["invoices.credit", { invoice: "i-1", amount: "20 USD" }, false],
    ["invoices.credit", { invoice: "i-1" }, true],
  ] as const)("%s of %j: %s", (action, body, expected) => {
    expect(waits(to25, action, body)).toBe(expected);
  });

  it("holds beside one in percent, each for what it measures", () => {
    const both = { ...to25, discountAbove: "10%" } as const;
    const of = (body: unknown) => waits(both, "subscriptions.write", body);
    expect(of({ plan: "team", agreed: { base: "90 USD" } })).toBe(false);
    expect(of({ plan: "team", agreed: { base: "85 USD" } })).toBe(true);
    expect(of({ coupons: ["hello"] })).toBe(true);
  });
});

describe("what a rule of discounts cannot measure", () => {
  const rules = [
    { action: "subscriptions.write", discountAbove: "25%", approvers: ["owner"] },
  ] as const;

  it.each([
    ["POST /v1/pauses", { subscription: "s-1" }, true],
    ["POST /v1/pauses", { subscription: "s-1", credit: "none" }, false],
    ["POST /v1/resumptions", { subscription: "s-1" }, false],
    ["POST /v1/cancellations", { subscription: "s-1" }, false],
    ["DELETE /api/v1/subscriptions/:subscription", null, true],
  ])("is paid time that goes back by %s of %j: %s", (route, body, expected) => {
    const asked = { action: "subscriptions.write", route, body, models: [model] } as const;
    expect(needsApproval({ rules }, asked) !== undefined).toBe(expected);
  });

  it("is another price list or version, whatever the limit", () => {
    const to99 = { discountAbove: "99%" } as const;
    expect(waits(to99, "customers.write", { name: "Ada", priceList: "friends" })).toBe(true);
    expect(waits(to99, "subscriptions.migrate", { to: "acme@2" })).toBe(true);
  });
});

describe("versions of the model", () => {
  const version = (version: string, more: object) =>
    ({ id: "acme", version, plans: {}, ...more }) as unknown as Model;
  const partner = (percent: string) => ({ partner: { kind: "percent", percent } });
  const coupons = { deal: { code: "DEAL", discount: "partner" } };
  const eligibilities = { ally: { name: "Ally", discounts: ["partner"] } };
  const team = (high: string) => ({
    team: { prices: { monthly: { kind: "flat", amount: { low: "1 USD", high } } }, trial: {} },
  });
  const models = [
    version("1", { discounts: partner("60%"), coupons, eligibilities, plans: team("100 USD") }),
    version("2", { plans: {} }),
    version("3", { discounts: partner("10%"), coupons, eligibilities, plans: team("50 USD") }),
  ];
  const of = (body: unknown) =>
    needsApproval(
      { rules: [{ action: "subscriptions.write", discountAbove: "25%", approvers: ["owner"] }] },
      { action: "subscriptions.write", body, models },
    ) !== undefined;

  it.each([
    { discounts: ["partner"] },
    { eligibilities: ["ally"] },
    { coupons: ["deal"] },
    { plan: "team", agreed: { base: "50 USD" } },
  ])("judge %j as the one does that bills it", (given) => {
    expect(of({ plan: "team", ...given })).toBe(false);
    expect(of({ model: "acme@3", subscription: "s-1", ...given })).toBe(false);
    expect(of({ model: "acme@1", ...given })).toBe(true);
    for (const kept of ["subscription", "contract", "of", "model"])
      expect(of({ plan: "team", [kept]: "x-1", ...given }), kept).toBe(true);
  });

  it("hold a contract's next term against every list that it may have been signed by", () => {
    expect(of({ subscription: "s-1", code: "deal" })).toBe(true);
    expect(of({ contract: "k-1", agreed: { team: { base: "50 USD" } } })).toBe(true);
    expect(of({ contract: "k-1", agreed: { team: { base: "80 USD" } } })).toBe(false);
  });
});

describe("policies of the model", () => {
  const approval = (of: string, more: object = {}) => ({
    ...{ name: "Consent", kind: "approval", of, by: "finance", ...more },
  });
  const waitsBy = (policy: object, action: ApprovalRule["action"], body: unknown) => {
    const policies = { policy } as unknown as NonNullable<Model["policies"]>;
    return needsApproval({ rules: rulesOfModel({ policies }) }, { action, body, models: [model] });
  };

  it("make wait what is agreed with a customer, and never another version of the model", () => {
    const haggled = { plan: "team", agreed: { base: "99 USD" } };
    const coupon = { plan: "team", coupons: ["spring"] };
    expect(waitsBy(approval("price"), "subscriptions.write", haggled)).toBeDefined();
    expect(waitsBy(approval("price"), "subscriptions.write", coupon)).toBeUndefined();
    expect(waitsBy(approval("discount"), "subscriptions.write", coupon)).toBeDefined();
    expect(
      waitsBy(approval("discount", { above: "60%" }), "contracts.write", coupon),
    ).toBeUndefined();
    expect(waitsBy(approval("contract"), "contracts.write", {})).toBeDefined();
    for (const of of ["price", "discount", "contract"])
      expect(waitsBy(approval(of), "models.publish", haggled)).toBeUndefined();
  });

  it("are approved by the role that they name, or else by who leads", () => {
    const named = (by: string) => waitsBy(approval("contract", { by }), "contracts.write", {});
    expect(named("finance")?.approvers).toEqual(["finance"]);
    expect(named("head of sales")?.approvers).toEqual(["head of sales", "owner", "admin"]);
  });
});
