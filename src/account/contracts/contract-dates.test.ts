import { describe, expect, it } from "vitest";
import type { ContractTemplate } from "../../model/contract.ts";
import { usd } from "../../money/money.ts";
import type { AccountFact } from "../fact.ts";
import { calls, contract, under, viewAt } from "./contract.fixture.ts";

const signed = contract({ template: "own" });
const about = { customer: "c-1", contract: "k-1" } as const;

/** Each date as its kind, its day, and what it says besides. */
const dates = (
  template: Partial<ContractTemplate>,
  facts: readonly AccountFact[],
  now: string,
  usage: Parameters<typeof viewAt>[3] = [],
) =>
  viewAt(template, facts, now, usage)?.dates.map(({ kind, on, amount, note }) =>
    [on, kind, amount, note].filter((one) => one !== null).join(" "),
  );

const all: Partial<ContractTemplate> = {
  renewal: { automatic: true, noticeDays: 90 },
  escalator: { kind: "fixed", percent: "3%", every: "annual" },
  commitment: { amount: usd(900), per: "quarterly" },
};

describe("what comes of a contract by itself", () => {
  it("is its renewal, the last day for notice, higher prices, and the end of the period of its commitment", () => {
    const used = [calls("e", "2026-04-02T00:00:00Z", 250)];
    const { cadence: _, ...use } = under({ plan: "usage" });
    expect(dates(all, [signed, use], "2026-05-15T00:00:00Z", used)).toEqual([
      "2026-07-01 commitment-end 650.00",
      "2026-10-03 notice-deadline",
      "2027-01-01 contract-renews",
      "2027-01-01 escalation 3%",
    ]);
  });

  it("comes after the days that are over: the next of each kind", () => {
    expect(dates(all, [signed], "2026-10-04T00:00:00Z")).toEqual([
      "2027-01-01 contract-renews",
      "2027-01-01 escalation 3%",
      "2027-01-01 commitment-end 900.00",
    ]);
    expect(dates(all, [signed], "2027-01-01T00:00:00Z")).toEqual([
      "2027-04-01 commitment-end 900.00",
      "2027-10-03 notice-deadline",
      "2028-01-01 contract-renews",
      "2028-01-01 escalation 3%",
    ]);
  });

  it("is its end where nothing renews it, and no higher prices then", () => {
    const { renewal: _, ...once } = all;
    expect(dates(once, [signed], "2026-11-01T00:00:00Z")).toEqual([
      "2027-01-01 contract-end",
      "2027-01-01 commitment-end 900.00",
    ]);
    expect(dates(once, [signed], "2027-01-01T00:00:00Z")).toEqual([]);
    const notice = { fact: "contract-notice", id: "n", ...about } as const;
    expect(
      dates(
        all,
        [signed, { ...notice, recordedAt: "2026-03-01T00:00:00Z" }],
        "2026-11-01T00:00:00Z",
      ),
    ).toEqual(["2027-01-01 contract-end", "2027-01-01 commitment-end 900.00"]);
  });

  it("is its start before that, with what comes first after it", () => {
    const recordedAt = "2026-01-10T00:00:00Z";
    const later = contract({ template: "own", start: "2026-06-01", recordedAt });
    expect(dates(all, [later], "2026-01-15T00:00:00Z")).toEqual([
      "2026-06-01 contract-start",
      "2026-09-01 commitment-end 900.00",
      "2027-03-03 notice-deadline",
      "2027-06-01 contract-renews",
      "2027-06-01 escalation 3%",
    ]);
  });

  it("is the term that was agreed, and the end after it", () => {
    const { renewal: _, ...once } = all;
    const renewal = { fact: "contract-renewal", id: "r", ...about } as const;
    const facts = [signed, { ...renewal, recordedAt: "2026-03-01T00:00:00Z" }];
    expect(dates(once, facts, "2026-11-01T00:00:00Z")).toEqual([
      "2027-01-01 contract-renews",
      "2027-01-01 escalation 3%",
      "2027-01-01 commitment-end 900.00",
      "2028-01-01 contract-end",
    ]);
  });

  it("is the day on which it is left early, and nothing after it", () => {
    const leaving = { ...all, earlyTermination: { noticeDays: 0, fee: usd(5) } };
    const cancel = {
      fact: "cancel",
      id: "x",
      customer: "c-1",
      subscription: "s-1",
      on: "2026-08-15",
      recordedAt: "2026-05-01T00:00:00Z",
    } as const;
    const { cadence: _, ...use } = under({ plan: "usage" });
    expect(dates(leaving, [signed, use, cancel], "2026-07-15T00:00:00Z")).toEqual([
      "2026-08-15 contract-end",
      // Of the quarter, by day: 45 of 92.
      "2026-08-15 commitment-end 440.22",
    ]);
  });
});
