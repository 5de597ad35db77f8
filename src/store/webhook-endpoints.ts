import { formatInstant, type Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import type { Statement, Tx } from "./tenant.ts";

/** Where events are sent to. Secrets are sealed. */
export interface StoredEndpoint {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  /** Types, and first words as `invoice.*`; all where there are none. */
  readonly events: readonly string[];
  readonly enabled: boolean;
  /** Why it was disabled by itself; null where somebody did it, or it is enabled. */
  readonly disabledBecause: string | null;
  readonly secret: string;
  readonly previousSecret: string | null;
  /** Until when messages are signed with the previous secret as well. */
  readonly previousUntil: Instant | null;
  /** The first attempt that failed since the last that did not; null where none did. */
  readonly failingSince: Instant | null;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
}

const columns = `id, url, description, events, enabled, disabled_because as "disabledBecause", secret,
  previous_secret as "previousSecret", previous_until as "previousUntil",
  failing_since as "failingSince", created_at as "createdAt", changed_at as "changedAt"`;

const everyEndpoint: Statement = {
  name: "webhook-endpoints",
  text: `select ${columns} from webhook_endpoints order by created_at, id`,
};

/** Every endpoint of the tenant, oldest first. */
export const webhookEndpoints = (tx: Tx): Promise<readonly StoredEndpoint[]> =>
  tx.rows<StoredEndpoint>(everyEndpoint);

/** An endpoint, locked until the transaction ends; undefined where there is none. */
export async function lockedEndpoint(tx: Tx, id: string): Promise<StoredEndpoint | undefined> {
  const [row] = await tx.rows<StoredEndpoint>(
    `select ${columns} from webhook_endpoints where id = $1 for update`,
    [id],
  );
  return row;
}

/** Adds an endpoint, or replaces the one of its id. */
export async function saveEndpoint(tx: Tx, endpoint: StoredEndpoint): Promise<void> {
  const instant = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));
  await tx.run(
    `insert into webhook_endpoints (id, url, description, events, enabled, disabled_because, secret,
       previous_secret, previous_until, failing_since, created_at, changed_at)
     values ($1, $2, $3, $4::text[], $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (tenant, id) do update set url = excluded.url, description = excluded.description,
       events = excluded.events, enabled = excluded.enabled,
       disabled_because = excluded.disabled_because, secret = excluded.secret,
       previous_secret = excluded.previous_secret, previous_until = excluded.previous_until,
       failing_since = excluded.failing_since, changed_at = excluded.changed_at`,
    [
      endpoint.id,
      endpoint.url,
      endpoint.description,
      textArray(endpoint.events),
      endpoint.enabled,
      endpoint.disabledBecause,
      endpoint.secret,
      endpoint.previousSecret,
      instant(endpoint.previousUntil),
      instant(endpoint.failingSince),
      formatInstant(endpoint.createdAt),
      formatInstant(endpoint.changedAt),
    ],
  );
}

/** Takes an endpoint out with what waits for it and what was sent to it; false where there is none. */
export async function deleteEndpoint(tx: Tx, id: string): Promise<boolean> {
  await tx.run(
    `delete from webhook_attempts
     where delivery in (select id from webhook_deliveries where endpoint = $1)`,
    [id],
  );
  await tx.run("delete from webhook_deliveries where endpoint = $1", [id]);
  await tx.run("delete from webhook_lanes where endpoint = $1", [id]);
  return (await tx.run("delete from webhook_endpoints where id = $1", [id])) > 0;
}

/** Notes that an endpoint took a message, so that it no longer counts as failing. */
export async function noteEndpointWorks(tx: Tx, id: string): Promise<void> {
  await tx.run(
    `update webhook_endpoints set failing_since = null
     where id = $1 and failing_since is not null`,
    [id],
  );
}

/** Notes that an endpoint did not take a message. */
export async function noteEndpointFails(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.run(
    `update webhook_endpoints set failing_since = $2
     where id = $1 and (failing_since is null or failing_since > $2)`,
    [id, formatInstant(at)],
  );
}

/** Disables an endpoint that fails since before an instant, with the reason; whether it was. */
export const disableFailing = async (
  tx: Tx,
  id: string,
  { since, reason, at }: { readonly since: Instant; readonly reason: string; readonly at: Instant },
): Promise<boolean> =>
  (await tx.run(
    `update webhook_endpoints set enabled = false, disabled_because = $3, changed_at = $4
     where id = $1 and enabled and failing_since <= $2`,
    [id, formatInstant(since), reason, formatInstant(at)],
  )) > 0;
