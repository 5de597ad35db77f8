import { describe, expect, test } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import { burn } from "./burn.ts";
import { bookOf, day, grantOf, leftOf, lineOf, statement } from "./credit.fixture.ts";
import { openCreditBook } from "./credit-book.ts";
import { nextCreditAt, passTime } from "./pass-time.ts";
import { type RecurCommand, recurCredit, stopRecurring } from "./recur-credit.ts";

const jan = day("2026-01-31");

describe("an expiry", () => {
  test("is breakage at its moment, in proportion to what was paid", () => {
    const pack = { kind: "prepaid", pricePaid: "80", stream: "saas" } as const;
    const book = bookOf(jan, grantOf("pack", { ...pack, expiresAt: day("2026-03-01") }));
    const half = {
      id: "b",
      invoice: "INV-1",
      currency: "USD",
      lines: [lineOf("a", "50")],
    } as const;
    const change = passTime(expectOk(burn(book, half, day("2026-02-01"))).book, day("2027-01-01"));
    expect(statement(change.movements)).toEqual([
      "2026-03-01 pack/4 credit-expiry 50.00 paid 40.00",
    ]);
    expect(change.movements[0]).toMatchObject({ stream: "saas" });
    expect(nextCreditAt(change.book)).toBeUndefined();
  });

  test("comes before what is burned at the same moment", () => {
    const book = bookOf(jan, grantOf("old", { expiresAt: day("2026-03-01") }));
    const command = { id: "b", currency: "USD", lines: [lineOf("a", "50")] } as const;
    const change = expectOk(burn(book, command, day("2026-03-01")));
    expect(change.draws).toEqual([]);
    expect(statement(change.movements)).toEqual([
      "2026-03-01 old/2 credit-expiry 100.00 paid 0.00",
    ]);
  });

  test("leaves a part alive, as often as was agreed, on the day of the month that was agreed", () => {
    const rollover = { share: "0.5", maximum: "30", times: 2, life: { months: 1 } };
    const terms = { rollover, expiresAt: day("2026-02-28"), anchorDay: 31 };
    const change = passTime(bookOf(jan, grantOf("roll", terms)), day("2027-01-01"));
    expect(statement(change.movements)).toEqual([
      "2026-02-28 roll/2 credit-expiry 70.00 paid 0.00",
      "2026-03-31 roll/3 credit-expiry 15.00 paid 0.00",
      "2026-04-30 roll/4 credit-expiry 15.00 paid 0.00",
    ]);
  });

  test("that keeps everything moves nothing but the expiry", () => {
    const rollover = { share: "1", times: 1, life: { days: 10 } };
    const book = bookOf(jan, grantOf("roll", { rollover, expiresAt: day("2026-02-10") }));
    const change = passTime(book, day("2026-02-19"));
    expect(change.movements).toEqual([]);
    expect(leftOf(change.book)).toEqual(["roll 100.00"]);
    expect(nextCreditAt(change.book)).toBe(day("2026-02-20"));
  });
});

const allowance = (changes: Partial<RecurCommand> = {}): RecurCommand => ({
  id: "allowance",
  terms: {
    kind: "promotional",
    currency: "USD",
    amount: "10",
    source: { kind: "subscription", id: "s1" },
  },
  every: "monthly",
  start: "2026-01-31",
  life: "period",
  subscription: "s1",
  ...changes,
});

const given = (command: RecurCommand, until: string, zone = "UTC") => {
  const told = expectOk(recurCredit(openCreditBook("acme", zone), command, 0));
  return statement([...told.movements, ...passTime(told.book, day(until)).movements]);
};

describe("a recurring grant", () => {
  test("is given on the anniversary, and what is left of the one before expires first", () => {
    expect(given(allowance({ count: 3 }), "2027-01-01")).toEqual([
      "2026-01-31 allowance/0/1 credit-grant 10.00 paid 0.00",
      "2026-02-28 allowance/0/2 credit-expiry 10.00 paid 0.00",
      "2026-02-28 allowance/1/1 credit-grant 10.00 paid 0.00",
      "2026-03-31 allowance/1/2 credit-expiry 10.00 paid 0.00",
      "2026-03-31 allowance/2/1 credit-grant 10.00 paid 0.00",
      "2026-04-30 allowance/2/2 credit-expiry 10.00 paid 0.00",
    ]);
  });

  test("lives for months counted on the day it began on", () => {
    expect(given(allowance({ count: 2, life: { months: 3 } }), "2027-01-01")).toEqual([
      "2026-01-31 allowance/0/1 credit-grant 10.00 paid 0.00",
      "2026-02-28 allowance/1/1 credit-grant 10.00 paid 0.00",
      "2026-04-30 allowance/0/2 credit-expiry 10.00 paid 0.00",
      "2026-05-31 allowance/1/2 credit-expiry 10.00 paid 0.00",
    ]);
  });

  test("may keep to the calendar, the first period being a stub", () => {
    expect(
      given(allowance({ alignment: "calendar", start: "2026-01-15", count: 2 }), "2026-02-15"),
    ).toEqual([
      "2026-01-15 allowance/0/1 credit-grant 10.00 paid 0.00",
      "2026-02-01 allowance/0/2 credit-expiry 10.00 paid 0.00",
      "2026-02-01 allowance/1/1 credit-grant 10.00 paid 0.00",
    ]);
  });

  test("is given at local midnight", () => {
    const { book } = expectOk(
      recurCredit(openCreditBook("acme", "America/New_York"), allowance(), 0),
    );
    expect(nextCreditAt(book)).toBe(day("2026-01-31") + 5 * 3_600_000);
  });

  test("gives nothing for a day that the zone skipped", () => {
    const daily = allowance({ every: "daily", start: "2011-12-29", count: 3, life: null });
    const { book } = expectOk(
      recurCredit(openCreditBook("acme", "Pacific/Apia"), daily, day("2012-02-01")),
    );
    expect(leftOf(book)).toEqual(["allowance/0 10.00", "allowance/2 10.00"]);
  });

  test("told late is given for the time that has passed", () => {
    const change = expectOk(
      recurCredit(openCreditBook("acme", "UTC"), allowance(), day("2026-03-15")),
    );
    expect(leftOf(change.book)).toEqual(["allowance/0 0.00", "allowance/1 10.00"]);
  });

  test("ends with its subscription", () => {
    const { book } = expectOk(recurCredit(openCreditBook("acme", "UTC"), allowance(), jan));
    const stop = { of: { subscription: "s1" }, endsAt: day("2026-02-28") } as const;
    const ended = expectOk(stopRecurring(book, stop, day("2026-02-10"))).book;
    expect(leftOf(passTime(ended, day("2027-01-01")).book)).toEqual(["allowance/0 0.00"]);
    const later = { ...stop, endsAt: day("2026-12-31") };
    const still = expectOk(stopRecurring(ended, later, day("2026-02-11"))).book;
    expect(still.recurring[0]?.endsAt).toBe(day("2026-02-28"));
  });

  test("ended late takes back what was given for the time after", () => {
    const { book } = expectOk(
      recurCredit(openCreditBook("acme", "UTC"), allowance(), day("2026-03-05")),
    );
    const stop = { of: { recurring: "allowance" }, endsAt: day("2026-02-15") } as const;
    const change = expectOk(stopRecurring(book, stop, day("2026-03-10")));
    expect(statement(change.movements)).toEqual([
      "2026-03-10 allowance/1/2 credit-void 10.00 paid 0.00",
    ]);
  });

  test("is refused where it would take the id of other credits, or says what cannot be", () => {
    const book = bookOf(jan, grantOf("allowance/7"));
    const codes = (command: RecurCommand) =>
      faultsOf(recurCredit(book, command, jan)).map(({ code, path }) => `${code} ${path}`);
    expect(codes(allowance())).toEqual(["duplicate-grant /id"]);
    const terms = { ...allowance().terms, amount: "0", pricePaid: "-1", priority: -1 };
    const wrong = { id: "x", terms, every: "moonly", start: "2026-02-30", count: 0 };
    expect(codes({ ...allowance(), ...wrong } as RecurCommand)).toEqual([
      "unknown-cadence /every",
      "invalid-date /start",
      "out-of-range /count",
      "amount-not-positive /terms/amount",
      "negative-amount /terms/pricePaid",
      "out-of-range /terms/priority",
    ]);
    const stop = { of: { recurring: "none" }, endsAt: jan } as const;
    expect(faultsOf(stopRecurring(book, stop, jan))[0]?.code).toBe("unknown-grant");
  });
});
