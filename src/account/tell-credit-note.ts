import { type Fault, ok, pathTo, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import { allocate } from "../money/allocation.ts";
import { minorUnits, requireMinorUnit } from "../money/currency.ts";
import {
  compare,
  type Decimal,
  decimalOf,
  equals,
  formatFixed,
  isPositive,
  isZero,
  min,
  sum,
  zero,
} from "../money/decimal.ts";
import { type Money, parseMoneyIn } from "../money/money.ts";
import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import type { CreditNoteFact } from "./credit-note-fact.ts";
import { waitingLine } from "./credit-note-line.ts";
import { type AccountNotes, creditedOf, leftOf, noNotes, withCredited } from "./credited.ts";
import type { DocumentView } from "./document-view.ts";
import { type Invoice, type InvoiceLine, statedAmount } from "./invoice.ts";
import { leftOfUsePeriod } from "./left-of-paid.ts";
import type { BilledTax } from "./line.ts";

/** A line, what is left of it and what goes back; of either sign, as on the invoice. */
interface Credit {
  readonly line: InvoiceLine;
  readonly left: Decimal;
  readonly amount: Decimal;
}

/**
 * The account once it is told to take back some of an invoice: the credit note waits to be issued. No more goes back of a
 * line than is left of it after what went back before, nor of a period of use than is left of that.
 *
 * Refuses `unknown-invoice`, `not-an-invoice`, `unknown-line`, `duplicate-line`, `amount-not-positive`,
 * `wrong-minor-unit`, `currency-mismatch`, `above-left`, `nothing-left`, and `credits-sold`: what was paid for credits
 * goes back with the credits.
 */
export function tellCreditNote(
  account: Account,
  fact: CreditNoteFact,
  at: Instant,
  documents: DocumentView,
): Result<Account> {
  const invoice = documents.find(fact.invoice);
  if (invoice === undefined || invoice.customer !== account.customer.id)
    return refuse({
      code: "unknown-invoice",
      path: "/invoice",
      message: "this customer has no such invoice",
      value: fact.invoice,
    });
  if (invoice.kind === "credit-note")
    return refuse({
      code: "not-an-invoice",
      path: "/invoice",
      message: "a credit note is no invoice, so nothing of it goes back",
      value: fact.invoice,
    });
  const notes = account.notes ?? noNotes;
  const credits = creditsOf(fact, invoice, account);
  if (!credits.ok) return credits;
  const moved = credits.value.filter(({ amount }) => !isZero(amount));
  if (moved.length === 0)
    return refuse({
      code: "nothing-left",
      path: "/invoice",
      message: "all of this went back before",
      value: fact.invoice,
    });
  const [contract, ...others] = invoice.contracts ?? [];
  const note = {
    id: fact.id,
    ...(contract === undefined || others.length > 0 ? {} : { contract }),
    invoice: invoice.id,
    reason: fact.reason,
    model: invoice.model,
    knownSince: at,
    lines: moved.map(({ line, left, amount }) =>
      waitingLine(
        line,
        { of: statedAmount(line), left, amount },
        line.tax === undefined ? undefined : billedTax(line.tax, invoice),
        minorUnits(invoice.currency),
      ),
    ),
  };
  const credited = moved.reduce(
    (all, { line, amount }) => withCredited(all, invoice.id, line.id, amount),
    notes.credited,
  );
  const after: AccountNotes = { waiting: [...notes.waiting, note], credited, toldAt: at };
  return ok({ ...account, notes: after });
}

function creditsOf(
  fact: CreditNoteFact,
  invoice: Invoice,
  account: Account,
): Result<readonly Credit[]> {
  const open = invoice.lines.map((line) => {
    const left = leftOfLine(line, invoice, account);
    return { line, left, amount: left };
  });
  if (fact.lines !== undefined) return namedCredits(fact.lines, open, invoice);
  const [sold] = open.filter(({ line }) => line.kind === "credits");
  if (sold !== undefined) return refuse(creditsSold(sold.line, "/invoice"));
  if (fact.amount === undefined) return ok(open);
  const most = sum(open.map(({ left }) => left));
  const amount = amountOf(fact.amount, most, invoice, "/amount");
  if (!amount.ok) return amount;
  return ok(shared(amount.value, most, open, invoice));
}

/** What went back of use that turned out lower stands on a later invoice, so of a period no more goes back than is left of it as a whole. */
function leftOfLine(line: InvoiceLine, { id }: Invoice, account: Account): Decimal {
  const own = leftOf(
    statedAmount(line),
    creditedOf(account.notes, id, (one) => one === line.id),
  );
  const ofPeriod = isPositive(own) ? leftOfUsePeriod(line, account) : undefined;
  return ofPeriod === undefined ? own : min(own, ofPeriod);
}

/** An amount of the whole, in proportion to what is left of what was charged; all of it takes everything back. */
function shared(
  amount: Decimal,
  most: Decimal,
  open: readonly Credit[],
  { currency }: Invoice,
): readonly Credit[] {
  if (equals(amount, most)) return open;
  const weights = open.map(({ left }) => (isPositive(left) ? left : zero));
  const parts = allocate(amount, weights, minorUnits(currency));
  return open.map((one, place) => ({ ...one, amount: parts[place] ?? zero }));
}

function namedCredits(
  named: NonNullable<CreditNoteFact["lines"]>,
  open: readonly Credit[],
  invoice: Invoice,
): Result<readonly Credit[]> {
  const faults: Fault[] = [];
  const credits: Credit[] = [];
  for (const [place, part] of named.entries()) {
    const path = pathTo("/lines", place);
    const one = namedCredit(part, open, invoice, path);
    if (!one.ok) faults.push(...one.faults);
    else if (credits.some(({ line }) => line.id === part.line))
      faults.push({
        code: "duplicate-line",
        path: `${path}/line`,
        message: "this line is named twice",
        value: part.line,
      });
    else credits.push(one.value);
  }
  return faults.length === 0 ? ok(credits) : { ok: false, faults };
}

function namedCredit(
  { line: id, amount: wanted }: NonNullable<CreditNoteFact["lines"]>[number],
  open: readonly Credit[],
  invoice: Invoice,
  path: string,
): Result<Credit> {
  const found = open.find(({ line }) => line.id === id);
  if (found === undefined) {
    const near = nearest(
      id,
      open.map(({ line }) => line.id),
    );
    return refuse({
      code: "unknown-line",
      path: `${path}/line`,
      message: "the invoice has no such line",
      value: id,
      ...(near === undefined ? {} : { suggestion: `did you mean "${near}"?` }),
    });
  }
  if (found.line.kind === "credits") return refuse(creditsSold(found.line, `${path}/line`));
  if (wanted === undefined) return ok(found);
  const amount = amountOf(wanted, found.left, invoice, `${path}/amount`);
  return amount.ok ? ok({ ...found, amount: amount.value }) : amount;
}

const creditsSold = ({ id }: InvoiceLine, path: string): Fault => ({
  code: "credits-sold",
  path,
  message: "the price of credits goes back with the credits",
  value: id,
  suggestion: "void the grant, and name the other lines here",
});

/** An amount above zero, of whole minor units, and of no more than is left. */
function amountOf(
  money: Money,
  most: Decimal,
  { currency }: Invoice,
  path: string,
): Result<Decimal> {
  const read = parseMoneyIn(money, currency, path);
  const amount = read.ok ? requireMinorUnit(read.value, currency, path) : read;
  if (!amount.ok) return amount;
  if (!isPositive(amount.value))
    return refuse({
      code: "amount-not-positive",
      path,
      message: "what goes back is above zero",
      value: money,
    });
  if (compare(amount.value, most) <= 0) return amount;
  const left = formatFixed(isPositive(most) ? most : zero, minorUnits(currency));
  return refuse({
    code: "above-left",
    path,
    message: `only ${left} ${currency} is left of it`,
    value: money,
    suggestion: `take back at most ${left} ${currency}`,
  });
}

/** The tax of a line as it was billed, with the reason that the invoice gives for there being none. */
function billedTax(tax: NonNullable<InvoiceLine["tax"]>, { taxes = [] }: Invoice): BilledTax {
  const found = taxes.find(
    ({ category, jurisdiction, name, rate }) =>
      category === tax.category &&
      jurisdiction === tax.jurisdiction &&
      name === tax.name &&
      equals(decimalOf(rate), decimalOf(tax.rate)),
  );
  return found?.reason === undefined ? { tax } : { tax, reason: found.reason };
}
