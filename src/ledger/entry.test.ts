import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import { decimalOf } from "../money/decimal.ts";
import { cash, customerCredit, receivable, revenue } from "./account-name.ts";
import { type EntryDraft, writeEntry } from "./entry.ts";
import { entryText, readEntry } from "./entry-text.ts";
import { at } from "./ledger.fixture.ts";
import { credit, debit, postedAmount } from "./posting.ts";
import { reverseEntry } from "./reversal.ts";

const amount = decimalOf("10.5");
const draft: EntryDraft = {
  date: at("2026-01-31"),
  document: { kind: "payment", number: "P-1" },
  customer: "c-1",
  description: 'Payment "P-1"',
  postings: [debit(cash, amount, "USD"), credit(receivable, amount, "USD", { invoice: "INV-1" })],
};

describe("an entry", () => {
  it("is written with all digits and without amounts of zero", () => {
    const none = credit(customerCredit, decimalOf("0"), "USD");
    const entry = writeEntry({ ...draft, postings: [...draft.postings, none] });
    expect(entry.postings.map(({ amount: text }) => text)).toEqual(["10.50", "-10.50"]);
    expect(entry.id).toBe("payment/P-1");
    const yen = [debit(cash, decimalOf("3"), "JPY"), credit(revenue("a"), decimalOf("3"), "JPY")];
    expect(writeEntry({ ...draft, postings: yen }).postings[0]?.amount).toBe("3");
  });

  it("may be of a document about nothing", () => {
    expect(writeEntry({ ...draft, postings: [] }).postings).toEqual([]);
  });

  it("balances in each currency, or is a bug", () => {
    const dollars = debit(cash, amount, "USD");
    const back = credit(revenue("usage"), amount, "USD");
    const euros = credit(revenue("usage"), amount, "EUR");
    for (const postings of [[dollars], [dollars, euros], [dollars, dollars, back]])
      expect(() => writeEntry({ ...draft, postings })).toThrow(
        "broken invariant: payment/P-1: debits equal credits in",
      );
    expect(writeEntry({ ...draft, postings: [dollars, back] }).postings).toHaveLength(2);
  });

  it("names invoice and customer on the receivable, or is a bug", () => {
    const nameless = [debit(cash, amount, "USD"), credit(receivable, amount, "USD")];
    expect(() => writeEntry({ ...draft, postings: nameless })).toThrow("names its invoice");
    expect(() => writeEntry({ ...draft, customer: undefined })).toThrow("names its customer");
  });

  it("takes whole minor units only", () => {
    expect(() => postedAmount("10.005", "USD")).toThrow("wrong-minor-unit");
    expect(() => postedAmount("1.5", "JPY")).toThrow("wrong-minor-unit");
    expect(() => postedAmount("ten", "USD")).toThrow("is not a decimal");
  });
});

describe("an entry's text", () => {
  const entry = writeEntry(draft);
  const text = entryText(entry);

  it("is JSON in one order, and reads back", () => {
    expect(text).toBe(
      '{"id":"payment/P-1","date":"2026-01-31T00:00:00Z","document":{"kind":"payment","number":"P-1"},' +
        '"customer":"c-1","description":"Payment \\"P-1\\"","postings":[' +
        '{"account":"assets:cash","currency":"USD","amount":"10.50"},' +
        '{"account":"assets:receivable","currency":"USD","amount":"-10.50","invoice":"INV-1"}]}',
    );
    expect(expectOk(readEntry(text))).toEqual(entry);
  });

  it("is refused in any other spelling", () => {
    const others = [
      "",
      "{}",
      "null",
      "[",
      text.replace(":", ": "),
      text.replace("00Z", "00.000Z"),
      text.replace("USD", "XXX"),
      text.replace("10.50", "1e1"),
      text.replace("assets:cash", "assets:purse"),
      text.replace('"P-1"', "1"),
      text.replace("10.50", "010.50x"),
      text.replace('"customer":"c-1"', '"customer":null'),
      text.replace('"description"', '"extra":1,"description"'),
    ];
    for (const other of others) expect(faultsOf(readEntry(other))).toHaveLength(1);
  });
});

describe("a reversal", () => {
  it("has the other sign, its own day and the id of what it reverses", () => {
    const entry = writeEntry(draft);
    const back = reverseEntry(entry, { date: at("2026-02-01"), reason: "posted by mistake" });
    expect(back).toMatchObject({
      id: "reversal/payment/P-1",
      reverses: "payment/P-1",
      date: at("2026-02-01"),
      document: entry.document,
    });
    expect(back.postings.map(({ amount: text }) => text)).toEqual(["-10.50", "10.50"]);
    expect(expectOk(readEntry(entryText(back)))).toEqual(back);
  });
});
