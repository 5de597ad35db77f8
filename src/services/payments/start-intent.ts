import { createHash } from "node:crypto";
import { assert, ok, type Result, refuse } from "../../fault/fault.ts";
import type { PaymentIntent } from "../../payments/payment-intent.ts";
import { findIntent, insertIntent } from "../../store/payment-intents.ts";
import type { Tx } from "../../store/tenant.ts";
import { afterBilling } from "../money-facts.ts";
import { answered, keptAnswer, onceOnly } from "../once.ts";
import type { IdempotentRequest, StoredAnswer } from "../services.ts";
import { actOnIntent, writing } from "./act-on-intent.ts";
import { intentView } from "./intent-view.ts";
import type { PaymentParts } from "./payment-parts.ts";
import {
  type IntentAgreement,
  type IntentWay,
  type KeptIntent,
  nextCallAt,
  readIntent,
  rowOfIntent,
} from "./stored-intent.ts";

/** Decides what is to be done and writes it down under an id, in one transaction; or answers at once. */
export type Beginning = (tx: Tx, id: string) => Promise<Result<StoredAnswer | "recorded">>;

/**
 * Starts something that a provider is called for, once for each key: written down and committed, then called, then
 * answered. The intent's id follows from the key, so a request that is repeated after a crash finds the intent that the
 * first one wrote down and calls for nothing new. Refuses `idempotency-key-reused` and what `begin` refuses.
 */
export async function startIntent(
  parts: PaymentParts,
  tenant: string,
  once: IdempotentRequest | undefined,
  begin: Beginning,
): Promise<Result<StoredAnswer>> {
  const id = once === undefined ? parts.newId("pay") : idOfKey(tenant, once.key);
  const begun = await afterBilling(parts.books, () =>
    writing(parts, tenant, async (tx) => {
      if (once !== undefined) {
        const kept = await keptAnswer(tx, once);
        if (kept !== undefined) return kept;
        const known = await findIntent(tx, id);
        if (known !== undefined)
          return readIntent(known).agreement.request === hashOf(once)
            ? ok("recorded" as const)
            : refuse(keyReused);
      }
      const decided = await begin(tx, id);
      if (!decided.ok || decided.value === "recorded" || once === undefined) return decided;
      const { value } = decided;
      return onceOnly(tx, once, parts.now(tenant), async () => ok(value));
    }),
  );
  if (!begun.ok) return begun;
  if (begun.value !== "recorded") return ok(begun.value);
  const acted = await actOnIntent(parts, tenant, id);
  assert(acted !== undefined, "an intent that was written down is there");
  if (acted.faults.length > 0) return { ok: false, faults: acted.faults };
  return answerOnce(parts, tenant, once, acted.kept);
}

/** Keeps the answer under its key, unless a repeated request was quicker. */
const answerOnce = (
  parts: PaymentParts,
  tenant: string,
  once: IdempotentRequest | undefined,
  kept: KeptIntent,
): Promise<Result<StoredAnswer>> => {
  const { state } = kept.intent;
  // What is still on its way is looked at again under the intent's own address.
  const status = ["recorded", "sent", "unknown", "pending"].includes(state) ? 202 : 201;
  const answer = answered(status, JSON.stringify(intentView(kept)));
  return writing(parts, tenant, (tx) =>
    onceOnly(tx, once, parts.now(tenant), async () => ok(answer)),
  );
};

/** Writes an intent down: due at once. */
export async function writeIntent(
  parts: PaymentParts,
  tx: Tx,
  intent: PaymentIntent,
  way: IntentWay,
  agreement: IntentAgreement,
): Promise<void> {
  const now = parts.now(tx.tenant);
  const nextAt = nextCallAt(intent, now, parts.policy);
  await insertIntent(tx, rowOfIntent(intent, way, agreement, nextAt));
}

/** What an intent keeps of the request that it was begun with. */
export const requestOf = (
  once: IdempotentRequest | undefined,
): { readonly request: string } | Record<never, never> =>
  once === undefined ? {} : { request: hashOf(once) };

const hashOf = ({ route, body }: IdempotentRequest): string =>
  createHash("sha256")
    .update(JSON.stringify([route, body]))
    .digest("hex");

const idOfKey = (tenant: string, key: string): string =>
  `pay_${createHash("sha256")
    .update(JSON.stringify([tenant, key]))
    .digest("hex")
    .slice(0, 32)}`;

const keyReused = {
  code: "idempotency-key-reused",
  path: "",
  message: "this key was used for another request; a new request needs a new key",
};
