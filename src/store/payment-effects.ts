import { ok, type Result } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { matches, where } from "./list-conditions.ts";
import { type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { addRowsAfter } from "./rows-after.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Statement, Tx } from "./tenant.ts";

/** A fact about a customer's money that payments gave out, and whether its account has taken it. */
export interface StoredEffect {
  /** Says what it is an effect of: the same wherever and whenever it is worked out. */
  readonly id: string;
  readonly customer: string;
  /** What it comes from: an intent, a line of a statement, a receipt. */
  readonly source: string;
  readonly recordedAt: Instant;
  /** `waiting`: until invoices from before it are issued. */
  readonly state: "recorded" | "waiting" | "refused";
  /** The fact, as JSON text. */
  readonly effect: string;
  /** Why it was refused, as JSON text. */
  readonly faults: string | null;
}

const columns = `id, customer, source, recorded_at as "recordedAt", state, effect::text as effect,
  faults::text as faults`;

const add: Statement = {
  name: "add-payment-effect",
  text: `insert into payment_effects (id, customer, source, recorded_at, state, effect, faults)
    values ($1, $2, $3, $4, $5, $6, $7)`,
};

/** Keeps an effect; fails with a taken key where its id is known. */
export async function addEffect(tx: Tx, effect: StoredEffect): Promise<void> {
  const { id, customer, source, recordedAt, state, faults } = effect;
  await tx.run(add, [
    id,
    customer,
    source,
    formatInstant(recordedAt),
    state,
    effect.effect,
    faults,
  ]);
}

/** Whether an effect is known. */
export async function isKnownEffect(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.rows(
    { name: "is-known-effect", text: "select from payment_effects where id = $1" },
    [id],
  );
  return rows.length > 0;
}

/** Whether something of a customer's waits to be told to its account. */
export async function hasWaitingEffects(tx: Tx, customer: string): Promise<boolean> {
  const [row] = await tx.rows<{ waits: boolean }>(
    {
      name: "has-waiting-effects",
      text: `select exists (
        select from payment_effects where customer = $1 and state = 'waiting') as waits`,
    },
    [customer],
  );
  return row?.waits === true;
}

/** What waits to be told to a customer's account, in the order in which it was learned. */
export const waitingEffects = (tx: Tx, customer: string): Promise<readonly StoredEffect[]> =>
  tx.rows(
    `select ${columns} from payment_effects where customer = $1 and state = 'waiting' order by place`,
    [customer],
  );

/** The customers of whom something waits, at most `limit`. */
export const customersWithWaitingEffects = async (
  tx: Tx,
  limit: number,
): Promise<readonly string[]> =>
  (
    await tx.rows<{ customer: string }>(
      {
        name: "customers-with-waiting-effects",
        text: `select distinct customer from payment_effects where state = 'waiting'
          order by customer limit $1`,
      },
      [limit],
    )
  ).map(({ customer }) => customer);

/** An effect; undefined where there is none. */
export async function findEffect(tx: Tx, id: string): Promise<StoredEffect | undefined> {
  const [row] = await tx.rows<StoredEffect>(
    `select ${columns} from payment_effects where id = $1`,
    [id],
  );
  return row;
}

/** An account has taken an effect that waited or was refused before. */
export async function acceptEffect(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx.run(
    `update payment_effects set state = 'recorded', faults = null, recorded_at = $2 where id = $1`,
    [id, formatInstant(now)],
  );
}

/** An account has refused an effect that waited. */
export async function refuseEffect(tx: Tx, id: string, faults: string): Promise<void> {
  await tx.run("update payment_effects set state = 'refused', faults = $2 where id = $1", [
    id,
    faults,
  ]);
}

/** Which effects to list. */
export interface EffectListRequest extends PageRequest {
  readonly customer?: string;
  readonly state?: string;
}

/** A page of effects, newest first. Refuses a cursor that is not of this list. */
export async function listEffects(
  tx: Tx,
  { customer, state, limit, cursor }: EffectListRequest,
): Promise<Result<Page<StoredEffect>>> {
  const filters = { customer, state };
  const scope: ListScope = { list: "payment-effects", tenant: tx.tenant, filters };
  const parameters = sqlParameters();
  const conditions = matches(filters, parameters);
  const sorted = { columns: ["place::bigint"], order: "descending" } as const;
  const after = addRowsAfter(conditions, cursor, sorted, scope, parameters);
  if (!after.ok) return after;
  const rows = await tx.rows<StoredEffect & { readonly place: number }>(
    `select place, ${columns} from payment_effects ${where(conditions)}
    order by place desc limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  const page = pageOf(rows, limit, scope, (row) => [String(row.place)]);
  return ok({ ...page, items: page.items.map(({ place: _, ...effect }) => effect) });
}
