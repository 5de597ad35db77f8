import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { at, customer } from "./account.fixture.ts";
import { dayNumber, lifeOf, purchases, tellings, versions } from "./life-story.fixture.ts";
import { replayAccounts } from "./replay.ts";
import {
  chargedInAdvance,
  expectedCharges,
  illegalities,
  unsoundDocuments,
} from "./slow-charges.fixture.ts";
import { brokenSubscriptions } from "./subscription-invariants.ts";

const until = "2028-01-01T12:00:00Z";

describe.each([
  ["an hour", versions("PT1H")],
  ["ten days", versions("P10D")],
])("with a grace window of %s", (_, books) => {
  it("charges each period for exactly the days served, whatever is told of whom and whenever", () => {
    const accepted = new Map<string, number>();
    const count = (name: string): void => void accepted.set(name, (accepted.get(name) ?? 0) + 1);
    property(
      fc.property(purchases, tellings, (bought, told) => {
        const facts = lifeOf(bought, told);
        const accounts = replayAccounts(books);
        for (const fact of [customer(), ...facts]) accounts.add(fact);
        const { replay, refused } = accounts.open();
        const refusedIds = new Set(refused.map(({ fact }) => fact.id));
        for (const fact of facts.filter(({ id }) => !refusedIds.has(id))) {
          count(fact.fact);
          if ("model" in fact && fact.fact === "change") count("migration");
          if ("ramp" in fact) count("ramp");
        }
        const subscriptions = replay.accounts.get("c-1")?.subscriptions ?? [];
        expect(illegalities(subscriptions)).toEqual([]);
        expect(brokenSubscriptions(subscriptions)).toEqual([]);
        const invoices = [...replay.invoicesUntil(at(until))];
        expect(unsoundDocuments(invoices)).toEqual([]);
        const actual = chargedInAdvance(invoices);
        const phases = subscriptions.flatMap((one) => one.phases);
        // What is due in the last days waits for the usage that it is billed with.
        const certain = expectedCharges(phases, dayNumber("2027-12-15"));
        const possible = expectedCharges(phases, dayNumber("2028-01-01"));
        expect([...actual].map(([id]) => [id, possible.get(id)])).toEqual([...actual]);
        expect([...certain].map(([id]) => [id, actual.get(id)])).toEqual([...certain]);
      }),
      300,
    );
    const kinds = [
      "change",
      "cancel",
      "pause",
      "resume",
      "reactivate",
      "undo",
      "migration",
      "ramp",
    ];
    for (const kind of kinds) expect(accepted.get(kind) ?? 0, kind).toBeGreaterThan(10);
  });
});
