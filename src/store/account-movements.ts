import type { DunningNotice } from "../account/dun-account.ts";
import type { AccountMovement } from "../account/step.ts";
import type { PayoutDocument } from "../ledger/booked.ts";
import type { ProviderPayout } from "../ledger/documents/provider-payout.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { instantArray, numberArray, textArray } from "./array-literal.ts";
import { markOpenItemsStale } from "./open-items.ts";
import type { Statement, Tx } from "./tenant.ts";

/** What a step of an account did beside the documents it issued. */
export interface MoneyMoved {
  readonly customer: string;
  /** When it happened in the account's life. UTC. */
  readonly at: Instant;
  /** The account's count after the last of them. */
  readonly moved: number;
  readonly movements: readonly AccountMovement[];
  readonly notices: readonly DunningNotice[];
}

const addMovements: Statement = {
  name: "add-account-movements",
  text: `insert into account_movements (customer, place, at, kind, movement)
    select * from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::text[], $5::text[])`,
};

const addNotices: Statement = {
  name: "add-dunning-notices",
  text: `insert into dunning_notices (id, customer, at, action, notice)
    select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[])`,
};

/** Adds what steps did, in the transaction that saves their accounts. */
export async function addMoneyMoved(tx: Tx, steps: readonly MoneyMoved[]): Promise<void> {
  const rows = steps.flatMap(({ customer, at, moved, movements }) =>
    movements.map((movement, index) => ({
      customer,
      at,
      place: moved - movements.length + index + 1,
      movement,
    })),
  );
  if (rows.length > 0) {
    await tx.run(addMovements, [
      textArray(rows.map(({ customer }) => customer)),
      numberArray(rows.map(({ place }) => place)),
      instantArray(rows.map(({ at }) => at)),
      textArray(rows.map(({ movement }) => movement.kind)),
      textArray(rows.map(({ movement }) => JSON.stringify(movement))),
    ]);
    await markOpenItemsStale(
      tx,
      rows.map(({ customer }) => customer),
    );
  }
  const notices = steps.flatMap((one) => one.notices);
  if (notices.length > 0)
    await tx.run(addNotices, [
      textArray(notices.map(({ id }) => id)),
      textArray(notices.map(({ customer }) => customer)),
      textArray(notices.map(({ at }) => at)),
      textArray(notices.map(({ action }) => action)),
      textArray(notices.map((notice) => JSON.stringify(notice))),
    ]);
}

/** A movement as it is stored. */
export interface StoredMovement {
  readonly customer: string;
  readonly place: number;
  readonly at: Instant;
  readonly movement: AccountMovement;
}

/** A provider's transfer to us, kept among the movements since it is posted with them; of no customer. */
export interface StoredPayout {
  readonly customer: "";
  readonly place: number;
  readonly at: Instant;
  readonly movement: PayoutDocument;
}

/** What is posted beside documents. */
export type PostedMovement = StoredMovement | StoredPayout;

/** Whether it is a provider's transfer, and not of an account. */
export const isPayout = (one: PostedMovement): one is StoredPayout => one.customer === "";

const takePayoutTurn: Statement = {
  name: "payouts-turn",
  text: `select pg_advisory_xact_lock(
    hashtextextended('florin.payouts ' || current_setting('florin.tenant'), 0))`,
};

const addPayoutOnce: Statement = {
  name: "add-payout",
  text: `insert into account_movements (customer, place, at, kind, movement)
    select '', coalesce(max(place), 0) + 1, greatest(max(at) + interval '1 millisecond', $1), $2, $3
    from account_movements where customer = ''
    having count(*) filter (where kind = $2 and movement::jsonb ->> 'id' = $4) = 0
    returning at`,
};

/** Waits until nobody else adds transfers of this tenant; held until the transaction ends. */
export const holdPayouts = async (tx: Tx): Promise<void> => {
  await tx.rows(takePayoutTurn);
};

/**
 * Adds a transfer to what is to be posted, once, and behind those that were added before it; answers when it counts as known,
 * which is when it did before where it was added already.
 */
export async function addPayout(tx: Tx, payout: PayoutDocument, at: Instant): Promise<Instant> {
  await holdPayouts(tx);
  const { kind, id } = payout;
  const [added] = await tx.rows<{ at: Instant }>(addPayoutOnce, [
    formatInstant(at),
    kind,
    JSON.stringify(payout),
    id,
  ]);
  if (added !== undefined) return added.at;
  return (await findPayout(tx, id, kind))?.at ?? at;
}

/** A transfer that was added, by its id; undefined where none was. */
export async function findPayout(
  tx: Tx,
  id: string,
  kind: PayoutDocument["kind"] = "provider-payout",
): Promise<{ readonly at: Instant; readonly movement: ProviderPayout } | undefined> {
  const [row] = await tx.rows<{ at: Instant; movement: string }>(
    `select at, movement from account_movements
    where customer = '' and kind = $2 and movement::jsonb ->> 'id' = $1`,
    [id, kind],
  );
  return row === undefined
    ? undefined
    : { at: row.at, movement: JSON.parse(row.movement) as ProviderPayout };
}

interface MovementRow extends Omit<StoredMovement, "movement"> {
  readonly movement: string;
}

const stored = (row: MovementRow): StoredMovement => ({
  ...row,
  place: Number(row.place),
  movement: JSON.parse(row.movement) as AccountMovement,
});

const unposted: Statement = {
  name: "unposted-movements",
  text: `select customer, place, at, movement from account_movements where not posted
    order by at, customer, place limit $1`,
};

/** Movements that are not in the journal, in the order of (time, customer, the account's count), at most `limit`. */
export const unpostedMovements = async (
  tx: Tx,
  limit: number,
): Promise<readonly PostedMovement[]> =>
  (await tx.rows<MovementRow>(unposted, [limit])).map(stored);

const markPosted: Statement = {
  name: "mark-movements-posted",
  text: `update account_movements m set posted = true
    from unnest($1::text[], $2::bigint[]) as done (customer, place)
    where m.customer = done.customer and m.place = done.place`,
};

/** Remembers that these movements are in the journal. */
export async function markMovementsPosted(
  tx: Tx,
  movements: readonly PostedMovement[],
): Promise<void> {
  if (movements.length === 0) return;
  await tx.run(markPosted, [
    textArray(movements.map(({ customer }) => customer)),
    numberArray(movements.map(({ place }) => place)),
  ]);
}
