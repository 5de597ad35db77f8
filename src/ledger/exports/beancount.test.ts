import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { decimalOf, format } from "../../money/decimal.ts";
import type { JournalEntry } from "../entry.ts";
import { northwindEntries } from "../northwind-story.fixture.ts";
import { beancountExport } from "./beancount.ts";
import { bookkeepingTool } from "./bookkeeping-tool.fixture.ts";
import { booksOf, everyBooks, expectedBalances, fileOf } from "./exported-books.fixture.ts";
import { currenciesOf } from "./journal-export.ts";

const check = bookkeepingTool("bean-check", "beancount");
const query = bookkeepingTool("bean-query", "beancount");

/**
 * The balances that Beancount gives, by account and currency. A query for each currency: in one for all it would print
 * dinars with the cents' two digits, and positions above a thousand million not at all.
 */
function beancountBalances(text: string, entries: readonly JournalEntry[]): Record<string, string> {
  const balances = currenciesOf(entries).flatMap((currency) => {
    const sums = `SELECT account, sum(number) AS balance WHERE currency = '${currency}' GROUP BY account`;
    const printed = query.run(text, "-f", "csv", "FILE", sums);
    const rows: Record<string, string>[] = parse(printed, { columns: true, trim: true });
    return rows.map(({ account = "", balance = "" }): [string, string] => [
      `${account.toLowerCase()} ${currency}`,
      format(decimalOf(balance)),
    ]);
  });
  return Object.fromEntries(balances.filter(([, balance]) => balance !== "0"));
}

describe("the ledger for Beancount", () => {
  it("opens accounts on the first day and keeps references as metadata", () => {
    const text = fileOf(beancountExport, booksOf(northwindEntries));
    expect(text).toContain('option "title" "Acme \\"Books\\"; 2026"\n');
    expect(text).toContain('2026-01-01 open Income:Revenue:Usage\n  code: "4000-usage"\n');
    expect(text).toContain('2026-02-10 * "c-1" "Payment PAY-2 by c-1"\n  entry: "payment/PAY-2"\n');
    expect(text).toMatch(/ {2}Assets:Receivable +-261\.00 USD\n {4}invoice: "INV-000001"\n/);
  });

  for (const [name, entries] of everyBooks)
    it.skipIf(check.missing)(check.named(`of ${name} is sound and balances as ours`), () => {
      const text = fileOf(beancountExport, booksOf(entries));
      expect(check.run(text, "FILE")).toBe("");
      expect(beancountBalances(text, entries)).toEqual(expectedBalances(entries));
    });
});
