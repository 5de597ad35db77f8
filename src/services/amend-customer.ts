import type { CustomerFact } from "../account/fact.ts";
import { inputOf } from "../account/issue-in-order.ts";
import { childOf, payerFixed, withChild } from "../account/payer.ts";
import { soundStep } from "../account/sound-step.ts";
import { tellingTime } from "../account/telling-time.ts";
import { assert, ok, type Result, refuse } from "../fault/fault.ts";
import { latestFact, recordFact as storeFact } from "../store/account-facts.ts";
import { lockedAccount, saveAccounts } from "../store/accounts.ts";
import { noteChange } from "../store/act.ts";
import { findCustomer, saveCustomer } from "../store/customers.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { TenantModels } from "./model-library.ts";
import { answered } from "./once.ts";
import { currencyMismatch, customerRecord, recordCustomer } from "./open-customer.ts";
import { resume } from "./parking.ts";
import type { StoredAnswer } from "./services.ts";
import { behind, bodyOf, isBehind, taken, textOf } from "./told-once.ts";
import { wantVatCheck } from "./vat-checks.ts";
import { tellSteps } from "./webhooks/tell-events.ts";

/**
 * Replaces what is known of a customer, from `now` on: what was issued keeps what it says. A parked account goes on. One that is new is added; the same
 * words again change nothing. Refuses `currency-mismatch`, `billing-behind` as any fact, `payer-fixed` where another is to pay, and
 * `time-zone-in-use` once something was bought.
 */
export async function amendCustomer(
  tx: Tx,
  fact: CustomerFact,
  models: TenantModels | undefined,
  now: Instant,
): Promise<Result<StoredAnswer>> {
  const found = await findCustomer(tx, fact.id);
  if (found === undefined) {
    const opened = await recordCustomer(tx, fact, models, now);
    // Another request may have opened it since it was looked for: then it is amended.
    if (opened.ok || opened.faults[0]?.code !== "already-exists") return opened;
  }
  const known = found ?? (await findCustomer(tx, fact.id));
  assert(known !== undefined, "a customer that is told already is there");
  if ((fact.payer ?? null) !== known.payer)
    return refuse(payerFixed(fact.payer, known.payer ?? undefined));
  const mismatch = currencyMismatch(fact, models);
  if (mismatch !== undefined) return mismatch;
  const held = await lockedAccount(tx, fact.id);
  if (held === undefined)
    return refuse({ code: "not-found", path: "", message: "there is no such customer" });
  // Read again behind the lock: another request may have replaced it meanwhile.
  const current = (await findCustomer(tx, fact.id)) ?? known;
  const latest = await latestFact(tx, "customer", fact.id);
  const since = latest?.recordedAt ?? current.createdAt;
  if (current.fact === textOf(fact)) return ok(answered(200, bodyOf(fact, since)));
  // Two versions of one moment would leave open which of them holds.
  const at = Math.max(tellingTime(held.account, fact, now), since + 1);
  if (isBehind(held, at)) return behind(at - 1);
  const amended = amendedAccount(held.account, fact, models, at);
  if (!amended.ok) return amended;
  if (latest === undefined) await storeVersion(tx, fact.id, current.fact, current.createdAt);
  await storeVersion(tx, fact.id, textOf(fact), at);
  noteChange({ before: JSON.parse(current.fact) });
  await saveCustomer(tx, customerRecord(fact, current.createdAt));
  await saveAccounts(tx, [{ ...held, ...amended.value }]);
  const { account: after } = amended.value;
  const nothing = { documents: [], movements: [], notices: [] };
  await tellSteps(tx, [{ at, before: held.account, after, fact, ...nothing }]);
  if (held.customer === fact.id) await resume(tx, fact.id, at);
  const checked = held.account.vatCheck?.number;
  await wantVatCheck(tx, fact, models?.books.current.model, checked, now);
  return ok(answered(200, bodyOf(fact, at)));
}

/**
 * The same where a customer is still known as it was when the fact was made of it. Refuses `already-exists` where another request
 * has told of it since: what that one said would be lost.
 */
export const amendCustomerFrom =
  (known: CustomerFact | undefined): typeof amendCustomer =>
  async (tx, fact, models, now) => {
    if (known === undefined) return recordCustomer(tx, fact, models, now);
    await lockedAccount(tx, fact.id);
    const current = await findCustomer(tx, fact.id);
    return current?.fact === textOf(known) ? amendCustomer(tx, fact, models, now) : taken(fact);
  };

/** Without a model nothing can have been bought, so there is nothing that a step could find. */
function amendedAccount(
  account: Parameters<typeof soundStep>[0],
  fact: CustomerFact,
  models: TenantModels | undefined,
  at: Instant,
) {
  if (models === undefined) {
    const own = fact.id === account.customer.id;
    const told = own ? { ...account, customer: fact } : withChild(account, childOf(fact));
    return ok({ account: { ...told, amendedAt: at }, due: undefined });
  }
  const stepped = soundStep(account, inputOf({ fact, at }), models.books);
  if (!stepped.ok) return stepped;
  return ok({ account: stepped.value.account, due: stepped.value.nextDue });
}

/** A version of a customer among its facts; no id holds a line break, so the name is no other's. */
const storeVersion = (tx: Tx, customer: string, fact: string, recordedAt: Instant) =>
  storeFact(tx, {
    kind: "customer",
    id: `${customer}\n${formatInstant(recordedAt)}`,
    customer,
    product: null,
    startsAt: null,
    endsAt: null,
    fact,
    recordedAt,
  });
