import { describe, expect, it } from "vitest";
import { unitText } from "../../formula/unit.ts";
import { negotiated, range } from "../../money/amount.ts";
import { usd } from "../../money/money.ts";
import { banded } from "../../pricing/banded.ts";
import { perUnit } from "../../pricing/per-unit.ts";
import { percentage } from "../../pricing/percentage.ts";
import type { Price } from "../../pricing/registry.ts";
import { defineModel } from "../define-model.ts";
import { catalogueFigures } from "./catalogue-figures.ts";

/** The figures of a charge for use at a price, by the end of their name. */
const ofCharge = (price: Price<"USD">, unit = "call") => {
  const model = defineModel({
    id: "pay",
    name: "Pay",
    version: "1",
    currency: "USD",
    streams: { fees: { name: "Fees" } },
    meters: { use: { event: "use", aggregation: { kind: "sum", property: "value" }, unit } },
    features: {},
    plans: { pay: { name: "Pay", stream: "fees", charges: { use: { meter: "use", price } } } },
  });
  return catalogueFigures(model).map(({ name, unit: own, low, high }) => [
    name.replace("plans.pay.charges.use.", ""),
    low,
    high,
    unitText(own),
  ]);
};

describe("the figures of charges for use", () => {
  it("are what a unit costs, where its unit can be written in a formula", () => {
    expect(ofCharge(perUnit(usd("0.002")))).toEqual([["price", 0.002, 0.002, "USD per call"]]);
    expect(ofCharge(perUnit(usd("0.002")), "GB")).toEqual([]);
    expect(ofCharge(perUnit(usd(2), { per: 1_000 }))).toEqual([]);
  });

  it("are the share of a value, or both ends of it", () => {
    expect(ofCharge(percentage("0.1%"))).toEqual([["price", 0.001, 0.001, "ratio"]]);
    expect(ofCharge(percentage(range("0.001%", "0.01%")))).toEqual([
      ["price", 0.00001, 0.0001, "ratio"],
    ]);
    expect(ofCharge(percentage(negotiated))).toEqual([]);
    expect(ofCharge(percentage("2.9%", { fixed: usd("0.30") }))).toEqual([]);
  });

  it("are one for each band by value that takes one thing", () => {
    const bands = banded([
      { below: usd(1), flat: usd("0.01") },
      { upTo: usd(100), flat: usd("0.05"), rate: "1%" },
      { rate: "0.05%" },
    ]);
    expect(ofCharge(bands)).toEqual([
      ["price.1", 0.01, 0.01, "USD"],
      ["price.3", 0.0005, 0.0005, "ratio"],
    ]);
  });
});
