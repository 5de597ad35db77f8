/** Where the lines of a chart are: round positions from nothing up to the first that is at or above every bar. */
export interface ChartScale {
  readonly ticks: readonly number[];
  readonly top: number;
}

/** Steps of one, two or five times a power of ten, three to five of them. Positions are for drawing, not amounts. */
export function chartScale(sizes: readonly number[]): ChartScale {
  const largest = Math.max(0, ...sizes);
  if (largest === 0) return { ticks: [0, 1], top: 1 };
  const power = 10 ** Math.floor(Math.log10(largest / 4));
  const factor = [1, 2, 5, 10].find((one) => largest / (one * power) <= 5) ?? 10;
  const step = factor * power;
  const count = Math.ceil(largest / step - 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, place) => place * step);
  return { ticks, top: count * step };
}
