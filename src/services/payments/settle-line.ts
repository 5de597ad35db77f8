import type { Exchange, PaymentFact, PaymentReturnFact } from "../../account/money-fact.ts";
import { assert, type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { absolute, decimalOf } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import {
  type CurrencyCode,
  type Money,
  money,
  parseMoney,
  parseMoneyIn,
} from "../../money/money.ts";

import type { StatementLine } from "../../receivable/matching/statement-line.ts";
import { findFact } from "../../store/account-facts.ts";
import {
  lockedLine,
  type StoredBankLine,
  settleLine,
  takeStatementTurn,
} from "../../store/bank-lines.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant, type Instant, parseInstant } from "../../time/instant.ts";
import { afterBilling } from "../money-facts.ts";
import { answered, onceOnly } from "../once.ts";
import type { IdempotentRequest, StoredAnswer } from "../services.ts";
import { writing } from "./act-on-intent.ts";
import { type BankLineView, bankLineView } from "./bank-line-view.ts";
import { lineOf } from "./matching-book.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { noCustomer } from "./provider-customers.ts";
import { holdCustomer, recordWish } from "./record-effects.ts";

/** Our id of the payment that a line becomes: told twice, it is the same. */
export const paymentOfLine = (line: string): string => `bank:${line}`;

/** What a line is to pay: decimal text in the line's currency, as far as it is open where absent. */
export interface LineApplication {
  readonly invoice: string;
  readonly amount?: string;
}

/** What a line pays, as it was matched. */
export interface LineReceipt {
  readonly customer: string;
  /** In the customer's currency. */
  readonly applications: readonly LineApplication[];
  /** Of a line in another currency, what it settles of the customer's. */
  readonly exchange?: Exchange;
  /** What the applications are in; the line's own where absent. */
  readonly currency?: CurrencyCode;
}

/** The fact of a line that brought money. What no invoice takes of it stands on the customer's balance. */
const receiptOfLine = (
  line: StatementLine,
  { customer, applications, exchange, currency = line.currency }: LineReceipt,
  now: Instant,
): PaymentFact => ({
  fact: "payment",
  id: paymentOfLine(line.id),
  customer,
  amount: money(decimalOf(line.amount), line.currency),
  ...(exchange === undefined ? {} : { exchange }),
  method: "bank-transfer",
  receivedAt: formatInstant(bookedAt(line, now)),
  appliesTo: applications.map(({ invoice, amount }) =>
    amount === undefined ? { invoice } : { invoice, amount: money(decimalOf(amount), currency) },
  ),
  rest: "balance",
});

/** The fact of a line by which the bank takes a payment back. */
const returnOfLine = (
  line: StatementLine,
  customer: string,
  payment: string,
  reason: string | undefined,
): PaymentReturnFact & { readonly amount: Money } => ({
  fact: "payment-return",
  id: paymentOfLine(line.id),
  customer,
  payment,
  amount: money(absolute(decimalOf(line.amount)), line.currency),
  ...(reason === undefined ? {} : { reason }),
});

/** The beginning of the day on which the bank booked it, in UTC, and never later than now. */
function bookedAt({ bookedOn }: StatementLine, now: Instant): Instant {
  const at = parseInstant(`${bookedOn}T00:00:00Z`);
  return at.ok ? Math.min(at.value, now) : now;
}

/** Records a line as money of a customer. Refuses `not-found`, and what the account refuses. */
export async function recordReceipt(
  { books, now }: PaymentParts,
  tx: Tx,
  line: StatementLine,
  receipt: LineReceipt,
): Promise<Result<void>> {
  const { customer } = receipt;
  if (!(await holdCustomer(tx, customer))) return refuse({ ...noCustomer, path: "/customer" });
  const fact = receiptOfLine(line, receipt, now(tx.tenant));
  return recordWish(tx, books, { id: fact.id, source: `line ${line.id}`, fact }, now(tx.tenant));
}

/** Records a line that takes a payment back; answers whose it was. */
export async function recordReturn(
  { books, now }: PaymentParts,
  tx: Tx,
  line: StatementLine,
  payment: string,
  reason?: string,
): Promise<Result<string>> {
  const known = await findFact(tx, "payment", payment);
  if (known === undefined) return refuse(noPayment);
  const { customer } = known;
  await holdCustomer(tx, customer);
  const { amount, ...rest } = returnOfLine(line, customer, payment, reason);
  const came = JSON.parse(known.fact) as PaymentFact;
  // Of a payment that was exchanged, a return of all that came is of all that it settled.
  const fact = came.exchange !== undefined && came.amount === amount ? rest : { ...rest, amount };
  const source = `line ${line.id}`;
  const recorded = await recordWish(tx, books, { id: fact.id, source, fact }, now(tx.tenant));
  return recorded.ok ? ok(customer) : recorded;
}

/** What somebody says a line is: money of a customer, or a payment that came back. */
export interface MatchRequest {
  /** For money that came. */
  readonly customer?: string;
  /** What it pays, in this order; absent: all on the customer's balance. */
  readonly applications?: readonly { readonly invoice: string; readonly amount?: Money }[];
  /** Of money in another currency than the customer's invoices, what it settles of them; `applications` are in theirs. */
  readonly exchange?: Exchange;
  /** For money that went: the payment that the bank took back, by our id. */
  readonly payment?: string;
}

/**
 * Matches a line by hand, once. Refuses `not-found`, `line-settled`, `match-incomplete`, and what the account refuses.
 */
export const matchLine = (
  parts: PaymentParts,
  tenant: string,
  id: string,
  request: MatchRequest,
  once: IdempotentRequest | undefined,
): Promise<Result<StoredAnswer>> =>
  settling(parts, tenant, id, once, async (tx, row) => {
    const line = lineOf(row);
    const now = parts.now(tenant);
    if (line.amount.startsWith("-")) {
      const { payment } = request;
      if (payment === undefined)
        return refuse(incomplete("/payment", "the payment that went back"));
      const recorded = await recordReturn(parts, tx, line, payment);
      if (!recorded.ok) return recorded;
      const outcome = { kind: "by-hand", payment };
      return ok(settledAs(row, "returned", recorded.value, payment, outcome, now));
    }
    const { customer, exchange } = request;
    if (customer === undefined) return refuse(incomplete("/customer", "whose money it is"));
    const read = readApplications(request, line);
    if (!read.ok) return read;
    const { applications, currency } = read.value;
    const receipt = { customer, applications, currency };
    const recorded = await recordReceipt(
      parts,
      tx,
      line,
      exchange === undefined ? receipt : { ...receipt, exchange },
    );
    if (!recorded.ok) return recorded;
    const outcome = { kind: "by-hand", applications };
    return ok(settledAs(row, "matched", customer, paymentOfLine(line.id), outcome, now));
  });

/** What a match applies, all of it in one currency: the line's, or that which the line is exchanged for. */
function readApplications(
  { applications = [], exchange }: MatchRequest,
  line: StatementLine,
): Result<{ readonly applications: readonly LineApplication[]; readonly currency: CurrencyCode }> {
  const stated = applications.find(({ amount }) => amount !== undefined)?.amount;
  const first = exchange === undefined || stated === undefined ? undefined : parseMoney(stated);
  const currency = first?.ok === true ? first.value.currency : line.currency;
  const read: LineApplication[] = [];
  const faults: Fault[] = [];
  for (const [place, { invoice, amount }] of applications.entries()) {
    if (amount === undefined) {
      read.push({ invoice });
      continue;
    }
    const value = parseMoneyIn(amount, currency, pathTo("/applications", place, "amount"));
    if (value.ok) read.push({ invoice, amount: minorText(value.value, currency) });
    else faults.push(...value.faults);
  }
  return faults.length === 0 ? ok({ applications: read, currency }) : { ok: false, faults };
}

/** Says that a line is nobody's payment, with the reason. Refuses `not-found` and `line-settled`. */
export const ignoreLine = (
  parts: PaymentParts,
  tenant: string,
  id: string,
  reason: string,
  once: IdempotentRequest | undefined,
): Promise<Result<StoredAnswer>> =>
  settling(parts, tenant, id, once, async (_, row) =>
    ok(settledAs(row, "ignored", null, null, { kind: "ignored", reason }, parts.now(tenant))),
  );

const settledAs = (
  row: StoredBankLine,
  state: StoredBankLine["state"],
  customer: string | null,
  payment: string | null,
  outcome: object,
  settledAt: Instant,
): StoredBankLine => ({
  ...row,
  state,
  customer,
  payment,
  outcome: JSON.stringify(outcome),
  settledAt,
});

function settling(
  parts: PaymentParts,
  tenant: string,
  id: string,
  once: IdempotentRequest | undefined,
  work: (tx: Tx, row: StoredBankLine) => Promise<Result<StoredBankLine>>,
): Promise<Result<StoredAnswer>> {
  return afterBilling(parts.books, () =>
    writing(parts, tenant, (tx) =>
      onceOnly(tx, once, parts.now(tenant), async () => {
        await takeStatementTurn(tx);
        const row = await lockedLine(tx, id);
        if (row === undefined) return refuse(noLine);
        if (row.state !== "unmatched" && row.state !== "ignored") return refuse(isSettled(row));
        const settled = await work(tx, row);
        if (!settled.ok) return settled;
        await settleLine(tx, settled.value);
        const view: BankLineView = bankLineView(settled.value);
        return ok(answered(200, JSON.stringify(view)));
      }),
    ),
  );
}

/** There is no such line. */
const noLine: Fault = { code: "not-found", path: "", message: "there is no such line" };

const noPayment: Fault = {
  code: "not-found",
  path: "/payment",
  message: "there is no such payment",
};

const isSettled = ({ state, id }: StoredBankLine): Fault => ({
  code: "line-settled",
  path: "",
  message: `this line is ${state} already`,
  value: id,
});

function incomplete(path: string, what: string): Fault {
  assert(path !== "", "the fault is of a field");
  return {
    code: "match-incomplete",
    path,
    message: `a match says ${what}`,
    suggestion: "a line above zero has a customer, one below zero a payment",
  };
}
