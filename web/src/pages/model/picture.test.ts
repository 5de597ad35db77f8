import { describe, expect, it } from "vitest";
import { pictureOf, priceText } from "./picture.ts";

const model = {
  streams: { platform: { name: "Platform", recurring: true } },
  meters: { calls: { event: "api.call", aggregation: { kind: "sum" }, unit: "call" } },
  plans: {
    team: {
      name: "Team",
      stream: "platform",
      prices: { monthly: { kind: "flat", amount: "49 USD" } },
      features: { sso: true, seats: 5 },
      charges: {
        calls: { meter: "calls", included: 10, price: { kind: "per-unit", unit: "0.02 USD" } },
      },
    },
    broken: 1,
  },
  coupons: { "a/b": { name: "Launch" } },
};

describe("the picture of a model", () => {
  it("has what is counted, what is sold and where it is earned, and what leans on what", () => {
    const { columns, edges, others } = pictureOf(model);
    expect(columns.map((groups) => groups.map(({ title }) => title))).toEqual([
      ["Meters"],
      ["Plans"],
      ["Streams"],
    ]);
    expect(columns[1]?.[0]?.nodes).toEqual([
      {
        path: "/plans/team",
        id: "team",
        name: "Team",
        lines: [
          "49.00\u00a0USD monthly",
          "calls: 10 included, then 0.02\u00a0USD each",
          "Includes sso, seats: 5",
        ],
      },
    ]);
    expect(edges).toEqual([
      { from: "/meters/calls", to: "/plans/team" },
      { from: "/plans/team", to: "/streams/platform" },
    ]);
    expect(others).toMatchObject([{ title: "Coupons", nodes: [{ path: "/coupons/a~1b" }] }]);
  });

  it("leaves out what cannot be read", () => {
    expect(pictureOf(7)).toEqual({ columns: [[], [], []], edges: [], others: [] });
  });
});

describe("a price in a few words", () => {
  it("names what one pays first", () => {
    const tiers = [{ upTo: 10, unit: "1 USD" }, { unit: "0.5 USD" }];
    const prices = [
      { kind: "package", size: 100, price: "5 USD" },
      { kind: "graduated", tiers },
      { kind: "percentage", rate: "2%" },
      { kind: "per-unit", unit: { atLeast: "3 USD" }, per: 1000 },
      undefined,
    ];
    expect(prices.map(priceText)).toEqual([
      "5.00\u00a0USD per 100",
      "graduated, 2 tiers from 1.00\u00a0USD",
      "percentage 2%",
      "3.00\u00a0USD per 1,000",
      "no price",
    ]);
  });
});
