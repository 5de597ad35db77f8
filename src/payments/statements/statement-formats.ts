import { type Result, refuse } from "../../fault/fault.ts";
import { camt053 } from "./camt053.ts";
import { csv } from "./csv.ts";
import { decodeText } from "./decode-text.ts";
import type { ReadStatement, StatementOptions, StatementReader } from "./read-statement.ts";

/** Every format: a new one is a file and a line here, before CSV, which takes any table. */
const readers = { camt053, csv } as const satisfies Readonly<Record<string, StatementReader>>;

/** The name of a format. */
export type StatementFormat = keyof typeof readers;

/** The names of all formats. */
export const statementFormats = Object.keys(readers) as readonly StatementFormat[];

/**
 * Reads a bank's file into lines to be matched. The format is told or recognised, the encoding too.
 * Refuses with `statement-too-large`, `statement-format-unknown`, or what the reader refuses.
 */
export function readStatementFile(
  bytes: Uint8Array,
  options: StatementOptions & { readonly format?: StatementFormat } = {},
): Result<ReadStatement> {
  const text = decodeText(bytes);
  if (!text.ok) return text;
  const { format, ...rest } = options;
  const reader: StatementReader | undefined =
    format === undefined
      ? Object.values(readers).find((one) => one.recognises(text.value))
      : readers[format];
  if (reader !== undefined) return reader.read(text.value, rest);
  return refuse({
    code: "statement-format-unknown",
    path: "",
    message: "this is no statement in a format that can be read",
    suggestion: `one of ${statementFormats.join(", ")}`,
  });
}
