import { expectOk } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import {
  type Decimal,
  decimalOf,
  format,
  isPositive,
  isZero,
  min,
  negate,
  subtract,
  sum,
} from "../money/decimal.ts";
import type { Moved } from "../receivable/command.ts";
import { forgetClosed } from "../receivable/forget-closed.ts";
import { moveReceivables } from "../receivable/move.ts";
import type { Movement } from "../receivable/movement.ts";
import { openReceivables, type Receivables } from "../receivable/receivables.ts";
import { DAY_MS, type Instant, parseInstant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { amountDue, type Invoice } from "./invoice.ts";
import type { PriceBook } from "./price-book.ts";

/** An invoice that is owed and about which nothing else has been told yet. */
export interface AwaitedInvoice {
  readonly id: string;
  readonly issuedAt: Instant;
  readonly dueAt: Instant;
  readonly currency: CurrencyCode;
  /** What is to be paid, in minor-unit text. */
  readonly total: string;
  /** It charges for late payment and nothing else; absent of any other. */
  readonly feesOnly?: true;
}

/** An account and what its money did. */
export interface Owed {
  readonly account: Account;
  readonly movements: readonly Movement[];
}

/**
 * Closed invoices and used-up payments are remembered for two years: card schemes allow disputes for up to 540 days, SEPA
 * returns of unauthorised debits for 13 months.
 */
const remembered = 730 * DAY_MS;

/** The account's receivables: as they stand, or opened with every invoice that awaits payment. */
export function receivablesOf(account: Account, book: PriceBook): Receivables {
  const { receivables, customer, awaited } = account;
  if (receivables !== null) return receivables;
  const timeZone = customer.timeZone ?? book.zone.id;
  let opened = expectOk(openReceivables(customer.id, book.model.currency, timeZone));
  for (const invoice of awaited) opened = added(opened, invoice, false).state;
  return opened;
}

const added = (state: Receivables, { id, ...rest }: AwaitedInvoice, applyBalance: boolean) =>
  expectOk(
    moveReceivables(
      state,
      { kind: "add-invoice", invoice: id, id, ...rest, applyBalance },
      rest.issuedAt,
    ),
  );

/** The account with moved receivables, which stand for every invoice from now on. */
export const withReceivables = (account: Account, moved: Receivables, at: Instant): Account => ({
  ...account,
  awaited: [],
  receivables: forgetClosed(moved, at - remembered),
});

/**
 * What an issued document does to what is owed. An invoice is owed, and is paid from the credit balance as far as that
 * reaches; a credit note settles what it corrects, and the rest is credit.
 *
 * Until money first moves, invoices are only noted: most accounts of a simulation or a price comparison never get further.
 */
export function oweDocument(account: Account, document: Invoice, book: PriceBook): Owed {
  const { id, currency } = document;
  const total = amountDue(document);
  const issuedAt = expectOk(parseInstant(document.issuedAt));
  const dueAt = expectOk(parseInstant(document.dueAt));
  const credits = document.kind === "credit-note";
  const isFees = document.lines.every(({ kind }) => kind === "dunning-fee");
  const owed = { id, issuedAt, dueAt, currency, total, ...(isFees ? { feesOnly: isFees } : {}) };
  const waits =
    account.receivables === null && !credits && book.model.payment?.dunning === undefined;
  if (waits)
    return {
      account: {
        ...account,
        awaited: [...account.awaited, owed],
      },
      movements: [],
    };
  if (credits && isZero(decimalOf(total))) return { account, movements: [] };
  const before = receivablesOf(account, book);
  const moved = credits ? creditNoted(before, document, issuedAt) : added(before, owed, true);
  return { account: withReceivables(account, moved.state, issuedAt), movements: moved.movements };
}

/**
 * A credit note stands first against the invoices that it corrects. Where one of them was given up as bad debt the note takes
 * that back as far as it reaches, or a debt nobody paid would turn into credit.
 */
function creditNoted(before: Receivables, document: Invoice, at: Instant): Moved {
  const { id, currency, corrects = [] } = document;
  const total = amountDue(document);
  const known = corrects.filter((one) => before.items.some(({ invoice }) => invoice === one));
  const owedAgain = takenBack(before, known, negate(decimalOf(total)), id, at);
  const noted = (about: readonly string[]) =>
    moveReceivables(
      owedAgain.state,
      { kind: "add-credit-note", number: id, currency, total, corrects: about },
      at,
    );
  const direct = noted(known);
  // More than the invoices have left, as after a credit note told by hand: the rest of it is credit all the same.
  const moved = direct.ok ? direct.value : expectOk(noted([]));
  return { state: moved.state, movements: [...owedAgain.movements, ...moved.movements] };
}

/** Write-offs of these invoices taken back, up to an amount. */
function takenBack(
  before: Receivables,
  invoices: readonly string[],
  amount: Decimal,
  note: string,
  at: Instant,
): Moved {
  let state = before;
  let left = amount;
  const movements: Movement[] = [];
  for (const one of before.settlements) {
    if (one.kind !== "write-off" || !isPositive(left)) continue;
    const [application] = one.applications;
    if (application === undefined || !invoices.includes(application.invoice)) continue;
    const recovered = sum(one.recoveries.map((recovery) => decimalOf(recovery.amount)));
    const part = min(subtract(decimalOf(application.amount), recovered), left);
    if (!isPositive(part)) continue;
    const command = { writeOff: one.id, id: `${note}/${one.id}`, amount: format(part) };
    const moved = expectOk(moveReceivables(state, { kind: "reverse-write-off", ...command }, at));
    state = moved.state;
    movements.push(...moved.movements);
    left = subtract(left, part);
  }
  return { state, movements };
}
