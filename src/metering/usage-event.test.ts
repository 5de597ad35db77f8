import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { parseUsageEvent, usageEventLimits } from "./usage-event.ts";

const good = {
  id: "e1",
  source: "gateway",
  type: "inference",
  customer: "c-17",
  time: "2026-01-05T10:00:00Z",
  data: { operations: 1200, region: "eu", cached: false, cost: "0.0000005" },
};
const faultsOf = (json: unknown) => {
  const result = parseUsageEvent(json);
  return result.ok ? [] : result.faults;
};
const withData = (data: unknown) => ({ ...good, data });

describe("a good event", () => {
  it("is read as it was sent, its time as a moment", () => {
    expect(expectOk(parseUsageEvent(structuredClone(good)))).toEqual({
      ...good,
      time: Date.UTC(2026, 0, 5, 10),
    });
  });

  it("comes from the API and without data where it does not say", () => {
    const { source, data, ...bare } = good;
    expect(expectOk(parseUsageEvent(bare))).toMatchObject({ source: "api", data: {} });
    expect([source, data]).toBeDefined();
  });

  it("may sit in a record with fields of its own", () => {
    const line = { fact: "usage", recordedAt: "2026-01-05T10:00:00Z", ...good };
    const limits = { ...usageEventLimits, otherFields: ["fact", "recordedAt"] };
    expect(parseUsageEvent(line, limits).ok).toBe(true);
    expect(faultsOf(line).map(({ code }) => code)).toEqual(["unknown-field", "unknown-field"]);
  });

  it.each([
    ["an offset", { ...good, time: "2026-01-05T10:00:00+05:30" }],
    ["an id of 255 characters", { ...good, id: "x".repeat(255) }],
    ["letters of any language", { ...good, customer: "Müller & Söhne 株式会社 😀" }],
    [
      "64 properties",
      withData(Object.fromEntries(Array.from({ length: 64 }, (_, n) => [`p${n}`, n]))),
    ],
    [
      "the largest and the smallest numbers",
      withData({ a: 999999999999999, b: -0.5, c: 1e-18, d: 9007199254740990 }),
    ],
    ["a number in decimal text of any length", withData({ a: "12345678901234567890.123456789" })],
    ["line breaks and marks of direction in a text", withData({ note: "a\n\u200fb\u0007" })],
    ["a name that every object has", withData({ toString: 1, hasOwnProperty: 2 })],
  ])("may have %s", (_, json) => {
    expect(faultsOf(json)).toEqual([]);
  });
});

describe("a bad event", () => {
  it.each<[string, unknown, string, string]>([
    ["no object", [good], "wrong-type", ""],
    ["null", null, "wrong-type", ""],
    ["an unknown field", { ...good, custmer: "c" }, "unknown-field", "/custmer"],
    ["no id", { ...good, id: undefined }, "missing-field", "/id"],
    ["no type", { ...good, type: undefined }, "missing-field", "/type"],
    ["no customer", { ...good, customer: undefined }, "missing-field", "/customer"],
    ["no time", { ...good, time: undefined }, "missing-field", "/time"],
    ["a null", { ...good, source: null }, "wrong-type", "/source"],
    ["a number for an id", { ...good, id: 17 }, "wrong-type", "/id"],
    ["a number for a time", { ...good, time: 1767225600000 }, "wrong-type", "/time"],
    ["an empty id", { ...good, id: "" }, "invalid-id", "/id"],
    ["an empty source", { ...good, source: "" }, "invalid-id", "/source"],
    ["an over-long id", { ...good, id: "x".repeat(256) }, "invalid-id", "/id"],
    ["a NUL in an id", { ...good, id: "a\0b" }, "invalid-id", "/id"],
    ["a line break in a customer", { ...good, customer: "a\nb" }, "invalid-id", "/customer"],
    ["a C1 control in a type", { ...good, type: "a\u0085b" }, "invalid-id", "/type"],
    ["a bidi override in an id", { ...good, id: "abc\u202edef" }, "invalid-id", "/id"],
    ["a bidi isolate in an id", { ...good, id: "\u2066abc" }, "invalid-id", "/id"],
    ["half a surrogate pair in an id", { ...good, id: "abc\ud800" }, "invalid-id", "/id"],
    ["a time without a zone", { ...good, time: "2026-01-05T10:00:00" }, "invalid-time", "/time"],
    [
      "a day that does not exist",
      { ...good, time: "2026-02-30T10:00:00Z" },
      "invalid-time",
      "/time",
    ],
    ["data that is a list", withData([1]), "wrong-type", "/data"],
    ["data that is null", withData(null), "wrong-type", "/data"],
    ["nested data", withData({ size: { width: 1 } }), "wrong-type", "/data/size"],
    ["a list in data", withData({ sizes: [1] }), "wrong-type", "/data/sizes"],
    ["a null in data", withData({ region: null }), "wrong-type", "/data/region"],
    [
      "65 properties",
      withData(Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`p${n}`, n]))),
      "too-many-properties",
      "/data",
    ],
    ["a property without a name", withData({ "": 1 }), "invalid-name", "/data/"],
    ["a control character in a name", withData({ "a\u0001": 1 }), "invalid-name", "/data/a\u0001"],
    [
      "a name to be escaped in the path",
      withData({ "a/b~c": null }),
      "wrong-type",
      "/data/a~1b~0c",
    ],
    ["an over-long text", withData({ note: "x".repeat(1025) }), "invalid-text", "/data/note"],
    ["a NUL in a text", withData({ note: "a\0b" }), "invalid-text", "/data/note"],
    ["half a surrogate pair in a text", withData({ note: "\udc00" }), "invalid-text", "/data/note"],
    ["a number beyond every range", JSON.parse('{"data":{"n":1e400}}'), "not-a-number", "/data/n"],
    ["a NaN", withData({ n: Number.NaN }), "not-a-number", "/data/n"],
    ["16 significant digits", withData({ n: 1234567890123456 }), "imprecise-number", "/data/n"],
    ["a sum of floats", withData({ n: 0.1 + 0.2 }), "imprecise-number", "/data/n"],
    ["a number beyond 2^53", withData({ n: 1e20 }), "imprecise-number", "/data/n"],
    ["a negative zero", withData({ n: -0 }), "imprecise-number", "/data/n"],
    ["more than 18 decimals", withData({ n: 1e-19 }), "too-many-digits", "/data/n"],
    [
      "a card number in a text",
      withData({ note: "paid with 4111 1111 1111 1111." }),
      "card-data-refused",
      "/data/note",
    ],
    [
      "a card number for a customer",
      { ...good, customer: "378282246310005" },
      "card-data-refused",
      "/customer",
    ],
    [
      "a card number for a name",
      withData({ "5555555555554444": 1 }),
      "card-data-refused",
      "/data/5555555555554444",
    ],
  ])("is refused: %s", (_, json, code, path) => {
    expect(faultsOf(json)).toContainEqual(expect.objectContaining({ code, path }));
    for (const fault of faultsOf(json)) {
      if (fault.code !== "invalid-time") expect(fault.suggestion).toEqual(expect.any(String));
    }
  });

  it.each(["__proto__", "constructor", "prototype"])(
    "is refused for the key %s, anywhere",
    (key) => {
      const inData = JSON.parse(`{"data":{"${key}":1}}`);
      expect(faultsOf({ ...good, ...inData })).toMatchObject([
        { code: "forbidden-key", path: `/data/${key}` },
      ]);
      const outside = JSON.parse(
        `${JSON.stringify(good).slice(0, -1)},"${key}":{"polluted":true}}`,
      );
      expect(faultsOf(outside)).toMatchObject([{ code: "forbidden-key", path: `/${key}` }]);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );

  it("names the field that was meant", () => {
    expect(faultsOf({ ...good, custmer: "c" })).toMatchObject([
      { suggestion: 'did you mean "customer"?' },
    ]);
    expect(faultsOf({ ...good, quantity: 5 })).toMatchObject([
      { suggestion: 'put properties under "data"' },
    ]);
  });

  it("suggests a string for a number that a number cannot hold", () => {
    expect(faultsOf(withData({ n: 1234567890123456 }))[0]?.suggestion).toContain("send a string");
  });

  it("never repeats a card number", () => {
    expect(JSON.stringify(faultsOf(withData({ note: "4111111111111111" })))).not.toContain("4111");
    expect(JSON.stringify(faultsOf({ ...good, id: "4111-1111-1111-1111" }))).not.toContain("4111");
  });

  it("gets all its faults at once", () => {
    const faults = faultsOf({
      id: "",
      typ: "x",
      customer: 5,
      time: "now",
      data: { a: null, b: Number.POSITIVE_INFINITY },
    });
    expect(faults.map(({ path }) => path)).toEqual([
      "/typ",
      "/id",
      "/type",
      "/customer",
      "/time",
      "/data/a",
      "/data/b",
    ]);
  });
});

describe("whatever is sent", () => {
  it("is an event or has faults, each with a code, a path and a message", () => {
    const field = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constant(good.time),
      fc.jsonValue(),
    );
    const json = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          id: field,
          source: field,
          type: field,
          customer: field,
          time: field,
          data: fc.dictionary(fc.string(), field),
          other: field,
        },
        { requiredKeys: [] },
      ),
    );
    property(
      fc.property(json, (sent) => {
        const result = parseUsageEvent(sent);
        if (result.ok) return;
        expect(result.faults.length).toBeGreaterThan(0);
        for (const { code, path, message } of result.faults) {
          expect(code).toMatch(/^[a-z-]+$/);
          expect(path === "" || path.startsWith("/")).toBe(true);
          expect(message).not.toBe("");
        }
      }),
      500,
    );
  });
});
