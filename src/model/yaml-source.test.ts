import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { property } from "../../test/property.ts";
import { readYaml } from "./yaml-source.ts";

const faults = (text: string): readonly string[] =>
  readYaml(text).faults.map(({ code, path, line, column }) => `${line}:${column} ${code} ${path}`);

test("reads what was written", () => {
  const key = fc.string({ minLength: 1 }).filter((name) => name !== "__proto__");
  const value = fc.dictionary(
    key,
    fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.array(fc.string())),
  );
  property(
    fc.property(value, (document) => {
      const read = readYaml(stringify(document));
      expect(read.faults).toEqual([]);
      expect(read.value).toEqual({ ...document });
    }),
    200,
  );
});

describe("refuses, with the place", () => {
  test.each([
    ["a key given twice", "a: 1\nb: 2\na: 3\n", "3:1 duplicate-key /a"],
    ["__proto__", "a:\n  __proto__: { b: 1 }\n", "2:3 forbidden-key /a/__proto__"],
    ["a key that is no text", "a:\n  2026: 1\n", "2:3 key-not-text /a"],
    ["a number that loses digits", "a: 0.1000000000000000055\n", "1:4 imprecise-number /a"],
    ["a tag", "a: !!python/object x\n", "1:4 malformed-yaml "],
    ["two documents", "a: 1\n---\nb: 2\n", "2:1 malformed-yaml "],
    ["what is not YAML", "a: [1,\nb: 2\n", "2:1 malformed-yaml "],
    ["an alias of nothing", "a: *b\n", "1:4 unknown-alias /a"],
    ["an alias inside what it stands for", "a: &a\n  b: *a\n", "2:6 circular-alias /a/b"],
  ])("%s", (_, text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });

  test("a bomb of aliases", () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const inner = level === 0 ? "x" : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array.from({ length: 10 }, () => inner).join(", ")}]`;
    });
    expect(readYaml(levels.join("\n")).faults.map(({ code }) => code)).toEqual([
      "document-too-large",
    ]);
  });
});

test("an alias stands for its anchor, and a text stays a text", () => {
  const { value, faults: found } = readYaml(
    "a: &price { unit: 5 USD }\nb: *price\nc: yes\nd: 1_000\n",
  );
  expect(found).toEqual([]);
  expect(value).toEqual({ a: { unit: "5 USD" }, b: { unit: "5 USD" }, c: "yes", d: "1_000" });
});

test("nothing at all is a document without a value", () => {
  expect(readYaml("")).toMatchObject({ value: null, faults: [] });
});
