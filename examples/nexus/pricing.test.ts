import { checkModel, type Money } from "florin";
import { describe, expect, it } from "vitest";
import type { Invoice } from "../../src/account/invoice.ts";
import { priceBooks } from "../../src/account/price-book.ts";
import { type QuoteRequest, quote } from "../../src/account/quote.ts";
import { checkSale } from "../../src/account/sale-line.ts";
import { codesOf, sure } from "../priced.fixture.ts";
import nexus from "./model.ts";
import priced from "./priced.ts";

type PlanId = keyof typeof nexus.plans;
type Terms = Omit<QuoteRequest["terms"], "plan"> & {
  readonly usage?: Readonly<Partial<Record<keyof typeof nexus.meters, string>>>;
};

const quoteOf = (model: typeof nexus, plan: PlanId, { usage = {}, ...terms }: Terms = {}) =>
  quote(model, {
    start: "2026-01-01",
    terms: { plan, ...terms },
    usage: Object.entries(usage).map(([meter, quantity]) => ({ meter, quantity })),
  });

/** The first bill of a plan with the illustrative prices. */
const billOf = (plan: PlanId, terms: Terms = {}): Invoice => sure(quoteOf(priced, plan, terms));

const amountsOf = ({ lines }: Invoice): readonly string[] => lines.map((line) => line.amount);

/** Every text of a document that is an amount of money. */
function amountsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return /^-?[\d.]+ [A-Z]{3}$/.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(amountsIn) : [];
}

describe("the model, which states no price", () => {
  it("S0-009, S1-022: holds no amount but the free edition's zero", () => {
    expect(new Set(amountsIn(nexus))).toEqual(new Set(["0 USD"]));
  });

  it.each(["tenant", "seat", "usage-band"] as const)(
    "S0-002, S0-009: %s is a draft, and billing it is refused",
    (plan) => {
      expect(nexus.plans[plan].sold).toBe(false);
      expect(codesOf(quoteOf(nexus, plan, { cadence: "monthly" }))).toEqual(["plan-not-priced"]);
    },
  );

  it("S0-002: a tier counts tenants or seats, or the use of a band", () => {
    expect([nexus.plans.tenant.per, nexus.plans.seat.per]).toEqual(["tenant", "seat"]);
    expect(nexus.plans["usage-band"].description).toContain("band");
  });

  it.each([
    ["S1-001", "subscription", "monthly"],
    ["S1-001", "subscription", "annual"],
    ["S1-003", "capacity-based", "monthly"],
    ["S1-004", "hybrid", "monthly"],
    ["S0-005", "enterprise", "annual"],
  ] as const)("%s, S1-022: %s by the %s price waits for its contract", (_, plan, cadence) => {
    expect(nexus.plans[plan].requiresContract).toBe(true);
    expect(codesOf(quoteOf(nexus, plan, { cadence }))).toContain("needs-agreed-price");
  });

  it("S1-002, S1-013: a contract's price for each unit is billed, and every unit needs one", () => {
    const agreed: Readonly<Record<string, Money>> = {
      "api-calls": "0.0007 USD",
      decisions: "0.002 USD",
      compute: "0.0001 USD",
      transactions: "0.05 USD",
      "feature-uses": "0.01 USD",
      "console-calls": "0.02 USD",
    };
    const usage = {
      "api-calls": "1000000",
      decisions: "500",
      compute: "90000",
      transactions: "10",
    };
    const bill = sure(quoteOf(nexus, "usage-based", { agreed, usage }));
    expect(amountsOf(bill)).toEqual(["700.00", "9.00", "1.00", "0.50"]);
    const { decisions: _, ...some } = agreed;
    expect(codesOf(quoteOf(nexus, "usage-based", { agreed: some }))).toEqual([
      "needs-agreed-price",
    ]);
  });

  it("S1-003: reserved nodes are paid at the contract's price, used or not", () => {
    const agreed = { base: "400 USD" } as const;
    const terms = { cadence: "monthly", quantity: 10, agreed } as const;
    expect(sure(quoteOf(nexus, "capacity-based", terms)).total).toBe("4000.00");
  });

  it("S1-004, S0-005: base and use of a hybrid, and an enterprise contract, are billed as signed", () => {
    const hybrid = sure(
      quoteOf(nexus, "hybrid", {
        cadence: "annual",
        agreed: { base: "10000 USD", "api-calls": "0.0004 USD" },
        usage: { "api-calls": "250000" },
      }),
    );
    expect(amountsOf(hybrid)).toEqual(["10000.00", "100.00"]);
    const signed = { cadence: "annual", agreed: { base: "90000 USD" } } as const;
    expect(sure(quoteOf(nexus, "enterprise", signed)).total).toBe("90000.00");
  });

  it("S0-004, S0-005, S0-006: what is sold once or licensed waits for a price as well", () => {
    const book = sure(priceBooks([nexus])).current;
    const sale = { fact: "sale", id: "s", customer: "c", date: "2026-01-01" } as const;
    expect(codesOf(checkSale({ ...sale, offer: "listing" }, book))).toEqual(["offer-not-priced"]);
    expect(nexus.offers?.["professional-services"].sold).toBe(false);
    expect(nexus.licences?.perpetual).toMatchObject({ kind: "perpetual", fee: "negotiated" });
    expect(nexus.licences?.term).toMatchObject({ kind: "term", fee: "negotiated" });
    expect(nexus.shares?.["marketplace-sales"]).toMatchObject({
      base: "marketplace sales",
      rate: "negotiated",
    });
  });

  it("S0-007: the community edition is free", () => {
    expect(sure(quoteOf(nexus, "community")).total).toBe("0.00");
  });

  it("S0-003, S1-002, S0-041: each unit has a meter, taken outside the engine", () => {
    expect(Object.keys(nexus.meters)).toEqual([
      "api-calls",
      "decisions",
      "compute",
      "transactions",
      "feature-uses",
      "console-calls",
      "nodes",
      "throughput",
    ]);
    for (const meter of Object.values(nexus.meters)) expect(meter.capturedAt).toBeDefined();
  });

  it("S0-025: six product families, and each can be metered", () => {
    const families = Object.values(nexus.products ?? {}).filter((product) => "family" in product);
    expect(families.map((product) => product.family)).toEqual([
      "distributed",
      "data",
      "intelligence",
      "optimization",
      "ai",
      "trust",
    ]);
    for (const family of families) expect(family.meters?.length).toBeGreaterThan(0);
  });

  it.each([
    ["S0-029", "subscription_service"],
    ["S0-030", "usage_tracker"],
    ["S0-031", "pricing_engine"],
    ["S0-032", "billing_engine"],
    ["S0-033", "license_manager"],
    ["S0-034", "marketplace_engine"],
    ["S0-035", "plugin_engine"],
    ["S0-036", "integration_engine"],
    ["S0-037", "extension_framework"],
    ["S0-038", "api_registry"],
    ["S0-039", "dashboard"],
    ["S0-040", "engine monitor"],
    ["S0-041", "AI console"],
    ["S0-042", "multi-tenant"],
    ["S0-043", "RBAC"],
    ["S0-044", "invoices"],
    ["S0-045", "compliance"],
    ["S0-046", "governance"],
    ["S0-047", "SLA"],
    ["S0-048", "policy"],
    ["S0-049", "audit"],
    ["S0-050", "contracts"],
    ["S1-018", "commercial/entitlements"],
    ["S1-019", "commercial/contract-enforcement"],
    ["S1-020", "monetization/capacity-based"],
    ["S1-021", "distribution/cloud-marketplaces"],
  ])("%s: the catalogue names the module %s", (_, module) => {
    const modules = Object.values(nexus.products ?? {}).flatMap((product) => product.modules ?? []);
    expect(modules).toContain(module);
  });

  it("S0-028: the check lists each document that is missing", () => {
    const { faults, warnings } = checkModel(nexus);
    expect(faults).toEqual([]);
    expect(new Set(warnings.map((warning) => warning.code))).toEqual(new Set(["missing-document"]));
    expect(warnings.map((warning) => warning.value)).toEqual(
      Object.values(nexus.references ?? {}).map((reference) => reference.at),
    );
    expect(warnings.length).toBe(13);
  });

  it("S1-006, S1-009: card, ACH and invoice; cloud marketplaces bill their own customers", () => {
    const methods = Object.values(nexus.payment?.methods ?? {});
    expect(methods.map((method) => method.kind)).toEqual(["card", "ach", "invoice"]);
    expect(nexus.channels?.["cloud-marketplaces"]).toMatchObject({ billedBy: "channel" });
  });

  it("S1-007: promotional and SLA credit are two books, the promotional one used first", () => {
    expect(nexus.credits).toMatchObject({
      promotional: { kind: "promotional", priority: 0 },
      "sla-credit": { kind: "sla", priority: 1 },
    });
    expect(nexus.slas?.enterprise.credit).toBe("sla-credit");
  });
});

describe("the illustrative prices, which are ours", () => {
  it("have no fault", () => {
    const { faults, warnings } = checkModel(priced);
    expect(faults).toEqual([]);
    const others = warnings.filter((warning) => warning.code !== "missing-document");
    expect(others.map((warning) => warning.code)).toEqual(["capacity-without-reserved"]);
  });

  it("S0-002: a tenant subscription is paid by the tenant, a seat subscription by the seat", () => {
    expect(billOf("tenant", { cadence: "monthly", quantity: 3 }).total).toBe("600.00");
    expect(billOf("tenant", { cadence: "annual", quantity: 3 }).total).toBe("6000.00");
    expect(billOf("seat", { cadence: "monthly", quantity: 3 }).total).toBe("125.00");
    expect(billOf("seat", { cadence: "monthly", quantity: 8 }).total).toBe("200.00");
  });

  it.each([
    ["0", "100.00"],
    ["99999", "100.00"],
    ["100000", "100.00"],
    ["100001", "700.00"],
    ["1000000", "700.00"],
    ["1000001", "5000.00"],
  ])("S0-002: a usage band with %s calls costs %s", (calls, total) => {
    expect(billOf("usage-band", { usage: { "api-calls": calls } }).total).toBe(total);
  });

  it("S1-001: a subscription is fixed, by the month or the year", () => {
    // S1-007: the plan grants 100.00 of promotional credit.
    expect(billOf("subscription", { cadence: "monthly" }).subtotal).toBe("500.00");
    expect(billOf("subscription", { cadence: "monthly" }).total).toBe("400.00");
    expect(billOf("subscription", { cadence: "annual" }).subtotal).toBe("5000.00");
  });

  it.each([
    ["api-calls", "100000", "100.00"],
    ["api-calls", "101000", "100.80"],
    ["api-calls", "1000000", "820.00"],
    ["api-calls", "2000000", "1320.00"],
    ["decisions", "500", "1.00"],
    ["compute", "3600", "0.36"],
    ["transactions", "1", "5.00"],
    ["transactions", "100", "5.00"],
    ["transactions", "101", "10.00"],
    ["feature-uses", "250", "2.50"],
    ["console-calls", "30", "0.60"],
  ] as const)("S1-002, S0-003, S1-020: %s, %s of them, cost %s", (meter, quantity, total) => {
    expect(billOf("usage-based", { usage: { [meter]: quantity } }).total).toBe(total);
  });

  it.each([
    ["0", "4000.00"],
    ["8", "4000.00"],
    ["10", "4000.00"],
    ["11", "4500.00"],
  ])("S1-003: ten reserved nodes with a peak of %s cost %s", (nodes, amount) => {
    const bill = billOf("capacity-based", { quantities: { nodes: "10" }, usage: { nodes } });
    expect(amountsOf(bill)).toEqual([amount, "200.00"]);
  });

  it("S1-003: reserved throughput is raised to the peak, and a reservation must be stated", () => {
    const terms = { quantities: { nodes: "1" }, usage: { throughput: "1500" } } as const;
    expect(amountsOf(billOf("capacity-based", terms))).toEqual(["400.00", "300.00"]);
    expect(codesOf(quoteOf(priced, "capacity-based"))).toEqual(["needs-reserved-quantity"]);
  });

  it.each([
    ["1000000", "4", ["1000.00", "0.00", "1400.00"]],
    ["1250000", "4", ["1000.00", "100.00", "1400.00"]],
    ["1250000", "6", ["1000.00", "100.00", "1400.00"]],
  ] as const)("S1-004: hybrid with %s calls and %s nodes", (calls, nodes, amounts) => {
    const usage = { "api-calls": calls, nodes };
    expect(amountsOf(billOf("hybrid", { cadence: "monthly", usage }))).toEqual(amounts);
  });

  it("S1-008, S1-015: over-use of a tenant is blocked, that of a hybrid billed", () => {
    const usage = { "api-calls": "62000" };
    const blocked = billOf("tenant", { cadence: "monthly", usage });
    expect(amountsOf(blocked)).toEqual(["200.00", "0.00"]);
    expect(blocked.lines[1]?.explanation.notes?.join()).toContain("12000 units past the allowance");
    expect(priced.plans.tenant.quotas?.["api-calls"]).toMatchObject({
      limit: 50_000,
      overage: "block",
    });
    expect(priced.plans.hybrid.charges?.["api-calls"]?.overage).toBe("bill");
  });

  it("S1-005: contracts are invoiced monthly, annually, or when use reaches an amount", () => {
    const triggers = Object.values(priced.contracts ?? {}).map(
      ({ invoicing }) => invoicing?.trigger,
    );
    expect(triggers).toEqual([
      { kind: "period", every: "monthly" },
      { kind: "period", every: "annual" },
      { kind: "usage-threshold", amount: "1000 USD" },
      undefined,
    ]);
  });

  it("S1-013: a contract states its own price for a call", () => {
    expect(priced.contracts?.["billed-by-use"].prices?.["usage-based"]?.charges).toEqual({
      "api-calls": { kind: "per-unit", unit: "0.45 USD", per: 1_000 },
    });
  });

  it("S1-007, S0-047: a breach gives back a tenth or a quarter of the period's fee", () => {
    expect(priced.slas?.enterprise).toMatchObject({
      uptime: "99.9%",
      credits: [
        { below: "99.9%", credit: "10%" },
        { below: "99%", credit: "25%" },
      ],
    });
    expect(priced.credits?.promotional).toMatchObject({ amount: "100 USD", expiresAfterMonths: 6 });
  });

  it("S0-004, S0-005, S0-006: marketplace, services and licences", () => {
    expect(priced.shares?.["marketplace-sales"]?.split).toEqual({ us: "20%", partner: "80%" });
    expect(priced.channels?.["own-marketplace"]?.listingFee).toEqual({
      amount: "99 USD",
      paidBy: "seller",
    });
    const milestones = priced.offers?.["professional-services"].milestones;
    expect(milestones?.map(({ share }) => share)).toEqual(["40%", "60%"]);
    expect([priced.licences?.perpetual.fee, priced.licences?.term.fee]).toEqual([
      "25000 USD",
      "6000 USD",
    ]);
  });
});
