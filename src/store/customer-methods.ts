import { formatInstant, type Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";

/** A customer's way to pay, as it is stored. */
export interface StoredMethod {
  readonly id: string;
  readonly customer: string;
  readonly provider: string;
  /** The provider's id of it. */
  readonly reference: string;
  /** The provider's id of the customer. */
  readonly customerReference: string;
  /** The model's name of this way to pay. */
  readonly method: string;
  readonly kind: string;
  readonly label: string;
  /** The last month in which a card works, `2027-04`; null where it does not expire. */
  readonly expires: string | null;
  readonly isDefault: boolean;
  /** Smaller goes first. */
  readonly priority: number;
  /** Not tried before; null where nothing is wrong with it. */
  readonly failingUntil: Instant | null;
  readonly changedAt: Instant;
  readonly detachedAt: Instant | null;
}

const columns = `id, customer, provider, reference, customer_reference as "customerReference", method,
  kind, label, expires, is_default as "isDefault", priority, failing_until as "failingUntil",
  changed_at as "changedAt", detached_at as "detachedAt"`;

/** The methods of a customer that are not detached, in the order in which they are tried. */
export const methodsOf = (tx: Tx, customer: string): Promise<readonly StoredMethod[]> =>
  tx.rows(
    {
      name: "methods-of-customer",
      text: `select ${columns} from customer_methods where customer = $1 and detached_at is null
        order by is_default desc, priority, id`,
    },
    [customer],
  );

/** A method, detached ones too; undefined where there is none. */
export async function findMethod(tx: Tx, id: string): Promise<StoredMethod | undefined> {
  const [row] = await tx.rows<StoredMethod>(
    `select ${columns} from customer_methods where id = $1`,
    [id],
  );
  return row;
}

/** The methods that a provider calls so; of one customer where it is named. */
export const methodsByReference = (
  tx: Tx,
  provider: string,
  reference: string,
  customer?: string,
): Promise<readonly StoredMethod[]> =>
  tx.rows<StoredMethod>(
    `select ${columns} from customer_methods
      where provider = $1 and reference = $2 and ($3::text is null or customer = $3)
      order by customer`,
    [provider, reference, customer ?? null],
  );

/** Adds a method or replaces what is known of one. At most one that is not detached is a customer's default. */
export async function saveMethod(tx: Tx, method: StoredMethod): Promise<void> {
  const { failingUntil, detachedAt } = method;
  await tx.run(
    `insert into customer_methods (id, customer, provider, reference, customer_reference, method, kind,
      label, expires, is_default, priority, failing_until, changed_at, detached_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    on conflict (tenant, id) do update set method = excluded.method, kind = excluded.kind,
      label = excluded.label, expires = excluded.expires, is_default = excluded.is_default,
      priority = excluded.priority, failing_until = excluded.failing_until,
      changed_at = excluded.changed_at, detached_at = excluded.detached_at`,
    [
      method.id,
      method.customer,
      method.provider,
      method.reference,
      method.customerReference,
      method.method,
      method.kind,
      method.label,
      method.expires,
      method.isDefault,
      method.priority,
      failingUntil === null ? null : formatInstant(failingUntil),
      formatInstant(method.changedAt),
      detachedAt === null ? null : formatInstant(detachedAt),
    ],
  );
}

/** Puts a customer's methods in the order of the ids, of which the first may be made the default. */
export async function orderMethods(
  tx: Tx,
  customer: string,
  ids: readonly string[],
  defaultId: string | null,
): Promise<void> {
  // The unique index on the default looks at each row as it is written: the old one goes first.
  await tx.run(
    "update customer_methods set is_default = false where customer = $1 and is_default and id <> $2",
    [customer, defaultId ?? ""],
  );
  await tx.run(
    `update customer_methods m set priority = wished.place, is_default = m.id = $3
    from unnest($2::text[]) with ordinality as wished (id, place)
    where m.customer = $1 and m.id = wished.id`,
    [customer, [...ids], defaultId ?? ""],
  );
}

/** The provider's id of a customer; undefined where it does not know it. */
export async function providerCustomer(
  tx: Tx,
  provider: string,
  customer: string,
): Promise<string | undefined> {
  const [row] = await tx.rows<{ reference: string }>(
    "select reference from provider_customers where provider = $1 and customer = $2",
    [provider, customer],
  );
  return row?.reference;
}

/** The customer of a provider's id; undefined where it is none of ours. */
export async function customerOfReference(
  tx: Tx,
  provider: string,
  reference: string,
): Promise<string | undefined> {
  const [row] = await tx.rows<{ customer: string }>(
    "select customer from provider_customers where provider = $1 and reference = $2",
    [provider, reference],
  );
  return row?.customer;
}

/** Remembers how a provider calls a customer; the first name stays. */
export async function rememberProviderCustomer(
  tx: Tx,
  provider: string,
  customer: string,
  reference: string,
): Promise<void> {
  await tx.run(
    `insert into provider_customers (provider, customer, reference) values ($1, $2, $3)
      on conflict do nothing`,
    [provider, customer, reference],
  );
}

/** When the invoices of a customer who pays automatically are charged: as they are issued, or as they fall due. */
export type ChargeOn = "issue" | "due";

/** How a customer pays automatically; undefined where it does not. */
export async function autopayOf(
  tx: Tx,
  customer: string,
): Promise<{ readonly chargeOn: ChargeOn; readonly since: Instant } | undefined> {
  const [row] = await tx.rows<{ chargeOn: ChargeOn; since: Instant }>(
    `select charge_on as "chargeOn", since from autopay_customers where customer = $1`,
    [customer],
  );
  return row;
}

/** Lets a customer pay automatically from now on. */
export async function startAutopay(
  tx: Tx,
  customer: string,
  chargeOn: ChargeOn,
  now: Instant,
): Promise<void> {
  await tx.run(
    `insert into autopay_customers (customer, charge_on, since) values ($1, $2, $3)
      on conflict (tenant, customer) do update set charge_on = excluded.charge_on`,
    [customer, chargeOn, formatInstant(now)],
  );
}

/** Lets a customer pay automatically no more. */
export async function endAutopay(tx: Tx, customer: string): Promise<void> {
  await tx.run("delete from autopay_customers where customer = $1", [customer]);
}
