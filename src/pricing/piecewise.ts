import { assert } from "../fault/fault.ts";
import {
  add,
  coefficientAt,
  compare,
  type Decimal,
  multiply,
  powersOfTen,
  subtract,
  zero,
} from "../money/decimal.ts";
import type { TierEdge } from "./tiers.ts";

/** One straight part of a price curve: at quantity `q` it comes to `base + (q - origin) × unit`. */
export interface Piece {
  /** Where the piece ends; absent on the last. */
  readonly end: TierEdge | undefined;
  readonly origin: Decimal;
  readonly base: Decimal;
  readonly unit: Decimal;
}

/** Quantities with more digits after the point than this skip the tables; events may have 18. */
const tableScaleMax = 18;

/**
 * The exact price curve as one function of a quantity of zero or more; pieces in ascending order, the last without end.
 *
 * For each scale that quantities come in, the pieces are laid out once as doubles that hold whole numbers: a rating is
 * then one search, one multiplication and one addition, and its result counts only while it is a safe integer. Rounding
 * of doubles is monotonic, so a true result beyond 2^53 never looks safe; it is worked out in decimals instead.
 */
export function piecewise(pieces: readonly Piece[]): (quantity: Decimal) => Decimal {
  const tables: (Table | undefined)[] = [];
  return (quantity) => {
    const { coefficient, scale } = quantity;
    if (typeof coefficient === "number" && scale <= tableScaleMax) {
      let table = tables[scale];
      if (table === undefined) {
        table = layOut(pieces, scale);
        tables[scale] = table;
      }
      const amount = lookUp(table, coefficient);
      if (Number.isSafeInteger(amount)) return { coefficient: amount, scale: table.amountScale };
    }
    return inDecimals(pieces, quantity);
  };
}

/** The pieces as whole numbers in doubles; NaN marks what does not fit and makes every result that needs it unsafe. */
interface Table {
  /** Quantity coefficients are multiplied by this to reach the table's quantity scale. */
  readonly shift: number;
  readonly amountScale: number;
  /** Four numbers a piece: its largest quantity (infinite for the last), its origin, its unit price, its base. */
  readonly rows: Float64Array;
}

const ROW_LENGTH = 4;

function lookUp({ rows, shift }: Table, coefficient: number): number {
  const quantity = coefficient * shift;
  // An edge that did not fit is NaN and never passed, which is right only for quantities that do fit.
  if (quantity > Number.MAX_SAFE_INTEGER) return Number.NaN;
  let at = 0;
  while (quantity > (rows[at] ?? Number.POSITIVE_INFINITY)) at += ROW_LENGTH;
  return (quantity - (rows[at + 1] ?? 0)) * (rows[at + 2] ?? 0) + (rows[at + 3] ?? 0);
}

function layOut(pieces: readonly Piece[], quantityScale: number): Table {
  const edges = pieces.flatMap((piece) => [piece.origin, ...(piece.end ? [piece.end.at] : [])]);
  const scale = Math.max(quantityScale, ...edges.map((edge) => edge.scale));
  const unitScale = Math.max(...pieces.map((piece) => piece.unit.scale));
  const amountScale = Math.max(scale + unitScale, ...pieces.map((piece) => piece.base.scale));
  const rows = pieces.flatMap(({ end, origin, unit, base }) => [
    end === undefined ? Number.POSITIVE_INFINITY : lastIn(end, scale),
    wholeAt(origin, scale),
    wholeAt(unit, amountScale - scale),
    wholeAt(base, amountScale),
  ]);
  const shift = powersOfTen[scale - quantityScale] ?? Number.NaN;
  return { shift, amountScale, rows: Float64Array.from(rows) };
}

/** The largest whole number of units of 10^-scale that lies before the edge. */
function lastIn({ at, inclusive }: TierEdge, scale: number): number {
  const edge = wholeAt(at, scale);
  return inclusive ? edge : edge - 1;
}

function wholeAt(value: Decimal, scale: number): number {
  const coefficient = coefficientAt(value, scale);
  return typeof coefficient === "number" ? coefficient : Number.NaN;
}

function inDecimals(pieces: readonly Piece[], quantity: Decimal): Decimal {
  const piece = pieces.find(({ end }) => end === undefined || isBefore(quantity, end));
  assert(piece !== undefined, "the last piece of a price never ends");
  return add(piece.base, multiply(subtract(quantity, piece.origin), piece.unit));
}

/** Whether a quantity lies before the edge, so the lower of the two parts has it. */
export function isBefore(quantity: Decimal, edge: TierEdge): boolean {
  const order = compare(quantity, edge.at);
  return order < 0 || (order === 0 && edge.inclusive);
}

/** Nothing used, nothing due: put first where a price has no amount at zero. */
export const nothingAtZero: Piece = {
  end: { at: zero, inclusive: true },
  origin: zero,
  base: zero,
  unit: zero,
};
