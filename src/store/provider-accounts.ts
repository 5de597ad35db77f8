import { ok, type Result } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { type Bounds, boundsText, matches, onDays, where } from "./list-conditions.ts";
import { type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { addRowsAfter } from "./rows-after.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";

/** Our account with a provider. Its keys are sealed: they cannot be read without the installation's secret. */
export interface ProviderAccount {
  readonly provider: string;
  readonly active: boolean;
  readonly options: Readonly<Record<string, string>>;
  /** Sealed texts by the name of the key. */
  readonly sealedKeys: Readonly<Record<string, string>>;
  /** Up to when its messages were fetched; null where they never were. */
  readonly eventsReadUntil: Instant | null;
  readonly changedAt: Instant;
}

const columns = `provider, active, options, sealed_keys as "sealedKeys",
  events_read_until as "eventsReadUntil", changed_at as "changedAt"`;

/** Adds our account with a provider, or replaces what is known of it. */
export async function saveProviderAccount(
  tx: Tx,
  account: Omit<ProviderAccount, "eventsReadUntil">,
): Promise<void> {
  const { provider, active, options, sealedKeys, changedAt } = account;
  await tx.run(
    `insert into provider_accounts (provider, active, options, sealed_keys, changed_at)
    values ($1, $2, $3, $4, $5)
    on conflict (tenant, provider) do update set active = excluded.active,
      options = excluded.options, sealed_keys = excluded.sealed_keys,
      changed_at = excluded.changed_at`,
    [
      provider,
      active,
      JSON.stringify(options),
      JSON.stringify(sealedKeys),
      formatInstant(changedAt),
    ],
  );
}

/** Our account with a provider; undefined where we have none. */
export async function findProviderAccount(
  tx: Tx,
  provider: string,
): Promise<ProviderAccount | undefined> {
  const [row] = await tx.rows<ProviderAccount>(
    {
      name: "find-provider-account",
      text: `select ${columns} from provider_accounts where provider = $1`,
    },
    [provider],
  );
  return row;
}

/** All accounts with providers, by name. */
export const providerAccounts = (tx: Tx): Promise<readonly ProviderAccount[]> =>
  tx.rows(`select ${columns} from provider_accounts order by provider`);

/** Remembers up to when a provider's messages were fetched; it never goes back. */
export async function eventsWereRead(tx: Tx, provider: string, until: Instant): Promise<void> {
  await tx.run(
    `update provider_accounts set events_read_until = greatest(events_read_until, $2)
      where provider = $1`,
    [provider, formatInstant(until)],
  );
}

/** A transfer of a provider to our bank account. */
export interface ProviderPayoutRow {
  readonly provider: string;
  readonly payout: string;
  readonly status: string;
  /** Decimal text, all digits of the minor unit are the provider's. */
  readonly amount: string;
  readonly currency: string;
  readonly at: Instant;
  /** What it is made of, as JSON text; null until it was asked for. */
  readonly content: string | null;
}

const payoutColumns =
  "provider, payout, status, amount::text as amount, currency, at, content::text as content";

/** Keeps a payout; what is told later of the same one goes before, and a failed one stays failed. */
export async function savePayout(tx: Tx, payout: ProviderPayoutRow): Promise<void> {
  const { provider, payout: id, status, amount, currency, at, content } = payout;
  await tx.run(
    `insert into provider_payouts (provider, payout, status, amount, currency, at, content)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (tenant, provider, payout) do update set
      status = case when provider_payouts.status = 'failed' then 'failed' else excluded.status end,
      at = least(provider_payouts.at, excluded.at),
      content = coalesce(excluded.content, provider_payouts.content)`,
    [provider, id, status, amount, currency, formatInstant(at), content],
  );
}

/** Payouts whose content was not asked for, oldest first. */
export const payoutsWithoutContent = (
  tx: Tx,
  limit: number,
): Promise<readonly ProviderPayoutRow[]> =>
  tx.rows(
    `select ${payoutColumns} from provider_payouts where content is null
      order by at, payout limit $1`,
    [limit],
  );

/** Which payouts to list. */
export interface PayoutListRequest extends PageRequest {
  readonly provider?: string;
  readonly currency?: string;
  /** Days of the transfer, UTC. */
  readonly paid?: Bounds;
}

/** A page of payouts, newest first. Refuses a cursor that is not of this list. */
export async function listPayouts(
  tx: Tx,
  { provider, currency, paid, limit, cursor }: PayoutListRequest,
): Promise<Result<Page<ProviderPayoutRow>>> {
  const stored = { provider, currency };
  const filters = { ...stored, paid: boundsText(paid) };
  const scope: ListScope = { list: "provider-payouts", tenant: tx.tenant, filters };
  const parameters = sqlParameters();
  const conditions = [...matches(stored, parameters), ...onDays("at", paid ?? {}, parameters)];
  const sorted = { columns: ["at::timestamptz", "payout"], order: "descending" } as const;
  const after = addRowsAfter(conditions, cursor, sorted, scope, parameters);
  if (!after.ok) return after;
  const rows = await tx.rows<ProviderPayoutRow>(
    `select ${payoutColumns} from provider_payouts ${where(conditions)}
    order by at desc, payout desc limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  return ok(pageOf(rows, limit, scope, ({ at, payout }) => [formatInstant(at), payout]));
}
