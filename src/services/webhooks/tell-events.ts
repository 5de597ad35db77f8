import { invoiceNumbers } from "../../store/invoices.ts";
import type { Tx } from "../../store/tenant.ts";
import { isAnyoneTold, keepEvents } from "../../store/webhook-outbox.ts";
import { type AccountStep, accountEvents } from "../../webhook/account-events.ts";
import {
  type EventDraft,
  messageText,
  namedEvent,
  type OutgoingEvent,
} from "../../webhook/event.ts";
import { sha256 } from "../journal-writer.ts";

/**
 * Keeps what steps of accounts are told by, in the transaction that saves them; nothing where nobody is told. The caller holds
 * the accounts, so their events are kept in order.
 */
export async function tellSteps(tx: Tx, steps: readonly AccountStep[]): Promise<void> {
  if (steps.length > 0 && (await isAnyoneTold(tx))) await keepSteps(tx, steps);
}

/** The same where it is known that somebody is told. */
export async function keepSteps(tx: Tx, steps: readonly AccountStep[]): Promise<void> {
  // Asked twice: first to hear which documents are named, then with what they are numbered.
  const named = new Set<string>();
  const first = eventsOf(steps, (id) => {
    named.add(id);
    return id;
  });
  if (named.size === 0) return keep(tx, first);
  const numbers = await invoiceNumbers(tx, [...named]);
  return keep(
    tx,
    eventsOf(steps, (id) => numbers.get(id) ?? id),
  );
}

const eventsOf = (steps: readonly AccountStep[], numberOf: (id: string) => string) =>
  steps.flatMap((step) => accountEvents(step, numberOf, sha256));

/** Keeps events in the transaction of what they tell of; nothing where nobody is told. */
export async function tellEvents(tx: Tx, drafts: readonly EventDraft[]): Promise<void> {
  if (drafts.length === 0 || !(await isAnyoneTold(tx))) return;
  await keep(
    tx,
    drafts.map((draft) => namedEvent(draft, sha256)),
  );
}

const keep = (tx: Tx, events: readonly OutgoingEvent[]): Promise<void> =>
  keepEvents(
    tx,
    events.map((event) => ({ ...event, message: messageText(event) })),
  );
