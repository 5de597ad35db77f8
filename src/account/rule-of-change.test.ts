import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { acme, at, customer, subscription } from "./account.fixture.ts";
import type { TermsChange } from "./change-fact.ts";
import type { AccountFact } from "./fact.ts";
import { priceBooks } from "./price-book.ts";
import { replayAccounts } from "./replay.ts";
import { ruleOfChange } from "./rule-of-change.ts";

const books = expectOk(priceBooks([acme]));
const change = (more: Partial<TermsChange>): AccountFact => ({
  fact: "change",
  id: "x-1",
  customer: "c-1",
  subscription: "s-1",
  on: "2026-02-01",
  ...more,
});

function rulesOf(...facts: readonly AccountFact[]) {
  const accounts = replayAccounts(books);
  for (const fact of [customer(), subscription({ id: "s-1" }), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  expect(refused).toEqual([]);
  for (const one of replay.happeningsUntil(at("2026-06-01T00:00:00Z")))
    expect(one.kind).not.toBe("refused");
  const [state] = replay.standing.get("c-1")?.subscriptions ?? [];
  return state?.changes.map((one) => ruleOfChange(one, state));
}

describe("a change of a subscription", () => {
  it("is a contract of its own where it adds units at the prices of the list", () => {
    expect(rulesOf(change({ quantity: 5 }))).toEqual(["separate-contract"]);
  });

  it("ends the old terms and begins the new ones where it is anything else", () => {
    const five = change({ quantity: 5 });
    const fewer = change({ id: "x-2", quantity: 2, on: "2026-03-01" });
    expect(rulesOf(five, fewer)).toEqual(["separate-contract", "prospective"]);
    expect(rulesOf(change({ discounts: [], termYears: 1, quantity: 5 }))).toEqual(["prospective"]);
  });

  it("is neither where it was undone, or changes no terms", () => {
    const undo: AccountFact = {
      fact: "undo",
      id: "u-1",
      customer: "c-1",
      subscription: "s-1",
      change: "x-1",
      recordedAt: "2026-02-20T00:00:00Z",
    };
    const five = {
      ...change({ quantity: 5, on: "2026-03-01" }),
      recordedAt: "2026-02-10T00:00:00Z",
    };
    expect(rulesOf(five, undo)).toEqual([undefined]);
  });
});
