import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { brokenInvariant } from "./broken-invariant.ts";
import { burn } from "./burn.ts";
import { openCreditBook } from "./credit-book.ts";
import { at, chance, openStory, tell, text } from "./credit-story.fixture.ts";
import { forgetSpent } from "./forget-spent.ts";
import { grantCredit } from "./grant-credit.ts";
import { passTime } from "./pass-time.ts";
import { forgetTopUps, type TopUp } from "./top-up.ts";

describe("what a book of credits forgets", () => {
  test("is nothing that can still move", () => {
    property(
      fc.property(
        fc.array(chance, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 0, max: 60 }),
        (chances, back) => {
          const story = openStory();
          for (const chosen of chances) tell(story, chosen);
          const before = at(story.slow.day - back);
          const after = forgetSpent(story.book, before);
          expect(brokenInvariant(after)).toBeUndefined();
          expect(after.burns).toEqual(story.book.burns.filter((one) => one.at >= before));
          for (const { id, remaining } of story.book.grants)
            if (/[1-9]/.test(remaining.amount))
              expect(after.grants.find((one) => one.id === id)?.remaining).toEqual(remaining);
          const later = at(story.slow.day + 40);
          expect(passTime(after, later).movements).toEqual(passTime(story.book, later).movements);
          expect(forgetSpent(after, before)).toBe(after);
        },
      ),
      150,
    );
  });

  test("is a grant that is used up, once its burns are forgotten, and what was burned of one that goes on", () => {
    const grants = [
      { id: "small", amount: text(10) },
      { id: "large", amount: text(100) },
    ] as const;
    let book = openCreditBook("acme", "UTC");
    const source = { kind: "command", id: "x" } as const;
    for (const one of grants)
      book = expectOk(
        grantCredit(book, { ...one, kind: "goodwill", currency: "USD", source }, at(1)),
      ).book;
    const line = { id: "l", stream: "s", kind: "usage", amount: text(30) } as const;
    book = expectOk(burn(book, { id: "b", currency: "USD", lines: [line] }, at(2))).book;
    expect(forgetSpent(book, at(2))).toBe(book);
    const after = forgetSpent(book, at(3));
    expect(after.burns).toEqual([]);
    expect(after.grants).toMatchObject([
      { id: "large", burned: { amount: "0.30" }, forgotten: { amount: "0.30" } },
      { id: "small", burned: { amount: "0.00" } },
    ]);
  });

  test("are purchases that a later one followed", () => {
    const paid = (number: number): TopUp => ({
      id: `r/${number}`,
      rule: "r",
      requestedAt: at(number),
      price: "1.00",
      state: "paid",
    });
    const all = [paid(1), paid(2), paid(3)];
    expect(forgetTopUps(all, at(3))).toEqual([paid(3)]);
    expect(forgetTopUps([paid(3)], at(9))).toEqual([paid(3)]);
  });
});
