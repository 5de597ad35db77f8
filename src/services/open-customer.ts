import { openAccount } from "../account/account.ts";
import { priceListOf } from "../account/customer-books.ts";
import { countryOf } from "../account/customer-country.ts";
import type { CustomerFact } from "../account/fact.ts";
import { childOf, payerFault, withChild } from "../account/payer.ts";
import { assert, ok, type Result, refuse } from "../fault/fault.ts";
import { lockedAccount, openStoredAccount, saveAccounts } from "../store/accounts.ts";
import { type CustomerRecord, findCustomer, saveCustomer } from "../store/customers.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import { factData } from "../webhook/fact-events.ts";
import type { TenantModels } from "./model-library.ts";
import { answered } from "./once.ts";
import type { StoredAnswer } from "./services.ts";
import { bodyOf, taken, textOf } from "./told-once.ts";
import { wantVatCheck } from "./vat-checks.ts";
import { tellEvents } from "./webhooks/tell-events.ts";

/**
 * Opens the account of a customer, or adds it to that of who pays for it; the same fact again is answered alike, another
 * under its id refused.
 */
export async function recordCustomer(
  tx: Tx,
  fact: CustomerFact,
  models: TenantModels | undefined,
  now: Instant,
): Promise<Result<StoredAnswer>> {
  const mismatch = currencyMismatch(fact, models);
  if (mismatch !== undefined) return mismatch;
  const text = textOf(fact);
  const known = await findCustomer(tx, fact.id);
  if (known !== undefined)
    return known.fact === text ? ok(answered(200, bodyOf(fact, known.createdAt))) : taken(fact);
  if (fact.payer !== undefined) {
    const added = await addToPayer(tx, fact, fact.payer);
    if (!added.ok) return added;
  }
  await saveCustomer(tx, customerRecord(fact, now));
  if (fact.payer === undefined) await openStoredAccount(tx, openAccount(fact));
  await wantVatCheck(tx, fact, models?.books.current.model, undefined, now);
  const account = fact.payer ?? fact.id;
  const data = factData(fact, now);
  await tellEvents(tx, [{ type: "customer.created", key: fact.id, account, at: now, data }]);
  return ok(answered(201, bodyOf(fact, now)));
}

/** A customer's row: what lists and search need of the fact, and the fact. */
export function customerRecord(fact: CustomerFact, createdAt: Instant): CustomerRecord {
  const { id, name, email = null, segment = null, currency = null, timeZone = null } = fact;
  const { payer = null } = fact;
  const country = countryOf(fact) ?? null;
  return {
    id,
    name,
    email,
    segment,
    country,
    timeZone,
    currency,
    payer,
    fact: textOf(fact),
    createdAt,
  };
}

/** A customer may be recorded before any model is, so its purchases ask again. */
export function currencyMismatch(
  customer: CustomerFact,
  models: TenantModels | undefined,
): Result<never> | undefined {
  if (models === undefined) return undefined;
  const list = priceListOf(models.books.current.model, customer);
  return list.ok ? undefined : list;
}

/** Adds a customer to the account of who pays for it. Refuses what `payerFault` refuses. */
async function addToPayer(tx: Tx, fact: CustomerFact, payer: string): Promise<Result<void>> {
  const known = payer === fact.id ? undefined : await findCustomer(tx, payer);
  const opened = known === undefined ? undefined : (JSON.parse(known.fact) as CustomerFact);
  const fault = payerFault(fact, opened);
  if (fault !== undefined) return refuse(fault);
  const held = await lockedAccount(tx, payer);
  assert(held !== undefined, "a customer that pays for itself has an account");
  const { nextDue } = held;
  const account = withChild(held.account, childOf(fact));
  await saveAccounts(tx, [{ ...held, account, due: nextDue ?? undefined }]);
  return ok(undefined);
}
