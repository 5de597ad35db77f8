import { ok, type Result } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import { where } from "./list-conditions.ts";
import { decodeCursor, type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Statement, Tx } from "./tenant.ts";

/** A fact about a customer's money that payments gave out, and whether its account has taken it. */
export interface StoredEffect {
  /** Says what it is an effect of: the same wherever and whenever it is worked out. */
  readonly id: string;
  readonly customer: string;
  /** What it comes from: an intent, a line of a statement, a receipt. */
  readonly source: string;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly state: "recorded" | "refused";
  /** The fact, as JSON text. */
  readonly effect: string;
  /** Why it was refused, as JSON text. */
  readonly faults: string | null;
}

const columns = `id, customer, source, at, recorded_at as "recordedAt", state, effect::text as effect,
  faults::text as faults`;

const add: Statement = {
  name: "add-payment-effect",
  text: `insert into payment_effects (id, customer, source, at, recorded_at, state, effect, faults)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};

/** Keeps an effect; fails with a taken key where its id is known. */
export async function addEffect(tx: Tx, effect: StoredEffect): Promise<void> {
  const { id, customer, source, at, recordedAt, state, faults } = effect;
  await tx.run(add, [
    id,
    customer,
    source,
    formatInstant(at),
    formatInstant(recordedAt),
    state,
    effect.effect,
    faults,
  ]);
}

/** Which of these effects are known. */
export async function knownEffects(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(
    { name: "known-effects", text: "select id from payment_effects where id = any ($1::text[])" },
    [textArray(ids)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** An effect; undefined where there is none. */
export async function findEffect(tx: Tx, id: string): Promise<StoredEffect | undefined> {
  const [row] = await tx.rows<StoredEffect>(
    `select ${columns} from payment_effects where id = $1`,
    [id],
  );
  return row;
}

/** A refused effect was taken after all: it counts as the last one recorded. */
export async function acceptEffect(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx.run(
    `update payment_effects set state = 'recorded', faults = null, recorded_at = $2, place = default
      where id = $1`,
    [id, formatInstant(now)],
  );
}

/** The effects that these customers' accounts have taken, in the order in which they did. */
export const recordedEffects = (
  tx: Tx,
  customers: readonly string[],
): Promise<readonly StoredEffect[]> =>
  tx.rows(
    {
      name: "recorded-effects",
      text: `select ${columns} from payment_effects
        where customer = any ($1::text[]) and state = 'recorded' order by customer, place`,
    },
    [textArray(customers)],
  );

/** Which of these customers' accounts were ever told anything by payments. */
export async function customersWithEffects(
  tx: Tx,
  customers: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ customer: string }>(
    "select distinct customer from payment_effects where customer = any ($1::text[])",
    [textArray(customers)],
  );
  return new Set(rows.map(({ customer }) => customer));
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
  const conditions = Object.entries(filters).flatMap(([column, value]) =>
    value === undefined ? [] : [`${column} = ${parameters.add(value)}`],
  );
  if (cursor !== undefined) {
    const after = decodeCursor(scope, cursor, 1);
    if (!after.ok) return after;
    conditions.push(`place < ${parameters.add(after.value[0] ?? "")}::bigint`);
  }
  const rows = await tx.rows<StoredEffect & { readonly place: number }>(
    `select place, ${columns} from payment_effects ${where(conditions)}
    order by place desc limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  const page = pageOf(rows, limit, scope, (row) => [String(row.place)]);
  return ok({ ...page, items: page.items.map(({ place: _, ...effect }) => effect) });
}
