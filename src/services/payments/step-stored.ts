import { assert, ok, type Result } from "../../fault/fault.ts";
import type { CallPolicy } from "../../payments/call-policy.ts";
import type { PaymentEffect } from "../../payments/intent-effect.ts";
import type { PaymentIntent } from "../../payments/payment-intent.ts";
import type { IntentReport, ProviderEvent } from "../../payments/provider-report.ts";
import { type IntentEvent, stepIntent } from "../../payments/step-intent.ts";
import { findMethod, saveMethod } from "../../store/customer-methods.ts";
import { collectAgain } from "../../store/open-items.ts";
import {
  intentOfPayment,
  rememberPayment,
  type StoredIntent,
  saveIntent,
} from "../../store/payment-intents.ts";
import {
  holdPayment,
  isWaiting,
  lockedProviderEvent,
  markProviderEvent,
  takeWaitingReports,
} from "../../store/provider-events.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import type { MoneyBooks } from "../money-facts.ts";
import { factOfEffect } from "./effect-facts.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { recordEffect } from "./record-effects.ts";
import { type KeptIntent, nextCallAt, readIntent } from "./stored-intent.ts";
import { tellAttempt } from "./tell-attempt.ts";

/** The moment of a step, how patiently providers are called, and the books that hear of its money. */
export interface StepTime {
  readonly now: Instant;
  readonly policy: CallPolicy;
  readonly books: MoneyBooks;
}

/** A step that is taken now. */
export const stepNow = ({ now, policy, books }: PaymentParts, tenant: string): StepTime => ({
  now: now(tenant),
  policy,
  books,
});

/**
 * Takes an event into an intent, saves it, and records the money that it moved, all in the caller's transaction. Reports
 * that waited for a payment which the intent now knows are taken in with it. The caller holds the customer and the intent.
 * Refuses what `stepIntent` refuses; nothing is changed then.
 */
export async function stepStored(
  tx: Tx,
  row: StoredIntent,
  event: IntentEvent,
  time: StepTime,
): Promise<Result<KeptIntent>> {
  const kept = readIntent(row);
  const stepped = stepIntent(kept.intent, event, time.policy);
  if (!stepped.ok) return stepped;
  let { intent } = stepped.value;
  const effects = [...stepped.value.effects];
  for (const report of await reportsThatWaited(tx, intent)) {
    const more = stepIntent(intent, report, time.policy);
    assert(more.ok, "a report that waited for a payment is of the intent that made it");
    intent = more.value.intent;
    effects.push(...more.value.effects);
  }
  const nextAt = nextCallAt(intent, time.now, time.policy);
  const document = JSON.stringify(intent);
  await saveIntent(tx, { id: intent.id, state: intent.state, nextCallAt: nextAt, document });
  for (const effect of effects) await takeEffect(tx, kept, intent, effect, time);
  return ok({ ...kept, intent, nextCallAt: nextAt });
}

async function takeEffect(
  tx: Tx,
  { agreement }: KeptIntent,
  intent: PaymentIntent,
  effect: PaymentEffect,
  { books, now }: StepTime,
): Promise<void> {
  const { customer } = intent;
  const fact = factOfEffect(effect, {
    state: await books.owedBy(tx, customer),
    method: intent.method.kind,
    ...(agreement.reopen === undefined ? {} : { reopen: agreement.reopen }),
    ...(agreement.payment === undefined ? {} : { refunds: agreement.payment }),
  });
  if (fact !== undefined)
    await recordEffect(tx, books, { id: effect.id, source: `intent ${intent.id}`, fact }, now);
  if (effect.kind === "payment-failed" && effect.decline.class === "final")
    await giveUpMethod(tx, intent, now);
  await tellAttempt(tx, effect);
  const [invoice] = intent.invoices;
  if (invoice !== undefined && tellsCollection.has(effect.kind))
    await collectAgain(tx, customer, now, invoice);
}

/** What makes the collection of an invoice go on, or begin again. */
const tellsCollection: ReadonlySet<PaymentEffect["kind"]> = new Set([
  "payment-failed",
  "payment-cancelled",
  "payment-needs-action",
  "refund-done",
  "dispute-won",
  "dispute-lost",
]);

/** Schemes fine those who try a card again that was refused for good: it rests until it is changed. */
const forGood: Instant = Date.UTC(2999, 0);

async function giveUpMethod(tx: Tx, { method }: PaymentIntent, now: Instant): Promise<void> {
  const found = await findMethod(tx, method.id);
  // One that was changed since is another card, of which nothing is known.
  if (found === undefined || found.changedAt > now) return;
  await saveMethod(tx, { ...found, failingUntil: forGood });
}

/** The reports that came before anybody knew whose payment they were about, as events of this intent. */
async function reportsThatWaited(tx: Tx, intent: PaymentIntent): Promise<readonly IntentEvent[]> {
  if (intent.kind === "refund") return [];
  const { provider, id } = intent;
  const { tries, withdrawn } = intent.knowledge;
  const events: IntentEvent[] = [];
  for (const payment of new Set([...tries.map((one) => one.payment), ...withdrawn])) {
    if ((await intentOfPayment(tx, provider, payment)) !== undefined) continue;
    await holdPayment(tx, provider, payment);
    if (!(await rememberPayment(tx, provider, payment, id))) continue;
    for (const waiting of await takeWaitingReports(tx, provider, payment)) {
      const stored = await lockedProviderEvent(tx, provider, waiting.event);
      assert(stored !== undefined, `the message ${waiting.event} is kept`);
      const event = JSON.parse(stored.event) as ProviderEvent;
      const report = event.reports[waiting.place] as IntentReport;
      events.push({ kind: "report", event: { id: event.id, at: event.at }, report });
      if (!(await isWaiting(tx, provider, event.id)))
        await markProviderEvent(tx, provider, event.id, "applied");
    }
  }
  return events;
}
