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

/** From where to where, both included; what is undefined bounds nothing. */
export interface Bounds {
  readonly from?: string;
  readonly to?: string;
}

/** That the day on which an instant lies, UTC, is one of those from a day to another: `2026-01-31`. */
export const onDays = (
  column: string,
  { from, to }: Bounds,
  parameters: SqlParameters,
): string[] => [
  ...(from === undefined ? [] : [`${column} >= ${parameters.add(from)}::date`]),
  ...(to === undefined ? [] : [`${column} < ${parameters.add(to)}::date + 1`]),
];

/** That a day is one of those from a day to another. */
export const betweenDays = (
  column: string,
  { from, to }: Bounds,
  parameters: SqlParameters,
): string[] => [
  ...(from === undefined ? [] : [`${column} >= ${parameters.add(from)}::date`]),
  ...(to === undefined ? [] : [`${column} <= ${parameters.add(to)}::date`]),
];

/** That an amount is one of those from one decimal text to another. */
export const ofAmount = (
  column: string,
  { from, to }: Bounds,
  parameters: SqlParameters,
): string[] => [
  ...(from === undefined ? [] : [`${column} >= ${parameters.add(from)}::numeric`]),
  ...(to === undefined ? [] : [`${column} <= ${parameters.add(to)}::numeric`]),
];

/** What a list is bounded to, as its cursors remember it. */
export const boundsText = ({ from, to }: Bounds = {}): string | undefined =>
  from === undefined && to === undefined ? undefined : `${from ?? ""}..${to ?? ""}`;
