import { type Decimal, parseNumber, trim } from "../money/decimal.ts";

const powersOfTen: readonly number[] = Array.from({ length: 16 }, (_, n) => 10 ** n);

/**
 * The decimal of at most 15 significant digits that a JSON number stands for, trimmed, or nothing where there is none.
 *
 * Two such decimals never share a double, and a coefficient below 10^15 divided by a power of ten rounds to the double
 * nearest to that decimal; so the first scale at which the division gives the number back is the exact answer.
 */
export function exactDecimal(value: number): Decimal | undefined {
  if (Number.isInteger(value) && value < 1e15 && value > -1e15) {
    return Object.is(value, -0) ? undefined : { coefficient: value, scale: 0 };
  }
  for (let scale = 1; scale < powersOfTen.length; scale += 1) {
    const power = powersOfTen[scale] ?? 1;
    const coefficient = Math.round(value * power);
    if (!(coefficient < 1e15 && coefficient > -1e15)) break;
    if (coefficient / power === value) return { coefficient, scale };
  }
  const read = parseNumber(value, "");
  return read.ok ? trim(read.value) : undefined;
}
