import { sameUnit, type Unit } from "./unit.ts";

/** Spans of time that are a fixed number of another one. A month is no fixed number of days, so the two families do not convert. */
const spans: Readonly<Record<string, { readonly base: string; readonly times: number }>> = {
  year: { base: "month", times: 12 },
  quarter: { base: "month", times: 3 },
  week: { base: "hour", times: 168 },
  day: { base: "hour", times: 24 },
};

/**
 * By how much a figure is multiplied to be told in another unit: 12 from `USD per month` to `USD per year`. Undefined where no fixed
 * number does it, as between days and months or between currencies.
 */
export function conversionFactor(from: Unit, to: Unit): number | undefined {
  const source = inSmallestSpans(from);
  const target = inSmallestSpans(to);
  return sameUnit(source.unit, target.unit) ? source.times / target.times : undefined;
}

function inSmallestSpans(unit: Unit): { readonly unit: Unit; readonly times: number } {
  const powers: Record<string, number> = {};
  let times = 1;
  for (const [base, power] of Object.entries(unit)) {
    const span = spans[base];
    const smallest = span?.base ?? base;
    powers[smallest] = (powers[smallest] ?? 0) + power;
    if (span !== undefined) times *= span.times ** power;
  }
  const kept: Unit = Object.fromEntries(Object.entries(powers).filter(([, power]) => power !== 0));
  return { unit: kept, times };
}
