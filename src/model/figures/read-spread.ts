import { type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { isRatio, sameUnit, type Unit, unitText } from "../../formula/unit.ts";
import type { UnitNouns } from "../../formula/unit-text.ts";
import type { SpreadReader } from "../distributions/distribution-kind.ts";
import { spreadOf } from "../distributions/registry.ts";
import type { FigureValue } from "../figure.ts";
import { readLiteral } from "./read-literal.ts";
import type { ToldFigure } from "./told-figure.ts";

/** A figure that is told as bounds or as a distribution, and the unit that it says it is in. */
export interface SpreadSource {
  readonly name: string;
  readonly path: string;
  readonly value: Exclude<FigureValue, string>;
  readonly unit: Unit | undefined;
}

/**
 * Reads bounds or a distribution. Refuses `bounds-not-figures` for what is a formula or in several units, and what the kinds refuse, as
 * `range-reversed` and `likely-outside`.
 */
export function readSpread(
  { name, path, value, unit: declared }: SpreadSource,
  nouns: UnitNouns,
): Result<ToldFigure> {
  const faults: Fault[] = [];
  let unit = declared;
  const literal = (text: string, at: string): ReturnType<typeof readLiteral> => {
    const read = readLiteral(text, { path: at, nouns });
    if (!read.ok) faults.push(...read.faults);
    return read;
  };
  const reader: SpreadReader = {
    figure: (text, ...field) => {
      const at = pathTo(path, ...field);
      const read = literal(text, at);
      if (!read.ok) return Number.NaN;
      unit ??= read.value.unit;
      if (!sameUnit(unit, read.value.unit)) faults.push(twoUnits(at, unit, read.value.unit));
      return read.value.value;
    },
    ratio: (text, ...field) => {
      const at = pathTo(path, ...field);
      const read = literal(text, at);
      if (!read.ok) return Number.NaN;
      if (!isRatio(read.value.unit)) faults.push(twoUnits(at, {}, read.value.unit));
      return read.value.value;
    },
    refuse: (fault, ...field) => faults.push({ ...fault, path: pathTo(path, ...field) }),
  };
  const distribution = "kind" in value ? value : ({ kind: "uniform", ...value } as const);
  const spread = spreadOf(distribution, reader);
  if (faults.length > 0) return refuse(...faults);
  const { low, high, likely, quantile } = spread;
  const { drawn = "once" } = distribution;
  return ok({ name, path, unit: unit ?? {}, low, high, likely, quantile, drawn });
}

const twoUnits = (path: string, wanted: Unit, given: Unit): Fault => ({
  code: "bounds-not-figures",
  path,
  message: `all figures of a spread are told in one unit, and these are in ${unitText(wanted)} and ${unitText(given)}`,
  suggestion: `write it in ${unitText(wanted)}`,
});
