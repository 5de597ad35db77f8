import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { add, format } from "../money/decimal.ts";
import { parseInstant } from "../time/instant.ts";
import { foldEvents } from "./fold-events.ts";
import { compileMeter } from "./meter-fold.ts";
import { anyEvents, dawn, event } from "./usage-event.fixture.ts";
import type { UsageEvent } from "./usage-event.ts";

const at = (text: string) => expectOk(parseInstant(text));
const storage = (per: "second" | "hour" | "day") =>
  expectOk(
    compileMeter({
      event: "volume",
      unit: "GB-hour",
      aggregation: { kind: "time-weighted-sum", property: "gb", per },
    }),
  );
const volume = (time: string, gb: number | string): UsageEvent => ({
  ...event({ gb }, { type: "volume" }),
  time: at(time),
});

describe("GB-hours by hand", () => {
  const hours = storage("hour");
  const read = (events: readonly UsageEvent[], from: string, to: string) =>
    format(hours.finish(foldEvents(hours, events), { from: at(from), to: at(to) }).quantity);

  it("counts 23 hours on the day the clocks go forward in Berlin", () => {
    // 29 March 2026 lasts from 23:00Z to 22:00Z. 10 GB for 11 h, then 4 GB for 12 h.
    const events = [volume("2026-03-20T08:00:00Z", 10), volume("2026-03-29T12:00:00+02:00", 4)];
    expect(read(events, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")).toBe("158");
  });

  it("counts 25 hours on the day they go back", () => {
    const events = [volume("2026-10-01T00:00:00Z", 2)];
    expect(read(events, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")).toBe("50");
  });

  it("starts from zero without an opening value", () => {
    // 8 GB from 18:00 to midnight.
    expect(
      read([volume("2026-01-05T18:00:00Z", 8)], "2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z"),
    ).toBe("48");
  });

  it("takes a reading at the very start, leaves out one at the very end", () => {
    const day = ["2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z"] as const;
    const atStart = [volume("2026-01-04T12:00:00Z", 99), volume("2026-01-05T00:00:00Z", 1)];
    expect(read([...atStart, volume("2026-01-06T00:00:00Z", 1000)], ...day)).toBe("24");
    // A reading one millisecond before the end is in force for one 3,600,000th of an hour.
    expect(read([volume("2026-01-05T23:59:59.999Z", "3.6")], ...day)).toBe("0.000001");
  });

  it("ends a value that falls to zero", () => {
    const events = [volume("2026-01-05T06:00:00Z", "0.5"), volume("2026-01-05T09:30:00Z", 0)];
    expect(read(events, "2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z")).toBe("1.75");
  });

  it("rounds once, half up at twelve places, where the division does not end", () => {
    // 1 GB for 1 s is 1/3600 of a GB-hour.
    const events = [volume("2026-01-05T06:00:00Z", 1), volume("2026-01-05T06:00:01Z", 0)];
    expect(read(events, "2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z")).toBe("0.000277777778");
  });
});

it("means 24 hours by a day", () => {
  const days = storage("day");
  const partial = days.lift(volume("2026-03-01T00:00:00Z", 3));
  const window = { from: at("2026-03-28T23:00:00Z"), to: at("2026-03-29T22:00:00Z") };
  expect(format(days.finish(partial, window).quantity)).toBe("2.875");
});

describe("what is carried to the next window", () => {
  const seconds = expectOk(
    compileMeter({
      event: "call",
      unit: "unit-second",
      aggregation: { kind: "time-weighted-sum", property: "amount", per: "second" },
    }),
  );

  it("makes two windows as much as one", () => {
    property(
      fc.property(anyEvents(), fc.integer({ min: 1, max: 79 }), (events, cut) => {
        const whole = { from: dawn, to: dawn + 80 };
        const early = { from: dawn, to: dawn + cut };
        const late = { from: dawn + cut, to: dawn + 80 };
        const before = foldEvents(
          seconds,
          events.filter(({ time }) => time < early.to),
        );
        const after = foldEvents(
          seconds,
          events.filter(({ time }) => time >= early.to),
        );
        const all = foldEvents(seconds, events);
        const second = seconds.finish(seconds.merge(seconds.carry(before, early), after), late);
        const parts = add(seconds.finish(before, early).quantity, second.quantity);
        expect(format(parts)).toBe(format(seconds.finish(all, whole).quantity));
        const { events: counted } = seconds.finish(all, whole);
        expect(seconds.finish(before, early).events + second.events).toBe(counted);
      }),
    );
  });

  it("is the value in force before the end, not one read at the end", () => {
    const events = [event({ amount: 7 }, { at: 10 }), event({ amount: 9 }, { at: 1000 })];
    const carried = seconds.carry(foldEvents(seconds, events), { from: dawn, to: dawn + 1000 });
    const next = { from: dawn + 1000, to: dawn + 2000 };
    expect(format(seconds.finish(carried, next).quantity)).toBe("7");
  });

  it("is nothing where nothing was read, and for a meter whose values do not last", () => {
    const window = { from: dawn, to: dawn + 80 };
    expect(seconds.carry(seconds.empty, window)).toEqual(seconds.empty);
    const peak = expectOk(
      compileMeter({ event: "call", unit: "GB", aggregation: { kind: "max", property: "amount" } }),
    );
    expect(peak.carry(peak.lift(event({ amount: 5 })), window)).toEqual(peak.empty);
  });
});
