import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import type { Bundle, BundlePart } from "../../model/bundle.ts";
import { decimal, format } from "../../money/decimal.ts";
import { allocatePrice } from "../../pricing/allocate-price.ts";
import { bundling } from "./bundle.fixture.ts";
import { bundleSharers } from "./bundle-sharers.ts";

const of = (...parts: readonly BundlePart[]): Bundle => ({ name: "Some", parts });

const sharers = (bundle: Bundle) =>
  expectOk(bundleSharers(bundling, bundle)).map(({ id, standalone }) =>
    "residual" in standalone ? id : `${id} ${format(standalone)}`,
  );

describe("what the parts of a bundle sell for alone", () => {
  it("is stated of a unit, a range at its middle, or else what the model sells them for", () => {
    const stated = of(
      { plan: "support", standalone: "600 USD" },
      { offer: "training", quantity: 2, standalone: { low: "150 USD", high: "250 USD" } },
    );
    expect(sharers(stated)).toEqual(["support 600", "training 400"]);
    const listed = of(
      { plan: "support", cadence: "monthly", quantity: 4 },
      { addon: "spares" },
      { offer: "training", quantity: 3 },
      { licence: "premium", quantity: 2 },
    );
    expect(sharers(listed)).toEqual(["support 120", "spares 100", "training 600", "premium 2000"]);
    expect(sharers({ ...of({ plan: "support" }), every: "annual" })).toEqual(["support 300"]);
  });

  it("weighs the price", () => {
    const divided = allocatePrice(
      decimal(800),
      expectOk(
        bundleSharers(
          bundling,
          of({ plan: "support", standalone: "600 USD" }, { offer: "training", quantity: 2 }),
        ),
      ),
      2,
    );
    expect([...expectOk(divided).amounts.values()].map(format)).toEqual(["480", "320"]);
  });

  it("is refused where it is negotiated, a floor, or of no price", () => {
    const refused = (part: BundlePart) =>
      faultsOf(bundleSharers(bundling, of(part))).map(({ code, path }) => `${code} ${path}`);
    expect(refused({ plan: "support", standalone: "negotiated" })).toEqual([
      "no-standalone-price /parts/0/standalone",
    ]);
    expect(refused({ plan: "support", standalone: { atLeast: "5 USD" } })).toEqual([
      "no-standalone-price /parts/0/standalone",
    ]);
    expect(refused({ offer: "study" })).toEqual(["no-standalone-price /parts/0"]);
  });
});
