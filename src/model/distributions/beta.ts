/** Lanczos' approximation with g = 7 and nine terms; for arguments of at least 1/2. */
const lanczos = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 0.000009984369578019572, 1.5056327351493116e-7,
];

function logGamma(x: number): number {
  const z = x - 1;
  const sum = lanczos.reduce((all, one, index) => all + (index === 0 ? one : one / (z + index)), 0);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Lentz's evaluation of the continued fraction of the incomplete beta function. */
function continued(a: number, b: number, x: number): number {
  const least = 1e-300;
  const kept = (value: number): number => (Math.abs(value) < least ? least : value);
  let c = 1;
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 300; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / kept(1 + even * d);
    c = kept(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / kept(1 + odd * d);
    c = kept(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return value;
}

/** The chance that a beta draw lies below `x`, for parameters of at least 1. */
export function betaChance(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x),
  );
  return x < (a + 1) / (a + b + 2)
    ? (front * continued(a, b, x)) / a
    : 1 - (front * continued(b, a, 1 - x)) / b;
}

const cells = 256;

/** The inverse of {@link betaChance}: a table finds the place, then the secant is bent until twelve digits hold. */
export function betaQuantile(a: number, b: number): (chance: number) => number {
  const table = Float64Array.from({ length: cells + 1 }, (_, at) => betaChance(a, b, at / cells));
  return (chance) => {
    if (chance <= 0) return 0;
    if (chance >= 1) return 1;
    let from = 0;
    let to = cells;
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if ((table[middle] ?? 1) <= chance) from = middle;
      else to = middle;
    }
    const low = { x: from / cells, off: (table[from] ?? 0) - chance };
    const high = { x: to / cells, off: (table[to] ?? 1) - chance };
    return rootBetween(low, high, (x) => betaChance(a, b, x) - chance);
  };
}

interface Point {
  readonly x: number;
  readonly off: number;
}

/** Regula falsi by Illinois: the end that stays counts half. */
function rootBetween(below: Point, above: Point, offAt: (x: number) => number): number {
  let low = below;
  let high = above;
  for (let round = 0; round < 100; round += 1) {
    if (low.off === 0) return low.x;
    const x = low.x - (low.off * (high.x - low.x)) / (high.off - low.off);
    const off = offAt(x);
    if (Math.abs(off) < 1e-14 || high.x - low.x < 1e-13) return x;
    if (off < 0) {
      low = { x, off };
      high = { x: high.x, off: high.off / 2 };
    } else {
      high = { x, off };
      low = { x: low.x, off: low.off / 2 };
    }
  }
  return (low.x + high.x) / 2;
}
