import type { UnbilledPosition } from "../store/event-store.ts";
import { decodeCursor, type ListScope, pageOf } from "../store/page.ts";
import { formatInstant, parseInstant } from "../time/instant.ts";
import { type ReportParts, reading } from "./report-parts.ts";
import { InvalidCursor, type Page, type PageRequest, type UnbilledEvent } from "./reports.ts";
import { unbilledScope } from "./unbilled-scope.ts";

/** A page of the events that no invoice will charge for, oldest first, and how many there are in all. */
export async function unbilledReport(
  parts: ReportParts,
  tenant: string,
  page: PageRequest,
): Promise<Page<UnbilledEvent> & { readonly total: number }> {
  const { store, library } = parts;
  const unbilled = unbilledScope(
    store,
    tenant,
    await reading(parts, tenant, (tx) => library.of(tx)),
  );
  const scope: ListScope = { list: "unbilled", tenant, filters: {} };
  const after = page.cursor === undefined ? undefined : positionOf(scope, page.cursor);
  const events = await store.events.unbilled(tenant, {
    ...unbilled,
    limit: page.limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  const isWhole = after === undefined && events.length <= page.limit;
  const total = isWhole ? events.length : await store.events.countUnbilled(tenant, unbilled);
  const cut = pageOf(events, page.limit, scope, ({ time, id, source }) => [
    formatInstant(time),
    id,
    source,
  ]);
  const items = cut.items.map((event) => ({ ...event, time: formatInstant(event.time) }));
  return { items, next: cut.next, total };
}

function positionOf(scope: ListScope, cursor: string): UnbilledPosition {
  const key = decodeCursor(scope, cursor, 3);
  const [time = "", id = "", source = ""] = key.ok ? key.value : [];
  const instant = parseInstant(time);
  if (!key.ok || !instant.ok) throw new InvalidCursor("this cursor does not belong to this list");
  return { time: instant.value, id, source };
}
