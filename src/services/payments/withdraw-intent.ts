import { assert, ok, type Result, refuse } from "../../fault/fault.ts";
import type { CallAnswer } from "../../payments/call-answer.ts";
import type { PaymentProvider } from "../../payments/payment-provider.ts";
import { intentsOfInvoice } from "../../store/payment-intents.ts";
import type { Tx } from "../../store/tenant.ts";
import { heldIntent, writing } from "./act-on-intent.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { stepNow, stepStored } from "./step-stored.ts";
import { type KeptIntent, readIntent } from "./stored-intent.ts";

/**
 * Makes sure that a charge which has not succeeded never will: one that was not sent is given up, and of any other the
 * provider is asked to close what may still be paid. Answers how it stands then, which may be succeeded. Undefined where
 * there is no such intent. Refuses `intent-in-flight` while its last call is not answered, `intent-settled` after its end,
 * `not-withdrawn` for a refund, and what keeps its provider from being called.
 */
export async function withdrawIntent(
  parts: PaymentParts,
  tenant: string,
  id: string,
  reason: string,
): Promise<Result<KeptIntent> | undefined> {
  const begun = await writing(parts, tenant, (tx) => begin(parts, tx, id, reason));
  if (begun === undefined || !begun.ok || !("provider" in begun.value)) return begun as undefined;
  const { provider, kept } = begun.value;
  const { intent } = kept;
  assert(intent.kind === "charge", "a refund is not withdrawn");
  const answer = await provider.withdraw(intent);
  return writing(parts, tenant, (tx) => end(parts, tx, id, answer));
}

interface Withdrawing {
  readonly provider: PaymentProvider;
  readonly kept: KeptIntent;
}

async function begin(
  parts: PaymentParts,
  tx: Tx,
  id: string,
  reason: string,
): Promise<Result<KeptIntent | Withdrawing> | undefined> {
  const row = await heldIntent(tx, id);
  if (row === undefined) return undefined;
  const kept = readIntent(row);
  const { intent } = kept;
  const now = parts.now(tx.tenant);
  if (intent.state === "recorded")
    return stepStored(tx, row, { kind: "cancel", at: now, reason }, stepNow(parts, tx.tenant));
  if (intent.kind === "refund") return refuse(notWithdrawn(id));
  if (intent.state === "sent" || intent.state === "unknown") return refuse(inFlight(id));
  if (!canBeWithdrawn(kept)) return refuse(settled(kept));
  const opened = await parts.desk.open(tx, intent.provider);
  return opened.ok ? ok({ provider: opened.value, kept }) : opened;
}

async function end(
  parts: PaymentParts,
  tx: Tx,
  id: string,
  answer: CallAnswer,
): Promise<Result<KeptIntent>> {
  const row = await heldIntent(tx, id);
  assert(row !== undefined, "an intent is never deleted");
  const time = stepNow(parts, tx.tenant);
  return stepStored(tx, row, { kind: "withdrawal", answer }, time);
}

/**
 * Whether something of a charge may still be paid: it waits, or it failed and the provider keeps what was tried, which may
 * be tried again there.
 */
export const canBeWithdrawn = ({ intent }: KeptIntent): boolean =>
  intent.kind === "charge" &&
  (intent.state === "pending" || (intent.state === "failed" && intent.knowledge.tries.length > 0));

/**
 * Whether another charge of the same invoice could pay it twice: an earlier one is not known to have ended, or failed on a
 * page on which its customer may be trying again.
 */
export const isUnderWay = ({ intent, way }: KeptIntent): boolean =>
  intent.kind === "charge" &&
  (["recorded", "sent", "unknown", "pending"].includes(intent.state) ||
    (way === "checkout" && intent.state === "failed"));

/** The charges of an invoice, by its number, oldest first. */
export const chargesOf = async (tx: Tx, invoice: string): Promise<readonly KeptIntent[]> =>
  (await intentsOfInvoice(tx, invoice))
    .map(readIntent)
    .filter(({ intent }) => intent.kind === "charge");

/** Withdraws what may still be paid of an invoice, so that it can be charged another way; what cannot be stays. */
export async function clearTheWay(
  parts: PaymentParts,
  tenant: string,
  invoice: string,
): Promise<void> {
  const charges = await parts.store.withTenant(tenant, (tx) => chargesOf(tx, invoice), {
    readOnly: true,
  });
  for (const kept of charges)
    if (canBeWithdrawn(kept) || kept.intent.state === "recorded")
      await withdrawIntent(parts, tenant, kept.intent.id, "charged another way");
}

const notWithdrawn = (id: string) => ({
  code: "not-withdrawn",
  path: "",
  message: "a refund that was sent cannot be withdrawn",
  value: id,
});

const inFlight = (id: string) => ({
  code: "intent-in-flight",
  path: "",
  message: "the provider may already be acting on this payment",
  value: id,
  suggestion: "look it up first",
});

const settled = ({ intent }: KeptIntent) => ({
  code: "intent-settled",
  path: "",
  message: `this payment is ${intent.state}`,
  value: intent.id,
});
