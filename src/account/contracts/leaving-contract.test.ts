import { describe, expect, it } from "vitest";
import type { ContractTemplate } from "../../model/contract.ts";
import { usd } from "../../money/money.ts";
import type { Cancellation } from "../change-fact.ts";
import type { AccountFact } from "../fact.ts";
import { contract, lines, signedStory, under, withTemplate } from "./contract.fixture.ts";

const story = (facts: readonly AccountFact[], until: string, template: Partial<ContractTemplate>) =>
  signedStory([contract({ template: "own" }), ...facts], until, {
    books: withTemplate({ name: "Own", term: 12, ...template }),
  });

describe("leaving before the end of the term", () => {
  const earlyTermination = { noticeDays: 31, ofRemaining: "50%", fee: usd(500) } as const;
  const leaving: Cancellation = {
    fact: "cancel",
    id: "x",
    customer: "c-1",
    subscription: "s-1",
    on: "2026-10-01",
  };
  it("costs the days of notice, a part of what remains, and a fee, whatever was told", () => {
    const told = story([under(), { ...leaving, fee: "1 USD" }], "2027-06-01T00:00:00Z", {
      earlyTermination,
    });
    // October, half of November and December, and the fee.
    expect(lines(told).at(-1)).toEqual(["2026-10-01", "s-1/fee/x 2500.00"]);
    expect(told.invoices.at(-1)?.lines[0]?.explanation).toMatchObject({
      price: "/contracts/own/earlyTermination",
      steps: [
        { label: "days of notice", amount: "1000.00" },
        { label: "50% of what remains of the term", quantity: "2000.00", amount: "1000.00" },
        { label: "fee for leaving", amount: "500.00" },
      ],
    });
  });

  it("counts no time that stays paid for, and nothing at the end", () => {
    const middle = { ...leaving, on: "2026-10-16" };
    // October stays paid; 15 days of notice in November, half of the rest.
    const told = story([under(), middle], "2027-06-01T00:00:00Z", { earlyTermination });
    expect(lines(told).at(-1)).toEqual(["2026-10-16", "s-1/fee/x 1750.00"]);
    const atEnd = story([under(), { ...leaving, on: "2026-12-31" }], "2027-06-01T00:00:00Z", {
      earlyTermination: { noticeDays: 0, ofRemaining: "50%" },
    });
    expect(lines(atEnd)).toHaveLength(12);
    expect(lines(story([under(), leaving], "2027-06-01T00:00:00Z", {}))).toHaveLength(9);
  });

  it("costs a part of what was to come of one that has not begun, and nothing of the time before", () => {
    const scheduled = under({
      start: "2026-11-01",
      trialDays: 30,
      recordedAt: "2026-09-01T00:00:00Z",
    });
    const { on: _, ...now } = leaving;
    const early = { ...now, recordedAt: "2026-10-01T00:00:00Z" };
    const told = story([scheduled, early], "2027-06-01T00:00:00Z", {
      earlyTermination: { noticeDays: 31, ofRemaining: "50%" },
    });
    expect(told.refused).toEqual([]);
    // The first paid day is within the notice, and half of the other thirty.
    expect(lines(told)).toEqual([["2026-11-01", "s-1/fee/x 516.13"]]);
  });

  it("settles the commitment once it is known, however early in the day that was", () => {
    const { cadence: _, ...use } = under({ plan: "usage" });
    const { on: __, ...now } = leaving;
    const facts = [use, { ...now, recordedAt: "2026-10-01T15:00:00Z" }];
    const told = story(facts, "2026-12-01T00:00:00Z", {
      commitment: { amount: usd(1_200), per: "annual" },
      earlyTermination: { noticeDays: 0, fee: usd(1) },
    });
    expect(told.invoices.map(({ issuedAt }) => issuedAt)).toEqual(["2026-10-01T15:00:00Z"]);
  });

  it("asks at least for the commitment when the last of it goes, and ends that on the day", () => {
    const { cadence: _, ...use } = under({ plan: "usage" });
    const told = story([use, leaving], "2028-06-01T00:00:00Z", {
      renewal: { automatic: true, noticeDays: 30 },
      commitment: { amount: usd(1_200), per: "annual" },
      earlyTermination: { noticeDays: 0, ofRemaining: "100%" },
    });
    expect(lines(told)).toEqual([
      // 273 and 92 days of 365.
      ["2026-10-01", "s-1/fee/x 302.47", "k-1/true-up/1/0 897.53"],
    ]);
  });

  it("can be undone before the day", () => {
    const undo = {
      fact: "undo",
      id: "u",
      customer: "c-1",
      subscription: "s-1",
      change: "x",
      recordedAt: "2026-09-30T00:00:00Z",
    } as const;
    const told = story(
      [under(), { ...leaving, recordedAt: "2026-09-01T00:00:00Z" }, undo],
      "2027-06-01T00:00:00Z",
      { earlyTermination, commitment: { amount: usd(20_000), per: "annual" } },
    );
    expect(lines(told)).toHaveLength(13);
    expect(lines(told).at(-1)).toEqual(["2027-01-01", "k-1/true-up/1/0 8000.00"]);
  });
});
