import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { DAY_MS } from "../time/instant.ts";
import { receivable } from "./account-name.ts";
import { anyStory } from "./any-story.fixture.ts";
import { postDocument } from "./documents/ledger-document.ts";
import { accountStatements } from "./general-ledger.ts";
import { at, balanceOf } from "./ledger.fixture.ts";
import { northwindEntries } from "./northwind-story.fixture.ts";
import { trialBalance } from "./trial-balance.ts";

describe("the statement of an account", () => {
  it("runs from the opening balance to the closing one, in the order of dates", () => {
    const period = { from: at("2026-02-01"), to: at("2026-03-01") };
    const [statement, ...others] = accountStatements(northwindEntries, receivable, period);
    expect(others).toEqual([]);
    expect(statement?.opening).toBe("380.00");
    expect(statement?.rows.map(({ entry, amount, balance }) => [entry, amount, balance])).toEqual([
      ["invoice/INV-000002", "250.00", "630.00"],
      ["credit-note/CN-000001", "-119.00", "511.00"],
      ["payment/PAY-2", "-261.00", "250.00"],
      ["credit-application/CA-1", "-100.00", "150.00"],
      ["credit-burn/BURN-2", "-40.00", "110.00"],
      ["credit-burn/BURN-3", "-10.00", "100.00"],
    ]);
    expect(statement?.closing).toBe("100.00");
  });

  it("keeps currencies apart, also where nothing moved in the period", () => {
    const period = { from: at("2026-06-01"), to: at("2026-07-01") };
    const statements = accountStatements(northwindEntries, receivable, period);
    expect(
      statements.map(({ currency, opening, rows, closing }) => [currency, opening, rows, closing]),
    ).toEqual([
      ["EUR", "0.00", [], "0.00"],
      ["USD", "100.00", [], "100.00"],
    ]);
  });

  it("closes where the trial balance stands, and opens where the period before closed", () => {
    property(
      fc.property(anyStory(30), fc.nat({ max: 300 }), ({ documents }, days) => {
        const entries = documents.map(postDocument);
        const middle = (entries[0]?.date ?? 0) + days * DAY_MS;
        const before = accountStatements(entries, receivable, { from: 0, to: middle });
        const after = accountStatements(entries, receivable, { from: middle, to: 4e12 });
        const openings = new Map(after.map(({ currency, opening }) => [currency, opening]));
        for (const { currency, closing } of before) {
          expect(openings.get(currency)).toBe(closing);
          const rows = trialBalance(entries, middle).rows;
          const row = rows.find((one) => one.account === receivable && one.currency === currency);
          expect(row?.balance).toBe(closing);
        }
        for (const { currency, closing } of after)
          expect(closing).toBe(balanceOf(entries, receivable, currency));
      }),
      100,
    );
  });
});
