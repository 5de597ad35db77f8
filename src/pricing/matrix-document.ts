import type { Fault } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import { checkHeldQuantityPrice } from "./held-price.ts";
import type { PriceContext, PriceSpec } from "./price-kind.ts";

/** The price of the groups whose dimensions have the values of `when`; dimensions it does not name may have any. */
export interface MatrixCell<Of extends PriceSpec = PriceSpec> {
  readonly when: Readonly<Record<string, string>>;
  readonly price: Of;
}

/**
 * A price by the dimensions of what was used: a group belongs to the first cell that fits it, else to `otherwise`.
 *
 * All groups of one cell are priced together, so a tiered cell counts them as one quantity, and a cell is priced only if
 * a group came into it. A group that no cell fits, without `otherwise`, is not billed and named in the notes; the check
 * refuses that beforehand where the meter declares the values of its dimensions.
 */
export interface Matrix<Of extends PriceSpec = PriceSpec> {
  readonly kind: "matrix";
  readonly dimensions: readonly string[];
  readonly cells: readonly MatrixCell<Of>[];
  readonly otherwise?: Of;
}

/** Every fault of a matrix: its dimensions, its cells and their prices, cells and combinations left out. */
export function checkMatrix(spec: Matrix, path: string, context: PriceContext): readonly Fault[] {
  const faults = [
    ...checkDimensions(spec, path, context),
    ...checkCells(spec, path, context),
    ...(spec.otherwise === undefined
      ? []
      : checkHeldQuantityPrice(spec.otherwise, `${path}/otherwise`, context)),
  ];
  return faults.length > 0 ? faults : checkCoverage(spec, path, context);
}

function checkDimensions(spec: Matrix, path: string, context: PriceContext): readonly Fault[] {
  const { dimensions } = spec;
  if (dimensions.length === 0) {
    const message = "a matrix has at least one dimension";
    const suggestion = "name a dimension of the meter, or use the price of the cell alone";
    return [{ code: "no-dimensions", path: `${path}/dimensions`, message, suggestion }];
  }
  const declared = context.dimensions;
  return dimensions.flatMap((dimension, index): Fault[] => {
    const at = `${path}/dimensions/${index}`;
    if (dimensions.indexOf(dimension) < index) {
      const message = "this dimension is already named";
      const suggestion = "remove one of the two";
      return [{ code: "duplicate-dimension", path: at, message, value: dimension, suggestion }];
    }
    if (declared === undefined || Object.hasOwn(declared, dimension)) return [];
    return [unknownDimension(dimension, at, Object.keys(declared), "the meter")];
  });
}

function unknownDimension(
  dimension: string,
  path: string,
  known: readonly string[],
  owner: string,
): Fault {
  const close = nearest(dimension, known);
  const suggestion =
    close === undefined ? `use one of: ${known.join(", ") || "none"}` : `did you mean "${close}"?`;
  const message = `${owner} has no such dimension`;
  return { code: "unknown-dimension", path, message, value: dimension, suggestion };
}

function checkCells(spec: Matrix, path: string, context: PriceContext): readonly Fault[] {
  if (spec.cells.length === 0) {
    const message = "a matrix has at least one cell";
    const suggestion = "write a cell, or use the price of `otherwise` alone";
    return [{ code: "no-cells", path: `${path}/cells`, message, suggestion }];
  }
  const covering = coveringCells(spec.cells);
  return spec.cells.flatMap((cell, index) => {
    const at = `${path}/cells/${index}`;
    return [
      ...checkCondition(spec, cell, `${at}/when`, context),
      ...checkHeldQuantityPrice(cell.price, `${at}/price`, context),
      ...unreachableCell(at, covering[index]),
    ];
  });
}

function checkCondition(
  spec: Matrix,
  cell: MatrixCell,
  path: string,
  context: PriceContext,
): readonly Fault[] {
  const conditions = Object.entries(cell.when);
  if (conditions.length === 0) {
    const message = "a cell names the value of at least one dimension";
    const suggestion = "write the price that holds everywhere else as `otherwise`";
    return [{ code: "empty-condition", path, message, suggestion }];
  }
  return conditions.flatMap(([dimension, value]): Fault[] => {
    const at = `${path}/${pointerToken(dimension)}`;
    if (!spec.dimensions.includes(dimension))
      return [unknownDimension(dimension, at, spec.dimensions, "the matrix")];
    const values = declaredValues(context, dimension);
    if (values === undefined || values.includes(value)) return [];
    const close = nearest(value, values);
    const suggestion =
      close === undefined ? `use one of: ${values.join(", ")}` : `did you mean "${close}"?`;
    const message = "the meter does not declare this value";
    return [{ code: "unknown-dimension-value", path: at, message, value, suggestion }];
  });
}

/** A name inside a JSON pointer (RFC 6901). */
function pointerToken(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function declaredValues(context: PriceContext, dimension: string): readonly string[] | undefined {
  const values = ownValue(context.dimensions, dimension);
  return values === "any" ? undefined : values;
}

/** The record's own value of a name: a dimension called `constructor` must not find what every object inherits. */
export function ownValue<T>(
  record: Readonly<Record<string, T>> | undefined,
  name: string,
): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/**
 * For each cell the earlier one, if any, that takes everything which fits it: the first fitting cell wins, so such a
 * cell is never reached. Cells are filed by the dimensions they name, so a table of thousands is looked up, not compared.
 */
function coveringCells(cells: readonly MatrixCell[]): readonly (number | undefined)[] {
  const files = new Map<
    string,
    { readonly names: string[]; readonly cells: Map<string, number> }
  >();
  return cells.map(({ when }, index) => {
    const names = Object.keys(when).sort();
    const covering = [...files.values()].flatMap((file) => {
      const isPart = file.names.every((name) => Object.hasOwn(when, name));
      const found = isPart ? file.cells.get(valuesKey(when, file.names)) : undefined;
      return found === undefined ? [] : [found];
    });
    const file = files.get(JSON.stringify(names)) ?? { names, cells: new Map<string, number>() };
    files.set(JSON.stringify(names), file);
    const key = valuesKey(when, names);
    if (!file.cells.has(key)) file.cells.set(key, index);
    return covering[0];
  });
}

const valuesKey = (when: MatrixCell["when"], names: readonly string[]): string =>
  JSON.stringify(names.map((name) => ownValue(when, name)));

function unreachableCell(path: string, covering: number | undefined): readonly Fault[] {
  if (covering === undefined) return [];
  const message = `cell ${covering} already takes everything that fits this one`;
  const suggestion = "put the cell with more conditions first, or remove it";
  return [{ code: "unreachable-cell", path, message, suggestion }];
}

/** More branches than this are not tried: whether conditions cover everything can be as hard as any puzzle. */
const branchesMax = 100_000;

/** Where the meter declares all values: the first combination that no cell fits, unless `otherwise` takes it. */
function checkCoverage(spec: Matrix, path: string, context: PriceContext): readonly Fault[] {
  if (spec.otherwise !== undefined || context.dimensions === undefined) return [];
  const search = { dimensions: spec.dimensions, context, branches: 0 };
  const conditions = spec.cells.map(({ when }): Conditions => {
    const wanted = spec.dimensions.map((dimension) => ownValue(when, dimension));
    return { wanted, last: wanted.findLastIndex((value) => value !== undefined) };
  });
  const missing = uncovered(conditions, 0, search);
  const at = `${path}/cells`;
  if (search.branches > branchesMax) {
    const message = "the cells overlap in too many ways to tell whether they price everything";
    const suggestion = "add a price under `otherwise`";
    return [{ code: "matrix-too-tangled", path: at, message, suggestion }];
  }
  if (missing === undefined) return [];
  const value = missing.join(", ");
  const message = `no cell has a price for ${value}`;
  const suggestion = "add a cell for it, or a price under `otherwise`";
  return [{ code: "unpriced-combination", path: at, message, value, suggestion }];
}

/** A cell's conditions by the position of their dimension, and the position of the last one. */
interface Conditions {
  readonly wanted: readonly (string | undefined)[];
  readonly last: number;
}

/**
 * The first combination of declared values outside all cells, from the dimension at `depth` on: a branch ends as soon as
 * a cell has all its conditions met, or no cell is left. A dimension that may have any value is tried with the cells' own.
 */
function uncovered(
  cells: readonly Conditions[],
  depth: number,
  search: {
    readonly dimensions: readonly string[];
    readonly context: PriceContext;
    branches: number;
  },
): readonly string[] | undefined {
  search.branches += 1;
  if (search.branches > branchesMax || cells.some(({ last }) => last < depth)) return undefined;
  const dimension = search.dimensions[depth];
  if (dimension === undefined || cells.length === 0) return [];
  const mentioned = new Set(cells.flatMap(({ wanted }) => wanted[depth] ?? []));
  const declared = declaredValues(search.context, dimension) ?? [...mentioned];
  const unmentioned = declared.find((value) => !mentioned.has(value));
  const tried = [...mentioned, ...(unmentioned === undefined ? [] : [unmentioned])];
  for (const value of tried) {
    const fitting = cells.filter(({ wanted }) => (wanted[depth] ?? value) === value);
    const missing = uncovered(fitting, depth + 1, search);
    if (missing !== undefined) return [`${dimension} ${value}`, ...missing];
  }
  return undefined;
}
