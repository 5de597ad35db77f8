import { describe, expect, it } from "vitest";
import { clearing, receivable, revenue, taxPayable } from "./account-name.ts";
import { accountIn, chartOf, taxOf } from "./chart.ts";
import { books, chart } from "./ledger.fixture.ts";

const streamsOf = (...ids: readonly string[]) => ({
  streams: Object.fromEntries(ids.map((id) => [id, { name: id.toUpperCase() }])),
});

describe("the chart of accounts", () => {
  it("has three accounts for each stream and two for each partner, named as the model names them", () => {
    const titles = [...chart.values()].map(({ code, title }) => `${code} ${title}`);
    expect(titles).toEqual([
      "1000 Cash at bank",
      "1010-stripe Payments in clearing: stripe",
      "1020-stripe Payments in dispute: stripe",
      "1200 Accounts receivable",
      "1250-services Unbilled revenue: Services",
      "1250-subscriptions Unbilled revenue: Subscriptions",
      "1250-usage Unbilled revenue: Usage",
      "2200-de-19 Tax payable: DE 19%",
      "2300 Customer credit balances",
      "2350 Prepaid credits",
      "2400-services Deferred revenue: Services",
      "2400-subscriptions Deferred revenue: Subscriptions",
      "2400-usage Deferred revenue: Usage",
      "2500-dell Partner payable: Dell",
      "3900 Currency conversion",
      "4000-services Revenue: Services",
      "4000-subscriptions Revenue: Subscriptions",
      "4000-usage Revenue: Usage",
      "5000-dell Partner shares: Dell",
      "5100-stripe Payment fees: stripe",
      "5150-stripe Dispute fees: stripe",
      "6000 Bad debt",
      "7000-realised FX gains: realised",
      "7000-unrealised FX gains: unrealised",
      "7100-realised FX losses: realised",
      "7100-unrealised FX losses: unrealised",
    ]);
  });

  it("keeps the accounts of old versions, and every code when a stream is added", () => {
    const before = chartOf({ models: [streamsOf("usage", "old")] });
    const after = chartOf({ models: [streamsOf("usage", "old"), streamsOf("added", "usage")] });
    for (const [name, account] of before) expect(after.get(name)).toEqual(account);
    expect(after.has(revenue("added"))).toBe(true);
  });

  it("takes the ERP's own codes, and none of them twice", () => {
    const codes = new Map([[revenue("usage"), "8400"]]);
    expect(accountIn(chartOf({ models: [books], codes }), revenue("usage")).code).toBe("8400");
    codes.set(revenue("services"), "8400");
    expect(() => chartOf({ models: [books], codes })).toThrow("no two accounts have one code");
  });

  it("knows the tax of a tax account, and what it lacks", () => {
    expect(taxOf(taxPayable("US-NY", "8.875%"))).toBe("US-NY 8.875%");
    expect(taxOf(receivable)).toBeUndefined();
    expect(() => accountIn(chart, clearing("adyen"))).toThrow("assets:clearing:adyen");
  });
});
