import { add, type Decimal, decimal, subtract, trim } from "../money/decimal.ts";
import { timesFraction } from "../money/rounding.ts";

/** How long a window is, and how much of it has passed; whole milliseconds, the part above zero and at most the whole. */
export interface Pace {
  readonly wholeMs: number;
  readonly passedMs: number;
}

/** Digits after the point that an extended figure may have beyond those of what was read. */
const digitsMore = 2;

const factorOf = ({ wholeMs, passedMs }: Pace) => ({ numerator: wholeMs, denominator: passedMs });

/** What a figure that grows evenly comes to by the end of the window; half up, to two digits more than it has. */
export const extended = (value: Decimal, pace: Pace): Decimal =>
  trim(timesFraction(value, factorOf(pace), value.scale + digitsMore));

/** The same of things that are counted: a whole number. */
export const extendedCount = (count: number, pace: Pace): number =>
  Number(timesFraction(decimal(count), factorOf(pace), 0).coefficient);

/** Something that is merged with itself. */
interface Merging<P> {
  readonly empty: P;
  merge(left: P, right: P): P;
}

/** Partials of as many equal windows as fit into the whole, and of one more. */
export interface Copies<P> {
  readonly within: P;
  readonly beyond: P;
}

/** Repeats a partial for as often as the part that passed fits into the window: in a merge or two for each binary digit. */
export function copies<P>({ empty, merge }: Merging<P>, partial: P, pace: Pace): Copies<P> {
  let within = empty;
  let power = partial;
  for (let left = Math.floor(pace.wholeMs / pace.passedMs); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) within = merge(within, power);
    power = merge(power, power);
  }
  return { within, beyond: merge(within, partial) };
}

/** A figure between those of {@link Copies}, as far along as the window ends between the two. */
export const between = (within: Decimal, beyond: Decimal, { wholeMs, passedMs }: Pace): Decimal => {
  const rest = { numerator: wholeMs % passedMs, denominator: passedMs };
  const more = subtract(beyond, within);
  return add(within, timesFraction(more, rest, more.scale + digitsMore));
};
