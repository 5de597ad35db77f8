const locale = "en-GB";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions, zone: string): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  formats.set(key, made);
  return made;
}

const day = { day: "numeric", month: "short", year: "numeric" } as const;

/** The civil day an instant (RFC 3339) falls on in a zone: `31 Jan 2026`. */
export function formatDay(instant: string, zone = "UTC"): string {
  return format(day, zone).format(new Date(instant));
}

/** An instant to the minute, in UTC and saying so: `2 Apr 2026, 09:30 UTC`. */
export function formatMinute(instant: string): string {
  const options = { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return `${format(options, "UTC").format(new Date(instant))} UTC`;
}

/** A half-open period as its first and last day: `1 – 31 Jan 2026`. `to` is exclusive, so the last day is the one before it. */
export function formatPeriod(from: string, to: string, zone = "UTC"): string {
  const first = new Date(from);
  const last = new Date(Math.max(first.getTime(), new Date(to).getTime() - 1));
  return format(day, zone).formatRange(first, last);
}

/** A month label `YYYY-MM` in words: `January 2026`, or `Jan 2026` when short. */
export function formatMonth(month: string, length: "long" | "short" = "long"): string {
  if (!/^\d{4}-\d{2}$/.test(month)) return month;
  return format({ month: length, year: "numeric" }, "UTC").format(
    new Date(`${month}-01T00:00:00Z`),
  );
}

/** The label of one usage window: its hour in UTC, its day or month in a zone. */
export function formatWindow(from: string, window: "hour" | "day" | "month", zone = "UTC"): string {
  if (window === "month")
    return format({ month: "short", year: "numeric" }, zone).format(new Date(from));
  if (window === "day") return formatDay(from, zone);
  return formatMinute(from).replace(" UTC", "");
}

/** A window's label on a chart's axis, where the year goes without saying: `3 Mar`, `3 Mar, 14:00`, `Mar 2026`. */
export function formatWindowTick(
  from: string,
  window: "hour" | "day" | "month",
  zone = "UTC",
): string {
  if (window === "month") return formatWindow(from, window, zone);
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const options = { day: "numeric", month: "short", ...(window === "hour" ? time : {}) } as const;
  return format(options, window === "hour" ? "UTC" : zone).format(new Date(from));
}

/** The civil day of an instant in UTC as `YYYY-MM-DD`, the form of a date input. */
export function isoDay(instant: string | number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** `YYYY-MM-DD` moved by whole days. */
export function shiftDay(isoDate: string, days: number): string {
  return isoDay(Date.parse(`${isoDate}T00:00:00Z`) + days * 86_400_000);
}
