import { lockedAccounts } from "../../store/accounts.ts";
import { invoiceNumbers } from "../../store/invoices.ts";
import {
  customersDueBetween,
  noteOverdueLook,
  overdueLookedUntil,
} from "../../store/overdue-items.ts";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import { isAnyoneTold } from "../../store/webhook-outbox.ts";
import { DAY_MS, type Instant } from "../../time/instant.ts";
import { overdueEvents } from "../../webhook/account-events.ts";
import { type DueLook, dueLooks, type Looked, lookAtCustomers } from "../look-at-customers.ts";
import { tellEvents } from "./tell-events.ts";

/** Accounts that are locked in one transaction. */
const atOnce = 50;

/** Tells of a tenant's invoices that are not paid a day after they were due; finds as many customers. `now` is on its clock. */
export async function lookForOverdue(
  store: Store,
  tenant: string,
  now: Instant,
  ending?: AbortSignal,
): Promise<Looked> {
  const due = await store.withTenant(tenant, (tx) => begin(tx, now));
  if (due.length === 0) return { found: 0, failures: [] };
  const at = async (tx: Tx, customers: readonly string[], after: Instant): Promise<number> => {
    await tellOverdue(tx, customers, { after, until: now - DAY_MS }, now);
    return customers.length;
  };
  const looked = await lookAtCustomers(
    { store, tenant, kind: "overdue", now, ending, atOnce, at },
    due,
  );
  // Last: a server that ends before it is looked at again.
  await store.withTenant(tenant, (tx) => noteOverdueLook(tx, now - DAY_MS));
  return looked;
}

/** From now on invoices are told of that come to be overdue. */
export const beginOverdueLook = (tx: Tx, now: Instant): Promise<void> =>
  noteOverdueLook(tx, now - DAY_MS);

/** Whom to look at now; where that is nobody, it is noted at once. */
async function begin(tx: Tx, now: Instant): Promise<readonly DueLook[]> {
  if (!(await isAnyoneTold(tx))) return [];
  const until = now - DAY_MS;
  const before = (await overdueLookedUntil(tx)) ?? until;
  const customers = before < until ? await customersDueBetween(tx, before, until) : [];
  const due = await dueLooks(tx, { kind: "overdue", now }, customers, before);
  if (before < until && due.length === 0) await noteOverdueLook(tx, until);
  return due;
}

async function tellOverdue(
  tx: Tx,
  customers: readonly string[],
  between: { readonly after: Instant; readonly until: Instant },
  now: Instant,
): Promise<void> {
  const accounts = await lockedAccounts(tx, customers);
  const items = accounts.flatMap(({ account }) => account.receivables?.items ?? []);
  const numbers = await invoiceNumbers(
    tx,
    items.map(({ id }) => id),
  );
  const numberOf = (id: string): string => numbers.get(id) ?? id;
  await tellEvents(
    tx,
    accounts.flatMap(({ account }) => overdueEvents(account, between, now, numberOf)),
  );
}
