import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { add, decimalOf, format, negate, zero } from "../../money/decimal.ts";
import { entrySums } from "../entry.ts";
import { chart } from "../ledger.fixture.ts";
import { northwindEntries } from "../northwind-story.fixture.ts";
import { csvExport } from "./csv.ts";
import { csvRow } from "./csv-row.ts";
import { erpExport } from "./erp.ts";
import {
  booksOf,
  everyBooks,
  expectedBalances,
  fileOf,
  hostileEntries,
} from "./exported-books.fixture.ts";

type Row = Readonly<Record<string, string>>;

const rowsOf = (text: string): readonly Row[] => parse(text, { columns: true });

/** Debits less credits of a table, by what a row is counted under, without those of zero. */
function balancesOf(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  debit: string,
  credit: string,
) {
  const sums = new Map<string, string>();
  for (const row of rows) {
    const key = keyOf(row);
    const amount = add(
      decimalOf(row[debit] === "" ? "0" : (row[debit] ?? "")),
      negate(decimalOf(row[credit] === "" ? "0" : (row[credit] ?? ""))),
    );
    sums.set(key, format(add(decimalOf(sums.get(key) ?? "0"), amount)));
  }
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== format(zero)));
}

describe("a row of CSV", () => {
  it("quotes what needs it", () => {
    expect(csvRow(["a", 'b"c', "d,e", "f\ng", undefined, { number: "-1.50" }])).toBe(
      'a,"b""c","d,e","f\ng",,-1.50\r\n',
    );
  });

  it("lets no text be a formula, and leaves numbers alone", () => {
    for (const text of ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "\u0000x"])
      expect(parse(csvRow([text]), { trim: false })[0]).toEqual([`'${text}`]);
    expect(csvRow(["a=1", "1-2", { number: "-5" }])).toBe("a=1,1-2,-5\r\n");
  });
});

describe("the journal as a table", () => {
  for (const [name, entries] of everyBooks)
    it(`of ${name} balances as ours`, () => {
      const rows = rowsOf(fileOf(csvExport, booksOf(entries)));
      const keyOf = (row: Row): string => `${row.account} ${row.currency}`;
      expect(balancesOf(rows, keyOf, "debit", "credit")).toEqual(expectedBalances(entries));
    });

  it("has no cell that a spreadsheet would run", () => {
    for (const write of [csvExport, erpExport])
      for (const row of rowsOf(fileOf(write, booksOf(hostileEntries))))
        for (const cell of Object.values(row)) expect(cell).not.toMatch(/^\s*[=+\-@]/);
  });
});

describe("the journal for an ERP", () => {
  const nameOf = new Map([...chart.values()].map(({ code, name }) => [code, name]));

  for (const [name, entries] of everyBooks)
    it(`of ${name} balances as ours, by account code`, () => {
      const rows = rowsOf(fileOf(erpExport, booksOf(entries)));
      const keyOf = (row: Row): string =>
        `${nameOf.get(row["Account Code"] ?? "")} ${row.Currency}`;
      expect(balancesOf(rows, keyOf, "Debit", "Credit")).toEqual(expectedBalances(entries));
    });

  it("is one journal for each currency, balanced by itself", () => {
    const rows = rowsOf(fileOf(erpExport, booksOf(northwindEntries)));
    expect(balancesOf(rows, (row) => row.Journal ?? "", "Debit", "Credit")).toEqual({});
    const journals = new Set(rows.map((row) => `${row.Journal} ${row.Currency}`));
    const currencies = northwindEntries.flatMap((entry) => [...entrySums(entry).keys()]);
    expect(journals.size).toBe(currencies.length);
    expect(journals).toContain("payment/PAY-3/EUR EUR");
  });

  it("has documents, customers, due dates, applications and tax", () => {
    const rows = rowsOf(fileOf(erpExport, booksOf(northwindEntries)));
    expect(rows[0]).toEqual({
      Journal: "invoice/INV-000001",
      Line: "1",
      "Posting Date": "2026-01-01",
      "Document Type": "invoice",
      "Document No.": "INV-000001",
      "Account Code": "1200",
      "Account Name": "Accounts receivable",
      Debit: "2380.00",
      Credit: "",
      Currency: "USD",
      "Customer No.": "c-1",
      "Due Date": "2026-01-31",
      "Applies-to Doc. No.": "INV-000001",
      Tax: "",
      Description: "Invoice INV-000001 of c-1",
      "Entered By": "",
    });
    expect(rows.filter((row) => row.Tax === "DE 19%").map((row) => row["Account Code"])).toEqual(
      new Array(5).fill("2200-de-19"),
    );
  });
});
