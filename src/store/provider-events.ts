import { formatInstant, type Instant } from "../time/instant.ts";
import type { Statement, Tx } from "./tenant.ts";

/** What became of a provider's message: kept and not taken in yet, waiting for a payment, taken in, or not readable. */
export type EventState = "stored" | "waiting" | "applied" | "unreadable";

/** A provider's message as it is stored. */
export interface StoredProviderEvent {
  readonly provider: string;
  /** The provider's own id of it. */
  readonly id: string;
  readonly type: string;
  readonly at: Instant;
  readonly receivedAt: Instant;
  readonly state: EventState;
  /** The message in our words, as JSON text. */
  readonly event: string;
}

const columns = `provider, id, type, at, received_at as "receivedAt", state, event::text as event`;

const add: Statement = {
  name: "add-provider-event",
  text: `insert into provider_events (provider, id, type, at, received_at, state, event)
    values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
};

/** Keeps a message; answers false where it was kept before, and changes nothing then. */
export async function addProviderEvent(tx: Tx, event: StoredProviderEvent): Promise<boolean> {
  const { provider, id, type, at, receivedAt, state } = event;
  const added = await tx.run(add, [
    provider,
    id,
    type,
    formatInstant(at),
    formatInstant(receivedAt),
    state,
    event.event,
  ]);
  return added > 0;
}

/** A message, locked until the transaction ends; undefined where there is none. */
export async function lockedProviderEvent(
  tx: Tx,
  provider: string,
  id: string,
): Promise<StoredProviderEvent | undefined> {
  const [row] = await tx.rows<StoredProviderEvent>(
    {
      name: "lock-provider-event",
      text: `select ${columns} from provider_events where provider = $1 and id = $2 for update`,
    },
    [provider, id],
  );
  return row;
}

/** Says what became of a message. */
export async function markProviderEvent(
  tx: Tx,
  provider: string,
  id: string,
  state: EventState,
): Promise<void> {
  await tx.run(
    {
      name: "mark-provider-event",
      text: "update provider_events set state = $3 where provider = $1 and id = $2",
    },
    [provider, id, state],
  );
}

/** Messages that were kept and not taken in, oldest first: what a crash left. */
export const storedProviderEvents = (
  tx: Tx,
  state: EventState,
  limit: number,
): Promise<readonly StoredProviderEvent[]> =>
  tx.rows(
    {
      name: "stored-provider-events",
      text: `select ${columns} from provider_events where state = $1
        order by received_at, provider, id limit $2`,
    },
    [state, limit],
  );

/** A report of a message whose payment no intent knows yet. `place` counts within the message. */
export interface WaitingReport {
  readonly event: string;
  readonly place: number;
}

const hold: Statement = {
  name: "hold-payment",
  text: `select pg_advisory_xact_lock(hashtextextended(
    'florin.payment ' || current_setting('florin.tenant') || ' ' || $1 || ' ' || $2, 0))`,
};

/**
 * Waits until nobody else learns whose a payment is, or lets a report wait for it; ends with the transaction. Without it
 * a report could begin to wait just after the last one was taken out.
 */
export async function holdPayment(tx: Tx, provider: string, payment: string): Promise<void> {
  await tx.rows(hold, [provider, payment]);
}

/** Lets a report wait for a payment; once. */
export async function waitForPayment(
  tx: Tx,
  provider: string,
  payment: string,
  { event, place }: WaitingReport,
): Promise<void> {
  await tx.run(
    {
      name: "wait-for-payment",
      text: `insert into waiting_reports (provider, payment, event, place) values ($1, $2, $3, $4)
        on conflict do nothing`,
    },
    [provider, payment, event, place],
  );
}

/** Takes out the reports that waited for a payment. */
export const takeWaitingReports = (
  tx: Tx,
  provider: string,
  payment: string,
): Promise<readonly WaitingReport[]> =>
  tx.rows(
    {
      name: "take-waiting-reports",
      text: `delete from waiting_reports where provider = $1 and payment = $2
        returning event, place`,
    },
    [provider, payment],
  );

/** Whether reports of a message still wait. */
export async function isWaiting(tx: Tx, provider: string, event: string): Promise<boolean> {
  const [row] = await tx.rows<{ waits: boolean }>(
    {
      name: "is-waiting",
      text: `select exists (select from waiting_reports where provider = $1 and event = $2) as waits`,
    },
    [provider, event],
  );
  return row?.waits === true;
}
