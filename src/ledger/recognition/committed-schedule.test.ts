import { describe, expect, it } from "vitest";
import { acme, at, customer, subscription } from "../../account/account.fixture.ts";
import { committedTerms } from "../../account/committed-terms.ts";
import type { AccountFact } from "../../account/fact.ts";
import { priceBooks } from "../../account/price-book.ts";
import { replayAccounts } from "../../account/replay.ts";
import { assert, expectOk } from "../../fault/fault.ts";
import { format } from "../../money/decimal.ts";
import { daysFromCivil, parseCivilDate } from "../../time/calendar.ts";
import { monthText } from "./accounting-month.ts";
import { committedSchedule } from "./committed-schedule.ts";

const books = expectOk(priceBooks([acme]));

/** What a customer is committed to at the end of a day: `subscription until amount withinYear`, and the months. */
function committed(day: string, ...facts: readonly AccountFact[]) {
  const accounts = replayAccounts(books);
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  expect(refused).toEqual([]);
  const next = daysFromCivil(expectOk(parseCivilDate(day))) + 1;
  const after = at(`${day}T23:59:59.999Z`) + 1;
  // Lives to the end of the day.
  for (const _ of replay.happeningsUntil(after - 1));
  const account = replay.standing.get("c-1");
  assert(account !== undefined, "c-1 is there");
  const terms = committedTerms(account, books, after);
  return terms.map((term) => {
    const { amount, withinYear, months } = committedSchedule(term, next, 2);
    return {
      term: `${term.subscription} ${term.until} ${format(amount)} ${format(withinYear)}`,
      months: months.map((row) => `${monthText(row.month)} ${format(row.amount)}`),
    };
  });
}

const years = (more: object = {}) =>
  subscription({ plan: "team", cadence: "annual", start: "2026-01-01", termYears: 3, ...more });

describe("a subscription that was bought for years", () => {
  it("commits to what is not invoiced of them, as it will be earned", () => {
    const [found] = committed("2026-03-31", years());
    // 4,990 a year: the first is invoiced; of the next twelve months three are of the second.
    expect(found?.term).toBe("s-1 2029-01-01 9980 1230.41");
    expect(found?.months).toHaveLength(24);
    expect(found?.months[0]).toBe("2027-01 423.81");
  });

  it("commits to nothing more once the last of them is invoiced", () => {
    expect(committed("2028-01-01", years())).toEqual([]);
  });

  it("keeps the day of its term through other changes, and ends with a cancellation", () => {
    const change = {
      fact: "change",
      id: "x-1",
      customer: "c-1",
      subscription: "s-1",
      on: "2026-06-01",
      quantity: 2,
    } as const;
    expect(committed("2026-07-31", years(), change)[0]?.term).toMatch(/^s-1 2029-01-01 /);
    const cancel = { ...change, fact: "cancel", quantity: undefined, on: "2028-01-01" } as const;
    const { quantity: _, ...told } = cancel;
    const known = { ...told, recordedAt: "2026-05-01T00:00:00Z" };
    expect(committed("2026-07-31", years(), known)[0]?.term).toMatch(/^s-1 2028-01-01 4990 /);
  });

  it("counts by the day on which it is left open to go on", () => {
    expect(committed("2026-03-31", years({ termYears: undefined, cadence: "annual" }))).toEqual([]);
  });
});

describe("a subscription that was bought to an end", () => {
  it("commits to it, prorated as it will be billed", () => {
    const [found] = committed(
      "2026-03-31",
      subscription({ plan: "team", cadence: "monthly", start: "2026-01-01", end: "2026-06-16" }),
    );
    // April, May, and half of June; the whole of March and before is invoiced.
    expect(found).toEqual({
      term: "s-1 2026-06-16 1247.5 1247.5",
      months: ["2026-04 499", "2026-05 499", "2026-06 249.5"],
    });
  });
});
