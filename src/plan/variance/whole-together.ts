/**
 * Figures in whole steps that add up to the whole of their sum: each is the step from the rounded sum of those before it to that with its own.
 * None is off by more than one.
 */
export function wholeTogether(values: readonly number[]): readonly number[] {
  let sum = 0;
  let given = 0;
  return values.map((value) => {
    sum += value;
    const now = nearest(sum);
    const own = now - given;
    given = now;
    return own;
  });
}

/** To the nearest whole number, halves away from zero; what floating point leaves below a half counts as one. */
const nearest = (value: number): number => {
  const size = Math.floor(Math.abs(value) + 0.5 + 1e-7);
  return value < 0 ? 0 - size : size;
};
