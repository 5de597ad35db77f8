import type { Fault } from "../fault/fault.ts";
import { factId, instant } from "../model/fact-text.ts";
import { literal, type Shape, text, textThat } from "../model/shape.ts";
import { object, optional } from "../model/shape-object.ts";
import { date, id, patterned } from "../model/shape-values.ts";
import { compare, decimal, isNegative, isZero, parseDecimal } from "../money/decimal.ts";
import type { LineTax } from "../tax/tax-category.ts";
import type { TaxDecisionFact } from "./fact.ts";

/** Percent as decimal text: `8.875`. */
const rate: Shape<string> = textThat<string>({
  fault: (value) => {
    const read = parseDecimal(value);
    const isShare = read.ok && !isNegative(read.value) && compare(read.value, decimal(100)) <= 0;
    return isShare
      ? undefined
      : {
          code: "percent-out-of-range",
          message: "a rate of tax is a number from 0 to 100, in percent",
          value: value.slice(0, 40),
          suggestion: 'for example "8.875"',
        };
  },
  standIn: "0",
  schema: { pattern: "^[0-9]{1,3}(\\.[0-9]{1,9})?$" },
});

/** Who levies a tax: ISO 3166-1 alpha-2, or with its subdivision. */
export const jurisdiction = patterned(/^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/, "US-NY", {
  code: "invalid-jurisdiction",
  message: "who levies tax is a country, or a country and its region",
  suggestion: 'write "US" or "US-NY"',
});

/** The shape of what tax a line bears. */
export const lineTaxShape: Shape<LineTax> = object<LineTax>({
  category: literal("S", "Z", "E", "AE", "K", "G", "O"),
  rate,
  jurisdiction,
  name: text,
});

/** The shape of a `tax-decision` fact. */
export const taxDecisionShape: Shape<TaxDecisionFact> = object<TaxDecisionFact>({
  fact: literal("tax-decision"),
  id: factId,
  customer: factId,
  category: id,
  from: date,
  until: optional(date),
  tax: lineTaxShape,
  reason: optional(text),
  provider: optional(text),
  reference: optional(text),
  recordedAt: optional(instant),
});

/** What does not go together in a decision: days that end before they begin, a rate on what bears no tax. */
export function taxDecisionFaults({ from, until, tax }: TaxDecisionFact): readonly Fault[] {
  const faults: Fault[] = [];
  if (until !== undefined && until <= from)
    faults.push({
      code: "end-before-start",
      path: "/until",
      message: "a decision holds for one day at least",
      value: until,
      suggestion: "leave until out where it holds until another one",
    });
  const read = parseDecimal(tax.rate);
  if (tax.category !== "S" && read.ok && !isZero(read.value))
    faults.push({
      code: "rate-without-tax",
      path: "/tax/rate",
      message: `what is of category ${tax.category} bears no tax`,
      value: tax.rate,
      suggestion: 'write "0", or the category "S"',
    });
  return faults;
}
