import { describe, expect, it } from "vitest";
import { acmeBooks, at, customer, licence, subscription } from "../../account/account.fixture.ts";
import type { Account } from "../../account/account.ts";
import type { AccountFact } from "../../account/fact.ts";
import { replayAccounts } from "../../account/replay.ts";
import { assert } from "../../fault/fault.ts";
import { format } from "../../money/decimal.ts";
import { formatInstant } from "../../time/instant.ts";
import { UTC } from "../../time/zone.ts";
import { monthAt, monthStart } from "../calendar-month.ts";
import { accountStretches } from "./account-stretches.ts";

function accountOf(facts: readonly AccountFact[]): Account {
  const accounts = replayAccounts(acmeBooks);
  for (const fact of [customer({ segment: "smb" }), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  expect(refused).toEqual([]);
  const account = replay.accounts.get("c-1");
  assert(account !== undefined, "the customer is known");
  return account;
}

function seen(facts: readonly AccountFact[], now = "2027-12-31") {
  const asOf = at(`${now}T12:00:00Z`);
  return accountStretches(accountOf(facts), {
    books: acmeBooks,
    normalisation: "months",
    asOf,
    runsTo: monthStart(UTC, monthAt(UTC, asOf) + 1),
  });
}

const day = (instant: number | null): string =>
  instant === null ? "…" : formatInstant(instant).slice(0, 10);

/** A line for each stretch: when, of what, worth how much a month at list and net, and why. */
const shown = (...given: Parameters<typeof seen>): readonly string[] =>
  seen(...given).stretches.map(
    ({ from, to, plan, stream, amount, netAll, paying, cause = "", endCause = "" }) =>
      [
        `${day(from)}..${day(to)}`,
        plan,
        stream,
        format(amount),
        format(netAll),
        paying ? cause : `trial ${cause}`,
        endCause,
      ]
        .filter((part) => part !== "")
        .join(" "),
  );

const about = { customer: "c-1", subscription: "s-1" } as const;

describe("what a subscription is worth a month", () => {
  it.each<[string, Partial<Parameters<typeof subscription>[0]>, readonly string[]]>([
    ["a price per month", {}, ["team subscriptions 499 499 new"]],
    // 4,990 / 12
    [
      "a price per year",
      { cadence: "annual" },
      ["team subscriptions 415.8333333333 415.8333333333 new"],
    ],
    // 100 nodes at 500 a year, 10% off from 100 on, then 15% for three years: 38,250 / 12.
    [
      "a volume and a term discount",
      { plan: "seats", cadence: "annual", quantity: 100, termYears: 3 },
      ["seats subscriptions 4166.6666666667 3187.5 new"],
    ],
    ["a plan with use", { plan: "hybrid" }, ["hybrid subscriptions 100 100 new"]],
    // 7 nodes at 10 are reserved; what is used above them is use.
    [
      "reserved capacity",
      { plan: "reserved", quantities: { nodes: 7 } },
      ["reserved usage 70 70 new"],
    ],
    // 5 nodes at 10 are reserved, and 310 are due at least.
    ["a minimum", { plan: "limited" }, ["limited usage 310 310 new"]],
    ["a plan of use alone", { plan: "stored" }, ["stored usage 0 0 new"]],
  ])("is that of %s", (_, terms, expected) => {
    const start = "2026-01-31";
    expect(shown([subscription({ start, ...terms })])).toEqual(
      expected.map((text) => `2026-01-31..… ${text}`),
    );
  });

  it("is told apart for a trial and what is paid after it", () => {
    const tried = subscription({ plan: "tried", start: "2026-02-10", discounts: ["launch"] });
    expect(shown([tried])).toEqual([
      "2026-02-10..2026-02-24 tried subscriptions 30 0 trial new",
      "2026-02-24..… tried subscriptions 30 0 trial-end",
    ]);
    expect(shown([tried], "2026-02-11")).toEqual([
      "2026-02-10..2026-03-01 tried subscriptions 30 0 trial new",
    ]);
  });

  it("includes the maintenance of licences, for as long as it is billed", () => {
    const bought = licence({ start: "2026-01-31" });
    expect(shown([bought])).toEqual([
      "2027-01-31..… licences/standard licences 833.3333333333 833.3333333333 new",
    ]);
    expect(shown([{ ...bought, end: "2027-06-01" }], "2029-01-01")).toEqual([
      "2027-01-31..2028-01-31 licences/standard licences 833.3333333333 833.3333333333 new cancel",
    ]);
    expect(shown([{ ...bought, end: "2027-01-31" }], "2029-01-01")).toEqual([]);
    expect(shown([licence({ licence: "yearly" })], "2029-01-01")).toEqual([
      "2026-01-31..2027-07-31 licences/yearly services 25 25 new expiry",
    ]);
  });
});

describe("what happened to a subscription", () => {
  it("gives each stretch its cause, and each end its own", () => {
    const changes: AccountFact[] = [
      subscription({ start: "2026-01-01" }),
      { fact: "change", id: "1", ...about, on: "2026-02-01", plan: "hybrid" },
      { fact: "pause", id: "2", ...about, on: "2026-03-01" },
      { fact: "resume", id: "3", ...about, on: "2026-04-01" },
      { fact: "cancel", id: "4", ...about, on: "2026-05-01" },
      { fact: "reactivate", id: "5", ...about, on: "2026-06-01" },
      { fact: "change", id: "6", ...about, on: "2026-07-01", discounts: ["loyalty"] },
      { fact: "change", id: "7", ...about, on: "2026-08-01", plan: "team", end: "2026-09-01" },
    ];
    expect(shown(changes)).toEqual([
      "2026-01-01..2026-02-01 team subscriptions 499 499 new",
      "2026-02-01..2026-03-01 hybrid subscriptions 100 100 plan-change pause",
      "2026-04-01..2026-05-01 hybrid subscriptions 100 100 resume cancel",
      "2026-06-01..2026-07-01 hybrid subscriptions 100 100 reactivation",
      "2026-07-01..2026-08-01 hybrid subscriptions 100 0 discount",
      "2026-08-01..2026-09-01 team subscriptions 499 0 plan-change expiry",
    ]);
  });

  it("calls a change of the amount that was agreed a price change", () => {
    const agreed = subscription({
      plan: "enterprise",
      start: "2026-01-01",
      agreed: { base: "10000 USD" },
    });
    const raise: AccountFact = {
      fact: "change",
      id: "1",
      ...about,
      on: "2026-02-01",
      agreed: { base: "11000 USD" },
    };
    expect(shown([agreed, raise]).at(-1)).toBe(
      "2026-02-01..… enterprise subscriptions 11000 11000 price",
    );
  });

  it("says when a cancellation was asked for, and what is paid beyond it", () => {
    const team = subscription({ start: "2026-01-31" });
    const recordedAt = "2026-03-01T09:00:00Z";
    const cancel = { fact: "cancel", id: "x", ...about, on: "2026-03-10", recordedAt } as const;
    const rows = (fact: AccountFact, now?: string) =>
      seen([team, fact], now).cancellations.map(({ requestedAt, endsAt, paidThrough }) =>
        [requestedAt, endsAt, ...(paidThrough === undefined ? [] : [paidThrough])].map(day),
      );
    expect(rows(cancel)).toEqual([["2026-03-01", "2026-03-10", "2026-03-31"]]);
    expect(rows({ ...cancel, credit: "prorated" })).toEqual([["2026-03-01", "2026-03-10"]]);
    expect(rows({ ...cancel, on: "2026-03-31" })).toEqual([["2026-03-01", "2026-03-31"]]);
    expect(rows(cancel, "2026-03-15")).toEqual([["2026-03-01", "2026-03-10", "2026-04-01"]]);
    // Asked for, and to come: in the running month it is still there.
    expect(rows(cancel, "2026-03-05")).toEqual([["2026-03-01", "2026-04-01", "2026-04-01"]]);
    expect(shown([team, cancel], "2026-03-05")).toEqual([
      "2026-01-31..2026-04-01 team subscriptions 499 499 new cancel",
    ]);
  });

  it("leaves out what is to begin", () => {
    const later = subscription({ start: "2026-05-01", recordedAt: "2026-01-01T00:00:00Z" });
    expect(shown([later], "2026-04-30")).toEqual([]);
    expect(shown([later], "2026-05-01")).toHaveLength(1);
  });
});
