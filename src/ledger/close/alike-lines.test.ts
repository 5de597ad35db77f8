import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk } from "../../fault/fault.ts";
import { add, type Decimal, decimalOf, format, multiply, zero } from "../../money/decimal.ts";
import { monthOfDay } from "../../time/month-table.ts";
import { UTC } from "../../time/zone.ts";
import { dayAfter, type Month } from "../recognition/accounting-month.ts";
import { soldContract } from "../recognition/invoice-contract.ts";
import { postingsThrough } from "../recognition/month-close.ts";
import { recognize } from "../recognition/recognize.ts";
import { remainingObligations } from "../recognition/remaining-obligations.ts";
import { rollForward } from "../recognition/roll-forward.ts";
import { type AlikeLines, alikeLines, type SoldSince } from "./alike-lines.ts";
import {
  anyBusiness,
  changesOf,
  creditsOf,
  firstDay,
  issuedOf,
  type ToldInvoice,
} from "./any-business.fixture.ts";
import { bookChanges, bookDocuments, bookIssued, closeBooks, emptyBooks } from "./month-books.ts";
import { addRollForwards, rollForwardText } from "./roll-forward-text.ts";

const first = monthOfDay(firstDay);

/** What is known of each invoice of a business once some months are closed. */
function soldBy(business: readonly ToldInvoice[], closed: Month): readonly SoldSince[] {
  let books = emptyBooks(UTC);
  for (let now = first; now <= closed + 1; now += 1) {
    const issued = business.flatMap((told, index) =>
      told.known === now ? [{ invoice: issuedOf(told, index), service: UTC }] : [],
    );
    books = bookIssued(books, issued);
    const credits = business.flatMap((told, index) => creditsOf(told, index, now));
    books = bookDocuments(books, credits);
    books = bookChanges(
      books,
      business.flatMap((told, index) => changesOf(told, index, now)),
    );
    if (now <= closed) books = expectOk(closeBooks(books, now)).books;
  }
  return [...books.invoices.values()].map((one) => ({
    sold: one.sold,
    closed: one.closed,
    adjustments: books.adjustments.filter(({ invoice }) => invoice === one.sold.id),
  }));
}

const times = (amount: Decimal, count: number): Decimal =>
  multiply(amount, decimalOf(String(count)));

/** All that reports add up of invoices: the roll-forward to a month, and what remains after it by stream and month. */
function addedUp(invoices: readonly AlikeLines[], closed: Month, through: Month) {
  const at = dayAfter(through);
  const left = new Map<string, Decimal>();
  const put = (key: string, amount: Decimal): void => {
    left.set(key, add(left.get(key) ?? zero, amount));
  };
  const rows = invoices.flatMap(({ sold, adjustments, closed: booked, count }) => {
    const { contract, facts } = soldContract(sold, adjustments);
    const known = new Map(facts.map((fact) => [fact.id, fact]));
    const contracts = new Map([[contract.id, contract]]);
    const book = { contracts, facts: known, closed, closedPostings: booked };
    const postings = expectOk(postingsThrough(book, through));
    const recognised = expectOk(recognize(contract, facts, at));
    const found = remainingObligations([recognised], at, { oneYearExpedient: false });
    // What is sold later is no obligation yet: reports leave it out.
    const obligations = sold.issued < at ? found.obligations : [];
    const months = sold.issued < at ? found.months : [];
    for (const { stream, amount, withinYear } of obligations) {
      put(stream, times(amount, count));
      put(`${stream} within a year`, times(withinYear, count));
    }
    for (const { month, amount } of months) put(`${month}`, times(amount, count));
    if (sold.issued < at) put("unscheduled", times(found.unscheduled, count));
    const ordered = postings.toSorted((one, other) => one.month - other.month);
    const counted = ordered.map((one) => ({ ...one, amount: times(one.amount, count) }));
    return rollForward(counted, through).map(rollForwardText);
  });
  const remaining = [...left].map(([key, amount]) => `${key} ${format(amount)}`);
  return {
    rows: addRollForwards(rows),
    remaining: remaining.filter((one) => !one.endsWith(" 0")).sort(),
  };
}

describe("lines that are recognised alike", () => {
  it("come to what each invoice comes to by itself, whatever was credited, delivered and closed", () => {
    property(
      fc.property(
        anyBusiness,
        fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 6 }),
        fc.nat({ max: 4 }),
        fc.nat({ max: 6 }),
        (business, again, months, ahead) => {
          // Some are sold again, with and without what became of them.
          const sold = again.flatMap((index) => {
            const told = business[index % business.length];
            return told === undefined ? [] : [told, { ...told, credits: [], allocations: [] }];
          });
          const closed = first + months - 1;
          const invoices = soldBy([...business, ...sold, ...sold], closed);
          const alike = alikeLines(invoices);
          const each = invoices.map((one) => ({ ...one, count: 1 }));
          const through = closed + ahead;
          expect(addedUp(alike, closed, through)).toEqual(addedUp(each, closed, through));
        },
      ),
      15,
    );
  });

  it("are as few as there are prices and periods, and what changed since stays as it is", () => {
    const line = (id: string, amount: string, from = 20_454) => ({
      id,
      stream: "subscriptions",
      amount,
      earned: { kind: "ratable", from, to: from + 31 } as const,
    });
    const invoice = (id: string, ...lines: ReturnType<typeof line>[]): SoldSince => ({
      sold: { id, currency: "EUR", issued: 20_454, lines },
      adjustments: [],
      closed: [],
    });
    const credited = invoice("I-4", line("a", "9.99"));
    const credit = { id: "CN-1", line: "a", stream: "subscriptions", day: 20_460 };
    const alike = alikeLines([
      invoice("I-1", line("a", "9.99"), line("b", "9.99")),
      invoice("I-2", line("c", "9.99"), line("d", "19.99")),
      invoice("I-3", line("e", "9.99", 20_455)),
      { ...credited, adjustments: [{ ...credit, amount: decimalOf("-1") }] },
    ]);
    expect(alike.map(({ sold, count }) => `${sold.id} ${count}`)).toEqual([
      "I-1 3",
      "I-2 1",
      "I-3 1",
      "I-4 1",
    ]);
  });
});
