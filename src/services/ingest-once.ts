import { ok, type Result } from "../fault/fault.ts";
import type { MeterFold } from "../metering/meter-fold.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { knownCustomers } from "../store/customers.ts";
import type { Store } from "../store/store.ts";
import { customersOf, type ItemAnswer, readItems } from "./ingest.ts";
import { onceOnly } from "./once.ts";
import type { IdempotentRequest, StoredAnswer } from "./services.ts";
import type { ServerClock } from "./tenant-clocks.ts";

/** What keyed ingest needs of the rest of the server. */
export interface IngestOncePorts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly meters: (tenant: string) => Promise<ReadonlyMap<string, readonly MeterFold[]>>;
  /** Hears of events that are stored, after the commit. */
  readonly onStored: (tenant: string, events: readonly UsageEvent[]) => void;
}

/** Stores the events of a request under the caller's key; `answer` writes what is kept of it, or throws a refusal. */
export type IngestOnce = (
  tenant: string,
  items: readonly unknown[],
  once: IdempotentRequest,
  answer: (items: readonly ItemAnswer[]) => StoredAnswer,
) => Promise<Result<StoredAnswer>>;

/**
 * Ingest under an Idempotency-Key: the events, the key and its answer are one commit. It does not share its write with
 * other requests, so it is slower than {@link createIngest}, whose events are told apart by their own ids.
 */
export function createIngestOnce({ store, clock, meters, onStored }: IngestOncePorts): IngestOnce {
  return async (tenant, items, once, answer) => {
    const { events, answers } = readItems(items, await meters(tenant), clock.now(tenant));
    // Identities and the key make the whole transaction safe to repeat, also where it is unknown whether it happened.
    const stored = await store.events.transact(tenant, events, (tx, { append }) =>
      onceOnly(tx, once, clock.now(tenant), async () => {
        const verdicts = await append(events);
        const customers = await knownCustomers(tx, customersOf(events));
        return ok(answer(answers(verdicts, customers)));
      }),
    );
    onStored(tenant, events);
    return stored;
  };
}
