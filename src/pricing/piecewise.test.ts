import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { type Decimal, decimal, decimalOf, format, zero } from "../money/decimal.ts";
import { expectExactly, minus, plus, rational, times } from "../money/rational.fixture.ts";
import { nothingAtZero, type Piece, piecewise } from "./piecewise.ts";

const piece = (end: string | undefined, inclusive: boolean, unit: string, base = "0"): Piece => ({
  end: end === undefined ? undefined : { at: decimalOf(end), inclusive },
  origin: zero,
  base: decimalOf(base),
  unit: decimalOf(unit),
});
const at = (curve: (quantity: Decimal) => Decimal, quantity: string): string =>
  format(curve(decimalOf(quantity)));

describe("a price curve", () => {
  it("ends a piece after its edge or before it", () => {
    const upTo = piecewise([piece("10", true, "1"), piece(undefined, true, "2")]);
    const below = piecewise([piece("10", false, "1"), piece(undefined, true, "2")]);
    expect([at(upTo, "9.9"), at(upTo, "10"), at(upTo, "10.1")]).toEqual(["9.9", "10", "20.2"]);
    expect([at(below, "9.9"), at(below, "10"), at(below, "10.1")]).toEqual(["9.9", "20", "20.2"]);
  });

  it("ends at an edge finer than the quantities, and the other way round", () => {
    const curve = piecewise([piece("0.0005", false, "1"), piece(undefined, true, "2")]);
    expect([at(curve, "0"), at(curve, "1"), at(curve, "0.0004999")]).toEqual([
      "0",
      "2",
      "0.0004999",
    ]);
    expect(at(curve, "0.000500000000000001")).toBe("0.001000000000000002");
  });

  it("can have nothing at zero", () => {
    const curve = piecewise([nothingAtZero, piece(undefined, true, "1", "5")]);
    expect([at(curve, "0"), at(curve, "0.0"), at(curve, "0.000001")]).toEqual([
      "0",
      "0",
      "5.000001",
    ]);
  });

  it("keeps quantities and edges beyond 2^53 apart", () => {
    const edge = "9007199254740993";
    const curve = piecewise([piece(edge, true, "0"), piece(undefined, true, "0", "1")]);
    expect(at(curve, "9007199254740991")).toBe("0");
    expect(at(curve, "9007199254740993")).toBe("0");
    expect(at(curve, "9007199254740993.000000001")).toBe("1");
    expect(at(curve, "9007199254740994")).toBe("1");
    expect(at(curve, "9007199254740992.5")).toBe("0");
  });

  it("finds the piece of a quantity that outgrows 2^53 at the scale of the edges", () => {
    const edge = "900719925474099.3";
    const curve = piecewise([piece(edge, true, "0"), piece(undefined, true, "0", "1")]);
    expect(at(curve, "900719925474099")).toBe("0");
    expect(at(curve, "900719925474200")).toBe("1");
  });

  it("is exact on both sides of the largest safe integer", () => {
    const quantity = fc.bigInt({ min: 0n, max: 2n ** 56n });
    const scale = fc.integer({ min: 0, max: 20 });
    const unit = fc.integer({ min: 0, max: 5_000 });
    const base = fc.bigInt({ min: 0n, max: 2n ** 54n });
    property(
      fc.property(quantity, scale, unit, base, (q, s, u, b) => {
        const used = decimal(q, s);
        const line: Piece = { end: undefined, origin: zero, base: decimal(b), unit: decimal(u, 2) };
        const expected = plus(
          rational(b),
          times(rational(format(used)), rational(format(decimal(u, 2)))),
        );
        expectExactly(piecewise([line])(used), expected);
      }),
      1_000,
    );
  });

  it("starts a piece from its own origin", () => {
    const origin = decimalOf("3.5");
    const curve = piecewise([
      { end: { at: origin, inclusive: true }, origin: zero, base: zero, unit: zero },
      { end: undefined, origin, base: decimalOf("2"), unit: decimalOf("0.1") },
    ]);
    const expected = plus(
      rational(2),
      times(minus(rational("7.25"), rational("3.5")), rational("0.1")),
    );
    expectExactly(curve(decimalOf("7.25")), expected);
    expect(at(curve, "3.5")).toBe("0");
  });
});
