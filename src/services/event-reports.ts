import type { UsagePlace } from "../account/usage-ledger.ts";
import { expectOk, ok, type Result } from "../fault/fault.ts";
import type { EventIdentity, ReceivedCorrection } from "../metering/event-correction.ts";
import { type EventVersion, standingEvent } from "../metering/event-history.ts";
import { compileMeter } from "../metering/meter-fold.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { storedAccounts } from "../store/accounts.ts";
import { placeOf } from "../store/event-search.ts";
import type { EventPlace, EventSearch, FoundEvent } from "../store/event-store.ts";
import { invoicesWithCharge } from "../store/invoices-of-charge.ts";
import { decodeCursor, type ListScope, pageOf } from "../store/page.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant, parseInstant } from "../time/instant.ts";
import type { EventCharge, EventDetail, EventQuery, ListedEvent } from "./event-answers.ts";
import type { TenantModels } from "./model-library.ts";
import { type ReportParts, reading } from "./report-parts.ts";
import { InvalidCursor, type Page } from "./reports.ts";
import { usageLedgerOf } from "./usage-ledger-of.ts";
import { meterNamed } from "./usage-report.ts";

/** A page of the events that were stored, newest first, with everything that they said. Refuses `unknown-meter`. */
export async function eventsReport(
  parts: ReportParts,
  tenant: string,
  query: EventQuery,
): Promise<Result<Page<ListedEvent>>> {
  const { meter, type, limit, cursor, ...narrowed } = query;
  const known = meter === undefined ? undefined : await meterNamed(parts, tenant, meter);
  if (known !== undefined && !known.ok) return known;
  const counted = known?.value;
  const types = [type, counted?.event].filter((one) => one !== undefined);
  // No event is of two types.
  if (new Set(types).size > 1) return ok({ items: [], next: null });
  const scope: ListScope = { list: "events", tenant, filters: filtersOf(query) };
  const after = cursor === undefined ? undefined : positionOf(scope, cursor);
  const search: EventSearch = {
    ...narrowed,
    limit: limit + 1,
    ...(types.length === 0 ? {} : { types }),
    ...(counted === undefined ? {} : { accepts: expectOk(compileMeter(counted)).accepts }),
    ...(counted?.filter === undefined ? {} : { filter: counted.filter }),
    ...(after === undefined ? {} : { after }),
  };
  const found = await parts.store.events.search(tenant, search);
  const page = pageOf(found, limit, scope, (one) => {
    const { time, id, source, receivedAt } = placeOf(one);
    return [formatInstant(time), id, source, formatInstant(receivedAt)];
  });
  return ok({ items: page.items.map(listed), next: page.next });
}

function filtersOf({ limit: _, cursor: _cursor, ...query }: EventQuery): ListScope["filters"] {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
}

function positionOf(scope: ListScope, cursor: string): EventPlace {
  const key = decodeCursor(scope, cursor, 4);
  const [at = "", id = "", source = "", received = ""] = key.ok ? key.value : [];
  const [time, receivedAt] = [parseInstant(at), parseInstant(received)];
  if (!key.ok || !time.ok || !receivedAt.ok)
    throw new InvalidCursor("this cursor does not belong to this list");
  return { time: time.value, id, source, receivedAt: receivedAt.value };
}

const listed = ({ version, withdrawnBy }: FoundEvent): ListedEvent => ({
  ...versionText(version),
  status: withdrawnBy === null ? "standing" : withdrawnBy === "void" ? "voided" : "replaced",
});

function versionText({
  event,
  withdrawnAt,
  correction,
}: EventVersion): Omit<ListedEvent, "status"> {
  const { id, source, type, customer, time, receivedAt = time, data } = event;
  return {
    id,
    source,
    type,
    customer,
    time: formatInstant(time),
    receivedAt: formatInstant(receivedAt),
    data,
    ...(withdrawnAt === undefined ? {} : { withdrawnAt: formatInstant(withdrawnAt) }),
    ...(correction === undefined ? {} : { correction }),
  };
}

/** One event with what became of it; undefined where none is known by that name. */
export async function eventReport(
  parts: ReportParts,
  tenant: string,
  identity: EventIdentity,
): Promise<EventDetail | undefined> {
  const known = await parts.store.events.history(tenant, identity);
  if (known === undefined) return undefined;
  const { history, corrections } = known;
  const event = standingEvent(history);
  const verdict =
    event === undefined
      ? { meters: [], charges: [], unbilled: null }
      : await reading(parts, tenant, async (tx) =>
          verdictOn(tx, await parts.library.of(tx), event),
        );
  return {
    ...identity,
    status: event === undefined ? "voided" : "standing",
    versions: history.map((version) =>
      listed({ version, withdrawnBy: whatWithdrew(version, corrections) }),
    ),
    corrections: corrections.map(({ id, kind, reason, receivedAt }) => ({
      id,
      kind,
      ...(reason === undefined ? {} : { reason }),
      receivedAt: formatInstant(receivedAt),
    })),
    ...verdict,
  };
}

const whatWithdrew = (
  { withdrawnAt }: EventVersion,
  corrections: readonly ReceivedCorrection[],
): "void" | "replace" | null =>
  corrections.find(({ receivedAt }) => receivedAt === withdrawnAt)?.kind ?? null;

/** What the ledger that a replay folds usage with makes of the event. */
async function verdictOn(
  tx: Tx,
  models: TenantModels | undefined,
  event: UsageEvent,
): Promise<Pick<EventDetail, "meters" | "charges" | "unbilled">> {
  if (models === undefined) return { meters: [], charges: [], unbilled: "unknown-meter" };
  const { books } = models;
  const meters = Object.entries(books.current.model.meters)
    .filter(([, meter]) => meter.event === event.type)
    .filter(([, meter]) => expectOk(compileMeter(meter)).accepts(event))
    .map(([id]) => id);
  const accounts = await storedAccounts(tx, [event.customer]);
  const ledger = usageLedgerOf(accounts, books);
  const places = ledger.placesOf(event);
  const payer = accounts[0]?.account.customer.id;
  const charges = await Promise.all(
    payer === undefined ? [] : places.map((place) => chargeOf(tx, payer, place)),
  );
  return { meters, charges, unbilled: ledger.add(event) ?? null };
}

/** The charge that bills an event at a place, and the invoice that has its line where it is final. */
export async function chargeOf(tx: Tx, payer: string, place: UsagePlace): Promise<EventCharge> {
  const { period, line, charge, isLate: _, ...bought } = place;
  const invoices = await invoicesWithCharge(tx, payer, charge, period.from);
  return {
    ...bought,
    charge,
    from: formatInstant(period.from),
    to: formatInstant(period.to),
    line,
    invoice: invoices.find(({ lines }) => lines.includes(line))?.invoice ?? null,
  };
}
