import type { ReservationView } from "../../entitlement/told-entitlements.ts";
import { decodeCursor, type ListScope, pageOf } from "../../store/page.ts";
import { openReservations } from "../../store/reservations.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import { InvalidCursor, type Page } from "../reports.ts";
import type { ReservationQuery } from "./entitlement-answers.ts";
import { reservationView } from "./entitlement-views.ts";

/** Reservations that are open at an instant, those that lapse first in front. */
export async function listReservations(
  tx: Tx,
  { customer, limit, cursor }: ReservationQuery,
  now: Instant,
): Promise<Page<ReservationView>> {
  const scope: ListScope = { list: "reservations", tenant: tx.tenant, filters: { customer } };
  const rows = await openReservations(tx, {
    now,
    limit: limit + 1,
    ...(customer === undefined ? {} : { customer }),
    ...(cursor === undefined ? {} : { after: positionOf(scope, cursor) }),
  });
  const page = pageOf(rows, limit, scope, ({ expiresAt, id }) => [formatInstant(expiresAt), id]);
  return { items: page.items.map((row) => reservationView(row, now)), next: page.next };
}

function positionOf(scope: ListScope, cursor: string): readonly [string, string] {
  const key = decodeCursor(scope, cursor, 2);
  if (!key.ok) throw new InvalidCursor("this cursor does not belong to this list");
  const [expiresAt = "", id = ""] = key.value;
  return [expiresAt, id];
}
