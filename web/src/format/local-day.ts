const clocks = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of a zone, in the form of an instant. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  // Swedish dates are those of ISO 8601.
  const made = new Intl.DateTimeFormat("sv-SE", {
    dateStyle: "short",
    timeStyle: "medium",
    timeZone: zone,
  });
  clocks.set(zone, made);
  return made;
}

const shownAt = (zone: string, at: number): string => clockOf(zone).format(at).replace(" ", "T");

/** The civil day of an instant in a zone as `YYYY-MM-DD`. */
export const localDay = (instant: string | number, zone: string): string =>
  shownAt(zone, typeof instant === "number" ? instant : Date.parse(instant)).slice(0, 10);

/** When a civil day begins in a zone, RFC 3339; where its midnight is skipped, an hour may be missing from it. */
export function startOfLocalDay(day: string, zone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const offsetAt = (at: number): number => Date.parse(`${shownAt(zone, at)}Z`) - at;
  const near = midnight - offsetAt(midnight);
  return new Date(midnight - offsetAt(near)).toISOString().replace(".000Z", "Z");
}
