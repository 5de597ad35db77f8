import fc, { type Arbitrary } from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { format } from "../money/decimal.ts";
import { type Money, usd } from "../money/money.ts";
import { percent } from "../money/percent.ts";
import {
  isLess,
  least,
  minus,
  most,
  none,
  plus,
  type Rational,
  rational,
  shown,
  times,
} from "../money/rational.fixture.ts";
import { anyValue } from "./any-events.fixture.ts";
import {
  type GraduatedPercentage,
  graduatedPercentage,
  type PercentageTier,
} from "./graduated-percentage.ts";
import type { Rated } from "./price-kind.ts";
import { rate } from "./rate.ts";
import { checkPrice, compilePrice, type Price } from "./registry.ts";

const rated = (price: Price, value: string): Rated =>
  rate(expectOk(compilePrice(price)), value as `${number}`);
const feeOf = (price: Price, value: string): string => format(rated(price, value).amount);

const commission = graduatedPercentage([
  { upTo: usd(10_000), rate: "1%" },
  { upTo: usd(100_000), rate: "0.5%", flat: usd(25) },
  { rate: "0.1%" },
]);

describe("graduatedPercentage", () => {
  it.each([
    ["0", "0"],
    ["9999.99", "99.9999"],
    ["10000", "100"],
    ["10000.01", "125.00005"],
    ["100000", "575"],
    ["100000.01", "575.00001"],
    ["1000000000000000000000000", "1000000000000000000475"],
  ])("charges a period's value of %s a fee of %s", (value, fee) => {
    expect(feeOf(commission, value)).toBe(fee);
  });

  it("owes the first tier's flat amount at no value, unless told otherwise", () => {
    const tiers: readonly PercentageTier<"USD">[] = [{ rate: "1%", flat: usd(9) }];
    expect(feeOf(graduatedPercentage(tiers), "0")).toBe("9");
    expect(feeOf(graduatedPercentage(tiers, { flatAtZero: false }), "0")).toBe("0");
    expect(feeOf(graduatedPercentage(tiers, { flatAtZero: false }), "0.01")).toBe("9.0001");
  });

  it("prices a value below zero as zero, with a note", () => {
    const { amount, notes } = rated(commission, "-5");
    expect([format(amount), notes?.length]).toEqual(["0", 1]);
  });

  it("explains the tiers that were entered", () => {
    expect(rated(commission, "20000").steps).toEqual([
      { label: "up to 10000", quantity: "10000", rate: "0.01", amount: "100" },
      {
        label: "above 10000, up to 100000",
        quantity: "10000",
        rate: "0.005",
        flat: "25",
        amount: "75",
      },
    ]);
    expect(rated(graduatedPercentage([{ rate: "1%" }]), "1").steps[0]?.label).toBe("all value");
  });

  it("is refused for its literals first, then for how its tiers lie together", () => {
    const codes = (tiers: readonly PercentageTier<"USD">[]): string[] =>
      checkPrice(graduatedPercentage(tiers), "/p").map(({ path, code }) => `${path} ${code}`);
    expect(codes([{ upTo: "1 EUR" as Money<"USD">, rate: "-1%", flat: usd(-1) }])).toEqual([
      "/p/tiers/0/rate percent-out-of-range",
      "/p/tiers/0/flat currency-mismatch",
    ]);
    expect(codes([])).toEqual(["/p/tiers no-tiers"]);
    expect(
      codes([{ upTo: usd(5), rate: "1%" }, { upTo: usd(3), rate: "1%" }, { rate: "1%" }]),
    ).toEqual(["/p/tiers/1/upTo tiers-out-of-order"]);
    expect(codes([{ upTo: usd(5), rate: "1%" }])).toEqual(["/p/tiers/0/upTo last-tier-ends"]);
  });
});

/** Each tier's overlap with the value, as the distance between two points. */
function slowFee({ tiers, flatAtZero = true }: GraduatedPercentage, value: Rational): Rational {
  let [total, lower] = [none, none];
  for (const [at, { upTo, rate: share, flat }] of tiers.entries()) {
    const upper = upTo === undefined ? value : rational(upTo);
    const inside = most(minus(least(value, upper), lower), none);
    const entered = isLess(lower, value) || (at === 0 && flatAtZero);
    total = plus(total, times(inside, rational(share)));
    if (entered) total = plus(total, rational(flat ?? "0"));
    lower = upper;
  }
  return total;
}

const anyTiers: Arbitrary<GraduatedPercentage<"USD">> = fc
  .tuple(
    fc.array(fc.record({ share: fc.nat(900), flat: fc.nat(300) }), { minLength: 3, maxLength: 3 }),
    fc.boolean(),
  )
  .map(([costs, flatAtZero]) => {
    const ends = [{ upTo: usd(1) }, { upTo: usd(100) }, {}];
    const tiers = costs.map(({ share, flat }, at) => ({
      ...ends[at],
      rate: percent(share / 100),
      flat: usd(flat / 100),
    }));
    return graduatedPercentage(tiers, { flatAtZero });
  });

describe("graduatedPercentage against a slow oracle", () => {
  it("agrees with fractions", () => {
    property(
      fc.property(anyTiers, anyValue([0, 1, 100], { negative: false }), (price, value) => {
        const fee = rational(feeOf(price, format(value)));
        expect(shown(fee)).toBe(shown(slowFee(price, rational(value))));
      }),
      600,
    );
  });
});
