import { describe, expect, it } from "vitest";
import { emptyLine, isBalanced, isWhole, postingsOf, totalsOf } from "./draft-entry.ts";

const line = (account: string, debit: string, credit: string) => ({
  key: 1,
  account,
  debit,
  credit,
});

describe("an entry that is being written", () => {
  it("is whole where each line has an account and one amount, and the sides are equal", () => {
    const lines = [
      line("assets:cash", "120.10", ""),
      line("expenses:other:fees", "0.20", ""),
      line("liabilities:other:accrued", "", "120.3"),
    ];
    expect(totalsOf(lines)).toEqual({ debits: "120.30", credits: "120.3", difference: "0.00" });
    expect(isBalanced(lines)).toBe(true);
    expect(postingsOf(lines, "USD")[2]).toEqual({
      account: "liabilities:other:accrued",
      credit: "120.3 USD",
    });
  });

  it("says what is missing on which side", () => {
    const lines = [line("assets:cash", "100", ""), line("equity:other:x", "", "120.5")];
    expect(totalsOf(lines).difference).toBe("-20.5");
    expect(isBalanced(lines)).toBe(false);
  });

  it("is not whole with no line, one line, an empty one, both amounts or none", () => {
    expect(isBalanced([])).toBe(false);
    expect(isBalanced([line("a", "1", "")])).toBe(false);
    expect(isWhole(emptyLine(0))).toBe(false);
    expect(isWhole(line("assets:cash", "1", "1"))).toBe(false);
    expect(isWhole(line("assets:cash", "", "x"))).toBe(false);
  });
});
