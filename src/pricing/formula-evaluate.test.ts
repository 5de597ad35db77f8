import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { decimal, decimalOf, format } from "../money/decimal.ts";
import { ceilingOf, compileFormula, floorOf } from "./formula-evaluate.ts";
import { parseFormula } from "./formula-parser.ts";

describe("floorOf and ceilingOf", () => {
  it.each([
    ["1.5", "1", "2"],
    ["-1.5", "-2", "-1"],
    ["2.0", "2", "2"],
    ["-2", "-2", "-2"],
    ["0", "0", "0"],
    ["-0.000000000000000001", "-1", "0"],
    ["12345678901234567890.9", "12345678901234567890", "12345678901234567891"],
  ])("lie around %s: %s and %s", (value, below, above) => {
    expect([floorOf, ceilingOf].map((of) => format(of(decimalOf(value))))).toEqual([below, above]);
  });
});

describe("compileFormula", () => {
  const compiled = (text: string) =>
    compileFormula(expectOk(parseFormula(text)), new Map([["base", decimalOf("0.5")]]));

  it("works constants out once and gives them for every quantity", () => {
    const constant = compiled("max(1, base * 4) + round(2.25, 1) - floor(-base)");
    expect(constant(decimal(0))).toBe(constant(decimal(9)));
    expect(format(constant(decimal(0)))).toBe("5.3");
  });

  it("mixes constants and the quantity on either side", () => {
    expect(format(compiled("10 - quantity")(decimal(3)))).toBe("7");
    expect(format(compiled("quantity - 10")(decimal(3)))).toBe("-7");
    expect(format(compiled("quantity - quantity * base")(decimal(3)))).toBe("1.5");
    expect(format(compiled("if(2 < quantity, base, quantity)")(decimal(3)))).toBe("0.5");
  });

  it("stops on a name that no check let through", () => {
    expect(() => compiled("other")).toThrow("broken invariant");
  });
});
