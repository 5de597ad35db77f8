import {
  emit,
  existing,
  type FakeBooks,
  type FakeDispute,
  type FakeFailure,
  type FakePayment,
  type FakePayout,
  type FakeRefund,
  FakeRefusal,
  type FakeSession,
  type FakeTransaction,
  newId,
} from "./fake-stripe-objects.fixture.ts";

/** What Stripe's test methods do, by their documented ids. */
const failures: Readonly<Record<string, Omit<FakeFailure, "charge">>> = {
  pm_card_visa_chargeDeclinedInsufficientFunds: declined("insufficient_funds", "try_again_later"),
  pm_card_visa_chargeDeclinedStolenCard: declined("stolen_card", "do_not_try_again"),
  pm_card_chargeDeclinedExpiredCard: {
    type: "card_error",
    code: "expired_card",
    decline_code: "expired_card",
    message: "Your card has expired.",
  },
  pm_card_authenticationRequired: {
    type: "card_error",
    code: "authentication_required",
    decline_code: "authentication_required",
    message: "Your card was declined. This transaction requires authentication.",
  },
};

function declined(code: string, advice: string): Omit<FakeFailure, "charge"> {
  return {
    type: "card_error",
    code: "card_declined",
    decline_code: code,
    advice_code: advice,
    message: "Your card was declined.",
  };
}

/** Methods whose charge takes days. */
const slow = ["pm_usBankAccount_success", "pm_usBankAccount_insufficientFunds", "pm_sepaDebit"];

interface PaymentTerms {
  readonly amount: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly method: string;
  readonly metadata: Record<string, string>;
}

/** Makes and confirms a payment; a decline throws the 402 that carries the payment. */
export function confirmPayment(books: FakeBooks, terms: PaymentTerms): FakePayment {
  const { amount, currency, customer, method, metadata } = terms;
  const payment: FakePayment = {
    id: newId(books, "pi"),
    object: "payment_intent",
    created: books.now,
    amount,
    amount_received: 0,
    currency,
    customer,
    metadata,
    payment_method: method,
    status: "processing",
    latest_charge: null,
    last_payment_error: null,
  };
  books.payments.set(payment.id, payment);
  emit(books, "payment_intent.created", payment);
  addCharge(books, payment);
  if (slow.includes(method)) {
    emit(books, "payment_intent.processing", payment);
    return payment;
  }
  const failure = failures[method];
  if (failure === undefined) {
    succeed(books, payment);
    return payment;
  }
  const error = fail(books, payment, failure);
  throw new FakeRefusal(402, { ...error, payment_intent: structuredClone(payment) });
}

function addCharge(books: FakeBooks, payment: FakePayment): void {
  const { amount, currency, id } = payment;
  const charge = {
    id: newId(books, "ch"),
    object: "charge",
    created: books.now,
    amount,
    currency,
    payment_intent: id,
    status: "pending",
  } as const;
  books.charges.set(charge.id, { ...charge });
  payment.latest_charge = charge.id;
}

function succeed(books: FakeBooks, payment: FakePayment): void {
  payment.status = "succeeded";
  payment.amount_received = payment.amount;
  payment.last_payment_error = null;
  const charge = existing(books.charges, payment.latest_charge ?? "", "charge");
  charge.status = "succeeded";
  const fee = Math.floor((payment.amount * 29) / 1_000) + 30;
  addTransaction(books, { ...payment, source: charge.id, category: "charge", fee });
  emit(books, "payment_intent.succeeded", payment);
}

function fail(
  books: FakeBooks,
  payment: FakePayment,
  failure: Omit<FakeFailure, "charge">,
): FakeFailure {
  const charge = payment.latest_charge ?? "";
  existing(books.charges, charge, "charge").status = "failed";
  payment.status = "requires_payment_method";
  payment.last_payment_error = { ...failure, charge };
  emit(books, "payment_intent.payment_failed", payment);
  return payment.last_payment_error;
}

/** A bank debit that was pending ends. */
export function settlePayment(books: FakeBooks, id: string, end: "succeeded" | "failed"): void {
  const payment = existing(books.payments, id, "payment_intent");
  if (end === "succeeded") succeed(books, payment);
  else
    fail(books, payment, {
      type: "invalid_request_error",
      code: "payment_intent_payment_attempt_failed",
      decline_code: "insufficient_funds",
      message: "The bank account has insufficient funds.",
    });
}

/** The customer comes to pay what failed before, with another method: a second try of one payment. */
export function payAgain(books: FakeBooks, id: string): void {
  const payment = existing(books.payments, id, "payment_intent");
  addCharge(books, payment);
  succeed(books, payment);
}

/** The customer pays on a page. */
export function payOnPage(books: FakeBooks, session: FakeSession): FakePayment {
  const { amount, currency, metadata } = session.asked;
  const { customer } = session;
  const payment = confirmPayment(books, {
    amount,
    currency,
    customer,
    metadata,
    method: "pm_card_visa",
  });
  session.payment_intent = payment.id;
  session.status = "complete";
  emit(books, "checkout.session.completed", session);
  return payment;
}

export function cancelPayment(books: FakeBooks, id: string): FakePayment {
  const payment = existing(books.payments, id, "payment_intent");
  if (payment.status !== "requires_payment_method")
    throw new FakeRefusal(400, {
      type: "invalid_request_error",
      code: "payment_intent_unexpected_state",
      message: `You cannot cancel this PaymentIntent because it has a status of ${payment.status}.`,
      payment_intent: structuredClone(payment),
    });
  payment.status = "canceled";
  emit(books, "payment_intent.canceled", payment);
  return payment;
}

export function refundPayment(
  books: FakeBooks,
  id: string,
  amount: number,
  metadata: Record<string, string>,
): FakeRefund {
  const payment = existing(books.payments, id, "payment_intent");
  const isDisputed = [...books.disputes.values()].some(
    (one) => one.payment_intent === id && one.status !== "won",
  );
  if (isDisputed)
    throw new FakeRefusal(400, {
      type: "invalid_request_error",
      code: "charge_disputed",
      message: "This charge has been charged back; cannot issue a refund.",
    });
  const gone = [...books.refunds.values()]
    .filter((one) => one.payment_intent === id && one.status !== "failed")
    .reduce((total, one) => total + one.amount, 0);
  if (payment.status !== "succeeded" || gone + amount > payment.amount_received)
    throw new FakeRefusal(400, {
      type: "invalid_request_error",
      code: gone >= payment.amount ? "charge_already_refunded" : "amount_too_large",
      message: "Refund amount is greater than unrefunded amount on charge",
    });
  const refund: FakeRefund = {
    id: newId(books, "re"),
    object: "refund",
    created: books.now,
    amount,
    currency: payment.currency,
    payment_intent: id,
    charge: payment.latest_charge,
    metadata,
    status: "succeeded",
  };
  books.refunds.set(refund.id, refund);
  addTransaction(books, {
    ...refund,
    amount: -amount,
    source: refund.id,
    category: "refund",
    fee: 0,
  });
  emit(books, "refund.created", refund);
  return refund;
}

/** The customer's bank sends a refund back. */
export function failRefund(books: FakeBooks, id: string): void {
  const refund = existing(books.refunds, id, "refund");
  refund.status = "failed";
  refund.failure_reason = "lost_or_stolen_card";
  addTransaction(books, { ...refund, source: id, category: "refund_failure", fee: 0 });
  emit(books, "refund.failed", refund);
  emit(books, "refund.updated", refund);
}

/** The cardholder disputes a payment: an inquiry takes nothing yet. */
export function disputePayment(books: FakeBooks, id: string, inquiry = false): FakeDispute {
  const payment = existing(books.payments, id, "payment_intent");
  const dispute: FakeDispute = {
    id: newId(books, "dp"),
    object: "dispute",
    created: books.now,
    amount: payment.amount,
    currency: payment.currency,
    payment_intent: id,
    charge: payment.latest_charge,
    reason: "fraudulent",
    balance_transactions: [],
    status: inquiry ? "warning_needs_response" : "needs_response",
  };
  books.disputes.set(dispute.id, dispute);
  emit(books, "charge.dispute.created", dispute);
  if (inquiry) return dispute;
  const taken = { ...payment, amount: -payment.amount, source: dispute.id, fee: 1_500 };
  dispute.balance_transactions.push(addTransaction(books, { ...taken, category: "dispute" }));
  emit(books, "charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

export function closeDispute(books: FakeBooks, id: string, end: "won" | "lost"): void {
  const dispute = existing(books.disputes, id, "dispute");
  dispute.status = end;
  emit(books, "charge.dispute.closed", dispute);
  if (end === "lost") return;
  const given = { ...dispute, source: id, category: "dispute_reversal", fee: -1_500 };
  dispute.balance_transactions.push(addTransaction(books, given));
  emit(books, "charge.dispute.funds_reinstated", dispute);
}

/** Pays out all that is there. */
export function payOut(books: FakeBooks, currency: string): FakePayout {
  const id = newId(books, "po");
  const paid = books.transactions.filter((one) => one.payout === null && one.currency === currency);
  const amount = paid.reduce((total, one) => total + one.net, 0);
  for (const one of paid) one.payout = id;
  const payout: FakePayout = {
    id,
    object: "payout",
    created: books.now,
    amount,
    currency,
    automatic: true,
    status: "paid",
  };
  books.payouts.set(id, payout);
  const own = addTransaction(books, {
    amount: -amount,
    currency,
    source: id,
    category: "payout",
    fee: 0,
  });
  own.payout = id;
  emit(books, "payout.paid", payout);
  return payout;
}

/** The bank sends a payout back: what it came to stands in the balance again. */
export function failPayout(books: FakeBooks, id: string): void {
  const payout = existing(books.payouts, id, "payout");
  payout.status = "failed";
  const { amount, currency } = payout;
  addTransaction(books, { amount, currency, source: id, category: "payout_reversal", fee: 0 });
  emit(books, "payout.failed", payout);
}

/** Stripe exchanges what came in another currency than that of the account. */
function settled({ settlement }: FakeBooks, { amount, fee, currency }: TransactionTerms) {
  if (settlement === undefined || settlement.currency === currency)
    return { amount, fee, currency };
  const exchanged = (cents: number): number => Math.round(cents * settlement.rate);
  return { amount: exchanged(amount), fee: exchanged(fee), currency: settlement.currency };
}

interface TransactionTerms {
  readonly amount: number;
  readonly currency: string;
  readonly source: string;
  readonly category: string;
  readonly fee: number;
}

function addTransaction(books: FakeBooks, terms: TransactionTerms): FakeTransaction {
  const { amount, fee, currency } = settled(books, terms);
  const { source, category } = terms;
  const transaction: FakeTransaction = {
    id: newId(books, "txn"),
    object: "balance_transaction",
    created: books.now,
    amount,
    fee,
    net: amount - fee,
    currency,
    reporting_category: category,
    source,
    payout: null,
  };
  books.transactions.push(transaction);
  return transaction;
}
