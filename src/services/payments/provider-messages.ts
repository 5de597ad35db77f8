import { ok, type Result } from "../../fault/fault.ts";
import type { PayoutReport } from "../../payments/provider-report.ts";
import {
  type IntentReport,
  type ProviderEvent,
  type ProviderReport,
  routeOf,
} from "../../payments/provider-report.ts";
import type { WebhookDelivery } from "../../payments/webhook-delivery.ts";
import { addPayout, findPayout } from "../../store/account-movements.ts";
import { findIntent, intentOfPayment } from "../../store/payment-intents.ts";
import { eventsWereRead, findProviderAccount, savePayout } from "../../store/provider-accounts.ts";
import {
  addProviderEvent,
  holdPayment,
  lockedProviderEvent,
  markProviderEvent,
  storedProviderEvents,
  waitForPayment,
} from "../../store/provider-events.ts";
import type { Tx } from "../../store/tenant.ts";
import { HOUR_MS } from "../../time/instant.ts";
import { heldIntent, writing } from "./act-on-intent.ts";
import { takeMethodReport } from "./method-reports.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { failedPayoutDocument } from "./payout-documents.ts";
import { type StepTime, stepNow, stepStored } from "./step-stored.ts";

/** What a provider's delivery came to: how many messages it held, and how many of them were new. */
export interface Delivered {
  readonly messages: number;
  readonly news: number;
}

/**
 * Takes in what a provider delivered: verified, kept, and only then applied, so that a message that was answered is never
 * lost and one that comes again changes nothing. What cannot be applied now is applied by {@link applyStored}.
 * Refuses `provider-not-set-up`, `provider-inactive`, `webhook-signature`, `webhook-malformed` and `not-offered`.
 */
export async function takeDelivery(
  parts: PaymentParts,
  tenant: string,
  provider: string,
  delivery: WebhookDelivery,
): Promise<Result<Delivered>> {
  const opened = await writing(parts, tenant, (tx) => parts.desk.open(tx, provider));
  if (!opened.ok) return opened;
  const read = opened.value.readWebhook(delivery, parts.wallClock());
  if (!read.ok) return read;
  return ok(await takeEvents(parts, tenant, read.value));
}

/** Keeps messages, then applies those that are new. */
async function takeEvents(
  parts: PaymentParts,
  tenant: string,
  events: readonly ProviderEvent[],
): Promise<Delivered> {
  const fresh = await writing(parts, tenant, async (tx) => {
    const kept: ProviderEvent[] = [];
    for (const event of events) if (await keep(parts, tx, event)) kept.push(event);
    return kept;
  });
  for (const { provider, id, fault } of fresh)
    if (fault === undefined) {
      try {
        await applyEvent(parts, tenant, provider, id);
      } catch (error) {
        // It is kept, so the provider need not send it again.
        parts.onFailure(tenant, error);
      }
    }
  return { messages: events.length, news: fresh.length };
}

const keep = (parts: PaymentParts, tx: Tx, event: ProviderEvent): Promise<boolean> =>
  addProviderEvent(tx, {
    provider: event.provider,
    id: event.id,
    type: event.type,
    at: event.at,
    receivedAt: parts.now(tx.tenant),
    state: event.fault === undefined ? "stored" : "unreadable",
    event: JSON.stringify(event),
  });

const appliedAtOnce = 100;

/** Applies messages that were kept and not applied: what a crash or a failing database left. */
export async function applyStored(parts: PaymentParts, tenant: string): Promise<void> {
  const waiting = await parts.store.withTenant(
    tenant,
    (tx) => storedProviderEvents(tx, "stored", appliedAtOnce),
    { readOnly: true },
  );
  for (const { provider, id } of waiting) await applyEvent(parts, tenant, provider, id);
}

/** Takes a kept message in, once. Reports whose payment no intent knows wait for it. */
const applyEvent = (
  parts: PaymentParts,
  tenant: string,
  provider: string,
  id: string,
): Promise<void> =>
  writing(parts, tenant, async (tx) => {
    const stored = await lockedProviderEvent(tx, provider, id);
    if (stored?.state !== "stored") return;
    const event = JSON.parse(stored.event) as ProviderEvent;
    const time = stepNow(parts, tx.tenant);
    let waits = false;
    for (const [place, report] of event.reports.entries())
      waits = (await takeReport(parts, tx, event, report, place, time)) || waits;
    await markProviderEvent(tx, provider, id, waits ? "waiting" : "applied");
  });

/** Takes one report in; answers whether it waits. */
async function takeReport(
  parts: PaymentParts,
  tx: Tx,
  event: ProviderEvent,
  report: ProviderReport,
  place: number,
  time: StepTime,
): Promise<boolean> {
  const { provider } = event;
  if (report.kind === "payout") {
    await takePayout(parts, tx, provider, report);
    return false;
  }
  if (report.kind === "method") {
    await takeMethodReport(parts, tx, provider, report);
    return false;
  }
  let intent = await intentOf(tx, provider, report);
  if (intent === undefined) {
    await holdPayment(tx, provider, report.payment);
    intent = await intentOf(tx, provider, report);
  }
  if (intent === undefined) {
    await waitForPayment(tx, provider, report.payment, { event: event.id, place });
    return true;
  }
  const row = await heldIntent(tx, intent);
  if (row === undefined) return false;
  const told = { kind: "report", event: { id: event.id, at: event.at }, report } as const;
  const stepped = await stepStored(tx, row, told, time);
  if (!stepped.ok) throw new Error(stepped.faults[0]?.message);
  return false;
}

/** A transfer is posted once it is known what it is made of; one that came back after that is posted back. */
async function takePayout(
  { books }: PaymentParts,
  tx: Tx,
  provider: string,
  report: PayoutReport,
): Promise<void> {
  const { payout, status, amount, currency, at } = report;
  await savePayout(tx, { provider, payout, status, amount, currency, at, content: null });
  const failed = failedPayoutDocument(provider, { ...report, net: amount });
  if (status === "failed" && (await findPayout(tx, failed.id)) !== undefined)
    await addPayout(tx, failed, await books.now(tx));
}

/** The intent that a report is about: the one that it names, where that is ours, else the one that made the payment. */
async function intentOf(
  tx: Tx,
  provider: string,
  report: IntentReport,
): Promise<string | undefined> {
  const route = routeOf(report);
  if (route.to === "intent" && (await findIntent(tx, route.intent))?.provider === provider)
    return route.intent;
  return intentOfPayment(tx, provider, report.payment);
}

const fetchEveryMs = HOUR_MS;
/** Messages are fetched again for so long before the last time: those of the moment itself may have come later. */
const overlapMs = HOUR_MS;

/** Fetches the messages that were not delivered, at most once an hour; a provider that keeps none has none. */
export async function fetchMessages(
  parts: PaymentParts,
  tenant: string,
  provider: string,
): Promise<void> {
  const now = parts.wallClock();
  const opened = await writing(parts, tenant, async (tx) => {
    const account = await findProviderAccount(tx, provider);
    if (account === undefined || !account.active) return undefined;
    const { eventsReadUntil: until, changedAt } = account;
    if (until !== null && now - until < fetchEveryMs) return undefined;
    const made = await parts.desk.open(tx, provider);
    return made.ok ? { provider: made.value, since: until ?? changedAt } : undefined;
  });
  if (opened === undefined) return;
  const read = await opened.provider.readEvents(opened.since - overlapMs);
  const none = !read.ok && read.faults.some(({ code }) => code === "not-offered");
  if (!read.ok && !none) return;
  if (read.ok) await takeEvents(parts, tenant, read.value);
  await writing(parts, tenant, (tx) => eventsWereRead(tx, provider, now));
}
