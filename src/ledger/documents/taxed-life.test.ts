import { describe, expect, it } from "vitest";
import { buyerOf, documentsOf, german, shop } from "../../account/taxed.fixture.ts";
import { add, type Decimal, decimalOf, isZero, zero } from "../../money/decimal.ts";
import { UTC } from "../../time/zone.ts";
import { customerCredit, receivable, taxPayable } from "../account-name.ts";
import { postIssued } from "./issued-invoice.ts";

const zones = { service: UTC, books: UTC };

const leaving = {
  fact: "cancel",
  id: "x-1",
  customer: "c-1",
  subscription: "s-1",
  on: "2026-02-11",
  credit: "prorated",
  recordedAt: "2026-02-11T09:00:00Z",
} as const;

describe("documents of an account that is taxed", () => {
  it.each([german, shop])("are posted, what goes back with its tax", (model) => {
    const facts = [...buyerOf({ name: "Camille", country: "FR" }), leaving];
    const invoices = documentsOf([model], facts, "2026-03-02T00:00:00Z");
    const entries = invoices.map((one) => postIssued(one, zones));
    expect(entries.map(({ document }) => document.kind)).toEqual([
      "invoice",
      "invoice",
      "credit-note",
    ]);
    const taxes = entries.map(({ postings }) =>
      postings.filter(({ account }) => account === taxPayable("FR", "20%")),
    );
    expect(taxes.map((one) => one.length)).toEqual([1, 1, 1]);
  });

  it.each([german, shop])("are taken back to nothing by a credit note of all", (model) => {
    const note = {
      fact: "credit-note",
      id: "n-1",
      customer: "c-1",
      invoice: "c-1:1",
      reason: "Never used",
      recordedAt: "2025-12-31T23:00:01Z",
    } as const;
    const facts = [...buyerOf({ name: "Camille", country: "FR" }), note];
    const invoices = documentsOf([model], facts, "2026-01-02T00:00:00Z");
    expect(invoices.map(({ kind }) => kind)).toEqual(["invoice", "credit-note"]);
    const sums = new Map<string, Decimal>();
    for (const invoice of invoices)
      for (const { account, amount } of postIssued(invoice, zones).postings)
        sums.set(account, add(sums.get(account) ?? zero, decimalOf(amount)));
    const left = [...sums].filter(([, sum]) => !isZero(sum)).map(([account]) => account);
    expect(left).toEqual([receivable, customerCredit]);
  });
});
