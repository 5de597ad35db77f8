import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { decimalOf, formatFixed, sum } from "../money/decimal.ts";
import { brokenInvariant } from "./broken-invariant.ts";
import { burn } from "./burn.ts";
import type { CreditBook } from "./credit-book.ts";
import {
  at,
  chance,
  expectSame,
  linesOf,
  openStory,
  payable,
  tell,
  tellGrant,
} from "./credit-story.fixture.ts";
import type { CreditMovement } from "./movement.ts";
import { nextCreditAt, passTime } from "./pass-time.ts";
import type { SlowLine } from "./slow-credit.fixture.ts";

/** What the movements of a grant leave of it, amount and cost. */
function movedTo(movements: readonly CreditMovement[], grant: string): readonly string[] {
  const amounts: string[] = [];
  const costs: string[] = [];
  const minus = (amount: string): string => formatFixed(decimalOf(`-${amount}`), 2);
  for (const one of movements.filter((movement) => movement.grant === grant)) {
    if (one.kind === "credit-purchase") continue;
    if (one.kind === "credit-grant") {
      amounts.push(one.worth);
      costs.push(one.cost);
    } else if (one.kind === "credit-expiry" || one.kind === "credit-void") {
      amounts.push(minus(one.worth));
      costs.push(minus(one.amount));
    } else {
      const drawn = one.draws.map(({ amount }) =>
        one.kind === "credit-burn" ? minus(amount) : amount,
      );
      amounts.push(...drawn);
      if (one.against.funding === "prepaid") costs.push(...drawn);
    }
  }
  return [amounts, costs].map((list) => formatFixed(sum(list.map(decimalOf)), 2));
}

describe("a book of credits", () => {
  test("agrees with a count of every cent, whatever happens", () => {
    property(
      fc.property(fc.array(chance, { minLength: 1, maxLength: 25 }), (chances) => {
        const story = openStory();
        for (const chosen of chances) {
          tell(story, chosen);
          expect(brokenInvariant(story.book)).toBeUndefined();
        }
        expectSame(story);
      }),
      250,
    );
  });

  test("is what its movements say, each of them once", () => {
    property(
      fc.property(fc.array(chance, { minLength: 1, maxLength: 25 }), (chances) => {
        const story = openStory();
        for (const chosen of chances) tell(story, chosen);
        const ids = story.movements.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { id, remaining } of story.book.grants)
          expect(movedTo(story.movements, id)).toEqual([remaining.amount, remaining.cost]);
      }),
      150,
    );
  });

  test("stays as it is until the moment it names", () => {
    property(
      fc.property(fc.array(chance, { minLength: 1, maxLength: 15 }), (chances) => {
        const story = openStory();
        for (const chosen of chances) tell(story, chosen);
        const { book } = passTime(story.book, at(story.slow.day));
        const next = nextCreditAt(book);
        const until = next ?? at(10_000);
        expect(passTime(book, until - 1)).toEqual({ book, movements: [] });
        expect(passTime(book, until).book === book).toBe(next === undefined);
      }),
      150,
    );
  });

  test("is plain JSON", () => {
    property(
      fc.property(fc.array(chance, { minLength: 1, maxLength: 15 }), (chances) => {
        const story = openStory();
        for (const chosen of chances) tell(story, chosen);
        expect(JSON.parse(JSON.stringify(story.book))).toStrictEqual(story.book);
      }),
      60,
    );
  });

  test("does not mind the order in which grants are told", () => {
    property(
      fc.property(
        fc.array(chance, { minLength: 2, maxLength: 8 }),
        fc.array(chance, { minLength: 1, maxLength: 6 }),
        (grants, later) => {
          const stories = [grants, grants.toReversed()].map((order) => {
            const story = openStory();
            for (const chosen of order) tellGrant(story, chosen, `grant-${grants.indexOf(chosen)}`);
            for (const chosen of later)
              tell(story, { ...chosen, command: chosen.flag ? "burn" : "wait" });
            return story;
          });
          expect(stories[1]?.book).toEqual(stories[0]?.book);
        },
      ),
      150,
    );
  });

  test("burns in two parts what it burns in one", () => {
    property(
      fc.property(
        fc.array(chance, { minLength: 1, maxLength: 12 }),
        chance,
        fc.integer({ min: 0, max: 100 }),
        (chances, chosen, part) => {
          const story = openStory();
          for (const one of chances) tell(story, one);
          const now = at(story.slow.day);
          const lines = linesOf(chosen, story.slow.day);
          const inPart = (id: string, some: readonly SlowLine[], book: CreditBook): CreditBook =>
            expectOk(burn(book, { id, currency: "USD", lines: some.map(payable) }, now)).book;
          const whole = inPart("whole", lines, story.book);
          let split = story.book;
          for (const [index, line] of lines.entries()) {
            const first = Math.floor((line.amount * part) / 100);
            split = inPart(`${index}-first`, [{ ...line, amount: first }], split);
            split = inPart(`${index}-rest`, [{ ...line, amount: line.amount - first }], split);
          }
          const sidesOf = (book: CreditBook) =>
            book.grants.map(({ id, remaining, burned }) => ({ id, remaining, burned }));
          expect(sidesOf(split)).toEqual(sidesOf(whole));
        },
      ),
      200,
    );
  });

  test("says the same whether time passes at once or day by day", () => {
    property(
      fc.property(fc.array(chance, { minLength: 1, maxLength: 12 }), (chances) => {
        const story = openStory();
        for (const chosen of chances) tell(story, chosen);
        const { day } = story.slow;
        const once = passTime(story.book, at(day + 30));
        let book = story.book;
        const movements: CreditMovement[] = [];
        for (let today = day; today <= day + 30; today++) {
          const change = passTime(book, at(today));
          book = change.book;
          movements.push(...change.movements);
        }
        expect({ book, movements }).toEqual(once);
      }),
      100,
    );
  });
});
