import { openAccount } from "../account/account.ts";
import { openStoredAccount, parkAccount } from "./accounts.ts";
import { saveCustomer } from "./customers.ts";
import type { Page } from "./page.ts";
import { saveSubscription } from "./subscription.fixture.ts";
import type { Tx } from "./tenant.ts";

/**
 * Saves 25 customers, every other one in a segment; the accounts of `c-3`, which is parked, and `c-4`; and a subscription of
 * `c-1` to plan `team`, in service from instant 100 to 200.
 */
export async function saveListedCustomers(tx: Tx): Promise<void> {
  for (let index = 0; index < 25; index += 1) {
    await saveCustomer(tx, {
      id: `c-${index}`,
      // Names repeat, so that pages must go on within one name.
      name: `Customer ${index % 4}${index === 7 ? " Ümläut 100%_" : ""}`,
      email: null,
      segment: index % 2 === 0 ? "enterprise" : null,
      country: "DE",
      currency: "USD",
      timeZone: null,
      payer: null,
      fact: "{}",
      createdAt: index,
    });
  }
  await openStoredAccount(tx, openAccount({ fact: "customer", id: "c-3", name: "Customer 3" }));
  await openStoredAccount(tx, openAccount({ fact: "customer", id: "c-4", name: "Customer 0" }));
  await parkAccount(tx, "c-3", "it does not add up", Date.UTC(2026, 0, 31));
  await saveSubscription(tx, { customer: "c-1", plan: "team", startsAt: 100, endsAt: 200 });
}

/** The items of all pages, in order. */
export async function everyPage<T>(
  list: (cursor?: string) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let page = await list();
  for (;;) {
    items.push(...page.items);
    if (page.next === null) return items;
    page = await list(page.next);
  }
}
