import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";

const source = join(import.meta.dirname, "..");
/** Files with a table that is no file for a spreadsheet, each with its reason. */
const exceptions: Readonly<Record<string, string>> = {
  "pages/reference/route-entry.tsx": "what fields mean is in openapi.json, which the page offers",
  "portal/parts/data-table.tsx":
    "the portal saves usage and invoices, and its other tables are short",
};

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".tsx"))
  .map((path) => ({ path, text: readFileSync(join(source, path), "utf8") }));

it("lets every table of the console be saved as a file", () => {
  const savedFolders = new Set(
    files.filter(({ text }) => text.includes("<CsvButton")).map(({ path }) => dirname(path)),
  );
  const unsaved = files
    .filter(({ text }) => /<table\b|csv=\{false\}/.test(text))
    .filter(
      ({ path, text }) => !/<TableCsv|CsvAddress\(/.test(text) && !savedFolders.has(dirname(path)),
    )
    .map(({ path }) => path);
  expect(unsaved.sort()).toEqual(Object.keys(exceptions).sort());
});

it("has one place that writes such files", () => {
  const writers = files
    .filter(({ text }) => /text\/csv|csvText\(/.test(text))
    .map(({ path }) => basename(path));
  expect(writers).toEqual([]);
});
