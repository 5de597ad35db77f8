import { expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { partnerShareEntry } from "../ledger/manual/partner-entry.ts";
import { checkModel } from "../model/check-model.ts";
import type { Model } from "../model/model.ts";
import { usd } from "../money/money.ts";
import { forecastPlan } from "../plan/forecast/forecast-plan.ts";
import { shopWith } from "../plan/forecast/shop.fixture.ts";
import { findZone } from "../time/zone.ts";
import { simulatePlan } from "./simulate.ts";

const model: Model = {
  ...shopWith({
    name: "Small",
    opening: "3 customers",
    acquisition: { kind: "monthly", customers: "2.3 customers per month" },
    purchases: {
      team: {
        share: "100%",
        plan: "team",
        cadence: "monthly",
        usage: { calls: "1_300 calls per month" },
      },
    },
  }),
  partners: {
    shop: {
      name: "Shop",
      role: "marketplace",
      commission: { rate: "3.3%", base: "what its customers pay" },
    },
  },
  shares: {
    least: { name: "Least", base: "sales", rate: "7.5%", to: "partner", minimum: usd(40) },
    agent: { name: "Agent", base: "sales", rate: "30%", to: "partner", stream: "usage" },
  },
  costs: {
    commission: {
      kind: "partner-share",
      name: "Commission",
      function: "sales-and-marketing",
      partner: "shop",
      through: "40%",
    },
    least: {
      kind: "partner-share",
      name: "Least",
      function: "cost-of-revenue",
      stream: "subscriptions",
      share: "least",
      ofStream: "subscriptions",
    },
    agent: {
      kind: "partner-share",
      name: "Agent",
      function: "cost-of-revenue",
      share: "agent",
      of: "revenue",
      ofStream: "usage",
      through: "50%",
    },
  },
};

it("costs what the books owe the partner for what simulated customers were billed, to the rounding of one report", () => {
  expect(checkModel(model).faults).toEqual([]);
  const { run } = expectOk(forecastPlan(model, { customers: "whole" }));
  const { figures } = expectOk(simulatePlan(model));
  const lived = (month: string, figure: string, streams: readonly string[]): number =>
    figures
      .filter((one) => one.month === month && one.figure === figure)
      .filter(({ stream = "" }) => streams.includes(stream))
      .reduce((sum, one) => sum + Number(one.lived), 0);
  const books = { zone: expectOk(findZone("UTC")), model };
  const owed = (
    month: string,
    terms: { share?: string; partner?: string },
    base: number,
  ): number => {
    const entry = partnerShareEntry(
      {
        fact: "partner-share",
        id: month,
        date: `${month}-28`,
        by: "test",
        partner: "shop",
        ...terms,
        base: `${base.toFixed(2)} USD` as `${number} USD`,
      },
      books,
    );
    return Number(expectOk(entry).postings[0]?.amount);
  };
  const months = [...new Set(figures.map(({ month }) => month))];
  const all = ["subscriptions", "usage", "services"];
  for (const [index, month] of months.entries()) {
    const planned = (cost: string): number => run.read(`costs.${cost}`, index);
    const near = (left: number, right: number): void =>
      expect(Math.abs(left - right)).toBeLessThan(0.0101);
    near(planned("commission"), owed(month, {}, 0.4 * lived(month, "billings", all)));
    near(
      planned("least"),
      owed(month, { share: "least" }, lived(month, "billings", ["subscriptions"])),
    );
    near(
      planned("agent"),
      owed(month, { share: "agent" }, 0.5 * lived(month, "revenue", ["usage"])),
    );
    // As in the books an agent's share is no revenue of ours, and is paid all the same.
    near(
      run.read("forecast.revenue.usage", index),
      lived(month, "revenue", ["usage"]) - planned("agent"),
    );
    near(
      run.read("forecast.spending", index),
      planned("commission") + planned("least") + planned("agent"),
    );
  }
});
