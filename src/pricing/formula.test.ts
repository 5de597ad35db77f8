import fc, { type Arbitrary } from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { type Decimal, decimal, format } from "../money/decimal.ts";
import {
  floored,
  isLess,
  least,
  minus,
  most,
  negated,
  none,
  plus,
  quotient,
  type Rational,
  rational,
  rounded,
  shown,
  times,
} from "../money/rational.fixture.ts";
import { type Formula, formula } from "./formula.ts";
import { rate } from "./rate.ts";
import { checkPrice, compilePrice } from "./registry.ts";

const amountOf = (price: Formula, quantity: Decimal | number): string =>
  format(rate(expectOk(compilePrice(price)), quantity).amount);
const faultsOf = (price: Formula): string[] =>
  checkPrice(price, "/p").map(({ path, code, suggestion }) => `${path} ${code}: ${suggestion}`);

describe("formula", () => {
  it("prices the example of the documentation", () => {
    const price = formula("quantity * 0.1 + max(0, quantity - 100) * extra", { extra: "0.05" });
    expect([0, 100, 101, 200].map((n) => amountOf(price, n))).toEqual(["0", "10", "10.15", "25"]);
  });

  it.each([
    ["if(quantity < 10, 1, 2)", ["1", "2", "2"]],
    ["if(quantity <= 10, 1, 2)", ["1", "1", "2"]],
    ["if(quantity > 10, 1, 2)", ["2", "2", "1"]],
    ["if(quantity >= 10, 1, 2)", ["2", "1", "1"]],
    ["if(quantity == 10, 1, 2)", ["2", "1", "2"]],
    ["if(quantity != 10, 1, 2)", ["1", "2", "1"]],
    ["min(quantity, 10, 9.5)", ["9", "9.5", "9.5"]],
    ["max(quantity, 10)", ["10", "10", "11"]],
    ["-quantity", ["-9", "-10", "-11"]],
    ["quantity - 10 - 1", ["-2", "-1", "0"]],
    ["divide(quantity, 4, 0)", ["2", "3", "3"]],
    ["divide(quantity - 20, 4, 0)", ["-3", "-3", "-2"]],
    ["divide(quantity, 3, 2)", ["3", "3.33", "3.67"]],
    ["round(quantity * 0.25, 1)", ["2.3", "2.5", "2.8"]],
    ["floor(quantity * 0.5) + ceil(quantity * 0.5)", ["9", "10", "11"]],
    ["floor(quantity * -0.5)", ["-5", "-5", "-6"]],
  ])("evaluates %s at 9, 10 and 11", (expression, expected) => {
    expect([9, 10, 11].map((n) => amountOf(formula(expression), n))).toEqual(expected);
  });

  it("stays exact where a double would not", () => {
    const price = formula("quantity * 0.0000005 + 0.1 + 0.2");
    expect(amountOf(price, decimal(10n ** 24n))).toBe("500000000000000000.3");
  });

  it("never sees a quantity below zero", () => {
    const rated = rate(expectOk(compilePrice(formula("quantity * 2 + 1"))), -5);
    expect(format(rated.amount)).toBe("1");
    expect(rated.notes?.[0]).toMatch(/net quantity of -5/);
  });

  it("explains itself by its text and its variables", () => {
    const rated = rate(expectOk(compilePrice(formula("quantity * base", { base: "0.50" }))), 3);
    expect(rated.steps).toEqual([{ label: "quantity * base", quantity: "3", amount: "1.5" }]);
    expect(rated.notes).toEqual(["base = 0.5"]);
  });
});

describe("a formula in a document", () => {
  it("refuses each unknown name once, with the nearest known one", () => {
    expect(faultsOf(formula("quantty * bse + bse", { base: 1 }))).toEqual([
      '/p/expression unknown-name: did you mean "quantity"?',
      '/p/expression unknown-name: did you mean "base"?',
    ]);
    expect(faultsOf(formula("toString"))).toEqual([
      "/p/expression unknown-name: the names are quantity",
    ]);
  });

  it("refuses variables that no expression can use", () => {
    const rule = "use letters, digits and _, at most 40, a letter first";
    expect(faultsOf(formula("1", { quantity: 1, max: 2, "a/b": 3 }))).toEqual([
      `/p/variables/quantity variable-name: ${rule}`,
      `/p/variables/max variable-name: ${rule}`,
      `/p/variables/a~1b variable-name: ${rule}`,
    ]);
    expect(checkPrice(formula("a", { a: "x" as `${number}` }))).toMatchObject([
      { path: "/variables/a", code: "not-a-number" },
    ]);
  });

  it("refuses a divisor that some quantity makes zero", () => {
    const suggestion = "keep it away from zero: divide(a, max(1, b), digits)";
    const unsafe = [`/p/expression may-divide-by-zero: ${suggestion}`];
    expect(faultsOf(formula("divide(1, quantity, 2)"))).toEqual(unsafe);
    expect(faultsOf(formula("divide(1, 2 - 2, 2)"))).toEqual(unsafe);
    expect(faultsOf(formula("divide(1, free, 2)", { free: 0 }))).toEqual(unsafe);
    expect(faultsOf(formula("divide(1, max(1, quantity), 2)"))).toEqual([]);
    expect(faultsOf(formula("divide(1, -quantity - 0.5, 2)"))).toEqual([]);
    expect(faultsOf(formula("divide(1, rate, 2)", { rate: "-0.1" }))).toEqual([]);
  });
});

/** An expression as text and, independently of any parser, what it comes to. */
interface Drawn {
  readonly text: string;
  readonly value: (quantity: Rational) => Rational;
}

const variables = { base: "0.05", step: "-3", large: "12345678901234567890.5" } as const;

const anyLeaf: Arbitrary<Drawn> = fc.oneof(
  fc.constant({ text: "quantity", value: (quantity: Rational) => quantity }),
  fc.constantFrom(...Object.entries(variables)).map(([name, text]) => ({
    text: name,
    value: () => rational(text),
  })),
  fc.integer({ min: 0, max: 50_000 }).map((n) => {
    const text = format(decimal(n, 3));
    return { text, value: () => rational(text) };
  }),
);

function joined(
  text: (a: string, b: string) => string,
  combine: (a: Rational, b: Rational) => Rational,
) {
  return ([a, b]: readonly [Drawn, Drawn]): Drawn => ({
    text: text(a.text, b.text),
    value: (quantity) => combine(a.value(quantity), b.value(quantity)),
  });
}

function changed(text: (a: string) => string, change: (a: Rational) => Rational) {
  return (a: Drawn): Drawn => ({
    text: text(a.text),
    value: (quantity) => change(a.value(quantity)),
  });
}

const tests: Readonly<Record<string, (a: Rational, b: Rational) => boolean>> = {
  "<": isLess,
  "<=": (a, b) => !isLess(b, a),
  ">": (a, b) => isLess(b, a),
  ">=": (a, b) => !isLess(a, b),
  "==": (a, b) => !isLess(a, b) && !isLess(b, a),
  "!=": (a, b) => isLess(a, b) || isLess(b, a),
};

function chosen([[a, b], [x, y], sign]: readonly [[Drawn, Drawn], [Drawn, Drawn], string]): Drawn {
  return {
    text: `if(${a.text} ${sign} ${b.text}, ${x.text}, ${y.text})`,
    value: (quantity) => {
      const holds = tests[sign]?.(a.value(quantity), b.value(quantity)) ?? false;
      return holds ? x.value(quantity) : y.value(quantity);
    },
  };
}

const { expression: anyExpression } = fc.letrec<{ expression: Drawn }>((tie) => {
  const one = tie("expression");
  const two = fc.tuple(one, one);
  const digits = fc.integer({ min: 0, max: 6 });
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthIdentifier: "expression", withCrossShrink: true },
      anyLeaf,
      two.map(joined((a, b) => `(${a} + ${b})`, plus)),
      two.map(joined((a, b) => `(${a} - ${b})`, minus)),
      two.map(joined((a, b) => `(${a}) * (${b})`, times)),
      two.map(joined((a, b) => `min(${a}, ${b})`, least)),
      two.map(joined((a, b) => `max(${a},${b})`, most)),
      one.map(changed((a) => `-(${a})`, negated)),
      one.map(changed((a) => `floor(${a})`, floored)),
      one.map(
        changed(
          (a) => `ceil( ${a} )`,
          (value) => negated(floored(negated(value))),
        ),
      ),
      fc.tuple(one, digits).map(([a, kept]) =>
        changed(
          (text) => `round(${text}, ${kept})`,
          (value) => rounded(value, kept),
        )(a),
      ),
      fc.tuple(two, digits).map(([pair, kept]) =>
        joined(
          (a, b) => `divide(${a}, max(0.5, ${b}), ${kept})`,
          (a, b) => rounded(quotient(a, most(rational("0.5"), b)), kept),
        )(pair),
      ),
      fc.tuple(two, two, fc.constantFrom(...Object.keys(tests))).map(chosen),
    ),
  };
});

const anyQuantity = fc.oneof(
  fc.constantFrom(none, rational("1"), rational("0.5")),
  fc.integer({ min: 0, max: 9_000_000 }).map((n) => rational(decimal(n, 3))),
  fc.bigInt({ min: 0n, max: 10n ** 24n }).map((n) => rational(decimal(n, 2))),
);

/** A rational with a finite decimal of at most three digits, as a decimal. */
const asDecimal = ({ over, under }: Rational): Decimal => decimal((over * 1_000n) / under, 3);

describe("formula against an independent evaluation", () => {
  it("agrees for random expressions and quantities", () => {
    let priced = 0;
    property(
      fc.property(anyExpression, anyQuantity, (drawn, quantity) => {
        const price = formula(drawn.text, variables);
        const faults = checkPrice(price);
        if (faults.some(({ code }) => /too-long|too-many-steps/.test(code))) return;
        expect(faults).toEqual([]);
        priced += 1;
        const amount = rate(expectOk(compilePrice(price)), asDecimal(quantity)).amount;
        expect(shown(rational(amount))).toBe(shown(drawn.value(quantity)));
      }),
      2_000,
    );
    expect(priced).toBeGreaterThan(1_000);
  });

  it("never divides by zero once it is accepted, and never throws before", () => {
    const divisions = fc.tuple(anyExpression, anyExpression, anyQuantity);
    let accepted = 0;
    property(
      fc.property(divisions, ([a, b, quantity]) => {
        const price = formula(`divide(${a.text}, ${b.text}, 2)`, variables);
        if (checkPrice(price).length > 0) return;
        accepted += 1;
        const due = rounded(quotient(a.value(quantity), b.value(quantity)), 2);
        const amount = rate(expectOk(compilePrice(price)), asDecimal(quantity)).amount;
        expect(shown(rational(amount))).toBe(shown(due));
      }),
      2_000,
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it("never throws on an expression with a part cut out or put in", () => {
    const spoiled = fc.tuple(anyExpression, fc.nat(), fc.nat(12), fc.string({ maxLength: 3 }));
    property(
      fc.property(spoiled, ([{ text }, at, length, put]) => {
        const start = at % (text.length + 1);
        const broken = text.slice(0, start) + put + text.slice(start + length);
        const compiled = compilePrice(formula(broken, variables));
        if (compiled.ok) expect(format(rate(compiled.value, 7).amount)).toMatch(/^-?\d/);
        else expect(compiled.faults.length).toBeGreaterThan(0);
      }),
      1_500,
    );
  });
});
