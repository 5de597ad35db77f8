import { type Account, openAccount } from "../account/account.ts";
import type { AccountFact, CustomerFact, PurchaseFact } from "../account/fact.ts";
import { step } from "../account/step.ts";
import { zoneOf } from "../account/terms.ts";
import { expectOk, type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { recordFact as storePurchase } from "../store/account-facts.ts";
import { lockedAccount, openStoredAccount, saveAccounts } from "../store/accounts.ts";
import { findCustomer, saveCustomer } from "../store/customers.ts";
import type { Tx } from "../store/tenant.ts";
import { parseCivilDate } from "../time/calendar.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { startOfDay } from "../time/zone.ts";
import type { TenantModels } from "./model-library.ts";
import { answered } from "./once.ts";
import type { StoredAnswer } from "./services.ts";

/**
 * Records a fact about an account at `now`: a customer opens one, a purchase steps it. The same fact again is answered as it
 * was; another under the same id is refused with `already-exists`, the first stays.
 */
export async function recordFact(
  tx: Tx,
  fact: AccountFact,
  models: TenantModels | undefined,
  now: Instant,
): Promise<Result<StoredAnswer>> {
  if (fact.fact === "customer") return recordCustomer(tx, fact, models, now);
  if (models === undefined)
    return refuse({
      code: "no-model",
      path: "",
      message: "publish a model first: there is nothing to buy yet",
      suggestion: "POST /v1/models",
    });
  return recordPurchase(tx, fact, models, now);
}

const textOf = (fact: AccountFact): string =>
  JSON.stringify(
    Object.fromEntries(Object.entries(fact).sort(([left], [right]) => (left < right ? -1 : 1))),
  );

const bodyOf = ({ fact: _, ...rest }: AccountFact, now: Instant): string =>
  JSON.stringify({ ...rest, recordedAt: formatInstant(now) });

const taken = (fact: AccountFact): Result<never> =>
  refuse({
    code: "already-exists",
    path: "/id",
    message: `another ${fact.fact} has this id and other terms; the first stays`,
    value: fact.id,
    suggestion: "use a new id",
  });

async function recordCustomer(
  tx: Tx,
  fact: CustomerFact,
  models: TenantModels | undefined,
  now: Instant,
): Promise<Result<StoredAnswer>> {
  const mismatch = currencyMismatch(fact, models, "/currency");
  if (mismatch !== undefined) return mismatch;
  const text = textOf(fact);
  const known = await findCustomer(tx, fact.id);
  if (known !== undefined)
    return known.fact === text ? ok(answered(200, bodyOf(fact, known.createdAt))) : taken(fact);
  const { id, name, email = null, segment = null, country = null, timeZone = null } = fact;
  await saveCustomer(tx, {
    id,
    name,
    email,
    segment,
    country,
    timeZone,
    currency: fact.currency ?? null,
    fact: text,
    createdAt: now,
  });
  await openStoredAccount(tx, openAccount(fact));
  return ok(answered(201, bodyOf(fact, now)));
}

/** A customer may be recorded before any model is, so its purchases ask again. */
function currencyMismatch(
  { currency }: CustomerFact,
  models: TenantModels | undefined,
  path: string,
): Result<never> | undefined {
  const billed = models?.books.current.model.currency;
  if (currency === undefined || billed === undefined || currency === billed) return undefined;
  const message = `the customer pays in ${currency}, the model bills in ${billed}`;
  return refuse({ code: "currency-mismatch", path, message, value: currency });
}

async function recordPurchase(
  tx: Tx,
  fact: PurchaseFact,
  models: TenantModels,
  now: Instant,
): Promise<Result<StoredAnswer>> {
  const held = await lockedAccount(tx, fact.customer);
  if (held === undefined)
    return refuse({
      code: "unknown-customer",
      path: "/customer",
      message: "there is no customer with this id",
      value: fact.customer,
      suggestion: "POST /v1/customers first",
    });
  const mismatch = currencyMismatch(held.account.customer, models, "/customer");
  if (mismatch !== undefined) return mismatch;
  const { books } = models;
  const zone = zoneOf(held.account.customer, books.current);
  if (!zone.ok) return zone;
  const startsAt = startOfDay(
    zone.value,
    expectOk(parseCivilDate(fact.fact === "sale" ? fact.date : fact.start)),
  );
  const end = "end" in fact ? fact.end : undefined;
  const endsAt = end === undefined ? null : startOfDay(zone.value, expectOk(parseCivilDate(end)));

  const repeated = repeatedPurchase(held.account, fact);
  if (repeated !== undefined) return repeated;
  const stepped = step(held.account, { kind: "purchase", fact, knownSince: now }, books);
  if (!stepped.ok) return { ok: false, faults: stepped.faults.map(faultOfRequest) };
  const verdict = await storePurchase(tx, {
    kind: fact.fact,
    id: fact.id,
    customer: fact.customer,
    product: productOf(fact),
    startsAt,
    endsAt,
    fact: textOf(fact),
    recordedAt: now,
  });
  if (verdict !== "accepted") return taken(fact);
  const { account, nextDue } = stepped.value;
  await saveAccounts(tx, [{ ...held, account, due: nextDue }]);
  return ok(answered(201, bodyOf(fact, now)));
}

/**
 * A fault of what a purchase leaves open or agrees, at the field of the purchase that must say it; the core places it at
 * the price in the model.
 */
function faultOfRequest(fault: Fault): Fault {
  const found = priceOfPlan.exec(fault.path);
  if (found === null) return fault;
  const [, charge = "base"] = found;
  const field = fault.code.includes("reserved") ? "quantities" : "agreed";
  const message = `${fault.message} (${fault.path} of the model)`;
  return { ...fault, path: `/${field}/${charge}`, message };
}

/** A plan's own price, or the price of one of its charges. */
const priceOfPlan = /^\/plans\/[^/]+\/(?:prices|charges\/([^/]+)\/price)(?:\/|$)/;

/** The answer to a purchase that this account holds already; undefined for a new one. */
function repeatedPurchase(account: Account, fact: PurchaseFact): Result<StoredAnswer> | undefined {
  const purchases = [...account.subscriptions, ...account.licences, ...account.sales];
  const held = purchases.find((purchase) => purchase.fact.id === fact.id);
  if (held === undefined) return undefined;
  return textOf(held.fact) === textOf(fact)
    ? ok(answered(200, bodyOf(fact, held.knownSince)))
    : taken(fact);
}

const productOf = (fact: PurchaseFact): string => {
  switch (fact.fact) {
    case "subscription":
      return fact.plan;
    case "licence":
      return fact.licence;
    case "sale":
      return fact.offer;
  }
};
