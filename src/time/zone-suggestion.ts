import { nearest } from "../fault/nearest.ts";

/** More than the longest name in the database; the rest of a hostile text is not looked at. */
const COMPARED_LENGTH_MAX = 64;

let zoneByFoldedName: ReadonlyMap<string, string> | undefined;

/**
 * The zone most likely meant by an unknown name: the one whose city is named (`Berlin`, `new york`), else the one nearest
 * in spelling by its whole name or its city. Undefined when nothing is near.
 */
export function suggestZone(id: string): string | undefined {
  zoneByFoldedName ??= foldZones(["UTC", ...Intl.supportedValuesOf("timeZone")]);
  const wanted = foldName(id.slice(0, COMPARED_LENGTH_MAX));
  const folded = zoneByFoldedName.has(wanted) ? wanted : nearest(wanted, zoneByFoldedName.keys());
  return folded === undefined ? undefined : zoneByFoldedName.get(folded);
}

/** Zones by city and by whole name, the whole name going first where the two collide. */
function foldZones(names: readonly string[]): ReadonlyMap<string, string> {
  const byCity = names.map((name) => [cityOf(foldName(name)), name] as const);
  const byName = names.map((name) => [foldName(name), name] as const);
  return new Map([...byCity, ...byName]);
}

const foldName = (name: string): string =>
  name.trim().toLowerCase().replaceAll(" ", "").replaceAll("_", "").replaceAll("-", "");

const cityOf = (foldedName: string): string => foldedName.slice(foldedName.lastIndexOf("/") + 1);
