import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { anyStory } from "../../ledger/any-story.fixture.ts";
import { postDocument } from "../../ledger/documents/ledger-document.ts";
import type { JournalEntry } from "../../ledger/entry.ts";
import { receivableAgeing } from "../../ledger/receivable-ageing.ts";
import { monthText } from "../../ledger/recognition/accounting-month.ts";
import { trialBalance } from "../../ledger/trial-balance.ts";
import type { RevenueKind } from "../../model/stream-kinds.ts";
import { add, decimalOf, format, negate, sum, trim } from "../../money/decimal.ts";
import { UTC } from "../../time/zone.ts";
import { monthStart } from "../calendar-month.ts";
import { at, month } from "../metrics.fixture.ts";
import type { ReceivableItem } from "../metrics-input.ts";
import { type BooksInput, noPayments, notClosed, readBooks } from "./books-reader.ts";

const kinds = new Map<string, RevenueKind>([
  ["subscriptions", "recurring"],
  ["usage", "usage"],
  ["services", "one-off"],
]);

function read(
  entries: readonly JournalEntry[],
  from: string,
  to: string,
  closed?: string,
): BooksInput {
  const reader = readBooks({
    zone: UTC,
    currency: "USD",
    first: month(from),
    last: month(to),
    closedThrough: closed === undefined ? undefined : month(closed),
    detailed: true,
    kinds,
  });
  for (const entry of entries) reader.add(entry);
  return reader.input();
}

const plain = (text: string): string => format(trim(decimalOf(text)));

describe("the books of any story", () => {
  it("open up the last month's receivable into invoices and documents that add up to it", () => {
    property(
      fc.property(anyStory(30), fc.nat({ max: 8 }), ({ documents }, skipped) => {
        const entries = documents.map(postDocument);
        const to = monthText(month("2026-04") + skipped);
        const { receivables = [] } = read(entries, "2026-03", to);
        for (const { month: at, items, ...row } of receivables) {
          expect(items !== undefined).toBe(at === month(to));
          if (items === undefined) continue;
          const total = (all: readonly ReceivableItem[]) =>
            format(trim(sum(all.map(({ amount }) => amount))));
          const current = items.closing.filter(({ isCurrent }) => isCurrent);
          expect([items.opening, items.billings, items.closing, current].map(total)).toEqual(
            [row.opening, row.billings, row.closing, row.closingCurrent].map((one) =>
              format(trim(one)),
            ),
          );
        }
      }),
    );
  });

  it("tell what the ageing and the trial balance of each month's end say", () => {
    property(
      fc.property(anyStory(30), fc.nat({ max: 8 }), ({ documents }, skipped) => {
        const entries = documents.map(postDocument);
        const first = month("2026-01") + skipped;
        const given = read(entries, monthText(first), "2026-12", "2026-12");
        for (const { month: at, currency, closing, closingCurrent, ...row } of given.receivables ??
          []) {
          const end = monthStart(UTC, at + 1);
          const ageing = receivableAgeing(entries, end).totals.find(
            (one) => one.currency === currency,
          )?.amounts;
          const before = receivableAgeing(entries, monthStart(UTC, at)).totals.find(
            (one) => one.currency === currency,
          )?.amounts;
          expect([closing, closingCurrent, row.opening].map((one) => format(trim(one)))).toEqual(
            [ageing?.total ?? "0", ageing?.["not-due"] ?? "0", before?.total ?? "0"].map(plain),
          );
        }
        for (const { month: at, stream, currency, deferred } of given.revenue ?? []) {
          const { rows } = trialBalance(entries, monthStart(UTC, at + 1));
          const balance = rows.find(
            (one) =>
              one.account ===
                (stream === ""
                  ? "liabilities:prepaid-credits"
                  : `liabilities:deferred:${stream}`) && one.currency === currency,
          )?.balance;
          expect(format(trim(negate(deferred)))).toBe(plain(balance ?? "0"));
        }
      }),
      150,
    );
  });

  it("earn in the months together what the trial balance says was earned", () => {
    property(
      fc.property(anyStory(40), ({ documents }) => {
        const entries = documents.map(postDocument);
        const { revenue } = read(entries, "2026-01", "2030-12", "2030-12");
        if (revenue === undefined) return;
        const total = sum(
          trialBalance(entries)
            .rows.filter(({ account }) => account.startsWith("income:revenue:"))
            .map(({ balance }) => decimalOf(balance)),
        );
        const recognised = sum(revenue.map((row) => row.recognised));
        expect(format(trim(add(total, recognised)))).toBe("0");
      }),
      100,
    );
  });
});

describe("books that say too little", () => {
  it("owe nothing in a month before anything was", () => {
    const date = at("2026-03-05T00:00:00Z");
    const paid = { invoice: "INV-1", amount: "5.00" };
    const payment = postDocument({
      ...{ kind: "payment", id: "p", customer: "c", date, currency: "USD", amount: "5.00" },
      appliedTo: [paid],
    });
    const rows = read([payment], "2026-02", "2026-03").receivables?.map(
      ({ month: of, closing }) => [monthText(of), format(trim(closing))],
    );
    expect(rows).toEqual([
      ["2026-02", "0"],
      ["2026-03", "-5"],
    ]);
  });

  it("give no receivable before anything is paid, and no revenue before any is recognised", () => {
    const given = read([], "2026-01", "2026-02");
    expect(given).toMatchObject({
      unknown: { receivables: noPayments, revenue: notClosed },
    });
    expect([given.receivables, given.revenue]).toEqual([undefined, undefined]);
  });
});
