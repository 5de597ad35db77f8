import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Terminal } from "../../src/cli/terminal.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { readJournal } from "../../src/ledger/journal-text.ts";
import { sha256 } from "../../src/ledger/ledger.fixture.ts";
import { propertyRuns, propertySeed } from "../property.ts";
import { fileHere, florin, modelPath, printed, type Ran } from "./florin.ts";
import { expectGolden } from "./golden.ts";

const facts = "test/cli/facts/acme.ndjson";
const replay = (path: string, ...words: readonly string[]): Promise<Ran> =>
  florin(["replay", modelPath("acme.yaml"), path, "--until", "2026-03-31", ...words]);

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-replay-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A file with these bytes, in the folder of the test. */
async function fileOf(bytes: string | Uint8Array): Promise<string> {
  const path = join(folder, "facts.ndjson");
  await writeFile(path, bytes);
  return path;
}

describe("florin replay", () => {
  it("prints the invoices, their sums, and what is not billed", async () => {
    const ran = await replay(facts);
    expect(ran).toMatchObject({ code: 0, messages: [] });
    expectGolden("replay-acme", printed(ran));
  });

  it("prints each invoice with how it came to be", async () => {
    const ran = await replay(facts, "--details");
    expect(ran).toMatchObject({ code: 0, messages: [] });
    expectGolden("replay-acme-details", printed(ran));
  });

  it("prints each invoice as one line of JSON, and the rest beside it", async () => {
    const ran = await replay(facts, "--json");
    expect(ran.code).toBe(0);
    expectGolden("replay-acme-json", printed(ran));
    const invoices = ran.results.map((line) => JSON.parse(line));
    expect(invoices.map(({ number }) => number)).toHaveLength(11);
    expect(ran.messages).toContain("Not billed, and kept:");
  });

  it("prints the journal, sealed, with months closed, and for other programs", async () => {
    const ran = await replay(facts, "--ledger", "--close", "2026-02");
    expect(ran.code).toBe(0);
    const records = expectOk(readJournal(`${ran.results.join("\n")}\n`, sha256));
    const kinds = new Set(records.map(({ entry }) => entry.document.kind));
    expect(kinds).toEqual(new Set(["invoice", "recognition"]));
    const open = await replay(facts, "--ledger");
    expect(open.results).toEqual(ran.results.slice(0, open.results.length));
    const exported = await replay(facts, "--ledger", "hledger", "--close", "2026-02");
    expectGolden("replay-acme-journal", printed(exported));
    expect(exported.messages).toContain("Not billed, and kept:");
  });

  it("closes months in the journal alone, and only months", async () => {
    const alone = await replay(facts, "--close", "2026-02");
    expect([alone.code, alone.messages.join("\n")]).toEqual([
      1,
      expect.stringContaining("option-needs-another"),
    ]);
    const wrong = await replay(facts, "--ledger", "--close", "2026-13");
    expect([wrong.code, wrong.messages.join("\n")]).toEqual([
      1,
      expect.stringContaining("invalid-month"),
    ]);
  });

  it("tells what money moved, and prints what did not fit", async () => {
    const told = await readFile(facts, "utf8");
    const [customer] = told.split("\n").map((line) => line && JSON.parse(line));
    const money = [
      { fact: "payment", id: "p-1", amount: "1 USD", method: "card" },
      { fact: "refund", id: "r-1", payment: "p-1", amount: "2 USD" },
    ].map((fact) =>
      JSON.stringify({ ...fact, customer: customer.id, recordedAt: "2026-03-30T00:00:00Z" }),
    );
    const ran = await replay(await fileOf(`${told.trim()}\n${money.join("\n")}\n`));
    expect(ran.code).toBe(1);
    expect(ran.results).toContain("1 movement of money");
    expect(ran.messages).toContain('refund "r-1" was refused:');
    expect(ran.messages.join(" ")).toContain("refund-exceeds-payment");
  });

  it("bills up to the end of a day of the model's zone, or to an instant", async () => {
    const until = async (date: string): Promise<number> => {
      const words = ["replay", modelPath("acme.yaml"), facts, "--json", "--until", date];
      return (await florin(words)).results.length;
    };
    // The invoice of Northwind's January is final on 28 February at 01:00, after the grace window.
    expect(await until("2026-02-28T00:59:59Z")).toBe(7);
    expect(await until("2026-02-28T01:00:00Z")).toBe(8);
    expect(await until("2026-02-27")).toBe(7);
    expect(await until("2026-02-28")).toBe(8);
    expect(await until("2000-01-01")).toBe(0);
  });

  it("says so where there is nothing to bill", async () => {
    const ran = await replay(await fileOf(""));
    expect(ran.code).toBe(0);
    expect(printed(ran)).toBe(`No invoices${" ".repeat(61)}0.00 USD\n\nno usage events accepted\n`);
  });

  it("names the customers of most unbilled events", async () => {
    const events = Array.from({ length: 20 }, (_, index) =>
      JSON.stringify({
        id: `e-${index}`,
        type: "call",
        customer: `c-${index % 7}`,
        time: "2026-01-01T00:00:00Z",
      }),
    );
    const ran = await replay(await fileOf(events.join("\n")));
    expect(ran.results.slice(-3)).toEqual([
      "no usage events accepted, 20 not billed",
      "Not billed, and kept:",
      "  20 of an unknown customer: c-0 ×3, c-1 ×3, c-2 ×3, c-3 ×3, c-4 ×3, 2 others",
    ]);
  });

  it("draws its progress where somebody watches", async () => {
    const words = ["replay", modelPath("acme.yaml"), facts, "--until", "2026-03-31"];
    const watched = await florin(words, { interactive: true });
    expect(watched.drawn.some((text) => text.includes("100%"))).toBe(true);
    expect(watched.drawn.at(-1)).toBe("");
    const { drawn } = await florin(words);
    expect(drawn).toEqual([]);
  });

  it("waits for a reader that is slow", async () => {
    let waits = 0;
    const slow: Partial<Terminal> = {
      caughtUp: async () => {
        waits += 1;
      },
    };
    const words = ["replay", modelPath("acme.yaml"), facts, "--until", "2026-03-31", "--json"];
    const { results } = await florin(words, slow);
    expect(waits).toBe(results.length);
  });
});

describe("the same facts", () => {
  it("give the same bytes in any order, with duplicates, and with space between", async () => {
    const lines = (await readFile(fileHere("facts/acme.ndjson"), "utf8")).split("\n");
    const expected = (await replay(facts, "--json")).results;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...lines, ...lines], { minLength: 2 * lines.length }),
        fc.boolean(),
        async (shuffled, spaced) => {
          const texts = shuffled.map((text) =>
            text === "" || !spaced
              ? text
              : JSON.stringify(JSON.parse(text), null, 1).replaceAll("\n", ""),
          );
          const ran = await replay(await fileOf(texts.join("\n")), "--json");
          expect(ran.results).toEqual(expected);
        },
      ),
      { seed: propertySeed, numRuns: 20 * propertyRuns },
    );
  });
});

const customer = '{"fact":"customer","id":"c-1","name":"Acme"}';
const event = {
  id: "e-1",
  type: "inference",
  customer: "c-1",
  time: "2026-01-05T10:00:00Z",
  data: { operations: 5, region: "eu" },
};
const eventWith = (more: object): string => JSON.stringify({ ...event, ...more });

describe("a line at fault", () => {
  it.each<[string, string, string]>([
    ["no JSON", "{id: 5}", "malformed-line"],
    ["NaN", eventWith({}).replace(":5,", ":NaN,"), "malformed-line"],
    ["no object", "17", "malformed-line"],
    ["an unknown fact", '{"fact":"custmer","id":"c"}', "/fact  unknown-fact"],
    ["neither fact nor usage", '{"id":"c"}', "/fact  unknown-fact"],
    [
      "an unknown field of a customer",
      '{"fact":"customer","id":"c","name":"x","mail":"y"}',
      "/mail  unknown-field",
    ],
    ["an unknown field of an event", eventWith({ custmer: "c" }), "/custmer  unknown-field"],
    ["a wrong type", eventWith({ id: 5 }), "/id  wrong-type"],
    ["1e400", eventWith({}).replace(":5,", ":1e400,"), "/data/operations  not-a-number"],
    [
      "a quantity that is none",
      eventWith({ data: { operations: "five", region: "eu" } }),
      "/data/operations  not-a-number",
    ],
    [
      "too many digits",
      eventWith({}).replace(":5,", ":0.12345678901234567,"),
      "/data/operations  imprecise-number",
    ],
    [
      "too many digits in a text",
      eventWith({ data: { operations: "0.1234567890123456789", region: "eu" } }),
      "/data/operations  too-many-digits",
    ],
    [
      "a negative quantity",
      '{"fact":"subscription","id":"s","customer":"c-1","plan":"seats","start":"2026-01-01","quantity":-1}',
      "/quantity  quantity-out-of-range",
    ],
    ["a time without zone", eventWith({ time: "2026-01-05T10:00:00" }), "/time  invalid-time"],
    [
      "an event received before it happened",
      eventWith({ receivedAt: "2026-01-05T09:54:00Z" }),
      "/time  event-in-future",
    ],
    [
      "a key given twice",
      eventWith({}).replace(":5,", ':5,"operations":6,'),
      "/data/operations  duplicate-key",
    ],
    [
      "a purchase of nobody",
      '{"fact":"licence","id":"l","customer":"nobody","licence":"standard","start":"2026-01-01"}',
      "/customer  unknown-customer",
    ],
    [
      "a plan that is not",
      '{"fact":"subscription","id":"s","customer":"c-1","plan":"tema","start":"2026-01-01"}',
      "/plan  unknown-plan",
    ],
    [
      "another currency",
      '{"fact":"customer","id":"c","name":"x","currency":"EUR"}',
      "/currency  currency-mismatch",
    ],
    [
      "another customer of the same id",
      '{"fact":"customer","id":"c-1","name":"Zebra"}',
      "/id  fact-conflict",
    ],
    [
      "another event of the same id",
      eventWith({ time: "2026-01-06T00:00:00Z", data: { operations: 9, region: "eu" } }),
      "/id  event-conflict",
    ],
    [
      "a card number",
      eventWith({ data: { operations: 5, region: "eu", note: "4111 1111 1111 1111" } }),
      "/data/note  card-data-refused",
    ],
  ])("is refused with its number, and nothing is billed: %s", async (_, line, head) => {
    const path = await fileOf([customer, eventWith({}), line, ""].join("\n"));
    const ran = await replay(path);
    expect(ran).toMatchObject({ code: 1, results: [] });
    expect(ran.messages[0]).toBe(`error    ${path}:3  ${head}`);
    expect(ran.messages.at(-2)).toBe("1 line refused");
    expect(ran.messages.at(-1)).toMatch(/^Nothing was billed/);
  });

  it("is refused where it was cut short", async () => {
    const path = await fileOf(`${customer}\n${eventWith({}).slice(0, 40)}`);
    const ran = await replay(path);
    expect(ran).toMatchObject({ code: 1, results: [] });
    expect(ran.messages[0]).toBe(`error    ${path}:2  truncated-line`);
  });

  it("is refused where it is not UTF-8, or longer than any fact", async () => {
    const latin1 = Buffer.from('{"fact":"customer","id":"c","name":"Zürich"}', "latin1");
    const long = `{"fact":"customer","id":"c","name":"${"x".repeat(1_100_000)}"}`;
    const lines = [customer, latin1, long, customer].map((line) => Buffer.from(line));
    const path = await fileOf(Buffer.concat(lines.flatMap((line) => [line, Buffer.from("\n")])));
    const ran = await replay(path);
    expect(ran.messages.filter((line) => line.startsWith("error"))).toEqual([
      `error    ${path}:2  invalid-utf8`,
      `error    ${path}:3  line-too-long`,
    ]);
  });

  it("is named with the others, in the order of the file, up to a hundred", async () => {
    const path = await fileOf(Array.from({ length: 250 }, () => "?").join("\n"));
    const { messages } = await replay(path);
    const heads = messages.filter((line) => line.startsWith("error"));
    expect(heads).toHaveLength(100);
    expect(heads[99]).toBe(`error    ${path}:100  malformed-line`);
    expect(messages.slice(-3, -1)).toEqual(["… and 150 further lines", "250 lines refused"]);
  });

  it("does not keep the others from being billed where that is wanted", async () => {
    const good = await readFile(fileHere("facts/acme.ndjson"), "utf8");
    const path = await fileOf(`?\n${good}{"id":"e"\n`);
    const ran = await replay(path, "--json", "--skip-bad");
    expect(ran.code).toBe(0);
    expect(ran.results).toEqual((await replay(facts, "--json")).results);
    expect(ran.messages).toContain("2 lines refused");
  });

  it("leaves the version of an event that was received first, wherever it stands", async () => {
    const bought =
      '{"fact":"subscription","id":"s","customer":"c-1","plan":"team","cadence":"monthly","start":"2026-01-01"}';
    const first = eventWith({ receivedAt: "2026-01-05T10:00:01Z" });
    const second = eventWith({
      receivedAt: "2026-01-05T10:00:02Z",
      data: { operations: 7, region: "eu" },
    });
    for (const [lines, conflict] of [
      [[customer, bought, first, second], 4],
      [[second, bought, first, customer], 1],
    ] as const) {
      const path = await fileOf(lines.join("\n"));
      const ran = await replay(path, "--json", "--skip-bad");
      expect(ran.messages[0]).toBe(`error    ${path}:${conflict}  /id  event-conflict`);
      expect(ran.messages.at(-1)).toBe("1 usage event accepted, 1 in conflict with another");
      expect(ran.results.join("\n")).toContain('"quantity":"5"');
    }
  });
});

describe("a command line at fault", () => {
  it.each<[readonly string[], string]>([
    [[facts, "--until", "2026-13-01"], "error    --until  invalid-date"],
    [[facts, "--until", "tomorrow"], "error    --until  invalid-date"],
    [[facts, "--until", "2026-01-01T00:00:00"], "error    --until  invalid-time"],
    [["none.ndjson", "--until", "2026-01-01"], "error    file-not-found"],
    [["test/cli", "--until", "2026-01-01"], "error    not-a-file"],
  ])("is refused: %j", async (words, head) => {
    const ran = await florin(["replay", modelPath("acme.yaml"), ...words]);
    expect(ran).toMatchObject({ code: 1, results: [] });
    expect(ran.messages[0]).toBe(head);
  });

  it("is told what is wrong with the model", async () => {
    const ran = await florin(["replay", modelPath("faulty.yaml"), facts, "--until", "2026-01-01"]);
    expect(ran).toMatchObject({ code: 1, results: [] });
    expect(ran.messages[0]).toContain("test/cli/models/faulty.yaml:");
  });

  it.each<[readonly string[], string]>([
    [[facts], "required option '--until <date>' not specified"],
    [
      [facts, "--until", "2026-01-01", "--json", "--details"],
      "cannot be used with option '--json'",
    ],
    [[facts, "--until", "2026-01-01", "--skipbad"], "(Did you mean --skip-bad?)"],
  ])("is misused: %j", async (words, message) => {
    const ran = await florin(["replay", modelPath("acme.yaml"), ...words]);
    expect(ran).toMatchObject({ code: 2, results: [] });
    expect(ran.messages.join("\n")).toContain(message);
  });
});
