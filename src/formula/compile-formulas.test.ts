import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { compileFormulas } from "./compile-formulas.ts";
import type { FormulaEntry } from "./formula-entry.ts";
import { slowFigure } from "./slow-formulas.fixture.ts";

const nouns = new Set(["customer", "seat"]);

const entries = (formulas: Readonly<Record<string, string>>): FormulaEntry[] =>
  Object.entries(formulas).map(([name, text]) => ({
    name,
    path: `/plan/${name}`,
    source: { kind: "formula", text },
  }));

/** Every figure of a plan, computed over some months. */
function figures(
  formulas: Readonly<Record<string, string>>,
  months = 24,
): Record<string, number[]> {
  const compiled = expectOk(compileFormulas(entries(formulas), nouns, months));
  const memory = new Float64Array(compiled.size);
  compiled.run(memory);
  return Object.fromEntries(
    [...compiled.places.values()].map(({ name, offset, length }) => [
      name,
      [...memory.subarray(offset, offset + length)],
    ]),
  );
}

describe("a plan of formulas", () => {
  it("counts customers up and their revenue", () => {
    const { customers, mrr, year } = figures({
      customers: "accumulate(new - lost, 20 customers)",
      new: "10 customers per month",
      lost: "previous(customers, 20 customers) * churn",
      churn: "5% per month",
      price: "1_200 USD per customer per year in USD per customer per month",
      mrr: "customers * price",
      year: "sum-of-year(mrr, 1) ",
    });
    expect(customers?.slice(0, 3)).toEqual([29, 37.55, 45.6725]);
    expect(mrr?.[0]).toBe(2900);
    expect(year?.[0]).toBeCloseTo(mrr?.slice(0, 12).reduce((sum, one) => sum + one, 0) ?? 0, 9);
  });

  it("converts between spans of time that are fixed numbers of each other", () => {
    expect(
      figures({
        a: "12 USD per year in USD per month",
        b: "(1 customer per week) in customers per day",
      }),
    ).toEqual({ a: [1], b: [1 / 7] });
  });

  it("sums what comes in and reads what is there", () => {
    const { flow, stock, ...sums } = figures({
      flow: "month-number() * 1 USD per month",
      stock: "accumulate(flow, 100 USD)",
      first: "sum-of-year(flow, 1)",
      second: "sum-of-quarter(flow, 2)",
      end: "end-of-year(stock, 2)",
      third: "at-month(stock, 3)",
      all: "total(flow)",
      mean: "average(flow * 2)",
      peak: "highest(stock) - lowest(stock)",
    });
    expect(stock?.at(-1)).toBe(400);
    expect(sums).toEqual({
      first: [78],
      second: [15],
      end: [400],
      third: [106],
      all: [300],
      mean: [25],
      peak: [299],
    });
  });

  it("compounds rates", () => {
    const { a, b, c } = figures({
      a: "annual-loss(3% per month)",
      b: "monthly-loss(annual-loss(3% per month))",
      c: "annual-growth(monthly-growth(30% per year))",
    });
    expect(a?.[0]).toBeCloseTo(1 - 0.97 ** 12, 12);
    expect(b?.[0]).toBeCloseTo(0.03, 12);
    expect(c?.[0]).toBeCloseTo(0.3, 12);
  });

  it("tells what feeds a figure, through its unnamed parts", () => {
    const compiled = expectOk(
      compileFormulas(
        entries({ a: "1 USD per month", b: "2", c: "total(a * b) + accumulate(a, 5 USD)" }),
        nouns,
        12,
      ),
    );
    expect(compiled.feeds("c")).toEqual(["a", "b"]);
    expect(compiled.feeds("a")).toEqual([]);
  });

  it("names the first figure that is no number, and its month", () => {
    const compiled = expectOk(
      compileFormulas(entries({ c: "a * 2", a: "1 / (month-number() - 3)" }), nouns, 12),
    );
    const memory = new Float64Array(compiled.size);
    compiled.run(memory);
    expect(compiled.firstUndefined(memory)).toMatchObject({ place: { name: "a" }, month: 3 });
  });

  it("takes plans of more steps than go into one part", () => {
    const chain = Object.fromEntries(
      Array.from({ length: 350 }, (_, index) => [
        `x${index}`,
        index === 0
          ? "month-number()"
          : `x${index - 1} + ${index % 7 === 0 ? `average(x${index - 1})` : "1"}`,
      ]),
    );
    const computed = figures(chain, 6);
    for (const month of [0, 5]) {
      expect(computed.x349?.[month]).toBeCloseTo(slowChain(349, month, 6), 6);
    }
  });

  it("equals a walk over its trees", () => {
    property(
      fc.property(plan, fc.integer({ min: 12, max: 30 }), (formulas, months) => {
        const compiled = compileFormulas(entries(formulas), nouns, months);
        if (!compiled.ok) {
          const circleOrLength = ["formula-cycle", "formula-too-long"];
          expect(circleOrLength).toContain(compiled.faults[0]?.code);
          return;
        }
        const memory = new Float64Array(compiled.value.size);
        compiled.value.run(memory);
        for (const { name, offset, length } of compiled.value.places.values()) {
          for (const month of length === 1 ? [0] : [0, months - 1]) {
            const slow = slowFigure(name, month, formulas, months);
            expect(memory[offset + (length === 1 ? 0 : month)]).toBeCloseTo(slow, 6);
          }
        }
      }),
      200,
    );
  });
});

/** The chain of the test above, straight from its rule. */
function slowChain(index: number, month: number, months: number): number {
  let values = Array.from({ length: months }, (_, at) => at + 1);
  for (let step = 1; step <= index; step += 1) {
    const mean = values.reduce((sum, one) => sum + one, 0) / months;
    const added = step % 7 === 0 ? mean : 1;
    values = values.map((one) => one + added);
  }
  return values[month] ?? Number.NaN;
}

const names = ["a", "b", "c", "d", "e"];
const name = fc.constantFrom(...names);
/** Reads one of the figures before it, in the same month. */
const earlier = fc.nat(4).map((at) => `@${at}`);
const digit = fc.integer({ min: 0, max: 9 }).map(String);
const { figure } = fc.letrec<{ figure: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(digit, earlier, fc.constant("0.5")),
  figure: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    fc
      .tuple(tie("figure"), fc.constantFrom("+", "-"), tie("figure"))
      .map((part) => `(${part.join(" ")})`),
    tie("figure").map((part) => `(${part} * 0.5)`),
    fc.tuple(tie("figure"), tie("figure")).map(([x, y]) => `min(${x}, max(${y}, 1))`),
    fc
      .tuple(tie("figure"), tie("figure"))
      .map(([x, y]) => `if(${x} < ${y} and 1 >= ${y}, ${x}, ${y})`),
    fc.tuple(name, digit).map(([x, y]) => `previous(${x}, ${y})`),
    fc.tuple(name, digit).map(([x, y]) => `previous(${x}, ${y}, 3)`),
    tie("figure").map((part) => `end-of-year(${part}, 1)`),
  ),
}));
/** Each figure reads those before it, and earlier months of any. */
const plan = fc
  .tuple(...names.map(() => figure))
  .map((texts) =>
    Object.fromEntries(
      texts.map((text, index) => [
        names[index],
        text.replace(/@(\d)/g, (_, at) => (index === 0 ? "2" : (names[Number(at) % index] ?? "2"))),
      ]),
    ),
  );

describe("formulas that run again and again", () => {
  const formulas = {
    rate: "3% per month",
    fees: "20% * 1",
    first: "10 * (1 + rate * 1 month) ^ (month-number() - 1)",
    yearly: "100 * (1 - fees) ^ year-number()",
    falling: "2 ^ (5 - month-number())",
    changing: "(1 + month-number()) ^ month-number()",
    late: "previous(first, 0, fees * 10)",
  };

  it("come to the same figures", () => {
    const plain = figures(formulas, 60);
    const kept = new Set(Object.keys(formulas));
    const compiled = expectOk(
      compileFormulas(entries(formulas), nouns, 60, { kept, known: new Map([["fees", 0.2]]) }),
    );
    const memory = new Float64Array(compiled.size);
    for (const trial of [0, 1]) {
      compiled.run(memory);
      for (const [name, own] of Object.entries(plain)) {
        const offset = compiled.places.get(name)?.offset ?? -1;
        if (name === "fees") continue;
        for (const [month, value] of own.entries())
          expect(
            Math.abs((memory[offset + month] ?? Number.NaN) - value),
            `${name} in month ${month} of trial ${trial}`,
          ).toBeLessThanOrEqual(1e-13 * Math.abs(value));
      }
    }
  });
});
