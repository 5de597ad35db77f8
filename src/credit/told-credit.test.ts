import { describe, expect, test } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import type { Credit } from "../model/credit.ts";
import everything from "../model/fixtures/everything.ts";
import { day } from "./credit.fixture.ts";
import { openCreditBook } from "./credit-book.ts";
import type { GrantFact, TopUpRuleFact, UptimeFact } from "./credit-fact.ts";
import { grantCredit } from "./grant-credit.ts";
import { grantFromModel, recurringFromModel } from "./model-grant.ts";
import { recurCredit } from "./recur-credit.ts";
import { type CreditTerms, toldAdjustment, toldGrant } from "./told-credit.ts";
import { toldTopUpRule } from "./told-top-up.ts";
import { measuredPeriod, toldUptime } from "./told-uptime.ts";

const credits = everything.credits as Readonly<Record<string, Credit>>;
const terms: CreditTerms = { credits, currency: "USD", timeZone: "UTC", graceMs: 3_600_000 };
const told = (changes: Partial<GrantFact>) =>
  toldGrant({ fact: "grant", id: "g1", customer: "acme", date: "2026-01-31", ...changes }, terms);
const codesOf = (result: Parameters<typeof faultsOf>[0]) =>
  faultsOf(result).map(({ code, path }) => `${code} ${path}`);

describe("a grant that is told", () => {
  test("has the terms of its book", () => {
    expect(expectOk(told({ credit: "welcome" }))).toEqual({
      kind: "grant",
      command: {
        id: "g1",
        credit: "welcome",
        kind: "promotional",
        currency: "USD",
        amount: "100",
        appliesTo: "usage",
        graceMs: 3_600_000,
        source: { kind: "command", id: "g1" },
        effectiveAt: day("2026-01-31"),
        anchorDay: 31,
        expiresAt: day("2026-04-30"),
      },
    });
  });

  test("says what differs from its book: amount, expiry, priority, subscription", () => {
    const changes = {
      amount: "7 USD",
      expires: "2026-02-05",
      priority: 3,
      subscription: "s1",
    } as const;
    expect(expectOk(told({ credit: "welcome", ...changes }))).toMatchObject({
      command: {
        amount: "7",
        priority: 3,
        expiresAt: day("2026-02-05"),
        source: { kind: "subscription", id: "s1" },
      },
    });
  });

  test("of a book that recurs is given again and again, with all that the book says", () => {
    const result = expectOk(told({ credit: "allowance", until: "2026-12-31", subscription: "s1" }));
    if (result.kind !== "recur") throw new Error("the book recurs");
    expect(result.command).toEqual({
      id: "g1",
      terms: {
        credit: "allowance",
        kind: "prepaid",
        currency: "USD",
        amount: "100",
        pricePaid: "80",
        only: { streams: ["saas"], plans: ["team"], charges: ["calls"] },
        covers: "served",
        graceMs: 3_600_000,
        rollover: { share: "0.5", maximum: "40", times: 2, life: { months: 1 } },
        stream: "saas",
        source: { kind: "subscription", id: "s1" },
      },
      every: "monthly",
      start: "2026-01-31",
      life: "period",
      count: 12,
      subscription: "s1",
      endsAt: day("2026-12-31"),
      until: day("2026-12-31"),
    });
    const book = expectOk(
      recurCredit(openCreditBook("acme", "UTC"), result.command, day("2026-02-01")),
    ).book;
    expect(book.grants[0]).toMatchObject({
      id: "g1/0",
      funding: "prepaid",
      expiresAt: day("2026-02-28"),
    });
  });

  test("ad hoc has the terms that it says", () => {
    const result = expectOk(told({ kind: "prepaid", amount: "100 USD", price: "80 USD" }));
    if (result.kind !== "grant") throw new Error("it is given once");
    expect(result.command.credit).toBeUndefined();
    const { book } = expectOk(
      grantCredit(openCreditBook("acme", "UTC"), result.command, day("2026-02-01")),
    );
    expect(book.grants[0]).toMatchObject({ pricePaid: "80.00", expiresAt: null });
  });

  test("with an amount of its own has not the price of its book", () => {
    const result = expectOk(told({ credit: "allowance", amount: "10 USD" }));
    expect(result).not.toHaveProperty("command.terms.pricePaid");
  });

  test("replaces the expiry of its book, whichever kind that is", () => {
    expect(expectOk(told({ credit: "allowance", expiresAfterMonths: 6 }))).toMatchObject({
      command: { life: { months: 6 } },
    });
    expect(expectOk(told({ credit: "allowance", expiresWithPeriod: false }))).toMatchObject({
      command: { life: null },
    });
  });

  test("is refused without a book, an amount, or in another currency", () => {
    expect(codesOf(told({ credit: "welcom" }))).toEqual(["unknown-credit /credit"]);
    expect(codesOf(told({ credit: "sla" }))).toEqual(["amount-missing /amount"]);
    expect(codesOf(told({ credit: "sla", amount: "5 EUR" }))).toEqual([
      "currency-mismatch /amount",
    ]);
    expect(codesOf(told({ kind: "prepaid", amount: "5 USD", price: "5 EUR" }))).toEqual([
      "currency-mismatch /price",
    ]);
    const rollover = { maximum: "5 EUR", times: 1 } as const;
    const changes = { kind: "goodwill", amount: "5 USD", expiresAfterMonths: 1, rollover } as const;
    expect(codesOf(told(changes))).toEqual(["currency-mismatch /rollover/maximum"]);
  });
});

test("a book's grant ends at the local midnight of its last month, and one without every is given once", () => {
  const welcome = { id: "welcome", credit: credits.welcome ?? { name: "", kind: "sla" } } as const;
  const request = { id: "g", currency: "USD", source: { kind: "command", id: "g" } } as const;
  const berlin = expectOk(grantFromModel(welcome, request, "Europe/Berlin", day("2026-01-15")));
  // Three months on it is summer in Berlin: midnight is at 22:00 UTC.
  expect(berlin.expiresAt).toBe(day("2026-04-15") - 2 * 3_600_000);
  const recurring = recurringFromModel(welcome, { ...request, from: 0 }, "UTC");
  expect(codesOf(recurring)).toEqual(["not-recurring /credit"]);
});

test("an adjustment that is told", () => {
  const fact = {
    fact: "adjust-grant",
    id: "a",
    customer: "acme",
    grant: "g1",
    date: "2026-01-31",
    reason: "r",
  } as const;
  const adjusted = (changes: object) => expectOk(toldAdjustment({ ...fact, ...changes }, terms));
  expect(adjusted({ add: "5 USD" })).toEqual({ grant: "g1", reason: "r", by: "5" });
  expect(adjusted({ remove: "5 USD", priority: 1 })).toMatchObject({ by: "-5", priority: 1 });
  expect(adjusted({ expires: "never" })).toMatchObject({ expiresAt: null });
  expect(adjusted({ expires: "2026-03-01" })).toMatchObject({ expiresAt: day("2026-03-01") });
  expect(codesOf(toldAdjustment({ ...fact, remove: "5 EUR" }, terms))).toEqual([
    "currency-mismatch /remove",
  ]);
});

test("a top-up rule that is told", () => {
  const fact: TopUpRuleFact = {
    fact: "top-up-rule",
    id: "t",
    customer: "acme",
    date: "2026-01-31",
    whenBelow: "20 USD",
  };
  const rule = (changes: Partial<TopUpRuleFact>) =>
    expectOk(toldTopUpRule({ ...fact, ...changes }, terms));
  expect(
    rule({
      amount: "50 USD",
      price: "40 USD",
      end: "2027-01-01",
      credit: "welcome",
      method: "card",
      maximumPerMonth: "80 USD",
    }),
  ).toEqual({
    id: "t",
    currency: "USD",
    credit: "welcome",
    whenBelow: "20",
    size: { kind: "packs", amount: "50", price: "40" },
    maximumPerMonth: "80",
    method: "card",
    retryHours: [1, 24, 72],
    since: day("2026-01-31"),
    endsAt: day("2027-01-01"),
  });
  expect(rule({ amount: "50 USD" }).size).toEqual({ kind: "packs", amount: "50", price: "50" });
  expect(rule({ amount: "0.33 USD", price: "50%" }).size).toMatchObject({ price: "0.17" });
  expect(rule({ upTo: "50 USD", price: "90%" }).size).toEqual({
    kind: "up-to",
    upTo: "50",
    share: "0.9",
  });
  expect(codesOf(toldTopUpRule({ ...fact, amount: "5 EUR", price: "4 EUR" }, terms))).toEqual([
    "currency-mismatch /amount",
    "currency-mismatch /price",
  ]);
  expect(codesOf(toldTopUpRule({ ...fact, upTo: "5 USD" }, terms))).toEqual([
    "top-up-below-trigger /size/upTo",
  ]);
});

test("an uptime that is told", () => {
  const fact: UptimeFact = { fact: "uptime", id: "u", sla: "standard", month: "2026-12" };
  expect(toldUptime({ ...fact, customer: "acme", uptime: "99%" }, "UTC")).toEqual({
    id: "u",
    sla: "standard",
    customer: "acme",
    period: { from: day("2026-12-01"), to: day("2027-01-01") },
    measured: { uptime: "99%" },
  });
  const minutes = { downtimeMinutes: 61, excludedMinutes: "0.5" } as const;
  expect(toldUptime({ ...fact, ...minutes }, "UTC").measured).toEqual({
    downtimeMinutes: "61",
    excludedMinutes: "0.5",
  });
  const { month: _, ...open } = fact;
  expect(measuredPeriod({ ...open, from: "2026-01-01", to: "2026-04-01" }, "UTC")).toEqual({
    from: day("2026-01-01"),
    to: day("2026-04-01"),
  });
  expect(
    measuredPeriod({ ...fact, month: "2999-12" }, "UTC").to -
      measuredPeriod({ ...fact, month: "2999-12" }, "UTC").from,
  ).toBe(31 * 86_400_000);
});
