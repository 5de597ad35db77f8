import { formatInstant, type Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import type { Tx } from "./tenant.ts";

/** What an account was told: history, never changed. */
export interface AccountFactRecord {
  readonly kind: string;
  /** Unique among the tenant's facts of this kind. */
  readonly id: string;
  readonly customer: string;
  /** What was bought: the id of the plan, the licence or the offer; null for what is no purchase. */
  readonly product: string | null;
  /** When what was bought begins and ends, in the customer's zone, as it was told; null where it says nothing of it. */
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
  /** The canonical text of the fact. */
  readonly fact: string;
  readonly recordedAt: Instant;
}

/** What became of a fact: new, told before in the same words, or in others, which stay. */
export type FactVerdict = "accepted" | "duplicate" | "conflict";

const columns = `kind, id, customer, product, starts_at as "startsAt", ends_at as "endsAt", fact,
  recorded_at as "recordedAt"`;

/** Records a fact. The same id again is compared by its text; when it was recorded does not count. */
export async function recordFact(tx: Tx, record: AccountFactRecord): Promise<FactVerdict> {
  const { kind, id, customer, product, startsAt, endsAt, fact, recordedAt } = record;
  const added = await tx.run(
    `insert into account_facts (kind, id, customer, product, starts_at, ends_at, fact, recorded_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [
      kind,
      id,
      customer,
      product,
      startsAt === null ? null : formatInstant(startsAt),
      endsAt === null ? null : formatInstant(endsAt),
      fact,
      formatInstant(recordedAt),
    ],
  );
  if (added === 1) return "accepted";
  const [stored] = await tx.rows<{ fact: string }>(
    "select fact from account_facts where kind = $1 and id = $2",
    [kind, id],
  );
  return stored?.fact === fact ? "duplicate" : "conflict";
}

/** A fact by its kind and id; undefined where there is none. */
export async function findFact(
  tx: Tx,
  kind: string,
  id: string,
): Promise<AccountFactRecord | undefined> {
  const [row] = await tx.rows<AccountFactRecord>(
    `select ${columns} from account_facts where kind = $1 and id = $2`,
    [kind, id],
  );
  return row;
}

/** Whom these facts of a kind are about, by id; nothing of one that is not known. */
export async function customersOfFacts(
  tx: Tx,
  kind: string,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ id: string; customer: string }>(
    "select id, customer from account_facts where kind = $1 and id = any ($2::text[])",
    [kind, textArray([...ids])],
  );
  return new Map(rows.map(({ id, customer }) => [id, customer]));
}

/** The facts of a kind about a customer, or for "" those about nobody alone; in the order in which they became known. */
export const factsOfKind = (
  tx: Tx,
  kind: string,
  customer: string,
): Promise<readonly AccountFactRecord[]> =>
  tx.rows(
    `select ${columns} from account_facts where kind = $1 and customer = $2 order by recorded_at, id`,
    [kind, customer],
  );

/** The fact of a kind that a customer was told of last; undefined where there is none. */
export async function latestFact(
  tx: Tx,
  kind: string,
  customer: string,
): Promise<AccountFactRecord | undefined> {
  const [row] = await tx.rows<AccountFactRecord>(
    `select ${columns} from account_facts where kind = $1 and customer = $2
      order by recorded_at desc limit 1`,
    [kind, customer],
  );
  return row;
}

/** What these customers bought, by customer, kind, start and id. */
export const purchasesOf = (
  tx: Tx,
  customers: readonly string[],
): Promise<readonly AccountFactRecord[]> =>
  tx.rows(
    `select ${columns} from account_facts where customer = any ($1::text[])
      and product is not null
    order by customer, kind, starts_at, id`,
    [textArray(customers)],
  );
