import fc, { type Arbitrary } from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { type Decimal, decimal, decimalOf, format, isNegative, sum } from "../money/decimal.ts";
import type { CompiledPrice, Item, PriceTerms, Rated } from "./price-kind.ts";
import { foldItems, rate } from "./rate.ts";
import { compilePrice, type Price, priceInput } from "./registry.ts";

/** A price and the usage to try it on. */
export interface LawCase {
  readonly name: string;
  readonly price: Price;
  readonly terms?: PriceTerms;
  /** Left out: {@link anyItems}. */
  readonly items?: Arbitrary<readonly Item[]>;
  readonly runs?: number;
}

/** Registers the tests that every kind of price must pass, whatever it charges. */
export function describePriceLaws(law: LawCase): void {
  const { name, price: spec, terms = {}, items = anyItems(), runs = 100 } = law;
  const price = expectOk(compilePrice(spec, terms));
  const streams = items.map((stream) => inOrder(price, stream));
  const finish = (stream: readonly Item[]): Rated => plain(rate(price, stream));

  describe(`${name}: the laws of a price`, () => {
    it("compiles to what its document says it folds over", () => {
      expect({ kind: price.kind, input: price.input }).toEqual({
        kind: spec.kind,
        input: priceInput(spec),
      });
      expect(price.input === "groups").toBe(price.dimensions !== undefined);
    });

    it("merges associatively, with empty as the unit", () => {
      const three = fc.tuple(streams, fc.nat(), fc.nat());
      property(
        fc.property(three, ([stream, i, j]) => {
          const [first, second] = [i % (stream.length + 1), j % (stream.length + 1)].sort(
            ascending,
          );
          const a = foldItems(price, stream.slice(0, first));
          const b = foldItems(price, stream.slice(first, second));
          const c = foldItems(price, stream.slice(second));
          const left = plain(price.finish(price.merge(price.merge(a, b), c)));
          expect(left).toEqual(plain(price.finish(price.merge(a, price.merge(b, c)))));
          expect(plain(price.finish(price.merge(price.empty, a)))).toEqual(plain(price.finish(a)));
          expect(plain(price.finish(price.merge(a, price.empty)))).toEqual(plain(price.finish(a)));
        }),
        runs,
      );
    });

    it("comes to the same wherever the stream is split", () => {
      property(
        fc.property(streams, fc.nat(), (stream, at) => {
          const split = at % (stream.length + 1);
          const head = foldItems(price, stream.slice(0, split));
          const tail = foldItems(price, stream.slice(split));
          expect(plain(price.finish(price.merge(head, tail)))).toEqual(finish(stream));
        }),
        runs,
      );
    });

    it("comes to the same one by one and in any order it is handed the items", () => {
      property(
        fc.property(shuffled(streams), ([stream, other]) => {
          const oneByOne = stream.reduce(
            (partial, item) => price.merge(partial, price.lift(item)),
            price.empty,
          );
          expect(plain(price.finish(oneByOne))).toEqual(finish(stream));
          expect(finish(other)).toEqual(finish(stream));
        }),
        runs,
      );
    });

    it("leaves the partials it merges as they were", () => {
      property(
        fc.property(streams, streams, (one, two) => {
          const [a, b] = [foldItems(price, one), foldItems(price, two)];
          const before = [plain(price.finish(a)), plain(price.finish(b))];
          price.merge(a, b);
          expect([plain(price.finish(a)), plain(price.finish(b))]).toEqual(before);
          expect(plain(price.finish(price.empty))).toEqual(finish([]));
        }),
        runs,
      );
    });

    it("has one amount: its total, its explanation's and the sum of its steps", () => {
      property(
        fc.property(streams, (stream) => {
          const partial = foldItems(price, stream);
          const rated = price.finish(partial);
          expect(format(price.total(partial))).toBe(format(rated.amount));
          const steps = rated.steps.map((step) => decimalOf(step.amount));
          expect(format(sum(steps))).toBe(format(rated.amount));
        }),
        runs,
      );
    });

    it("prices a total quantity at zero or more, and one below zero as zero", () => {
      if (price.input !== "quantity") return;
      property(
        fc.property(streams, (stream) => {
          const { amount, quantity } = rate(price, stream);
          expect(isNegative(amount)).toBe(false);
          if (isNegative(quantity)) expect.unreachable("a quantity below zero was priced");
        }),
        runs,
      );
      expect(format(rate(price, -3).amount)).toBe(format(rate(price, 0).amount));
    });
  });
}

const ascending = (left: number, right: number): number => left - right;

/** A rating with its decimals as text, so that 1.0 and 1 are the same. */
function plain(rated: Rated): Rated {
  const text = (value: Decimal): Decimal => decimalOf(format(value));
  return {
    ...rated,
    amount: text(rated.amount),
    quantity: text(rated.quantity),
    ...(rated.free === undefined ? {} : { free: text(rated.free) }),
  };
}

/** The order in which a price has to see its items when they are folded by hand. */
function inOrder(price: CompiledPrice, items: readonly Item[]): readonly Item[] {
  if (price.order === "none") return items;
  return [...items].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
}

function shuffled(
  streams: Arbitrary<readonly Item[]>,
): Arbitrary<readonly [readonly Item[], readonly Item[]]> {
  return streams.chain((stream) =>
    fc
      .shuffledSubarray([...stream], { minLength: stream.length })
      .map((other) => [stream, other] as const),
  );
}

/**
 * Up to twelve items with distinct ids and clashing times: whole and fractional quantities around `scale` (the price's
 * edges), very small and very large ones, and now and then a correction. `dimensions` gives the values to draw from.
 */
export function anyItems(
  options: {
    readonly scale?: number;
    readonly dimensions?: Readonly<Record<string, readonly string[]>>;
  } = {},
): Arbitrary<readonly Item[]> {
  const { scale = 100, dimensions } = options;
  const item = fc.record({
    quantity: anyQuantity(scale),
    time: fc.integer({ min: 0, max: 5 }),
    ...(dimensions === undefined ? {} : { dimensions: anyDimensions(dimensions) }),
  });
  return fc
    .array(item, { maxLength: 12 })
    .map((items) => items.map((drawn, index) => ({ ...drawn, id: `e${(index * 7) % 12}` })));
}

/** A quantity of any size and precision; one in ten is negative. */
export function anyQuantity(scale: number): Arbitrary<Decimal> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: scale * 2 }).map((n) => decimal(n)) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: scale * 2_000 }).map((n) => decimal(n, 3)) },
    { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 10n ** 20n }).map((n) => decimal(n, 18)) },
    { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 10n ** 24n }).map((n) => decimal(n, 2)) },
    { weight: 1, arbitrary: fc.integer({ min: -scale, max: -1 }).map((n) => decimal(n)) },
  );
}

/** Values for some of the dimensions: a group may lack one. */
function anyDimensions(
  dimensions: Readonly<Record<string, readonly string[]>>,
): Arbitrary<Readonly<Record<string, string>>> {
  const entries = Object.entries(dimensions).map(([name, values]) =>
    fc.option(fc.constantFrom(...values)).map((value) => (value === null ? [] : [[name, value]])),
  );
  return fc.tuple(...entries).map((drawn) => Object.fromEntries(drawn.flat()));
}
