import { ok, type Result } from "../fault/fault.ts";
import type {
  DisputeLostMovement,
  DisputeOpenedMovement,
  DisputeWonMovement,
} from "../receivable/movement.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { type Bounds, boundsText, onDays, where } from "./list-conditions.ts";
import { decodeCursor, type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";

/** How a dispute stands. */
export const disputeStatuses = ["open", "won", "lost"] as const;

/** Which disputes to list. */
export interface DisputeListRequest extends PageRequest {
  readonly customer?: string;
  readonly status?: (typeof disputeStatuses)[number];
  /** Days on which they were opened, UTC. */
  readonly opened?: Bounds;
}

/** A dispute as it was opened, and how it was decided. */
export interface StoredDispute {
  readonly customer: string;
  readonly name: string | null;
  readonly at: Instant;
  readonly place: number;
  readonly opened: DisputeOpenedMovement;
  /** Null while it is open. */
  readonly decided: DisputeWonMovement | DisputeLostMovement | null;
  readonly decidedAt: Instant | null;
}

interface Row extends Omit<StoredDispute, "opened" | "decided" | "place"> {
  readonly place: string;
  readonly opened: string;
  readonly decided: string | null;
}

/** A page of disputes, the latest first. Refuses a cursor that is not of this list. */
export async function listDisputes(
  tx: Tx,
  { customer, status, opened, limit, cursor }: DisputeListRequest,
): Promise<Result<Page<StoredDispute>>> {
  const filters = { customer, status, opened: boundsText(opened) };
  const scope: ListScope = { list: "disputes", tenant: tx.tenant, filters };
  const parameters = sqlParameters();
  const conditions = ["d.kind = 'dispute-opened'", ...onDays("d.at", opened ?? {}, parameters)];
  if (customer !== undefined) conditions.push(`d.customer = ${parameters.add(customer)}`);
  if (status === "open") conditions.push("o.kind is null");
  else if (status !== undefined) conditions.push(`o.kind = ${parameters.add(`dispute-${status}`)}`);
  if (cursor !== undefined) {
    const after = decodeCursor(scope, cursor, 3);
    if (!after.ok) return after;
    const [at = "", of = "", place = ""] = after.value;
    conditions.push(
      `(d.at, d.customer, d.place) < (${parameters.add(at)}::timestamptz, ${parameters.add(of)}, ${parameters.add(place)}::bigint)`,
    );
  }
  const rows = await tx.rows<Row>(
    `select d.customer, c.name, d.at, d.place, d.movement as opened,
      o.movement as decided, o.at as "decidedAt"
    from account_movements d
      left join customers c on c.id = d.customer
      left join lateral (
        select kind, movement, at from account_movements
        where customer = d.customer and place > d.place and kind in ('dispute-won', 'dispute-lost')
          and movement::jsonb ->> 'id' = d.movement::jsonb ->> 'id'
        order by place limit 1
      ) as o on true
    ${where(conditions)}
    order by d.at desc, d.customer desc, d.place desc limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  const disputes = rows.map(({ opened, decided, place, ...row }) => ({
    ...row,
    place: Number(place),
    opened: JSON.parse(opened) as DisputeOpenedMovement,
    decided:
      decided === null ? null : (JSON.parse(decided) as DisputeWonMovement | DisputeLostMovement),
  }));
  return ok(
    pageOf(disputes, limit, scope, ({ at, customer: of, place }) => [
      formatInstant(at),
      of,
      String(place),
    ]),
  );
}
