import { describe, expect, it } from "vitest";
import { acmeBooks, at, customer, subscription } from "../../account/account.fixture.ts";
import type { ChangeFact } from "../../account/change-fact.ts";
import { replayAccounts } from "../../account/replay.ts";
import { UTC } from "../../time/zone.ts";
import { customerCredit, deferredRevenue, receivable, taxPayable } from "../account-name.ts";
import { balanceOf, invoiceOf } from "../ledger.fixture.ts";
import { trialBalance } from "../trial-balance.ts";
import { postIssued } from "./issued-invoice.ts";

const zones = { service: UTC, books: UTC };
const base = { number: "INV-1", issued: "2026-02-01" };

/** An annual plan, cancelled after 73 days with its unused time given back. */
function cancelledYear() {
  const cancel: ChangeFact = {
    fact: "cancel",
    id: "ch",
    customer: "c-1",
    subscription: "s-1",
    on: "2026-03-15",
    credit: "prorated",
  };
  const accounts = replayAccounts(acmeBooks);
  const bought = subscription({ plan: "team", cadence: "annual", start: "2026-01-01" });
  for (const fact of [customer(), bought, cancel]) accounts.add(fact);
  return [...accounts.open().replay.invoicesUntil(at("2026-06-01T00:00:00Z"))];
}

describe("the entry of an issued document", () => {
  it("takes back what a credit note's lines had deferred, and leaves the amount as the customer's credit", () => {
    const documents = cancelledYear();
    expect(documents.map(({ kind, number }) => [kind, number])).toEqual([
      ["invoice", "INV-000001"],
      ["credit-note", "CN-000001"],
    ]);
    const [invoice, note] = documents;
    const entries = documents.map((one) => postIssued(one, zones));
    expect(entries.map(({ id }) => id)).toEqual(["invoice/INV-000001", "credit-note/CN-000001"]);
    const balances = new Map(
      trialBalance(entries).rows.map(({ account, balance }) => [account, balance]),
    );
    const stream = invoice?.lines[0]?.stream ?? "";
    const served = Number(invoice?.total) + Number(note?.total);
    expect(balances.get(receivable)).toBe(invoice?.total);
    expect(balances.get(customerCredit)).toBe(note?.total);
    expect(balances.get(deferredRevenue(stream))).toBe((-served).toFixed(2));
  });

  it("owes the document's tax by rate, and takes it back with a credit note", () => {
    const issued = { ...base, lines: [{ stream: "usage", amount: "100.00" }] };
    const taxes = [
      { category: "S", rate: "8.875", jurisdiction: "US-NY", name: "Sales tax" },
      { category: "AE", rate: "0", jurisdiction: "FR", name: "VAT" },
    ] as const;
    const [sales, reverse] = taxes;
    const invoice = {
      ...invoiceOf({ ...issued, tax: "8.88" }),
      taxes: [
        { ...sales, base: "100.00", amount: "8.88" },
        { ...reverse, base: "0.00", amount: "0.00" },
      ],
    };
    const entry = postIssued(invoice, zones);
    const owed = taxPayable("US-NY", "8.875%");
    expect(balanceOf([entry], owed)).toBe("-8.88");
    expect(balanceOf([entry], receivable)).toBe("108.88");
    const note = invoiceOf({ ...issued, lines: [{ stream: "usage", amount: "-100.00" }] });
    const back = postIssued(
      {
        ...note,
        kind: "credit-note",
        tax: "-8.88",
        total: "-108.88",
        taxes: [{ ...sales, base: "-100.00", amount: "-8.88" }],
      },
      zones,
    );
    expect(balanceOf([entry, back], owed)).toBe("0.00");
    expect(balanceOf([entry, back], customerCredit)).toBe("-108.88");
  });

  it("is refused for a draft", () => {
    const [, note] = cancelledYear();
    if (note === undefined) throw new Error("there is a credit note");
    expect(() => postIssued({ ...note, status: "draft", number: null }, zones)).toThrow(
      "only a final credit-note",
    );
  });
});
