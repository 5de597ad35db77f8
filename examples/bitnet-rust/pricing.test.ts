import {
  applyDiscounts,
  compilePrice,
  describeFault,
  formatDecimal,
  type Money,
  type Percent,
  type Price,
  parseMoney,
  parsePercent,
  parseQuantity,
  type Quantity,
  type Result,
  rate,
} from "florin";
import { describe, expect, it } from "vitest";
import type { Invoice } from "../../src/account/invoice.ts";
import { quote } from "../../src/account/quote.ts";
import { sure } from "../priced.fixture.ts";
import bitnet from "./model.ts";

type PlanId = keyof typeof bitnet.plans;

const figure = (money: Money): number => Number(formatDecimal(sure(parseMoney(money)).value));
const shareOf = (percent: Percent): number => Number(formatDecimal(sure(parsePercent(percent))));

/** The first bill of a plan: its price for one period, and a month of operations. */
const billOf = (
  plan: PlanId,
  terms: {
    readonly cadence?: "monthly" | "annual";
    readonly operations?: string;
    readonly base?: Money;
    readonly discounts?: readonly string[];
    readonly termYears?: number;
  } = {},
): Invoice => sure(quoteOf(plan, terms));

const quoteOf = (plan: PlanId, terms: Parameters<typeof billOf>[1] = {}) =>
  quote(bitnet, {
    start: "2026-01-01",
    terms: {
      plan,
      ...(terms.cadence === undefined ? {} : { cadence: terms.cadence }),
      ...(terms.base === undefined ? {} : { agreed: { base: terms.base } }),
      ...(terms.discounts === undefined ? {} : { discounts: terms.discounts }),
      ...(terms.termYears === undefined ? {} : { termYears: terms.termYears }),
    },
    usage:
      terms.operations === undefined ? [] : [{ meter: "operations", quantity: terms.operations }],
  });

/** What a price comes to for a quantity, exactly; the terms pick the point where it leaves one open. */
const amountOf = (price: Price | undefined, quantity: Quantity = 1, agreed?: Money): string => {
  if (price === undefined) throw new Error("this is not priced");
  const compiled = compilePrice(price, agreed === undefined ? {} : { agreed });
  return formatDecimal(rate(sure(compiled), quantity).amount);
};

const faultsOf = (result: Result<unknown>): string =>
  result.ok ? "" : result.faults.map(describeFault).join("\n");

describe("the tier table", () => {
  it.each([
    ["S2-019", "developer", "99.00", "990.00"],
    ["S2-020", "team", "499.00", "4990.00"],
    ["S2-021", "business", "2999.00", "29990.00"],
  ] as const)("%s: %s costs %s a month or %s a year", (_, plan, monthly, annual) => {
    expect(billOf(plan, { cadence: "monthly" }).total).toBe(monthly);
    expect(billOf(plan, { cadence: "annual" }).total).toBe(annual);
  });

  it.each([
    ["S2-019", "developer", "40%", "Individual developers"],
    ["S2-020", "team", "35%", "Small teams, startups"],
    ["S2-021", "business", "20%", "Growing companies"],
    ["S2-022", "enterprise", "5%", "Large enterprises"],
  ] as const)("%s: %s is expected to be %s of customers", (_, plan, mix, audience) => {
    expect(bitnet.plans[plan]).toMatchObject({ audience, facts: { mix } });
  });

  it("S2-022: Enterprise is sold above its floor, by contract alone", () => {
    expect(faultsOf(quoteOf("enterprise", { cadence: "monthly" }))).toContain("needs-agreed-price");
    expect(faultsOf(quoteOf("enterprise", { cadence: "monthly", base: "9998.99 USD" }))).toContain(
      "below-floor",
    );
    expect(billOf("enterprise", { cadence: "monthly", base: "9999 USD" }).total).toBe("9999.00");
    expect(billOf("enterprise", { cadence: "annual", base: "99990 USD" }).total).toBe("99990.00");
    expect(billOf("enterprise", { cadence: "annual", base: "140000 USD" }).total).toBe("140000.00");
    expect(bitnet.plans.enterprise.requiresContract).toBe(true);
  });

  it.each(["developer", "team", "business"] as const)(
    "S2-034: %s claims 15%% off for a year, and its prices give two of twelve months",
    (plan) => {
      const { prices, statedDiscount } = bitnet.plans[plan];
      const twelveMonths = Number(amountOf(prices?.monthly)) * 12;
      expect(statedDiscount).toBe("15%");
      const off = (1 - Number(amountOf(prices?.annual)) / twelveMonths) * 100;
      expect(off.toFixed(1)).toBe("16.7");
    },
  );

  it.each([
    ["S2-023", "developer", "15 USD", "500 USD", "99 USD", 85],
    ["S2-024", "team", "75 USD", "2500 USD", "499 USD", 85],
    ["S2-025", "business", "300 USD", "15000 USD", "2999 USD", 90],
    ["S2-026", "enterprise", "1500 USD", { atLeast: "50000 USD" }, "9999 USD", 85],
  ] as const)("%s: %s costs us %s a month and its margin is as stated", (...row) => {
    const [, plan, unitCost, customerValue, monthly, margin] = row;
    const { facts, ...stated } = bitnet.plans[plan];
    expect(stated.unitCost).toEqual({ amount: unitCost, per: "monthly" });
    expect(facts).toMatchObject({
      margin: `${margin}%`,
      customerValue: { amount: customerValue, per: "monthly" },
    });
    const price = figure(monthly);
    const cost = figure(unitCost);
    expect(Math.round(((price - cost) / price) * 100)).toBe(margin);
    const value = typeof customerValue === "string" ? customerValue : customerValue.atLeast;
    expect(figure(value) / price).toBeGreaterThanOrEqual(5);
  });

  it("S2-024, S2-025, S2-026: each plan grants what the text sells it with", () => {
    expect(bitnet.plans.team.features).toMatchObject({
      support: "priority",
      collaboration: true,
      "advanced-monitoring": true,
    });
    expect(bitnet.plans.business.features).toMatchObject({
      resources: "dedicated",
      "enterprise-security": true,
      "service-level-agreement": true,
      "on-premise": true,
    });
    expect(bitnet.plans.enterprise.features).toMatchObject({
      support: "white-glove",
      "success-manager": true,
      "custom-development": true,
    });
  });
});

describe("managed inference", () => {
  it.each([
    ["S2-027", "1000", "0.001", "0.00"],
    ["S2-027", "1000000", "1", "1.00"],
    ["S2-028", "9999999", "9.999999", "10.00"],
    ["S2-028", "10000000", "8", "8.00"],
    ["S2-028", "10000001", "8.0000008", "8.00"],
    ["S2-028", "99999999", "79.9999992", "80.00"],
    ["S2-028", "100000000", "65", "65.00"],
    ["S2-028", "100000001", "65.00000065", "65.00"],
    ["S2-028", "999999999", "649.99999935", "650.00"],
    ["S2-028", "1000000000", "500", "500.00"],
    ["S2-028", "1000000001", "500.0000005", "500.00"],
  ] as const)("%s: %s operations cost exactly %s, billed as %s", (_, operations, exact, billed) => {
    const [line] = billOf("managed-inference", { operations }).lines;
    expect(line?.explanation.rounding).toEqual({ from: exact, to: billed });
    expect(line?.amount).toBe(billed);
  });

  it.each([
    ["20%", "0.0008"],
    ["35%", "0.00065"],
    ["50%", "0.0005"],
  ] as const)("S2-028: %s off $0.001 is the printed $%s", (off, printed) => {
    const discounted = 0.001 * (1 - shareOf(off));
    expect(discounted.toFixed(5)).toBe(Number(printed).toFixed(5));
  });

  it("S2-028: the printed rates are the rates of the price list", () => {
    const { price } = bitnet.plans["managed-inference"].charges?.inference ?? {};
    expect(price).toMatchObject({
      kind: "volume",
      per: 1_000,
      tiers: [
        { from: 0, unit: "0.001 USD" },
        { from: 10_000_000, unit: "0.0008 USD" },
        { from: 100_000_000, unit: "0.00065 USD" },
        { from: 1_000_000_000, unit: "0.0005 USD" },
      ],
    });
  });

  it("S2-027: a trillion operations are rated without loss", () => {
    expect(billOf("managed-inference", { operations: "1000000000000" }).total).toBe("500000.00");
  });

  it("S2-029: the base rate is a tenth of Hugging Face's", () => {
    const ours = amountOf(bitnet.plans["managed-inference"].charges?.inference?.price, 1_000);
    expect(bitnet.benchmarks?.["hugging-face"].price).toBe("0.01 USD");
    expect(Number("0.01") / Number(ours)).toBe(10);
  });

  it.each([
    ["developer", "10000000", "0.00"],
    ["developer", "10000001", "0.00"],
    ["developer", "19999999", "10.00"],
    ["developer", "20000000", "8.00"],
    ["team", "100000000", "0.00"],
    ["team", "110000000", "8.00"],
    ["business", "1000000000", "0.00"],
    ["business", "1100000000", "65.00"],
  ] as const)("S2-010, S2-014: %s with %s operations owes %s beside its price", (...row) => {
    const [plan, operations, over] = row;
    const bill = billOf(plan, { cadence: "monthly", operations });
    expect(bill.lines.find((line) => line.charge === "inference")?.amount).toBe(over);
    expect(bill.lines.map((line) => line.stream)).toEqual(["subscriptions", "managed"]);
  });

  it("S2-010: a Developer is told at 80% of its capacity, and offered Team", () => {
    expect(bitnet.alerts?.["developer-capacity"]).toMatchObject({
      at: ["80%"],
      of: "included",
      plans: ["developer"],
      suggest: "team",
    });
  });

  it("S2-022: an Enterprise contract covers its operations", () => {
    const bill = billOf("enterprise", {
      cadence: "monthly",
      base: "12000 USD",
      operations: "3000000000",
    });
    expect(bill.lines.map((line) => line.amount)).toEqual(["12000.00", "0.00"]);
  });
});

describe("licences", () => {
  it.each([
    ["standard", "50000 USD", "10000.00"],
    ["premium", "150000 USD", "30000.00"],
    ["strategic", "500000 USD", "100000.00"],
  ] as const)("S2-004, S2-030: %s costs %s, and %s maintenance a year", (id, fee, maintained) => {
    const licence = bitnet.licences?.[id];
    expect(licence).toMatchObject({
      kind: "perpetual",
      fee,
      maintenance: { rate: "20%", every: "annual", firstDue: "anniversary" },
    });
    expect((figure(fee) * shareOf("20%")).toFixed(2)).toBe(maintained);
  });

  it("S2-016: a licence lifts every limit, and nothing is metered under it", () => {
    expect(bitnet.licences?.standard.features).toEqual({
      operations: "unlimited",
      "on-premise": true,
      "custom-optimization": true,
      "source-access": true,
      "priority-features": true,
    });
  });

  it("S2-005: OEM and resellers owe 15 to 25% of end-customer value, and no fee", () => {
    expect(bitnet.licences?.oem.fee).toBeUndefined();
    expect(bitnet.shares?.oem).toMatchObject({
      base: "end-customer value",
      rate: { low: "15%", high: "25%" },
      to: "us",
    });
  });
});

describe("services", () => {
  it.each([
    ["performance-optimization", "hour", "500", "1000"],
    ["custom-integration", "day", "2000", "4000"],
    ["architecture-consulting", "hour", "750", "1500"],
    ["training", "person", "2500", "5000"],
  ] as const)("S2-031, S2-007: %s by the %s costs %s, and %s on site", (id, per, price, onSite) => {
    const offer = bitnet.offers?.[id];
    expect(offer?.per).toBe(per);
    expect(amountOf(offer?.price)).toBe(price);
    const factor = Number(offer?.deliveryMultipliers?.["on-site"]);
    expect(String(Number(amountOf(offer?.price)) * factor)).toBe(onSite);
    expect(offer?.deliveryMix).toEqual({ remote: "80%", "on-site": "20%" });
  });

  it.each([
    ["model-migration", "25000 USD", "100000 USD"],
    ["feature-development", "50000 USD", "250000 USD"],
    ["performance-audit", "15000 USD", "50000 USD"],
    ["implementation", "10000 USD", "75000 USD"],
  ] as const)("S2-032: %s is agreed between %s and %s", (id, low, high) => {
    const price = bitnet.offers?.[id].price;
    expect(amountOf(price, 1, low)).toBe(String(figure(low)));
    expect(amountOf(price, 1, high)).toBe(String(figure(high)));
    expect(() => amountOf(price, 1, "1 USD")).toThrow("outside-agreed-range");
    expect(() => amountOf(price)).toThrow("needs-agreed-price");
  });

  it("S2-008: a certified partner gets 30% of the services margin", () => {
    expect(bitnet.shares?.["services-margin"]).toMatchObject({
      base: "services margin",
      rate: "30%",
      to: "partner",
      split: { us: "70%", partner: "30%" },
    });
  });

  it("S2-009: success-based work guarantees an improvement that its contract states", () => {
    expect(bitnet.outcomes?.["performance-improvement"]).toMatchObject({
      basis: "improvement",
      rate: "negotiated",
      guarantee: { improvement: "negotiated", remedy: "refund" },
    });
  });
});

describe("terms", () => {
  it("S2-011: a month is paid within 30 days, a year before it begins", () => {
    expect(bitnet.payment?.terms).toEqual({
      monthly: { kind: "net", days: 30 },
      annual: { kind: "upfront" },
    });
    const daysToPay = ({ issuedAt, dueAt }: Invoice): number =>
      (Date.parse(dueAt) - Date.parse(issuedAt)) / 86_400_000;
    expect(daysToPay(billOf("team", { cadence: "monthly" }))).toBe(30);
    expect(daysToPay(billOf("team", { cadence: "annual" }))).toBe(0);
    expect(daysToPay(billOf("managed-inference", { operations: "1000000" }))).toBe(30);
  });

  it("S2-012: cards and ACH are charged without the customer acting", () => {
    const automatic = Object.values(bitnet.payment?.methods ?? {}).filter(
      (method) => method.automatic === true,
    );
    expect(automatic.map((method) => method.kind)).toEqual(["card", "ach"]);
    expect(bitnet.payment?.fallback).toEqual(["card", "ach"]);
  });

  it("S2-013, S2-034: who pays monthly and commits to a year has 15% off", () => {
    const granted = { cadence: "monthly", discounts: ["annual-commitment"] } as const;
    expect(billOf("team", { ...granted, termYears: 1 }).total).toBe("424.15");
    expect(billOf("team", granted).total).toBe("499.00");
    expect(billOf("team", { cadence: "monthly", termYears: 1 }).total).toBe("499.00");
  });

  it("S2-018: a trial takes the plan's price off, and not the use", () => {
    const bill = billOf("developer", {
      cadence: "monthly",
      discounts: ["trial"],
      operations: "20000000",
    });
    expect([bill.subtotal, bill.discount, bill.total]).toEqual(["107.00", "99.00", "8.00"]);
  });

  it.each(["academic", "growth", "strategic-account"] as const)(
    "S2-018, S2-013: %s takes off what a contract states, and nothing before",
    (id) => {
      const discount = bitnet.discounts?.[id];
      if (discount === undefined) throw new Error("the model has no such discount");
      const gross = sure(parseQuantity(499));
      const facts = { quantity: sure(parseQuantity(1)), eligible: new Set([id]) };
      const open = applyDiscounts(gross, [{ id, discount }], facts, 2);
      expect(open.open[0]?.code).toBe("needs-agreed-price");
      expect(Number(formatDecimal(open.net))).toBe(499);
      const agreed = new Map([[id, "30%"]] as const);
      const settled = applyDiscounts(gross, [{ id, discount }], { ...facts, agreed }, 2);
      expect(Number(formatDecimal(settled.net))).toBe(349.3);
    },
  );

  it("S2-018: the open-source edition costs nothing", () => {
    expect(billOf("open-source").total).toBe("0.00");
  });

  it("S2-017: leaving early is in the contract, renewals are on its own anniversary", () => {
    expect(bitnet.contracts?.enterprise).toMatchObject({ term: 12, earlyTermination: {} });
    expect(bitnet.policies?.["staggered-renewals"]?.kind).toBe("statement");
  });

  it("S2-033: a fifth of the savings, five times back, half of the nearest alternative", () => {
    expect(bitnet.policies?.["value-capture"]).toMatchObject({ rate: "20%" });
    expect(bitnet.policies?.["return-guarantee"]).toMatchObject({ multiple: 5 });
    expect(bitnet.policies?.positioning).toMatchObject({ rate: "50%", to: "nearest-alternative" });
  });
});
