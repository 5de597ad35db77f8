import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { faultsOf } from "../fault/fault.ts";
import { decodeUtf8, hasLongNumber, parseCarefully, parseStrictJson } from "./strict-json.ts";

const fault = (text: string): string => {
  const [first] = faultsOf(parseStrictJson(text));
  return first === undefined ? "ok" : `${first.code} ${first.path}`;
};

describe("parseStrictJson", () => {
  it("reads every JSON value as JSON.parse does", () => {
    property(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const read = parseStrictJson(text);
        if (read.ok) expect(read.value).toEqual(JSON.parse(text));
        else
          expect(["imprecise-number", "forbidden-key", "duplicate-key"]).toContain(
            read.faults[0]?.code,
          );
      }),
    );
  });

  it("refuses what is not JSON, or cut short", () => {
    for (const text of ["", "{", '{"a":', "[1,]", "NaN", "{a:1}", '"\ud800']) {
      expect(fault(text)).toBe("malformed-body ");
    }
  });

  it("refuses a key that stands twice in one object, and says where", () => {
    expect(fault('{"a":1,"a":2}')).toBe("duplicate-key /a");
    expect(fault('{"list":[{"x":{"a":1,"\\u0061":2}}]}')).toBe("duplicate-key /list/0/x/a");
    expect(fault('[{"a":1},{"a":2}]')).toBe("ok");
    expect(fault('{"a":{"a":{"a":1}}}')).toBe("ok");
  });

  it("refuses keys that reach for the prototype", () => {
    expect(fault('{"a":{"__proto__":{"admin":true}}}')).toBe("forbidden-key /a/__proto__");
    expect(fault('{"constructor":1}')).toBe("forbidden-key /constructor");
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it("refuses numbers that a double changes, and those past its end", () => {
    expect(fault('{"value":0.1000000000000000055}')).toBe("imprecise-number /value");
    expect(fault('[1,{"n":12345678901234567890}]')).toBe("imprecise-number /1/n");
    expect(fault('{"value":1e400}')).toBe("imprecise-number /value");
    expect(fault('{"value":123456789012345}')).toBe("ok");
    expect(fault('{"value":"0.1000000000000000055"}')).toBe("ok");
    expect(fault('{"value":1000000000000000000000}')).toBe("imprecise-number /value");
  });

  it("refuses what is nested too deep or has too many keys", () => {
    expect(fault("[".repeat(33) + "]".repeat(33))).toBe("too-complex ");
    expect(fault("[".repeat(32) + "]".repeat(32))).toBe("ok");
    const keys = Array.from({ length: 10_001 }, (_, index) => `"k${index}":1`);
    expect(fault(`{${keys.join(",")}}`)).toBe("too-complex ");
  });

  it("is not fooled by brackets, commas and escaped quotes inside texts", () => {
    expect(fault('{"a":"},{\\"a\\":1","b":"[,]:"}')).toBe("ok");
  });
});

describe("decodeUtf8", () => {
  it("refuses bytes that are not UTF-8", () => {
    expect(
      faultsOf(decodeUtf8(Uint8Array.from([0x22, 0xff, 0x22]))).map(({ code }) => code),
    ).toEqual(["malformed-body"]);
  });
});

describe("hasLongNumber", () => {
  it("finds every number that JSON.parse could change", () => {
    property(
      fc.property(fc.bigInt({ min: 10n ** 16n, max: 10n ** 30n }), (value) => {
        expect(hasLongNumber(`{"n":${value}}`)).toBe(true);
      }),
    );
    expect(hasLongNumber('{"time":"2026-01-05T10:00:00.123456Z","n":1200}')).toBe(false);
  });
});

describe("parseCarefully", () => {
  /** An event as text: keys of a few letters, so that some stand twice, and white space wherever JSON has room for it. */
  const eventText = fc
    .record({
      keys: fc.array(fc.constantFrom("a", "b", "c", "id", "\\u0061", '\\"', '\\":'), {
        maxLength: 6,
      }),
      values: fc.array(fc.constantFrom("1", '"x"', '"\\":"', '"a : b"', "{}", "[]"), {
        minLength: 6,
        maxLength: 6,
      }),
      gap: fc.constantFrom("", " ", "\t", "\n", "\r\n "),
      inner: fc.boolean(),
    })
    .map(({ keys, values, gap, inner }) => {
      const fields = keys.map((key, index) => `"${key}"${gap}:${gap}${values[index]}`).join(",");
      return inner ? `[{"z":1,"data":{${fields}}}]` : `{${fields}}`;
    });

  it("finds every key that stands twice, as the strict reading does", () => {
    property(
      fc.property(eventText, (text) => {
        const [strict] = faultsOf(parseStrictJson(text));
        const [careful] = faultsOf(parseCarefully(text));
        expect(careful?.code).toBe(strict?.code);
      }),
      1_000,
    );
  });

  it("reads what hides nothing as JSON.parse does", () => {
    const text = '[{"id":"e-1","data":{"operations":12}},{"id":"e-2","data":{}}]';
    expect(parseCarefully(text)).toEqual({ ok: true, value: JSON.parse(text) });
    expect(faultsOf(parseCarefully('{"a":1,"a":2}'))[0]?.path).toBe("/a");
    expect(faultsOf(parseCarefully('[{"a":{"b":1,"b":2}}]'))[0]?.path).toBe("/0/a/b");
    expect(faultsOf(parseCarefully('{"a":9007199254740993}'))[0]?.code).toBe("imprecise-number");
  });
});
