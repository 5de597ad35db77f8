import { describe, expect, it } from "vitest";
import { openAccount } from "../account/account.ts";
import { type Happening, issueInOrder } from "../account/issue-in-order.ts";
import { expectOk } from "../fault/fault.ts";
import { bookHappenings } from "../ledger/book-happenings.ts";
import { closeThrough } from "../ledger/close/month-books.ts";
import type { JournalEntry } from "../ledger/entry.ts";
import { monthStart } from "../metrics/calendar-month.ts";
import planned from "../model/fixtures/planned.ts";
import { liveBusiness } from "./live.ts";
import { plannedBusiness } from "./planned-business.ts";
import { randomFates } from "./random-fates.ts";
import { runPlan } from "./simulate.ts";

describe("books that run month by month", () => {
  it("come to the journal of books that look at every invoice in every month", () => {
    const { planned: run } = expectOk(runPlan(planned, { months: 16 }, "whole"));
    const { first, months } = run;
    const last = first + months - 1;
    const business = expectOk(
      plannedBusiness(run, (segment, drivers) =>
        randomFates({ ...drivers, opening: 15 }, { seed: 4, segment, first, usageSpread: 0.5 }),
      ),
    );
    const running: JournalEntry[] = [];
    const entries = (some: readonly JournalEntry[]): void => void running.push(...some);
    expectOk(liveBusiness(business, first - 1, last, { entries }));

    const { books, customers, facts, usage } = business;
    const accounts = new Map(customers.map((one) => [one.id, openAccount(one)]));
    const happened: Happening[] = [
      ...issueInOrder(
        accounts,
        facts.toSorted((left, right) => left.at - right.at),
        books,
      )(monthStart(books.current.zone, last + 2) - 1, usage),
    ];
    const byId = new Map(customers.map((one) => [one.id, one]));
    const customerOf = (id: string) => byId.get(id);
    const posted = bookHappenings(happened, { book: books.current, customerOf });
    const whole = expectOk(closeThrough(posted, last)).entries;
    const sums = (all: readonly JournalEntry[]): readonly string[] =>
      all
        .flatMap(({ date, postings }) =>
          postings.map(({ account, amount, line }) => [date, account, amount, line].join(" ")),
        )
        .toSorted();
    expect(running.length).toBeGreaterThan(300);
    expect(sums(running)).toEqual(sums(whole));
  });
});
