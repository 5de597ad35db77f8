import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { invalid, refusing } from "./refusing.ts";
import { type Answer, type RunningFlorin, runFlorin } from "./running-florin.ts";
import { storedRows } from "./stored-rows.ts";

let server: RunningFlorin;
const refuses = refusing(() => server);

const event = {
  id: "e-1",
  type: "inference",
  customer: "c-1",
  time: "2026-01-05T10:00:00Z",
  data: { operations: 12 },
};

beforeAll(async () => {
  server = await runFlorin("2026-01-31T00:00:00Z");
  const told: readonly (readonly [string, unknown])[] = [
    ["/v1/models", acme],
    ["/v1/customers", { id: "c-1", name: "Alder" }],
    ["/v1/events", { ...event, id: "known" }],
  ];
  for (const [path, body] of told)
    expect((await server.api.post(path, body)).status).toBeLessThan(300);
});
afterAll(() => server?.stop());

/** The text of an event whose quantity stands as it is written. */
const eventText = (quantity: string): string =>
  JSON.stringify({ ...event, data: { operations: "@" } }).replace('"@"', quantity);

describe("an event", () => {
  it.each([
    ["an unknown field", { ...event, colour: "red" }, ["unknown-field /colour"]],
    [
      "several faults at once",
      { id: 1, colour: "red", time: "now" },
      [
        "unknown-field /colour",
        "wrong-type /id",
        "missing-field /type",
        "missing-field /customer",
        "invalid-time /time",
      ],
    ],
    [
      "null for everything",
      { id: null, type: null, customer: null, time: null, data: null },
      [
        "wrong-type /id",
        "wrong-type /type",
        "wrong-type /customer",
        "wrong-type /time",
        "wrong-type /data",
      ],
    ],
    ["another tenant named", { ...event, tenant: "zeta" }, ["unknown-field /tenant"]],
    [
      "its own time of receipt",
      { ...event, receivedAt: "2020-01-01T00:00:00Z" },
      ["unknown-field /receivedAt"],
    ],
    ["a time without zone", { ...event, time: "2026-01-05T10:00:00" }, ["invalid-time /time"]],
    ["a day that is none", { ...event, time: "2026-02-30T10:00:00Z" }, ["invalid-time /time"]],
    ["a time as a number", { ...event, time: 1_767_600_000 }, ["wrong-type /time"]],
    [
      "a time past the tolerance",
      { ...event, time: "2026-01-31T00:05:00.001Z" },
      ["event-in-future /time"],
    ],
    [
      "a time before all counting",
      { ...event, time: "1776-07-04T10:00:00Z" },
      ["invalid-time /time"],
    ],
    ["a leap second", { ...event, time: "2026-01-05T10:00:60Z" }, ["invalid-time /time"]],
    [
      "an offset that is none",
      { ...event, time: "2026-01-05T10:00:00+25:00" },
      ["invalid-time /time"],
    ],
    ["a list as data", { ...event, data: [1] }, ["wrong-type /data"]],
    [
      "nested data",
      { ...event, data: { operations: { value: 1 } } },
      ["wrong-type /data/operations"],
    ],
    [
      "no metered property",
      { ...event, data: { operation: 3 } },
      ["missing-property /data/operations"],
    ],
    [
      "a boolean quantity",
      { ...event, data: { operations: true } },
      ["not-a-number /data/operations"],
    ],
    [
      "a text that is no number",
      { ...event, data: { operations: "12e" } },
      ["not-a-number /data/operations"],
    ],
    ["an empty id", { ...event, id: "" }, ["invalid-id /id"]],
    ["an id that is too long", { ...event, id: "x".repeat(256) }, ["invalid-id /id"]],
    ["a NUL in an id", { ...event, id: "a\0b" }, ["invalid-id /id"]],
    ["a mark of direction", { ...event, customer: "c\u202e1" }, ["invalid-id /customer"]],
    ["a card number as its id", { ...event, id: "4111111111111111" }, ["card-data-refused /id"]],
    [
      "more properties than any meter reads",
      {
        ...event,
        data: Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`p${index}`, 1])),
      },
      ["too-many-properties /data"],
    ],
    [
      "a text that is too long",
      { ...event, data: { operations: 1, note: "x".repeat(1_025) } },
      ["invalid-text /data/note"],
    ],
    [
      "half a surrogate pair",
      { ...event, data: { operations: 1, note: "\ud800" } },
      ["invalid-text /data/note"],
    ],
    [
      "a card number",
      { ...event, data: { operations: 1, note: "4111 1111 1111 1111" } },
      ["card-data-refused /data/note"],
    ],
  ])("with %s is refused by field and rule", async (_name, body, errors) => {
    await refuses("POST", "/v1/events", { body }, invalid(...errors));
  });

  it.each([
    ["1e400", "imprecise-number"],
    ["-1e400", "imprecise-number"],
    ["-0", "imprecise-number"],
    ["9007199254740993", "imprecise-number"],
    ["0.1000000000000000055", "imprecise-number"],
    ['"1e400"', "not-a-number"],
    ['"NaN"', "not-a-number"],
    [`"${"9".repeat(60)}"`, "too-many-digits"],
  ])("with the quantity %s is refused", async (text, code) => {
    await refuses(
      "POST",
      "/v1/events",
      { body: eventText(text) },
      invalid(`${code} /data/operations`),
    );
  });

  it("that is wrong in a batch does not keep the others from being stored, and is never partly stored", async () => {
    const before = await storedRows(server.florin.store);
    const batch = [
      { ...event, id: "good-1" },
      { ...event, id: "bad-1", time: "2026-01-05T10:00:00" },
      "text",
      null,
      [],
      { ...event, id: "known", data: { operations: 99 } },
      { ...event, id: "good-2", customer: "nobody" },
      { ...event, id: "good-3", type: "sneeze" },
    ];
    const { json } = await server.api.post("/v1/events", batch);
    expect(json).toMatchObject({ accepted: 3, duplicate: 0, conflict: 1, rejected: 4 });
    expect(
      (
        json as {
          items: { status: string; unbilled?: string; errors?: { code: string; path: string }[] }[];
        }
      ).items.map(({ status, unbilled, errors }) =>
        [status, unbilled ?? errors?.[0]?.code ?? ""].join(" ").trim(),
      ),
    ).toEqual([
      "accepted",
      "rejected invalid-time",
      "rejected wrong-type",
      "rejected wrong-type",
      "rejected wrong-type",
      "conflict event-conflict",
      "accepted unknown-customer",
      "accepted unknown-meter",
    ]);
    const after = await storedRows(server.florin.store);
    expect([after.events, after.event_keys]).toEqual([
      (before.events ?? 0) + 3,
      (before.event_keys ?? 0) + 3,
    ]);
  });

  it("in a batch of none or too many is refused whole", async () => {
    await refuses("POST", "/v1/events", { body: [] }, invalid("batch-empty "));
    const many = Array.from({ length: 10_001 }, (_, index) => ({ ...event, id: `m-${index}` }));
    await refuses("POST", "/v1/events", { body: many }, { status: 413, code: "batch-too-large" });
  });

  it("of a known id with other content is a conflict, and the first stays", async () => {
    const answer = await refuses(
      "POST",
      "/v1/events",
      { body: { ...event, id: "known", customer: "c-2" } },
      {
        status: 409,
        code: "event-conflict",
        errors: ["event-conflict /id"],
      },
    );
    expect(answer.json).toMatchObject({ errors: [{ value: "known" }] });
    expect((await server.api.post("/v1/events", { ...event, id: "known" })).json).toMatchObject({
      status: "duplicate",
    });
  });
});

describe("a line of a stream", () => {
  const lines = { "content-type": "application/x-ndjson" };
  const statuses = (answer: Answer): string[] =>
    answer.text
      .trim()
      .split("\n")
      .map(
        (line) => JSON.parse(line) as { line: number; status: string; errors?: { code: string }[] },
      )
      .map(({ line, status, errors }) => `${line} ${status} ${errors?.[0]?.code ?? ""}`.trim());

  it("that is cut, too long or not UTF-8 is refused by itself", async () => {
    const good = (id: string): string => `${JSON.stringify({ ...event, id })}\n`;
    const body = Buffer.concat([
      Buffer.from(good("l-1")),
      Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
      Buffer.from('{"id":"l-2","id":"l-3"}\n\n'),
      Buffer.from(`${eventText("1e400")}\n`),
      Buffer.from('{"__proto__":{"polluted":true},"id":"l-9"}\n'),
      Buffer.from(`${eventText('1,"constructor":2')}\n`),
      Buffer.from(`${good("l-4").trim()}\r\n`),
      Buffer.from(JSON.stringify({ ...event, id: "l-5" }).slice(0, -4)),
    ]);
    const before = await storedRows(server.florin.store);
    expect(statuses(await server.api.post("/v1/events", body, lines))).toEqual([
      "1 accepted",
      "2 rejected malformed-body",
      "3 rejected duplicate-key",
      "5 rejected imprecise-number",
      "6 rejected forbidden-key",
      "7 rejected forbidden-key",
      "8 accepted",
      "9 rejected malformed-body",
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const after = await storedRows(server.florin.store);
    expect(after.events).toBe((before.events ?? 0) + 2);
  });

  it("that is longer than any is passed over, packed or not", async () => {
    const body = `${JSON.stringify({ ...event, id: "l-6" })}\n"${"x".repeat(6 * 1_048_576)}`;
    expect(statuses(await server.api.post("/v1/events", body, lines))).toEqual([
      "1 accepted",
      "2 rejected line-too-long",
    ]);
    const long = `"${"x".repeat(300_000)}"\n${JSON.stringify({ ...event, id: "l-7" })}`;
    const packed = { ...lines, "content-encoding": "gzip" };
    expect(statuses(await server.api.post("/v1/events", gzipSync(long), packed))).toEqual([
      "1 rejected line-too-long",
      "2 accepted",
    ]);
  });

  it.each([
    ["blank lines", 0x0a],
    ["NULs in one line", 0x00],
    ["spaces", 0x20],
  ])("that unpack from little to 64 MB of %s are not read to their end", async (_name, byte) => {
    const bomb = gzipSync(Buffer.alloc(64_000_000, byte));
    const headers = { ...lines, "content-encoding": "gzip" };
    await refuses(
      "POST",
      "/v1/events",
      { body: bomb, headers },
      { status: 413, code: "inflated-too-large" },
    );
    const after = `${JSON.stringify({ ...event, id: `b-${byte}` })}\n`;
    const later = gzipSync(Buffer.concat([Buffer.from(after), Buffer.alloc(50_000_000, byte)]));
    expect(statuses(await server.api.post("/v1/events", later, headers))).toEqual([
      "1 accepted",
      expect.stringMatching(/^\d+ rejected inflated-too-large$/),
    ]);
  });

  it("that is cut in the packing keeps the lines before it", async () => {
    const many = Array.from(
      { length: 3_000 },
      (_, index) => `${JSON.stringify({ ...event, id: `z-${index}` })}\n`,
    );
    const packed = gzipSync(many.join(""));
    const before = await storedRows(server.florin.store);
    const cut = packed.subarray(0, Math.floor(packed.length * 0.8));
    const answer = await server.api.post("/v1/events", cut, {
      ...lines,
      "content-encoding": "gzip",
    });
    const answered = statuses(answer);
    const after = await storedRows(server.florin.store);
    const stored = (after.events ?? 0) - (before.events ?? 0);
    expect(after.event_keys).toBe((before.event_keys ?? 0) + stored);
    expect(answered.at(-1)).toBe(`${stored + 1} rejected malformed-body`);
    expect(answered.slice(0, -1)).toEqual(
      answered.slice(0, -1).map((_, index) => `${index + 1} accepted`),
    );
    expect(answered).toHaveLength(stored + 1);
    const again = await server.api.post("/v1/events", many.join(""), lines);
    expect(statuses(again).filter((status) => status.endsWith("accepted"))).toHaveLength(
      3_000 - stored,
    );
  });
});
