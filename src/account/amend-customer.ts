import { ok, type Result, refuse } from "../fault/fault.ts";
import { withDecision } from "../tax/tax-decision.ts";
import { parseVatNumber } from "../tax/vat-number.ts";
import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { booksOf, priceListOf } from "./customer-books.ts";
import { nextCutoff } from "./due.ts";
import type { CustomerFact, TaxDecisionFact, VatCheckFact } from "./fact.ts";
import { childOf, payerFixed, withChild } from "./payer.ts";
import type { PriceBooks } from "./price-book.ts";
import { taxBuyerOf } from "./tax-buyer-of.ts";

/**
 * The account whose customer is known otherwise from an instant on. Invoices that are out stay as they are; those that could
 * not be issued for want of it are issued from then on. A customer that the account pays for is amended in it too. Refuses
 * `time-zone-in-use`, `currency-in-use`, `payer-fixed` and what `priceListOf` refuses.
 */
export function amendCustomer(
  account: Account,
  { amends: _, ...customer }: CustomerFact,
  knownSince: Instant,
  books: PriceBooks,
): Result<Account> {
  if (customer.id !== account.customer.id) {
    if (customer.payer !== account.customer.id)
      return refuse(payerFixed(customer.payer, account.customer.id));
    return ok({ ...withChild(account, childOf(customer)), amendedAt: knownSince });
  }
  if (customer.payer !== undefined) return refuse(payerFixed(customer.payer, undefined));
  const { subscriptions, licences, sales, credits } = account;
  const bought = subscriptions.length + licences.length + sales.length > 0;
  if ((bought || credits !== null) && customer.timeZone !== account.customer.timeZone)
    return refuse({
      code: "time-zone-in-use",
      path: "/timeZone",
      message:
        "the time zone of a customer with purchases or credits cannot change: its periods would shift",
      value: customer.timeZone,
    });
  const list = priceListOf(books.current.model, customer);
  if (!list.ok) return list;
  const before = booksOf(books, account.customer).current.model.currency;
  const own = booksOf(books, customer);
  if (before !== own.current.model.currency && (bought || hasMoney(account)))
    return refuse({
      code: "currency-in-use",
      path: "/currency",
      message: `the customer is billed in ${before}; what it owes and has bought stays in that currency`,
      value: own.current.model.currency,
      suggestion: "open another customer for the other currency",
    });
  const amended = { ...account, customer, amendedAt: knownSince };
  return ok(resumed({ ...amended, taxDecisions: stillDecided(account, amended) }, knownSince, own));
}

/** What was decided about who the customer was says nothing of who it is now. */
function stillDecided(before: Account, after: Account): Account["taxDecisions"] {
  const same = JSON.stringify(taxBuyerOf(before)) === JSON.stringify(taxBuyerOf(after));
  return same ? before.taxDecisions : null;
}

/** The account after a tax engine decided how a category is taxed. */
export function tellTaxDecision(
  account: Account,
  { fact: _, id: __, customer: ___, recordedAt: ____, ...decision }: TaxDecisionFact,
  knownSince: Instant,
  books: PriceBooks,
): Account {
  const taxDecisions = withDecision(account.taxDecisions ?? [], decision);
  return resumed({ ...account, taxDecisions, amendedAt: knownSince }, knownSince, books);
}

/** Whether anything of an account is in a currency already. */
const hasMoney = ({ issued, credits, receivables }: Account): boolean =>
  issued > 0 || credits !== null || receivables !== null;

/** The account after a register spoke of the customer's VAT number. */
export function tellVatCheck(
  account: Account,
  { fact: _, id: __, customer: ___, recordedAt: ____, ...check }: VatCheckFact,
  knownSince: Instant,
  books: PriceBooks,
): Account {
  const read = parseVatNumber(check.number, undefined);
  const vatCheck = read.ok ? { ...check, number: read.value.text } : check;
  return resumed({ ...account, vatCheck, amendedAt: knownSince }, knownSince, books);
}

/**
 * Invoices from before it that are still to be issued lacked something, or they would be out: whoever drives accounts ticks
 * them before anything later is told. They carry the day on which they could be issued, as their numbers do.
 */
function resumed(account: Account, knownSince: Instant, books: PriceBooks): Account {
  const due = nextCutoff(account, books);
  return due !== undefined && due < knownSince ? { ...account, resumedAt: knownSince } : account;
}
