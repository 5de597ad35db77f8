import { describe, expect, test } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import { brokenInvariant } from "./broken-invariant.ts";
import { burn } from "./burn.ts";
import { bookOf, day, grantOf, leftOf, lineOf, statement } from "./credit.fixture.ts";
import type { CreditBook } from "./credit-book.ts";
import { moveRecurrenceEnds } from "./move-recurrence-ends.ts";
import { type RecurCommand, recurCredit } from "./recur-credit.ts";

const { id: _, ...terms } = grantOf("any");
const monthly = (id: string, more: Partial<RecurCommand> = {}): RecurCommand => ({
  id,
  terms,
  every: "monthly",
  start: "2026-01-01",
  life: null,
  ...more,
});

const given = (at: string, ...commands: readonly RecurCommand[]): CreditBook =>
  commands.reduce(
    (book, command) => expectOk(recurCredit(book, command, day(at))).book,
    bookOf(day("2026-01-01")),
  );

const ending = (recurring: string, on: string | null) => ({
  recurring,
  endsAt: on === null ? null : day(on),
});

describe("the end of a recurring grant", () => {
  test("comes before the period that would begin at that moment, of all that end", () => {
    const book = given("2026-01-01", monthly("a"), monthly("b"));
    const at = day("2026-02-01");
    const ends = [ending("a", "2026-02-01"), ending("b", "2026-02-01")];
    const { book: after, movements } = expectOk(moveRecurrenceEnds(book, ends, at));
    expect(leftOf(after)).toEqual(["a/0 100.00", "b/0 100.00"]);
    expect(movements).toEqual([]);
  });

  test("that is told late takes back later periods as far as they are unused", () => {
    const book = given("2026-03-05", monthly("a"));
    const lines = [lineOf("1", "230")];
    const used = expectOk(burn(book, { id: "x", currency: "USD", lines }, day("2026-03-05"))).book;
    const { book: after, movements } = expectOk(
      moveRecurrenceEnds(used, [ending("a", "2026-02-01")], day("2026-03-06")),
    );
    expect(statement(movements)).toEqual(["2026-03-06 a/2/3 credit-void 70.00 paid 0.00"]);
    expect(brokenInvariant(after)).toBeUndefined();
  });

  test("that moves back gives what began in the meantime, up to the grant's own end", () => {
    const book = given(
      "2026-01-01",
      monthly("a", { endsAt: day("2026-02-01"), until: day("2026-04-01") }),
    );
    const after = expectOk(moveRecurrenceEnds(book, [ending("a", null)], day("2026-06-01"))).book;
    expect(leftOf(after)).toEqual(["a/0 100.00", "a/1 100.00", "a/2 100.00"]);
  });

  test("is of a grant that there is", () => {
    const [fault] = faultsOf(moveRecurrenceEnds(given("2026-01-01"), [ending("a", null)], 0));
    expect(fault).toMatchObject({ code: "unknown-grant", path: "/0/recurring", value: "a" });
  });
});
