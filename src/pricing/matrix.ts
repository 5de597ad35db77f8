import { ok, type Result, refuse } from "../fault/fault.ts";
import { add, type Decimal, format, sum, zero } from "../money/decimal.ts";
import { checkMatrix, type Matrix, type MatrixCell, ownValue } from "./matrix-document.ts";
import type {
  CompiledPrice,
  NestedPrices,
  PriceKind,
  PriceSpec,
  PriceTerms,
  Rated,
} from "./price-kind.ts";

export type { Matrix, MatrixCell } from "./matrix-document.ts";

/** A matrix: `matrix(["region"], [{ when: { region: "eu" }, price: perUnit(usd(2)) }], { otherwise: perUnit(usd(1)) })`. */
export function matrix<Cell extends MatrixCell, Otherwise extends PriceSpec = never>(
  dimensions: readonly string[],
  cells: readonly Cell[],
  options: { readonly otherwise?: Otherwise } = {},
): Matrix<Cell["price"] | Otherwise> {
  return { kind: "matrix", dimensions, cells, ...options };
}

export const matrixKind: PriceKind<Matrix> = {
  kind: "matrix",
  input: "groups",
  check: checkMatrix,
  compile(spec, terms, nested) {
    const prices = compileCells(spec, terms, nested);
    return prices.ok ? ok(matrixFold(spec, prices.value)) : prices;
  },
};

interface PricedCell {
  readonly label: string;
  readonly price: CompiledPrice;
}

/** The cells in order; `otherwise`, where there is one, follows them. */
function compileCells(
  spec: Matrix,
  terms: PriceTerms,
  nested: NestedPrices,
): Result<readonly PricedCell[]> {
  const held = [
    ...spec.cells.map(({ when, price }, index) => ({
      label: named(spec.dimensions, (dimension) => ownValue(when, dimension)),
      spec: price,
      at: `/cells/${index}/price`,
    })),
    ...(spec.otherwise === undefined
      ? []
      : [{ label: "otherwise", spec: spec.otherwise, at: "/otherwise" }]),
  ];
  const compiled = held.map((cell) => ({
    label: cell.label,
    price: nested.compile(cell.spec, terms, cell.at),
  }));
  const faults = compiled.flatMap(({ price }) => (price.ok ? [] : price.faults));
  if (faults.length > 0) return refuse(...faults);
  return ok(
    compiled.flatMap(({ label, price }) => (price.ok ? [{ label, price: price.value }] : [])),
  );
}

/** What came into each cell so far, by the cell's position, and what came into none, by its name. */
interface Cells {
  readonly priced: ReadonlyMap<number, unknown>;
  readonly unpriced: ReadonlyMap<string, Decimal>;
}

const nothing: Cells = { priced: new Map(), unpriced: new Map() };

function matrixFold(spec: Matrix, cells: readonly PricedCell[]): CompiledPrice<Cells> {
  const cellOf = cellFinder(spec);
  return {
    kind: "matrix",
    input: "groups",
    order: "none",
    dimensions: spec.dimensions,
    empty: nothing,
    lift(item) {
      const values = spec.dimensions.map((dimension) => ownValue(item.dimensions, dimension));
      const at = cellOf(values);
      const cell = cells[at];
      if (cell !== undefined) return { ...nothing, priced: new Map([[at, cell.price.lift(item)]]) };
      const name = named(spec.dimensions, (_, index) => values[index] ?? "none");
      return { ...nothing, unpriced: new Map([[name, item.quantity]]) };
    },
    merge: (left, right) => ({
      priced: mergeMaps(left.priced, right.priced, (a, b, at) => cells[at]?.price.merge(a, b)),
      unpriced: mergeMaps(left.unpriced, right.unpriced, add),
    }),
    total: ({ priced }) =>
      sum([...priced].map(([at, part]) => cells[at]?.price.total(part) ?? zero)),
    finish: (partial) => finishCells(cells, partial),
  };
}

/** `region eu, model large`, in the order of the dimensions; dimensions without a value are left out. */
function named(
  dimensions: readonly string[],
  valueAt: (dimension: string, index: number) => string | undefined,
): string {
  return dimensions
    .flatMap((dimension, index) => {
      const value = valueAt(dimension, index);
      return value === undefined ? [] : [`${dimension} ${value}`];
    })
    .join(", ");
}

/**
 * The position of the first cell that fits a group's values, else the position after the last cell. Cells that name
 * every dimension are found by one look-up, so a large price table costs no more than a small one.
 */
function cellFinder({
  dimensions,
  cells,
}: Matrix): (values: readonly (string | undefined)[]) => number {
  const keyOf = (values: readonly (string | undefined)[]): string => JSON.stringify(values);
  const whole = new Map<string, number>();
  const partial: { readonly at: number; readonly wanted: readonly (string | undefined)[] }[] = [];
  for (const [at, { when }] of cells.entries()) {
    const wanted = dimensions.map((dimension) => ownValue(when, dimension));
    if (wanted.includes(undefined)) partial.push({ at, wanted });
    else whole.set(keyOf(wanted), at);
  }
  return (values) => {
    const found = whole.get(keyOf(values)) ?? cells.length;
    const earlier = partial.find(
      ({ at, wanted }) =>
        at < found &&
        wanted.every((value, index) => value === undefined || value === values[index]),
    );
    return earlier?.at ?? found;
  };
}

function mergeMaps<K, V>(
  left: ReadonlyMap<K, V>,
  right: ReadonlyMap<K, V>,
  mergeValues: (left: V, right: V, key: K) => V,
): ReadonlyMap<K, V> {
  if (right.size === 0) return left;
  if (left.size === 0) return right;
  const merged = new Map(left);
  for (const [key, value] of right) {
    const known = merged.get(key);
    merged.set(key, known === undefined ? value : mergeValues(known, value, key));
  }
  return merged;
}

function finishCells(cells: readonly PricedCell[], partial: Cells): Rated {
  const parts = cells.flatMap(({ label, price }, at) => {
    if (!partial.priced.has(at)) return [];
    return [{ label, rated: price.finish(partial.priced.get(at)) }];
  });
  const free = parts.flatMap(({ rated }) => (rated.free === undefined ? [] : [rated.free]));
  const notes = [
    ...parts.flatMap(({ label, rated }) => (rated.notes ?? []).map((note) => `${label}: ${note}`)),
    ...[...partial.unpriced]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, quantity]) => `no price for ${name}: ${format(quantity)} not billed`),
  ];
  return {
    amount: sum(parts.map(({ rated }) => rated.amount)),
    quantity: sum(parts.map(({ rated }) => rated.quantity)),
    ...(free.length > 0 ? { free: sum(free) } : {}),
    steps: parts.flatMap(({ label, rated }) =>
      rated.steps.map((step) => ({ ...step, label: `${label}: ${step.label}` })),
    ),
    ...(notes.length > 0 ? { notes } : {}),
  };
}
