import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { accountWith, acmeBooks, at, licence, sale, subscription } from "./account.fixture.ts";
import type { Account } from "./account.ts";
import { nextDueGroup } from "./due.ts";
import { type PriceBooks, priceBooks } from "./price-book.ts";
import { step } from "./step.ts";

/** The account after every invoice up to a moment. */
function billedUntil(start: Account, until: string, books: PriceBooks = acmeBooks): Account {
  let account = start;
  for (;;) {
    const due = nextDueGroup(account, books)?.cutoff;
    if (due === undefined || due > at(until)) return account;
    account = expectOk(step(account, { kind: "tick", now: due }, books)).account;
  }
}

describe("an account that was billed", () => {
  const start = "2026-01-01";
  const account = accountWith(
    subscription({ id: "s-1", plan: "hybrid", start }),
    subscription({ id: "s-2", plan: "team", cadence: "annual", start }),
    licence({ id: "l-1", start }),
    sale({ date: "2026-02-15" }),
  );

  it("moves each of its purchases on by what was billed of it", () => {
    const billed = billedUntil(account, "2026-03-01T01:00:00Z");
    const phases = billed.subscriptions.flatMap((subscription) => subscription.phases);
    expect(phases.map(({ nextRecurring }) => nextRecurring)).toEqual([3, 1]);
    expect(phases.map(({ nextUsage }) => nextUsage)).toEqual([{ operations: 2 }, {}]);
    expect(billed.licences).toMatchObject([{ feeBilled: true, nextMaintenance: 0 }]);
    expect(billed.sales).toMatchObject([{ billed: true }]);
    expect(billedUntil(account, "2026-02-14T00:00:00Z").sales).toMatchObject([{ billed: false }]);
  });

  it("is another value; the one before is unchanged", () => {
    const before = JSON.stringify(account);
    billedUntil(account, "2026-03-01T01:00:00Z");
    expect(JSON.stringify(account)).toBe(before);
  });

  it("remembers of each closed period what it was billed, and until when events were seen", () => {
    const first = billedUntil(account, "2026-03-01T01:00:00Z").subscriptions[0]?.phases[0];
    expect(Object.keys(first?.billed ?? {})).toEqual(["operations"]);
    expect(first?.billed.operations).toEqual([
      { index: 0, events: 0, seenUntil: at("2026-02-01T01:00:00Z"), gross: "0.00", net: "0.00" },
      { index: 1, events: 0, seenUntil: at("2026-03-01T01:00:00Z"), gross: "0.00", net: "0.00" },
    ]);
  });

  it.each([
    [0, []],
    [1, [5]],
    [3, [3, 4, 5]],
    [12, [0, 1, 2, 3, 4, 5]],
  ])(
    "forgets all but the last %d closed periods, which late usage may reach",
    (lateMonths, kept) => {
      const { model } = acmeBooks.current;
      const books = expectOk(priceBooks([{ ...model, invoicing: { lateMonths } }]));
      const first = billedUntil(account, "2026-07-01T01:00:00Z", books).subscriptions[0]?.phases[0];
      expect(first?.billed.operations?.map(({ index }) => index)).toEqual(kept);
    },
  );
});
