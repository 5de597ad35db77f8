import { type CadenceName, parseCadence } from "../time/cadence.ts";
import { formatCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { civilDateAt, startOfDay, type Zone } from "../time/zone.ts";

/** A period over which a promise is measured, as an uptime fact names it, and when it begins and ends. */
export interface PromisedPeriod {
  readonly said: { readonly month: string } | { readonly from: string; readonly to: string };
  /** How its facts are named: `2026-02`, or its first day. */
  readonly name: string;
  readonly from: Instant;
  readonly to: Instant;
}

const monthsOf = {
  month: 1,
  quarter: 3,
  "half-year": 6,
  year: 12,
  day: undefined,
  week: undefined,
};

/**
 * The calendar periods of a promise that ended by an instant, the latest first: months, or quarters, halves and years that begin with
 * January. None of other cadences, whose periods no calendar says.
 */
export function endedPeriods(
  measuredOver: CadenceName | undefined,
  zone: Zone,
  by: Instant,
  periods: number,
): readonly PromisedPeriod[] {
  const cadence = parseCadence(measuredOver ?? "monthly");
  if (!cadence.ok) return [];
  const { unit, every } = cadence.value;
  const unitMonths = monthsOf[unit];
  if (unitMonths === undefined || 12 % (unitMonths * every) !== 0) return [];
  const months = unitMonths * every;
  const { year, month } = civilDateAt(zone, by);
  const current = Math.floor((year * 12 + month - 1) / months);
  return Array.from({ length: periods }, (_, before) =>
    periodFrom((current - before - 1) * months, months, zone),
  );
}

function periodFrom(first: number, months: number, zone: Zone): PromisedPeriod {
  const [begin, end] = [dayOfMonth(first), dayOfMonth(first + months)];
  const [from, to] = [formatCivilDate(begin), formatCivilDate(end)];
  const month = from.slice(0, 7);
  return {
    said: months === 1 ? { month } : { from, to },
    name: months === 1 ? month : from,
    from: startOfDay(zone, begin),
    to: startOfDay(zone, end),
  };
}

const dayOfMonth = (month: number) => ({
  year: Math.floor(month / 12),
  month: (month % 12) + 1,
  day: 1,
});
