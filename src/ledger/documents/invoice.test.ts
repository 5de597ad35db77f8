import { describe, expect, it } from "vitest";
import { accountWith, billUntil, licence, subscription } from "../../account/account.fixture.ts";
import { firstNumbers, numberInvoices } from "../../account/numbering.ts";
import { deferredRevenue, prepaidCredits, receivable, revenue } from "../account-name.ts";
import { balanceOf, invoiceOf, type LineSketch, vat } from "../ledger.fixture.ts";
import { postInvoice } from "./invoice.ts";

const january = ["2026-01-01", "2026-02-01"] as const;
const sketch = { number: "INV-1", issued: "2026-01-15", due: "2026-02-14" } as const;

describe("a final invoice", () => {
  it("defers a period that ends after the issue date, and nothing else", () => {
    const lines = [
      { stream: "ahead", amount: "31.00", period: january },
      { stream: "arrears", amount: "7.00", period: ["2025-12-15", "2026-01-15"] },
      { stream: "now", amount: "5.00" },
    ] as const;
    const entry = postInvoice({ invoice: invoiceOf({ ...sketch, lines }) });
    expect(balanceOf([entry], receivable)).toBe("43.00");
    expect(balanceOf([entry], deferredRevenue("ahead"))).toBe("-31.00");
    expect(balanceOf([entry], revenue("arrears"))).toBe("-7.00");
    expect(balanceOf([entry], revenue("now"))).toBe("-5.00");
  });

  it("takes another treatment line by line", () => {
    const lines: readonly LineSketch[] = [
      { stream: "credits", amount: "100.00" },
      { stream: "plan", amount: "20.00", period: january },
    ];
    const entry = postInvoice({
      invoice: invoiceOf({ ...sketch, lines }),
      recognition: ({ stream }) => (stream === "credits" ? "prepaid-credits" : "at-once"),
    });
    expect(balanceOf([entry], prepaidCredits)).toBe("-100.00");
    expect(balanceOf([entry], revenue("plan"))).toBe("-20.00");
  });

  it("puts a credit on the receivable where it gives money back, and nothing where it is zero", () => {
    const back = { ...sketch, lines: [{ stream: "usage", amount: "-4.00" }] };
    expect(balanceOf([postInvoice({ invoice: invoiceOf(back) })], receivable)).toBe("-4.00");
    const nothing = { ...sketch, lines: [{ stream: "usage", amount: "0.00" }] };
    expect(postInvoice({ invoice: invoiceOf(nothing) }).postings).toEqual([]);
  });

  it("is a bug as a draft, or where its figures do not add up", () => {
    const lines = [{ stream: "usage", amount: "10.00" }];
    const taxed = invoiceOf({ ...sketch, lines, tax: "1.90" });
    expect(() => postInvoice({ invoice: taxed })).toThrow("the taxes add up to its tax");
    expect(() => postInvoice({ invoice: taxed, taxes: [vat("1.91")] })).toThrow(
      "add up to its tax",
    );
    expect(() =>
      postInvoice({ invoice: { ...taxed, total: "11.91" }, taxes: [vat("1.90")] }),
    ).toThrow("add up to its total");
    const draft = { ...taxed, status: "draft", number: null } as const;
    expect(() => postInvoice({ invoice: draft })).toThrow("only a final invoice");
  });

  it("is posted as the account machine bills it", () => {
    const account = accountWith(
      subscription({ id: "s-1", plan: "hybrid", start: "2026-01-12", alignment: "calendar" }),
      licence({ id: "l-1", start: "2025-02-01" }),
    );
    const numbering = firstNumbers({ invoice: "INV", "credit-note": "CN" });
    const { invoices } = numberInvoices(numbering, billUntil(account, "2026-04-01T01:00:00Z", []));
    const entries = invoices.map((invoice) => postInvoice({ invoice }));
    expect(entries.length).toBeGreaterThan(3);
    for (const [index, { total, dueAt, lines }] of invoices.entries()) {
      const entry = entries[index];
      expect(balanceOf(entry === undefined ? [] : [entry], receivable)).toBe(total);
      expect(new Date(entry?.dueAt ?? 0)).toEqual(new Date(dueAt));
      const posted = entry?.postings.flatMap(({ line }) => line ?? []);
      expect(posted).toEqual(lines.filter(({ amount }) => amount !== "0.00").map(({ id }) => id));
    }
  });
});
