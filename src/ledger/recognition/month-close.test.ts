import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import { add, type Decimal, zero } from "../../money/decimal.ts";
import { monthOf, monthText } from "./accounting-month.ts";
import { anyStory, factDays, firstDay } from "./any-contract.fixture.ts";
import {
  closeMonth,
  emptyBook,
  type Posting,
  postingsThrough,
  type RecognitionBook,
  record,
} from "./month-close.ts";
import { amount, contractOf, day, month, on, promise, text } from "./recognition.fixture.ts";

const year = contractOf("2027-01-01", 3_650, [
  promise("plan", 3_650, { kind: "ratable", from: day("2027-01-01"), to: day("2028-01-01") }),
  promise("setup", 0, { kind: "point-in-time" }),
]);
const closed = (book: RecognitionBook, text: string) => expectOk(closeMonth(book, month(text)));
const shown = (postings: readonly Posting[]) =>
  postings.map((own) =>
    [monthText(own.month), own.obligation, own.kind, text(own.amount), own.note ?? ""]
      .join(" ")
      .trim(),
  );

describe("closing a month", () => {
  const billed = on("2027-01-01", { kind: "billed", obligation: "plan", amount: amount(3_650) });
  const book = expectOk(record(emptyBook, { contracts: [year], facts: [billed] }));

  it("books what is late for it in the next open month, with its own date", () => {
    const january = closed(book, "2027-01");
    const late = on("2027-01-20", { kind: "conceded", obligation: "plan", amount: amount(36) });
    const after = expectOk(record(january, { facts: [late] }));
    expect(shown(expectOk(postingsThrough(after, month("2027-02"))))).toEqual([
      "2027-01 plan billed 3650",
      "2027-01 plan recognised 310",
      "2027-02 plan catch-up -36 dated 2027-01-20",
      "2027-02 plan recognised 280",
    ]);
    expect(expectOk(postingsThrough(after, month("2027-01")))).toEqual(
      expectOk(postingsThrough(january, month("2027-01"))),
    );
  });

  it("books a whole contract that was found late in the next open month", () => {
    const before = closed(emptyBook, "2027-02");
    const after = expectOk(record(before, { contracts: [year], facts: [billed] }));
    expect(shown(expectOk(postingsThrough(after, month("2027-03"))))).toEqual([
      "2027-03 plan billed 3650 dated 2027-01-01",
      "2027-03 plan recognised 310 dated 2027-01-31",
      "2027-03 plan recognised 280 dated 2027-02-28",
      "2027-03 plan recognised 310",
    ]);
  });

  it("changes nothing in the months that stay open, had nothing been closed", () => {
    const open = expectOk(postingsThrough(book, month("2027-06")));
    const kept = expectOk(postingsThrough(closed(book, "2027-03"), month("2027-06")));
    expect(shown(kept)).toEqual(shown(open));
  });

  it("is done in order, once", () => {
    const january = closed(book, "2027-01");
    const codes = (text: string) =>
      faultsOf(closeMonth(january, month(text))).map((fault) => fault.code);
    expect(codes("2027-01")).toEqual(["month-closed"]);
    expect(codes("2026-12")).toEqual(["month-closed"]);
    expect(codes("2027-03")).toEqual(["months-skipped"]);
  });
});

describe("recording", () => {
  const fact = on("2027-01-05", { kind: "transferred", obligation: "setup" });
  const book = expectOk(record(emptyBook, { contracts: [year], facts: [fact] }));
  const codes = (entries: Parameters<typeof record>[1]) =>
    faultsOf(record(book, entries)).map((fault) => fault.code);

  it("takes the same fact again as the same", () => {
    expect(record(book, { contracts: [year], facts: [{ ...fact }] })).toEqual({
      ok: true,
      value: book,
    });
  });

  it("refuses another content under a known id, unknown contracts, and what cannot be accounted for", () => {
    expect(codes({ facts: [{ ...fact, day: fact.day + 1 }] })).toEqual(["record-conflict"]);
    expect(codes({ contracts: [{ ...year, inception: 0 }] })).toEqual(["record-conflict"]);
    expect(codes({ facts: [{ ...fact, id: "x", contract: "y" }] })).toEqual(["unknown-contract"]);
    const wrong = on("2027-01-05", { kind: "transferred", obligation: "plan" });
    expect(codes({ facts: [wrong] })).toEqual(["fact-not-of-pattern"]);
  });
});

/** Facts recorded in batches, a month closed after each. */
describe("closed months", () => {
  const first = monthOf(firstDay);
  const last = monthOf(firstDay + factDays) + 4;
  const anyHistory = anyStory.chain((story) =>
    fc.record({
      story: fc.constant(story),
      /** In how many months' time each fact becomes known, however early it happened. */
      known: fc.array(fc.integer({ min: 0, max: last - first }), {
        minLength: story.facts.length,
        maxLength: story.facts.length,
      }),
    }),
  );

  it("never change, whatever becomes known later, and all months add up to the facts", () => {
    property(
      fc.property(anyHistory, ({ story, known }) => {
        let book = expectOk(record(emptyBook, { contracts: [story.contract] }));
        let kept: readonly Posting[] = [];
        for (let now = first; now < last; now++) {
          const facts = story.facts.filter((_, index) => first + (known[index] ?? 0) === now);
          const recorded = record(book, { facts });
          // A late end can make a fact impossible that was recorded before; then nothing is recorded.
          if (recorded.ok) book = recorded.value;
          const before = expectOk(postingsThrough(book, now - 1));
          expect(before).toEqual(kept);
          book = expectOk(closeMonth(book, now));
          kept = expectOk(postingsThrough(book, now));
          expect(kept.slice(0, before.length)).toEqual(before);
        }
        const all = expectOk(postingsThrough(book, last));
        const fresh = { ...emptyBook, contracts: book.contracts, facts: book.facts };
        expect(totals(all)).toEqual(totals(expectOk(postingsThrough(fresh, last))));
      }),
      60,
    );
  });

  it("do not depend on how facts are batched or ordered while no month is closed", () => {
    property(
      fc.property(anyStory, ({ contract, facts }) => {
        const once = expectOk(record(emptyBook, { contracts: [contract], facts }));
        const turned = { contracts: [contract], facts: facts.toReversed() };
        const other = expectOk(record(emptyBook, turned));
        expect(postingsThrough(other, last)).toEqual(postingsThrough(once, last));
      }),
      60,
    );
  });
});

function totals(postings: readonly Posting[]): ReadonlyMap<string, string> {
  const sums = new Map<string, Decimal>();
  for (const { obligation, kind, amount: moved } of postings) {
    const key = `${obligation} ${kind}`;
    sums.set(key, add(sums.get(key) ?? zero, moved));
  }
  return new Map(
    [...sums]
      .filter(([, total]) => text(total) !== "0")
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, total]) => [key, text(total)] as const),
  );
}
