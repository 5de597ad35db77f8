import { ok, type Result } from "../fault/fault.ts";
import type { Instant } from "../time/instant.ts";
import { addInvoice } from "./add-invoice.ts";
import { applyBalance } from "./apply-balance.ts";
import { paymentFailed, startCharge } from "./charge.ts";
import type { Moved, ReceivableCommand, Transition } from "./command.ts";
import { contest, endContest, interestCharged, promiseToPay } from "./contest.ts";
import { addCreditNote } from "./credit-note.ts";
import { loseDispute, openDispute, winDispute } from "./dispute.ts";
import { countPauses } from "./dunning-clock.ts";
import { refund, reversePayment } from "./money-back.ts";
import { reassign } from "./reassign.ts";
import type { Receivables } from "./receivables.ts";
import { receivePayment } from "./receive-payment.ts";
import { recover, reverseWriteOff, writeOff } from "./write-off.ts";

/** The rule of each command: a new one is a file, a line in command.ts and a line here. */
const transitions: {
  readonly [K in ReceivableCommand["kind"]]: Transition<Extract<ReceivableCommand, { kind: K }>>;
} = {
  "add-invoice": addInvoice,
  "add-credit-note": addCreditNote,
  "receive-payment": receivePayment,
  "apply-balance": applyBalance,
  refund,
  "reverse-payment": reversePayment,
  "write-off": writeOff,
  "reverse-write-off": reverseWriteOff,
  recover,
  "dispute-opened": openDispute,
  "dispute-won": winDispute,
  "dispute-lost": loseDispute,
  reassign,
  contest,
  "end-contest": endContest,
  "promise-to-pay": promiseToPay,
  "start-charge": startCharge,
  "payment-failed": paymentFailed,
  "interest-charged": interestCharged,
};

/** The names of all commands. */
export const receivableCommandKinds = Object.keys(
  transitions,
) as readonly ReceivableCommand["kind"][];

/**
 * The receivables after a command, and what moved. Pure: `at` is the moment the command counts from. A refusal changes
 * nothing; what each command refuses stands at its rule.
 */
export function moveReceivables(
  state: Receivables,
  command: ReceivableCommand,
  at: Instant,
): Result<Moved> {
  // The record's type pairs each kind with its own command; indexing by a union loses the pairing.
  const transition = transitions[command.kind] as Transition<ReceivableCommand>;
  const moved = transition(state, command, at);
  if (!moved.ok || moved.value.state === state) return moved;
  return ok({ ...moved.value, state: countPauses(state, moved.value.state, at) });
}
