import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { acme, at, customer, inference, subscription } from "./account.fixture.ts";
import type { AccountFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { priceBooks } from "./price-book.ts";
import { replayAccounts } from "./replay.ts";

const { start, end } = { start: "2026-01-01", end: "2026-02-01" } as const;

const served: AccountFact = {
  fact: "grant",
  id: "g-1",
  customer: "c-1",
  kind: "goodwill",
  amount: "500 USD",
  date: start,
  expires: end,
  covers: "served",
};

/** What is billed of 1,300 operations of January, and on which documents. */
function billed(models: readonly Model[], facts: readonly AccountFact[]) {
  const accounts = replayAccounts(expectOk(priceBooks(models)));
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  expect(refused).toEqual([]);
  replay.addUsage(inference("e-1", "2026-01-31T23:59:59Z", 1_300));
  const invoices: Invoice[] = [...replay.invoicesUntil(at("2026-03-01T00:00:00Z"))];
  return invoices.flatMap(({ issuedAt, lines }) =>
    lines.map(({ id, amount }) => `${issuedAt} ${id} ${amount}`),
  );
}

const hybrid = subscription({ plan: "hybrid", start });

describe("credits for what was served while they were valid", () => {
  it("pay the last use, whose invoice comes when its grace is over, and no time after their end", () => {
    expect(billed([acme], [hybrid, served])).toEqual([
      "2026-01-01T00:00:00Z s-1/base/0 0.00",
      "2026-02-01T01:00:00Z s-1/base/1 100.00",
      "2026-02-01T01:00:00Z s-1/operations/0 0.00",
    ]);
  });

  it("pay it too where the longer grace of another version holds its invoice up", () => {
    const patient: Model = { ...acme, invoicing: { ...acme.invoicing, grace: "P10D" } };
    const prompt: Model = { ...acme, version: "2" };
    // Its own last period began before the credits did.
    const { cadence: _, ...limited } = subscription({
      id: "s-2",
      plan: "limited",
      model: "acme@1",
      start: "2025-12-25",
    });
    expect(billed([patient, prompt], [hybrid, limited, served]).slice(-3)).toEqual([
      "2026-02-04T00:00:00Z s-2/nodes/0 310.00",
      "2026-02-04T00:00:00Z s-1/base/1 100.00",
      "2026-02-04T00:00:00Z s-1/operations/0 0.00",
    ]);
  });
});
