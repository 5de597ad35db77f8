import { describe, expect, it } from "vitest";
import { buyerOf, documentsOf, german, shop } from "../../account/taxed.fixture.ts";
import { UTC } from "../../time/zone.ts";
import { taxPayable } from "../account-name.ts";
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
});
