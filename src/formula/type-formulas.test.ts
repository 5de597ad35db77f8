import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import type { FormulaEntry } from "./formula-entry.ts";
import { typeFormulas } from "./type-formulas.ts";
import type { Unit } from "./unit.ts";
import { typeText } from "./value-type.ts";

const nouns = new Set(["customer"]);
const entry = (name: string, text: string, unit?: Unit): FormulaEntry => ({
  name,
  path: `/plan/${name}`,
  source: { kind: "formula", text, ...(unit === undefined ? {} : { unit }) },
});
const given: readonly FormulaEntry[] = [
  entry("price", "30 USD per customer per month"),
  entry("churn", "3% per month"),
  { name: "customers", path: "/plan/customers", source: input("monthly", { customer: 1 }) },
];

function input(shape: "once" | "monthly", unit: Unit): FormulaEntry["source"] {
  return { kind: "input", shape, unit };
}

const typeOf = (text: string): string => {
  const typed = expectOk(typeFormulas([...given, entry("x", text)], nouns));
  const { type } = typed.at(-1) ?? { type: { kind: "condition", shape: "once" } as const };
  return `${typeText(type)}, ${type.shape}`;
};
const faultOf = (text: string, unit?: Unit) =>
  faultsOf(typeFormulas([...given, entry("x", text, unit)], nouns)).map(
    ({ code, message, suggestion }) => `${code}: ${message}; ${suggestion}`,
  );

describe("the type of a formula", () => {
  it.each([
    ["price / churn", "USD per customer, once"],
    ["customers * price", "USD per month, monthly"],
    ["(customers * price) in USD per year", "USD per year, monthly"],
    ["sum-of-year(customers * price, 1)", "USD per year, once"],
    ["total(customers * price)", "USD, once"],
    ["end-of-year(customers, 1)", "customer, once"],
    ["customers > 100 customers and not churn < 0", "a condition, monthly"],
    ["if(customers > 0, price, 0)", "USD per customer per month, monthly"],
    ["max(0, price)", "USD per customer per month, once"],
    ["price ^ 2", "USD USD per customer per customer per month per month, once"],
    ["annual-loss(churn)", "per year, once"],
    ["annual-loss(churn) * 1 year", "ratio, once"],
    ["monthly-growth(30% per year)", "per month, once"],
    ["ln(price / price) + 1", "ratio, once"],
    ["previous(customers, 0 customers)", "customer, monthly"],
  ])("%s is %s", (text, type) => {
    expect(typeOf(text)).toBe(type);
  });

  it.each([
    [
      "price + churn",
      "unit-mismatch: USD per customer per month and per month cannot be put together (column 7); multiply or divide by what tells the one from the other",
    ],
    [
      "price + 360 USD per customer per year",
      'unit-mismatch: USD per customer per month and USD per customer per year cannot be put together (column 7); say the second "in USD per customer per month"',
    ],
    [
      "price in USD per customer per day",
      "unit-mismatch: USD per customer per month is no fixed number of USD per customer per day (column 7); a year is 12 months and a quarter 3; a month is no fixed number of days",
    ],
    [
      "prise * 2",
      'unknown-name: the plan has no figure of this name (column 1); did you mean "price"?',
    ],
    [
      "previous(custmers, 0)",
      'unknown-name: the plan has no figure of this name (column 10); did you mean "customers"?',
    ],
    [
      "previous(customers, 20 USD)",
      'unit-mismatch: "customers" is customer and what held before it USD (column 10); write it in customer',
    ],
    [
      "previous(customers + 1 customer, 0)",
      "not-a-name: only a figure that has a name can be read of earlier months (column 20); give this part a name of its own",
    ],
    [
      "mix(price)",
      'unknown-function: there is no function of this name (column 1); did you mean "min"?',
    ],
    [
      "if(price, 1, 2)",
      'not-a-condition: this is a figure, where a question belongs (column 4); compare it: "churn > 5% per month"',
    ],
    [
      "if(price > 0)",
      'wrong-argument-count: this takes 3 arguments and has 1 (column 1); write "if(condition, figure, figure)"',
    ],
    [
      "total(churn)",
      'rate-summed: a rate per month does not add up over months (column 7); compound it with "annual-loss" or "annual-growth", or take "average"',
    ],
    [
      "total(customers)",
      'stock-summed: this is a balance and not something that comes in month by month, so it does not add up (column 7); take "end-of-year" or "average"',
    ],
    [
      "annual-loss(3%)",
      'unit-mismatch: this takes a rate per month (column 1); write for instance "5% per month"',
    ],
    [
      "exp(price)",
      "unit-mismatch: this takes a ratio, and not USD per customer per month (column 5); divide it by what it is measured against",
    ],
    [
      "price ^ 0.5",
      "unit-mismatch: USD per customer per month can only be raised to a small whole number (column 9); divide it by what it is measured against, so that it is a ratio",
    ],
    [
      "(price > 0) + 1",
      'not-a-figure: this is a condition, where a figure belongs (column 8); choose with "if(condition, figure, figure)"',
    ],
    [
      "accumulate(customers, 0 USD)",
      "unit-mismatch: USD and customer month cannot be put together (column 23); multiply or divide by what tells the one from the other",
    ],
    [
      "x + 1",
      'formula-cycle: these figures need each other in the same month: x -> x; let one of them read an earlier month: "previous(x, before)"',
    ],
  ])("%s is refused", (text, fault) => {
    expect(faultOf(text).join()).toContain(fault);
  });

  it("must be the one that is declared", () => {
    expect(faultOf("price", { USD: 1, customer: -1, year: -1 })).toEqual([
      'unit-mismatch: this comes out in USD per customer per month, and says that it is in USD per customer per year; put it in brackets and "in USD per customer per year" behind',
    ]);
    expect(faultOf("0", { USD: 1 })).toEqual([]);
  });

  it("tells each fault once, however many read the figure", () => {
    const entries = [entry("a", "1 USD + 1 customer"), entry("b", "a"), entry("c", "a + b")];
    expect(faultsOf(typeFormulas(entries, nouns))).toHaveLength(1);
  });
});
