import { expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { creditorReference } from "../../receivable/matching/creditor-reference.ts";
import { matchLines } from "../../receivable/matching/match-lines.ts";
import { moveReceivables } from "../../receivable/move.ts";
import { openReceivables, type Receivables } from "../../receivable/receivables.ts";
import { camtFile, type MadeEntry } from "./camt.fixture.ts";
import { readStatementFile } from "./statement-formats.ts";

const invoice = (state: Receivables, number: string, total: string): Receivables =>
  expectOk(
    moveReceivables(
      state,
      {
        kind: "add-invoice",
        invoice: number,
        id: number,
        issuedAt: 0,
        dueAt: 86_400_000,
        currency: "EUR",
        total,
      },
      0,
    ),
  ).state;

it("pays invoices from a bank's file, and owes them again when the bank takes the money back", () => {
  const owing = invoice(
    invoice(expectOk(openReceivables("acme", "EUR", "Europe/Berlin")), "INV-000001", "119.00"),
    "INV-000002",
    "50.00",
  );
  const reference = expectOk(creditorReference("INV-000001"));
  const came: MadeEntry = {
    amount: "119.00",
    direction: "CRDT",
    day: "2026-01-30",
    ref: "B-1",
    transactions: [{ amount: "119.00", endToEnd: "E-1", reference }],
  };
  const went: MadeEntry = {
    ...came,
    direction: "DBIT",
    day: "2026-01-31",
    ref: "B-2",
    reversal: true,
    transactions: [{ amount: "119.00", endToEnd: "E-1", returned: "AC04" }],
  };
  const file = new TextEncoder().encode(
    camtFile(8, [{ opening: "5.00", closing: "5.00", entries: [came, went] }]),
  );
  const { lines, faults } = expectOk(readStatementFile(file));
  expect(faults).toEqual([]);
  const items = owing.items.map((item) => ({
    ...item,
    customer: owing.customer,
    currency: owing.currency,
    reference: expectOk(creditorReference(item.invoice)),
  }));
  const book = { items, payers: [], imported: [] };
  const [paid, back] = matchLines(lines, book);
  expect(paid).toMatchObject({ kind: "matched", outcome: "exact", reason: "invoice-reference" });
  expect(back).toMatchObject({ kind: "return", of: lines[0]?.id, reason: "AC04" });
  if (paid?.kind !== "matched" || back?.kind !== "return") return;

  const received = expectOk(
    moveReceivables(
      owing,
      {
        kind: "receive-payment",
        id: paid.line,
        amount: lines[0]?.amount ?? "",
        currency: "EUR",
        method: "bank-transfer",
        appliesTo: paid.applications,
      },
      1,
    ),
  ).state;
  expect(received.items.map(({ open }) => open)).toEqual(["0.00", "50.00"]);
  const returned = expectOk(
    moveReceivables(
      received,
      { kind: "reverse-payment", id: back.line, payment: back.of, reason: "AC04" },
      2,
    ),
  ).state;
  expect(returned.items.map(({ open }) => open)).toEqual(["119.00", "50.00"]);
  // The same file again is known line by line.
  expect(matchLines(lines, { ...book, imported: lines }).map(({ kind }) => kind)).toEqual([
    "duplicate",
    "duplicate",
  ]);
});
