import { describe, expect, it } from "vitest";
import { format } from "../money/decimal.ts";
import { amount, figureOf, inputOf, month, reportOf, type Told } from "./metrics.fixture.ts";
import { monthlyValue } from "./monthly-value.ts";

const perYear = (price: string): string =>
  format(monthlyValue(amount(price), { every: 1, unit: "year" }));

/** So many customers alike. */
const alike = (count: number, name: string, told: Told): Told[] =>
  Array.from({ length: count }, (_, index) => ({ ...told, customer: `${name}-${index}` }));

describe("Stripe Docs, Billing metric definitions", () => {
  const plans = (yearly: string) =>
    inputOf([
      ...alike(100, "a", { plan: "A", from: "2026-01-05", amount: 100 }),
      ...alike(50, "b", { plan: "B", from: "2026-01-05", amount: perYear(yearly) }),
    ]);

  it("100 x 100 and 50 x 600 a year are 12,500", () => {
    expect(figureOf(plans("600"), "2026-01", "mrr", { preset: "stripe" })).toBe("12500.00");
  });

  it("prints 800 / 12 where it means 600 / 12: 800 would make 13,333.33", () => {
    expect(figureOf(plans("800"), "2026-01", "mrr", { preset: "stripe" })).toBe("13333.33");
  });
});

describe("Stripe Support, Billing analytics", () => {
  it("counts 1,200 a year as 100 a month", () => {
    expect(perYear("1200")).toBe("100");
  });

  it("halves by a coupon of 50% that lasts forever, and by no other", () => {
    const forever = inputOf([{ from: "2026-01-01", amount: 80, net: 40 }]);
    const once = inputOf([{ from: "2026-01-01", amount: 80, net: 80, netAll: 40 }]);
    expect(figureOf(forever, "2026-01", "mrr", { preset: "stripe" })).toBe("40.00");
    expect(figureOf(once, "2026-01", "mrr", { preset: "stripe" })).toBe("80.00");
    expect(figureOf(once, "2026-01", "mrr", { preset: "chartmogul" })).toBe("40.00");
  });

  it("counts trials from the first paid day on", () => {
    const trial = inputOf([
      { from: "2026-01-10", to: "2026-02-10", amount: 30, paying: false },
      { from: "2026-02-10", amount: 30, cause: "trial-end" },
    ]);
    const { movements } = reportOf(trial, { from: "2026-01", to: "2026-02" }, { preset: "stripe" });
    expect(movements.map((row) => [row.opening, row.new, row.closing])).toEqual([
      ["0.00", "0.00", "0.00"],
      ["0.00", "30.00", "30.00"],
    ]);
  });
});

describe("Stripe Support, Calculating churn rate", () => {
  it("counts who came and left in the period above and below the line", () => {
    const input = inputOf([
      ...alike(9, "stays", { from: "2025-12-01", amount: 10 }),
      { customer: "leaves", from: "2025-12-01", to: "2026-01-09", amount: 10 },
      { customer: "passes", from: "2026-01-03", to: "2026-01-20", amount: 10 },
      { customer: "comes", from: "2026-01-04", amount: 10 },
    ]);
    // 2 lost of 10 and 2 new
    expect(figureOf(input, "2026-01", "logo-churn", { preset: "stripe" })).toBe("0.166667");
    expect(figureOf(input, "2026-01", "logo-churn")).toBe("0.100000");
  });

  it("makes the first of two cancellations a downgrade and the second churn", () => {
    const input = inputOf([
      { subscription: "one", from: "2025-12-01", to: "2026-01-09", amount: 10 },
      { subscription: "two", from: "2025-12-01", to: "2026-01-20", amount: 15 },
    ]);
    const [january] = reportOf(input, "2026-01", { preset: "stripe" }).movements;
    expect([january?.contraction, january?.churn]).toEqual(["-10.00", "-15.00"]);
  });
});

describe("ChartMogul Help, the life of Syncalytics", () => {
  const silver = { subscription: "silver", plan: "silver", stream: "plans" };
  const input = inputOf([
    // Four Gold yearly plans for 2,000, cancelled near the end of their first year.
    { subscription: "gold", from: "2025-01-03", to: "2026-01-03", amount: perYear("2000") },
    { ...silver, from: "2025-01-07", to: "2025-01-21", amount: 60 },
    // Three Gold monthly plans, as a former customer.
    { subscription: "gold again", from: "2026-02-11", amount: 150 },
  ]);
  const { movements } = reportOf(
    input,
    { from: "2025-01", to: "2026-02" },
    { preset: "chartmogul" },
  );
  const of = (name: string) => movements.find((row) => row.month === name);

  it("is new business of 166.67, then expansion and contraction of 60", () => {
    const { new: won, expansion, contraction, closing } = of("2025-01") ?? {};
    expect([won, expansion, contraction, closing]).toEqual(["166.67", "60.00", "-60.00", "166.67"]);
  });

  it("churns at the end of the paid year and is reactivated with 150", () => {
    expect([of("2026-01")?.churn, of("2026-01")?.closing]).toEqual(["-166.67", "0.00"]);
    expect([of("2026-02")?.new, of("2026-02")?.reactivation]).toEqual(["0.00", "150.00"]);
  });
});

describe("ChartMogul Help, other pages", () => {
  const hundred = inputOf([
    { customer: "lost", from: "2025-12-01", to: "2026-01-15", amount: 10 },
    { customer: "less", from: "2025-12-01", to: "2026-01-15", amount: 40 },
    { customer: "less", from: "2026-01-15", amount: 30, cause: "quantity" },
    { customer: "more", from: "2025-12-01", to: "2026-01-15", amount: 50 },
    { customer: "more", from: "2026-01-15", amount: 60, cause: "quantity" },
  ]);

  it("MRR Churn Rate: 10 churn and 10 contraction of 100 are 20% gross", () => {
    expect(figureOf(hundred, "2026-01", "gross-mrr-churn")).toBe("0.200000");
  });

  it("Net MRR Churn Rate: an expansion of 10 makes it 10% net", () => {
    expect(figureOf(hundred, "2026-01", "net-mrr-churn")).toBe("0.100000");
  });

  it("Customer Lifetime Value: 100 a customer at 5% a month is 2,000", () => {
    const input = inputOf([
      ...alike(19, "stays", { from: "2025-12-01", amount: 100 }),
      { customer: "leaves", from: "2025-12-01", to: "2026-01-09", amount: 100 },
    ]);
    expect(figureOf(input, "2026-01", "ltv", { preset: "chartmogul" })).toBe("2000.00");
  });

  it("Chart Data: from plan A at 50 to plan B at 30, 50 leave plan A", () => {
    const input = inputOf([
      { plan: "A", from: "2025-12-01", to: "2026-01-15", amount: 50 },
      { plan: "B", from: "2026-01-15", amount: 30, cause: "plan-change" },
    ]);
    const of = (settings: Record<string, string>) =>
      reportOf(input, "2026-01", settings, { by: "plan" }).slices?.map((row) => [
        row.slice,
        row.opening,
        row.new,
        row.contraction,
        row.churn,
        row.transfer,
        row.closing,
      ]);
    expect(of({ sliceMoves: "movement" })).toEqual([
      ["A", "50.00", "0.00", "0.00", "-50.00", "0.00", "0.00"],
      ["B", "0.00", "30.00", "0.00", "0.00", "0.00", "30.00"],
    ]);
    // Of the 50 that leave, 30 move on and 20 are the contraction that the whole business sees.
    expect(of({ sliceMoves: "transfer" })).toEqual([
      ["A", "50.00", "0.00", "-20.00", "0.00", "-30.00", "0.00"],
      ["B", "0.00", "0.00", "0.00", "0.00", "30.00", "30.00"],
    ]);
  });

  it("Smart Activity Classification: an upgrade 55 minutes after the purchase is new business too", () => {
    const story = (upgradedAt: string) =>
      inputOf([
        { from: "2026-01-10T10:00:00Z", to: upgradedAt, amount: 30 },
        { from: upgradedAt, amount: 50, cause: "plan-change" },
      ]);
    const of = (upgradedAt: string) => {
      const [row] = reportOf(story(upgradedAt), "2026-01", { preset: "chartmogul" }).movements;
      return [row?.new, row?.expansion];
    };
    expect(of("2026-01-10T10:55:00Z")).toEqual(["50.00", "0.00"]);
    expect(of("2026-01-10T11:05:00Z")).toEqual(["30.00", "20.00"]);
  });
});

describe("other published examples", () => {
  it("retention of 100K, 18K more, 6K less and 9K lost is 103% net (ignyteiq.com) and 85% gross", () => {
    const change = (customer: string, from: number, to: number): Told[] => [
      { customer, from: "2025-01-01", to: "2025-07-01", amount: from },
      { customer, from: "2025-07-01", amount: to, cause: "quantity" },
    ];
    const input = inputOf([
      ...change("more", 41_000, 59_000),
      ...change("less", 50_000, 44_000),
      { customer: "lost", from: "2025-01-01", to: "2025-09-01", amount: 9_000 },
      { customer: "new", from: "2025-03-01", amount: 70_000 },
    ]);
    expect(figureOf(input, "2026-01", "nrr", { preset: "smsb" })).toBe("1.030000");
    expect(figureOf(input, "2026-01", "grr", { preset: "smsb" })).toBe("0.850000");
  });

  it("quick ratio of +8K new, +4K, +1K back, -2K and -3K on 50K is 2.6, ending at 58K (mowt.pages.dev)", () => {
    const input = inputOf([
      { customer: "back", from: "2025-10-01", to: "2025-11-01", amount: 1_000 },
      { customer: "back", from: "2026-01-10", amount: 1_000 },
      { customer: "new", from: "2026-01-10", amount: 8_000 },
      { customer: "more", from: "2025-10-01", to: "2026-01-10", amount: 30_000 },
      { customer: "more", from: "2026-01-10", amount: 34_000 },
      { customer: "less", from: "2025-10-01", to: "2026-01-10", amount: 17_000 },
      { customer: "less", from: "2026-01-10", amount: 15_000 },
      { customer: "lost", from: "2025-10-01", to: "2026-01-10", amount: 3_000 },
    ]);
    const [january] = reportOf(input, "2026-01").movements;
    expect([january?.opening, january?.closing]).toEqual(["50000.00", "58000.00"]);
    expect(figureOf(input, "2026-01", "quick-ratio")).toBe("2.600000");
  });

  it("concentration of shares of 30, 30, 20 and 20% is 2,600 (US Department of Justice)", () => {
    const input = inputOf(
      [30, 30, 20, 20].map((amount, index) => ({
        customer: `c-${index}`,
        from: "2026-01-01",
        amount,
      })),
    );
    expect(figureOf(input, "2026-01", "customer-hhi")).toBe("2600.00");
    expect(figureOf(input, "2026-01", "largest-customer-share")).toBe("0.300000");
  });

  it("collection of 980K of 1,000K is an index of 98% (gaviti.com)", () => {
    const input = inputOf([], {
      receivables: [
        {
          month: month("2026-01"),
          currency: "USD",
          opening: amount(100_000),
          billings: amount(1_000_000),
          closing: amount(120_000),
          closingCurrent: amount(100_000),
        },
      ],
    });
    expect(figureOf(input, "2026-01", "collection-effectiveness")).toBe("0.980000");
  });

  it("10 a day is 300 a month where a month has 30 days (Recurly Support)", () => {
    const daily = { every: 1, unit: "day" } as const;
    expect(format(monthlyValue(amount(10), daily, "four-weeks"))).toBe("300");
    expect(format(monthlyValue(amount(12), daily))).toBe("365");
  });
});
