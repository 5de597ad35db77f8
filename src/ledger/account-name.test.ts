import { describe, expect, it } from "vitest";
import {
  type AccountName,
  accountType,
  badDebt,
  cash,
  clearing,
  compareAccounts,
  deferredRevenue,
  isAccountName,
  normalSide,
  receivable,
  revenue,
  taxPayable,
} from "./account-name.ts";

describe("the name of an account", () => {
  it("says its type and the side on which it grows", () => {
    const said = (name: AccountName) => [accountType(name), normalSide(name)];
    expect(said(receivable)).toEqual(["asset", "debit"]);
    expect(said(deferredRevenue("usage"))).toEqual(["liability", "credit"]);
    expect(said(revenue("usage"))).toEqual(["income", "credit"]);
    expect(said(badDebt)).toEqual(["expense", "debit"]);
  });

  it("is made of ids, rates and jurisdictions in letters, digits and hyphens", () => {
    expect(taxPayable("US-NY", "8.875%")).toBe("liabilities:tax:us-ny:8-875");
    expect(taxPayable("DE", "19.0%")).toBe(taxPayable("de", "19%"));
    expect(clearing("Stripe")).toBe("assets:clearing:stripe");
    for (const odd of ["", "a b", "a:b", "-a", "ä", "a)\n"]) expect(() => revenue(odd)).toThrow();
  });

  it("is known from text", () => {
    expect(isAccountName("income:revenue:usage")).toBe(true);
    for (const odd of ["income:revenue", "assets:cash:x", "assets", "income:revenue:", "x:y", ""])
      expect(isAccountName(odd)).toBe(false);
  });

  it("sorts as statements list it: what we own, owe, earn and spend", () => {
    const listed = [cash, receivable, deferredRevenue("a"), revenue("a"), revenue("b"), badDebt];
    expect(listed.toReversed().toSorted(compareAccounts)).toEqual(listed);
  });
});
