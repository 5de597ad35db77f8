import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { property } from "../../test/property.ts";
import { type Decimal, decimal, decimalOf, format, negate, sum } from "../money/decimal.ts";
import type { LineTax } from "./tax-category.ts";
import {
  type TaxableLine,
  type TaxedInvoice,
  type TaxInvoiceTerms,
  taxInvoice,
} from "./tax-invoice.ts";

const vat = (rate: string, category: LineTax["category"] = "S"): LineTax => ({
  category,
  rate,
  jurisdiction: "DE",
  name: "USt.",
});
const line = (amount: string, rate: string, id = amount): TaxableLine => ({
  id,
  amount: decimalOf(amount),
  tax: vat(rate),
});
const euros: TaxInvoiceTerms = { minorUnits: 2 };
const inside: TaxInvoiceTerms = { minorUnits: 2, pricesInclude: "tax" };

/** The figures of an invoice as text. */
const figures = ({ lines, subtotals, net, tax, gross }: TaxedInvoice) => ({
  nets: lines.map((each) => format(each.net)),
  taxes: subtotals.map(({ rate, base, amount }) => `${rate}% of ${base}: ${amount}`),
  totals: [net, tax, gross].map(format),
});

describe("tax on top", () => {
  test("is rounded once a rate, not once a line: 3 × 0.33 at 19%", () => {
    expect(
      figures(taxInvoice([line("0.33", "19"), line("0.33", "19"), line("0.33", "19")], euros)),
    ).toEqual({
      nets: ["0.33", "0.33", "0.33"],
      taxes: ["19% of 0.99: 0.19"],
      totals: ["0.99", "0.19", "1.18"],
    });
  });

  test("is by rate, from the highest, however a rate is written", () => {
    expect(
      figures(taxInvoice([line("100", "7"), line("200", "19"), line("50", "19.0")], euros)),
    ).toEqual({
      nets: ["100", "200", "50"],
      taxes: ["19% of 250.00: 47.50", "7% of 100.00: 7.00"],
      totals: ["350", "54.5", "404.5"],
    });
  });

  test("ties go as the model says", () => {
    const half = [line("0.50", "5")];
    expect(figures(taxInvoice(half, euros)).taxes).toEqual(["5% of 0.50: 0.03"]);
    expect(figures(taxInvoice(half, { ...euros, rounding: "half-even" })).taxes).toEqual([
      "5% of 0.50: 0.02",
    ]);
  });

  test("knows currencies without and with three digits", () => {
    expect(figures(taxInvoice([line("105", "10")], { minorUnits: 0 })).taxes).toEqual([
      "10% of 105: 11",
    ]);
    expect(figures(taxInvoice([line("1.005", "5")], { minorUnits: 3 })).taxes).toEqual([
      "5% of 1.005: 0.050",
    ]);
  });

  test("names why none is charged, once a reason, in the order of EN 16931's categories", () => {
    const reverse = { ...line("10", "0", "a"), tax: vat("0", "AE"), reason: "Reverse charge" };
    const exempt = (id: string, reason: string): TaxableLine => ({
      ...line("5", "0", id),
      tax: vat("0", "E"),
      reason,
    });
    const { subtotals } = taxInvoice(
      [reverse, exempt("b", "Training"), exempt("c", "Embassy"), exempt("d", "Training")],
      euros,
    );
    expect(subtotals).toEqual([
      { ...vat("0", "E"), base: "15.00", amount: "0.00", reason: "Training; Embassy" },
      { ...vat("0", "AE"), base: "10.00", amount: "0.00", reason: "Reverse charge" },
    ]);
  });

  test("an invoice without lines bears none", () => {
    expect(figures(taxInvoice([], euros))).toEqual({
      nets: [],
      taxes: [],
      totals: ["0", "0", "0"],
    });
  });

  test("a line that is not rounded, or bears tax it must not, is a bug", () => {
    expect(() => taxInvoice([line("0.005", "19")], euros)).toThrow("rounded before it is taxed");
    expect(() => taxInvoice([{ ...line("1", "19"), tax: vat("19", "AE") }], euros)).toThrow(
      "bears no tax",
    );
  });
});

describe("tax inside", () => {
  test("119.00 at 19% is 100.00 and 19.00", () => {
    expect(figures(taxInvoice([line("119", "19")], inside))).toEqual({
      nets: ["100"],
      taxes: ["19% of 100.00: 19.00"],
      totals: ["100", "19", "119"],
    });
  });

  test("the cent that three lines of 10.00 leave over goes to the earliest: 30.00 at 19% is 25.21 net", () => {
    expect(
      figures(
        taxInvoice([line("10", "19", "a"), line("10", "19", "b"), line("10", "19", "c")], inside),
      ),
    ).toEqual({
      nets: ["8.41", "8.4", "8.4"],
      taxes: ["19% of 25.21: 4.79"],
      totals: ["25.21", "4.79", "30"],
    });
  });

  test("lines of either sign, adding up to nothing, leave nothing", () => {
    expect(figures(taxInvoice([line("10", "19"), line("-10", "19")], inside))).toEqual({
      nets: ["8.4", "-8.4"],
      taxes: ["19% of 0.00: 0.00"],
      totals: ["0", "0", "0"],
    });
  });
});

const rates = ["0", "5.5", "7", "8.875", "19", "20", "25.5", "100"];

const anyLines = fc.array(
  fc.record({
    units: fc.oneof(
      fc.integer({ min: -5_000, max: 5_000 }),
      fc.integer({ min: -10_000_000_000, max: 10_000_000_000 }),
    ),
    rate: fc.constantFrom(...rates),
  }),
  { maxLength: 12 },
);
const anyTerms = fc.record({
  minorUnits: fc.constantFrom(0, 2, 3),
  rounding: fc.constantFrom("half-up" as const, "half-even" as const),
});

type AnyLine = { readonly units: number; readonly rate: string };
const linesOf = (lines: readonly AnyLine[], minorUnits: number): TaxableLine[] =>
  lines.map(({ units, rate }, index) => ({
    id: String(index),
    amount: decimal(units, minorUnits),
    tax: vat(rate, rate === "0" ? "Z" : "S"),
  }));

/** Minor units of a text, as a whole number. */
const unitsOf = (text: string): bigint => BigInt(text.replace(".", ""));
/** A rate in thousandths of a percent: 8.875 is 8875. */
const thousandths = (rate: string): bigint => {
  const [whole = "", fraction = ""] = rate.split(".");
  return BigInt(whole + fraction.padEnd(3, "0"));
};
const full = 100_000n;
const sizeOf = (value: bigint): bigint => (value < 0n ? -value : value);

/** Whether two fractions are at most half a unit apart: |tax − exact| ≤ ½, in whole numbers. */
const withinHalf = (tax: bigint, over: bigint, under: bigint): boolean =>
  2n * sizeOf(tax * under - over) <= under;

describe("whatever the lines", () => {
  test("on top: bases are the sums of nets, each tax within half a unit of base × rate", () => {
    property(
      fc.property(anyLines, anyTerms, (lines, terms) => {
        const taxed = taxInvoice(linesOf(lines, terms.minorUnits), terms);
        for (const { rate, base, amount } of taxed.subtotals) {
          const units = lines
            .filter((each) => each.rate === rate)
            .map((each) => BigInt(each.units));
          const expected = units.reduce((total, each) => total + each, 0n);
          expect(unitsOf(base)).toBe(expected);
          expect(withinHalf(unitsOf(amount), expected * thousandths(rate), full)).toBe(true);
        }
        expect(taxed.lines.map(({ net }) => format(net))).toEqual(
          linesOf(lines, terms.minorUnits).map(({ amount }) => format(amount)),
        );
      }),
    );
  });

  test("inside: base + tax is the gross a rate, tax within half a unit of its share, nets within one unit of theirs", () => {
    property(
      fc.property(anyLines, anyTerms, (lines, terms) => {
        const taxed = taxInvoice(linesOf(lines, terms.minorUnits), {
          ...terms,
          pricesInclude: "tax",
        });
        const netOf = (index: number): bigint =>
          unitsOf(fixed(taxed.lines[index]?.net ?? decimal(0), terms.minorUnits));
        for (const { rate, base, amount } of taxed.subtotals) {
          const own = lines.flatMap((each, index) =>
            each.rate === rate ? [{ ...each, index }] : [],
          );
          const gross = own.reduce((total, { units }) => total + BigInt(units), 0n);
          const whole = full + thousandths(rate);
          expect(unitsOf(base) + unitsOf(amount)).toBe(gross);
          expect(withinHalf(unitsOf(amount), gross * thousandths(rate), whole)).toBe(true);
          expect(own.reduce((total, { index }) => total + netOf(index), 0n)).toBe(unitsOf(base));
          for (const { units, index } of own)
            expect(sizeOf(netOf(index) * whole - BigInt(units) * full) < whole).toBe(true);
        }
      }),
    );
  });

  test("totals add up, to the minor unit", () => {
    property(
      fc.property(anyLines, anyTerms, fc.boolean(), (lines, terms, isInside) => {
        const mode = isInside ? { pricesInclude: "tax" as const } : {};
        const {
          lines: nets,
          subtotals,
          net,
          tax,
          gross,
        } = taxInvoice(linesOf(lines, terms.minorUnits), { ...terms, ...mode });
        expect(format(net)).toBe(format(sum(nets.map((each) => each.net))));
        expect(format(net)).toBe(format(sum(subtotals.map(({ base }) => decimalOf(base)))));
        expect(format(tax)).toBe(format(sum(subtotals.map(({ amount }) => decimalOf(amount)))));
        expect(format(gross)).toBe(format(sum([net, tax])));
      }),
    );
  });

  test("a credit note is the mirror", () => {
    property(
      fc.property(anyLines, anyTerms, fc.boolean(), (lines, terms, isInside) => {
        const mode = { ...terms, ...(isInside ? { pricesInclude: "tax" as const } : {}) };
        const there = taxInvoice(linesOf(lines, terms.minorUnits), mode);
        const turned = lines.map(({ units, rate }) => ({ units: 0 - units, rate }));
        const back = taxInvoice(linesOf(turned, terms.minorUnits), mode);
        expect(back.lines.map(({ net }) => format(net))).toEqual(
          there.lines.map(({ net }) => format(negate(net))),
        );
        expect(back.subtotals.map(({ amount }) => format(decimalOf(amount)))).toEqual(
          there.subtotals.map(({ amount }) => format(negate(decimalOf(amount)))),
        );
      }),
    );
  });

  test("splitting a line, and the order of lines, change no tax", () => {
    property(
      fc.property(
        anyLines,
        anyTerms,
        fc.boolean(),
        fc.integer({ min: -9_999, max: 9_999 }),
        (lines, terms, isInside, part) => {
          const mode = { ...terms, ...(isInside ? { pricesInclude: "tax" as const } : {}) };
          const split = lines
            .flatMap(({ units, rate }) => [
              { units: units - part, rate },
              { units: part, rate },
            ])
            .reverse();
          const whole = taxInvoice(linesOf(lines, terms.minorUnits), mode);
          expect(taxInvoice(linesOf(split, terms.minorUnits), mode).subtotals).toEqual(
            whole.subtotals,
          );
        },
      ),
    );
  });

  test("what tax on top makes, tax inside takes apart again", () => {
    property(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.constantFrom(...rates),
        anyTerms,
        (units, rate, terms) => {
          const there = taxInvoice(linesOf([{ units, rate }], terms.minorUnits), terms);
          const gross = { id: "0", amount: there.gross, tax: vat(rate, rate === "0" ? "Z" : "S") };
          const back = taxInvoice([gross], { ...terms, pricesInclude: "tax" });
          expect(back.subtotals).toEqual(there.subtotals);
        },
      ),
    );
  });
});

/** The value with all digits of the minor unit. */
function fixed(value: Decimal, minorUnits: number): string {
  const [whole = "", fraction = ""] = format(value).split(".");
  return minorUnits === 0 ? whole : `${whole}.${fraction.padEnd(minorUnits, "0")}`;
}
