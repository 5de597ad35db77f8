import {
  add,
  type Decimal,
  decimalOf,
  isPositive,
  max,
  min,
  multiply,
  negate,
  subtract,
  zero,
} from "../money/decimal.ts";
import { round } from "../money/rounding.ts";
import type { BilledTax, PricedLine } from "./line.ts";

/** How the lines of a document are taxed. */
export interface TaxedAs {
  /** In the order of the lines; undefined where no tax rule held. */
  readonly taxes: readonly BilledTax[] | undefined;
  readonly pricesInclude: "tax" | undefined;
}

/** How much credits may still move of a document, line by line. */
export interface CreditRoom {
  /** How much may still move on the line at this place; zero or more. */
  readonly at: (place: number) => Decimal;
  /** The most of an amount that may move there; that much is then gone. */
  readonly take: (place: number, most: Decimal) => Decimal;
}

interface Rate {
  readonly rate: Decimal;
  left: Decimal;
}

/**
 * How much credits may pay of the lines of an invoice before tax (`1`), or bring back of those of a credit note (`-1`), so
 * that what is due never gets a sign that the document does not have.
 *
 * Lines against the document's sign are set off against the others at their own rate of tax. A rate that comes to less than
 * nothing is set off, with its tax and rounded up, against the last of the other rates. What is left of a rate then bears its
 * own tax, so what credits leave of the document is never below zero. Lines of kind `credits` are left out: credits buy none.
 */
export function creditRoom(
  lines: readonly PricedLine[],
  { taxes, pricesInclude }: TaxedAs,
  sign: 1 | -1,
  minorUnits: number,
): CreditRoom {
  const rates = new Map<string, Rate>();
  const own = lines.map(({ line, net }, place): Rate | undefined => {
    if (line.kind === "credits") return undefined;
    const tax = taxes?.[place]?.tax;
    const key = JSON.stringify([tax?.jurisdiction, tax?.category, tax?.rate, tax?.name]);
    const known = rates.get(key) ?? { rate: rateOf(tax?.rate, pricesInclude), left: zero };
    known.left = add(known.left, sign === 1 ? net : negate(net));
    rates.set(key, known);
    return known;
  });
  setOff([...rates.values()], minorUnits);
  const at = (place: number): Decimal => max(zero, own[place]?.left ?? zero);
  return {
    at,
    take: (place, most) => {
      const part = max(zero, min(most, at(place)));
      const rate = own[place];
      if (rate !== undefined) rate.left = subtract(rate.left, part);
      return part;
    },
  };
}

/** What a price bears on top, as a share of it; nothing where it includes its tax. */
function rateOf(rate: string | undefined, pricesInclude: "tax" | undefined): Decimal {
  if (rate === undefined || pricesInclude !== undefined) return zero;
  const { coefficient, scale } = decimalOf(rate);
  return { coefficient, scale: scale + 2 };
}

/** Takes what rates below zero come to with their tax out of the others, the last first. */
function setOff(rates: readonly Rate[], minorUnits: number): void {
  let missing = zero;
  for (const { rate, left } of rates)
    if (!isPositive(left)) {
      const short = negate(left);
      missing = add(missing, add(short, round(multiply(short, rate), minorUnits, "up")));
    }
  for (const rate of rates.toReversed()) {
    const part = min(rate.left, missing);
    if (!isPositive(part)) continue;
    rate.left = subtract(rate.left, part);
    missing = subtract(missing, part);
  }
}
