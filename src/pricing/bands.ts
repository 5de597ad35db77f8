import type { Fault } from "../fault/fault.ts";
import { compare, type Decimal, equals, format, zero } from "../money/decimal.ts";
import { type CurrencyCode, type Money, moneyValue } from "../money/money.ts";
import { type Percent, shareOf } from "../money/percent.ts";
import { checkMoney } from "./document-values.ts";
import { checkPercent } from "./percent-values.ts";
import type { PriceContext } from "./price-kind.ts";
import type { TierEdge } from "./tiers.ts";

/**
 * The fee of the events whose value lies in the band: the flat amount, and the rate of the whole value. The band ends at
 * `upTo`, which it includes, or at `below`, which it does not; the last band has neither and never ends.
 */
export interface Band<C extends CurrencyCode = CurrencyCode> {
  readonly upTo?: Money<C>;
  readonly below?: Money<C>;
  readonly flat?: Money<C>;
  readonly rate?: Percent;
}

/** A band of a checked price, in decimals. */
export interface ReadBand {
  /** How the price list names it: `below 1`, `from 1, below 100`, `above 10000`. */
  readonly label: string;
  /** Absent on the last band. */
  readonly end: TierEdge | undefined;
  readonly flat: Decimal;
  readonly share: Decimal;
}

/** The bands of a price whose document was checked, in order. */
export function readBands(bands: readonly Band[]): readonly ReadBand[] {
  const edges = bands.map(edgeOf);
  return bands.map((band, index) => ({
    label: bandLabel(edges[index - 1], edges[index]),
    end: edges[index],
    flat: band.flat === undefined ? zero : moneyValue(band.flat),
    share: band.rate === undefined ? zero : shareOf(band.rate),
  }));
}

function edgeOf({ upTo, below }: Band): TierEdge | undefined {
  if (upTo !== undefined) return { at: moneyValue(upTo), inclusive: true };
  return below === undefined ? undefined : { at: moneyValue(below), inclusive: false };
}

function bandLabel(lower: TierEdge | undefined, upper: TierEdge | undefined): string {
  const start = lower && `${lower.inclusive ? "above" : "from"} ${format(lower.at)}`;
  const end = upper && `${upper.inclusive ? "up to" : "below"} ${format(upper.at)}`;
  if (start !== undefined && end !== undefined) return `${start}, ${end}`;
  return start ?? end ?? "all values";
}

/**
 * Every fault of the bands. First each band by itself; only when all of them can be read, how they lie together: every
 * value from zero up must fall into exactly one band, and every band must be reachable.
 */
export function checkBands(
  bands: readonly Band[],
  path: string,
  context: PriceContext,
): readonly Fault[] {
  if (bands.length === 0) {
    const message = "a banded price has at least one band";
    const suggestion = "write at least one band, without `upTo` or `below`";
    return [{ code: "no-bands", path, message, suggestion }];
  }
  const shape = bands.flatMap((band, index) => checkBand(band, `${path}/${index}`, context));
  return shape.length > 0 ? shape : checkEdges(bands, path);
}

function checkBand(band: Band, path: string, context: PriceContext): readonly Fault[] {
  const amounts = Object.entries({ upTo: band.upTo, below: band.below, flat: band.flat });
  const faults = amounts.flatMap(([name, amount]) =>
    amount === undefined ? [] : checkMoney(amount, `${path}/${name}`, context),
  );
  if (band.rate !== undefined)
    faults.push(...checkPercent(band.rate, `${path}/rate`, "not-negative"));
  if (band.upTo !== undefined && band.below !== undefined) {
    const message = "a band ends once: `upTo` includes its value, `below` does not";
    faults.push({ code: "band-ends-twice", path, message, suggestion: "remove one of the two" });
  }
  if (band.flat === undefined && band.rate === undefined) {
    const message = "a band states what it costs";
    const suggestion = 'write `flat` or `rate`; a free band is { rate: "0%" }';
    faults.push({ code: "band-without-price", path, message, suggestion });
  }
  return faults;
}

function checkEdges(bands: readonly Band[], path: string): readonly Fault[] {
  const faults: Fault[] = [];
  let previous: TierEdge = { at: zero, inclusive: false };
  for (const [index, band] of bands.entries()) {
    const last = index === bands.length - 1;
    const edge = edgeOf(band);
    const at = `${path}/${index}`;
    if (edge === undefined) {
      if (!last) faults.push(unreachable(`${path}/${index + 1}`, "the band before it never ends"));
      continue;
    }
    if (last) faults.push(lastBandEnds(at, edge));
    if (compare(edge.at, previous.at) < 0) faults.push(outOfOrder(at, edge));
    else if (!isAbove(edge, previous)) faults.push(unreachable(at, nothingLeft(index)));
    previous = edge;
  }
  return faults;
}

/** A band may hold a single value: `below: 100`, then `upTo: 100`. */
function isAbove(edge: TierEdge, previous: TierEdge): boolean {
  return equals(edge.at, previous.at)
    ? edge.inclusive && !previous.inclusive
    : compare(edge.at, previous.at) > 0;
}

const nothingLeft = (index: number): string =>
  index === 0 ? "no value is below zero" : "the band before it ends at the same value";

function unreachable(path: string, why: string): Fault {
  const message = `no value ever falls into this band: ${why}`;
  return {
    code: "unreachable-band",
    path,
    message,
    suggestion: "remove the band or mend its edge",
  };
}

function lastBandEnds(path: string, edge: TierEdge): Fault {
  const name = edge.inclusive ? "upTo" : "below";
  const message = "values above the last band have no price";
  const suggestion = `leave \`${name}\` out of the last band, or add one without it`;
  return { code: "last-band-ends", path: `${path}/${name}`, message, suggestion };
}

function outOfOrder(path: string, edge: TierEdge): Fault {
  const message = "bands go from the smallest value to the largest";
  const name = edge.inclusive ? "upTo" : "below";
  const value = format(edge.at);
  return {
    code: "bands-out-of-order",
    path: `${path}/${name}`,
    message,
    value,
    suggestion: "sort the bands",
  };
}
