import { ok } from "../fault/fault.ts";
import {
  absolute,
  add,
  compare,
  type Decimal,
  decimal,
  format,
  isNegative,
  isZero,
  multiply,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import type { CurrencyCode } from "../money/money.ts";
import { percentText } from "../money/percent.ts";
import { divide } from "../money/rounding.ts";
import { type Band, checkBands, type ReadBand, readBands } from "./bands.ts";
import { isBefore } from "./piecewise.ts";
import type { CompiledPrice, PriceKind, Rated, Step } from "./price-kind.ts";

/**
 * A fee on every event by its own value: one band applies to the whole value, so a larger event may cost less (see
 * {@link findBandCliff}).
 *
 * An event of negative value is a correction and gives back the fee of its absolute value; the total may be below zero.
 */
export interface Banded<C extends CurrencyCode = CurrencyCode> {
  readonly kind: "banded";
  readonly bands: readonly Band<C>[];
}

/** A fee by transaction size: `banded([{ below: usd(1), flat: usd("0.01") }, { rate: "0.1%" }])`. */
export function banded<C extends CurrencyCode = never>(bands: readonly Band<C>[]): Banded<C> {
  return { kind: "banded", bands };
}

export const bandedKind: PriceKind<Banded> = {
  kind: "banded",
  input: "events",
  check: (spec, path, context) => checkBands(spec.bands, `${path}/bands`, context),
  compile: (spec) => ok(bandedFold(readBands(spec.bands))),
};

/** What fell into one band, corrections taken off. */
interface BandSum {
  readonly events: number;
  readonly value: Decimal;
}

interface BandedPartial {
  /** One sum a band, in the order of the price. */
  readonly sums: readonly BandSum[];
  readonly corrections: number;
}

const nothing: BandSum = { events: 0, value: zero };

function bandedFold(bands: readonly ReadBand[]): CompiledPrice<BandedPartial> {
  const empty: BandedPartial = { sums: bands.map(() => nothing), corrections: 0 };
  const total = ({ sums }: BandedPartial): Decimal =>
    sum(bands.map((band, index) => feeOf(band, sums[index] ?? nothing)));
  return {
    kind: "banded",
    input: "events",
    order: "none",
    empty,
    lift({ quantity }) {
      const band = bandAt(bands, absolute(quantity));
      const isCorrection = isNegative(quantity);
      const event = { events: isCorrection ? -1 : 1, value: quantity };
      return { sums: empty.sums.with(band, event), corrections: isCorrection ? 1 : 0 };
    },
    merge: (left, right) => ({
      sums: left.sums.map((sums, index) => addSums(sums, right.sums[index] ?? nothing)),
      corrections: left.corrections + right.corrections,
    }),
    total,
    finish: (partial) => ratedBands(bands, partial, total(partial)),
  };
}

/** The place of the band that a value of zero or more falls into. */
function bandAt(bands: readonly ReadBand[], value: Decimal): number {
  return bands.findIndex(({ end }) => end === undefined || isBefore(value, end));
}

function addSums(left: BandSum, right: BandSum): BandSum {
  if (right.events === 0 && isZero(right.value)) return left;
  return { events: left.events + right.events, value: add(left.value, right.value) };
}

function feeOf({ flat, share }: ReadBand, { events, value }: BandSum): Decimal {
  return add(multiply(decimal(events), flat), multiply(value, share));
}

function ratedBands(
  bands: readonly ReadBand[],
  { sums, corrections }: BandedPartial,
  amount: Decimal,
): Rated {
  const quantity = sum(sums.map(({ value }) => value));
  const steps = bands.flatMap((band, index) => bandSteps(band, sums[index] ?? nothing));
  if (corrections === 0) return { amount, quantity, steps };
  const events = corrections === 1 ? "1 correction gives" : `${corrections} corrections give`;
  const notes = [`${events} back the fee of an event of the same size`];
  return { amount, quantity, steps, notes };
}

/** Flat fees and the percentage as separate rows; a free band still shows the value that passed through it. */
function bandSteps({ label, flat, share }: ReadBand, { events, value }: BandSum): readonly Step[] {
  if (events === 0 && isZero(value)) return [];
  const count = decimal(events);
  const steps: Step[] = [];
  if (!isZero(flat)) {
    const amount = format(multiply(count, flat));
    const name = `${label}: fixed fee per event`;
    steps.push({ label: name, quantity: format(count), rate: format(flat), amount });
  }
  if (!isZero(share) || isZero(flat)) {
    const amount = format(multiply(value, share));
    const name = `${label}: ${percentText(share)} of value`;
    steps.push({ label: name, quantity: format(value), rate: format(share), amount });
  }
  return steps;
}

/** An edge where a larger transaction costs less than a smaller one. */
export interface BandCliff {
  /** The value at which the cheaper band begins. */
  readonly at: Decimal;
  /** The fee of the dearest transaction below the edge, to which fees come as near as one likes, and of the cheapest above it. */
  readonly before: Decimal;
  readonly after: Decimal;
  /** Up to here a transaction costs less than one at the edge, rounded up to 2 digits; absent when all larger ones do. */
  readonly cheaperUpTo?: Decimal;
}

/**
 * Every edge of a checked price where the fee falls, in order; a fee that jumps up is no cliff.
 *
 * With 0.1% up to 10,000 and 0.05% above, the fee falls from 10 to 5 at 10,000, and every payment up to 20,000 costs less
 * than one of 10,000. Within a band fees never fall, so looking at the edges is enough.
 */
export function findBandCliff(spec: Banded): readonly BandCliff[] {
  const bands = readBands(spec.bands);
  return bands.flatMap((band, index): BandCliff[] => {
    const next = bands[index + 1];
    if (band.end === undefined || next === undefined) return [];
    const { at } = band.end;
    const before = feeAt(band, at);
    const after = feeAt(next, at);
    if (compare(after, before) >= 0) return [];
    const cheaperUpTo = catchUp(bands.slice(index + 1), at, before);
    return [{ at, before, after, ...(cheaperUpTo && { cheaperUpTo }) }];
  });
}

const feeAt = (band: ReadBand, value: Decimal): Decimal => feeOf(band, { events: 1, value });

/** The smallest value from `start` on whose fee reaches `fee`; nothing when no fee does. */
function catchUp(bands: readonly ReadBand[], start: Decimal, fee: Decimal): Decimal | undefined {
  let from = start;
  for (const band of bands) {
    if (compare(feeAt(band, from), fee) >= 0) return from;
    if (!isZero(band.share)) {
      const value = divide(subtract(fee, band.flat), band.share, 2, "up");
      if (band.end === undefined || compare(value, band.end.at) <= 0) return value;
    }
    if (band.end !== undefined) from = band.end.at;
  }
  return undefined;
}
