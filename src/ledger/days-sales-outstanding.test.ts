import { describe, expect, it } from "vitest";
import { format } from "../money/decimal.ts";
import {
  countbackDaysSalesOutstanding,
  type SalesPeriod,
  simpleDaysSalesOutstanding,
} from "./days-sales-outstanding.ts";
import { postCreditNote } from "./documents/credit-note.ts";
import { postInvoice } from "./documents/invoice.ts";
import { postPayment } from "./documents/payment.ts";
import type { JournalEntry } from "./entry.ts";
import { at, invoiceOf } from "./ledger.fixture.ts";

const month = (from: string, to: string): SalesPeriod => ({ from: at(from), to: at(to) });
const months = [
  month("2026-01-01", "2026-02-01"),
  month("2026-02-01", "2026-03-01"),
  month("2026-03-01", "2026-04-01"),
];
const quarter = month("2026-01-01", "2026-04-01");

const sale = (number: string, issued: string, amount: string): JournalEntry =>
  postInvoice({ invoice: invoiceOf({ number, issued, lines: [{ stream: "usage", amount }] }) });

const paid = (invoice: string, amount: string, day: string): JournalEntry =>
  postPayment({
    kind: "payment",
    id: `P-${invoice}`,
    customer: "c-1",
    date: at(day),
    currency: "USD",
    amount,
    appliedTo: [{ invoice, amount }],
  });

/** Sales of 700, 800 and 900; 2,100 is owed at the end of March. */
const growing: readonly JournalEntry[] = [
  sale("INV-1", "2026-01-10", "700.00"),
  sale("INV-2", "2026-02-10", "800.00"),
  sale("INV-3", "2026-03-10", "900.00"),
  paid("INV-1", "300.00", "2026-03-20"),
];

describe("days sales outstanding", () => {
  it("are, simply, the receivable in days of average sales", () => {
    // 2,100 / 2,400 x 90 days
    const days = simpleDaysSalesOutstanding(growing, "USD", quarter);
    expect(days && format(days)).toBe("78.8");
  });

  it("are, counted back, the days of the latest sales that are owed", () => {
    // March 31 days (900), February 28 days (800), then 400 of January's 700: 17.7 of 31 days
    const { days, complete } = countbackDaysSalesOutstanding(growing, "USD", months);
    expect([format(days), complete]).toEqual(["76.7", true]);
  });

  it("are at least all days of the periods where older sales are owed too", () => {
    const { days, complete } = countbackDaysSalesOutstanding(growing, "USD", months.slice(1));
    expect([format(days), complete]).toEqual(["59", false]);
  });

  it("take credit notes off sales, whether they were applied or given as credit", () => {
    const note = postCreditNote({
      kind: "credit-note",
      number: "CN-1",
      invoice: "INV-3",
      customer: "c-1",
      date: at("2026-03-25"),
      currency: "USD",
      lines: [{ id: "1", stream: "usage", amount: "300.00", treatment: "at-once" }],
      total: "300.00",
      appliedTo: [{ invoice: "INV-3", amount: "100.00" }],
    });
    // 2,000 / 2,100 x 90 days
    const days = simpleDaysSalesOutstanding([...growing, note], "USD", quarter);
    expect(days && format(days)).toBe("85.7");
  });

  it("are none where nothing was sold, or nothing is owed", () => {
    expect(simpleDaysSalesOutstanding([], "USD", quarter)).toBeUndefined();
    expect(simpleDaysSalesOutstanding(growing, "EUR", quarter)).toBeUndefined();
    const { days, complete } = countbackDaysSalesOutstanding([], "USD", months);
    expect([format(days), complete]).toEqual(["0", true]);
    expect(() => countbackDaysSalesOutstanding([], "USD", [])).toThrow();
    expect(() => countbackDaysSalesOutstanding([], "USD", months.toReversed())).toThrow();
  });
});
