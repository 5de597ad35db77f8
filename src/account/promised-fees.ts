import { expectOk } from "../fault/fault.ts";
import { add, decimalOf, formatFixed } from "../money/decimal.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import type { Account, PhaseState } from "./account.ts";
import type { UnderContract } from "./contracts/contract-state.ts";
import type { Invoice, InvoiceLine } from "./invoice.ts";
import type { PriceBook, PriceBooks } from "./price-book.ts";
import { noPromises, type PromisedFee, withoutOld } from "./promises.ts";
import { paidAs } from "./spend-credits.ts";

/**
 * The account with what issued documents billed for time under a promise that gives credits back: lines with a period, of
 * plans and add-ons with an SLA. What goes back of unserved time is taken off the line that it was billed on.
 */
export function rememberFees(
  account: Account,
  invoices: readonly Invoice[],
  books: PriceBooks,
  at: Instant,
): Account {
  const promises = account.promises ?? noPromises;
  let fees = promises.fees;
  let book = books.current;
  for (const invoice of invoices)
    for (const line of invoice.lines) {
      const { priceVersion } = line.explanation;
      if (book.id !== priceVersion) book = books.find(priceVersion);
      if (line.kind === "unused-time") fees = withoutUnserved(fees, line, book);
      else fees = withFee(fees, invoice, line, book, phaseOf(line, account));
    }
  if (fees === promises.fees) return account;
  return { ...account, promises: withoutOld({ ...promises, fees }, at) };
}

function withFee(
  fees: readonly PromisedFee[],
  invoice: Invoice,
  line: InvoiceLine,
  book: PriceBook,
  phase: PhaseState | undefined,
): readonly PromisedFee[] {
  const sla = promiseOf(line, book, phase?.under);
  const contract = phase?.fact.contract;
  if (sla === undefined || line.period === null) return fees;
  const { id, description, kind, stream, subscription, plan, addon, period } = line;
  const fee: PromisedFee = {
    sla,
    model: book.id,
    invoice: invoice.id,
    line: id,
    description,
    kind: paidAs(kind),
    stream,
    ...(subscription === undefined ? {} : { subscription }),
    ...(plan === undefined ? {} : { plan }),
    ...(addon === undefined ? {} : { addon }),
    ...(contract === undefined ? {} : { contract }),
    from: instantOf(period.from),
    to: instantOf(period.to),
    amount: line.withTax ?? line.amount,
    billed: line.withTax ?? line.amount,
    tax: taxOf(line, invoice),
  };
  return [...fees, fee];
}

/** The phase of a line, by the id that its lines begin with, where it can be under a contract. */
function phaseOf(
  { id, subscription }: InvoiceLine,
  { subscriptions, contracts }: Account,
): PhaseState | undefined {
  if (contracts === null) return undefined;
  const bought = subscriptions.find(({ fact }) => fact.id === subscription);
  return bought?.phases.find(({ key }) => id.startsWith(`${key}/`));
}

/** The promise of the contract, the plan or the add-on that a line is of, where its breach gives something back. */
function promiseOf(
  { plan, addon }: InvoiceLine,
  { model }: PriceBook,
  contract: UnderContract | undefined,
): string | undefined {
  const sold =
    plan !== undefined
      ? model.plans[plan]
      : addon === undefined
        ? undefined
        : model.addons?.[addon];
  const signed = contract === undefined ? undefined : model.contracts?.[contract.template]?.sla;
  const sla = signed ?? sold?.sla;
  if (sla === undefined) return undefined;
  return (model.slas?.[sla]?.credits ?? []).length > 0 ? sla : undefined;
}

const taxOf = ({ tax }: InvoiceLine, { taxes = [] }: Invoice): PromisedFee["tax"] => {
  if (tax === undefined) return null;
  const same = taxes.find(
    (one) =>
      one.category === tax.category &&
      one.rate === tax.rate &&
      one.jurisdiction === tax.jurisdiction,
  );
  return same?.reason === undefined ? { tax } : { tax, reason: same.reason };
};

/** A period that was cut is no longer paid for to its end. */
function withoutUnserved(
  fees: readonly PromisedFee[],
  line: InvoiceLine,
  { minorUnits }: PriceBook,
): readonly PromisedFee[] {
  const base = line.id.replace(/\/unused$/, "");
  const place = fees.findLastIndex((fee) => fee.line === base || fee.line.startsWith(`${base}/`));
  const fee = fees[place];
  if (fee === undefined || line.period === null) return fees;
  const amount = add(decimalOf(fee.amount), decimalOf(line.withTax ?? line.amount));
  const to = Math.max(fee.from, Math.min(fee.to, instantOf(line.period.from)));
  return fees.with(place, { ...fee, to, amount: formatFixed(amount, minorUnits) });
}

const instantOf = (text: string): Instant => expectOk(parseInstant(text));
