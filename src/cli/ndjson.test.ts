import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { propertyRuns, propertySeed } from "../../test/property.ts";
import { lineBytesMax, openLineFile } from "./ndjson.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-ndjson-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** What a reader is told of a file with these bytes: `number text`, `number code`, `number text (cut)`. */
async function read(bytes: string | Buffer, marks?: readonly string[]): Promise<string[]> {
  const path = join(folder, "lines.ndjson");
  await writeFile(path, bytes);
  const file = await openLineFile(path);
  const told: string[] = [];
  let last = 0;
  await file.read({
    line: (text, number, cut) => told.push(`${number} ${text}${cut ? " (cut)" : ""}`),
    unreadable: ({ code }, number) => told.push(`${number} ${code}`),
    progress: (done) => {
      last = done;
    },
    ...(marks === undefined ? {} : { marks }),
  });
  await file.close();
  expect(last).toBe(file.bytes);
  return told;
}

describe("a file of lines", () => {
  it("is read line by line; blank ones are passed over and counted", async () => {
    expect(await read('{"a":1}\n\n  \r\n{"b":2}\r\n')).toEqual(['1 {"a":1}', '4 {"b":2}\r']);
    expect(await read("")).toEqual([]);
    expect(await read("\n\n")).toEqual([]);
  });

  it("is passed over where it holds none of the marks, and counted all the same", async () => {
    expect(await read("aa\nb\n\nca\nd\nbc\na", ["b", "c"])).toEqual([
      "2 b",
      "4 ca",
      "6 bc",
      "7 a (cut)",
    ]);
    expect(await read("a\n\nab\n", ["b", "x"])).toEqual(["3 ab"]);
    expect(await read("a\nb\n", [])).toEqual([]);
    const long = Array.from({ length: 40_000 }, (_, n) => `${"-".repeat(40)}${n % 9_000}`);
    const marked = long.flatMap((line, n) => (/77|8\b/.test(line) ? [`${n + 1} ${line}`] : []));
    const some = await read(`${long.join("\n")}\n`, ["77", "8"]);
    expect(marked.filter((line) => !some.includes(line))).toEqual([]);
    expect(some.length).toBeLessThan(long.length);
  });

  it("may end without a line break, which the reader is told", async () => {
    expect(await read('{"a":1}\n{"b":')).toEqual(['1 {"a":1}', '2 {"b": (cut)']);
  });

  it("may begin with a byte order mark, and only begin", async () => {
    expect(await read('\ufeff{"a":1}')).toEqual(['1 {"a":1} (cut)']);
    expect(await read('{"a":1}\n\ufeff{"b":2}\n')).toEqual(['1 {"a":1}', '2 \ufeff{"b":2}']);
  });

  it("names the lines that are not UTF-8, and reads on", async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":"ü"}\n{"b":"'),
      Buffer.from([0xff, 0xc3]),
      Buffer.from('"}\n{"c":"東"}\n'),
      Buffer.from([0xc3]),
    ]);
    expect(await read(bytes)).toEqual([
      '1 {"a":"ü"}',
      "2 invalid-utf8",
      '3 {"c":"東"}',
      "4 invalid-utf8",
    ]);
    const wide = Buffer.from('\ufeff{"a":1}\n', "utf16le");
    expect(await read(wide)).toEqual(["1 invalid-utf8", "2 \0 (cut)"]);
  });

  it("refuses a line past the limit, without holding it, and reads on", async () => {
    const longest = "x".repeat(lineBytesMax);
    const told = await read(`a\n${longest}\nb\n${longest}y\nc\n${longest.repeat(3)}\nd\n`);
    expect(told.map((text) => text.slice(0, 20))).toEqual([
      "1 a",
      `2 ${"x".repeat(18)}`,
      "3 b",
      "4 line-too-long",
      "5 c",
      "6 line-too-long",
      "7 d",
    ]);
    expect(await read(`${longest}y`)).toEqual(["1 line-too-long"]);
    expect(await read(`${longest}yy\n`)).toEqual(["1 line-too-long"]);
    expect((await read(longest)).map((text) => text.length)).toEqual([lineBytesMax + 8]);
  });

  it("is the same wherever its blocks end", async () => {
    const letters = fc.constantFrom("a", "ü", "東", "🚀", " ", "\r");
    const line = fc.oneof(
      fc.string({ unit: letters, maxLength: 20 }),
      fc.integer({ min: lineBytesMax - 200, max: lineBytesMax }).map((size) => "z".repeat(size)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
        const expected = lines.flatMap((text, at) =>
          text.trim() === "" ? [] : [`${at + 1} ${text}`],
        );
        expect(await read(lines.map((text) => `${text}\n`).join(""))).toEqual(expected);
      }),
      { seed: propertySeed, numRuns: 25 * propertyRuns },
    );
  });

  it("is read as it was when it was opened, though others append to it", async () => {
    const path = join(folder, "growing.ndjson");
    await writeFile(path, "a\nb\n");
    const file = await openLineFile(path);
    await writeFile(path, "a\nb\nc\n");
    const told: string[] = [];
    for (const _ of [1, 2])
      await file.read({ line: (text) => told.push(text), unreadable: () => {} });
    await file.close();
    expect(told).toEqual(["a", "b", "a", "b"]);
  });

  it("is a file: a folder cannot be read, and nothing that is not there", async () => {
    await expect(openLineFile(folder)).rejects.toMatchObject({ code: "EISDIR" });
    await expect(openLineFile(join(folder, "none"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});
