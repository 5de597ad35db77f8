import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { DAY_MS, HOUR_MS } from "../time/instant.ts";
import { findZone } from "../time/zone.ts";
import { postInvoice } from "./documents/invoice.ts";
import { postPayment } from "./documents/payment.ts";
import { at, invoiceOf } from "./ledger.fixture.ts";
import { type AgeingBucket, bucketOf, receivableAgeing } from "./receivable-ageing.ts";

const invoice = postInvoice({
  invoice: invoiceOf({
    number: "INV-1",
    issued: "2026-01-01",
    due: "2026-01-31",
    lines: [{ stream: "usage", amount: "100.00" }],
  }),
});
const payment = postPayment({
  kind: "payment",
  id: "P-1",
  customer: "c-1",
  date: at("2026-03-01"),
  currency: "USD",
  amount: "130.00",
  appliedTo: [{ invoice: "INV-1", amount: "100.00" }],
});

const columnAt = (day: string): AgeingBucket | undefined =>
  receivableAgeing([invoice], at(day) + DAY_MS).items[0]?.bucket;

describe("the ageing of the receivable", () => {
  it("counts days from the due day, which is not overdue itself", () => {
    expect(columnAt("2026-01-31")).toBe("not-due");
    expect(columnAt("2026-02-01")).toBe("1-30");
    expect(columnAt("2026-03-02")).toBe("1-30");
    expect(columnAt("2026-03-03")).toBe("31-60");
    expect(columnAt("2026-04-01")).toBe("31-60");
    expect(columnAt("2026-04-02")).toBe("61-90");
    expect(columnAt("2026-05-01")).toBe("61-90");
    expect(columnAt("2026-05-02")).toBe("over-90");
  });

  it("has a column for any number of days", () => {
    const columns = [-5, 0, 1, 30, 31, 60, 61, 90, 91, 9_000].map(bucketOf);
    expect(columns).toEqual([
      ...["not-due", "not-due", "1-30", "1-30", "31-60", "31-60", "61-90", "61-90"],
      ...["over-90", "over-90"],
    ]);
  });

  it("counts days on the calendar of the zone", () => {
    const honolulu = expectOk(findZone("Pacific/Honolulu"));
    const overdue = (to: number, ...zone: [] | [typeof honolulu]) =>
      receivableAgeing([invoice], to, ...zone).items[0]?.daysOverdue;
    expect(overdue(at("2026-02-01") + HOUR_MS)).toBe(1);
    expect(overdue(at("2026-02-01") + HOUR_MS, honolulu)).toBe(1);
    expect(overdue(at("2026-01-31") + 12 * HOUR_MS)).toBe(0);
    expect(overdue(at("2026-01-31") + 12 * HOUR_MS, honolulu)).toBe(1);
  });

  it("knows only what had happened then, and keeps overpayments out", () => {
    expect(receivableAgeing([invoice, payment], at("2026-03-01")).items).toHaveLength(1);
    const after = receivableAgeing([invoice, payment], at("2026-03-01") + 1);
    expect(after).toEqual({ customers: [], totals: [], items: [] });
    expect(receivableAgeing([invoice], at("2026-01-01")).items).toEqual([]);
  });
});
