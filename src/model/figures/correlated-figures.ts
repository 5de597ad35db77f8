import { type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { isRatio } from "../../formula/unit.ts";
import type { UnitNouns } from "../../formula/unit-text.ts";
import type { Correlation } from "../capital.ts";
import type { Model } from "../model.ts";
import { suggestName } from "../shape.ts";
import { readLiteral } from "./read-literal.ts";
import { isDrawn, type ToldFigure } from "./told-figure.ts";

/** Figures that are drawn together, and how independent normal draws are mixed to get theirs. */
export interface CorrelatedFigures {
  readonly names: readonly string[];
  /** The lower triangle of the correlation matrix' root (Cholesky), row after row, a full square. */
  readonly root: Float64Array;
}

interface Pair {
  readonly names: readonly [string, string];
  readonly is: number;
}

/**
 * The correlations of a model between figures that are drawn. A pair that nobody correlates is independent; one whose figure a scenario
 * tells otherwise falls away. Refuses `unknown-name`, `not-correlated` for a figure that is not drawn once, for one with itself and for a pair
 * that is told twice, `correlation-out-of-range`, and `no-correlation-matrix` where the correlations exclude each other.
 */
export function correlatedFigures(
  { correlations = [] }: Pick<Model, "correlations">,
  told: ReadonlyMap<string, ToldFigure>,
  nouns: UnitNouns,
  otherwise: ReadonlySet<string> = new Set(),
): Result<CorrelatedFigures> {
  const faults: Fault[] = [];
  const pairs: Pair[] = [];
  for (const [index, one] of correlations.entries()) {
    if (one.between.some((name) => otherwise.has(name))) continue;
    const pair = readPair(one, pathTo("/correlations", index), told, nouns);
    if (!pair.ok) faults.push(...pair.faults);
    else if (pairs.some(({ names }) => samePair(names, pair.value.names)))
      faults.push(
        notCorrelated(pathTo("/correlations", index, "between"), "this pair is correlated above"),
      );
    else pairs.push(pair.value);
  }
  if (faults.length > 0) return refuse(...faults);
  const names = [...new Set(pairs.flatMap((pair) => pair.names))].sort();
  const root = choleskyRoot(matrixOf(names, pairs), names.length);
  return root === undefined ? refuse(noMatrix) : ok({ names, root });
}

function readPair(
  { between, is }: Correlation,
  path: string,
  told: ReadonlyMap<string, ToldFigure>,
  nouns: UnitNouns,
): Result<Pair> {
  const [first, second] = between;
  if (first === undefined || second === undefined || between.length > 2 || first === second)
    return refuse(notCorrelated(pathTo(path, "between"), "a correlation is between two figures"));
  const faults = between.flatMap((name, index) =>
    figureFault(name, pathTo(path, "between", index), told),
  );
  const value = readLiteral(is, { path: pathTo(path, "is"), nouns });
  if (!value.ok) return refuse(...faults, ...value.faults);
  if (!isRatio(value.value.unit) || Math.abs(value.value.value) > 1)
    faults.push({
      code: "correlation-out-of-range",
      path: pathTo(path, "is"),
      message: "a correlation is a number from -1 to 1",
      value: is,
      suggestion: 'write "0.5"',
    });
  return faults.length > 0
    ? refuse(...faults)
    : ok({ names: [first, second], is: value.value.value });
}

function figureFault(
  name: string,
  path: string,
  told: ReadonlyMap<string, ToldFigure>,
): readonly Fault[] {
  const figure = told.get(name);
  if (figure !== undefined && isDrawn(figure) && figure.drawn === "once") return [];
  if (figure !== undefined)
    return [notCorrelated(path, "only a figure with bounds that is drawn once is correlated")];
  const known = [...told.values()].filter(isDrawn).map((one) => one.name);
  return [
    {
      code: "unknown-name",
      path,
      message: "no figure of this name has bounds or a distribution",
      value: name.slice(0, 60),
      ...(known.length === 0 ? {} : { suggestion: suggestName(name, known) }),
    },
  ];
}

const notCorrelated = (path: string, message: string): Fault => ({
  code: "not-correlated",
  path,
  message,
  suggestion: 'write "between": ["churn", "growth"], each pair once',
});

const noMatrix: Fault = {
  code: "no-correlation-matrix",
  path: "/correlations",
  message: "these correlations exclude each other: no figures can lie so",
  suggestion: "bring them nearer to 0, or correlate the third pair of three as well",
};

const samePair = (left: Pair["names"], right: Pair["names"]): boolean =>
  left.every((name) => right.includes(name));

function matrixOf(names: readonly string[], pairs: readonly Pair[]): Float64Array {
  const size = names.length;
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) matrix[row * size + row] = 1;
  for (const {
    names: [first, second],
    is,
  } of pairs) {
    const [row, column] = [names.indexOf(first), names.indexOf(second)];
    matrix[row * size + column] = is;
    matrix[column * size + row] = is;
  }
  return matrix;
}

/** The root of a matrix of correlations; undefined where it has none. What doubles lose on the way is forgiven. */
export function choleskyRoot(matrix: Float64Array, size: number): Float64Array | undefined {
  const root = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let left = matrix[row * size + column] ?? 0;
      for (let at = 0; at < column; at += 1)
        left -= (root[row * size + at] ?? 0) * (root[column * size + at] ?? 0);
      if (row === column) {
        if (left < -1e-9) return undefined;
        root[row * size + row] = Math.sqrt(Math.max(0, left));
        continue;
      }
      const pivot = root[column * size + column] ?? 0;
      if (pivot < 1e-6) {
        if (Math.abs(left) > 1e-6) return undefined;
      } else root[row * size + column] = left / pivot;
    }
  return root;
}
