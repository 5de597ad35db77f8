import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importedLineBytesMax, linesAfter } from "./import-lines.ts";
import { type ImportedRow, importedRows, type RowMapping } from "./import-rows.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-lines-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

async function all<T>(rows: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

const start = { line: 0, bytes: 0 };
const long = (more: number) => "é".repeat(importedLineBytesMax / 2) + "x".repeat(more);

describe("linesAfter", () => {
  it("gives every line with where it ends, and nothing of those that are too long", async () => {
    const lines = ["one", "", long(0), long(1), long(300_000), "six", long(5), "last"];
    const path = await fileOf("lines", lines.join("\n"));
    const found = (await all(linesAfter(path, start))).flat();
    expect(found.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(found.map(({ text }) => text?.toString())).toEqual(
      lines.map((text) => (Buffer.byteLength(text) > importedLineBytesMax ? undefined : text)),
    );
    for (const { line, bytes } of found)
      expect(bytes).toBe(
        Buffer.byteLength(lines.slice(0, line).join("\n")) + (line < lines.length ? 1 : 0),
      );
  });
});

describe("importedRows", () => {
  const mappings: Readonly<Record<string, RowMapping>> = {
    csv: { format: "csv", columns: new Map([["id", "Request"]]), constants: { type: "call" } },
    ndjson: { format: "ndjson", columns: new Map(), constants: { type: "call" } },
  };
  const bom = "\u{feff}";
  const texts: Readonly<Record<string, string>> = {
    csv: `${bom}Request, note\r\na,1\r\n\r\nb,"two\r\nlines"\r\n${long(9)}\r\nc,3\r\nd,4\r\n,5\r\n"e",6`,
    ndjson: `{"id":"a"}\n\n{"id":"b","data":{}}\n${long(9)}\n{torn\n{"id":"c"}\n${long(1)}\n{"id":"d"}`,
  };
  const said = ({ line, event }: ImportedRow) => [
    line,
    event.ok ? event.value : event.faults.map(({ code }) => code),
  ];

  it.each(["csv", "ndjson"])("tells a line that is too long, and reads on: %s", async (format) => {
    const path = await fileOf(`usage.${format}`, texts[format] ?? "");
    const rows = await all(importedRows(path, mappings[format] as RowMapping));
    expect(rows.map(said)).toEqual(
      format === "csv"
        ? [
            [2, expect.objectContaining({ id: "a", type: "call", data: { note: "1" } })],
            [5, expect.objectContaining({ id: "b", data: { note: "two\r\nlines" } })],
            [6, ["line-too-long"]],
            [7, expect.objectContaining({ id: "c" })],
            [8, expect.objectContaining({ id: "d" })],
            [9, expect.objectContaining({ id: "row-9" })],
            [10, expect.objectContaining({ id: "e" })],
          ]
        : [
            [1, expect.objectContaining({ id: "a", type: "call" })],
            [3, expect.objectContaining({ id: "b" })],
            [4, ["line-too-long"]],
            [5, ["malformed-body"]],
            [6, expect.objectContaining({ id: "c" })],
            [7, ["line-too-long"]],
            [8, expect.objectContaining({ id: "d" })],
          ],
    );
  });

  it("reads a CSV of other line breaks alike", async () => {
    const path = await fileOf("other.csv", (texts.csv ?? "").replaceAll("\r\n", "\n"));
    const mapping = mappings.csv as RowMapping;
    const rows = await all(importedRows(path, mapping));
    const lines = rows.map(({ line, event }) => (event.ok ? line : "long"));
    expect(lines).toEqual([2, 5, "long", 7, 8, 9, 10]);
    const after = rows[3];
    const rest = await all(importedRows(path, mapping, after));
    expect(rest.map(({ line }) => line)).toEqual([8, 9, 10]);
  });

  it.each(["csv", "ndjson"])("reads the same rest from behind any row: %s", async (format) => {
    const mapping = mappings[format] as RowMapping;
    const path = await fileOf(`usage.${format}`, texts[format] ?? "");
    const rows = await all(importedRows(path, mapping));
    for (const [at, { line, bytes, header }] of rows.entries()) {
      const rest = await all(importedRows(path, mapping, { line, bytes, header }));
      expect(rest.map(said)).toEqual(rows.slice(at + 1).map(said));
      expect(rest.map((row) => row.bytes)).toEqual(rows.slice(at + 1).map((row) => row.bytes));
    }
  });
});
