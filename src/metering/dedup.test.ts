import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { createEventLedger, type EventLedger, type EventVerdict } from "./dedup.ts";
import { canonicalEventContent } from "./event-content.ts";
import { finishHash, mixNumber, mixText, mixTruth } from "./hash128.ts";
import { dawn, event } from "./usage-event.fixture.ts";
import type { UsageEvent } from "./usage-event.ts";

/** The plain way: texts in a map. */
function mapLedger(): Pick<EventLedger, "record"> {
  const seen = new Map<string, string>();
  return {
    record: (one): EventVerdict => {
      const identity = JSON.stringify([one.source, one.id]);
      const content = canonicalEventContent(one);
      const known = seen.get(identity);
      if (known === undefined) seen.set(identity, content);
      return known === undefined ? "accepted" : known === content ? "duplicate" : "conflict";
    },
  };
}

const sent: fc.Arbitrary<UsageEvent> = fc.record({
  id: fc.oneof(fc.string({ maxLength: 3 }), fc.nat({ max: 400 }).map(String)),
  source: fc.constantFrom("api", "gateway", "ap", ""),
  type: fc.constantFrom("call", "login"),
  customer: fc.constantFrom("c-1", "c-2"),
  time: fc.nat({ max: 1000 }).map((ms) => dawn + ms),
  data: fc.dictionary(
    fc.constantFrom("a", "b", "ab"),
    fc.constantFrom<string | number | boolean>(1, "1", 2, 0, -0, 0.5, true, "true", ""),
  ),
});

describe("a ledger", () => {
  it("answers as a map of texts does", () => {
    property(
      fc.property(fc.array(sent, { maxLength: 300 }), (events) => {
        const [ledger, map] = [createEventLedger(), mapLedger()];
        for (const one of events) expect(ledger.record(one)).toBe(map.record(one));
      }),
      100,
    );
  });

  it("goes on answering as it grows, and stays small", () => {
    const ledger = createEventLedger();
    const count = 30_000;
    const numbered = (n: number, data = {}) => event(data, { id: `e-${n}`, at: n });
    for (let n = 0; n < count; n += 1) expect(ledger.record(numbered(n))).toBe("accepted");
    for (let n = 0; n < count; n += 7) {
      expect(ledger.record({ ...numbered(n), time: dawn + 5e9 })).toBe("duplicate");
      expect(ledger.record(numbered(n, { changed: true }))).toBe("conflict");
      expect(ledger.record(numbered(n))).toBe("duplicate");
    }
    expect(ledger.size).toBe(count);
    expect(ledger.bytes / count).toBeLessThan(48);
  });

  it("keeps the first of two events of one identity", () => {
    const ledger = createEventLedger();
    const [first, second] = [event({ n: 1 }, { id: "x" }), event({ n: 2 }, { id: "x" })];
    expect([first, second, second, first].map((one) => ledger.record(one))).toEqual([
      "accepted",
      "conflict",
      "conflict",
      "duplicate",
    ]);
    expect(ledger.size).toBe(1);
  });

  it("tells sources apart, and never by where one text ends", () => {
    const ledger = createEventLedger();
    const pairs = [
      ["ab", "c"],
      ["a", "bc"],
      ["abc", ""],
      ["", "abc"],
      ["abc", "abc"],
    ] as const;
    for (const [source, id] of pairs)
      expect(ledger.record(event({}, { source, id }))).toBe("accepted");
  });
});

describe("the hash", () => {
  const hashOf = (...parts: readonly (string | number | boolean)[]): Int32Array => {
    const state = new Int32Array(4);
    for (const part of parts) {
      if (typeof part === "string") mixText(state, part);
      else if (typeof part === "number") mixNumber(state, part);
      else mixTruth(state, part);
    }
    finishHash(state);
    return state;
  };

  it("spreads texts that differ little over each of its words", () => {
    const count = 40_000;
    const texts = Array.from({ length: count }, (_, n) => `evt-${n}`);
    for (let word = 0; word < 4; word += 1) {
      const seen = new Set(texts.map((text) => hashOf(text)[word]));
      // By chance n² / 2^33 = 0.2 of them share a word.
      expect(count - seen.size).toBeLessThan(5);
    }
  });

  it("turns half its bits for one bit of the text", () => {
    let turned = 0;
    for (let n = 0; n < 1000; n += 1) {
      const [one, other] = [hashOf(`event-${n}-a`), hashOf(`event-${n}-c`)];
      for (let word = 0; word < 4; word += 1) {
        turned += (((one[word] ?? 0) ^ (other[word] ?? 0)) >>> 0)
          .toString(2)
          .replace(/[^1]/g, "").length;
      }
    }
    // 128,000 bits looked at: half of them, within about ten deviations of chance.
    expect(Math.abs(turned / 128_000 - 0.5)).toBeLessThan(0.015);
  });

  it("tells numbers apart, from one another and from their texts", () => {
    const values = [
      0,
      1,
      -1,
      2 ** 31,
      2 ** 32,
      0.1,
      1 / 3,
      5e-324,
      2 ** 53 - 1,
      "0",
      "1",
      true,
      false,
    ];
    expect(new Set(values.map((value) => hashOf(value).join())).size).toBe(values.length);
    expect(hashOf(-0)).toEqual(hashOf(0));
    const count = 40_000;
    const wholes = Array.from({ length: count }, (_, n) => hashOf(n)[0]);
    const tenths = Array.from({ length: count }, (_, n) => hashOf(n + 0.1)[0]);
    for (const seen of [wholes, tenths]) expect(count - new Set(seen).size).toBeLessThan(5);
  });

  it("keeps apart what is mixed in one after the other", () => {
    const parts = [
      ["ab", "c"],
      ["a", "bc"],
      ["abc"],
      ["abc", ""],
      ["", "abc"],
      ["", "", "abc"],
      [1, 2],
      [2, 1],
    ];
    expect(new Set(parts.map((list) => hashOf(...list).join())).size).toBe(parts.length);
  });

  it("tells apart texts that differ in trailing zeros or in length alone", () => {
    const texts = ["", "\0", "\0\0", "a", "a\0", "a".repeat(8), "a".repeat(9), "a".repeat(16)];
    expect(new Set(texts.map((text) => hashOf(text).join())).size).toBe(texts.length);
  });
});
