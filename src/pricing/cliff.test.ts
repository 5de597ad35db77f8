import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { compare, decimal, format } from "../money/decimal.ts";
import { usd } from "../money/money.ts";
import { banded } from "./banded.ts";
import { capacity } from "./capacity.ts";
import { findCliff } from "./cliff.ts";
import { freeUnits } from "./free-units.ts";
import { graduated } from "./graduated.ts";
import { matrix } from "./matrix.ts";
import { perUnit } from "./per-unit.ts";
import { compilePrice, type Price } from "./registry.ts";
import { volume, volumeFrom } from "./volume.ts";

const shown = (price: Price): string | undefined => {
  const cliff = findCliff(price);
  return (
    cliff &&
    `${cliff.path} at ${format(cliff.at)}: ${format(cliff.before)} -> ${format(cliff.after)}`
  );
};

const steep = volume([{ upTo: 100, unit: usd(1) }, { unit: usd("0.8") }]);

describe("a price cliff", () => {
  it("is an edge of a volume price where more costs less", () => {
    expect(shown(steep)).toBe(" at 100: 100 -> 80");
    expect(
      shown(
        volumeFrom([
          { from: 0, unit: usd("0.0000010") },
          { from: 10_000_000, unit: usd("0.0000005") },
        ]),
      ),
    ).toBe(" at 10000000: 10 -> 5");
  });

  it("is not there where a flat amount makes up for the lower price, or prices rise", () => {
    expect(
      shown(
        volume([
          { upTo: 100, unit: usd(1) },
          { unit: usd("0.8"), flat: usd(20) },
        ]),
      ),
    ).toBe(undefined);
    expect(shown(volume([{ upTo: 100, unit: usd(1) }, { unit: usd(2) }]))).toBe(undefined);
    expect(
      shown(
        volume([
          { upTo: 100, unit: usd(1) },
          { unit: usd("0.8"), flat: usd("19.99") },
        ]),
      ),
    ).toBe(" at 100: 100 -> 99.99");
  });

  it("is never there in a graduated or plain price", () => {
    expect(shown(graduated([{ upTo: 100, unit: usd(1) }, { unit: usd(0) }]))).toBe(undefined);
    expect(shown(perUnit(usd(1)))).toBe(undefined);
  });

  it("is an edge of a banded price where a larger event costs less", () => {
    const fees = banded([{ upTo: usd(10_000), rate: "0.1%" }, { rate: "0.05%" }]);
    expect(shown(fees)).toBe(" at 10000: 10 -> 5");
    expect(shown(banded([{ below: usd(1), flat: usd("0.01") }, { rate: "1%" }]))).toBe(undefined);
  });

  it("is found in the prices that a price holds", () => {
    expect(shown(freeUnits(10, steep))).toBe("/of at 100: 100 -> 80");
    const overUse = { rule: "bill", price: steep } as const;
    expect(shown(capacity(usd(1), { reserved: 1, overUse }))).toBe(
      "/overUse/price at 100: 100 -> 80",
    );
    const cells = [
      { when: { region: "eu" }, price: perUnit(usd(1)) },
      { when: { region: "us" }, price: steep },
    ];
    expect(shown(matrix(["region"], cells))).toBe("/cells/1/price at 100: 100 -> 80");
    expect(shown(matrix(["region"], cells.slice(0, 1), { otherwise: steep }))).toBe(
      "/otherwise at 100: 100 -> 80",
    );
  });

  it("is found exactly where the amount falls somewhere", () => {
    const tier = fc.record({
      width: fc.integer({ min: 1, max: 12 }),
      unit: fc.integer({ min: 0, max: 20 }),
      flat: fc.integer({ min: 0, max: 40 }),
    });
    property(
      fc.property(fc.array(tier, { minLength: 1, maxLength: 4 }), (tiers) => {
        let edge = 0;
        const spec = volume(
          tiers.map(({ width, unit, flat }, index) => {
            edge += width;
            const price = { unit: usd(unit), flat: usd(flat) };
            return index === tiers.length - 1 ? price : { ...price, upTo: edge };
          }),
        );
        const price = expectOk(compilePrice(spec));
        let falls = false;
        let last = price.total(decimal(0));
        for (let thousandths = 1; thousandths <= (edge + 1) * 1_000; thousandths += 1) {
          if (thousandths % 1_000 > 1) continue;
          const next = price.total(decimal(thousandths, 3));
          falls ||= compare(next, last) < 0;
          last = next;
        }
        expect(findCliff(spec) !== undefined).toBe(falls);
      }),
    );
  });
});
