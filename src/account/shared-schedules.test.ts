import { describe, expect, it } from "vitest";
import { UTC } from "../time/zone.ts";
import { sharedSchedule } from "./shared-schedules.ts";

const dates = {
  zone: UTC,
  start: { year: 2026, month: 1, day: 16 },
  alignment: "anniversary",
} as const;

describe("a shared schedule", () => {
  it("is one object for all who began on one day", () => {
    const schedule = sharedSchedule("monthly", dates);
    expect(schedule).toEqual({ cadence: { every: 1, unit: "month" }, ...dates });
    expect(sharedSchedule("monthly", { ...dates, start: { ...dates.start } })).toBe(schedule);
  });

  it("is another for every date, alignment and cadence that differs", () => {
    const others = [
      sharedSchedule("monthly", dates),
      sharedSchedule("annual", dates),
      sharedSchedule("monthly", { ...dates, alignment: "calendar" }),
      sharedSchedule("monthly", { ...dates, start: { year: 2026, month: 11, day: 6 } }),
      sharedSchedule("monthly", { ...dates, anchor: { year: 2026, month: 1, day: 6 } }),
    ];
    expect(new Set(others).size).toBe(others.length);
  });

  it("is made anew, and is the same, once it was forgotten", () => {
    const first = sharedSchedule("daily", dates);
    for (let year = 2000; year < 2007; year += 1)
      for (let day = 1; day <= 28; day += 1)
        for (let month = 1; month <= 12; month += 1)
          for (const cadence of ["daily", "weekly"] as const)
            sharedSchedule(cadence, { ...dates, start: { year, month, day } });
    expect(sharedSchedule("daily", dates)).not.toBe(first);
    expect(sharedSchedule("daily", dates)).toEqual(first);
  });
});
