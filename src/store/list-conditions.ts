/** The rows that meet every condition. */
export const where = (conditions: readonly string[]): string =>
  conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`;

/** A part of one of the columns, in any case; the searched text has no wildcards. */
export const contains = (columns: readonly string[], text: string): string =>
  `(${columns.map((column) => `strpos(lower(${column} collate "default"), lower(${text})) > 0`).join(" or ")})`;
