import { type Invoice, type InvoiceLine, statedAmount } from "../../account/invoice.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import {
  absolute,
  compare,
  type Decimal,
  decimalOf,
  isZero,
  subtract,
  sum,
  zero,
} from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";

/** What something comes to without a change and with it, decimal text in a currency. */
export interface BeforeAfter {
  readonly before: string;
  readonly after: string;
  /** after − before. */
  readonly difference: string;
}

/** Lines that say the same, on the documents before and after. */
export interface LineEffect extends BeforeAfter {
  readonly description: string;
}

/** What a change would do to the next documents of one customer, in one currency. */
export interface CustomerEffect extends BeforeAfter {
  readonly customer: string;
  readonly name: string;
  readonly currency: CurrencyCode;
  /** How many documents there are on each side. */
  readonly documents: { readonly before: number; readonly after: number };
  /** The lines that come to something else, the largest difference first, at most {@link linesMax}; `linesLeftOut` says how many more. */
  readonly lines: readonly LineEffect[];
  readonly linesLeftOut: number;
}

/** Lines of one customer that are shown, at most. */
export const linesMax = 12;

/** The documents of a customer on both sides of a change, as a preview worked them out. */
export interface DocumentSides {
  readonly with: readonly Invoice[];
  readonly without: readonly Invoice[];
}

/** What a change does to a customer's documents, for each currency that they are in; none where there are no documents. */
export function effectsOn({
  with: after,
  without: before,
}: DocumentSides): readonly CustomerEffect[] {
  const currencies = [...new Set([...before, ...after].map(({ currency }) => currency))];
  return currencies.map((currency) => {
    const isIn = (one: Invoice): boolean => one.currency === currency;
    return effectIn(currency, before.filter(isIn), after.filter(isIn));
  });
}

/** Whether the documents come to the same, line by line. */
export const isUnchanged = ({ difference, lines }: CustomerEffect): boolean =>
  isZero(decimalOf(difference)) && lines.length === 0;

function effectIn(
  currency: CurrencyCode,
  before: readonly Invoice[],
  after: readonly Invoice[],
): CustomerEffect {
  const [document] = [...after, ...before];
  const lines = lineEffects(currency, before, after);
  return {
    customer: document?.customer ?? "",
    name: document?.customerName ?? "",
    currency,
    documents: { before: before.length, after: after.length },
    ...beforeAfter(currency, totalOf(before), totalOf(after)),
    lines: lines.slice(0, linesMax),
    linesLeftOut: Math.max(0, lines.length - linesMax),
  };
}

/** Two amounts and what lies between them. */
export const beforeAfter = (
  currency: CurrencyCode,
  before: Decimal,
  after: Decimal,
): BeforeAfter => ({
  before: minorText(before, currency),
  after: minorText(after, currency),
  difference: minorText(subtract(after, before), currency),
});

const totalOf = (documents: readonly Invoice[]): Decimal =>
  sum(documents.map(({ total }) => decimalOf(total)));

function lineEffects(
  currency: CurrencyCode,
  before: readonly Invoice[],
  after: readonly Invoice[],
): readonly LineEffect[] {
  const was = amountsOf(before);
  const is = amountsOf(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((description) => {
      const [one, other] = [was.get(description) ?? zero, is.get(description) ?? zero];
      return { description, moved: subtract(other, one), ...beforeAfter(currency, one, other) };
    })
    .filter(({ moved }) => !isZero(moved))
    .sort((left, right) => compare(absolute(right.moved), absolute(left.moved)))
    .map(({ moved: _, ...line }) => line);
}

/** What lines of one description come to, over all documents of a side. */
function amountsOf(documents: readonly Invoice[]): ReadonlyMap<string, Decimal> {
  const amounts = new Map<string, Decimal[]>();
  for (const line of documents.flatMap(({ lines }) => lines)) {
    const key = describedAs(line);
    amounts.set(key, [...(amounts.get(key) ?? []), statedAmount(line)]);
  }
  return new Map([...amounts].map(([key, parts]) => [key, sum(parts)]));
}

const describedAs = ({ description, customer }: InvoiceLine): string =>
  customer === undefined ? description : `${description} (${customer.name})`;
