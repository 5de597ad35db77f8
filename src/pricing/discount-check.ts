import type { Fault } from "../fault/fault.ts";
import { compare, type Decimal, isNegative, trim } from "../money/decimal.ts";
import { type CurrencyCode, type Money, parseMoneyIn } from "../money/money.ts";
import type { Discount, TermDiscount } from "./discount.ts";
import { checkQuantity, quantityValue } from "./document-values.ts";
import { checkPercent, checkStatedPercent } from "./percent-values.ts";
import type { VolumeDiscount } from "./volume-discount.ts";

/** Every fault of a discount document; `path` is its JSON pointer, amounts must be in `currency`. */
export function checkDiscount(
  discount: Discount,
  path: string,
  currency: CurrencyCode,
): readonly Fault[] {
  switch (discount.kind) {
    case "volume":
      return checkVolume(discount, `${path}/bands`);
    case "term":
      return checkTerms(discount, `${path}/terms`);
    case "percent":
      return checkStatedPercent(discount.percent, `${path}/percent`, "at-most-100");
    case "amount":
      return checkAmountOff(discount.amount, `${path}/amount`, currency);
    default:
      return [unknownKind(discount, path)];
  }
}

function checkAmountOff(amount: Money, path: string, currency: CurrencyCode): readonly Fault[] {
  const read = parseMoneyIn(amount, currency, path);
  if (!read.ok) return read.faults;
  if (!isNegative(read.value)) return [];
  const message = "a discount is not a surcharge";
  const suggestion = "write the amount to take off, without a minus sign";
  return [{ code: "negative-amount", path, message, value: amount, suggestion }];
}

function checkVolume(discount: VolumeDiscount, path: string): readonly Fault[] {
  const { bands, by, mode } = discount;
  if (bands.length === 0) {
    const message = "a volume discount has at least one band";
    return [{ code: "no-bands", path, message, suggestion: "write a band, or remove it" }];
  }
  const shape = bands.flatMap((band, index) => [
    ...checkQuantity(band.from, `${path}/${index}/from`, "not-negative"),
    ...checkPercent(band.percent, `${path}/${index}/percent`, "at-most-100"),
  ]);
  if (shape.length > 0) return shape;
  const starts = bands.map((band) => quantityValue(band.from));
  const fractional = by === "quantity" && mode === "graduated" ? checkWhole(starts, path) : [];
  return [...fractional, ...checkOrder(starts, path, "from", "bands")];
}

/** A graduated band by quantity begins with a unit, the 100th, so its edge is whole. */
function checkWhole(starts: readonly Decimal[], path: string): readonly Fault[] {
  return starts.flatMap((start, index): Fault[] => {
    if (trim(start).scale === 0) return [];
    const message = "a graduated band by quantity begins with a whole unit";
    const suggestion = "write a whole number";
    return [{ code: "fractional-from", path: `${path}/${index}/from`, message, suggestion }];
  });
}

function checkTerms({ terms }: TermDiscount, path: string): readonly Fault[] {
  if (terms.length === 0) {
    const message = "a term discount has at least one term";
    return [{ code: "no-terms", path, message, suggestion: "write a term, or remove it" }];
  }
  const shape = terms.flatMap((term, index) => [
    ...checkQuantity(term.years, `${path}/${index}/years`, "positive"),
    ...checkPercent(term.percent, `${path}/${index}/percent`, "at-most-100"),
  ]);
  if (shape.length > 0) return shape;
  const years = terms.map((term) => quantityValue(term.years));
  return checkOrder(years, path, "years", "terms");
}

function checkOrder(
  values: readonly Decimal[],
  path: string,
  name: string,
  what: string,
): readonly Fault[] {
  return values.flatMap((value, index): Fault[] => {
    const previous = values[index - 1];
    if (previous === undefined || compare(previous, value) < 0) return [];
    const message = `${what} go from the smallest \`${name}\` to the largest, each only once`;
    const at = `${path}/${index}/${name}`;
    return [{ code: `${what}-out-of-order`, path: at, message, suggestion: `sort the ${what}` }];
  });
}

function unknownKind({ kind }: { readonly kind: string }, path: string): Fault {
  const message = "there is no such kind of discount";
  const suggestion = "use one of: volume, term, percent, amount";
  return { code: "unknown-discount-kind", path: `${path}/kind`, message, value: kind, suggestion };
}
