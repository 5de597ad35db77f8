import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import type { Payment, PaymentMethod } from "../../model/payment.ts";
import { compare, decimalOf, format } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import { type Money, parseMoneyIn } from "../../money/money.ts";
import { orderOfMethods, unfitReason } from "../../payments/customer-method.ts";
import { recordCharge } from "../../payments/payment-intent.ts";

import { itemOf, zoneOf } from "../../receivable/open-item.ts";
import type { OpenItem, Receivables } from "../../receivable/receivables.ts";
import type { StoredMethod } from "../../store/customer-methods.ts";
import { invoiceById } from "../../store/invoices.ts";
import type { Tx } from "../../store/tenant.ts";
import type { IdempotentRequest, StoredAnswer } from "../services.ts";
import { writing } from "./act-on-intent.ts";
import { allowedMethods } from "./allowed-methods.ts";
import { customerMethod, paymentOf } from "./method-reports.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { holdCustomer, recordWish } from "./record-effects.ts";
import { requestOf, startIntent, writeIntent } from "./start-intent.ts";
import { chargesOf, clearTheWay, isUnderWay } from "./withdraw-intent.ts";

/** What is charged, and with what. */
export interface ChargeRequest {
  /** The invoice's id. */
  readonly invoice: string;
  /** Our id of the customer's method; the first that is fit where absent. */
  readonly method?: string;
  /** All that is open where absent. */
  readonly amount?: Money;
}

/**
 * Charges an invoice now. What was begun before and may still be paid is withdrawn first, and while it cannot be, nothing
 * else is charged. Refuses `not-found`, `nothing-open`, `charge-pending`, `charge-above-open`, `no-usable-method`,
 * `method-unfit` and what keeps the provider from being called.
 */
export async function chargeInvoice(
  parts: PaymentParts,
  tenant: string,
  request: ChargeRequest,
  once: IdempotentRequest | undefined,
): Promise<Result<StoredAnswer>> {
  const found = await writing(parts, tenant, (tx) => invoiceById(tx, request.invoice));
  if (found === undefined) return refuse(noInvoice);
  await clearTheWay(parts, tenant, found.number);
  return startIntent(parts, tenant, once, async (tx, id) => {
    const debt = await openDebt(parts, tx, found);
    if (!debt.ok) return debt;
    const amount = amountToCharge(debt.value, request.amount);
    if (!amount.ok) return amount;
    const method = await methodToCharge(parts, tx, debt.value, request.method);
    if (!method.ok) return method;
    const charge = { debt: debt.value, amount: amount.value, method: method.value };
    const begun = await beginCharge(parts, tx, id, charge, requestOf(once));
    return begun.ok ? ok("recorded") : begun;
  });
}

/** An invoice of which something is open and nothing is under way. */
export interface Debt {
  readonly customer: string;
  /** The invoice's number, which people know it by. */
  readonly number: string;
  readonly state: Receivables;
  readonly item: OpenItem;
}

/** The debt of an invoice, its customer held. Refuses `nothing-open` and `charge-pending`. */
export async function openDebt(
  { books }: PaymentParts,
  tx: Tx,
  {
    id,
    number,
    customer,
  }: { readonly id: string; readonly number: string; readonly customer: string },
): Promise<Result<Debt>> {
  await holdCustomer(tx, customer);
  const state = await books.owedBy(tx, customer);
  const item = state === undefined ? undefined : itemOf(state, id);
  if (state === undefined || item === undefined || item.closedAt !== null)
    return refuse(nothingOpen(number));
  const pending = (await chargesOf(tx, number)).find(isUnderWay);
  if (pending !== undefined) return refuse(stillPending(number, pending.intent.id));
  return ok({ customer, number, state, item });
}

/** What is charged of a debt. */
export interface DebtCharge {
  readonly debt: Debt;
  readonly amount: string;
  readonly method: StoredMethod;
}

/** Writes a charge down, for the account and for the provider. Refuses what the account or the intent refuses. */
export async function beginCharge(
  parts: PaymentParts,
  tx: Tx,
  id: string,
  { debt, amount, method }: DebtCharge,
  agreement: { readonly request?: string } = {},
): Promise<Result<void>> {
  const { customer, number, state } = debt;
  const { provider, kind, reference, customerReference } = customerMethod(method);
  const intent = recordCharge({
    id,
    provider,
    customer,
    invoices: [number],
    amount,
    currency: state.currency,
    method: { id: method.id, kind, reference, customerReference },
    at: parts.now(tx.tenant),
  });
  if (!intent.ok) return intent;
  const begun = await announceCharge(parts, tx, debt, id, method.id);
  if (!begun.ok) return begun;
  await writeIntent(parts, tx, intent.value, "method", agreement);
  return ok(undefined);
}

/** Tells the account that an invoice is about to be charged. */
export const announceCharge = (
  parts: PaymentParts,
  tx: Tx,
  { customer, item }: Debt,
  id: string,
  method: string,
): Promise<Result<void>> =>
  recordWish(
    tx,
    parts.books,
    {
      id: `${id}:start`,
      source: `intent ${id}`,
      fact: { fact: "charge", id, customer, invoice: item.id, method },
    },
    parts.now(tx.tenant),
  );

/** The whole of what is open, or a part of it. */
function amountToCharge({ state, item }: Debt, asked: Money | undefined): Result<string> {
  if (asked === undefined) return ok(item.open);
  const amount = parseMoneyIn(asked, state.currency, "/amount");
  if (!amount.ok) return amount;
  if (compare(amount.value, decimalOf(item.open)) <= 0) return ok(format(amount.value));
  return refuse({
    code: "charge-above-open",
    path: "/amount",
    message: `no more than ${minorText(decimalOf(item.open), state.currency)} ${state.currency} is open of this invoice`,
    value: asked,
    suggestion: "leave the amount out for all that is open",
  });
}

async function methodToCharge(
  parts: PaymentParts,
  tx: Tx,
  { customer, state, item }: Debt,
  asked: string | undefined,
): Promise<Result<StoredMethod>> {
  const methods = await allowedMethods(tx, customer, item.id);
  const payment = await paymentOf(parts, tx);
  const due = { currency: state.currency, at: parts.now(tx.tenant), zone: zoneOf(state) };
  if (asked === undefined) {
    const [first] = orderOfMethods(methods.map(customerMethod), chargeable(payment, methods), due);
    const found = methods.find(({ id }) => id === first?.id);
    return found === undefined ? refuse(noMethod) : ok(found);
  }
  const method = methods.find(({ id }) => id === asked);
  if (method === undefined) return refuse(unknownMethod(asked));
  const unfit = unfitReason(customerMethod(method), chargeable(payment, methods), due);
  return unfit === undefined ? ok(method) : refuse(unfitMethod(asked, unfit));
}

/**
 * How invoices are paid, where the model may say nothing of it: a method that was set up and that no entry of the model
 * names is one that we may charge, under the name of its kind.
 */
export function chargeable(payment: Payment, methods: readonly StoredMethod[]): Payment {
  const unnamed = methods
    .filter(({ method }) => !Object.hasOwn(payment.methods, method))
    .map(({ method, kind }) => [method, { kind: kind as PaymentMethod["kind"] }] as const);
  if (unnamed.length === 0) return payment;
  return { ...payment, methods: { ...Object.fromEntries(unnamed), ...payment.methods } };
}

/** There is no such invoice. */
export const noInvoice: Fault = {
  code: "not-found",
  path: "",
  message: "there is no such invoice",
};

const nothingOpen = (invoice: string): Fault => ({
  code: "nothing-open",
  path: "/invoice",
  message: "nothing is open of this invoice",
  value: invoice,
});

const stillPending = (invoice: string, intent: string): Fault => ({
  code: "charge-pending",
  path: "/invoice",
  message: `payment ${intent} of this invoice has not ended: another one could pay twice`,
  value: invoice,
  suggestion: "look it up, or withdraw it first",
});

const noMethod: Fault = {
  code: "no-usable-method",
  path: "/method",
  message: "the customer has no method that can be charged now",
  suggestion: "send the customer a payment link, or let it enter a method",
};

const unknownMethod = (method: string): Fault => ({
  code: "unknown-method",
  path: "/method",
  message: "the customer has no such method",
  value: method.slice(0, 60),
});

const unfitMethod = (method: string, reason: string): Fault => ({
  code: "method-unfit",
  path: "/method",
  message: `this method cannot be charged: ${reason}`,
  value: method,
  suggestion: "use another method, or have the customer renew this one",
});
