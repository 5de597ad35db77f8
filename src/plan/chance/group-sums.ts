import type { GivenColumns } from "./given-rows.ts";

/** Adds what variables come to: each its amounts, at their places. */
export type GroupSums = (variables: Float64Array, memory: Float64Array) => void;

interface Entry {
  readonly variable: number;
  readonly place: number;
  readonly amount: number;
}

/** Shorter runs of entries are added one by one. */
const bandLeast = 6;

/**
 * Makes the function that adds the variables from one up to and without another. Groups follow each other by month, and so do the months that they
 * add to: where entries lie on such a band they are added in one loop over both, which reads no indexes.
 */
export function groupSums(columns: GivenColumns, from: number, to: number): GroupSums {
  const runs = runsOf(columns, from, to);
  const bands = runs.filter((run) => run.length >= bandLeast);
  const single = runs.filter((run) => run.length < bandLeast).flat();
  const firstOf = (read: (entry: Entry) => number): Int32Array =>
    Int32Array.from(bands, ([first]) => (first === undefined ? 0 : read(first)));
  const bandVariable = firstOf(({ variable }) => variable);
  const bandPlace = firstOf(({ place }) => place);
  const bandLength = Int32Array.from(bands, (band) => band.length);
  // The amount of all entries, where there is one; entries are never 0.
  const bandSame = Float64Array.from(bands, (band) => {
    const amount = band[0]?.amount ?? 0;
    return band.every((entry) => entry.amount === amount) ? amount : 0;
  });
  const bandAmounts = Float64Array.from(
    bands.filter((_, at) => bandSame[at] === 0).flat(),
    ({ amount }) => amount,
  );
  const variable = Int32Array.from(single, (entry) => entry.variable);
  const place = Int32Array.from(single, (entry) => entry.place);
  const amount = Float64Array.from(single, (entry) => entry.amount);
  return (x, memory) => {
    let at = 0;
    for (let band = 0; band < bandLength.length; band += 1) {
      const length = bandLength[band] as number;
      const customers = bandVariable[band] as number;
      const months = bandPlace[band] as number;
      const same = bandSame[band] as number;
      if (same !== 0)
        for (let step = 0; step < length; step += 1)
          memory[months + step] =
            (memory[months + step] as number) + same * (x[customers + step] as number);
      else {
        for (let step = 0; step < length; step += 1)
          memory[months + step] =
            (memory[months + step] as number) +
            (bandAmounts[at + step] as number) * (x[customers + step] as number);
        at += length;
      }
    }
    for (let entry = 0; entry < place.length; entry += 1) {
      const own = place[entry] as number;
      memory[own] =
        (memory[own] as number) +
        (amount[entry] as number) * (x[variable[entry] as number] as number);
    }
  };
}

/** The entries of variables, put together where both variable and place go on by one. */
function runsOf(
  { starts, places, amounts }: GivenColumns,
  from: number,
  to: number,
): readonly (readonly Entry[])[] {
  const byShift = new Map<number, Entry[][]>();
  for (let variable = from; variable < to; variable += 1)
    for (let at = starts[variable] ?? 0; at < (starts[variable + 1] ?? 0); at += 1) {
      const place = places[at] ?? 0;
      const entry = { variable, place, amount: amounts[at] ?? 0 };
      const runs = byShift.get(place - variable) ?? [];
      byShift.set(place - variable, runs);
      const last = runs.at(-1);
      if (last?.at(-1)?.variable === variable - 1) last.push(entry);
      else runs.push([entry]);
    }
  return [...byShift.values()].flat();
}

/** Makes months of rows that are kept as differences from month to month. */
export function monthsOfDifferences(columns: GivenColumns): (memory: Float64Array) => void {
  const { months } = columns;
  const rows = [...columns.summed].map((row) => ({
    offset: columns.rows[row]?.offset ?? 0,
    differences: columns.differencesOf(row),
  }));
  return (memory) => {
    for (const { offset, differences } of rows) {
      let sum = 0;
      for (let month = 0; month < months; month += 1) {
        sum += memory[differences + month] as number;
        memory[offset + month] = (memory[offset + month] as number) + sum;
      }
    }
  };
}
