import { ok, type Result } from "../fault/fault.ts";
import { decodeCursor, type ListScope } from "./page.ts";
import type { SqlParameters } from "./sql-parameters.ts";

/** What a list is sorted by. */
export interface SortedBy {
  /** The columns, the last of which tells rows apart, each with its type where a text is not taken for it: `date::timestamptz`. */
  readonly columns: readonly string[];
  readonly order: "ascending" | "descending";
}

/**
 * Adds to the conditions of a list that its rows come after those of a page; nothing without a cursor. Refuses one that is not of
 * this list.
 */
export function addRowsAfter(
  conditions: string[],
  cursor: string | undefined,
  { columns, order }: SortedBy,
  scope: ListScope,
  parameters: SqlParameters,
): Result<undefined> {
  if (cursor === undefined) return ok(undefined);
  const after = decodeCursor(scope, cursor, columns.length);
  if (!after.ok) return after;
  const values = after.value.map((value, place) => {
    const [, type] = columns[place]?.split("::") ?? [];
    return type === undefined ? parameters.add(value) : `${parameters.add(value)}::${type}`;
  });
  const names = columns.map((column) => column.split("::")[0]);
  const comes = order === "ascending" ? ">" : "<";
  conditions.push(`(${names.join(", ")}) ${comes} (${values.join(", ")})`);
  return ok(undefined);
}
