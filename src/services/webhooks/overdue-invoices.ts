import { lockedAccounts } from "../../store/accounts.ts";
import { invoiceNumbers } from "../../store/invoices.ts";
import {
  customersDueBetween,
  noteOverdueLook,
  overdueLookedUntil,
} from "../../store/overdue-items.ts";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import { listTenants } from "../../store/tenants.ts";
import { isAnyoneTold } from "../../store/webhook-outbox.ts";
import { DAY_MS, type Instant } from "../../time/instant.ts";
import { overdueEvents } from "../../webhook/account-events.ts";
import type { ServerClock } from "../tenant-clocks.ts";
import { tellEvents } from "./tell-events.ts";

/** Tells of invoices that are not paid a day after they were due, of every tenant; answers how many customers that are. */
export const lookForOverdue = async (store: Store, clock: ServerClock): Promise<number> => {
  let found = 0;
  for (const { id } of await listTenants(store.pool))
    found += await store.withTenant(id, (tx) => lookAtTenant(tx, clock.now(id)));
  return found;
};

/** From now on invoices are told of that come to be overdue. */
export const beginOverdueLook = (tx: Tx, now: Instant): Promise<void> =>
  noteOverdueLook(tx, now - DAY_MS);

async function lookAtTenant(tx: Tx, now: Instant): Promise<number> {
  if (!(await isAnyoneTold(tx))) return 0;
  const until = now - DAY_MS;
  const before = (await overdueLookedUntil(tx)) ?? until;
  const customers = before < until ? await customersDueBetween(tx, before, until) : [];
  if (before < until) await noteOverdueLook(tx, until);
  if (customers.length === 0) return 0;
  const accounts = await lockedAccounts(tx, customers);
  const items = accounts.flatMap(({ account }) => account.receivables?.items ?? []);
  const numbers = await invoiceNumbers(
    tx,
    items.map(({ id }) => id),
  );
  const numberOf = (id: string): string => numbers.get(id) ?? id;
  const between = { after: before, until };
  await tellEvents(
    tx,
    accounts.flatMap(({ account }) => overdueEvents(account, between, now, numberOf)),
  );
  return customers.length;
}
