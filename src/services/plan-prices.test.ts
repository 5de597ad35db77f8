import { describe, expect, it } from "vitest";
import bitnet from "../../examples/bitnet-rust/model.ts";
import {
  atLeast,
  capacity,
  commitment,
  flat,
  freeUnits,
  graduated,
  type Model,
  negotiated,
  packages,
  percentage,
  perUnit,
  seat,
  usd,
} from "../index.ts";
import { chargeSummaries, recurringPrices } from "./plan-prices.ts";

const plan = (id: string) => {
  const found = (bitnet as Model).plans[id];
  if (found === undefined) throw new Error(`the model has no plan ${id}`);
  return found;
};

describe("what a plan costs", () => {
  it("is stated by cadence", () => {
    expect(recurringPrices(plan("team"))).toEqual({ monthly: "499 USD", annual: "4990 USD" });
  });

  it("tells what is included in each charge, and every tier past it", () => {
    expect(chargeSummaries(plan("team"), bitnet)).toEqual([
      {
        id: "inference",
        name: "Inference operations",
        meter: "operations",
        unit: "operation",
        every: "monthly",
        included: "100000000",
        overage: "bill",
        kind: "volume",
        price: "0.001 USD per 1,000 at first, 4 volume tiers",
        per: "1000",
        tiers: [
          { label: "below 10000000", unit: "0.001 USD", flat: null },
          { label: "from 10000000", unit: "0.0008 USD", flat: null },
          { label: "from 100000000", unit: "0.00065 USD", flat: null },
          { label: "from 1000000000", unit: "0.0005 USD", flat: null },
        ],
      },
    ]);
  });

  it("has what was agreed in place of what is left open, and of nothing else", () => {
    const open = { monthly: flat(atLeast(usd(9_999))), annual: flat(usd(99_000)) };
    expect(recurringPrices({ prices: open }, { base: usd(12_000) })).toEqual({
      monthly: "12000 USD",
      annual: "99000 USD",
    });
    const charges = { ops: { meter: "operations", price: perUnit(negotiated) } };
    const [charge] = chargeSummaries({ charges }, bitnet, { ops: usd("0.01"), base: usd(1) });
    expect(charge?.price).toBe("0.01 USD per operation");
  });

  it.each([
    [perUnit(usd("0.002")), "0.002 USD per call"],
    [perUnit(usd("0.10"), { per: 1_000 }), "0.1 USD per 1,000"],
    [packages(25_000, usd(3)), "3 USD per package of 25,000"],
    [seat(usd(12)), "12 USD per call"],
    [flat(atLeast(usd(9_999))), "9999 USD or more"],
    [flat(negotiated), "negotiated"],
    [percentage("2.9%", { fixed: usd("0.30") }), "2.9% of value and 0.3 USD each"],
    [capacity(usd(10), { overUse: { rule: "raise" } }), "10 USD per call reserved"],
    [freeUnits(7, perUnit(usd(1))), "7 free, then 1 USD per call"],
    [commitment(usd(30), perUnit(usd(1))), "1 USD per call, 30 USD committed"],
    [graduated([{ flat: usd(5) }]), "5 USD at first, 1 graduated tier"],
  ])("is said in words", (price, words) => {
    const meters: Model["meters"] = {
      calls: { event: "call", aggregation: { kind: "count" }, unit: "call" },
    };
    const charged = { name: "P", stream: "s", charges: { calls: { meter: "calls", price } } };
    const [charge] = chargeSummaries(charged, { ...bitnet, meters });
    expect(charge?.price).toBe(words);
  });
});
