import { booksOf } from "../../account/customer-books.ts";
import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { nearest } from "../../fault/nearest.ts";
import { compare, decimalOf, isPositive, trim } from "../../money/decimal.ts";
import { money, parseMoney } from "../../money/money.ts";
import { parsePercent, percentText } from "../../money/percent.ts";
import { accountStanding } from "../../store/accounts.ts";
import { actingActor, noteChange } from "../../store/act.ts";
import {
  type AlertBound,
  alertRulesOf,
  deleteAlertRule,
  holdAlertRule,
  putAlertRule,
  type StoredAlertRule,
} from "../../store/alert-rules.ts";
import { knownCustomers } from "../../store/customers.ts";
import { noteMissedLook } from "../../store/missed-looks.ts";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import { noteLooksAtUse } from "../../store/tenants.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import { randomText } from "../key-secrets.ts";
import type { ModelLibrary } from "../model-library.ts";
import { noSuchCustomer } from "../no-such-customer.ts";
import type { ServerClock } from "../tenant-clocks.ts";
import { createHeldEntitlements } from "./held-entitlements.ts";

/** What a customer wants to be told of. */
export const alertSubjects = ["quota", "cost", "credits"] as const;

/** At what a customer wants to be told. */
export interface AlertRuleRequest {
  readonly of: (typeof alertSubjects)[number];
  /** The id of the quota, as the customer's entitlements have it. */
  readonly quota?: string;
  /** A share of the quota, `90%`; what use may cost until its next document, or how little may be left of credits: `500 USD`. */
  readonly at: string;
}

/** What a customer set. */
export interface AlertRuleView {
  readonly id: string;
  readonly customer: string;
  readonly of: AlertRuleRequest["of"];
  readonly quota: string | null;
  readonly at: string;
  /** RFC 3339, UTC. */
  readonly setAt: string;
  /** Who, as the audit log names them: `portal:…` is one of the customer's people; null where nobody is known, and in a portal for anybody else. */
  readonly setBy: string | null;
}

/** What customers themselves want to be told of, beside what the model says. */
export interface AlertRules {
  /** As they were set. Refuses `unknown-customer`. */
  readonly list: (tenant: string, customer: string) => Promise<Result<readonly AlertRuleView[]>>;
  /**
   * Refuses `unknown-customer`, `unknown-quota`, `paid-by-another`, `alert-bound-out-of-range`, `currency-mismatch`,
   * `too-many-alert-rules` and what {@link parsePercent} and {@link parseMoney} refuse.
   */
  readonly add: (
    tenant: string,
    customer: string,
    request: AlertRuleRequest,
  ) => Promise<Result<AlertRuleView>>;
  /** Sets a rule anew: what was told before does not count. Refuses as `add` does, and `not-found`. */
  readonly change: (
    tenant: string,
    customer: string,
    id: string,
    request: AlertRuleRequest,
  ) => Promise<Result<AlertRuleView>>;
  /** Refuses `not-found`. */
  readonly remove: (tenant: string, customer: string, id: string) => Promise<Result<AlertRuleView>>;
}

interface AlertRuleParts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: ModelLibrary;
}

/** Rules that a customer may have. */
const rulesMax = 50;

const shareMax = decimalOf("10");

/** Opens the desk of customers' own alerts. */
export function createAlertRules({ store, clock, library }: AlertRuleParts): AlertRules {
  const held = createHeldEntitlements(library);
  const boundOf = async (
    tx: Tx,
    customer: string,
    request: AlertRuleRequest,
    now: Instant,
  ): Promise<Result<AlertBound>> => {
    if (request.of !== "quota") return moneyBound(tx, library, customer, request);
    const share = parsePercent(request.at, "/at");
    if (!share.ok) return share;
    if (!isPositive(share.value) || compare(share.value, shareMax) > 0)
      return refuse(outOfRange(request.at));
    const known = await held(tx, customer, now);
    if (!known.ok) return known;
    const { quota = "" } = request;
    const limited = known.value.entitlements.quotas.filter(
      ({ terms }) => terms.limit !== undefined,
    );
    const ids = limited.map(({ id }) => id);
    if (!ids.includes(quota)) return refuse(unknownQuota(quota, ids));
    return ok({ of: "quota", quota, share: share.value });
  };
  const put = async (
    tx: Tx,
    rule: Pick<StoredAlertRule, "id" | "customer">,
    request: AlertRuleRequest,
  ): Promise<Result<AlertRuleView>> => {
    const { customer } = rule;
    const now = clock.now(tx.tenant);
    const bound = await boundOf(tx, customer, request, now);
    if (!bound.ok) return bound;
    const set = { ...rule, bound: bound.value, setAt: now, setBy: actingActor() ?? null };
    await putAlertRule(tx, set);
    // What is used already counts, though nothing more may be heard of.
    if (bound.value.of === "quota")
      await noteMissedLook(tx, "alerts", { customer, since: now }, now);
    await noteLooksAtUse(tx);
    return ok(ruleView(set));
  };
  const withRule = <T>(
    tenant: string,
    customer: string,
    id: string,
    work: (tx: Tx, rule: StoredAlertRule) => Promise<Result<T>>,
  ): Promise<Result<T>> =>
    store.withTenant(tenant, async (tx) => {
      const rule = await holdAlertRule(tx, id);
      if (rule?.customer !== customer) return noRule(id);
      return work(tx, rule);
    });
  return {
    list: (tenant, customer) =>
      store.withTenant(
        tenant,
        async (tx) => {
          if (!(await knownCustomers(tx, [customer])).has(customer))
            return noSuchCustomer(customer);
          return ok((await alertRulesOf(tx, [customer], alertSubjects)).map(ruleView));
        },
        { readOnly: true },
      ),
    add: (tenant, customer, request) =>
      store.withTenant(tenant, async (tx) => {
        if (!(await knownCustomers(tx, [customer])).has(customer)) return noSuchCustomer(customer);
        const before = await alertRulesOf(tx, [customer], alertSubjects);
        if (before.length >= rulesMax) return refuse(tooMany);
        const id = randomText(12);
        const added = await put(tx, { id, customer }, request);
        const subject = `/v1/customers/${encodeURIComponent(customer)}/alert-rules/${id}`;
        if (added.ok) noteChange({ subject, customer, before: null, after: added.value });
        return added;
      }),
    change: (tenant, customer, id, request) =>
      withRule(tenant, customer, id, async (tx, rule) => {
        const changed = await put(tx, rule, request);
        if (changed.ok) noteChange({ customer, before: ruleView(rule), after: changed.value });
        return changed;
      }),
    remove: (tenant, customer, id) =>
      withRule(tenant, customer, id, async (tx, rule) => {
        noteChange({ customer, before: ruleView(rule), after: null });
        await deleteAlertRule(tx, id);
        return ok(ruleView(rule));
      }),
  };
}

/** Costs and credits are of the account in which a customer buys, so they are that customer's who pays. */
async function moneyBound(
  tx: Tx,
  library: ModelLibrary,
  customer: string,
  { of, at }: AlertRuleRequest,
): Promise<Result<AlertBound>> {
  if (of === "quota") throw new Error("broken invariant: a quota is no money");
  const read = parseMoney(at, "/at");
  if (!read.ok) return read;
  const { value: amount, currency } = read.value;
  if (!isPositive(amount)) return refuse(outOfRange(at));
  const [models, standing] = await Promise.all([library.of(tx), accountStanding(tx, customer)]);
  if (models === undefined || standing === undefined) return noSuchCustomer(customer);
  const { customer: payer } = standing.account;
  if (payer.id !== customer) return refuse(paidByAnother(payer.id));
  const { model } = booksOf(models.books, payer).current;
  if (model.currency !== currency) return refuse(otherCurrency(at, model.currency));
  return ok({ of, amount, currency });
}

const ruleView = ({ id, customer, bound, setAt, setBy }: StoredAlertRule): AlertRuleView => ({
  id,
  customer,
  of: bound.of,
  quota: bound.of === "quota" ? bound.quota : null,
  at: bound.of === "quota" ? percentText(bound.share) : money(trim(bound.amount), bound.currency),
  setAt: formatInstant(setAt),
  setBy,
});

const outOfRange = (value: string): Fault => ({
  code: "alert-bound-out-of-range",
  path: "/at",
  message: "a share is above 0% and at most 1000%, an amount is above nothing",
  value,
  suggestion: 'write "90%" or "500 USD"',
});

function unknownQuota(quota: string, ids: readonly string[]): Fault {
  const near = nearest(quota, ids);
  return {
    code: "unknown-quota",
    path: "/quota",
    message: "the customer has no quota of this id that can be reached",
    value: quota,
    suggestion: near === undefined ? "its entitlements list them" : `did you mean "${near}"?`,
  };
}

const paidByAnother = (payer: string): Fault => ({
  code: "paid-by-another",
  path: "/of",
  message: "costs and credits are those of whoever pays for the customer",
  value: payer,
  suggestion: "set it for who pays, or choose a quota",
});

const otherCurrency = (value: string, currency: string): Fault => ({
  code: "currency-mismatch",
  path: "/at",
  message: `the customer pays in ${currency}`,
  value,
  suggestion: `write an amount in ${currency}`,
});

const tooMany: Fault = {
  code: "too-many-alert-rules",
  path: "",
  message: `a customer sets at most ${rulesMax} alerts`,
  suggestion: "remove one first",
};

const noRule = (id: string): Result<never> =>
  refuse({
    code: "not-found",
    path: "/rule",
    message: "there is no such rule",
    value: id.slice(0, 64),
  });
