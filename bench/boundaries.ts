import { Temporal } from "temporal-polyfill";
import { expectOk } from "../src/fault/fault.ts";
import { parseCadence } from "../src/time/cadence.ts";
import { type Instant, parseInstant } from "../src/time/instant.ts";
import { nextBoundary, type Schedule } from "../src/time/schedule.ts";
import { findZone } from "../src/time/zone.ts";
import { type Benchmark, gate, type Rounds, type Size } from "./benchmark.ts";
import { seededRandom } from "./random.ts";

/** Summer time in both hemispheres, none, a half-hour shift, changes at midnight, a skipped day, and no change at all. */
const zoneIds = [
  "UTC",
  "America/New_York",
  "Europe/Berlin",
  "Asia/Kolkata",
  "America/Sao_Paulo",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "Pacific/Apia",
] as const;

const start = { year: 2010, month: 1, day: 31 } as const;

/** A question to both sides: when does the period end that this moment lies in? */
interface Question {
  readonly schedule: Schedule;
  readonly at: Instant;
}

function questionsOf(count: number): readonly Question[] {
  const random = seededRandom(31);
  const from = expectOk(parseInstant("2010-02-02T00:00:00Z"));
  const to = expectOk(parseInstant("2040-01-01T00:00:00Z"));
  const cadence = expectOk(parseCadence("monthly"));
  const schedules = zoneIds.map(
    (id): Schedule => ({
      cadence,
      zone: expectOk(findZone(id)),
      start,
      alignment: "anniversary",
    }),
  );
  const questions: Question[] = [];
  for (let at = 0; at < count; at += 1) {
    const schedule = schedules[at % schedules.length];
    if (schedule !== undefined)
      questions.push({ schedule, at: from + Math.floor(random() * (to - from)) });
  }
  return questions;
}

/** The same answer from the calendar library: months since the anchor, added to it and clamped, at the day's start. */
function boundaryByTemporal({ schedule, at }: Question): Instant {
  const zone = schedule.zone.id;
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const months = (local.year - start.year) * 12 + local.month - start.month;
  const anchor = Temporal.PlainDate.from(start);
  const inThisMonth = anchor.add({ months }).toZonedDateTime(zone).epochMilliseconds;
  if (inThisMonth > at) return inThisMonth;
  return anchor.add({ months: months + 1 }).toZonedDateTime(zone).epochMilliseconds;
}

function rounds(size: Size): Rounds {
  const questions = questionsOf(size === "full" ? 20_000 : 4_000);
  const passes = size === "full" ? 200 : 50;
  for (const question of questions) {
    const expected = boundaryByTemporal(question);
    const found = nextBoundary(question.schedule, question.at);
    gate(
      found === expected,
      `${question.schedule.zone.id} at ${question.at}: ${found}, ${expected}`,
    );
  }
  let seen = 0;
  return {
    ours: {
      label: "nextBoundary",
      run: () => {
        for (let pass = 0; pass < passes; pass += 1) {
          for (const { schedule, at } of questions) seen += nextBoundary(schedule, at) & 1;
        }
        return passes * questions.length;
      },
    },
    limit: {
      label: "temporal-polyfill",
      run: () => {
        for (const question of questions) seen += boundaryByTemporal(question) & 1;
        return questions.length;
      },
    },
    proven: [
      `Both give the same instant for all ${questions.length.toLocaleString("en")} questions in ${zoneIds.length} zones.`,
    ],
    notes: [
      `Monthly on day 31, clamped; moments from 2010 to 2040 in ${zoneIds.join(", ")}. The zone tables are built before the first round, once per zone and process.`,
    ],
    close: async () => {
      gate(seen >= 0, "nothing was asked");
      return [];
    },
  };
}

/** The next monthly boundary in several zones. */
export const boundaries: Benchmark = {
  name: "boundaries",
  what: "next boundary in any zone",
  against: "temporal-polyfill",
  unit: "boundaries",
  better: "lower",
  floor: 0.1,
  aim: 0.01,
  rounds,
};
