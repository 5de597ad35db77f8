import { isExact, type Percent, percentage, type Rate, type Result } from "florin";
import type { Invoice } from "../../src/account/invoice.ts";
import { type QuotedUsage, type QuoteRequest, quote } from "../../src/account/quote.ts";
import { exact, sure } from "../priced.fixture.ts";
import model from "./model.ts";

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
