import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { meterReaders } from "../account/meter-readers.ts";
import { faultsOf } from "../fault/fault.ts";
import type { Meter } from "../model/meter.ts";
import {
  accountMarks,
  mayTellOfAccount,
  parseLine,
  readAccountFact,
  readUsage,
  subjectOf,
} from "./fact-line.ts";

const operations: Meter = {
  event: "inference",
  aggregation: { kind: "sum", property: "operations" },
  unit: "operation",
  dimensions: { region: ["eu", "us"], team: "any" },
};
const settled: Meter = {
  event: "payment",
  aggregation: { kind: "sum", property: "value" },
  unit: "USD",
  filter: { property: "status", equals: "settled" },
};
const meters = meterReaders({ meters: { operations, settled } });

const event = {
  id: "e-1",
  type: "inference",
  customer: "c-1",
  time: "2026-01-05T10:00:00Z",
  data: { operations: 1_200, region: "eu" },
};

/** `code path` of every fault of a line of usage. */
function codes(text: string): string[] {
  const line = parseLine(text, false);
  if (!line.ok) return line.faults.map(({ code, path }) => `${code} ${path}`);
  return faultsOf(readUsage(line.value, text, meters)).map(({ code, path }) => `${code} ${path}`);
}

const changed = (more: object): string => JSON.stringify({ ...event, ...more });

describe("a line", () => {
  it("is an object of JSON", () => {
    expect(codes("[1]")).toEqual(["malformed-line "]);
    expect(codes("null")).toEqual(["malformed-line "]);
    expect(codes('{"id":')).toEqual(["malformed-line "]);
    expect(codes(JSON.stringify(event).replace("1200", "NaN"))).toEqual(["malformed-line "]);
  });

  it("was cut short where the file ends in it", () => {
    expect(parseLine('{"id":"e', true)).toMatchObject({
      ok: false,
      faults: [{ code: "truncated-line" }],
    });
    expect(parseLine('{"id":"e"}', true).ok).toBe(true);
  });

  it("is about an account, about usage, or about neither", () => {
    expect(subjectOf({ fact: "usage" })).toBe("usage");
    expect(subjectOf({ type: "call" })).toBe("usage");
    expect(subjectOf({ fact: "customer", type: "x" })).toBe("account");
    expect(subjectOf({ fact: null })).toBe("account");
    expect(subjectOf({ id: "e" })).toBeUndefined();
  });

  it("is never passed over as usage where it tells of an account", () => {
    const name = fc.constantFrom("fact", "type", "id", "data");
    const value = fc.constantFrom("usage", "customer", "fact", 'a "fact"');
    const flat = fc.dictionary(name, value);
    property(
      fc.property(flat, fc.option(flat), fc.integer({ min: 0, max: 1 }), (fields, data, indent) => {
        const line = data === null ? fields : { ...fields, data };
        const text = JSON.stringify(line, null, indent).replaceAll("\n", "");
        if (subjectOf(line) !== "account") return;
        expect(mayTellOfAccount(text)).toBe(true);
        expect(accountMarks.some((mark) => text.includes(mark))).toBe(true);
      }),
    );
    expect(mayTellOfAccount('{"\\u0066act":"customer"}')).toBe(true);
    expect(mayTellOfAccount(JSON.stringify(event))).toBe(false);
    expect(mayTellOfAccount(JSON.stringify({ fact: "usage", ...event }))).toBe(false);
  });
});

describe("a line of usage", () => {
  it("is read with the time of its receipt", () => {
    const text = changed({ fact: "usage", receivedAt: "2026-01-05T11:00:01+01:00" });
    const line = parseLine(text, false);
    expect(line.ok && readUsage(line.value, text, meters)).toEqual({
      ok: true,
      value: {
        ...event,
        source: "api",
        time: Date.parse(event.time),
        receivedAt: Date.parse(event.time) + 1_000,
      },
    });
  });

  it.each<[string, string, readonly string[]]>([
    ["an unknown field", changed({ custmer: "c" }), ["unknown-field /custmer"]],
    ["a field of another fact", changed({ recordedAt: event.time }), ["unknown-field /recordedAt"]],
    ["a wrong type", changed({ customer: 17 }), ["wrong-type /customer"]],
    [
      "a number beyond every range",
      JSON.stringify(event).replace("1200", "1e400"),
      ["not-a-number /data/operations"],
    ],
    [
      "a number that lost digits",
      JSON.stringify(event).replace("1200", "0.10000000000000000555"),
      ["imprecise-number /data/operations"],
    ],
    [
      "a text that is no quantity",
      changed({ data: { operations: "many", region: "eu" } }),
      ["not-a-number /data/operations"],
    ],
    [
      "too many digits",
      changed({ data: { operations: "0.1234567890123456789", region: "eu" } }),
      ["too-many-digits /data/operations"],
    ],
    [
      "a missing property",
      changed({ data: { operation: 5, region: "eu" } }),
      ["missing-property /data/operations"],
    ],
    [
      "an unknown value of a dimension",
      changed({ data: { operations: 5, region: "mars" } }),
      ["unknown-dimension-value /data/region"],
    ],
    [
      "a missing dimension",
      changed({ data: { operations: 5 } }),
      ["missing-dimension /data/region"],
    ],
    ["a time without zone", changed({ time: "2026-01-05T10:00:00" }), ["invalid-time /time"]],
    [
      "a receipt without zone",
      changed({ receivedAt: "2026-01-05T10:00:00" }),
      ["invalid-time /receivedAt"],
    ],
    ["a receipt that is no text", changed({ receivedAt: 5 }), ["wrong-type /receivedAt"]],
    [
      "a future past the tolerance",
      changed({ receivedAt: "2026-01-05T09:54:59Z" }),
      ["event-in-future /time"],
    ],
    [
      "a key given twice",
      JSON.stringify(event).replace("1200", '1,"operations":900'),
      ["duplicate-key /data/operations"],
    ],
    [
      "a key given twice, with space",
      JSON.stringify(event).replace("1200", '1 , "operations" : 900'),
      ["duplicate-key /data/operations"],
    ],
    [
      "__proto__",
      JSON.stringify(event).replace('"region"', '"__proto__"'),
      ["forbidden-key /data/__proto__"],
    ],
    [
      "two faults",
      changed({ id: "", time: "soon", receivedAt: "now" }),
      ["invalid-id /id", "invalid-time /time", "invalid-time /receivedAt"],
    ],
  ])("is refused with its place: %s", (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it("may run ahead of its receipt by the tolerance of clocks", () => {
    expect(codes(changed({ receivedAt: "2026-01-05T09:55:00Z" }))).toEqual([]);
  });

  it("fulfils only the meters that count it", () => {
    expect(codes(changed({ type: "sneeze", data: {} }))).toEqual([]);
    expect(codes(changed({ type: "payment", data: { status: "open" } }))).toEqual([]);
    expect(codes(changed({ type: "payment", data: { status: "settled" } }))).toEqual([
      "missing-property /data/value",
    ]);
  });

  it("may hold quotes, colons and long texts without being taken for something else", () => {
    const sly = { operations: 5, region: "eu", team: 'a":"b" : 1234567890123456789' };
    expect(codes(changed({ data: sly }))).toEqual([]);
  });
});

describe("a line about an account", () => {
  it("is refused with what parsing hides", () => {
    const text = '{"fact":"customer","id":"c","id":"d","name":"Acme"}';
    const line = parseLine(text, false);
    expect(line.ok && faultsOf(readAccountFact(line.value, text))).toMatchObject([
      { code: "duplicate-key", path: "/id" },
    ]);
  });
});
