import { afterEach, describe, expect, test } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { type CivilDate, daysFromCivil, formatCivilDate, parseCivilDate } from "./calendar.ts";
import { formatInstant, parseInstant } from "./instant.ts";
import { civilDateAt, findZone, offsetAt, serviceDayAt, startOfDay, UTC } from "./zone.ts";

const at = (text: string) => expectOk(parseInstant(text));
const day = (text: string): CivilDate => expectOk(parseCivilDate(text));
const zone = (id: string) => expectOk(findZone(id));
const start = (id: string, date: string) => formatInstant(startOfDay(zone(id), day(date)));
const faultOf = (id: string) => {
  const result = findZone(id, "/customer/zone");
  return result.ok ? undefined : result.faults[0];
};

describe("finding a zone", () => {
  test("gives one value for an id, so zones compare", () => {
    expect(zone("Europe/Berlin")).toBe(zone("Europe/Berlin"));
    expect(zone("UTC")).toBe(UTC);
  });

  test.each([
    "America/Argentina/ComodRivadavia",
    "Asia/Calcutta",
    "Asia/Kolkata",
    "Europe/Kyiv",
    "Etc/GMT+12",
    "US/Eastern",
    "GB-Eire",
    "Antarctica/DumontDUrville",
  ])("knows %s, old or new", (id) => {
    expect(zone(id).id).toBe(id);
  });

  test.each([
    ["europe/berlin", "Europe/Berlin"],
    ["utc", "UTC"],
    ["Europe/Berln", "Europe/Berlin"],
    ["Amercia/New_York", "America/New_York"],
    ["New York", "America/New_York"],
    ["tokyo", "Asia/Tokyo"],
    ["Sao Paolo", "America/Sao_Paulo"],
  ])("refuses %s, naming %s", (written, meant) => {
    expect(faultOf(written)).toEqual({
      code: "unknown-time-zone",
      path: "/customer/zone",
      message: "The IANA time zone database has no zone of this name.",
      value: written,
      suggestion: `did you mean "${meant}"?`,
    });
  });

  test.each(["", " ", "+01:00", "-00:00", "Mars/Olympus_Mons", "Z", "__proto__", "\u0000"])(
    "refuses %j",
    (id) => {
      expect(faultOf(id)?.code).toBe("unknown-time-zone");
    },
  );

  test("a hostile text is neither compared nor echoed whole", () => {
    const fault = faultOf("Europe/".repeat(100_000));
    expect(String(fault?.value)).toHaveLength(64);
    expect(fault?.suggestion).toBe("for example Europe/Berlin");
  });
});

describe("the start of a local day", () => {
  test.each([
    ["UTC", "2026-01-31", "2026-01-31T00:00:00Z"],
    ["America/New_York", "2026-01-31", "2026-01-31T05:00:00Z"],
    ["Asia/Kolkata", "2026-01-31", "2026-01-30T18:30:00Z"],
    ["Pacific/Kiritimati", "1970-01-01", "1970-01-01T10:40:00Z"],
    ["Pacific/Auckland", "1970-01-01", "1969-12-31T12:00:00Z"],
    ["Africa/Monrovia", "1970-01-01", "1970-01-01T00:44:30Z"],
    ["Asia/Calcutta", "2999-12-31", "2999-12-30T18:30:00Z"],
    ["Europe/Berlin", "2500-07-01", "2500-06-30T22:00:00Z"],
  ])("%s %s", (id, date, expected) => {
    expect(start(id, date)).toBe(expected);
  });

  test.each([
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"],
    ["Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z"],
    ["Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z"],
    ["America/Havana", "2024-03-10", "2024-03-10T05:00:00Z"],
  ])("F9: %s skips midnight on %s: the day begins with the new offset", (id, date, expected) => {
    expect(start(id, date)).toBe(expected);
    expect(civilDateAt(zone(id), at(expected) - 1)).not.toEqual(day(date));
    expect(civilDateAt(zone(id), at(expected))).toEqual(day(date));
  });

  test("F9: where midnight comes twice, the first one counts", () => {
    expect(start("America/Havana", "2023-11-05")).toBe("2023-11-05T04:00:00Z");
  });

  test("F9: where the clock falls from midnight to 23:00, the day begins an hour later", () => {
    const beirut = zone("Asia/Beirut");
    expect(start("Asia/Beirut", "2022-10-30")).toBe("2022-10-29T22:00:00Z");
    expect(civilDateAt(beirut, at("2022-10-29T21:59:59Z"))).toEqual(day("2022-10-29"));
  });

  test.each([
    ["Pacific/Apia", "2011-12-29", "2011-12-30", "2011-12-31", "2011-12-30T10:00:00Z"],
    ["Pacific/Kwajalein", "1993-08-20", "1993-08-21", "1993-08-22", "1993-08-21T12:00:00Z"],
    ["Pacific/Kiritimati", "1994-12-30", "1994-12-31", "1995-01-01", "1994-12-31T10:00:00Z"],
  ])("%s skipped a day: it begins and ends with the change", (id, before, gone, after, change) => {
    expect(start(id, gone)).toBe(change);
    expect(start(id, after)).toBe(change);
    expect(formatCivilDate(civilDateAt(zone(id), at(change) - 1))).toBe(before);
    expect(formatCivilDate(civilDateAt(zone(id), at(change)))).toBe(after);
  });
});

describe("the day that counts", () => {
  test("does not go back where a clock falls from 00:01 to 23:01", () => {
    const stJohns = zone("America/St_Johns");
    const sunday = daysFromCivil(day("2010-11-07"));
    const shown = (text: string) => formatCivilDate(civilDateAt(stJohns, at(text)));
    const counted = (text: string) => serviceDayAt(stJohns, at(text)) - sunday;
    expect(start("America/St_Johns", "2010-11-07")).toBe("2010-11-07T02:30:00Z");
    expect([shown("2010-11-07T02:29:59Z"), counted("2010-11-07T02:29:59Z")]).toEqual([
      "2010-11-06",
      -1,
    ]);
    expect([shown("2010-11-07T02:30:59Z"), counted("2010-11-07T02:30:59Z")]).toEqual([
      "2010-11-07",
      0,
    ]);
    expect([shown("2010-11-07T02:31:00Z"), counted("2010-11-07T02:31:00Z")]).toEqual([
      "2010-11-06",
      0,
    ]);
    expect([shown("2010-11-07T03:30:00Z"), counted("2010-11-07T03:30:00Z")]).toEqual([
      "2010-11-07",
      0,
    ]);
  });
});

describe("F3: the process's own zone", () => {
  const before = process.env.TZ;
  afterEach(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  test.each(["Pacific/Auckland", "America/Los_Angeles"])("%s changes nothing", (tz) => {
    process.env.TZ = tz;
    expect(new Date(0).getTimezoneOffset(), "the setting took effect").not.toBe(0);
    expect(start("America/Toronto", "2026-03-08")).toBe("2026-03-08T05:00:00Z");
    expect(start("UTC", "2026-03-08")).toBe("2026-03-08T00:00:00Z");
    expect(formatInstant(at("2026-03-08T02:30:00Z"))).toBe("2026-03-08T02:30:00Z");
    expect(offsetAt(zone("Asia/Tokyo"), at("2026-03-08T02:30:00Z"))).toBe(32_400_000);
  });
});

describe("the table", () => {
  test("UTC needs none and answers for all time", () => {
    expect(UTC.table().starts).toHaveLength(1);
    expect(offsetAt(UTC, at("2999-12-31T23:59:59Z"))).toBe(0);
    expect(start("UTC", "2999-12-31")).toBe("2999-12-31T00:00:00Z");
  });

  test("is built once, at the first question", () => {
    const oslo = zone("Europe/Oslo");
    expect(oslo.table()).toBe(oslo.table());
  });
});
