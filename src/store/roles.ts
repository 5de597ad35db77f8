import type pg from "pg";
import type { Pool } from "./connection.ts";

/** The role that the application runs as: it owns nothing and row-level security binds it. */
export const appRole = "florin_app";

const duplicateObject = "42710";
const uniqueViolation = "23505";
const insufficientPrivilege = "42501";

/**
 * Makes the application's role where it is missing. With a password it may log in by itself (embedded server); without
 * one it cannot, and connections take it on as they start (see `connect`), for which the owner becomes its member.
 */
export async function ensureAppRole(owner: Pool, password: string | undefined): Promise<void> {
  const client = await owner.connect();
  try {
    const known = await client.query("select from pg_roles where rolname = $1", [appRole]);
    if (known.rowCount === 0) {
      const login = password === undefined ? "nologin" : `login password '${quoted(password)}'`;
      await orExists(client.query(`create role ${appRole} ${login} nobypassrls`));
    }
    if (password === undefined) {
      const member = await client.query<{ member: boolean }>(
        "select pg_has_role(current_user, $1, 'member') as member",
        [appRole],
      );
      if (member.rows[0]?.member !== true) await client.query(`grant ${appRole} to current_user`);
    }
  } catch (error) {
    if ((error as pg.DatabaseError).code !== insufficientPrivilege) throw error;
    throw new Error(
      `the user of DATABASE_URL may not create roles; have an administrator run once: ` +
        `create role ${appRole} nologin; grant ${appRole} to <that user>;`,
    );
  } finally {
    client.release();
  }
}

const quoted = (text: string): string => text.replaceAll("'", "''");

/** Two processes may start at once; the second finds the role made. */
async function orExists(query: Promise<unknown>): Promise<void> {
  try {
    await query;
  } catch (error) {
    const { code } = error as pg.DatabaseError;
    if (code !== duplicateObject && code !== uniqueViolation) throw error;
  }
}

/**
 * Stops the program when the pool does not speak as the application's role, or the role could get around row-level
 * security: then every isolation below would be decoration (F60).
 */
export async function assertAppRole(pool: Pool): Promise<void> {
  const answer = await pool.query<{ role: string; powers: string[] }>(`
    select current_user as role, array_remove(array[
      case when rolsuper then 'is a superuser' end,
      case when rolbypassrls then 'bypasses row-level security' end,
      case when exists (select from pg_class where relowner = r.oid) then 'owns tables' end
    ], null) as powers
    from pg_roles r where rolname = current_user`);
  const [found] = answer.rows;
  if (found?.role === appRole && found.powers.length === 0) return;
  const why =
    found?.role === appRole ? found.powers.join(", ") : `the session runs as ${found?.role}`;
  throw new Error(
    `refusing to run: the database role ${appRole} does not isolate tenants (${why})`,
  );
}
