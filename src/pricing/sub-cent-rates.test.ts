import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { decimalOf, format } from "../money/decimal.ts";
import { usd } from "../money/money.ts";
import { banded } from "./banded.ts";
import { capacity } from "./capacity.ts";
import { commitment } from "./commitment.ts";
import { flat } from "./flat.ts";
import { formula } from "./formula.ts";
import { freeUnits } from "./free-units.ts";
import { graduated } from "./graduated.ts";
import { graduatedPercentage } from "./graduated-percentage.ts";
import { matrix } from "./matrix.ts";
import { packages } from "./package.ts";
import { perUnit } from "./per-unit.ts";
import { percentage } from "./percentage.ts";
import type { Item } from "./price-kind.ts";
import { rate } from "./rate.ts";
import { compilePrice, type Price } from "./registry.ts";
import { seat } from "./seat.ts";
import { spendLimits } from "./spend-limits.ts";
import { transform } from "./transform.ts";
import { volume } from "./volume.ts";

/** Half of a millionth of a dollar. */
const tiny = usd("0.0000005");
const each = perUnit(tiny);
const share = "0.00005%";

/** Every kind at that rate, and what it comes to for nothing, one unit, and a trillion of them less one taken back. */
const cases: Readonly<
  Record<Price["kind"], readonly [Price, zero: string, one: string, corrected: string]>
> = {
  flat: [flat(tiny), "0.0000005", "0.0000005", "0.0000005"],
  "per-unit": [each, "0", "0.0000005", "499999.9999995"],
  package: [packages(1_000, tiny), "0", "0.0000005", "500"],
  graduated: [graduated([{ upTo: 1, unit: usd(1) }, { unit: tiny }]), "0", "1", "500000.999999"],
  volume: [volume([{ upTo: 1, unit: usd(1) }, { unit: tiny }]), "0", "1", "499999.9999995"],
  capacity: [
    capacity(tiny, { reserved: 1, overUse: { rule: "bill", price: each } }),
    "0.0000005",
    "0.0000005",
    // A peak is not taken back.
    "500000",
  ],
  seat: [seat(tiny, { included: 1 }), "0", "0", "499999.999999"],
  matrix: [
    matrix(["region"], [{ when: { region: "eu" }, price: each }]),
    "0",
    "0.0000005",
    "499999.9999995",
  ],
  percentage: [percentage(share), "0", "0.0000005", "499999.9999995"],
  "graduated-percentage": [
    graduatedPercentage([{ upTo: usd(1), rate: "100%" }, { rate: share }]),
    "0",
    "1",
    "500000.999999",
  ],
  banded: [
    banded([{ upTo: usd(1), rate: "100%" }, { rate: share }]),
    "0",
    "1",
    // The event of one unit that is taken back was of the first band.
    "499999",
  ],
  "free-units": [freeUnits(1, each), "0", "0", "499999.999999"],
  transform: [
    transform({ divideBy: 2 }, perUnit(usd("0.000001"))),
    "0",
    "0.0000005",
    "499999.9999995",
  ],
  "spend-limits": [
    spendLimits({ minimum: tiny }, each),
    "0.0000005",
    "0.0000005",
    "499999.9999995",
  ],
  commitment: [commitment(tiny, each), "0.0000005", "0.0000005", "499999.9999995"],
  formula: [formula("quantity * tiny", { tiny: "0.0000005" }), "0", "0.0000005", "499999.9999995"],
};

const item = (quantity: string, id: string): Item => ({
  quantity: decimalOf(quantity),
  time: 0,
  id,
  dimensions: { region: "eu" },
});

describe.each(Object.entries(cases))("%s", (_, [spec, zero, one, corrected]) => {
  const price = expectOk(compilePrice(spec));
  const amount = (...items: readonly Item[]): string => format(rate(price, items).amount);

  it("rates nothing, one and a trillion less one to the last digit", () => {
    const all = [item("1000000000000", "a"), item("-1", "b")];
    expect([amount(), amount(item("1", "a")), amount(...all)]).toEqual([zero, one, corrected]);
  });
});
