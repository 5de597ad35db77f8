import { formatInstant, type Instant } from "../time/instant.ts";
import type { Statement, Tx } from "./tenant.ts";

/** What is known of a locked plan beside its figures. */
export interface StoredPlanLock {
  readonly id: string;
  readonly name: string;
  /** `id@version`. */
  readonly model: string;
  readonly scenario: string | null;
  /** SHA-256 of the model's canonical JSON, in hexadecimal. */
  readonly hash: string;
  /** `2027-01`. */
  readonly from: string;
  readonly to: string;
  readonly lockedAt: Instant;
}

const columns = `id, name, model, scenario, hash, from_month as "from", to_month as "to", locked_at as "lockedAt"`;

const insertLock: Statement = {
  name: "insert-plan-lock",
  text: `insert into plan_locks (id, name, model, scenario, hash, from_month, to_month, locked_at, document)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (tenant, id) do nothing`,
};

/** Keeps a plan; false where there is one of this id, whatever it says. */
export async function insertPlanLock(
  tx: Tx,
  { id, name, model, scenario, hash, from, to, lockedAt }: StoredPlanLock,
  document: string,
): Promise<boolean> {
  const values = [id, name, model, scenario, hash, from, to, formatInstant(lockedAt), document];
  return (await tx.run(insertLock, values)) > 0;
}

/** Every locked plan, without its figures, the oldest first. */
export const planLocks = (tx: Tx): Promise<readonly StoredPlanLock[]> =>
  tx.rows<StoredPlanLock & Record<string, unknown>>({
    name: "plan-locks",
    text: `select ${columns} from plan_locks order by locked_at, id`,
  });

/** A locked plan with its document; undefined where there is none. */
export async function planLock(
  tx: Tx,
  id: string,
): Promise<(StoredPlanLock & { readonly document: string }) | undefined> {
  const [row] = await tx.rows<
    StoredPlanLock & { readonly document: string } & Record<string, unknown>
  >(`select ${columns}, document from plan_locks where id = $1`, [id]);
  return row;
}

const invoicePage: Statement = {
  name: "plan-invoice-page",
  text: `select id, document from invoices where id > $1 order by id limit $2`,
};

/** Every final document of the tenant in the order of their ids, so many at a time. */
export async function* documentPages(
  tx: Tx,
  pageSize: number,
): AsyncGenerator<readonly { readonly id: string; readonly document: string }[]> {
  for (let after = ""; ; ) {
    const rows = await tx.rows<{ id: string; document: string }>(invoicePage, [after, pageSize]);
    if (rows.length > 0) yield rows;
    after = rows.at(-1)?.id ?? after;
    if (rows.length < pageSize) return;
  }
}
