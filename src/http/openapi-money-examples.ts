import type { CreditNoteFact } from "../account/credit-note-fact.ts";
import type {
  BalanceApplicationFact,
  ContestEndFact,
  ContestFact,
  DisputeFact,
  DisputeOutcomeFact,
  PaymentFact,
  PaymentPromiseFact,
  PaymentReturnFact,
  ReassignmentFact,
  RecoveryFact,
  WriteOffFact,
  WriteOffReversalFact,
} from "../account/money-fact.ts";

type Posted<F> = Omit<F, "fact" | "recordedAt">;

const customer = "c-17";
const invoice = "INV-000001";

export const creditNote: Posted<CreditNoteFact> = {
  id: "cn-1",
  customer,
  invoice,
  reason: "The service was down on 12 January",
  amount: "50 USD",
};

export const payment: Posted<PaymentFact> = {
  id: "pay-1",
  customer,
  amount: "600 USD",
  method: "bank-transfer",
  appliesTo: [{ invoice }],
};

export const paymentReturn: Posted<PaymentReturnFact> = {
  id: "ret-1",
  customer,
  payment: "pay-1",
  reason: "AC04",
};

export const writeOff: Posted<WriteOffFact> = { id: "w-1", customer, invoice };

export const writeOffReversal: Posted<WriteOffReversalFact> = {
  id: "wr-1",
  customer,
  writeOff: "w-1",
  amount: "100 USD",
};

export const recovery: Posted<RecoveryFact> = {
  id: "rec-1",
  customer,
  writeOff: "w-1",
  amount: "50 USD",
};

export const dispute: Posted<DisputeFact> = {
  id: "d-1",
  customer,
  payment: "pay-2",
  amount: "100 USD",
  provider: "stripe",
  fee: "15 USD",
};

export const disputeOutcome: Posted<DisputeOutcomeFact> = {
  id: "do-1",
  customer,
  dispute: "d-1",
  outcome: "won",
};

export const balanceApplication: Posted<BalanceApplicationFact> = {
  id: "b-1",
  customer,
  to: [{ invoice: "INV-000002" }],
};

export const reassignment: Posted<ReassignmentFact> = {
  id: "m-1",
  customer,
  of: { kind: "payment", id: "pay-2" },
  from: [{ invoice: "INV-000002", amount: "100 USD" }],
  to: [{ invoice: "INV-000003", amount: "100 USD" }],
};

export const contest: Posted<ContestFact> = { id: "q-1", customer, invoice: "INV-000003" };

export const contestEnd: Posted<ContestEndFact> = { id: "qe-1", customer, invoice: "INV-000003" };

export const paymentPromise: Posted<PaymentPromiseFact> = {
  id: "pp-1",
  customer,
  invoice: "INV-000003",
  until: "2026-04-15",
};
