import { accountFamilies, receivable } from "../../ledger/account-name.ts";
import type { JournalEntry } from "../../ledger/entry.ts";
import { manualKind } from "../../ledger/manual/manual-entry.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { monthAt } from "../../metrics/calendar-month.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { Zone } from "../../time/zone.ts";
import { growingAmounts, type ToldAmounts, tellableFigures } from "./told-amounts.ts";

/** Which months of the books are read, and what other currencies are worth in them. */
export interface BooksRead {
  readonly zone: Zone;
  readonly first: Month;
  readonly months: number;
  readonly rateOf: (currency: CurrencyCode, month: Month) => number;
}

const otherCosts = `${accountFamilies.otherExpense.path}:`;
const fees = [`${accountFamilies.paymentFees.path}:`, `${accountFamilies.disputeFees.path}:`];
const isCash = (account: string): boolean =>
  account === accountFamilies.cash.path || account.startsWith(`${accountFamilies.clearing.path}:`);

/**
 * What the books tell beside revenue. A cost is what stands on `expenses:other:ID` under its id; what winning customers costs on `acquisition`; fees of
 * payments are the plan's only share of collections. Payments are what customers paid of invoices, without tax. Cash that was posted by hand and
 * is no cost is funding, and before the plan what it begins with.
 */
export function toldByBooks(
  entries: Iterable<JournalEntry>,
  model: Model,
  { zone, first, months, rateOf }: BooksRead,
): ToldAmounts {
  const figures = tellableFigures(model);
  const amounts = growingAmounts(months);
  const shares = entriesOf(model.costs).filter(
    ([, one]) => one.kind === "share" && one.of === "collections",
  );
  const feeCost = shares.length === 1 ? shares[0]?.[0] : undefined;
  const taxes = new Map<string, number>();
  let opening: number | undefined;
  let before = 0;
  for (const entry of entries) {
    const month = monthAt(zone, entry.date) - first;
    if (month >= months) continue;
    const worth = (amount: string, currency: CurrencyCode): number =>
      Number(amount) * (currency === model.currency ? 1 : rateOf(currency, first + month));
    noteTax(entry, taxes);
    let cash = 0;
    let spent = 0;
    for (const { account, amount, currency, invoice } of entry.postings) {
      const value = (): number => worth(amount, currency);
      if (isCash(account)) cash += value();
      if (account.startsWith("expenses:")) spent += value();
      const cost = account.startsWith(otherCosts)
        ? figures.get(account.slice(otherCosts.length))
        : feeCost !== undefined && fees.some((path) => account.startsWith(path))
          ? `costs.${feeCost}`
          : undefined;
      if (cost !== undefined) amounts.addCost(cost, month, value());
      if (account === receivable && entry.document.kind === "payment" && invoice !== undefined)
        amounts.add("forecast.collections", month, 0 - value() * (1 - (taxes.get(invoice) ?? 0)));
    }
    if (month < 0) before += cash;
    if (entry.document.kind !== manualKind || cash === 0) continue;
    if (month < 0) opening = before;
    else if (Math.abs(cash + spent) > 1e-9) amounts.add("forecast.funding", month, cash + spent);
  }
  const flows = amounts.flows();
  return { flows, ...(opening === undefined ? {} : { opening: before }) };
}

/** Which part of an invoice is tax. */
function noteTax({ document, postings }: JournalEntry, taxes: Map<string, number>): void {
  if (document.kind !== "invoice") return;
  let owed = 0;
  let tax = 0;
  for (const { account, amount } of postings) {
    if (account === receivable) owed += Number(amount);
    if (account.startsWith(`${accountFamilies.tax.path}:`)) tax -= Number(amount);
  }
  if (owed > 0) taxes.set(document.number, tax / owed);
}
