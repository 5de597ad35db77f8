import { assert, type Fault, type Result } from "../../fault/fault.ts";
import type { CallAnswer, LookUpAnswer } from "../../payments/call-answer.ts";
import { nextCall } from "../../payments/next-call.ts";
import type { PaymentIntent } from "../../payments/payment-intent.ts";
import type { HostedPage, PaymentProvider } from "../../payments/payment-provider.ts";
import {
  findIntent,
  lockedIntent,
  type StoredIntent,
  saveIntent,
  savePage,
} from "../../store/payment-intents.ts";
import { retrying, retryRolledBack } from "../../store/retry.ts";
import type { Tx } from "../../store/tenant.ts";
import { HOUR_MS } from "../../time/instant.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { holdCustomer } from "./record-effects.ts";
import { stepNow, stepStored } from "./step-stored.ts";
import { type KeptIntent, readIntent } from "./stored-intent.ts";

/** A call that is recorded and saved, and is now to be made. */
interface Call {
  readonly kind: "send" | "look-up";
  readonly provider: PaymentProvider;
  readonly kept: KeptIntent;
}

/** What became of acting on an intent. `faults` say why its provider could not be called at all. */
export interface Acted {
  readonly kept: KeptIntent;
  readonly faults: readonly Fault[];
}

/** A provider that cannot be opened is tried again so much later. */
const unopenedMs = HOUR_MS;

/**
 * Does for an intent what is due: calls its provider, asks it what became of a call, or gives up. Every call is recorded
 * and committed before it is made, and its answer is one commit with the money that it moved; whoever stops in between
 * leaves an intent that the next one looks up. Undefined where there is no such intent.
 */
export async function actOnIntent(
  parts: PaymentParts,
  tenant: string,
  id: string,
  options: { readonly lookUp?: boolean } = {},
): Promise<Acted | undefined> {
  const claimed = await writing(parts, tenant, (tx) => claim(parts, tx, id, options));
  if (claimed === undefined || !("call" in claimed)) return claimed;
  const { call } = claimed;
  const answered = await perform(call, tenant);
  return writing(parts, tenant, (tx) => takeAnswer(parts, tx, call, answered));
}

/**
 * A transaction of its own, repeated where the database rolled it back; accounts may be told something in it, so nobody bills
 * meanwhile, in whatever process.
 */
export const writing = <T>(
  { store, books }: PaymentParts,
  tenant: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> =>
  books.recording(tenant, () =>
    retrying(retryRolledBack, () =>
      store.withTenant(tenant, async (tx) => {
        await books.holdBilling(tx);
        return work(tx);
      }),
    ),
  );

/** The intent and its customer, held until the transaction ends; undefined where there is no such intent. */
export async function heldIntent(tx: Tx, id: string): Promise<StoredIntent | undefined> {
  const found = await findIntent(tx, id);
  if (found === undefined) return undefined;
  assert(await holdCustomer(tx, found.customer), `${found.customer} has an account`);
  return lockedIntent(tx, id);
}

async function claim(
  parts: PaymentParts,
  tx: Tx,
  id: string,
  { lookUp = false }: { readonly lookUp?: boolean },
): Promise<Acted | { readonly call: Call } | undefined> {
  const row = await heldIntent(tx, id);
  if (row === undefined) return undefined;
  const now = parts.now(tx.tenant);
  const time = stepNow(parts, tx.tenant);
  const kept = readIntent(row);
  const due = nextCall(kept.intent, now, parts.policy);
  const wanted = lookUp && kept.intent.attempts.length > 0 && due.kind !== "send";
  const next = wanted ? "look-up" : due.kind;
  if (next === "give-up") {
    const event = { kind: "cancel", at: now, reason: "never executed" } as const;
    return { kept: accepted(await stepStored(tx, row, event, time)), faults: [] };
  }
  if (next !== "send" && next !== "look-up") return { kept, faults: [] };
  const opened = await parts.desk.open(tx, kept.intent.provider);
  if (!opened.ok) {
    await postpone(tx, kept.intent, now + unopenedMs);
    return { kept, faults: opened.faults };
  }
  const provider = opened.value;
  if (next === "look-up") {
    // Nobody else asks until this one must have had its answer.
    await postpone(tx, kept.intent, now + parts.policy.answerWithinMs);
    return { call: { kind: "look-up", provider, kept } };
  }
  const sent = accepted(await stepStored(tx, row, { kind: "send", at: now }, time));
  return { call: { kind: "send", provider, kept: sent } };
}

const postpone = (tx: Tx, intent: PaymentIntent, nextCallAt: number): Promise<void> =>
  saveIntent(tx, {
    id: intent.id,
    state: intent.state,
    nextCallAt,
    document: JSON.stringify(intent),
  });

/** What the provider said. */
type Answered =
  | { readonly kind: "send"; readonly answer: CallAnswer; readonly page?: HostedPage }
  | { readonly kind: "look-up"; readonly answer: LookUpAnswer };

async function perform({ kind, provider, kept }: Call, tenant: string): Promise<Answered> {
  const { intent } = kept;
  if (kind === "look-up") return { kind, answer: await provider.lookUp(intent) };
  if (intent.kind === "refund") return { kind, answer: await provider.refund(intent) };
  if (kept.way === "method") return { kind, answer: await provider.charge(intent) };
  const { page } = kept.agreement;
  const { customerReference } = intent.method;
  assert(page !== undefined && customerReference !== undefined, "a checkout says where it leads");
  const opened = await provider.openCheckout(intent, {
    id: intent.id,
    customerReference,
    kinds: page.kinds,
    currency: intent.currency,
    successUrl: page.successUrl,
    cancelUrl: page.cancelUrl,
    tenant,
    origin: page.origin ?? "",
  });
  if (!opened.ok) return { kind, answer: unopenedPage(opened.faults) };
  const { report, ...rest } = opened.value;
  return { kind, answer: { kind: "reported", reports: [report] }, page: rest };
}

/** A page that was refused is none; of one that failed nobody knows, and it is looked up before another is opened. */
function unopenedPage([fault]: readonly Fault[]): CallAnswer {
  const message = fault?.suggestion ?? fault?.message ?? "the page was not opened";
  if (fault?.code === "provider-unavailable") return { kind: "lost", message };
  const decline = { class: "final", code: fault?.code ?? "provider-refused" } as const;
  return { kind: "refused", decline, message };
}

async function takeAnswer(
  parts: PaymentParts,
  tx: Tx,
  { kept }: Call,
  answered: Answered,
): Promise<Acted> {
  const row = await heldIntent(tx, kept.intent.id);
  assert(row !== undefined, "an intent is never deleted");
  const now = parts.now(tx.tenant);
  const time = stepNow(parts, tx.tenant);
  if (answered.kind === "look-up") {
    const event = { kind: "look-up", at: now, answer: answered.answer } as const;
    return { kept: accepted(await stepStored(tx, row, event, time)), faults: [] };
  }
  const attempt = kept.intent.attempts.length;
  const event = { kind: "answer", at: now, attempt, answer: answered.answer } as const;
  const stepped = accepted(await stepStored(tx, row, event, time));
  if (answered.page === undefined) return { kept: stepped, faults: [] };
  await savePage(tx, row.id, JSON.stringify(answered.page));
  return { kept: { ...stepped, page: answered.page }, faults: [] };
}

/** A step that cannot be refused: an answer, a look-up, or a call that `nextCall` asked for under the same lock. */
function accepted(stepped: Result<KeptIntent>): KeptIntent {
  assert(stepped.ok, "an answer is taken in and a call that is due is sent");
  return stepped.value;
}
