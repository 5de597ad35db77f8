import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { acmeBooks, at, customer, sale, subscription } from "./account.fixture.ts";
import type { AccountFact } from "./fact.ts";
import { type Invoice, invoiceText } from "./invoice.ts";
import { replayAccounts } from "./replay.ts";

const moved = { country: "DE", city: "Bonn", line1: "Markt 1" };
const versions: readonly AccountFact[] = [
  customer({ recordedAt: "2026-01-01T00:00:00Z" }),
  customer({ amends: true, name: "Acme Ltd", recordedAt: "2026-02-15T00:00:00Z" }),
  customer({ amends: true, name: "Acme Ltd", address: moved, recordedAt: "2026-03-20T00:00:00Z" }),
];
const bought = subscription({ plan: "team", cadence: "monthly", start: "2026-01-10" });

function replayed(facts: readonly AccountFact[]) {
  const accounts = replayAccounts(acmeBooks);
  for (const fact of facts) accounts.add(fact);
  const { replay, refused } = accounts.open();
  const invoices: readonly Invoice[] = [...replay.invoicesUntil(at("2026-05-01T00:00:00Z"))];
  const codes = refused.map(({ fact, faults }) => `${fact.id} ${faults[0]?.code}`);
  return { replay, invoices, codes };
}

describe("a customer of whom more becomes known", () => {
  it("is named on each invoice as it was known at the issue", () => {
    const { replay, invoices, codes } = replayed([...versions, bought]);
    expect(codes).toEqual([]);
    expect(invoices.map(({ customerName, buyer }) => [customerName, buyer?.address?.city])).toEqual(
      [
        ["Northwind", undefined],
        ["Northwind", undefined],
        ["Acme Ltd", undefined],
        ["Acme Ltd", "Bonn"],
      ],
    );
    const { amends: _, ...known } = customer({
      name: "Acme Ltd",
      address: moved,
      recordedAt: "2026-03-20T00:00:00Z",
    });
    expect(replay.accounts.get("c-1")?.customer).toEqual(known);
  });

  it("gives the same bytes in whatever order its versions come, and however often", () => {
    const facts = [...versions, bought];
    const expected = replayed(facts).invoices.map(invoiceText);
    property(
      fc.property(
        fc.shuffledSubarray([...facts, ...facts], { minLength: 2 * facts.length }),
        (some) => {
          expect(replayed(some).invoices.map(invoiceText)).toEqual(expected);
        },
      ),
      20,
    );
  });

  it("may not be two things at one moment", () => {
    const [first, second] = versions;
    const clash = { ...first, name: "Zenith" } as AccountFact;
    expect(replayed([first, second, clash, bought] as AccountFact[]).codes).toEqual([
      "c-1 fact-conflict",
    ]);
  });

  it("needs an account, a moment, and the word that it amends", () => {
    const amendment = customer({ amends: true, name: "Zenith" });
    const later = { recordedAt: "2026-02-01T00:00:00Z" };
    expect(replayed([{ ...amendment, ...later }]).codes).toEqual(["c-1 unknown-customer"]);
    expect(replayed([...versions, amendment]).codes).toEqual(["c-1 recorded-at-needed"]);
    const other = customer({ name: "Zenith", ...later });
    expect(replayed([...versions, other]).codes).toEqual(["c-1 fact-conflict"]);
  });

  it("keeps the time zone in which something was bought", () => {
    const tokyo = { amends: true, timeZone: "Asia/Tokyo" };
    const late = customer({ ...tokyo, recordedAt: "2026-02-01T00:00:00Z" });
    expect(replayed([...versions.slice(0, 1), bought, late]).codes).toEqual([
      "c-1 time-zone-in-use",
    ]);
    // Before anything is bought it may move, and what comes after is dated by the new midnights.
    const early = customer({ ...tokyo, recordedAt: "2026-01-02T00:00:00Z" });
    const { invoices, codes } = replayed([
      ...versions.slice(0, 1),
      early,
      sale({ customer: "c-1", date: "2026-01-10" }),
    ]);
    expect([codes, invoices[0]?.issuedAt]).toEqual([[], "2026-01-09T15:00:00Z"]);
  });
});
