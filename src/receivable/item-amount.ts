import { type Fault, ok, pathTo, type Result, refuse } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { type Decimal, decimalOf, isNegative, isPositive, sum } from "../money/decimal.ts";
import { readMinorAmount } from "../money/minor-amount.ts";
import type { DebtTax } from "./movement.ts";
import type { Application } from "./receivables.ts";

/** The sum of what a list of amounts in the state comes to. */
export const totalOf = (entries: readonly { readonly amount: string }[]): Decimal =>
  sum(entries.map(({ amount }) => decimalOf(amount)));

/** {@link readMinorAmount} above zero; refuses others with `amount-not-positive`. */
export function readPositive(text: string, currency: CurrencyCode, path: string): Result<Decimal> {
  const amount = readMinorAmount(text, currency, path);
  if (!amount.ok || isPositive(amount.value)) return amount;
  return refuse({
    code: "amount-not-positive",
    path,
    message: "an amount of money that moves is above zero",
    value: text,
    suggestion: "state it without a sign; the command says which way it goes",
  });
}

/** {@link readMinorAmount} of zero or more; refuses others with `negative-amount`. */
export function readNonNegative(
  text: string,
  currency: CurrencyCode,
  path: string,
): Result<Decimal> {
  const amount = readMinorAmount(text, currency, path);
  if (!amount.ok || !isNegative(amount.value)) return amount;
  return refuse({
    code: "negative-amount",
    path,
    message: "a fee is zero or more",
    value: text,
  });
}

/** Reads applications, each above zero and each invoice once; refuses a second one with `invoice-named-twice`. */
export function readApplications(
  applications: readonly Application[],
  currency: CurrencyCode,
  path: string,
): Result<readonly { readonly invoice: string; readonly amount: Decimal }[]> {
  const faults: Fault[] = [];
  const read: { invoice: string; amount: Decimal }[] = [];
  for (const [index, { invoice, amount }] of applications.entries()) {
    const at = pathTo(path, index);
    if (read.some((one) => one.invoice === invoice)) faults.push(namedTwice(invoice, at));
    const value = readPositive(amount, currency, pathTo(at, "amount"));
    if (value.ok) read.push({ invoice, amount: value.value });
    else faults.push(...value.faults);
  }
  return faults.length === 0 ? ok(read) : { ok: false, faults };
}

const namedTwice = (invoice: string, path: string): Fault => ({
  code: "invoice-named-twice",
  path: pathTo(path, "invoice"),
  message: "an invoice is named once",
  value: invoice,
  suggestion: "add the two amounts up",
});

/** The taxes within an amount of debt: each in whole minor units, together no more than the amount. */
export function checkDebtTaxes(
  taxes: readonly DebtTax[] | undefined,
  amount: Decimal,
  currency: CurrencyCode,
): Result<undefined> {
  let left = amount;
  for (const [index, tax] of (taxes ?? []).entries()) {
    const path = `/taxes/${index}/amount`;
    const read = readPositive(tax.amount, currency, path);
    if (!read.ok) return read;
    left = sum([left, decimalOf(`-${tax.amount}`)]);
    if (isNegative(left))
      return refuse({
        code: "tax-exceeds-amount",
        path,
        message: "the tax within an amount is not more than the amount",
        value: tax.amount,
      });
  }
  return ok(undefined);
}
