import { expectOk } from "../../fault/fault.ts";
import { format } from "../../money/decimal.ts";
import { parseQuantity } from "../../money/quantity.ts";
import type { Zone } from "../../time/zone.ts";
import type { PriceBooks } from "../price-book.ts";
import type { ContractState, IndexValue } from "./contract-state.ts";
import { startOf } from "./contract-terms.ts";

/**
 * The values of the index that a contract's prices move with, by day, then by when each became known: those that the current
 * version lists under its name, and those that were told of the contract, which go before them where both are of one day and known.
 */
export function indexTable(
  { indexValues = [] }: Pick<ContractState, "indexValues">,
  index: string,
  zone: Zone,
  { current }: PriceBooks,
): readonly IndexValue[] {
  const listed = (current.model.indexes?.[index]?.values ?? []).map(
    ({ day, value, published = day }): IndexValue => ({
      day,
      value: format(expectOk(parseQuantity(value))),
      knownSince: startOf(zone, published),
    }),
  );
  if (listed.length === 0) return indexValues;
  const own = new Set(indexValues);
  return [...listed, ...indexValues].sort((left, right) => {
    if (left.day !== right.day) return left.day < right.day ? -1 : 1;
    const told = Number(own.has(left)) - Number(own.has(right));
    return told === 0 ? left.knownSince - right.knownSince : told;
  });
}
