import type { CreditNoteFact } from "../account/credit-note-fact.ts";
import type { AccountFact, CustomerFact } from "../account/fact.ts";
import {
  type DatedFact,
  inputOf,
  isAboutCustomer,
  isContract,
  isCredit,
  isMoney,
  isOfAccount,
  isOfPayer,
} from "../account/issue-in-order.ts";
import type { MoneyFact } from "../account/money-fact.ts";
import { invoicesNamed, renameInvoices } from "../account/named-invoices.ts";
import { payerDecides } from "../account/payer.ts";
import { isBroken, soundStep } from "../account/sound-step.ts";
import { subscribedKey } from "../account/subscribed.ts";
import { tellingTime } from "../account/telling-time.ts";
import { zoneOf } from "../account/terms.ts";
import { listedTimeline, type Stretch } from "../account/timeline.ts";
import { noUsage } from "../account/usage-view.ts";
import { reachedCommitments } from "../entitlement/reached-commitments.ts";
import { describeFault, expectOk, type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { type AccountFactRecord, recordFact as storeFact } from "../store/account-facts.ts";
import { addMoneyMoved } from "../store/account-movements.ts";
import { lockedAccount, saveAccounts } from "../store/accounts.ts";
import { idsOfInvoices } from "../store/invoices.ts";
import { replacePhases } from "../store/subscription-phases.ts";
import type { Tx } from "../store/tenant.ts";
import { parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { startOfDay, type Zone } from "../time/zone.ts";
import { keepLowCredits } from "./entitlements/credit-alerts.ts";
import { keepReachedCommitments } from "./entitlements/keep-alert.ts";
import type { TenantModels } from "./model-library.ts";
import { documentsNamed } from "./named-documents.ts";
import { answered } from "./once.ts";
import { currencyMismatch, recordCustomer } from "./open-customer.ts";
import { park, resume } from "./parking.ts";
import { ratesForFact } from "./payment-rates.ts";
import { recordForEveryone } from "./record-uptime.ts";
import type { StoredAnswer } from "./services.ts";
import { behind, bodyOf, isBehind, taken, textOf, toldBefore } from "./told-once.ts";
import { tellSteps } from "./webhooks/tell-events.ts";

/**
 * Records a fact about an account at `now`: a customer opens one, any other steps it. The same fact again is answered as it
 * was; another under the same id is refused with `already-exists`, the first stays. A change of an account that has invoices
 * to issue from before it is refused with `billing-behind`, unless the account is parked.
 */
export async function recordFact(
  tx: Tx,
  fact: AccountFact,
  models: TenantModels | undefined,
  now: Instant,
): Promise<Result<StoredAnswer>> {
  if (fact.fact === "customer") return recordCustomer(tx, fact, models, now);
  const told = isOfAccount(fact) ? await byInvoiceId(tx, fact) : fact;
  if (models === undefined)
    return refuse({
      code: "no-model",
      path: "",
      message: "publish a model first: there is nothing to buy yet",
      suggestion: "POST /v1/models",
    });
  return isOfAccount(told)
    ? recordForAccount(tx, told, models, now)
    : recordForEveryone(tx, told, models, now);
}

/** People name invoices by number, accounts by id. */
export async function byInvoiceId<F extends ToldFact>(
  tx: Tx,
  fact: F,
): Promise<F | MoneyFact | CreditNoteFact> {
  if (fact.fact === "credit-note") {
    const ids = await idsOfInvoices(tx, fact.customer, [fact.invoice]);
    return { ...fact, invoice: ids.get(fact.invoice) ?? fact.invoice };
  }
  if (!isMoney(fact)) return fact;
  const ids = await idsOfInvoices(tx, fact.customer, invoicesNamed(fact));
  return renameInvoices(fact, (name) => ids.get(name) ?? name);
}

/** What an account that is open is told, besides who its customer is. */
type ToldFact = Exclude<DatedFact["fact"], CustomerFact>;

/** Anything but a customer: told to the account, which may refuse it. */
async function recordForAccount(
  tx: Tx,
  fact: ToldFact,
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
  const mismatch = currencyMismatch(held.account.customer, models);
  if (mismatch !== undefined) return mismatch;
  if (fact.customer !== held.customer && isOfPayer(fact))
    return refuse(payerDecides(fact.fact, fact.customer, held.customer));
  const before = await toldBefore(tx, fact);
  if (!before.ok) return before;
  if (before.value !== undefined) return ok(answered(200, bodyOf(fact, before.value)));
  const { books } = models;
  const at = tellingTime(held.account, fact, now);
  const waits =
    "subscription" in fact ||
    fact.fact === "milestone" ||
    fact.fact === "amendment" ||
    isContract(fact) ||
    isMoney(fact) ||
    isCredit(fact) ||
    isAboutCustomer(fact) ||
    fact.fact === "credit-note";
  if (waits && isBehind(held, at)) return behind(at - 1);
  const documents = await documentsNamed(tx, [fact]);
  const rates = await ratesForFact(tx, fact, held.account.customer, books, at);
  const stepped = soundStep(held.account, inputOf({ fact, at }, rates), books, noUsage, documents);
  if (!stepped.ok) {
    if (isBroken(stepped.faults))
      await park(tx, held.customer, stepped.faults.map(describeFault).join("\n"), now);
    return { ok: false, faults: stepped.faults.map(faultOfRequest) };
  }
  const { account, movements, notices, nextDue } = stepped.value;
  if (account.credits !== held.account.credits && isBehind(held, at)) return behind(at - 1);
  const verdict = await storeFact(tx, {
    kind: fact.fact,
    id: fact.id,
    customer: fact.customer,
    ...bought(fact, zoneOf(account.customer, books.current)),
    fact: textOf(fact),
    recordedAt: at,
  });
  if (verdict !== "accepted") return taken(fact);
  await addMoneyMoved(tx, [
    { customer: held.customer, at, moved: account.moved, movements, notices },
  ]);
  if (account.subscriptions !== held.account.subscriptions)
    await replacePhases(
      tx,
      fact.customer,
      listedTimeline(account, books)
        .filter(({ terms }) => terms.customer === fact.customer)
        .map(phaseOf),
    );
  await saveAccounts(tx, [{ ...held, account, due: nextDue }]);
  const { documents: issued } = stepped.value;
  const step = { at, before: held.account, after: account, fact, documents: issued };
  await tellSteps(tx, [{ ...step, movements, notices }]);
  await keepReachedCommitments(tx, reachedCommitments(held.account, account, books), at);
  await keepLowCredits(tx, [step]);
  if (isAboutCustomer(fact)) await resume(tx, fact.customer, at);
  return ok(answered(201, bodyOf(fact, at)));
}

const phaseOf = ({ subscription, phase, terms, from, to, ...stretch }: Stretch) => ({
  subscription,
  phase,
  plan: subscribedKey(terms),
  model: stretch.model,
  startsAt: from,
  trialUntil: stretch.trialUntil,
  endsAt: to,
  sequel: stretch.sequel,
  pausedTo: stretch.pausedTo,
  anchor: stretch.anchor,
  terms: textOf(terms),
});

/** What a purchase is of, and from when to when by its own words; nothing for any other fact. */
function bought(
  fact: ToldFact,
  zone: Result<Zone>,
): Pick<AccountFactRecord, "product" | "startsAt" | "endsAt"> {
  const dayStart = (day: string | undefined): Instant | null =>
    day === undefined ? null : startOfDay(expectOk(zone), expectOk(parseCivilDate(day)));
  switch (fact.fact) {
    case "subscription":
      return {
        product: subscribedKey(fact),
        startsAt: dayStart(fact.start),
        endsAt: dayStart(fact.end),
      };
    case "licence":
      return { product: fact.licence, startsAt: dayStart(fact.start), endsAt: dayStart(fact.end) };
    case "sale":
      return { product: fact.offer, startsAt: dayStart(fact.date), endsAt: null };
    case "bundle":
      return { product: fact.bundle, startsAt: dayStart(fact.start), endsAt: null };
    default:
      return { product: null, startsAt: null, endsAt: null };
  }
}

/**
 * A fault of what a purchase leaves open or agrees, at the field of the purchase that must say it; the core places it at
 * the price in the model.
 */
export function faultOfRequest(fault: Fault): Fault {
  const found = priceOfPlan.exec(fault.path);
  if (found === null) return fault;
  const [, charge = "base"] = found;
  const field = fault.code.includes("reserved") ? "quantities" : "agreed";
  const message = `${fault.message} (${fault.path} of the model)`;
  return { ...fault, path: `/${field}/${charge}`, message };
}

/** A plan's own price, or the price of one of its charges. */
const priceOfPlan =
  /^\/(?:plans\/[^/]+|contracts\/[^/]+\/prices\/[^/]+)\/(?:prices|base|charges\/([^/]+)(?:\/price)?)(?:\/|$)/;
