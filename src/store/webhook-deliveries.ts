import { ok, type Result } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { where } from "./list-conditions.ts";
import { type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { addRowsAfter } from "./rows-after.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Statement, Tx } from "./tenant.ts";

/** What became of a delivery. */
export type DeliveryState = "waiting" | "delivered" | "failed";

/** An event on its way to an endpoint. */
export interface StoredDelivery {
  readonly id: string;
  readonly endpoint: string;
  readonly event: string;
  readonly type: string;
  readonly account: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly replayed: boolean;
  readonly createdAt: Instant;
  /** When it is tried next at the earliest; null once it has ended. */
  readonly nextAt: Instant | null;
  readonly finishedAt: Instant | null;
}

/** One try to send a delivery. */
export interface DeliveryAttempt {
  readonly number: number;
  readonly at: Instant;
  readonly durationMs: number;
  /** Of HTTP; null where nothing answered. */
  readonly status: number | null;
  readonly outcome: string;
  /** The beginning of the answer, or why there was none. */
  readonly detail: string;
}

const columns = `id, endpoint, event, type, account, state, attempts, replayed,
  created_at as "createdAt", next_at as "nextAt", finished_at as "finishedAt"`;

/** Which deliveries to list. */
export interface DeliveryQuery extends PageRequest {
  readonly endpoint?: string;
  readonly event?: string;
  readonly type?: string;
  /** Who pays. */
  readonly account?: string;
  readonly state?: DeliveryState;
}

/** A page of deliveries, the newest first. Refuses `invalid-cursor`. */
export async function listDeliveries(
  tx: Tx,
  { limit, cursor, ...filters }: DeliveryQuery,
): Promise<Result<Page<StoredDelivery>>> {
  const scope: ListScope = { list: "webhook-deliveries", tenant: tx.tenant, filters };
  const parameters = sqlParameters();
  const { endpoint, event, type, account, state } = filters;
  const wanted = Object.entries({ endpoint, event, type, account, state });
  const conditions = wanted.flatMap(([column, value]) =>
    value === undefined ? [] : [`${column} = ${parameters.add(value)}`],
  );
  const sorted = { columns: ["place::bigint"], order: "descending" } as const;
  const after = addRowsAfter(conditions, cursor, sorted, scope, parameters);
  if (!after.ok) return after;
  const rows = await tx.rows<StoredDelivery & { readonly place: string }>(
    `select place::text, ${columns} from webhook_deliveries ${where(conditions)}
     order by place desc limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  const page = pageOf(rows, limit, scope, ({ place }) => [place]);
  return ok({ ...page, items: page.items.map(({ place: _, ...row }) => row) });
}

/** A delivery; undefined where there is none. */
export async function findDelivery(tx: Tx, id: string): Promise<StoredDelivery | undefined> {
  const [row] = await tx.rows<StoredDelivery>(
    `select ${columns} from webhook_deliveries where id = $1`,
    [id],
  );
  return row;
}

/** What was tried, oldest first. */
export const attemptsOf = (tx: Tx, delivery: string): Promise<readonly DeliveryAttempt[]> =>
  tx.rows<DeliveryAttempt & { number: number }>(
    `select number, at, duration_ms as "durationMs", status, outcome, detail
     from webhook_attempts where delivery = $1 order by number`,
    [delivery],
  );

const count: Statement = {
  name: "count-webhook-attempt",
  text: "update webhook_deliveries set attempts = attempts + 1 where id = $1 returning attempts",
};

const addAttemptRow: Statement = {
  name: "add-webhook-attempt",
  text: `insert into webhook_attempts (delivery, number, at, duration_ms, status, outcome, detail)
    values ($1, $2, $3, $4, $5, $6, $7)`,
};

/** Keeps how an attempt ended; answers which it was, or undefined where the delivery is gone. */
export async function addAttempt(
  tx: Tx,
  delivery: string,
  { at, durationMs, status, outcome, detail }: Omit<DeliveryAttempt, "number">,
): Promise<number | undefined> {
  const [row] = await tx.rows<{ attempts: number }>(count, [delivery]);
  if (row === undefined) return undefined;
  const number = row.attempts;
  const values = [delivery, number, formatInstant(at), durationMs, status, outcome, detail];
  await tx.run(addAttemptRow, values);
  return number;
}

const finish: Statement = {
  name: "finish-webhook-delivery",
  text: `update webhook_deliveries set state = $2, finished_at = $3, next_at = null where id = $1`,
};

/** Ends a delivery. */
export async function finishDelivery(
  tx: Tx,
  id: string,
  state: "delivered" | "failed",
  at: Instant,
): Promise<void> {
  await tx.run(finish, [id, state, formatInstant(at)]);
}

/** Notes when a delivery is tried again. */
export async function postponeDelivery(tx: Tx, id: string, until: Instant): Promise<void> {
  await tx.run("update webhook_deliveries set next_at = $2 where id = $1", [
    id,
    formatInstant(until),
  ]);
}
