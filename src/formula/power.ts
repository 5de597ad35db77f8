/** Whole exponents up to this are multiplied out. */
const wholeMax = 1_023;

/**
 * A figure to a power. Growth over months is a whole power, which squaring finds in a few multiplications; a library's logarithm takes ten
 * times as long, and both are right to the last digits of a double.
 */
export function power(base: number, exponent: number): number {
  if (!(exponent >= 0 && exponent <= wholeMax) || exponent !== Math.floor(exponent))
    return base ** exponent;
  let result = 1;
  let square = base;
  for (let left = exponent | 0; left > 0; left >>= 1) {
    if ((left & 1) === 1) result *= square;
    square *= square;
  }
  return result;
}
