import type { Account } from "../account/account.ts";
import { inputOf, toldTo } from "../account/issue-in-order.ts";
import { isBroken, soundStep } from "../account/sound-step.ts";
import { checkUptime, isPromised } from "../account/tell-service.ts";
import { tellingTime } from "../account/telling-time.ts";
import type { UptimeFact } from "../credit/credit-fact.ts";
import { describeFault, ok, type Result, refuse } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { recordFact as storeFact } from "../store/account-facts.ts";
import { addMoneyMoved } from "../store/account-movements.ts";
import { type AccountStanding, lockedAccounts, saveAccounts } from "../store/accounts.ts";
import { subscribersOf } from "../store/subscription-phases.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import type { TenantModels } from "./model-library.ts";
import { answered } from "./once.ts";
import { park } from "./parking.ts";
import type { StoredAnswer } from "./services.ts";
import { behind, bodyOf, isBehind, taken, textOf, toldBefore } from "./told-once.ts";
import { tellSteps } from "./webhooks/tell-events.ts";

/** Accounts that one measurement is told to at most: all of them are one transaction. */
const accountsMax = 10_000;

/**
 * Records a measurement of everyone's service: each account is told it that has been promised something under the SLA by
 * then, all at one instant. Refuses `too-many-accounts` where there are more than 10,000 of them.
 */
export async function recordForEveryone(
  tx: Tx,
  fact: UptimeFact,
  { books, models }: TenantModels,
  now: Instant,
): Promise<Result<StoredAnswer>> {
  const before = await toldBefore(tx, fact);
  if (!before.ok) return before;
  if (before.value !== undefined) return ok(answered(200, bodyOf(fact, before.value)));
  const checked = checkUptime(fact, books.current);
  if (!checked.ok) return checked;
  const plans = [...new Set(models.flatMap((model) => promising(model, fact.sla)))];
  const customers = await subscribersOf(tx, plans, accountsMax + 1);
  if (customers.length > accountsMax) return tooMany(fact);
  const locked = await lockedAccounts(tx, customers);
  const held = locked.filter(({ account }) => isPromised(account, fact.sla, books));
  const tells = (account: Account): Instant =>
    tellingTime(account, toldTo(fact, account.customer.id), now);
  const at = held.reduce((latest, { account }) => Math.max(latest, tells(account)), now);
  if (held.some((one) => isBehind(one, at))) return behind(at - 1);
  const verdict = await storeFact(tx, {
    kind: fact.fact,
    id: fact.id,
    customer: "",
    product: null,
    startsAt: null,
    endsAt: null,
    fact: textOf(fact),
    recordedAt: at,
  });
  if (verdict !== "accepted") return taken(fact);
  await tellAll(tx, fact, held, at, books);
  return ok(answered(201, bodyOf(fact, at)));
}

async function tellAll(
  tx: Tx,
  fact: UptimeFact,
  held: readonly AccountStanding[],
  at: Instant,
  books: TenantModels["books"],
): Promise<void> {
  const broken: { readonly customer: string; readonly reason: string }[] = [];
  const told = held.flatMap((one) => {
    const { customer } = one;
    const stepped = soundStep(one.account, inputOf({ fact: toldTo(fact, customer), at }), books);
    // What is checked already and refused all the same is of an account that cannot go on: billing parks it.
    if (!stepped.ok) {
      if (isBroken(stepped.faults))
        broken.push({ customer, reason: stepped.faults.map(describeFault).join("\n") });
      return [];
    }
    const { account, documents, movements, notices, nextDue } = stepped.value;
    const money = { customer, at, moved: account.moved, movements, notices };
    const step = { at, before: one.account, after: account, documents, movements, notices };
    return [{ save: { ...one, account, due: nextDue }, money, step }];
  });
  for (const { customer, reason } of broken) await park(tx, customer, reason, at);
  await addMoneyMoved(
    tx,
    told.map(({ money }) => money),
  );
  await saveAccounts(
    tx,
    told.map(({ save }) => save),
  );
  await tellSteps(
    tx,
    told.map(({ step }) => step),
  );
}

/** The plans and add-ons of a model version that promise something, by themselves or under a contract. */
export function promising(
  { plans, addons = {}, contracts = {} }: Model,
  sla: string,
): readonly string[] {
  const own = [...Object.entries(plans), ...Object.entries(addons)].flatMap(([id, sold]) =>
    sold.sla === sla ? [id] : [],
  );
  const signed = Object.values(contracts).flatMap((template) =>
    template.sla === sla ? [...(template.plans ?? Object.keys(plans)), ...Object.keys(addons)] : [],
  );
  return [...new Set([...own, ...signed])];
}

const tooMany = ({ sla }: UptimeFact): Result<never> =>
  refuse({
    code: "too-many-accounts",
    path: "/customer",
    message: `more than ${accountsMax.toLocaleString("en")} customers are under "${sla}"`,
    suggestion: "tell the measurement of each customer by itself",
  });
