/** What the application may do with a table. Rows that are history (facts, invoices, events) are never updated. */
export type Grant = "select" | "insert" | "update" | "delete";

/** The tenant of the open transaction; a sub-select, so the server evaluates it once for each statement. */
const currentTenant = "(select current_setting('florin.tenant', true))";

/**
 * Column that every table of a tenant begins with. It fills itself in, so no statement can name another tenant's.
 * Identifiers sort by code point, the same on every server.
 */
export const tenantColumn = `tenant text collate "C" not null default current_setting('florin.tenant', true)`;

/**
 * Closes a table to everything but the tenant of the transaction, its owner included, and grants the application what
 * it needs. The permissive policy opens the table, the restrictive one narrows it to the tenant: a policy that somebody
 * adds later is joined by "or" to the first and by "and" to the second, and so cannot widen it.
 *
 * Migrations that are out call this; a change of isolation is a new function and a new migration.
 */
export const isolateTenants = (table: string, grants: readonly Grant[]): string => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy every_row on ${table} as permissive for all using (true) with check (true);
  create policy own_tenant on ${table} as restrictive for all
    using (tenant = ${currentTenant}) with check (tenant = ${currentTenant});
  revoke all on ${table} from public;
  grant ${grants.join(", ")} on ${table} to florin_app;
`;
