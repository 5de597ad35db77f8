import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk } from "../../fault/fault.ts";
import {
  decimal,
  decimalOf,
  format,
  formatFixed,
  isZero,
  negate,
  sum,
} from "../../money/decimal.ts";
import { monthOfDay } from "../../time/month-table.ts";
import { findZone, UTC } from "../../time/zone.ts";
import { deferredRevenue, refundLiability, revenue, unbilledRevenue } from "../account-name.ts";
import { entrySums, type JournalEntry } from "../entry.ts";
import { at, balanceOf, invoiceOf } from "../ledger.fixture.ts";
import { month } from "../recognition/recognition.fixture.ts";
import { trialBalance } from "../trial-balance.ts";
import {
  anyBusiness,
  changesOf,
  creditsOf,
  firstDay,
  issuedOf,
  months,
  slowBalances,
  type ToldInvoice,
} from "./any-business.fixture.ts";
import {
  bookChanges,
  bookDocuments,
  bookIssued,
  closeBooks,
  emptyBooks,
  type MonthBooks,
  monthEnd,
} from "./month-books.ts";

const dated = (entries: readonly JournalEntry[], to: number) =>
  entries.filter(({ date }) => date < to);
const cents = (units: number): string => formatFixed(decimal(units, 2), 2);

/** Posts what became known in a month and closes it, month by month. */
function closeAll(
  business: readonly ToldInvoice[],
  look: (books: MonthBooks, closed: number) => void,
): MonthBooks {
  let books = emptyBooks(UTC);
  const first = monthOfDay(firstDay);
  for (let now = first; now < first + months + 6; now += 1) {
    const issued = business.flatMap((told, index) =>
      told.known === now ? [{ invoice: issuedOf(told, index), service: UTC }] : [],
    );
    books = bookIssued(books, issued);
    books = bookDocuments(
      books,
      business.flatMap((told, index) => creditsOf(told, index, now)),
    );
    books = bookChanges(
      books,
      business.flatMap((told, index) => changesOf(told, index, now)),
    );
    books = expectOk(closeBooks(books, now)).books;
    look(books, now);
  }
  return books;
}

describe("books whose months are closed", () => {
  it("hold, at the end of every month and for each stream, what the schedules leave", () => {
    property(
      fc.property(anyBusiness, (business) => {
        closeAll(business, ({ entries }, closed) => {
          const stood = dated(entries, monthEnd(UTC, closed));
          for (const [stream, { deferred, unbilled, refund, revenue: earned }] of slowBalances(
            business,
            closed,
          )) {
            expect(balanceOf(stood, deferredRevenue(stream))).toBe(cents(-deferred));
            expect(balanceOf(stood, unbilledRevenue(stream))).toBe(cents(unbilled));
            expect(balanceOf(stood, refundLiability(stream))).toBe(cents(-refund));
            expect(balanceOf(stood, revenue(stream))).toBe(cents(-earned));
          }
        });
      }),
      60,
    );
  });

  it("balance, and change no month that is closed, whatever becomes known later", () => {
    property(
      fc.property(anyBusiness, (business) => {
        const kept = new Map<number, readonly JournalEntry[]>();
        const books = closeAll(business, ({ entries }, closed) => {
          kept.set(closed, dated(entries, monthEnd(UTC, closed)));
        });
        for (const entry of books.entries)
          for (const left of entrySums(entry).values()) expect(isZero(left)).toBe(true);
        for (const [closed, entries] of kept)
          expect(dated(books.entries, monthEnd(UTC, closed))).toEqual(entries);
      }),
      50,
    );
  });

  it("recognise all that was sold in the end, and keep nothing deferred", () => {
    property(
      fc.property(anyBusiness, (business) => {
        const { entries } = closeAll(business, () => {});
        const { rows } = trialBalance(entries);
        const left = rows.filter(
          ({ account, balance }) =>
            /^(liabilities:(deferred|refunds)|assets:unbilled)/.test(account) &&
            !isZero(decimalOf(balance)),
        );
        expect(left).toEqual([]);
        const sold = business.flatMap(({ lines, credits }) => [
          ...lines.map((one) => one.cents),
          ...credits.map((one) => -one.cents),
        ]);
        const earned = rows
          .filter(({ account }) => account.startsWith("income:revenue"))
          .map(({ balance }) => negate(decimalOf(balance)));
        expect(format(sum(earned))).toBe(
          format(
            decimal(
              sold.reduce((all, one) => all + one, 0),
              2,
            ),
          ),
        );
      }),
      50,
    );
  });
});

describe("the close of a month", () => {
  const year = invoiceOf({
    number: "INV-1",
    issued: "2027-01-01",
    lines: [{ stream: "subscriptions", amount: "3650.00", period: ["2027-01-01", "2028-01-01"] }],
  });
  const arrears = invoiceOf({
    number: "INV-2",
    issued: "2027-02-01",
    lines: [{ stream: "subscriptions", amount: "100.00", period: ["2027-01-01", "2027-02-01"] }],
  });
  const booked = (...invoices: readonly ReturnType<typeof invoiceOf>[]) =>
    bookIssued(
      emptyBooks(UTC),
      invoices.map((invoice) => ({ invoice, service: UTC })),
    );
  const close = (books: MonthBooks, text: string) => expectOk(closeBooks(books, month(text))).books;
  const shown = (entries: readonly JournalEntry[]) =>
    entries.map(
      ({ id, postings }) =>
        `${id}: ${postings.map(({ account, amount }) => `${account} ${amount}`).join(", ")}`,
    );

  it("posts one document a customer, dated at the end of the month", () => {
    const { entries } = close(booked(year), "2027-01");
    expect(shown(entries.slice(1))).toEqual([
      "recognition/2027-01/USD/c-1: liabilities:deferred:subscriptions 310.00, income:revenue:subscriptions -310.00",
    ]);
    expect(entries.at(-1)?.date).toBe(at("2027-02-01") - 1);
    expect(entries.at(-1)?.postings.map(({ invoice, line }) => [invoice, line])).toEqual([
      ["INV-1", "1"],
      ["INV-1", "1"],
    ]);
  });

  it("puts up a contract asset for what is invoiced in arrears, which the invoice has cleared", () => {
    const { entries } = close(booked(arrears), "2027-01");
    expect(shown(entries)).toEqual([
      "invoice/INV-2: assets:receivable 100.00, assets:unbilled:subscriptions -100.00",
      "recognition/2027-01/USD/c-1: assets:unbilled:subscriptions 100.00, income:revenue:subscriptions -100.00",
    ]);
    const january = dated(entries, at("2027-02-01"));
    expect(balanceOf(january, unbilledRevenue("subscriptions"))).toBe("100.00");
    expect(balanceOf(entries, unbilledRevenue("subscriptions"))).toBe("0.00");
  });

  it("counts what came too late in the next open month, with the document's own date", () => {
    const closed = close(emptyBooks(UTC), "2027-01");
    const late = bookIssued(closed, [{ invoice: year, service: UTC }]);
    const [entry] = late.entries;
    expect(entry?.date).toBe(at("2027-02-01"));
    expect(entry?.documentDate).toBe(at("2027-01-01"));
    const { entries } = close(late, "2027-02");
    expect(balanceOf(entries, revenue("subscriptions"))).toBe("-590.00");
    expect(balanceOf(dated(entries, at("2027-02-01")), revenue("subscriptions"))).toBe("0.00");
  });

  it("counts days of service where the customer is, and days of issue where the books are", () => {
    const tokyo = expectOk(findZone("Asia/Tokyo"));
    const invoice = {
      ...year,
      issuedAt: "2027-01-31T15:00:00Z",
      lines: year.lines.map((line) => ({
        ...line,
        period: { from: "2027-01-31T15:00:00Z", to: "2027-02-28T15:00:00Z" },
      })),
    };
    const books = close(bookIssued(emptyBooks(UTC), [{ invoice, service: tokyo }]), "2027-01");
    expect(books.entries.length).toBe(1);
    const february = close(books, "2027-02");
    expect(balanceOf(february.entries, deferredRevenue("subscriptions"))).toBe("0.00");
  });

  it("finds nothing to do in a month of nothing", () => {
    const books = close(emptyBooks(UTC), "2027-01");
    expect(books.entries).toEqual([]);
  });
});
