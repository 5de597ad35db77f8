import type { Account } from "../../account/account.ts";
import { buysIn } from "../../account/payer.ts";
import { type Entitlements, entitlementsOf } from "../../entitlement/entitlements.ts";
import { assert, ok, type Result, refuse } from "../../fault/fault.ts";
import { accountSince } from "../../store/account-since.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import type { ModelLibrary, TenantModels } from "../model-library.ts";
import { noSuchCustomer } from "../no-such-customer.ts";

/** What a customer may use, and the models that it is by. */
export interface Held {
  readonly entitlements: Entitlements;
  readonly models: TenantModels;
}

/** Finds what a customer may use now, in the open transaction: by all that was committed before. Refuses `unknown-customer`, `no-model`. */
export type FindHeld = (tx: Tx, customer: string, now: Instant) => Promise<Result<Held>>;

interface Kept extends Held {
  readonly version: number;
  readonly account: Account;
  readonly since: Instant;
}

const keptMax = 10_000;

/** Keeps what was found of a customer for as long as its account and the models are the same and no day begins. */
export function createHeldEntitlements(library: ModelLibrary): FindHeld {
  const kept = new Map<string, Kept>();
  return async (tx, customer, now) => {
    const key = `${tx.tenant} ${customer}`;
    const before = kept.get(key);
    const [models, found] = await Promise.all([
      library.of(tx),
      accountSince(tx, customer, before?.version),
    ]);
    if (found === undefined) return noSuchCustomer(customer);
    if (models === undefined)
      return refuse({ code: "no-model", path: "", message: "there is no model to decide by" });
    const account = found.account ?? before?.account;
    assert(account !== undefined, "an account of the known version was read before");
    const holds =
      before !== undefined &&
      before.version === found.version &&
      before.models === models &&
      before.since <= now &&
      now < before.entitlements.holdsUntil;
    if (holds) return ok(before);
    if (!buysIn(account, customer)) return noSuchCustomer(customer);
    const entitlements = entitlementsOf(account, customer, models.books, now);
    if (kept.size >= keptMax) kept.clear();
    const fresh = { version: found.version, account, models, entitlements, since: now };
    kept.set(key, fresh);
    return ok(fresh);
  };
}
