import type { Unit } from "../../../formula/unit.ts";
import type { UnitNouns } from "../../../formula/unit-text.ts";
import type { FigureValue } from "../../../model/figure.ts";
import { readStated, type StatedValue } from "../../../model/figures/stated-value.ts";
import { rangeText } from "../../range-text.ts";

/** Where a printed figure lies, the half of its last digit on both sides included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** The printed figures themselves. */
  readonly printed: readonly [low: number, high: number];
  readonly unit: Unit;
  /** As printed. */
  readonly text: string;
}

/** The interval of one stated figure, or of both bounds of one; of a bound such as `< 3%` the figure that it names. */
export function intervalOf(
  stated: readonly [StatedValue] | readonly [StatedValue, StatedValue],
): Interval {
  const [first, last = first] = stated;
  return {
    low: first.value - first.exactTo,
    high: last.value + last.exactTo,
    printed: [first.value, last.value],
    unit: first.unit,
    text: rangeText(first.text, last.text),
  };
}

/** The interval of a figure that is written out; undefined for a formula or a distribution. */
export function toldInterval(value: FigureValue, nouns: UnitNouns): Interval | undefined {
  const place = { path: "", nouns };
  if (typeof value === "string") {
    const read = readStated(value, place);
    return read.ok ? intervalOf([read.value]) : undefined;
  }
  if (!("low" in value) || !("high" in value)) return undefined;
  const low = readStated(String(value.low), place);
  const high = readStated(String(value.high), place);
  return low.ok && high.ok ? intervalOf([low.value, high.value]) : undefined;
}

/** Whether two intervals have a figure in common, what doubles lose on the way aside. */
export function overlap(
  one: Pick<Interval, "low" | "high">,
  other: Pick<Interval, "low" | "high">,
): boolean {
  const slack = 1e-9 * Math.max(Math.abs(one.high), Math.abs(other.high));
  return one.low <= other.high + slack && other.low <= one.high + slack;
}

/** A share as it is printed in sentences. */
export const percentText = (share: number): string =>
  `${Number((share * 100).toPrecision(4)).toString()}%`;
