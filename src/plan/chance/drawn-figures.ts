import { normalChance, normalQuantile } from "../../model/distributions/normal-curve.ts";
import type { CorrelatedFigures } from "../../model/figures/correlated-figures.ts";
import { isDrawn, type ToldFigure } from "../../model/figures/told-figure.ts";
import type { ChooseFigure } from "../forecast/compile-plan.ts";
import { openDraw, seededStream, textBits } from "./seeded-stream.ts";

/** A figure that trials draw, and where its draws stand: one, or one for each month. */
export interface DrawnFigure {
  readonly figure: ToldFigure;
  readonly offset: number;
  readonly length: number;
}

/** All figures that trials of a plan draw. */
export interface DrawnFigures {
  readonly figures: readonly DrawnFigure[];
  /** How many numbers a trial draws. */
  readonly size: number;
  /** Draws a trial, numbered from 0, into the beginning of an array. */
  readonly draw: (seed: number, trial: number, into: Float64Array) => void;
}

/** The figures of a plan that are drawn, by name. */
export function drawnFigures(
  told: ReadonlyMap<string, ToldFigure>,
  months: number,
  correlated: CorrelatedFigures,
): DrawnFigures {
  const figures: DrawnFigure[] = [];
  let size = 0;
  const byName = [...told.values()].filter(isDrawn).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const figure of byName) {
    const length = figure.drawn === "monthly" ? months : 1;
    figures.push({ figure, offset: size, length });
    size += length;
  }
  const bits = figures.map(({ figure }) => textBits(figure.name));
  const mixing = mixingOf(figures, correlated);
  return {
    figures,
    size,
    draw: (seed, trial, into) => {
      const normals = mixing.map(({ bits: own }) =>
        normalQuantile(openDraw(seededStream(seed, own, trial))),
      );
      for (const [at, { figure, offset, length }] of figures.entries()) {
        const mixed = mixing.find((one) => one.figure === figure);
        if (mixed !== undefined) {
          const normal = mixed.row.reduce(
            (sum, part, from) => sum + part * (normals[from] ?? 0),
            0,
          );
          into[offset] = figure.quantile(normalChance(normal));
          continue;
        }
        const stream = seededStream(seed, bits[at] ?? 0, trial);
        for (let month = 0; month < length; month += 1)
          into[offset + month] = figure.quantile(openDraw(stream));
      }
    },
  };
}

interface Mixing {
  readonly figure: ToldFigure;
  readonly bits: number;
  /** What it takes of the normal draw of each correlated figure. */
  readonly row: readonly number[];
}

function mixingOf(
  figures: readonly DrawnFigure[],
  { names, root }: CorrelatedFigures,
): readonly Mixing[] {
  const known = new Map(figures.map(({ figure }) => [figure.name, figure]));
  return names.flatMap((name, row) => {
    const figure = known.get(name);
    if (figure === undefined) return [];
    const own = root.subarray(row * names.length, (row + 1) * names.length);
    return [{ figure, bits: textBits(name), row: [...own] }];
  });
}

/** A trial's draws as a choice of told figures; what is not drawn is what the plan counts on. */
export function choiceOf({ figures }: DrawnFigures, draws: Float64Array): ChooseFigure {
  const known = new Map(figures.map((one) => [one.figure.name, one]));
  return ({ name, likely }, month) => {
    const own = known.get(name);
    return own === undefined
      ? likely
      : (draws[own.offset + Math.min(month, own.length - 1)] ?? Number.NaN);
  };
}
