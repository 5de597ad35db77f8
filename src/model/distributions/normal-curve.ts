/** Coefficients of a fraction of two polynomials, the constant ones first. */
type Fraction = readonly [above: readonly number[], below: readonly number[]];

const middle: Fraction = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
    45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597,
    39307.89580009271, 28729.085735721943, 5226.495278852854,
  ],
];
const shoulder: Fraction = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
    1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
    0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9,
  ],
];
const farTail: Fraction = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
    0.026532189526576124, 0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
];

const polynomial = (coefficients: readonly number[], at: number): number =>
  coefficients.reduceRight((sum, one) => sum * at + one, 0);

const fraction = ([above, below]: Fraction, at: number): number =>
  polynomial(above, at) / polynomial(below, at);

/**
 * The value that a standard normal draw lies below with this chance, to about 16 digits; without end at 0 and 1
 * (M. J. Wichura, Algorithm AS 241: The Percentage Points of the Normal Distribution, 1988).
 */
export function normalQuantile(chance: number): number {
  const off = chance - 0.5;
  if (Math.abs(off) <= 0.425) return off * fraction(middle, 0.180625 - off * off);
  const near = off < 0 ? chance : 1 - chance;
  if (near <= 0) return off < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const r = Math.sqrt(-Math.log(near));
  const size = r <= 5 ? fraction(shoulder, r - 1.6) : fraction(farTail, r - 5);
  return off < 0 ? -size : size;
}

/** Beyond this the chance is 0 or 1 as far as a double can tell. */
const end = 8.3;

/** The chance that a standard normal draw lies below a value (G. Marsaglia, Evaluating the Normal Distribution, 2004). */
export function normalChance(value: number): number {
  if (value <= -end) return 0;
  if (value >= end) return 1;
  let sum = value;
  let term = value;
  for (let odd = 3; Math.abs(term) > Math.abs(sum) * 1e-17; odd += 2) {
    term *= (value * value) / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-(value * value) / 2)) / Math.sqrt(2 * Math.PI);
}
