import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { property } from "../../test/property.ts";
import { readJson } from "./json-source.ts";

const faults = (text: string): readonly string[] =>
  readJson(text).faults.map(({ code, path, line, column }) => `${line}:${column} ${code} ${path}`);

test("reads what JSON.parse reads", () => {
  const indents = fc.constantFrom(undefined, 2, "\t");
  property(
    fc.property(fc.jsonValue({ noUnicodeString: false }), indents, (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const read = readJson(text);
      const other = read.faults.filter(
        ({ code }) => code !== "imprecise-number" && code !== "forbidden-key",
      );
      expect(other).toEqual([]);
      if (read.faults.length === 0) expect(read.value).toEqual(JSON.parse(text));
    }),
  );
});

test("refuses what JSON.parse refuses", () => {
  const scraps = fc.array(fc.constantFrom(...'{}[]:,"\\0a1-.eE+ \n', "true", "null"), {
    maxLength: 8,
  });
  property(
    fc.property(scraps, (parts) => {
      const text = parts.join("");
      const read = readJson(text);
      const malformed = read.faults.some(({ code }) => code === "malformed-json");
      let refused = false;
      try {
        JSON.parse(text);
      } catch {
        refused = true;
      }
      expect({ text, malformed }).toEqual({ text, malformed: refused });
    }),
    1_000,
  );
});

describe("what JSON.parse lets through", () => {
  test("a key given twice: the first one counts", () => {
    const text = '{\n  "a": 1,\n  "a": 2\n}';
    expect(faults(text)).toEqual(["3:3 duplicate-key /a"]);
    expect(readJson(text).value).toEqual({ a: 1 });
  });

  test("__proto__, however it is written", () => {
    const text = '{ "a": { "__proto__": { "b": 1 } }, "\\u005f_proto__": 2 }';
    expect(faults(text)).toEqual([
      "1:10 forbidden-key /a/__proto__",
      "1:37 forbidden-key /__proto__",
    ]);
    expect(Object.getPrototypeOf(readJson(text).value)).toBe(Object.prototype);
  });

  test.each(["0.1000000000000000055", "12345678901234567890", "1.23456789012345678"])(
    "%s, which a number cannot hold",
    (number) => {
      expect(faults(`[${number}]`)).toEqual(["1:2 imprecise-number /0"]);
    },
  );

  test.each(["0.0000005", "1e3", "-12.50", "999999999999999"])("%s is exact", (number) => {
    expect(readJson(number)).toMatchObject({ value: Number(number), faults: [] });
  });
});

describe("what is not JSON says where", () => {
  test.each([
    ['{\n  "a": tru }', "2:8 malformed-json "],
    ['{ "a" 1 }', "1:7 malformed-json "],
    ["[1, 2", "1:6 malformed-json "],
    ["[1,]", "1:4 malformed-json "],
    ["{} x", "1:4 malformed-json "],
    ["'a'", "1:1 malformed-json "],
    ["01", "1:2 malformed-json "],
    ['"a\nb"', "1:1 malformed-json "],
    ["", "1:1 malformed-json "],
  ])("%j", (text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });

  test("nesting that would exhaust the stack", () => {
    expect(faults("[".repeat(100_000))).toEqual(["1:102 malformed-json "]);
  });
});

test("knows the place of every key and entry", () => {
  const { positions } = readJson('{\n  "a": [1,\n    2],\n  "b/c": {}\n}');
  expect(Object.fromEntries(positions)).toEqual({
    "": { line: 1, column: 1 },
    "/a": { line: 2, column: 3 },
    "/a/0": { line: 2, column: 9 },
    "/a/1": { line: 3, column: 5 },
    "/b~1c": { line: 4, column: 3 },
  });
});
