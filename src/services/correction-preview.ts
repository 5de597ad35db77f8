import { openUsageLedger } from "../account/usage-ledger.ts";
import { correctEvents, eventName } from "../metering/correct-events.ts";
import type { EventIdentity } from "../metering/event-correction.ts";
import { type EventHistory, standingEvent } from "../metering/event-history.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { correctionsNamed } from "../store/event-corrections.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import type { EventCharge } from "./event-answers.ts";
import {
  type CorrectionItem,
  correctionItems,
  meterCheck,
  readCorrections,
} from "./event-corrections.ts";
import { chargeOf } from "./event-reports.ts";
import { accountsOf, lateCorrections } from "./late-corrections.ts";
import type { ModelLibrary, TenantModels } from "./model-library.ts";
import type { ServerClock } from "./tenant-clocks.ts";

/** A charge that a corrected event leaves, or joins. Of a line that is final, a later invoice bills the difference, where one looks back that far. */
export interface CorrectedCharge extends EventCharge {
  readonly customer: string;
  readonly event: EventIdentity;
  readonly effect: "leaves" | "joins";
}

/** What would become of corrections, and the charges that they would change. */
export interface CorrectionPreview {
  readonly items: readonly CorrectionItem[];
  readonly touches: readonly CorrectedCharge[];
}

/** What a preview needs of the rest of the server. */
export interface CorrectionPreviewPorts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: Pick<ModelLibrary, "of">;
}

/** Says what corrections would do if they came now, and writes nothing. They are decided one after the other, as they would be. */
export function createCorrectionPreview({ store, clock, library }: CorrectionPreviewPorts) {
  return async (tenant: string, given: readonly unknown[]): Promise<CorrectionPreview> => {
    const now = clock.now(tenant);
    const read = readCorrections(given, now);
    const corrections = read.flatMap((result) => (result.ok ? [result.value] : []));
    const told = await store.withTenant(
      tenant,
      (tx) =>
        correctionsNamed(
          tx,
          corrections.map(({ id }) => id),
        ),
      { readOnly: true },
    );
    const histories = await historiesOf(
      store,
      tenant,
      corrections.map(({ of }) => of),
    );
    return store.withTenant(
      tenant,
      async (tx) => {
        const models = await library.of(tx);
        const check = meterCheck(models?.meters ?? new Map());
        const known = { corrections: told, histories };
        const { answers, changed } = correctEvents(corrections, known, check, now);
        const late = await lateCorrections(tx, models, answers);
        return {
          items: correctionItems(read, answers, given, late),
          touches: models === undefined ? [] : await touchedBy(tx, models, changed),
        };
      },
      { readOnly: true },
    );
  };
}

async function historiesOf(
  { events }: Pick<Store, "events">,
  tenant: string,
  identities: readonly EventIdentity[],
): Promise<ReadonlyMap<string, EventHistory>> {
  const histories = new Map<string, EventHistory>();
  for (const identity of identities) {
    const name = eventName(identity);
    if (histories.has(name)) continue;
    const known = await events.history(tenant, identity);
    if (known !== undefined) histories.set(name, known.history);
  }
  return histories;
}

async function touchedBy(
  tx: Tx,
  { books }: TenantModels,
  changed: ReturnType<typeof correctEvents>["changed"],
): Promise<readonly CorrectedCharge[]> {
  const effects = changed.flatMap(({ before, after }) => [
    { effect: "leaves" as const, event: standingEvent(before) },
    { effect: "joins" as const, event: standingEvent(after) },
  ]);
  const customers = effects.flatMap(({ event }) => (event ? [event.customer] : []));
  const byCustomer = await accountsOf(tx, customers);
  const ledger = openUsageLedger(byCustomer, books);
  const chargesOf = async (event: UsageEvent): Promise<readonly EventCharge[]> => {
    const payer = byCustomer.get(event.customer)?.customer.id;
    if (payer === undefined) return [];
    return Promise.all(ledger.placesOf(event).map((place) => chargeOf(tx, payer, place)));
  };
  const touched: CorrectedCharge[] = [];
  for (const { effect, event } of effects) {
    if (event === undefined) continue;
    const { source, id, customer } = event;
    for (const charge of await chargesOf(event))
      touched.push({ ...charge, customer, event: { source, id }, effect });
  }
  return touched;
}
