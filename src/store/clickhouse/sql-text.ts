/** A text as a literal: whatever it holds, it ends where it should. */
export const sqlText = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;

/** A list of texts. */
export const sqlTexts = (texts: readonly string[]): string => `[${texts.map(sqlText).join(", ")}]`;

/**
 * Rows of values as a table, one literal however many they are. `types` by column, in the order of the values.
 */
export function sqlRows(
  types: Readonly<Record<string, string>>,
  rows: readonly (readonly (string | number)[])[],
): string {
  const columns = Object.keys(types).map((name, index) => `asked_row.${index + 1} as ${name}`);
  const row = `Array(Tuple(${Object.values(types).join(", ")}))`;
  return `(select ${columns.join(", ")} from (
    select arrayJoin(JSONExtract(${sqlText(JSON.stringify(rows))}, ${sqlText(row)})) as asked_row))`;
}
