/** The tables and the arithmetic against Temporal itself, asked slowly, in every zone the host knows. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { type Cadence, cadenceName } from "./cadence.ts";
import { type CivilDate, civilFromDays, daysFromCivil, formatCivilDate } from "./calendar.ts";
import { DAY_MS, formatInstant, type Instant } from "./instant.ts";
import { nextBoundary, periodContaining, type Schedule } from "./schedule.ts";
import { civilDateAt, findZone, offsetAt, startOfDay, type Zone } from "./zone.ts";

const SEED = 20261121;
const ids = ["UTC", ...Intl.supportedValuesOf("timeZone")];
const zones = ids.map((id) => expectOk(findZone(id)));

const days = (text: string) => daysFromCivil(Temporal.PlainDate.from(text));
const DAY_FIRST = 0;
const DAY_TABLED = days("2100-12-31");
const DAY_LAST = days("2999-12-31");
/** Changes of offset repeat the last rule from here on, so a sample of them is enough. */
const RULES_SETTLED = days("2040-01-01") * DAY_MS;

const zoned = (zone: Zone, instant: Instant) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone.id);
const plain = (date: CivilDate) => Temporal.PlainDate.from(date);
const startByTemporal = (zone: Zone, date: Temporal.PlainDate): Instant =>
  date.toZonedDateTime(zone.id).epochMilliseconds;

/** Moments about which something could be wrong: every change up to 2040, each seventh after, and the table's end. */
const changesOf = (zone: Zone): Instant[] => {
  const { starts, until } = zone.table();
  const changes = [...starts].slice(1).filter((at, i) => at < RULES_SETTLED || i % 7 === 0);
  return Number.isFinite(until) ? [...changes, until] : changes;
};

/** The same draw on every run, another one for each zone. */
const draw = <T>(of: fc.Arbitrary<T>, zone: Zone, numRuns: number): T[] =>
  fc.sample(of, { seed: SEED + ids.indexOf(zone.id), numRuns });

/** Runs a check in each zone and lists the differences, so that a failure names its zones. */
function inEveryZone(check: (zone: Zone) => readonly string[]): void {
  const differences = zones.flatMap((zone) =>
    check(zone).map((difference) => `${zone.id}: ${difference}`),
  );
  expect(differences.slice(0, 20)).toEqual([]);
}

describe("in every zone", () => {
  test("the host knows hundreds of zones, with thousands of changes", () => {
    expect(zones.length).toBeGreaterThan(400);
    expect(zones.flatMap(changesOf).length).toBeGreaterThan(20_000);
  });

  test("tables are in order, and no two changes lie within two days", () => {
    inEveryZone((zone) => {
      const { starts, wallEnds } = zone.table();
      return [...starts.keys()].flatMap((i) => {
        const apart = (starts[i + 1] ?? Infinity) - (starts[i] ?? 0);
        const ascending = (wallEnds[i] ?? 0) < (wallEnds[i + 1] ?? Infinity);
        const last = i === starts.length - 1;
        return apart > 2 * DAY_MS && (ascending || last) ? [] : [formatInstant(starts[i] ?? 0)];
      });
    });
  });

  test("offsets and dates at any moment are Temporal's", () => {
    const tabled = fc.integer({ min: 0, max: DAY_TABLED * DAY_MS });
    const far = fc.integer({ min: DAY_TABLED * DAY_MS, max: DAY_LAST * DAY_MS });
    inEveryZone((zone) => {
      const aboutChanges = changesOf(zone).flatMap((change) => [change - 1, change]);
      const moments = [...aboutChanges, ...draw(tabled, zone, 20), ...draw(far, zone, 5)];
      return moments.flatMap((instant) => {
        const oracle = zoned(zone, instant);
        const { year, month, day } = civilDateAt(zone, instant);
        const same =
          offsetAt(zone, instant) === oracle.offsetNanoseconds / 1e6 &&
          year === oracle.year &&
          month === oracle.month &&
          day === oracle.day;
        return same ? [] : [`${formatInstant(instant)} is ${oracle.toString()}`];
      });
    });
  });

  test("the start of any day is Temporal's", () => {
    const tabled = fc.integer({ min: DAY_FIRST, max: DAY_TABLED });
    const far = fc.integer({ min: DAY_TABLED, max: DAY_LAST });
    inEveryZone((zone) => {
      const aboutChanges = changesOf(zone).flatMap((change) => {
        const changed = daysFromCivil(civilDateAt(zone, change));
        return [changed - 1, changed, changed + 1];
      });
      const sample = [...aboutChanges, ...draw(tabled, zone, 20), ...draw(far, zone, 5)];
      return [...sample, DAY_FIRST, DAY_TABLED, DAY_TABLED + 1, DAY_LAST].flatMap((day) => {
        const date = civilFromDays(day);
        const found = startOfDay(zone, date);
        const oracle = startByTemporal(zone, plain(date));
        return found === oracle
          ? []
          : [`${formatCivilDate(date)} ${formatInstant(found)}, not ${formatInstant(oracle)}`];
      });
    });
  });
});

/** A schedule within 40 recurrences of the moment, so that the oracle may count them one by one. */
const cases = fc
  .record({
    unit: fc.constantFrom<Cadence["unit"][]>(
      "day",
      "week",
      "month",
      "quarter",
      "half-year",
      "year",
    ),
    every: fc.constantFrom(1, 1, 1, 2, 3, 5),
    alignment: fc.constantFrom<Schedule["alignment"][]>("anniversary", "calendar"),
    day: fc.oneof(
      fc.integer({ min: DAY_FIRST, max: DAY_TABLED }),
      fc.integer({ min: 30 * 365, max: 60 * 365 }),
    ),
    monthEnd: fc.boolean(),
    recurrences: fc.integer({ min: -1, max: 8 }),
    skew: fc.oneof(fc.constant(0), fc.constant(-1), fc.integer({ min: 0, max: 86_400_000 })),
  })
  .map(({ unit, every, alignment, day, monthEnd, recurrences, skew }) => {
    const drawn = plain(civilFromDays(day));
    const { year, month, day: start } = monthEnd ? drawn.with({ day: 31 }) : drawn;
    const cadence: Cadence = { every, unit };
    return { cadence, alignment, start: { year, month, day: start }, recurrences, skew };
  });

const STEP: Readonly<Record<Cadence["unit"], Temporal.DurationLike>> = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  "half-year": { months: 6 },
  year: { years: 1 },
};

/** The beginning of the calendar unit a date lies in, by walking back a day at a time. */
function unitStart(date: Temporal.PlainDate, unit: Cadence["unit"]): Temporal.PlainDate {
  const months: Partial<Record<Cadence["unit"], number>> = {
    month: 1,
    quarter: 3,
    "half-year": 6,
    year: 12,
  };
  const begins = (day: Temporal.PlainDate) =>
    unit === "day" ||
    ((unit === "week" ? day.dayOfWeek === 1 : day.day === 1) &&
      (unit === "week" || (day.month - 1) % (months[unit] ?? 1) === 0));
  let day = date;
  while (!begins(day)) day = day.subtract({ days: 1 });
  return day;
}

/** The start, then the boundaries one after the other, each as far from where they are counted from as all the units before it and its own. */
function* boundariesByTemporal(schedule: Schedule): Generator<Temporal.PlainDate, never> {
  const start = plain(schedule.start);
  const { unit, every } = schedule.cadence;
  const origin = schedule.alignment === "calendar" ? unitStart(start, unit) : start;
  yield start;
  let step = Temporal.Duration.from({ days: 0 });
  for (;;) {
    for (let i = 0; i < every; i++) step = addUnits(step, STEP[unit]);
    yield origin.add(step);
  }
}

function boundaryByTemporal(schedule: Schedule, n: number): Temporal.PlainDate {
  const boundaries = boundariesByTemporal(schedule);
  for (let i = 0; i < n; i++) boundaries.next();
  return boundaries.next().value;
}

/** Adds durations unit by unit, so that twelve months stay months until they meet a date. */
function addUnits(left: Temporal.Duration, right: Temporal.DurationLike): Temporal.Duration {
  const more = Temporal.Duration.from(right);
  return Temporal.Duration.from({
    years: left.years + more.years,
    months: left.months + more.months,
    weeks: left.weeks + more.weeks,
    days: left.days + more.days,
  });
}

describe("schedules in every zone", () => {
  test("the next boundary and the period about it are those counted one by one with Temporal", () => {
    inEveryZone((zone) =>
      draw(cases, zone, 14).flatMap(({ recurrences, skew, ...rest }) => {
        const schedule: Schedule = { ...rest, zone };
        const near =
          recurrences < 0 ? plain(schedule.start) : boundaryByTemporal(schedule, recurrences);
        const instant =
          startByTemporal(zone, near) + (recurrences < 0 ? -1 - Math.abs(skew) : skew);
        let n = 0;
        const boundaries = boundariesByTemporal(schedule);
        let oracle = startByTemporal(zone, boundaries.next().value);
        let previous: Instant | undefined;
        while (oracle <= instant) {
          previous = oracle;
          n += 1;
          oracle = startByTemporal(zone, boundaries.next().value);
        }
        const period = periodContaining(schedule, instant);
        const same =
          nextBoundary(schedule, instant) === oracle &&
          period?.from === previous &&
          (period === undefined ? n === 0 : period.to === oracle && period.index === n - 1);
        const name = `${cadenceName(schedule.cadence)} ${schedule.alignment}`;
        const from = formatCivilDate(schedule.start);
        return same
          ? []
          : [
              `${name} from ${from} after ${formatInstant(instant)} is not ${formatInstant(oracle)}`,
            ];
      }),
    );
  });
});
