import type { SqlParameters } from "./sql-parameters.ts";

/** The rows that meet every condition. */
export const where = (conditions: readonly string[]): string =>
  conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`;

/** That columns are what a list is narrowed to, by the columns' names; what is undefined narrows nothing. */
export const matches = (
  filters: Readonly<Record<string, string | undefined>>,
  parameters: SqlParameters,
): string[] =>
  Object.entries(filters).flatMap(([column, value]) =>
    value === undefined ? [] : [`${column} = ${parameters.add(value)}`],
  );

/** A part of one of the columns, in any case; the searched text has no wildcards. */
export const contains = (columns: readonly string[], text: string): string =>
  `(${columns.map((column) => `strpos(lower(${column} collate "default"), lower(${text})) > 0`).join(" or ")})`;
