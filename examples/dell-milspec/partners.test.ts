import { allocate, compilePrice, decimalOf, formatDecimal } from "florin";
import { describe, expect, it } from "vitest";
import { codesOf } from "../priced.fixture.ts";
import { products } from "./catalogue.ts";
import { bundles, hardwareOffers } from "./hardware.ts";
import model from "./model.ts";
import { channels, partners, shares } from "./partners.ts";
import { percentOf } from "./quoted.fixture.ts";
import { benchmarks } from "./terms.ts";

describe("partners", () => {
  it.each([
    ["2%", "50000"],
    ["3.5%", "87500"],
    ["5%", "125000"],
  ] as const)(
    "S4-006 S4-022 earns %s of 2,500,000 dollars of Dell's hardware sales: %s",
    (agreed, amount) => {
      expect(percentOf(shares["dell-hardware"].rate, "2500000", agreed)).toBe(amount);
      expect(shares["dell-hardware"]).toMatchObject({ to: "us", reportedBy: "partner" });
    },
  );

  it.each([
    ["10%", "4000"],
    ["15%", "6000"],
  ] as const)("S4-022 marks a configuration of 40,000 dollars up by %s: %s", (agreed, amount) => {
    expect(percentOf(hardwareOffers["custom-hardware"].markup.rate, "40000", agreed)).toBe(amount);
  });

  it("S4-009 splits 70/30, and the parts add up to the cent", () => {
    const { split, rate: ours } = shares["dell-joint-solutions"];
    expect([split.us, split.partner, ours]).toEqual(["70%", "30%", "70%"]);
    const parts = allocate(decimalOf("1000.01"), [decimalOf("70"), decimalOf("30")], 2);
    expect(parts.map((part) => formatDecimal(part))).toEqual(["700.01", "300"]);
    expect(percentOf(ours, "1000", ours)).toBe("700");
  });

  it("S4-012 divides a bundle by what its parts sell for alone", () => {
    const { parts } = bundles["joint-solution"];
    // A contract picked 350 and 200 within the two ranges, and 3,645 for all three, a tenth off.
    const alone = [decimalOf("3500"), decimalOf("350"), decimalOf("200")];
    expect(parts).toHaveLength(alone.length);
    const divided = allocate(decimalOf("3645"), alone, 2).map((part) => formatDecimal(part));
    expect(divided).toEqual(["3150", "315", "180"]);
    for (const { price } of Object.values(bundles))
      expect(codesOf(compilePrice(price))).toEqual(["needs-agreed-price"]);
  });

  it("S4-011 lets the marketplaces bill, at fees that are not printed", () => {
    const marketplaces = Object.values(channels).flatMap((channel) =>
      channel.kind === "marketplace" ? [channel] : [],
    );
    expect(marketplaces.map(({ marketplace }) => marketplace)).toEqual([
      "AWS Marketplace",
      "AWS GovCloud",
      "Azure Government",
      "Google Cloud Marketplace",
    ]);
    for (const { billedBy, fee } of marketplaces)
      expect([billedBy, fee]).toEqual(["channel", "negotiated"]);
  });

  it("S4-058 sells through five integrators at the partner's discount", () => {
    const integrators = Object.values(partners).filter(({ role }) => role === "integrator");
    expect(integrators).toHaveLength(5);
    for (const integrator of integrators)
      expect(integrator).toMatchObject({ tier: 1, discount: "channel-partner" });
  });

  it("S4-067 states what the partnerships promise, money apart", () => {
    const promised = [...partners.dell.obligations, ...partners.intel.obligations];
    expect(promised).toHaveLength(14);
    expect(promised.filter((obligation) => "cash" in obligation)).toEqual([
      { name: "Joint research and development", by: "partner", every: "annual", cash: true },
    ]);
  });

  it("S4-059 keeps the market development fund out of revenue", () => {
    expect(partners.intel.funds.map(({ treatment }) => treatment)).toEqual(["contra-cost"]);
  });
});

describe("competitors", () => {
  it("S4-026 states what they cost by node and year, and their share", () => {
    const direct = Object.values(benchmarks).flatMap((benchmark) =>
      benchmark.kind === "direct" ? [[benchmark.name, benchmark.price, benchmark.marketShare]] : [],
    );
    expect(direct).toEqual([
      ["Red Hat Enterprise Linux", { low: "350 USD", high: "2500 USD" }, "40%"],
      ["SUSE Linux Enterprise", { low: "300 USD", high: "2000 USD" }, "15%"],
      ["CentOS and Rocky Linux", "0 USD", "25%"],
    ]);
    const indirect = Object.values(benchmarks).filter(({ kind }) => kind === "indirect");
    expect(indirect).toHaveLength(8);
  });
});

it("S4-066 sells every item of the catalogue as something", () => {
  const sold = [model.plans, model.offers, model.licences].flatMap((section) =>
    Object.values<{ readonly product?: string }>(section ?? {}).map(({ product }) => product),
  );
  for (const product of Object.keys(products)) expect(sold).toContain(product);
});
