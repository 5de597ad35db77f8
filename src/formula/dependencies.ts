import type { CompiledFormulas } from "./compile-formulas.ts";

/** The figures, and all that they are computed from, through whatever lies between; by name, what was asked for first. */
export function reachedFrom(
  { feeds }: Pick<CompiledFormulas, "feeds">,
  names: Iterable<string>,
): ReadonlySet<string> {
  const reached = new Set(names);
  for (const name of reached) for (const read of feeds(name)) reached.add(read);
  return reached;
}

/** The figures, and all that is computed from them, through whatever lies between; by name, what was asked for first. */
export function dependentsOf(
  { places, feeds }: Pick<CompiledFormulas, "places" | "feeds">,
  names: Iterable<string>,
): ReadonlySet<string> {
  const readers = new Map<string, string[]>();
  for (const reader of places.keys())
    for (const read of feeds(reader)) {
      const own = readers.get(read);
      if (own === undefined) readers.set(read, [reader]);
      else own.push(reader);
    }
  const dependents = new Set(names);
  for (const name of dependents)
    for (const reader of readers.get(name) ?? []) dependents.add(reader);
  return dependents;
}
