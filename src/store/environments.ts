import { formatInstant, type Instant } from "../time/instant.ts";
import type { Pool } from "./connection.ts";
import type { Tx } from "./tenant.ts";

/** A tenant as an environment of an organisation. */
export interface StoredEnvironment {
  readonly id: string;
  /** The tenant that the organisation began with, whose id is the organisation's. */
  readonly organisation: string;
  readonly name: string;
  readonly kind: "live" | "sandbox";
  readonly createdAt: Instant;
  /** What a sandbox's clock shows. */
  readonly clockAt: Instant | null;
}

const columns = `id, coalesce(organisation, id) as organisation, name, kind, created_at as "createdAt",
  clock_at as "clockAt"`;

/** An environment; undefined where there is none. Under the pool, as whoever asks may not know yet whose it is. */
export async function findEnvironment(
  pool: Pool,
  id: string,
): Promise<StoredEnvironment | undefined> {
  const found = await pool.query<StoredEnvironment>(
    `select ${columns} from tenants where id = $1`,
    [id],
  );
  return found.rows[0];
}

/** The environments of an organisation, oldest first. */
export async function environmentsOf(
  pool: Pool,
  organisation: string,
): Promise<readonly StoredEnvironment[]> {
  const found = await pool.query<StoredEnvironment>(
    `select ${columns} from tenants where organisation = $1 or id = $1 order by created_at, id`,
    [organisation],
  );
  return found.rows;
}

/** What every sandbox's clock shows, by tenant. */
export async function sandboxClocks(pool: Pool): Promise<ReadonlyMap<string, Instant>> {
  const found = await pool.query<{ id: string; at: Instant }>(
    "select id, clock_at as at from tenants where clock_at is not null",
  );
  return new Map(found.rows.map(({ id, at }) => [id, at]));
}

/** Adds an environment in a transaction of its own tenant; answers false where the id is taken. */
export async function insertEnvironment(tx: Tx, environment: StoredEnvironment): Promise<boolean> {
  const { id, organisation, name, kind, createdAt, clockAt } = environment;
  const added = await tx.run(
    `insert into tenants (id, organisation, name, kind, created_at, clock_at)
      values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [
      id,
      organisation,
      name,
      kind,
      formatInstant(createdAt),
      clockAt === null ? null : formatInstant(clockAt),
    ],
  );
  return added === 1;
}

/** Moves a sandbox's clock forward, never back, and answers where it stands then; undefined where there is no such sandbox. */
export async function moveSandboxClock(
  pool: Pool,
  id: string,
  to: Instant,
): Promise<Instant | undefined> {
  const moved = await pool.query<{ at: Instant }>(
    `update tenants set clock_at = greatest(clock_at, $2::timestamptz)
      where id = $1 and kind = 'sandbox' returning clock_at as at`,
    [id, formatInstant(to)],
  );
  return moved.rows[0]?.at;
}
