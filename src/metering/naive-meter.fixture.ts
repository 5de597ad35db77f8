import type { Aggregation } from "../model/meter.ts";
import type { MeterWindow } from "./aggregation-fold.ts";
import type { UsageEvent } from "./usage-event.ts";

/** An exact fraction, not reduced; it shares nothing with src/money. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const nothing: Fraction = { over: 0n, under: 1n };

/** What a value says as a number, read digit by digit; nothing where it is none. */
export function fractionOf(value: unknown): Fraction | undefined {
  if (typeof value !== "number" && typeof value !== "string") return undefined;
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value));
  if (match === null) return undefined;
  const [, sign = "", whole = "", decimals = ""] = match;
  return { over: BigInt(`${sign}${whole}${decimals}`), under: 10n ** BigInt(decimals.length) };
}

const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});

/** Negative, zero or positive. */
export function order(a: Fraction, b: Fraction): number {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The decimal text of a fraction, rounded half away from zero to `digits` places, without zeros at the end. */
export function decimalText({ over, under }: Fraction, digits: number): string {
  const size = over < 0n ? -over : over;
  const unit = 10n ** BigInt(digits);
  const rounded = (size * unit * 2n + under) / (2n * under);
  const decimals = String(rounded % unit)
    .padStart(digits, "0")
    .replace(/0+$/, "");
  const text = `${rounded / unit}${decimals === "" ? "" : `.${decimals}`}`;
  return over < 0n && rounded !== 0n ? `-${text}` : text;
}

const byTime = (left: UsageEvent, right: UsageEvent): number =>
  left.time - right.time ||
  (left.id < right.id ? -1 : left.id > right.id ? 1 : left.source < right.source ? -1 : 1);

const msPer = { second: 1_000n, hour: 3_600_000n, day: 86_400_000n } as const;

/** The slow way to aggregate: all events at hand, fractions, and no cleverness. */
export function naiveQuantity(
  aggregation: Aggregation,
  events: readonly UsageEvent[],
  window: MeterWindow,
): Fraction {
  if (aggregation.kind === "count") return { over: BigInt(events.length), under: 1n };
  const { property } = aggregation;
  const sorted = [...events].sort(byTime);
  const readings = sorted.flatMap(({ data, time }) => {
    const value = fractionOf(data[property]);
    return value === undefined ? [] : [{ time, value }];
  });
  const values = readings.map(({ value }) => value);
  const ranked = [...values].sort(order);
  switch (aggregation.kind) {
    case "sum":
      return values.reduce(plus, nothing);
    case "max":
      return ranked.at(-1) ?? nothing;
    case "min":
      return ranked[0] ?? nothing;
    case "latest":
      return values.at(-1) ?? nothing;
    case "unique": {
      const names = events.flatMap(({ data }) =>
        property in data ? [String(data[property])] : [],
      );
      return { over: BigInt(new Set(names).size), under: 1n };
    }
    case "percentile": {
      const share = fractionOf(aggregation.percentile) ?? nothing;
      const reached = ranked.find((_, index) => {
        const atMost = BigInt(index + 1) * 100n * share.under;
        return atMost >= share.over * BigInt(ranked.length);
      });
      return reached ?? nothing;
    }
    case "time-weighted-sum": {
      let total = nothing;
      for (let time = window.from; time < window.to; time += 1) {
        total = plus(total, readings.findLast((reading) => reading.time <= time)?.value ?? nothing);
      }
      return { over: total.over, under: total.under * msPer[aggregation.per] };
    }
  }
}
