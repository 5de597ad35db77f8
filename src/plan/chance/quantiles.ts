/**
 * The value that so great a part of them lies below, between the two nearest where it falls between them (R. J. Hyndman, Y. Fan, Sample
 * Quantiles in Statistical Packages, 1996, definition 7). The values rise.
 */
export function quantileOf(rising: Float64Array, part: number): number {
  const at = part * (rising.length - 1);
  const below = Math.floor(at);
  const low = rising[below] ?? Number.NaN;
  const high = rising[Math.min(below + 1, rising.length - 1)] ?? Number.NaN;
  return low + (at - below) * (high - low);
}

/** The rank of each value, from 1; values that are the same share the mean of theirs. */
export function ranksOf(values: Float64Array): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, index) => index).sort(
    (a, b) => (values[a] ?? 0) - (values[b] ?? 0),
  );
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    const value = values[order[from] ?? 0];
    while (to < order.length && values[order[to] ?? 0] === value) to += 1;
    for (let at = from; at < to; at += 1) ranks[order[at] ?? 0] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/** How far two rows of numbers lie on a line, from -1 to 1; 0 where one of them is always the same. */
export function correlationOf(left: Float64Array, right: Float64Array): number {
  const mean = (values: Float64Array): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [leftMean, rightMean] = [mean(left), mean(right)];
  let together = 0;
  let leftSquares = 0;
  let rightSquares = 0;
  for (let at = 0; at < left.length; at += 1) {
    const [a, b] = [(left[at] ?? 0) - leftMean, (right[at] ?? 0) - rightMean];
    together += a * b;
    leftSquares += a * a;
    rightSquares += b * b;
  }
  const size = Math.sqrt(leftSquares * rightSquares);
  return size > 0 ? together / size : 0;
}
