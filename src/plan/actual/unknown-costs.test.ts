import { expect, it } from "vitest";
import { isAccountName } from "../../ledger/account-name.ts";
import type { JournalEntry } from "../../ledger/entry.ts";
import { monthStart } from "../../metrics/calendar-month.ts";
import planned from "../../model/fixtures/planned.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { DecimalText } from "../../money/decimal.ts";
import { UTC } from "../../time/zone.ts";
import { unknownCosts } from "./unknown-costs.ts";

const told = (
  month: number,
  account: string,
  amount: DecimalText,
  currency: CurrencyCode = "USD",
): Pick<JournalEntry, "date" | "postings"> => {
  if (!isAccountName(account)) throw new Error("it is one");
  return { date: monthStart(UTC, month), postings: [{ account, amount, currency }] };
};

it("names what the books tell in the months of a plan, and the plan has no cost for", () => {
  const found = unknownCosts(
    [
      told(684, "expenses:other:hosting", "100.00"),
      told(684, "expenses:other:acquisition", "100.00"),
      told(684, "expenses:other:hostng", "140.00"),
      told(685, "expenses:other:hostng", "1.50"),
      told(685, "expenses:other:hostng", "20.00", "EUR"),
      told(685, "expenses:other:legal-advice", "9.00"),
      // Taken back, before the plan, after the last month, and nothing that a plan has as a cost.
      told(684, "expenses:other:travel", "30.00"),
      told(685, "expenses:other:travel", "-30.00"),
      told(683, "expenses:other:party", "30.00"),
      told(686, "expenses:other:party", "30.00"),
      told(684, "expenses:bad-debt", "30.00"),
    ],
    planned,
    { zone: UTC, first: 684, last: 685 },
  );
  expect(found).toEqual([
    { cost: "hostng", amount: "141.50", currency: "USD", meant: "hosting" },
    { cost: "hostng", amount: "20.00", currency: "EUR", meant: "hosting" },
    { cost: "legal-advice", amount: "9.00", currency: "USD" },
  ]);
});
