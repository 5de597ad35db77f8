import type { UsageLedger } from "../account/usage-ledger.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { storedAccounts } from "../store/accounts.ts";
import { knownCustomers } from "../store/customers.ts";
import type { Store } from "../store/store.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { customersOf, type ItemAnswer, readItems } from "./ingest.ts";
import type { ModelLibrary } from "./model-library.ts";
import type { ServerClock } from "./tenant-clocks.ts";
import { usageLedgerOf } from "./usage-ledger-of.ts";

/** A line that events would be billed with, were they sent. */
export interface TouchedLine {
  readonly customer: string;
  readonly subscription: string;
  readonly charge: string;
  readonly meter: string;
  /** The charge's period that they belong to. */
  readonly from: string;
  readonly to: string;
  /** Id of the line: of the period's own invoice, or of the later one that bills the difference. */
  readonly line: string;
  /** Whether the period's own invoice is final by then. */
  readonly late: boolean;
  readonly events: number;
}

/** What would become of the items of a request, and the lines that those accepted would be billed with. */
export interface IngestPreview {
  readonly items: readonly ItemAnswer[];
  readonly touches: readonly TouchedLine[];
}

/** What a preview needs of the rest of the server. */
export interface PreviewPorts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: Pick<ModelLibrary, "of">;
}

/**
 * Says what ingest would make of the items of a request now, and writes nothing. The lines are those of the ledger that a
 * replay folds usage with, for events that were received now.
 */
export function createIngestPreview({ store, clock, library }: PreviewPorts) {
  return async (tenant: string, given: readonly unknown[]): Promise<IngestPreview> => {
    const now = clock.now(tenant);
    const models = await store.withTenant(tenant, (tx) => library.of(tx), { readOnly: true });
    const { events, answers } = readItems(given, models?.meters ?? new Map(), now);
    const verdicts = await store.events.verdicts(tenant, events);
    const customers = customersOf(events);
    const { known, accounts } = await store.withTenant(
      tenant,
      async (tx) => ({
        known: await knownCustomers(tx, customers),
        accounts: await storedAccounts(tx, [...customers]),
      }),
      { readOnly: true },
    );
    const items = answers(verdicts, known);
    if (models === undefined) return { items, touches: [] };
    const ledger = usageLedgerOf(accounts, models.books);
    const fresh = events.filter((_, at) => verdicts[at] === "accepted");
    return { items, touches: touchedBy(ledger, fresh, now) };
  };
}

function touchedBy(
  ledger: UsageLedger,
  events: readonly UsageEvent[],
  receivedAt: Instant,
): readonly TouchedLine[] {
  const touched = new Map<string, TouchedLine>();
  for (const event of events)
    for (const place of ledger.placesOf({ ...event, receivedAt })) {
      const { subscription, charge, meter, period, line, isLate } = place;
      const name = `${event.customer}\n${line}`;
      const before = touched.get(name)?.events ?? 0;
      touched.set(name, {
        customer: event.customer,
        subscription,
        charge,
        meter,
        from: formatInstant(period.from),
        to: formatInstant(period.to),
        line,
        late: isLate,
        events: before + 1,
      });
    }
  return [...touched].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, line]) => line);
}
