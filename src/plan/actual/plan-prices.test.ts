import { describe, expect, it } from "vitest";
import planned from "../../model/fixtures/planned.ts";
import type { Model } from "../../model/model.ts";
import type { SegmentPurchase } from "../../model/segment.ts";
import { atLeast, range } from "../../money/amount.ts";
import { usd } from "../../money/money.ts";
import { flat } from "../../pricing/flat.ts";
import { perUnit } from "../../pricing/per-unit.ts";
import { planPriceRatio } from "./plan-prices.ts";
import { thingAt } from "./priced-thing.ts";

const { team } = planned.plans;
const { teams } = planned.segments ?? {};

/** A model with a plan, an offer and a licence whose prices leave something open, and a contract that has prices of its own. */
function modelWith(purchase: SegmentPurchase): Model {
  if (team === undefined || teams === undefined) throw new Error("the model has them");
  const { calls } = team.charges ?? {};
  if (calls === undefined) throw new Error("the plan has it");
  const charges = { calls: { ...calls, included: 100, price: perUnit(range(usd(1), usd(4))) } };
  return {
    ...planned,
    plans: {
      team: { ...team, prices: { monthly: flat(usd(99)), annual: flat(usd(990)) }, charges },
    },
    offers: {
      audit: {
        name: "Audit",
        stream: "services",
        per: "day",
        price: perUnit(atLeast(usd(500))),
      },
    },
    licences: {
      own: { name: "Own", kind: "perpetual", stream: "services", fee: atLeast(usd(5_000)) },
    },
    contracts: {
      frame: {
        name: "Frame",
        term: 12,
        prices: { team: { base: { annual: flat(usd(800)) } } },
      },
    },
    segments: { teams: { ...teams, purchases: { one: { ...purchase, share: "100%" } } } },
  };
}

const key = { segment: "teams", purchase: "one" };

const ratio = (
  purchase: Omit<SegmentPurchase, "share">,
  pointer: string,
  agreed?: "120 USD" | "2 USD" | "3 USD" | "1000 USD" | "10000 USD",
  quantity = "1",
): number | undefined => {
  const plan = modelWith({ share: "100%", ...purchase });
  return planPriceRatio(plan)({ model: plan, pointer, agreed }, key, quantity);
};

describe("the plan's price for what was sold", () => {
  it("is at the point that the plan agrees on", () => {
    const offer = { offer: "audit", agreed: { base: usd(500) } };
    expect(ratio(offer, "/offers/audit/price", "1000 USD")).toBe(0.5);
    expect(ratio(offer, "/offers/audit/price", "1000 USD", "7")).toBe(0.5);
    const licence = { licence: "own", agreed: { base: usd(6_000) } };
    expect(ratio(licence, "/licences/own/fee", "10000 USD", "3")).toBe(0.6);
    const charge = { plan: "team", agreed: { calls: usd(1) } };
    expect(ratio(charge, "/plans/team/charges/calls/price", "2 USD", "300")).toBe(0.5);
  });

  it("is what it cost where the same was agreed, or the price asks for no word", () => {
    const offer = { offer: "audit", agreed: { base: usd(1_000) } };
    expect(ratio(offer, "/offers/audit/price", "1000 USD")).toBeUndefined();
    expect(ratio({ plan: "team" }, "/plans/team/prices/annual")).toBeUndefined();
  });

  it("is that of the contract that the plan signs, and of the list where it signs none", () => {
    const signed = { plan: "team", contract: { template: "frame" } };
    expect(ratio(signed, "/plans/team/prices/annual")).toBe(800 / 990);
    expect(ratio(signed, "/contracts/frame/prices/team/base/annual")).toBeUndefined();
    const listed = { plan: "team" };
    expect(ratio(listed, "/contracts/frame/prices/team/base/annual")).toBe(990 / 800);
  });

  it("is what it cost where the plan has none, or none can be told by the quantity", () => {
    const open = { offer: "audit" };
    expect(ratio(open, "/offers/audit/price", "1000 USD")).toBeUndefined();
    expect(ratio(open, "/offers/gone/price", "1000 USD")).toBeUndefined();
    expect(ratio(open, "/bundles/all/parts/0", "1000 USD")).toBeUndefined();
    const plan = modelWith({ share: "100%", offer: "audit", agreed: { base: usd(500) } });
    const sold = { model: plan, pointer: "/offers/audit/price", agreed: usd(1_000) };
    // What nobody plans to sell to a segment has no planned fee.
    expect(planPriceRatio(plan)(sold, { ...key, purchase: "offers audit" }, "1")).toBeUndefined();
  });

  it("takes included units off", () => {
    const charge = { plan: "team", agreed: { calls: usd(1) } };
    expect(ratio(charge, "/plans/team/charges/calls/price", "3 USD", "100")).toBeUndefined();
  });
});

describe("what a price is for", () => {
  it.each([
    ["/plans/team/prices/annual", { section: "plans", id: "team", cadence: "annual" }],
    ["/addons/seat~1s/charges/calls/price", { section: "addons", id: "seat/s", charge: "calls" }],
    ["/contracts/a/prices/team/base/annual", { section: "plans", id: "team", cadence: "annual" }],
    ["/contracts/a/prices/team/charges/calls", { section: "plans", id: "team", charge: "calls" }],
    ["/offers/audit/price", { section: "offers", id: "audit" }],
    ["/licences/own/fee", { section: "licences", id: "own" }],
    ["/contracts/a/options/0/price", undefined],
    ["/bundles/all/parts/0", undefined],
    ["/plans/team", undefined],
  ])("is said by its place: %s", (pointer, thing) => {
    expect(thingAt(pointer)).toEqual(thing);
  });
});
