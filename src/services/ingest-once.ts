import { ok, type Result } from "../fault/fault.ts";
import type { MeterFold } from "../metering/meter-fold.ts";
import { knownCustomers } from "../store/customers.ts";
import { appendEvents } from "../store/event-append.ts";
import { createEventMonths } from "../store/event-months.ts";
import { type RetryPolicy, retrying, retryRepeatable } from "../store/retry.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import type { ServerClock } from "./clock.ts";
import { customersOf, type ItemAnswer, type ReadItems, readItems } from "./ingest.ts";
import { onceOnly } from "./once.ts";
import type { IdempotentRequest, StoredAnswer } from "./services.ts";

/** What keyed ingest needs of the rest of the server. */
export interface IngestOncePorts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly meters: (tenant: string) => Promise<ReadonlyMap<string, readonly MeterFold[]>>;
}

/** Stores the events of a request under the caller's key; `answer` writes what is kept of it, or throws a refusal. */
export type IngestOnce = (
  tenant: string,
  items: readonly unknown[],
  once: IdempotentRequest,
  answer: (items: readonly ItemAnswer[]) => StoredAnswer,
) => Promise<Result<StoredAnswer>>;

/** Identities and the key make the whole transaction safe to repeat, also where it is unknown whether it happened. */
const retryKeyed: RetryPolicy = {
  ...retryRepeatable,
  kinds: [...retryRepeatable.kinds, "key-taken", "partition-missing"],
};

/**
 * Ingest under an Idempotency-Key: the events, the key and its answer are one commit. It does not share its write with
 * other requests, so it is slower than {@link createIngest}, whose events are told apart by their own ids.
 */
export function createIngestOnce({ store, clock, meters }: IngestOncePorts): IngestOnce {
  const months = createEventMonths(store.pool);
  return async (tenant, items, once, answer) => {
    const read = readItems(items, await meters(tenant), clock.now());
    const attempt = async (): Promise<Result<StoredAnswer>> => {
      await months.ensure(read.events);
      return store.withTenant(tenant, (tx) =>
        onceOnly(tx, once, clock.now(), async () => ok(answer(await append(tx, read, clock)))),
      );
    };
    return retrying(retryKeyed, attempt, (failure) => {
      if (failure === "partition-missing") months.forget();
    });
  };
}

async function append(
  tx: Tx,
  { events, answers }: ReadItems,
  clock: ServerClock,
): Promise<readonly ItemAnswer[]> {
  if (events.length === 0) return answers([], new Set());
  const verdicts = await appendEvents(tx, events, () => {
    const now = clock.now();
    return () => now;
  });
  return answers(verdicts, await knownCustomers(tx, customersOf(events)));
}
