import type { MoneyFact } from "../../account/money-fact.ts";
import { ok, type Result, refuse } from "../../fault/fault.ts";
import { type CurrencyCode, minorUnits, requireMinorUnit } from "../../money/currency.ts";
import { decimalOf, formatFixed } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import { type Money, money, parseMoneyIn } from "../../money/money.ts";
import { recordRefund } from "../../payments/payment-intent.ts";
import { checkRefund, refundable } from "../../payments/refundable.ts";

import { moveReceivables } from "../../receivable/move.ts";
import type { PaymentReceived, Receivables } from "../../receivable/receivables.ts";
import { refundable as refundableOf, settlementOf } from "../../receivable/settle.ts";
import { findFact } from "../../store/account-facts.ts";
import { idsOfInvoices } from "../../store/invoices.ts";
import { findIntent, refundsOfCharge } from "../../store/payment-intents.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant } from "../../time/instant.ts";
import { answered } from "../once.ts";
import type { IdempotentRequest, StoredAnswer } from "../services.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { holdCustomer, recordWish } from "./record-effects.ts";
import { requestOf, startIntent, writeIntent } from "./start-intent.ts";
import { type KeptIntent, readIntent } from "./stored-intent.ts";

/** Money that goes back to a customer. */
export interface RefundRequest {
  /** Our id of the payment. */
  readonly payment: string;
  /** All that can be given back where absent. */
  readonly amount?: Money;
  /**
   * Which invoices may be owed again: `last`, the last paid first, or their numbers. Absent: none, so there must be credit
   * such as that of a credit note.
   */
  readonly reopen?: "last" | readonly string[];
  readonly reason?: string;
}

/** A payment with what it stands in. */
interface Paid {
  readonly customer: string;
  readonly state: Receivables;
  readonly payment: PaymentReceived;
  /** The charge that it came of; absent for money that came without one. */
  readonly charge?: KeptIntent;
}

/**
 * Gives money back, never more than was paid and is neither back nor disputed: through the provider that collected it, or,
 * where none did, as a transfer that the operator has made. Refuses `not-found`,
 * `refund-needs-reopen`, `refund-exceeds-payment`, and what keeps the provider from being called.
 */
export const refundPayment = (
  parts: PaymentParts,
  tenant: string,
  request: RefundRequest,
  once: IdempotentRequest | undefined,
): Promise<Result<StoredAnswer>> =>
  startIntent(parts, tenant, once, async (tx, id) => {
    const paid = await findPaid(parts, tx, request.payment);
    if (!paid.ok) return paid;
    const { charge } = paid.value;
    return charge === undefined
      ? byHand(parts, tx, id, paid.value, request)
      : throughProvider(parts, tx, id, { paid: paid.value, charge, request, once });
  });

async function findPaid({ books }: PaymentParts, tx: Tx, payment: string): Promise<Result<Paid>> {
  const found = await findIntent(tx, payment);
  const customer = found?.customer ?? (await findFact(tx, "payment", payment))?.customer;
  if (customer === undefined) return refuse(noPayment);
  await holdCustomer(tx, customer);
  const state = await books.owedBy(tx, customer);
  const paid = state === undefined ? undefined : settlementOf(state, "payment", payment);
  if (state === undefined || paid === undefined) return refuse(noPayment);
  const held = found === undefined ? undefined : await findIntent(tx, payment);
  const charge = held === undefined ? {} : { charge: readIntent(held) };
  return ok({ customer, state, payment: paid, ...charge });
}

async function throughProvider(
  parts: PaymentParts,
  tx: Tx,
  id: string,
  given: {
    readonly paid: Paid;
    readonly charge: KeptIntent;
    readonly request: RefundRequest;
    readonly once: IdempotentRequest | undefined;
  },
): Promise<Result<"recorded">> {
  const { paid, request, once } = given;
  const { intent: charge } = given.charge;
  const refunds = (await refundsOfCharge(tx, charge.id)).map((row) => readIntent(row).intent);
  const left = formatFixed(refundable(charge, refunds), minorUnits(charge.currency));
  const asked = amountAsked(request, charge.currency, left);
  if (!asked.ok) return asked;
  const amount = asked.value;
  const checked = checkRefund(charge, refunds, amount);
  if (!checked.ok) return checked;
  const providerPayment = paid.payment.providerId ?? charge.providerId;
  if (providerPayment === null) return refuse(noPayment);
  const intent = recordRefund(
    {
      id,
      provider: charge.provider,
      customer: paid.customer,
      invoices: charge.invoices,
      amount,
      currency: charge.currency,
      method: charge.method,
      at: parts.now(tx.tenant),
    },
    { intent: charge.id, payment: providerPayment },
  );
  if (!intent.ok) return intent;
  const possible = await dryRun(parts, tx, paid, { id, amount, request });
  if (!possible.ok) return possible;
  await writeIntent(parts, tx, intent.value, "method", {
    payment: request.payment,
    ...(request.reopen === undefined ? {} : { reopen: request.reopen }),
    ...(request.reason === undefined ? {} : { reason: request.reason }),
    ...requestOf(once),
  });
  return ok("recorded");
}

/** Whether the account would take the refund as it stands: the provider is not asked for one that the books refuse. */
async function dryRun(
  parts: PaymentParts,
  tx: Tx,
  { customer, state }: Paid,
  given: { readonly id: string; readonly amount: string; readonly request: RefundRequest },
): Promise<Result<unknown>> {
  const { id, amount, request } = given;
  const { payment, reopen } = request;
  const ids = await idsOfInvoices(tx, customer, typeof reopen === "object" ? reopen : []);
  const reopened =
    typeof reopen === "object" ? reopen.map((name) => ids.get(name) ?? name) : reopen;
  const refund = { kind: "refund" as const, id, payment, amount };
  const command = reopened === undefined ? refund : { ...refund, reopen: reopened };
  return moveReceivables(state, command, parts.now(tx.tenant));
}

/** What is asked for, with all digits of the minor unit; else all that is left. */
function amountAsked(
  { amount: asked }: RefundRequest,
  currency: CurrencyCode,
  left: string,
): Result<string> {
  if (asked === undefined) return ok(left);
  const amount = parseMoneyIn(asked, currency, "/amount");
  if (!amount.ok) return amount;
  const whole = requireMinorUnit(amount.value, currency, "/amount");
  return whole.ok ? ok(minorText(whole.value, currency)) : whole;
}

/** A refund of money that no provider collected is a transfer, recorded as made. */
async function byHand(
  parts: PaymentParts,
  tx: Tx,
  id: string,
  { customer, state, payment }: Paid,
  request: RefundRequest,
): Promise<Result<StoredAnswer>> {
  const { currency } = state;
  const now = parts.now(tx.tenant);
  const left = minorText(refundableOf(payment), currency);
  const asked = amountAsked(request, currency, left);
  if (!asked.ok) return asked;
  const amount = asked.value;
  const { reopen, reason } = request;
  const fact: MoneyFact = {
    fact: "refund",
    id,
    customer,
    payment: request.payment,
    amount: money(decimalOf(amount), currency),
    ...(reopen === undefined ? {} : { reopen }),
  };
  const source = reason === undefined ? "refund" : `refund ${reason}`;
  const recorded = await recordWish(tx, parts.books, { id, source, fact }, now);
  if (!recorded.ok) return recorded;
  const view: TransferView = {
    id,
    kind: "refund",
    way: "transfer",
    customer,
    payment: request.payment,
    amount,
    currency,
    state: "succeeded",
    recordedAt: formatInstant(now),
  };
  return ok(answered(201, JSON.stringify(view)));
}

/** A refund that was made without a provider, as the API shows it. */
export interface TransferView {
  readonly id: string;
  readonly kind: "refund";
  readonly way: "transfer";
  readonly customer: string;
  readonly payment: string;
  readonly amount: string;
  readonly currency: string;
  readonly state: "succeeded";
  readonly recordedAt: string;
}

const noPayment = { code: "not-found", path: "/payment", message: "there is no such payment" };
