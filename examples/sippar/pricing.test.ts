import {
  checkModel,
  compilePrice,
  formatDecimal,
  type Percent,
  parseInstant,
  parseQuantity,
  percentage,
  type Rate,
  type Result,
  rate,
  roundToMinor,
} from "florin";
import { describe, expect, it } from "vitest";
import type { Invoice } from "../../src/account/invoice.ts";
import { type QuotedUsage, type QuoteRequest, quote } from "../../src/account/quote.ts";
import { codesOf, exact, sure } from "../priced.fixture.ts";
import { offers } from "./data.ts";
import { partners, shares } from "./ecosystem.ts";
import { feePlans, x402Fees } from "./fees.ts";
import { contracts, outcomes } from "./infrastructure.ts";
import model from "./model.ts";
import { alerts, platformPlans, slas } from "./platform.ts";
import { credits, discounts, eligibilities, payment, policies } from "./terms.ts";

const quoted = (
  plan: string,
  terms: Omit<QuoteRequest["terms"], "plan"> = {},
  usage: readonly QuotedUsage[] = [],
): Result<Invoice> => quote(model, { terms: { plan, ...terms }, usage, start: "2026-01-01" });

const totalOf = (...request: Parameters<typeof quoted>): string => sure(quoted(...request)).total;

const transactions = (count: number): readonly QuotedUsage[] => [
  { meter: "transactions", quantity: `${count}` },
];

it("is a model without faults; its one warning is the seed's own contradiction", () => {
  const { faults, warnings } = checkModel(model);
  expect(faults).toEqual([]);
  expect(warnings.map(({ code, path }) => `${code} ${path}`)).toEqual([
    "rate-outside-envelope /plans/agent-transactions/charges/agents/price/rate",
  ]);
});

describe("infrastructure contracts", () => {
  it.each([
    ["foundation", "500000.00"],
    ["growth", "1000000.00"],
    ["enterprise", "2000000.00"],
  ])("S3-017 bills %s at %s a year, in advance", (plan, total) => {
    const [line] = sure(quoted(plan)).lines;
    expect(line?.amount).toBe(total);
    expect(line?.period).toEqual({ from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" });
  });

  it("S3-017 sells Custom only at a figure agreed between $2M and $10M", () => {
    expect(codesOf(quoted("custom"))).toEqual(["needs-agreed-price"]);
    expect(totalOf("custom", { agreed: { base: "2000000 USD" } })).toBe("2000000.00");
    expect(totalOf("custom", { agreed: { base: "10000000 USD" } })).toBe("10000000.00");
    for (const base of ["1999999.99 USD", "10000000.01 USD"] as const)
      expect(codesOf(quoted("custom", { agreed: { base } }))).toEqual(["outside-agreed-range"]);
  });

  it("S3-016 spans the average contract of $500K to $2M with its first three tiers", () => {
    const totals = ["foundation", "growth", "enterprise"].map((plan) => Number(totalOf(plan)));
    expect([Math.min(...totals), Math.max(...totals)]).toEqual([500_000, 2_000_000]);
  });

  it.each([
    ["foundation", 100_000, []],
    [
      "foundation",
      100_001,
      ["1 units past the allowance are not billed: the plan blocks over-use"],
    ],
    ["growth", 500_000, []],
    ["growth", 500_001, ["1 units past the allowance are not billed: the plan blocks over-use"]],
    ["enterprise", 50_000_000, []],
  ])(
    "S3-002 S3-017 lets %s make %d transactions a month and bills none of them",
    (plan, count, notes) => {
      const line = sure(quoted(plan, {}, transactions(count))).lines.find(({ charge }) => charge);
      expect(line).toMatchObject({ quantity: `${count}`, amount: "0.00" });
      expect(line?.explanation.notes ?? []).toEqual(notes);
    },
  );

  it.each([
    [2, "500000.00"],
    [3, "425000.00"],
    [4, "425000.00"],
    [5, "375000.00"],
  ])("S3-018 takes its discount off for %d years: %s", (termYears, total) => {
    expect(totalOf("foundation", { termYears })).toBe(total);
  });

  it("S3-001 S3-018 keeps the printed term of 2-3 years beside the discount for 5", () => {
    expect(contracts.infrastructure.term).toEqual({ low: 24, high: 36 });
    expect(discounts.commitment.terms.map(({ years }) => years)).toEqual([3, 5]);
  });

  it("S3-003 keeps the price for the term and sells the next tiers at list", () => {
    expect(contracts.infrastructure.escalator.percent).toBe("0%");
    expect(contracts.infrastructure.options.map(({ plan }) => plan)).toEqual([
      "growth",
      "enterprise",
    ]);
    for (const option of contracts.infrastructure.options)
      expect(option).not.toHaveProperty("price");
  });

  it("S3-009 takes a relationship price off what the commitment left", () => {
    const agreedDiscounts = { relationship: "10%" } as const;
    const terms = { termYears: 3, discounts: ["relationship"], agreedDiscounts };
    expect(totalOf("foundation", terms)).toBe("382500.00"); // 500,000 - 75,000 - 42,500
    const open = codesOf(quoted("foundation", { discounts: ["relationship"] }));
    expect(open).toEqual(["needs-agreed-price"]);
  });
});

describe("X402 payment fees", () => {
  it.each([
    ["0.01", "0.01"],
    ["0.99", "0.01"],
    ["1", "0.05"],
    ["100", "0.05"],
    ["100.01", "0.10001"],
    ["10000", "10"],
    ["10000.01", "5.000005"],
    ["20000", "10"],
  ] as const)("S3-006 S3-020 charges %s dollars a fee of %s", (value, fee) => {
    expect(exact(x402Fees, value)).toBe(fee);
  });

  it("S3-020 bills each payment by its own size and rounds once, at the line", () => {
    const values = ["0.99", "1", "100", "100.01", "10000", "10000.01"];
    const usage = values.map((quantity) => ({ meter: "x402-payments", quantity }));
    const [line] = sure(quoted("x402-payments", {}, usage)).lines;
    expect(line?.explanation.rounding).toEqual({ from: "15.210015", to: "15.21" });
    expect(line?.stream).toBe("fees");
  });

  it("S3-020 falls at $10,000, as printed: the check refuses it where nobody says so", () => {
    const { cliff, ...printed } = feePlans["x402-payments"];
    expect(cliff).toBe("intended");
    const plans = { ...model.plans, "x402-payments": printed };
    expect(checkModel({ ...model, plans }).faults).toMatchObject([
      {
        code: "price-cliff",
        value: "10000",
        message: "at 10,000 it costs 10.00 USD, and just above only 5.00 USD",
      },
    ]);
  });

  it("S3-020 gives back the fee of a payment that is taken back", () => {
    const usage = ["2500", "-2500"].map((quantity) => ({ meter: "x402-payments", quantity }));
    expect(totalOf("x402-payments", {}, usage)).toBe("0.00");
  });

  it("S3-019 leaves the printed envelope of 0.01-0.5% at both ends", () => {
    const { low, high } = policies["fee-envelope"];
    // A flat cent is 2% of half a dollar, where the envelope ends at a quarter of a cent.
    expect([exact(x402Fees, "0.50"), exact(percentage(high), "0.50")]).toEqual(["0.01", "0.0025"]);
    // The lowest agent rate is a tenth of the envelope's low end.
    const agents = feePlans["agent-transactions"].charges.agents.price;
    expect([exact(agents, "1000000", "0.001%"), exact(percentage(low), "1000000")]).toEqual([
      "10",
      "100",
    ]);
  });
});

describe("cross-chain fees", () => {
  it.each([
    ["standard-transfers", "1000.00"],
    ["enterprise-transfers", "500.00"],
    ["high-frequency-transfers", "200.00"],
  ])("S3-007 S3-021 takes of a million on %s %s", (meter, total) => {
    expect(totalOf("cross-chain", {}, [{ meter, quantity: "1000000" }])).toBe(total);
  });

  it("S3-007 bills one customer's classes on lines of their own", () => {
    const usage = ["standard-transfers", "enterprise-transfers", "high-frequency-transfers"].map(
      (meter) => ({ meter, quantity: "10000" }),
    );
    const { lines, total } = sure(quoted("cross-chain", {}, usage));
    expect(lines.map(({ charge, amount }) => [charge, amount])).toEqual([
      ["enterprise", "5.00"],
      ["high-frequency", "2.00"],
      ["standard", "10.00"],
    ]);
    expect(total).toBe("17.00");
  });

  const agentPrice = feePlans["agent-transactions"].charges.agents.price;

  it.each([
    ["0.001%", "10"],
    ["0.005%", "50"],
    ["0.01%", "100"],
  ] as const)("S3-008 S3-022 takes %s of a million of agents' transfers: %s", (agreed, fee) => {
    expect(exact(agentPrice, "1000000", agreed)).toBe(fee);
  });

  it("S3-022 bills no agent without an agreed rate, nor outside 0.001-0.01%", () => {
    expect(codesOf(quoted("agent-transactions"))).toEqual(["needs-agreed-price"]);
    for (const agreed of ["0.0009%", "0.0101%"] as const)
      expect(codesOf(compilePrice(agentPrice, { agreed }))).toEqual(["outside-agreed-range"]);
  });

  it("S3-022 adds fees far below a cent up before it rounds", () => {
    const price = sure(compilePrice(agentPrice, { agreed: "0.001%" }));
    const quantity = sure(parseQuantity("3"));
    const time = sure(parseInstant("2026-01-01T00:00:00Z"));
    const items = Array.from({ length: 250 }, (_, index) => ({ quantity, time, id: `${index}` }));
    const { amount } = rate(price, items);
    expect(formatDecimal(amount)).toBe("0.0075");
    expect(formatDecimal(roundToMinor(amount, "USD", "half-up"))).toBe("0.01");
  });

  it("S3-008 S3-021 leaves the volume discount from 1M transactions to the agreement", () => {
    expect(discounts["agent-volume"].percent).toBe("negotiated");
    expect(eligibilities["agent-volume"].evidence).toContain("1,000,000");
    expect(contracts["ai-platform"].commitment.shortfall).toBe("true-up");
  });

  it("S3-010 S3-033 prices arbitrage by agreement, at a premium of 20-40%", () => {
    expect(codesOf(quoted("trading"))).toEqual(["needs-agreed-price"]);
    const { price } = feePlans.trading.charges.arbitrage;
    expect(exact(price, "1000000", "0.028%")).toBe("280"); // 40% above the 0.02% of high frequency
    expect(policies["trading-premium"].rate).toEqual({ low: "20%", high: "40%" });
  });
});

describe("platform tiers", () => {
  it.each([
    ["S3-023", "developer", "0.00"],
    ["S3-024", "professional", "500.00"],
    ["S3-025", "business", "2500.00"],
    ["S3-026", "platform-enterprise", "10000.00"],
  ])("%s sells %s at %s a month", (_row, plan, total) => {
    expect(totalOf(plan)).toBe(total);
  });

  it.each([
    ["S3-023", "developer", 1_000],
    ["S3-024", "professional", 100_000],
    ["S3-025", "business", 1_000_000],
  ])("%s S3-011 blocks %s past %d transactions a month", (_row, plan, allowance) => {
    const notesAt = (count: number) =>
      sure(quoted(plan, {}, transactions(count))).lines.at(-1)?.explanation.notes;
    expect(notesAt(allowance)).toBeUndefined();
    expect(notesAt(allowance + 1)).toEqual([
      "1 units past the allowance are not billed: the plan blocks over-use",
    ]);
  });

  it("S3-026 counts Platform Enterprise and never blocks it", () => {
    const line = sure(quoted("platform-enterprise", {}, transactions(80_000_000))).lines.at(-1);
    expect(line).toMatchObject({ quantity: "80000000", amount: "0.00" });
    expect(line?.explanation.notes).toBeUndefined();
  });

  it("S3-011 S3-024 promises 99.9% from Professional on", () => {
    expect(slas.availability.uptime).toBe("99.9%");
    expect(platformPlans.developer).not.toHaveProperty("sla");
    for (const id of ["professional", "business", "platform-enterprise"] as const)
      expect(platformPlans[id].sla).toBe("availability");
  });
});

describe("the developer's way up", () => {
  it("S3-063 leads from the free tier to a contract", () => {
    const { developer, professional, business } = platformPlans;
    expect(developer.upgradesTo).toEqual(["professional"]);
    expect(professional.upgradesTo).toEqual(["business"]);
    expect(business.upgradesTo).toContain("foundation");
  });

  it("S3-066 S3-067 proposes the next plan to whoever nears the allowance", () => {
    const prompts = Object.values(alerts).map(({ plans: [plan], suggest }) => [plan, suggest]);
    expect(prompts).toEqual([
      ["developer", "professional"],
      ["professional", "business"],
      ["business", "platform-enterprise"],
      ["foundation", "growth"],
      ["growth", "enterprise"],
    ]);
  });

  it("S3-078 S3-015 S3-079 lists the modules that the document names", () => {
    expect(model.products?.platform.modules).toHaveLength(6);
    expect(model.products?.["sales-operations"].modules).toContain("quote generation");
  });
});

describe("data and analytics", () => {
  it.each([
    ["market-intelligence", "10000 USD", "10000.00"],
    ["market-intelligence", "100000 USD", "100000.00"],
    ["enterprise-analytics", "25000 USD", "25000.00"],
    ["enterprise-analytics", "250000 USD", "250000.00"],
  ] as const)("S3-027 sells %s at the agreed %s a year", (plan, base, total) => {
    expect(totalOf(plan, { agreed: { base } })).toBe(total);
  });

  it.each([
    ["market-intelligence", "9999.99 USD"],
    ["market-intelligence", "100000.01 USD"],
    ["enterprise-analytics", "24999 USD"],
    ["enterprise-analytics", "250001 USD"],
  ] as const)("S3-012 S3-027 refuses %s at %s", (plan, base) => {
    expect(codesOf(quoted(plan, { agreed: { base } }))).toEqual(["outside-agreed-range"]);
    expect(codesOf(quoted(plan))).toEqual(["needs-agreed-price"]);
  });

  it.each([
    ["1", "100000 USD", "100000"],
    ["1", "1000000 USD", "1000000"],
    ["2", "250000 USD", "500000"],
  ] as const)("S3-027 sells %s research projects at %s each", (projects, agreed, total) => {
    expect(exact(offers.research.price, projects, agreed)).toBe(total);
  });
});

describe("shares", () => {
  /** What a partner's rate comes to, by the price of the same rate. */
  const shareOf = (stated: Rate, base: `${number}`, agreed: Percent): string =>
    exact(percentage(stated), base, agreed);

  it.each([
    ["5%", "2000"],
    ["10%", "4000"],
  ] as const)("S3-013 takes a commission of %s of 40,000 dollars: %s", (agreed, amount) => {
    expect(shareOf(shares["ai-provider-commission"].rate, "40000", agreed)).toBe(amount);
  });

  it.each([
    ["20%", "600000"],
    ["30%", "900000"],
  ] as const)("S3-004 captures %s of three millions of value: %s", (agreed, amount) => {
    expect(shareOf(outcomes["value-capture"].rate, "3000000", agreed)).toBe(amount);
  });

  it("S3-005 leaves outcome fees to contracts, with a guarantee", () => {
    const { basis, rate: share, guarantee } = outcomes["savings-share"];
    expect([basis, share, guarantee.remedy]).toEqual(["savings", "negotiated", "credit"]);
  });

  it("S3-014 takes prepayments as a balance that burns after SLA credit", () => {
    expect(payment.methods.prepayment.kind).toBe("prepaid-balance");
    expect([credits["sla-credit"].priority, credits.prepayment.priority]).toEqual([0, 1]);
  });

  it("S3-028 states a premium of 40-60%", () => {
    expect(policies["security-premium"].rate).toEqual({ low: "40%", high: "60%" });
  });

  it("S3-074 keeps grants out of every stream", () => {
    for (const id of ["algorand-foundation", "dfinity"] as const)
      expect(partners[id].funds.map(({ treatment }) => treatment)).toEqual(["income"]);
  });
});
