import { type Fault, ok, type Result } from "../fault/fault.ts";
import type { Invoicing } from "../model/invoicing.ts";
import type { Model } from "../model/model.ts";
import type { Quota } from "../model/quota.ts";
import { publishedModels } from "../store/models.ts";
import {
  keyRetentionDaysMin,
  newestAnswer,
  newestIdentity,
  newestReservation,
  pruneAnswers,
  pruneEventKeys,
  pruneReservations,
} from "../store/retention.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import { listTenants } from "../store/tenants.ts";
import { type CadenceName, daysOf, monthsOf, parseCadence } from "../time/cadence.ts";
import { parseDuration } from "../time/duration.ts";
import { DAY_MS, type Instant } from "../time/instant.ts";
import { dropOldUsage, type UsageKeeper, usageRetentionFaults } from "./usage-retention.ts";

/** How long to keep what protects against counting something twice, in days. */
export interface Retention {
  /** Identities of events. */
  readonly identityDays: number;
  /** Answers to requests with an Idempotency-Key. */
  readonly answerDays: number;
  /** Reservations that are finalized, released or lapsed. */
  readonly reservationDays: number;
  /** Usage itself; kept for ever where absent. */
  readonly usageDays?: number | undefined;
}

/** What was deleted. */
export interface Pruned {
  readonly tenants: readonly PrunedTenant[];
  /** The months whose usage was dropped, of all tenants: `2025-01`. */
  readonly usageMonths: readonly string[];
}

/** What was deleted of one tenant. */
export interface PrunedTenant {
  readonly tenant: string;
  readonly identities: number;
  readonly answers: number;
  readonly reservations: number;
}

/** A repeated request is answered alike for at least this long. */
const answerDaysMin = 1;
/** What lapsed can be finalized for at least this long: what was used of it is told once, too. */
const reservationDaysMin = 1;

/**
 * Deletes identities of events, answers to idempotent requests, closed reservations and, where asked, usage that are older than the
 * retention, of every tenant.
 *
 * Days count back from the newest of a tenant's own, never from a clock: a server on a manual clock, or one that stood
 * still for a year, loses nothing that it may still be asked for. Refuses with `retention-too-short`, before anything is
 * deleted, where a model still bills usage that old: sent again, it would be charged twice; and with `usage-not-billed` where an
 * invoice that needs it is still to come.
 */
export async function pruneTenants(
  store: Store,
  { identityDays, answerDays, reservationDays, usageDays }: Retention,
): Promise<Result<Pruned>> {
  const tenants = (await listTenants(store.pool)).map(({ id }) => id);
  const faults: Fault[] = answerDays < answerDaysMin ? [answersTooShort(answerDays)] : [];
  if (reservationDays < reservationDaysMin) faults.push(reservationsTooShort(reservationDays));
  const keepers: UsageKeeper[] = [];
  for (const tenant of tenants) {
    const needed = await store.withTenant(tenant, neededDays, { readOnly: true });
    keepers.push({ tenant, neededDays: needed });
    if (identityDays < needed) faults.push(tooShort(tenant, identityDays, needed));
  }
  const usage = usageDays === undefined ? undefined : { usageDays, identityDays };
  if (usage !== undefined) faults.push(...(await usageRetentionFaults(store, usage, keepers)));
  if (faults.length > 0) return { ok: false, faults };
  const pruned: PrunedTenant[] = [];
  for (const tenant of tenants) {
    const newest = await store.withTenant(
      tenant,
      async (tx) => ({
        identity: await newestIdentity(tx),
        answer: await newestAnswer(tx),
        reservation: await newestReservation(tx),
      }),
      { readOnly: true },
    );
    const identities = await pruneEventKeys(store.pool, tenant, identityDays, newest.identity);
    if (!identities.ok) return identities;
    const before = newest.answer - answerDays * DAY_MS;
    const answers = await pruneAnswers(store.pool, tenant, before);
    const closedBefore = newest.reservation - reservationDays * DAY_MS;
    const reservations = await pruneReservations(store.pool, tenant, closedBefore);
    pruned.push({ tenant, identities: identities.value, answers, reservations });
  }
  const usageMonths = usage === undefined ? [] : await dropOldUsage(store, usage, tenants);
  return ok({ tenants: pruned, usageMonths });
}

/** Since when identities are kept, where they are kept for so many days. */
export const identitiesSince = async (tx: Tx, days: number): Promise<Instant> =>
  (await newestIdentity(tx)) - days * DAY_MS;

async function neededDays(tx: Tx): Promise<number> {
  const models = await publishedModels(tx);
  return models.reduce(
    (most, { document }) => Math.max(most, identityDaysNeeded(JSON.parse(document) as Model)),
    keyRetentionDaysMin,
  );
}

const longestMonth = 31;
/** A clock ahead of ours by minutes, a time zone, and the hours of a billing run. */
const slackDays = 3;

/**
 * Days for which an event of a checked model can still change an invoice, or what a quota lets pass: the rest of its period, the periods
 * that invoices look back over, and the grace window; the window of the quota, and the one before it where something is carried over.
 */
export function identityDaysNeeded(model: Model): number {
  const charges = Object.values(model.plans).flatMap((plan) => Object.values(plan.charges ?? {}));
  const period = Math.max(0, ...charges.map(({ every }) => daysAtMost(every ?? "monthly")));
  const contracts = Object.values(model.contracts ?? {});
  const ways = [{}, ...contracts.map(({ invoicing = {} }) => invoicing)];
  const longest = ways.map((own) => daysBilled({ ...model.invoicing, ...own }, period));
  const sold = [...Object.values(model.plans), ...Object.values(model.addons ?? {})];
  const cadences = sold.flatMap(({ prices = {} }) => Object.keys(prices) as CadenceName[]);
  const limited = quotasOf(model).map((quota) =>
    daysLimited(quota, Math.max(period, ...cadences.map(daysAtMost))),
  );
  return Math.max(keyRetentionDaysMin, Math.max(...longest, ...limited) + slackDays);
}

const quotasOf = ({ plans, addons = {}, contracts = {} }: Model): readonly Quota[] =>
  [
    ...[...Object.values(plans), ...Object.values(addons)].flatMap(({ quotas, trial }) => [
      quotas,
      trial?.quotas,
    ]),
    ...Object.values(contracts).map(({ quotas }) => quotas),
  ].flatMap((quotas) => Object.values<Quota>(quotas ?? {}));

const yearDays = 366;

function daysLimited({ per, rollover }: Quota, periodDays: number): number {
  const windows = rollover === undefined ? 1 : 2;
  if (typeof per === "object") {
    const length = parseDuration(per.rolling);
    return length.ok ? Math.ceil(length.value / DAY_MS) : 0;
  }
  if (per === "year") return windows * yearDays;
  return windows * (per === "billing-period" ? Math.max(periodDays, longestMonth) : longestMonth);
}

function daysBilled(
  { lateMonths = 13, grace = "PT1H", trigger }: Invoicing,
  period: number,
): number {
  const window = parseDuration(grace);
  const graceDays = window.ok ? Math.ceil(window.value / DAY_MS) : 0;
  // At least one period is looked back over, however long it is.
  const late = lateMonths === 0 ? 0 : Math.max(lateMonths * longestMonth, period);
  const waits = trigger?.kind === "period" ? daysAtMost(trigger.every) : 0;
  return period + late + graceDays + waits;
}

function daysAtMost(name: CadenceName): number {
  const cadence = parseCadence(name);
  if (!cadence.ok) return 0;
  return daysOf(cadence.value) ?? (monthsOf(cadence.value) ?? 0) * longestMonth;
}

const tooShort = (tenant: string, days: number, needed: number): Fault => ({
  code: "retention-too-short",
  path: "--identities",
  message: `the models of "${tenant}" still bill or limit usage that is ${needed} days old; without its identity, an event sent again would count twice`,
  value: days,
  suggestion: `keep identities for ${needed} days or more`,
});

const answersTooShort = (days: number): Fault => ({
  code: "retention-too-short",
  path: "--answers",
  message: `an answer is kept for at least ${answerDaysMin} day, so that a request can be repeated`,
  value: days,
  suggestion: `keep answers for ${answerDaysMin} day or more`,
});

const reservationsTooShort = (days: number): Fault => ({
  code: "retention-too-short",
  path: "--reservations",
  message: `a closed reservation is kept for at least ${reservationDaysMin} day, so that the work it was made for can say what it used`,
  value: days,
  suggestion: `keep reservations for ${reservationDaysMin} day or more`,
});
