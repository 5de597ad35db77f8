import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { azureColumns, parseColumns, readUsageRows } from "./usage-csv.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-csv-"));
});
afterAll(() => rm(folder, { recursive: true }));

const columns = expectOk(parseColumns(azureColumns));
const head = "TIMESTAMP,ContextTokens,GeneratedTokens\n";

async function read(text: string) {
  const path = join(folder, "usage.csv");
  await writeFile(path, text);
  return readUsageRows(path, columns);
}

describe("readUsageRows", () => {
  it("adds the columns up, in order of time", async () => {
    const text = `\ufeff${head}2023-11-16 18:15:47,3,4\n\n"2023-11-16 18:15:46.6805900" ,1, 2\n2023-11-16T20:15:48+02:00,0,0\n`;
    expect(await read(text)).toEqual({
      ok: true,
      value: [
        { time: Date.UTC(2023, 10, 16, 18, 15, 46, 680), data: { operations: 3 } },
        { time: Date.UTC(2023, 10, 16, 18, 15, 47), data: { operations: 7 } },
        { time: Date.UTC(2023, 10, 16, 18, 15, 48), data: { operations: 0 } },
      ],
    });
  });

  it.each([
    ["a row that is too short", `${head}2023-11-16 18:15:46,1\n`, "invalid-row", "", 2],
    ["a row that is too long", `${head}a,1,2\n2023-11-16 18:15:46,1,2,3\n`, "invalid-time", "", 2],
    ["an open quote", `${head}"2023-11-16 18:15:46,1,2\n`, "invalid-row", "", 2],
    ["a word for a number", `${head}2023-11-16 18:15:46,1,x\n`, "invalid-row", "ContextTokens", 2],
    ["a negative number", `${head}2023-11-16 18:15:46,-1,2\n`, "invalid-row", "ContextTokens", 2],
    ["a word for a time", `${head}\nyesterday,1,2\n`, "invalid-time", "TIMESTAMP", 3],
  ])("refuses %s at its line", async (_, text, code, path, line) => {
    expect(await read(text)).toMatchObject({
      ok: false,
      faults: [{ code, path: expect.stringContaining(path), line }],
    });
  });

  it.each([
    ["no rows", head, "no-rows", "--usage"],
    ["another head", "when,tokens\n2023-11-16,1\n", "missing-column", "--columns"],
  ])("refuses %s", async (_, text, code, path) => {
    expect(await read(text)).toMatchObject({ ok: false, faults: [{ code, path }] });
  });

  it("refuses what is no file", async () => {
    const refused = (path: string) => readUsageRows(join(folder, path), columns);
    expect(await refused("nope.csv")).toMatchObject({
      faults: [{ code: "file-not-found", path: "--usage" }],
    });
    expect(await refused("")).toMatchObject({ faults: [{ code: "not-a-file", path: "--usage" }] });
  });
});

it.each(["", "time=t", "operations=a", "time=,operations=a", "time=t,operations", "time=t,=a"])(
  "refuses %j for columns",
  (text) => {
    expect(parseColumns(text)).toMatchObject({
      faults: [{ code: "invalid-columns", path: "--columns" }],
    });
  },
);
