import {
  compare,
  type Decimal,
  decimalOf,
  format,
  multiply,
  subtract,
} from "../../money/decimal.ts";
import type { CompiledPrice, PriceTerms, Rated } from "../../pricing/price-kind.ts";
import { compilePrice, type Price } from "../../pricing/registry.ts";
import type { CadenceName } from "../../time/cadence.ts";
import type { SubscriptionFact } from "../fact.ts";

/** What prices may not rise above after a renewal: those of the term before, raised by what the contract allows. Plain JSON. */
export interface PriceCeiling {
  /** By cadence, as the plan or the contract stated them. */
  readonly base: Readonly<Partial<Record<CadenceName, Price>>>;
  /** By charge. */
  readonly charges: Readonly<Record<string, { readonly meter: string; readonly price: Price }>>;
  /** What was agreed of them. */
  readonly agreed: NonNullable<SubscriptionFact["agreed"]>;
  /** What they are multiplied by, decimal text. */
  readonly factor: string;
}

/** The lower of two prices, for each bill by itself; the ceiling's is raised by its factor, and says so. */
export function cappedPrice(
  price: CompiledPrice,
  ceilings: readonly PriceCeiling[],
  stated: (ceiling: PriceCeiling) => Price | undefined,
  termsOf: (ceiling: PriceCeiling) => PriceTerms,
): CompiledPrice {
  return ceilings.reduce((lowest, ceiling) => {
    const spec = stated(ceiling);
    const compiled = spec === undefined ? undefined : compilePrice(spec, termsOf(ceiling));
    // Prices that fold over different things cannot be held against each other.
    if (compiled?.ok !== true || compiled.value.input !== lowest.input) return lowest;
    return lowerOf(lowest, compiled.value, decimalOf(ceiling.factor));
  }, price);
}

interface Both {
  readonly price: unknown;
  readonly ceiling: unknown;
}

function lowerOf(price: CompiledPrice, ceiling: CompiledPrice, factor: Decimal): CompiledPrice {
  const finish = (both: Both): Rated => {
    const now = price.finish(both.price);
    const before = ceiling.finish(both.ceiling);
    const most = multiply(before.amount, factor);
    if (compare(now.amount, most) <= 0) return now;
    const step = {
      label: "most that a renewal may charge",
      rate: `× ${format(factor)}`,
      amount: format(subtract(most, before.amount)),
    };
    return { ...before, amount: most, steps: [...before.steps, step] };
  };
  return {
    kind: price.kind,
    input: price.input,
    order: price.order === "none" && ceiling.order === "none" ? "none" : "event-time-then-id",
    dimensions: [...new Set([...(price.dimensions ?? []), ...(ceiling.dimensions ?? [])])],
    empty: { price: price.empty, ceiling: ceiling.empty },
    lift: (item) => ({ price: price.lift(item), ceiling: ceiling.lift(item) }),
    merge: (left, right) => {
      const [one, other] = [left as Both, right as Both];
      return {
        price: price.merge(one.price, other.price),
        ceiling: ceiling.merge(one.ceiling, other.ceiling),
      };
    },
    total: (partial) => finish(partial as Both).amount,
    finish: (partial) => finish(partial as Both),
  };
}
