import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { anyPaying } from "./any-statement.fixture.ts";
import type { Book } from "./book.ts";
import type { LineMatch, MatchSettings } from "./match.ts";
import { matchLines } from "./match-lines.ts";
import type { StatementLine } from "./statement-line.ts";

const cents = (amount: string): number => Number(amount.replace(".", ""));

describe("payers of all sorts", () => {
  it("never get anything applied that they did not mean", () => {
    property(
      fc.property(anyPaying, ({ book, meant }) => {
        const matches = matchLines(
          meant.map(({ line }) => line),
          book,
          {
            tolerance: { EUR: "2.00" },
          },
        );
        for (const [place, match] of matches.entries()) {
          if (match.kind !== "matched") continue;
          const wish = meant[place];
          expect(match.customer).toBe(wish?.customer);
          if (wish?.invoices === undefined) continue;
          for (const { invoice } of match.applications) expect(wish.invoices).toContain(invoice);
        }
      }),
      1_500,
    );
  });

  it("get what is clear matched", () => {
    property(
      fc.property(anyPaying, ({ book, meant: all }) => {
        const meant = all.filter(({ slip }) => !slip);
        const matches = matchLines(
          meant.map(({ line }) => line),
          book,
        );
        for (const [place, wish] of meant.entries())
          if (wish.clean)
            expect(matches[place], wish.line.remittance).toMatchObject({
              kind: "matched",
              outcome: "exact",
            });
      }),
      800,
    );
  });

  it("conserve the money: no invoice is paid beyond what is open, no line beyond what came", () => {
    property(
      fc.property(anyPaying, ({ book, meant }) => {
        // All lines twice under other ids: the second payment of an invoice must not find it open.
        const lines = meant.map(({ line }) => line);
        const twice = [...lines, ...lines.map((line) => ({ ...line, id: `${line.id}-again` }))];
        const left = new Map(book.items.map(({ invoice, open }) => [invoice, cents(open)]));
        for (const [place, match] of matchLines(twice, book).entries()) {
          if (match.kind !== "matched") continue;
          const applied = match.applications.reduce((all, one) => all + cents(one.amount), 0);
          expect(applied + cents(match.unapplied)).toBe(cents(twice[place]?.amount ?? ""));
          for (const { invoice, amount } of match.applications)
            left.set(invoice, (left.get(invoice) ?? 0) - cents(amount));
        }
        for (const open of left.values()) expect(open).toBeGreaterThanOrEqual(0);
      }),
      500,
    );
  });

  it("are told apart from what was imported before", () => {
    property(
      fc.property(anyPaying, ({ book, meant }) => {
        const lines = meant.map(({ line }) => line);
        const again = matchLines([...lines, ...lines], { ...book, imported: lines.slice(0, 1) });
        const kinds = again.map(({ kind }) => kind);
        expect(kinds[0]).toBe("duplicate");
        expect(kinds.slice(lines.length).every((kind) => kind === "duplicate")).toBe(true);
      }),
      100,
    );
  });
});

const acme = "DE89370400440532013000";
const book: Book = {
  items: [
    { invoice: "INV-000041", customer: "acme", currency: "EUR", open: "100.00", dueAt: 1 },
    { invoice: "INV-000042", customer: "acme", currency: "EUR", open: "50.00", dueAt: 2 },
    { invoice: "INV-000043", customer: "globex", currency: "EUR", open: "100.00", dueAt: 3 },
    { invoice: "INV-000044", customer: "globex", currency: "USD", open: "70.00", dueAt: 4 },
  ],
  payers: [
    { customer: "acme", names: ["Acme GmbH"], ibans: [acme], references: ["KD-77001"] },
    { customer: "globex", names: ["Globex Ltd"], ibans: [] },
  ],
  imported: [
    { id: "old", amount: "100.00", currency: "EUR", endToEndId: "E-1", payment: "P-1" },
    { id: "gone", amount: "9.00", currency: "EUR", endToEndId: "E-2", returned: true },
  ],
};
const line = (amount: string, remittance: string, more: Partial<StatementLine> = {}) => ({
  id: "L",
  bookedOn: "2026-02-01",
  amount,
  currency: "EUR" as const,
  remittance,
  reversal: false,
  ...more,
});
const one = (of: StatementLine, settings: MatchSettings = {}): LineMatch | undefined =>
  matchLines([of], book, settings)[0];

describe("one line", () => {
  it("pays several invoices that its text names", () => {
    expect(one(line("150.00", "inv 000041, inv-000042", { name: "ACME" }))).toMatchObject({
      customer: "acme",
      confidence: "certain",
      applications: [
        { invoice: "INV-000041", amount: "100.00" },
        { invoice: "INV-000042", amount: "50.00" },
      ],
    });
  });

  it("pays too much, too little by a bank's charge, or in part", () => {
    const from = { iban: acme };
    expect(one(line("60.00", "INV-000042", from))).toMatchObject({
      outcome: "over",
      unapplied: "10.00",
    });
    expect(one(line("40.00", "INV-000042", { ...from, charges: "10.00" }))).toMatchObject({
      outcome: "less-charges",
      short: { invoice: "INV-000042", amount: "10.00" },
    });
    expect(one(line("47.00", "INV-000042"), { tolerance: { EUR: "3.00" } })).toMatchObject({
      outcome: "within-tolerance",
      short: { invoice: "INV-000042", amount: "3.00" },
    });
    expect(one(line("20.00", "INV-000042", from))).toMatchObject({ outcome: "partial" });
    expect(one(line("20.00", "INV-000042"))).toMatchObject({ reason: "amount-unclear" });
    expect(one(line("120.00", "INV-000041 INV-000042", from))).toMatchObject({
      kind: "unmatched",
      reason: "amount-unclear",
    });
  });

  it("is known by its account where one set of invoices has the sum", () => {
    expect(one(line("150.00", "", { iban: acme }))).toMatchObject({
      reason: "known-account",
      confidence: "high",
    });
    expect(one(line("99.00", "", { iban: acme }))).toMatchObject({
      reason: "amount-unclear",
      suggestions: [{ customer: "acme", because: ["account"] }],
    });
    expect(one(line("100.00", "", { iban: acme, name: "GLOBEX LTD" }))).toMatchObject({
      reason: "contradiction",
    });
  });

  it("is known by the payer's own reference", () => {
    expect(one(line("50.00", "", { reference: "kd 77001" }))).toMatchObject({
      reason: "payer-reference",
      customer: "acme",
    });
  });

  it("is left to somebody where it contradicts itself", () => {
    expect(one(line("100.00", "INV-000043", { iban: acme }))).toMatchObject({
      reason: "contradiction",
      suggestions: [{ customer: "globex" }, { customer: "acme" }],
    });
    expect(one(line("200.00", "INV-000041 and INV-000043"))).toMatchObject({ reason: "ambiguous" });
    expect(one(line("70.00", "INV-000044"))).toMatchObject({ reason: "other-currency" });
    expect(one(line("100.00", "hello", { name: "Acme" }))).toMatchObject({
      reason: "no-trace",
      suggestions: [{ customer: "acme", because: ["name", "amount"] }, { customer: "globex" }],
    });
  });

  it("is not applied to what an earlier line paid", () => {
    const lines = [
      line("100.00", "", { id: "a", iban: acme }),
      line("100.00", "INV-000041", { id: "b" }),
    ];
    expect(matchLines(lines, book)).toMatchObject([
      { kind: "unmatched", reason: "amount-unclear" },
      { kind: "matched" },
    ]);
    const again = [line("50.00", "INV-000042"), line("50.00", "INV-000042", { id: "b" })];
    expect(matchLines(again, book)[1]).toMatchObject({ reason: "already-paid" });
  });

  it("comes back once, to the line that brought it", () => {
    const back = line("-100.00", "R01", { endToEndId: "E-1", returnReason: "R01" });
    expect(one(back)).toEqual({
      kind: "return",
      line: "L",
      of: "old",
      payment: "P-1",
      reason: "R01",
    });
    expect(matchLines([back, { ...back, id: "again" }], book)[1]).toMatchObject({
      reason: "return-unknown",
    });
    expect(one(line("-9.00", "", { endToEndId: "E-2", reversal: true }))).toMatchObject({
      reason: "return-unknown",
    });
    expect(one(line("-12.00", "rent"))).toMatchObject({ reason: "outgoing", suggestions: [] });
    const within = [
      line("100.00", "INV-000041", { id: "in", bankReference: "B-1" }),
      line("-100.00", "", { id: "out", bankReference: "B-1", reversal: true }),
    ];
    expect(matchLines(within, book)[1]).toMatchObject({ kind: "return", of: "in" });
  });

  it("does not read a number into another one", () => {
    expect(one(line("50.00", "INV-0000425"))).toMatchObject({ reason: "no-trace" });
    expect(one(line("50.00", "000042 phone"))).toMatchObject({ reason: "no-trace" });
    expect(one(line("50.00", "INV 42"))).toMatchObject({ kind: "matched", confidence: "high" });
    expect(one(line("49.00", "INV 42"))).toMatchObject({ kind: "unmatched" });
    expect(one(line("50.00", "0042 and 000042", { iban: acme }))).toMatchObject({
      kind: "matched",
    });
  });
});
