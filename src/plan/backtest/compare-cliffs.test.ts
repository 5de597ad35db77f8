import { describe, expect, it } from "vitest";
import type { Model } from "../../model/model.ts";
import { usd } from "../../money/money.ts";
import type { Quantity } from "../../money/quantity.ts";
import { volume } from "../../pricing/volume.ts";
import { shop } from "../forecast/shop.fixture.ts";
import { compareCliffs } from "./compare-cliffs.ts";

/** The shop with a plan for each price of a call past the hundredth; the first hundred cost 2 each. */
const withPrices = (beyond: Readonly<Record<string, Quantity>>): Model => ({
  ...shop,
  plans: Object.fromEntries(
    Object.entries(beyond).map(([id, price]) => [
      id,
      {
        name: id,
        stream: "subscriptions",
        charges: {
          calls: {
            meter: "calls",
            stream: "usage",
            price: volume([{ upTo: 100, unit: usd("2") }, { unit: usd(price) }]),
          },
        },
        cliff: "intended",
      },
    ]),
  ),
});

describe("prices by which more costs less, under two models", () => {
  it("are new, changed, gone or as before", () => {
    const old = withPrices({ kept: "1", mended: "1", moved: "1", broken: "2" });
    const after = withPrices({ kept: "1", mended: "2", moved: "1.5", broken: "1" });
    const compared = compareCliffs(old, after);
    expect(compared.map(({ status, paths }) => [status, paths[0]])).toEqual([
      ["changed", "/plans/moved/charges/calls/price"],
      ["new", "/plans/broken/charges/calls/price"],
      ["gone", "/plans/mended/charges/calls/price"],
      ["as-before", "/plans/kept/charges/calls/price"],
    ]);
    expect(compared[0]).toMatchObject({
      explanation: expect.stringContaining("150.00 USD"),
      before: expect.stringContaining("100.00 USD"),
    });
  });

  it("are none where no price falls", () => {
    expect(compareCliffs(withPrices({ a: "2" }), withPrices({ a: "3" }))).toEqual([]);
  });
});
