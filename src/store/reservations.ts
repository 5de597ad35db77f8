import { add, type Decimal, decimalOf, format, zero } from "../money/decimal.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { Statement, Tx } from "./tenant.ts";

/** What is set apart of a meter for a customer. */
export interface Reservation {
  readonly id: string;
  readonly customer: string;
  /** The meter's id in the model. */
  readonly meter: string;
  /** What the meter counts, whatever it is called: see `counterKey`. */
  readonly counter: string;
  readonly quantity: Decimal;
  readonly createdAt: Instant;
  /** The first instant at which it no longer counts. */
  readonly expiresAt: Instant;
}

/** A reservation as it stands. */
export interface StoredReservation extends Reservation {
  readonly state: "open" | "finalized" | "released" | "lapsed";
  /** What was used of it, once it is finalized. */
  readonly used: Decimal | undefined;
}

interface Row {
  readonly id: string;
  readonly customer: string;
  readonly meter: string;
  readonly counter: string;
  readonly quantity: string;
  readonly created_at: Instant;
  readonly expires_at: Instant;
  readonly state: StoredReservation["state"];
  readonly used: string | null;
}

const columns =
  "id, customer, meter, counter, quantity::text, created_at, expires_at, state, used::text";

const stored = (row: Row): StoredReservation => ({
  id: row.id,
  customer: row.customer,
  meter: row.meter,
  counter: row.counter,
  quantity: decimalOf(row.quantity),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  state: row.state,
  used: row.used === null ? undefined : decimalOf(row.used),
});

/** A reservation by its id; undefined where there is none. */
export async function findReservation(tx: Tx, id: string): Promise<StoredReservation | undefined> {
  const [row] = await tx.rows<Row>(`select ${columns} from reservations where id = $1`, [id]);
  return row === undefined ? undefined : stored(row);
}

const closeLapsed: Statement = {
  name: "close-lapsed-reservations",
  text: `update reservations set state = 'lapsed', closed_at = expires_at
    where customer = $1 and state = 'open' and expires_at <= $2`,
};

/** Closes what lapsed of a customer's; to be called under the customer's lock before something is reserved. */
export async function closeLapsedReservations(
  tx: Tx,
  customer: string,
  now: Instant,
): Promise<void> {
  await tx.run(closeLapsed, [customer, formatInstant(now)]);
}

const sumOpen: Statement = {
  name: "sum-open-reservations",
  text: `select counter, sum(quantity)::text as quantity from reservations
    where customer = $1 and state = 'open' and expires_at > $2 group by counter`,
};

/** What a customer's open reservations hold at an instant, by counter. */
export async function reservedOf(
  tx: Tx,
  customer: string,
  now: Instant,
): Promise<(counter: string) => Decimal> {
  const rows = await tx.rows<{ counter: string; quantity: string }>(sumOpen, [
    customer,
    formatInstant(now),
  ]);
  return (counter) =>
    rows.reduce(
      (total, row) => (row.counter === counter ? add(total, decimalOf(row.quantity)) : total),
      zero,
    );
}

/** Which open reservations to list: those that lapse first come first. */
export interface OpenReservations {
  readonly now: Instant;
  readonly limit: number;
  readonly customer?: string;
  /** The last one of the page before: when it lapses, as text, and its id. */
  readonly after?: readonly [expiresAt: string, id: string];
}

/** Open reservations, of one customer or of all. */
export async function openReservations(
  tx: Tx,
  { now, limit, customer, after }: OpenReservations,
): Promise<readonly StoredReservation[]> {
  const [lastAt = null, lastId = null] = after ?? [];
  const rows = await tx.rows<Row>(
    `select ${columns} from reservations
     where state = 'open' and expires_at > $1
       and ($2::text is null or customer = $2)
       and ($3::timestamptz is null or (expires_at, id) > ($3, $4))
     order by expires_at, id limit $5`,
    [formatInstant(now), customer ?? null, lastAt, lastId, limit],
  );
  return rows.map(stored);
}

/** Sets something apart. */
export async function addReservation(tx: Tx, reservation: Reservation): Promise<void> {
  const { id, customer, meter, counter, quantity, createdAt, expiresAt } = reservation;
  await tx.run(
    `insert into reservations (id, customer, meter, counter, quantity, created_at, expires_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, 'open')`,
    [
      id,
      customer,
      meter,
      counter,
      format(quantity),
      formatInstant(createdAt),
      formatInstant(expiresAt),
    ],
  );
}

/** Lets an open reservation hold so much, until then. */
export async function renewReservation(
  tx: Tx,
  id: string,
  { quantity, expiresAt }: Pick<Reservation, "quantity" | "expiresAt">,
): Promise<void> {
  await tx.run(
    "update reservations set quantity = $2, expires_at = $3 where id = $1 and state = 'open'",
    [id, format(quantity), formatInstant(expiresAt)],
  );
}

/** Closes a reservation that is open or has lapsed: what was used of a lapsed one is told once, too. `used` is what became of it. */
export async function closeReservation(
  tx: Tx,
  id: string,
  closed: {
    readonly state: "finalized" | "released";
    readonly used?: Decimal;
    readonly at: Instant;
  },
): Promise<void> {
  await tx.run(
    "update reservations set state = $2, used = $3, closed_at = $4 where id = $1 and state in ('open', 'lapsed')",
    [
      id,
      closed.state,
      closed.used === undefined ? null : format(closed.used),
      formatInstant(closed.at),
    ],
  );
}
