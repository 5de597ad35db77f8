import {
  applyDiscounts,
  compilePrice,
  type Decimal,
  type Discount,
  decimalOf,
  type Item,
  type Price,
  parseMoney,
  rate,
} from "florin";
import type { Block } from "./markdown.ts";

/** A figure that a block states: what stands before the arrow, and what stands after it. */
export interface Figure {
  readonly line: string;
  readonly use: string;
  readonly amount: string;
}

/** Code with figures in comments below it. */
export interface Priced {
  readonly code: string;
  readonly heading: string;
  readonly figures: readonly Figure[];
}

/** A block whose comments state figures; undefined for any other. */
export function pricedBlock({ text, heading }: Block): Priced | undefined {
  const lines = text.split("\n");
  const figures = lines.flatMap((line): Figure[] => {
    const [, use, amount] = /^\/\/ (.+) -> (\S+ [A-Z]{3})$/.exec(line) ?? [];
    return use === undefined || amount === undefined ? [] : [{ line, use, amount }];
  });
  if (figures.length === 0) return undefined;
  const code = lines.filter((line) => !line.startsWith("//")).join("\n");
  return { code, heading, figures };
}

const accepted = <T>(
  result:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly faults: unknown },
): T => {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.faults));
};

/** The exact amount that a figure states. */
export const stated = ({ amount }: Figure): Decimal => accepted(parseMoney(amount)).value;

/** What a price gives for a use: `100`, `events 5, 7` or `region eu 10, region us 5`. */
export function priceOf(price: Price, use: string): Decimal {
  const compiled = accepted(compilePrice(price));
  if (/^-?[\d.]+$/.test(use)) return rate(compiled, decimalOf(use)).amount;
  const items = use
    .replace(/^events /, "")
    .split(", ")
    .map((text, index): Item => {
      const [, dimension, value, quantity] = /^(\w+) (\w+) ([\d.]+)$/.exec(text) ?? [];
      const base = { time: index, id: `e${index}` };
      if (dimension === undefined || value === undefined)
        return { ...base, quantity: decimalOf(text) };
      return { ...base, quantity: decimalOf(quantity ?? ""), dimensions: { [dimension]: value } };
    });
  return rate(compiled, items).amount;
}

/** What a discount leaves of an amount: `1000 USD for 100 units`, `1000 USD for 3 years`. */
export function leftOf(discount: Discount, use: string): Decimal {
  const [, amount = "", count = "", what = ""] = /^(\S+) USD for (\d+) (\w+)$/.exec(use) ?? [];
  const isTerm = what.startsWith("year");
  const facts = {
    quantity: decimalOf(isTerm ? "1" : count),
    eligible: new Set(["shown"]),
    ...(isTerm ? { termYears: Number(count) } : {}),
  };
  return applyDiscounts(decimalOf(amount), [{ id: "shown", discount }], facts, 2).net;
}
