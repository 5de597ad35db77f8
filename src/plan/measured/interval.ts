/** Where a driver lies, with a chance of 95%, as far as what was seen of it tells. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The quantile of the standard normal distribution that leaves 2.5% above it. */
const z = 1.959963984540054;

/**
 * A share of `count` of `of` independent cases: the score interval of E. B. Wilson, Journal of the American Statistical Association 22 (1927). Undefined
 * where there are no cases, or more found than cases.
 */
export function shareInterval(count: number, of: number): Interval | undefined {
  if (!(of > 0) || count > of) return undefined;
  const share = count / of;
  const square = (z * z) / of;
  const middle = (share + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / of + square / (4 * of));
  return {
    low: count === 0 ? 0 : Math.max(0, middle - half),
    high: count === of ? 1 : Math.min(1, middle + half),
  };
}

/**
 * A number of arrivals per unit of time, of which `count` came in `time` units: the exact interval of F. Garwood, Biometrika 28 (1936), for a
 * Poisson process.
 */
export function arrivalInterval(count: number, time: number): Interval | undefined {
  if (!(time > 0)) return undefined;
  const low = count === 0 ? 0 : meanWith(count - 1, 0.975);
  return { low: low / time, high: meanWith(count, 0.025) / time };
}

/** The mean of a Poisson distribution of which at most `count` come with a given chance. */
function meanWith(count: number, chance: number): number {
  const reach = 20 + 10 * Math.sqrt(count + 1);
  let low = Math.max(0, count - reach);
  let high = count + reach;
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(count, middle) > chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The chance of at most `count` of a Poisson distribution, added up from its largest term so that nothing is lost. */
function atMost(count: number, mean: number): number {
  let term = 1;
  let sum = 1;
  for (let k = count; k > 0 && term > 1e-18 * sum; k -= 1) {
    term *= k / mean;
    sum += term;
  }
  return Math.exp(count * Math.log(mean) - mean - logFactorial(count)) * sum;
}

function logFactorial(n: number): number {
  if (n > 256) {
    const x = n + 1;
    // Stirling's series for the gamma function.
    return (
      (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3)
    );
  }
  let sum = 0;
  for (let k = 2; k <= n; k += 1) sum += Math.log(k);
  return sum;
}

/** Numbers that were seen, each with a weight. */
export interface Observed {
  readonly count: number;
  readonly weight: number;
  readonly weightedSum: number;
  readonly weightedSquares: number;
  readonly squaredWeights: number;
}

/** The mean of what was seen, by weight. */
export const meanOf = ({ weight, weightedSum }: Observed): number | undefined =>
  weight > 0 ? weightedSum / weight : undefined;

/**
 * The interval of that mean, of as many as there would be of equal weight, by the normal distribution. Undefined for fewer than three, and where all were
 * equal, which tells nothing of how far others may lie apart.
 */
export function meanInterval(observed: Observed): Interval | undefined {
  const { weight, weightedSquares, squaredWeights } = observed;
  const mean = meanOf(observed);
  if (mean === undefined || !(squaredWeights > 0) || observed.count < 3) return undefined;
  const effective = (weight * weight) / squaredWeights;
  if (!(effective > 1 + 1e-9)) return undefined;
  const square = weightedSquares / weight;
  const variance = square - mean * mean;
  // What is left of a difference of doubles is no spread.
  if (!(variance > 1e-12 * square)) return undefined;
  const half = z * Math.sqrt(variance / (effective - 1));
  return { low: mean - half, high: mean + half };
}
