import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { decimalOf, format } from "../../money/decimal.ts";
import { northwindEntries } from "../northwind-story.fixture.ts";
import { bookkeepingTool } from "./bookkeeping-tool.fixture.ts";
import {
  booksOf,
  everyBooks,
  expectedBalances,
  fileOf,
  hostileEntries,
} from "./exported-books.fixture.ts";
import { hledgerExport } from "./hledger.ts";

const hledger = bookkeepingTool("hledger", "hledger");

describe("the journal for hledger", () => {
  it("has the code, the references and declared accounts", () => {
    const text = fileOf(hledgerExport, booksOf(northwindEntries));
    expect(text).toContain("commodity 1000.00 EUR\n");
    expect(text).toContain(
      "account income:revenue:usage  ; type:R, code:4000-usage, title:Revenue: Usage\n",
    );
    expect(text).toContain(
      "2026-02-10 * (PAY-2) Payment PAY-2 by c-1  ; entry:payment/PAY-2, customer:c-1\n",
    );
    expect(text).toMatch(/ {4}assets:receivable +-261\.00 USD {2}; invoice:INV-000001\n/);
  });

  it("lets no name break out of its place", () => {
    const lines = fileOf(hledgerExport, booksOf(hostileEntries)).split("\n");
    const headers = lines.filter((line) => line.startsWith("2026-"));
    expect(headers).toHaveLength(hostileEntries.length);
    for (const line of headers)
      expect(line).toMatch(/^2026-01-05 \* \([^()]*\) [^;|]* {2}; entry:/);
  });

  for (const [name, entries] of everyBooks)
    it.skipIf(hledger.missing)(hledger.named(`of ${name} is sound and balances as ours`), () => {
      const text = fileOf(hledgerExport, booksOf(entries));
      expect(hledger.run(text, "-f", "FILE", "check", "--strict")).toBe("");
      const printed = hledger.run(
        text,
        "-f",
        "FILE",
        "balance",
        "--flat",
        "-N",
        "-O",
        "csv",
        "--layout=bare",
      );
      const rows: Record<string, string>[] = parse(printed, { columns: true });
      const balances = rows.map(({ account, commodity, balance }) => [
        `${account} ${commodity}`,
        format(decimalOf(balance ?? "")),
      ]);
      expect(Object.fromEntries(balances)).toEqual(expectedBalances(entries));
    });
});
