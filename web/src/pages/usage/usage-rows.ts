import type { Usage } from "../../api/usage.ts";
import type { CsvRow } from "../../format/csv-text.ts";

/** The columns of usage as a file; a column for the dimension where it is told apart by one. */
export const usageHeader = (dimension: string | undefined): CsvRow => [
  "from",
  "to",
  ...(dimension === undefined ? [] : [dimension]),
  "quantity",
  "unit",
  "events",
];

/** A row a window, and a window's row for each value where usage is told apart. */
export function usageRows({ windows, groups, unit }: Usage): readonly CsvRow[] {
  if (groups === undefined)
    return windows.map(({ from, to, quantity, events }) => [from, to, quantity, unit, events]);
  return windows.flatMap(({ from, to }, at) =>
    groups.map((group): CsvRow => {
      const own = group.windows[at];
      return [from, to, group.value, own?.quantity ?? "0", unit, own?.events ?? 0];
    }),
  );
}
