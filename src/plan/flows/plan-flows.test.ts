import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { usd } from "../../money/money.ts";
import { flat } from "../../pricing/flat.ts";
import { forecastPlan, type PlanForecast } from "../forecast/forecast-plan.ts";
import { shopWith } from "../forecast/shop.fixture.ts";
import type { Flows } from "./flow.ts";
import { planFlows } from "./plan-flows.ts";

const shop = shopWith({
  name: "Small",
  opening: "20 customers",
  acquisition: { kind: "monthly", customers: "10 customers per month" },
  purchases: {
    team: { share: "100%", plan: "team", cadence: "monthly" },
    onboarding: { share: "20%", offer: "onboarding" },
  },
});
const model: Model = {
  ...shop,
  horizon: { from: "2027-01", years: 1 },
  income: { grant: { name: "Grant", stream: "services", amount: "100 USD per month" } },
  costs: {
    cloud: { kind: "fixed", name: "Cloud", function: "cost-of-revenue", amount: "1 USD per month" },
    cards: { kind: "fixed", name: "Cards", function: "cost-of-revenue", amount: "1 USD per month" },
    rent: { kind: "fixed", name: "Rent", function: "administration", amount: "1 USD per month" },
  },
};
const year = { from: 0, to: 12 };

/** A forecast with any figures: each row a month's amount, the same in every month. */
function forecastOf(
  earned: readonly (readonly [string, string, number])[],
  figures: Readonly<Record<string, number>>,
): PlanForecast {
  const purchases = new Map<string, Map<string, Float64Array>>();
  for (const [own, stream, amount] of earned) {
    const streams = purchases.get(own) ?? new Map<string, Float64Array>();
    purchases.set(own, streams.set(stream, new Float64Array(12).fill(amount)));
  }
  return {
    customers: { segments: new Map([["small", { earned: purchases }]]) },
    run: { read: (name: string) => figures[name] ?? 0 },
  } as unknown as PlanForecast;
}

const through = ({ links }: Flows, side: "from" | "to", id: string): number =>
  links.reduce((sum, link) => (link[side] === id ? sum + link.amount : sum), 0);
const sources = new Set(["segment", "income", "shortfall", "credit"]);
const ends = new Set(["cost", "function", "ebitda", "reductions"]);

const amount = fc.double({ min: -2_000, max: 20_000, noNaN: true });

describe("a year of a plan as flows of money", () => {
  it("lets as much flow out of every place as in, whatever is earned and spent", () => {
    property(
      fc.property(
        fc.tuple(amount, amount, amount),
        fc.tuple(amount, amount, amount, amount, amount, amount, amount),
        ([monthly, calls, services], [grant, cloud, cards, other, sales, research, rent]) => {
          const forecast = forecastOf(
            [
              ["team", "subscriptions", monthly * 100],
              ["team", "usage", calls * 100],
              ["onboarding", "services", services * 100],
            ],
            {
              "income.grant": grant,
              "costs.cloud": cloud,
              "costs.cards": cards,
              "forecast.cost-of-revenue": cloud + cards + other,
              "forecast.sales-and-marketing": sales,
              "forecast.research-and-development": research,
              "forecast.administration": rent,
            },
          );
          const flows = planFlows(model, forecast, year);
          for (const { id, kind } of flows.nodes) {
            const [inflow, outflow] = [through(flows, "to", id), through(flows, "from", id)];
            if (sources.has(kind)) expect(inflow).toBe(0);
            else if (ends.has(kind)) expect(outflow).toBe(0);
            else expect([id, inflow]).toEqual([id, outflow]);
          }
          for (const link of flows.links) {
            expect(Number.isSafeInteger(link.amount) && link.amount > 0).toBe(true);
          }
          const earned = monthly + calls + services + grant;
          const spent = cloud + cards + other + sales + research + rent;
          const left = through(flows, "to", "ebitda") - through(flows, "from", "shortfall");
          expect(Math.abs(left - (earned - spent) * 1_200)).toBeLessThanOrEqual(2);
        },
      ),
    );
  });

  it("leads from a segment through what it buys and its streams to what is left", () => {
    const forecast = expectOk(forecastPlan(model, { customers: "expected" }));
    const { nodes, links } = planFlows(model, forecast, year);
    expect(nodes.map(({ id, label, column, amount: sum }) => [id, label, column, sum])).toEqual([
      ["segment:small", "Small", 0, 11_400_000],
      ["purchase:small/team", "Team, monthly", 1, 10_200_000],
      ["purchase:small/onboarding", "Onboarding", 1, 1_200_000],
      ["income:grant", "Grant", 1, 120_000],
      ["stream:subscriptions", "Subscriptions", 2, 10_200_000],
      ["stream:services", "Services", 2, 1_320_000],
      ["revenue", "Revenue", 3, 11_520_000],
      ["cost-of-revenue", "Cost of revenue", 4, 2_400],
      ["gross-profit", "Gross profit", 4, 11_517_600],
      ["cost:cloud", "Cloud", 5, 1_200],
      ["cost:cards", "Cards", 5, 1_200],
      ["operating-costs", "Operating costs", 5, 1_200],
      ["ebitda", "EBITDA", 5, 11_516_400],
      ["function:administration", "Administration", 6, 1_200],
    ]);
    expect(links).toContainEqual({
      from: "purchase:small/onboarding",
      to: "stream:services",
      amount: 1_200_000,
    });
  });

  it("shows what partners have of revenue beside what it costs, and debts that are given up", () => {
    const shared: Model = {
      ...model,
      partners: {
        seller: { name: "Seller", role: "reseller", commission: { rate: "20%", base: "sales" } },
      },
      costs: {
        ...model.costs,
        seller: {
          kind: "partner-share",
          name: "Seller",
          function: "cost-of-revenue",
          partner: "seller",
        },
      },
    };
    const figures = {
      "costs.seller": 200,
      "costs.cloud": 100,
      "forecast.cost-of-revenue": 300,
      "forecast.bad-debts": 50,
    };
    const { links } = planFlows(
      shared,
      forecastOf([["team", "subscriptions", 100_000]], figures),
      year,
    );
    const of = (from: string, to: string) =>
      links.find((link) => link.from === from && link.to === to)?.amount;
    expect(of("revenue", "partner-shares")).toBe(240_000);
    expect(of("partner-shares", "cost:seller")).toBe(240_000);
    expect(of("revenue", "cost-of-revenue")).toBe(120_000);
    expect(of("operating-costs", "function:bad-debts")).toBe(60_000);
    expect(of("gross-profit", "ebitda")).toBe(780_000);
  });

  it("ends at revenue where a model plans no costs", () => {
    const { income: _, costs: __, ...plain } = model;
    const free: Model = {
      ...plain,
      plans: {
        ...plain.plans,
        team: { name: "Team", stream: "subscriptions", prices: { monthly: flat(usd(100)) } },
      },
    };
    const forecast = expectOk(forecastPlan(free, { customers: "expected" }));
    const { nodes } = planFlows(free, forecast, year);
    expect(nodes.at(-1)).toMatchObject({ id: "revenue", amount: 11_400_000 });
  });
});
