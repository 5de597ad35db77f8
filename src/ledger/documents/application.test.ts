import { describe, expect, it } from "vitest";
import { clearing, customerCredit, receivable } from "../account-name.ts";
import { at, balanceOf, vat } from "../ledger.fixture.ts";
import { postCreditNote } from "./credit-note.ts";
import { postPayment } from "./payment.ts";
import { postRefund } from "./refund.ts";

const base = { customer: "c-1", date: at("2026-01-05"), currency: "USD" } as const;
const payment = { ...base, kind: "payment", id: "P-1", provider: "stripe" } as const;

describe("what is applied to invoices", () => {
  it("settles them, and leaves the rest as the customer's credit", () => {
    const appliedTo = [
      { invoice: "INV-1", amount: "60.00" },
      { invoice: "INV-2", amount: "30.00" },
    ];
    const entry = postPayment({ ...payment, amount: "100.00", appliedTo });
    expect(balanceOf([entry], receivable)).toBe("-90.00");
    expect(balanceOf([entry], customerCredit)).toBe("-10.00");
    expect(balanceOf([entry], clearing("stripe"))).toBe("100.00");
    expect(entry.postings.map(({ invoice }) => invoice)).toEqual([
      undefined,
      "INV-1",
      "INV-2",
      undefined,
    ]);
  });

  it("is never more than there is, zero or less", () => {
    for (const amount of ["100.01", "0.00", "-1.00", "1.001"])
      expect(() =>
        postPayment({ ...payment, amount: "100.00", appliedTo: [{ invoice: "INV-1", amount }] }),
      ).toThrow();
    expect(() => postPayment({ ...payment, amount: "0.00", appliedTo: [] })).toThrow("above zero");
  });

  it("goes backwards in a refund", () => {
    const refund = { ...base, kind: "refund", id: "R-1", payment: "P-1", amount: "50.00" } as const;
    const entry = postRefund({ ...refund, reopens: [{ invoice: "INV-1", amount: "20.00" }] });
    expect(balanceOf([entry], receivable)).toBe("20.00");
    expect(balanceOf([entry], customerCredit)).toBe("30.00");
  });

  it("comes from a credit note whose lines and taxes are its total, or is a bug", () => {
    const note = {
      ...base,
      kind: "credit-note",
      number: "CN-1",
      invoice: "INV-1",
      lines: [{ id: "1", stream: "usage", amount: "100.00", treatment: "deferred" }],
      taxes: [vat("19.00")],
      total: "119.00",
      appliedTo: [],
    } as const;
    expect(balanceOf([postCreditNote(note)], customerCredit)).toBe("-119.00");
    expect(() => postCreditNote({ ...note, total: "118.00" })).toThrow("add up to its total");
  });
});
