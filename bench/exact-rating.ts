import { type Decimal, decimalOf, sum } from "../src/money/decimal.ts";
import { round } from "../src/money/rounding.ts";
import { type Benchmark, gate, type Rounds, type Size } from "./benchmark.ts";
import { magnitude, seededRandom } from "./random.ts";
import {
  type ListedTier,
  rateByTable,
  rateInDoubles,
  rateInWholeNumbers,
  readTariff,
  type Tariff,
  wholeNumber,
} from "./tariff.ts";

/** Four tiers each: prices of cents, of parts of a cent, far below a cent, and above a dollar with entry fees. */
const priceLists: readonly (readonly ListedTier[])[] = [
  [
    { upTo: 1_000, unit: "0.10" },
    { upTo: 100_000, unit: "0.05" },
    { upTo: 10_000_000, unit: "0.02" },
    { unit: "0.01" },
  ],
  [
    { upTo: 10_000, unit: "0.005" },
    { upTo: 1_000_000, unit: "0.0045" },
    { upTo: 100_000_000, unit: "0.00375" },
    { unit: "0.003" },
  ],
  [
    { upTo: 100_000, unit: "0.0000025", flat: "5" },
    { upTo: 10_000_000, unit: "0.000002" },
    { upTo: 1_000_000_000, unit: "0.00000125" },
    { unit: "0.0000005" },
  ],
  [
    { upTo: 50, unit: "1.015" },
    { upTo: 500, unit: "0.995", flat: "2.5" },
    { upTo: 5_000, unit: "0.905", flat: "10" },
    { unit: "0.755" },
  ],
];

/** The same quantities for both sides. */
interface Usage {
  readonly texts: readonly string[];
  readonly decimals: readonly Decimal[];
  readonly doubles: Float64Array;
}

function usageOf(count: number): Usage {
  const random = seededRandom(4);
  const texts = Array.from({ length: count }, (_, at) => {
    const whole = magnitude(random, 1, 1e10);
    const cents = String(whole % 100).padStart(2, "0");
    return at % 4 === 3 ? `${Math.floor(whole / 100)}.${cents}` : String(whole);
  });
  return {
    texts,
    decimals: texts.map(decimalOf),
    doubles: Float64Array.from(texts, Number),
  };
}

function rounds(size: Size): Rounds {
  const usage = usageOf(size === "full" ? 100_000 : 20_000);
  const passes = size === "full" ? 40 : 8;
  const tariffs = priceLists.map(readTariff);
  const proven = compareWithOracle(tariffs, usage);
  const ratings = passes * usage.texts.length;
  // Read at the end, so that no compiler may leave out the work.
  let seen = 0;
  return {
    ours: {
      label: "total of the compiled price",
      run: () => {
        seen += exactPass(tariffs, usage.decimals, passes);
        return ratings;
      },
    },
    limit: {
      label: "the tiers in doubles",
      run: () => {
        seen += doublePass(tariffs, usage.doubles, passes);
        return ratings;
      },
    },
    asides: [
      {
        label: "the tiers in doubles, laid out as a table beforehand",
        run: () => {
          seen += tablePass(tariffs, usage.doubles, passes);
          return ratings;
        },
      },
    ],
    proven,
    notes: [
      `${usage.texts.length.toLocaleString("en")} quantities from 0 to 1e10, every order of magnitude as likely, a quarter of them with two decimals; ${tariffs.length} price lists in turn.`,
      "Both sides stop at the unrounded amount. Quantities are read beforehand: decimals for one side, doubles for the other.",
    ],
    close: async () => {
      gate(seen > 0, "nothing was rated");
      return [];
    },
  };
}

function exactPass(
  tariffs: readonly Tariff[],
  quantities: readonly Decimal[],
  passes: number,
): number {
  let seen = 0;
  for (let pass = 0; pass < passes; pass += 1) {
    const price = tariffs[pass % tariffs.length]?.price;
    if (price === undefined) break;
    for (const quantity of quantities) {
      const { coefficient, scale } = price.total(quantity);
      seen += typeof coefficient === "number" ? coefficient : scale;
    }
  }
  return seen;
}

function doublePass(tariffs: readonly Tariff[], quantities: Float64Array, passes: number): number {
  let seen = 0;
  for (let pass = 0; pass < passes; pass += 1) {
    const tiers = tariffs[pass % tariffs.length]?.doubles;
    if (tiers === undefined) break;
    for (const quantity of quantities) seen += rateInDoubles(tiers, quantity);
  }
  return seen;
}

function tablePass(tariffs: readonly Tariff[], quantities: Float64Array, passes: number): number {
  let seen = 0;
  for (let pass = 0; pass < passes; pass += 1) {
    const table = tariffs[pass % tariffs.length]?.table;
    if (table === undefined) break;
    for (const quantity of quantities) seen += rateByTable(table, quantity);
  }
  return seen;
}

function compareWithOracle(tariffs: readonly Tariff[], usage: Usage): readonly string[] {
  let offByCents = 0;
  for (const { price, doubles, whole } of tariffs) {
    let cents = 0n;
    const rounded: Decimal[] = [];
    for (const [at, text] of usage.texts.entries()) {
      const expected = rateInWholeNumbers(whole, wholeNumber(text, 2));
      const amount = price.total(usage.decimals[at] ?? decimalOf(text));
      gate(tenBillionths(amount) === expected, `${text} units come to ${expected}e-10`);
      rounded.push(round(amount, 2));
      const expectedCents = (expected + 50_000_000n) / 100_000_000n;
      cents += expectedCents;
      const rough = rateInDoubles(doubles, usage.doubles[at] ?? 0);
      gate(Math.abs(rough - Number(expected) / 1e10) <= rough * 1e-9, "the doubles differ widely");
      if (Math.round(rough * 100) !== Number(expectedCents)) offByCents += 1;
    }
    gate(tenBillionths(sum(rounded)) === cents * 100_000_000n, "the sums differ");
  }
  const all = tariffs.length * usage.texts.length;
  return [
    `All ${all.toLocaleString("en")} amounts equal a bigint oracle to the last digit, their rounded sums to the cent; rounded, the doubles are wrong in ${offByCents.toLocaleString("en")} of them.`,
  ];
}

function tenBillionths({ coefficient, scale }: Decimal): bigint {
  gate(scale <= 10, "an amount has more than ten digits after the point");
  return BigInt(coefficient) * 10n ** BigInt(10 - scale);
}

/** Rates the same quantities by four tiers, exactly and in doubles. */
export const exactRating: Benchmark = {
  name: "exact-rating",
  what: "exact graduated rating, 4 tiers",
  against: "the same tiers in doubles",
  unit: "ratings",
  better: "lower",
  floor: 4,
  aim: 2,
  rounds,
};
