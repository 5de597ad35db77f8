import {
  compilePrice,
  describeFault,
  formatDecimal,
  isExact,
  type Money,
  type Percent,
  type Price,
  percentage,
  type Rate,
  type Result,
  rate,
} from "florin";
import type { Invoice } from "../../src/account/invoice.ts";
import { type QuotedUsage, type QuoteRequest, quote } from "../../src/account/quote.ts";
import model from "./model.ts";

/** The value; the faults of a refusal fail the test. */
export function sure<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.faults.map(describeFault).join("\n"));
}

/** Why something was refused: each code once; none where it was not. */
export const codesOf = (result: Result<unknown>): readonly string[] =>
  result.ok ? [] : [...new Set(result.faults.map(({ code }) => code))];

/** What a price comes to for a quantity, exactly; `agreed` picks the point where it leaves one open. */
export const exact = (price: Price, quantity: `${number}`, agreed?: Money | Percent): string => {
  const compiled = sure(compilePrice(price, agreed === undefined ? {} : { agreed }));
  return formatDecimal(rate(compiled, quantity).amount);
};

/** What a percentage of the model comes to, by the price of the same percentage. */
export const percentOf = (stated: Rate, base: `${number}`, agreed: Percent): string =>
  isExact(stated) ? exact(percentage(stated), base) : exact(percentage(stated), base, agreed);

/** The first bill of a plan that begins on 1 January 2026. */
export const quoted = (
  plan: string,
  terms: Omit<QuoteRequest["terms"], "plan"> = {},
  usage: readonly QuotedUsage[] = [],
): Result<Invoice> => quote(model, { terms: { plan, ...terms }, usage, start: "2026-01-01" });

/** Its total, in dollars and cents. */
export const totalOf = (...request: Parameters<typeof quoted>): string =>
  sure(quoted(...request)).total;

/** The terms of a sale through a channel partner who agreed a percentage. */
export const partnerAt = (percent: Percent) => ({
  discounts: ["channel-partner"],
  agreedDiscounts: { "channel-partner": percent },
});
