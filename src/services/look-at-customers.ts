import {
  forgetMissedLooks,
  type LookKind,
  missedLooks,
  noteMissedLook,
} from "../store/missed-looks.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";

/** What a look at a tenant came to. Whom nobody can look at keeps nothing of others back. */
export interface Looked {
  readonly found: number;
  readonly failures: readonly unknown[];
}

/** A customer to look at, and up to when it was looked at before. */
export interface DueLook {
  readonly customer: string;
  readonly since: Instant;
}

/** A look at customers of a tenant, at a moment on its clock. */
export interface CustomerLook {
  readonly store: Pick<Store, "withTenant">;
  readonly tenant: string;
  readonly kind: LookKind;
  readonly now: Instant;
  /** Aborted when the server ends: what is not looked at by then is left to the next look. */
  readonly ending?: AbortSignal | undefined;
  /** How many are looked at in one transaction. */
  readonly atOnce: number;
  /** Looks at some, and answers how much was found. Looking again at what was looked at must find nothing twice. */
  readonly at: (tx: Tx, customers: readonly string[], since: Instant) => Promise<number>;
}

/** These customers, and those whom such a look failed at before and who are tried again; not those of whom that is not yet due. */
export async function dueLooks(
  tx: Tx,
  { kind, now }: Pick<CustomerLook, "kind" | "now">,
  customers: readonly string[],
  since: Instant,
): Promise<readonly DueLook[]> {
  const missed = await missedLooks(tx, kind, customers, now);
  const known = new Set(missed.map(({ customer }) => customer));
  const fresh = customers.filter((customer) => !known.has(customer));
  return [
    ...missed.filter(({ isDue }) => isDue),
    ...fresh.map((customer) => ({ customer, since })),
  ];
}

/**
 * Looks at customers page by page, each page in a transaction of its own. The customers of a page that fails are looked at one by
 * one, and who fails then is noted to be tried again. Throws where not even that can be noted: it is the database that fails; and the
 * reason of `ending` once that is aborted.
 */
export async function lookAtCustomers(
  look: CustomerLook,
  due: readonly DueLook[],
): Promise<Looked> {
  let found = 0;
  const failures: unknown[] = [];
  for (const page of pagesOf(due, look.atOnce)) {
    look.ending?.throwIfAborted();
    const seen = await lookAtPage(look, page);
    found += seen.found;
    failures.push(...seen.failures);
  }
  return { found, failures };
}

interface LookPage {
  readonly customers: readonly string[];
  readonly since: Instant;
}

/** Those of a page were looked at up to the same instant. */
function pagesOf(due: readonly DueLook[], atOnce: number): readonly LookPage[] {
  const bySince = new Map<Instant, string[][]>();
  for (const { customer, since } of due) {
    const pages = bySince.get(since) ?? [];
    bySince.set(since, pages);
    const last = pages.at(-1);
    if (last === undefined || last.length >= atOnce) pages.push([customer]);
    else last.push(customer);
  }
  return [...bySince].flatMap(([since, pages]) => pages.map((customers) => ({ customers, since })));
}

async function lookAtPage(look: CustomerLook, { customers, since }: LookPage): Promise<Looked> {
  const { store, tenant, kind, now, at } = look;
  try {
    const found = await store.withTenant(tenant, async (tx) => {
      const seen = await at(tx, customers, since);
      await forgetMissedLooks(tx, kind, customers);
      return seen;
    });
    return { found, failures: [] };
  } catch (error) {
    const [customer] = customers;
    if (customer !== undefined && customers.length === 1) {
      await store.withTenant(tenant, (tx) => noteMissedLook(tx, kind, { customer, since }, now));
      return { found: 0, failures: [error] };
    }
    return lookAtCustomers(
      { ...look, atOnce: 1 },
      customers.map((one) => ({ customer: one, since })),
    );
  }
}

/**
 * Takes looks at every one of these tenants, whatever becomes of another, and answers how much was found. Throws at its end what
 * failed.
 */
export async function lookAtTenants(
  tenants: readonly string[],
  looks: readonly ((tenant: string) => Promise<Looked>)[],
): Promise<number> {
  let found = 0;
  const failures: unknown[] = [];
  for (const tenant of tenants)
    for (const look of looks)
      try {
        const looked = await look(tenant);
        found += looked.found;
        failures.push(...looked.failures);
      } catch (error) {
        failures.push(error);
      }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} looks failed`);
  return found;
}
