import { formatInstant, type Instant } from "../time/instant.ts";
import type { Pool } from "./connection.ts";
import type { Tx } from "./tenant.ts";

/** A provider of sign-in, as an organisation set it. */
export interface StoredSignInProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly secretSealed: string;
  /** Of e-mails that are let in, in lower case; all where there are none. */
  readonly domains: readonly string[];
  /** What newcomers of these domains may do; null where everybody must be invited. */
  readonly role: string | null;
  /** Whether who types an e-mail of one of these domains is led there. */
  readonly byDomain: boolean;
  /** Real time. */
  readonly changedAt: Instant;
}

/** The provider of an organisation; undefined where it has set none. */
export async function findSignInProvider(tx: Tx): Promise<StoredSignInProvider | undefined> {
  const [row] = await tx.rows<StoredSignInProvider>(
    `select issuer, client_id as "clientId", secret_sealed as "secretSealed", domains, role,
      by_domain as "byDomain", changed_at as "changedAt" from sign_in_providers`,
  );
  return row;
}

/** Sets the provider of an organisation, and by which hashes of domains it is found. */
export async function saveSignInProvider(
  tx: Tx,
  provider: StoredSignInProvider,
  domainHashes: readonly string[],
): Promise<void> {
  const { issuer, clientId, secretSealed, domains, role, byDomain, changedAt } = provider;
  await tx.run(
    `insert into sign_in_providers
        (issuer, client_id, secret_sealed, domains, role, by_domain, changed_at)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (tenant) do update set issuer = excluded.issuer, client_id = excluded.client_id,
        secret_sealed = excluded.secret_sealed, domains = excluded.domains, role = excluded.role,
        by_domain = excluded.by_domain, changed_at = excluded.changed_at`,
    [issuer, clientId, secretSealed, domains, role, byDomain, formatInstant(changedAt)],
  );
  await setDomains(tx, domainHashes);
}

/** Removes the provider of an organisation. */
export async function deleteSignInProvider(tx: Tx): Promise<void> {
  await tx.run("delete from sign_in_providers");
  await setDomains(tx, []);
}

async function setDomains(tx: Tx, hashes: readonly string[]): Promise<void> {
  await tx.run("update tenants set sign_in_domains = $2 where id = $1", [
    tx.tenant,
    hashes.length === 0 ? null : hashes,
  ]);
}

/** The organisation that a domain leads to, by its hash; undefined where none does, or more than one. */
export async function organisationOfDomain(pool: Pool, hash: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string }>(
    "select id from tenants where sign_in_domains @> array[$1] limit 2",
    [hash],
  );
  return rows.length === 1 ? rows[0]?.id : undefined;
}

/** Whether any domain leads anywhere. */
export async function anyDomainLeads(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query(
    "select from tenants where sign_in_domains is not null limit 1",
  );
  return rowCount === 1;
}
