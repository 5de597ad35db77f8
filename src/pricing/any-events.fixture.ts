import fc, { type Arbitrary } from "fast-check";
import { type Decimal, decimal } from "../money/decimal.ts";
import type { Item } from "./price-kind.ts";

/** A value to price, in whole minor units or with up to four digits, with the edges of a price drawn often. */
export function anyValue(
  edges: readonly number[],
  options: { negative?: boolean } = {},
): Arbitrary<Decimal> {
  const around = fc
    .tuple(fc.constantFrom(...edges), fc.integer({ min: -1, max: 1 }))
    .map(([edge, cent]) => decimal(Math.max(0, edge * 100 + cent), 2));
  const values = fc.oneof(
    { weight: 4, arbitrary: around },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 30_000 }).map((cents) => decimal(cents, 2)) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 900_000 }).map((n) => decimal(n, 4)) },
    { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 10n ** 20n }).map((n) => decimal(n, 6)) },
  );
  if (options.negative === false) return values;
  return fc.tuple(values, fc.integer({ min: 0, max: 5 })).map(([value, die]) => {
    return die === 0 ? decimal(-BigInt(value.coefficient), value.scale) : value;
  });
}

/** Up to `most` events with distinct ids and clashing times, in any order; one in six is a correction. */
export function anyEvents(edges: readonly number[], most = 14): Arbitrary<readonly Item[]> {
  const drawn = fc.record({ quantity: anyValue(edges), time: fc.integer({ min: 0, max: 6 }) });
  return fc
    .array(drawn, { maxLength: most })
    .map((events) => events.map((event, at) => ({ ...event, id: `e${(at * 5) % most}` })));
}
