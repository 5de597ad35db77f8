import { cellText } from "./cell-text.ts";
import type { CsvRow } from "./csv-text.ts";

const money = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/;

/**
 * What a table says, for a spreadsheet: columns without any text are left out, and amounts that say their currency are a column of
 * figures and one of currencies.
 */
export function savedTable(
  head: readonly string[],
  body: readonly (readonly string[])[],
): { readonly header: CsvRow; readonly rows: readonly CsvRow[] } {
  const columns = head.flatMap((name, at) => {
    const texts = body.map((row) => cellText(row[at] ?? ""));
    const said = texts.filter((text) => text !== "");
    if (said.length === 0) return body.length === 0 ? [{ name: cellText(name), texts }] : [];
    const isMoney = said.every((text) => money.test(text));
    if (!isMoney) return [{ name: cellText(name), texts }];
    const parts = texts.map((text) => money.exec(text));
    return [
      { name: cellText(name), texts: parts.map((part) => part?.[1] ?? "") },
      { name: `${cellText(name)} currency`, texts: parts.map((part) => part?.[2] ?? "") },
    ];
  });
  return {
    header: columns.map(({ name }) => name),
    rows: body.map((_, at) => columns.map(({ texts }) => texts[at] ?? "")),
  };
}
