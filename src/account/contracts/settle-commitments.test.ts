import { describe, expect, it } from "vitest";
import type { ContractCommitment } from "../../model/contract.ts";
import { usd } from "../../money/money.ts";
import type { AccountFact } from "../fact.ts";
import { calls, contract, lines, signedStory, under, withTemplate } from "./contract.fixture.ts";

const own = (commitment: ContractCommitment, term = 12) =>
  withTemplate({ name: "Own", plans: ["usage", "base"], term, commitment });

const signed = contract({ template: "own" });
const metered = { ...under({ plan: "usage" }) };
const { cadence: _, ...use } = metered;

/** Calls of 1.00 each on the tenth of these months. */
const used = (byMonth: Readonly<Record<string, number>>) =>
  Object.entries(byMonth).map(([month, count]) => calls(month, `${month}-10T00:00:00Z`, count));

describe("a commitment", () => {
  const quarterly = own({ amount: usd(300), per: "quarterly" });
  it("bills what is missing to it at the end of each of its periods, with the use that closes then", () => {
    const usage = used({ "2026-01": 100, "2026-03": 50, "2026-05": 400, "2026-09": 299 });
    const told = signedStory([signed, use], "2027-02-01T00:00:00Z", { usage, books: quarterly });
    expect(told.refused).toEqual([]);
    expect(lines(told)).toEqual([
      ["2026-02-01", "s-1/calls/0 100.00"],
      ["2026-04-01", "s-1/calls/2 50.00", "k-1/true-up/1/0 150.00"],
      ["2026-06-01", "s-1/calls/4 400.00"],
      ["2026-10-01", "s-1/calls/8 299.00", "k-1/true-up/1/2 1.00"],
      ["2027-01-01", "k-1/true-up/1/3 300.00"],
    ]);
    const line = told.invoices[1]?.lines[1];
    expect(line).toMatchObject({
      kind: "true-up",
      stream: "platform",
      description: "Own k-1, missing to the commitment",
      period: { from: "2026-01-01T00:00:00Z", to: "2026-04-01T00:00:00Z" },
      explanation: {
        price: "/contracts/own/commitment",
        steps: [
          { label: "committed", amount: "300" },
          { label: "spent", amount: "-150" },
        ],
      },
    });
    expect(told.invoices[1]?.contracts).toEqual(["k-1"]);
  });

  it("counts everything that is bought under it, net of discounts: recurring prices, use, licences and sales", () => {
    const books = own({ amount: usd(20_000), per: "annual" });
    const facts: AccountFact[] = [
      signed,
      under({ plan: "base", start: "2026-02-01", end: "2026-04-01" }),
      {
        fact: "licence",
        id: "l",
        customer: "c-1",
        licence: "source",
        start: "2026-03-01",
        contract: "k-1",
      },
      {
        fact: "sale",
        id: "w",
        customer: "c-1",
        offer: "training",
        date: "2026-03-05",
        contract: "k-1",
        discounts: ["partner"],
        agreedDiscounts: { partner: "20%" },
      },
      { fact: "sale", id: "x", customer: "c-1", offer: "training", date: "2026-03-06" },
    ];
    const told = signedStory(facts, "2027-02-01T00:00:00Z", { books });
    // 20,000 less two months of 1,000, a licence of 10,000 and a day of 800.
    expect(lines(told).at(-1)).toEqual(["2027-01-01", "k-1/true-up/1/0 7200.00"]);
  });

  it("is a share by day in a period that the end of the term cuts short", () => {
    const books = own({ amount: usd(1_200), per: "annual" }, 18);
    const told = signedStory([signed, use], "2027-08-01T00:00:00Z", { books });
    // 181 of the 365 days of 2027.
    expect(lines(told)).toEqual([
      ["2027-01-01", "k-1/true-up/1/0 1200.00"],
      ["2027-07-01", "k-1/true-up/1/1 595.07"],
    ]);
  });

  it("counts what comes when its period is settled in the next", () => {
    const usage = [
      ...used({ "2026-01": 100 }),
      { ...calls("late", "2026-02-20T00:00:00Z", 80), receivedAt: Date.UTC(2026, 3, 5) },
    ];
    const told = signedStory([signed, use], "2026-07-02T00:00:00Z", { usage, books: quarterly });
    expect(lines(told)).toEqual([
      ["2026-02-01", "s-1/calls/0 100.00"],
      ["2026-04-01", "k-1/true-up/1/0 200.00"],
      ["2026-05-01", "s-1/calls/1/late/3 80.00"],
      ["2026-07-01", "k-1/true-up/1/1 220.00"],
    ]);
  });

  it("carries what is missing into the next period, and bills it at the end of the term", () => {
    const books = own({ amount: usd(100), per: "quarterly", shortfall: "carry" });
    const usage = used({ "2026-02": 40, "2026-05": 150, "2026-08": 500 });
    const told = signedStory([signed, use], "2027-02-01T00:00:00Z", { usage, books });
    expect(lines(told).slice(-2)).toEqual([
      ["2026-09-01", "s-1/calls/7 500.00"],
      ["2027-01-01", "k-1/true-up/1/3 100.00"],
    ]);
    const short = signedStory([signed, use], "2027-02-01T00:00:00Z", { books });
    expect(lines(short)).toEqual([["2027-01-01", "k-1/true-up/1/3 400.00"]]);
    expect(short.invoices[0]?.lines[0]?.explanation.steps).toEqual([
      { label: "committed", amount: "100" },
      { label: "carried over from the period before", amount: "300" },
      { label: "spent", amount: "0" },
    ]);
  });

  it("lets go what is missing where the template says so, and is nothing to whom nothing was promised", () => {
    const books = own({ amount: usd(100), per: "quarterly", shortfall: "waive" });
    expect(lines(signedStory([signed, use], "2027-02-01T00:00:00Z", { books }))).toEqual([]);
  });

  it("that becomes known late is settled for each of its periods as if it had been known in time", () => {
    const usage = used({ "2026-01": 100, "2026-05": 400 });
    const since = "2026-08-01T12:00:00Z";
    const facts = [
      { ...signed, recordedAt: since },
      { ...use, recordedAt: since },
    ];
    const told = signedStory(facts, "2026-08-02T00:00:00Z", { usage, books: quarterly });
    expect(lines(told)).toEqual([
      ["2026-08-01", "s-1/calls/0 100.00", "s-1/calls/4 400.00", "k-1/true-up/1/0 200.00"],
    ]);
  });

  it("of a contract that is left is settled once that is known, be the day on which it was left over", () => {
    const books = withTemplate({
      name: "Own",
      term: 12,
      commitment: { amount: usd(300), per: "quarterly" },
      earlyTermination: { noticeDays: 0, fee: usd(5) },
    });
    const cancel = {
      fact: "cancel",
      id: "x",
      customer: "c-1",
      subscription: "s-1",
      on: "2026-02-15",
      recordedAt: "2026-02-15T15:00:00Z",
    } as const;
    const { invoices } = signedStory([signed, use, cancel], "2026-06-01T00:00:00Z", { books });
    // Half of the quarter: 45 of 90 days.
    expect(
      invoices.map(({ issuedAt, lines: all }) => [issuedAt, ...all.map(({ amount }) => amount)]),
    ).toEqual([["2026-02-15T16:00:00Z", "5.00", "150.00"]]);
  });
});
