import { expectOk } from "../src/fault/fault.ts";
import type { Decimal, DecimalText } from "../src/money/decimal.ts";
import { graduated } from "../src/pricing/graduated.ts";
import type { CompiledPrice } from "../src/pricing/price-kind.ts";
import { compilePrice } from "../src/pricing/registry.ts";

/** A tier as a price list writes it, in US dollars. */
export interface ListedTier {
  /** The last quantity of the tier; absent on the last. */
  readonly upTo?: number;
  readonly unit: DecimalText;
  readonly flat?: DecimalText;
}

/** A tier in doubles. */
export interface DoubleTier {
  readonly upTo: number;
  readonly unit: number;
  readonly flat: number;
}

/** A tier in whole numbers: the edge in hundredths, prices in units of 10^-8. */
export interface WholeTier {
  readonly upTo: bigint | undefined;
  readonly unit: bigint;
  readonly flat: bigint;
}

/** One price list as each side of a benchmark reads it. */
export interface Tariff {
  readonly price: CompiledPrice<Decimal>;
  readonly doubles: readonly DoubleTier[];
  readonly table: Float64Array;
  readonly whole: readonly WholeTier[];
}

/** Compiles a price list, and writes it down in doubles and in whole numbers. */
export function readTariff(tiers: readonly ListedTier[]): Tariff {
  const document = graduated<"USD">(
    tiers.map(({ upTo, unit, flat }) => ({
      ...(upTo === undefined ? {} : { upTo }),
      unit: `${unit} USD`,
      ...(flat === undefined ? {} : { flat: `${flat} USD` }),
    })),
  );
  const doubles = tiers.map(({ upTo = Number.POSITIVE_INFINITY, unit, flat = "0" }) => ({
    upTo,
    unit: Number(unit),
    flat: Number(flat),
  }));
  return {
    // A graduated price folds plain quantities, so its partial is a decimal.
    price: expectOk(compilePrice(document)) as CompiledPrice<Decimal>,
    doubles,
    table: doubleTable(doubles),
    whole: tiers.map(({ upTo, unit, flat = "0" }) => ({
      upTo: upTo === undefined ? undefined : BigInt(upTo) * 100n,
      unit: wholeNumber(unit, 8),
      flat: wholeNumber(flat, 8),
    })),
  };
}

/** The rating anybody would write: walk up the tiers and add. */
export function rateInDoubles(tiers: readonly DoubleTier[], quantity: number): number {
  let amount = 0;
  let passed = 0;
  for (const { upTo, unit, flat } of tiers) {
    const reached = Math.min(quantity, upTo);
    amount += (reached - passed) * unit + flat;
    if (quantity <= upTo) break;
    passed = reached;
  }
  return amount;
}

/** Four numbers a tier, laid out beforehand: its last quantity, where it begins, its price, the amount due until there. */
export function doubleTable(tiers: readonly DoubleTier[]): Float64Array {
  let passed = 0;
  let base = 0;
  const rows = tiers.flatMap(({ upTo, unit, flat }) => {
    const row = [upTo, passed, unit, base + flat];
    base += flat + (upTo - passed) * unit;
    passed = upTo;
    return row;
  });
  return Float64Array.from(rows);
}

/** The rating of somebody who knows that it is one search, one product and one sum. */
export function rateByTable(table: Float64Array, quantity: number): number {
  let at = 0;
  while (quantity > (table[at] ?? 0)) at += 4;
  return (quantity - (table[at + 1] ?? 0)) * (table[at + 2] ?? 0) + (table[at + 3] ?? 0);
}

/** The exact amount in units of 10^-10 for a quantity in hundredths. Shares no code with what it checks. */
export function rateInWholeNumbers(tiers: readonly WholeTier[], hundredths: bigint): bigint {
  let amount = 0n;
  let passed = 0n;
  for (const { upTo, unit, flat } of tiers) {
    const reached = upTo === undefined || hundredths < upTo ? hundredths : upTo;
    amount += (reached - passed) * unit + flat * 100n;
    if (upTo === undefined || hundredths <= upTo) break;
    passed = reached;
  }
  return amount;
}

/** The text's value in units of 10^-scale: `"1.5"` at 2 is 150. */
export function wholeNumber(text: string, scale: number): bigint {
  const [units = "", fraction = ""] = text.split(".");
  return BigInt(units + fraction.padEnd(scale, "0"));
}
