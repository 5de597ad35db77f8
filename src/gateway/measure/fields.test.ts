import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bodyFields } from "./body-fields.ts";
import { eventStreamFields } from "./event-stream-fields.ts";
import { fieldTree } from "./field-pointer.ts";
import { type FieldReader, jsonFields } from "./json-fields.ts";
import { naiveField, piecesOf } from "./naive-fields.fixture.ts";

const key = fc.constantFrom("a", "b", "usage", "0", "1", "a/b", "~", "", "é", '"', "\\");
const scalar = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);
const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  ),
}));
const pointer = fc
  .array(key, { minLength: 1, maxLength: 3 })
  .map((keys) => keys.map((one) => `/${one.replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""));
const pointers = fc.uniqueArray(pointer, { minLength: 1, maxLength: 5 });
const indent = fc.constantFrom("", " ", "\t", "\n");
const cuts = fc.array(fc.nat(), { maxLength: 8 });

const readAll = (reader: FieldReader, text: string, at: readonly number[]) => {
  for (const piece of piecesOf(Buffer.from(text), at)) reader.push(piece);
  return reader.finish();
};

/** As numbers compare: a text of digits stands for a number that has more of them than a number holds. */
const comparable = (found: unknown, wanted: unknown) =>
  typeof wanted === "number" && found !== undefined ? Number(found) : found;

describe("fields of a JSON text", () => {
  test("are what JSON.parse finds, however the bytes are cut", () => {
    fc.assert(
      fc.property(json, pointers, indent, cuts, (value, names, space, at) => {
        const text = JSON.stringify(value, null, space);
        const found = readAll(jsonFields(fieldTree(names)), text, at);
        for (const name of names) {
          const wanted = naiveField(text, name);
          expect(comparable(found.get(name), wanted)).toEqual(wanted);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("of a key that stands twice are those of the last", () => {
    const members = fc.array(fc.tuple(key, json), { maxLength: 6 });
    fc.assert(
      fc.property(members, pointers, cuts, (pairs, names, at) => {
        const inner = pairs.map(([name, one]) => `${JSON.stringify(name)}:${JSON.stringify(one)}`);
        const text = `{${inner.join(" ,")} }`;
        const found = readAll(jsonFields(fieldTree(names)), text, at);
        for (const name of names) {
          const wanted = naiveField(text, name);
          expect(comparable(found.get(name), wanted)).toEqual(wanted);
        }
      }),
    );
  });

  test("are never an error, whatever the bytes are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), pointers, (bytes, names) => {
        const reader = jsonFields(fieldTree(names));
        reader.push(bytes);
        reader.finish();
      }),
    );
  });

  test("keep every digit, and no text that an event may not have", () => {
    const tree = fieldTree(["/n", "/t", "/e"]);
    const text = `{"n": 0.12345678901234567890, "t": "${"x".repeat(1025)}", "e": 1e3}`;
    expect([...readAll(jsonFields(tree), text, [])]).toEqual([
      ["/n", "0.12345678901234567890"],
      ["/e", 1000],
    ]);
  });

  test("of a text that does not end are none", () => {
    expect(readAll(jsonFields(fieldTree(["/a"])), '{"a": 1', []).size).toBe(0);
  });

  test("lie under any depth of what nobody asks for", () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const found = readAll(jsonFields(fieldTree(["/a"])), `{"d": ${deep}, "a": 1}`, []);
    expect(found.get("/a")).toBe(1);
  });
});

describe("fields of server-sent events", () => {
  test("are those of the last event that has them, however lines end and bytes are cut", () => {
    const event = fc.record({
      value: fc.oneof(json, fc.constant("[DONE]")),
      spaced: fc.boolean(),
      extra: fc.constantFrom("", "event: chunk", ": comment", "id: 7", "dat: 1", "data1: 2"),
    });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 5 }),
        fc.constantFrom("\n", "\r", "\r\n"),
        fc.boolean(),
        fc.boolean(),
        pointers,
        indent,
        cuts,
        (events, end, marked, lastEnds, names, space, at) => {
          const texts = events.map(({ value }) =>
            value === "[DONE]" ? value : JSON.stringify(value, null, space === "\n" ? 1 : 0),
          );
          const blocks = events.map(({ spaced, extra }, index) =>
            [
              ...(extra === "" ? [] : [extra]),
              ...(texts[index] ?? "").split("\n").map((one) => `data:${spaced ? " " : ""}${one}`),
            ].join(end),
          );
          const text = `${marked ? "\uFEFF" : ""}${blocks.join(end + end)}${lastEnds ? end + end : ""}`;
          const found = readAll(eventStreamFields(fieldTree(names)), text, at);
          for (const name of names) {
            const wanted = texts
              .map((one) => naiveField(one, name))
              .findLast((one) => one !== undefined);
            expect(comparable(found.get(name), wanted)).toEqual(wanted);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("fields of a body", () => {
  const text = JSON.stringify({ usage: { total_tokens: 42 }, text: "x".repeat(100_000) });
  const read = async (contentType: string, contentEncoding: string | undefined, body: Buffer) => {
    const fields = bodyFields({ contentType, contentEncoding }, ["/usage/total_tokens"]);
    for (const piece of piecesOf(body, [1, 2, 3, 500])) await fields.push(piece);
    return (await fields.finish()).get("/usage/total_tokens");
  };

  test.each([
    ["application/json; charset=utf-8", undefined, Buffer.from(text)],
    ["application/problem+json", "identity", Buffer.from(text)],
    ["application/json", "gzip", gzipSync(text)],
    ["application/json", "deflate", deflateSync(text)],
    ["application/json", "br", brotliCompressSync(text)],
    ["text/event-stream", "gzip", gzipSync(`data: ${text}\n\ndata: [DONE]\n\n`)],
    ["application/x-ndjson", undefined, Buffer.from(`${text}\n{"done": true}\n`)],
  ])("%s, packed as %s", async (type, encoding, body) => {
    expect(await read(type, encoding, body)).toBe(42);
  });

  test.each([
    ["text/plain", undefined, Buffer.from(text)],
    ["application/json", "zstd", Buffer.from(text)],
    ["application/json", "gzip", Buffer.from("not packed at all")],
    ["application/json", "gzip", gzipSync(text).subarray(0, 60)],
  ])("are none of %s, packed as %s, where they cannot be read", async (type, encoding, body) => {
    expect(await read(type, encoding, body)).toBeUndefined();
  });
});
