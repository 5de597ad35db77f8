import type { PayoutContent } from "../../payments/payment-provider.ts";
import { addPayout } from "../../store/account-movements.ts";
import { customersWithWaitingEffects } from "../../store/payment-effects.ts";
import { dueIntents } from "../../store/payment-intents.ts";
import {
  type ProviderPayoutRow,
  payoutsWithoutContent,
  providerAccounts,
  savePayout,
} from "../../store/provider-accounts.ts";
import type { Tx } from "../../store/tenant.ts";
import { actOnIntent, writing } from "./act-on-intent.ts";
import { collectDue } from "./collect-automatically.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { failedPayoutDocument, payoutDocument } from "./payout-documents.ts";
import { applyStored, fetchMessages } from "./provider-messages.ts";
import { recordWaiting } from "./record-effects.ts";

/** Intents that one run acts on at most; what is left is due in the next. */
const intentsPerRun = 500;
/** Providers' answers that are waited for at once. */
const callsAtOnce = 8;
const payoutsPerRun = 50;
const customersPerRun = 500;

/**
 * One run of all that payments do by themselves, for a tenant: messages that were kept and not applied, charges of those
 * who pay automatically, calls and look-ups that are due, messages and payouts to be fetched. Answers how many intents it
 * acted on. What fails for one intent does not keep the others waiting; it is told, and due again. Where the server ends, it throws the
 * reason of that and leaves the rest to the next run.
 */
export async function runPayments(parts: PaymentParts, tenant: string): Promise<number> {
  const trying = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (parts.ending?.aborted === true) throw error;
      parts.onFailure(tenant, error);
    }
  };
  await trying(() => applyStored(parts, tenant));
  await trying(() => tellWaiting(parts, tenant));
  await trying(() => collectDue(parts, tenant));
  const due = await parts.store.withTenant(
    tenant,
    (tx) => dueIntents(tx, parts.now(tenant), intentsPerRun),
    { readOnly: true },
  );
  const waiting = [...due];
  const callers = Array.from({ length: Math.min(callsAtOnce, waiting.length) }, async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const intent = id;
      await trying(() => actOnIntent(parts, tenant, intent));
    }
  });
  await Promise.all(callers);
  await trying(() => fetchAll(parts, tenant));
  return due.length;
}

/** Tells accounts what had to wait for their invoices. */
async function tellWaiting(parts: PaymentParts, tenant: string): Promise<void> {
  const customers = await parts.store.withTenant(
    tenant,
    (tx) => customersWithWaitingEffects(tx, customersPerRun),
    { readOnly: true },
  );
  for (const customer of customers)
    await writing(parts, tenant, (tx) =>
      recordWaiting(tx, parts.books, customer, parts.now(tenant)),
    );
}

async function fetchAll(parts: PaymentParts, tenant: string): Promise<void> {
  const accounts = await parts.store.withTenant(tenant, providerAccounts, { readOnly: true });
  for (const { provider, active } of accounts)
    if (active) await fetchMessages(parts, tenant, provider);
  if (accounts.some(({ active }) => active)) await fetchPayouts(parts, tenant);
}

/** Asks what payouts are made of. One that has not settled yet is asked again in the next run. */
async function fetchPayouts(parts: PaymentParts, tenant: string): Promise<void> {
  const payouts = await parts.store.withTenant(
    tenant,
    (tx) => payoutsWithoutContent(tx, payoutsPerRun),
    { readOnly: true },
  );
  for (const payout of payouts) {
    const opened = await writing(parts, tenant, (tx) => parts.desk.open(tx, payout.provider));
    if (!opened.ok) continue;
    const content = await opened.value.readPayout(payout.payout);
    if (content.ok)
      await writing(parts, tenant, (tx) => keepContent(parts, tx, payout, content.value));
  }
}

/** What a payout is made of is kept, and what it cleared is posted; with what came back, where the bank sent it back before. */
async function keepContent(
  { books }: PaymentParts,
  tx: Tx,
  payout: ProviderPayoutRow,
  content: PayoutContent,
): Promise<void> {
  await savePayout(tx, { ...payout, content: JSON.stringify(content) });
  const now = await books.now(tx);
  await addPayout(tx, payoutDocument(payout, content), now);
  if (payout.status === "failed")
    await addPayout(tx, failedPayoutDocument(payout.provider, { ...content, at: now }), now);
}
