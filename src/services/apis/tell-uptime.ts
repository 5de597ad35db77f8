import { timeZoneOf } from "../../account/account-credits.ts";
import { isPromised } from "../../account/tell-service.ts";
import type { UptimeFact } from "../../credit/credit-fact.ts";
import {
  type MeasuredTime,
  serviceSums,
  serviceTimes,
  toldMinutes,
} from "../../credit/measured-uptime.ts";
import { endedPeriods, type PromisedPeriod } from "../../credit/promised-period.ts";
import { describeFault, expectOk } from "../../fault/fault.ts";
import type { Api } from "../../model/api.ts";
import type { Sla } from "../../model/sla.ts";
import { factsOfKind } from "../../store/account-facts.ts";
import { storedAccounts } from "../../store/accounts.ts";
import { forgetCalls, measuredTimes } from "../../store/api-measurements.ts";
import type { Store } from "../../store/store.ts";
import { subscribersOf } from "../../store/subscription-phases.ts";
import type { Tx } from "../../store/tenant.ts";
import { listTenants } from "../../store/tenants.ts";
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "../../time/instant.ts";
import { findZone, type Zone } from "../../time/zone.ts";
import type { ModelLibrary, TenantModels } from "../model-library.ts";
import { promising } from "../record-uptime.ts";
import type { Services } from "../services.ts";
import type { ServerClock } from "../tenant-clocks.ts";

/** What telling stands on. */
export interface UptimeTelling {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: ModelLibrary;
  readonly recordFact: Services["recordFact"];
}

/** Gateways post what they measure each minute; after this long a period is whole. */
const settledAfterMs = HOUR_MS;
/** Periods that are looked at again, in case something of them came late. */
const periodsLookedAt = 3;
const lookEveryMs = 5 * MINUTE_MS;
const callsKeptMs = 90 * DAY_MS;
const customersMax = 10_000;

/**
 * Tells what gateways measured of each promise, once its period is over by an hour: to everyone under the promise, and by itself to
 * each customer with another time zone, whose period is another. What comes late and changes a figure is told again. Where
 * somebody told a period by hand, that stands.
 *
 * Answers how many facts were told. Throws where one was refused, after the others.
 */
export function createUptimeTelling(parts: UptimeTelling): () => Promise<number> {
  const { store, clock, recordFact } = parts;
  return async () => {
    let told = 0;
    const refused: string[] = [];
    for (const { id: tenant } of await listTenants(store.pool)) {
      const now = clock.now(tenant);
      const facts = await store.withTenant(tenant, (tx) => untold(tx, parts.library, now), {
        readOnly: true,
      });
      for (const fact of facts) {
        const answer = await recordFact(tenant, fact);
        if (answer.ok) told += 1;
        // Another process told it with less of what came late; the next look tells the rest.
        else if (answer.faults.every(({ code }) => code === "already-exists")) continue;
        else refused.push(`${tenant} ${fact.id}: ${answer.faults.map(describeFault).join("; ")}`);
      }
      await store.withTenant(tenant, (tx) => forgetCalls(tx, now - callsKeptMs));
    }
    if (refused.length > 0) throw new Error(`uptime was not recorded: ${refused.join("; ")}`);
    return told;
  };
}

/** Looks no more often than every five minutes of the server's clock, and again soon where a look failed. */
export function lookNowAndThen(
  clock: ServerClock,
  look: () => Promise<number>,
): () => Promise<number> {
  let lookedAt: Instant | undefined;
  return async () => {
    const now = clock.shared();
    if (lookedAt !== undefined && now - lookedAt < lookEveryMs) return 0;
    const told = await look();
    lookedAt = now;
    return told;
  };
}

/** A promise, and the APIs that it is about. */
interface Promised {
  readonly sla: string;
  readonly terms: Sla;
  readonly apis: ReadonlySet<string>;
}

function promisesOf({ books }: TenantModels): readonly Promised[] {
  const { slas = {}, apis = {} } = books.current.model;
  return Object.entries<Sla>(slas).flatMap(([sla, terms]) => {
    const about = Object.entries<Api>(apis).flatMap(([id, api]) => (api.sla === sla ? [id] : []));
    return terms.uptime === undefined || about.length === 0
      ? []
      : [{ sla, terms, apis: new Set(about) }];
  });
}

/** What is to be told of periods that are over. */
async function untold(tx: Tx, library: ModelLibrary, now: Instant): Promise<readonly UptimeFact[]> {
  const models = await library.of(tx);
  if (models === undefined) return [];
  const { zone } = models.books.current;
  const facts: UptimeFact[] = [];
  for (const promised of promisesOf(models)) {
    const others = await elsewhere(tx, promised.sla, models);
    const { measuredOver } = promised.terms;
    const ended = (one: Zone) =>
      endedPeriods(measuredOver, one, now - settledAfterMs, periodsLookedAt);
    for (const { customer, zone: own } of others)
      facts.push(...(await untoldOf(tx, promised, customer, ended(own))));
    // What everyone is told holds for a customer until it is told its own, and what was given stays: so its own comes first.
    const everywhere = ended(zone).filter(({ name }) =>
      others.every((one) => ended(one.zone).some((period) => period.name === name)),
    );
    facts.push(...(await untoldOf(tx, promised, undefined, everywhere)));
  }
  return facts;
}

/** Customers under a promise whose day begins at another moment than the seller's. */
async function elsewhere(
  tx: Tx,
  sla: string,
  { books, models }: TenantModels,
): Promise<readonly { readonly customer: string; readonly zone: Zone }[]> {
  const plans = [...new Set(models.flatMap((model) => promising(model, sla)))];
  const customers = await subscribersOf(tx, plans, customersMax);
  return (await storedAccounts(tx, customers)).flatMap(({ account }) => {
    const zone = timeZoneOf(account, books.current);
    if (zone === books.current.zone.id || !isPromised(account, sla, books)) return [];
    return [{ customer: account.customer.id, zone: expectOk(findZone(zone)) }];
  });
}

/** The facts that a promise lacks, of everyone or of a customer. */
async function untoldOf(
  tx: Tx,
  { sla, apis }: Promised,
  customer: string | undefined,
  periods: readonly PromisedPeriod[],
): Promise<readonly UptimeFact[]> {
  const [last, first] = [periods[0], periods.at(-1)];
  if (last === undefined || first === undefined) return [];
  const measured = (await measuredTimes(tx, first.from, last.to)).filter(({ api }) =>
    apis.has(api),
  );
  if (measured.length === 0) return [];
  const everyone = await toldOf(tx, sla, "");
  const told =
    customer === undefined
      ? everyone
      : [...everyone.filter(({ id }) => !isMeasured(id)), ...(await toldOf(tx, sla, customer))];
  return periods.toReversed().flatMap((period) => {
    const fact = newFact(sla, customer, period, measured, told);
    return fact === undefined ? [] : [fact];
  });
}

async function toldOf(tx: Tx, sla: string, customer: string): Promise<readonly UptimeFact[]> {
  const facts = await factsOfKind(tx, "uptime", customer);
  // They were read as such when they were told.
  return facts.map(({ fact }) => JSON.parse(fact) as UptimeFact).filter((fact) => fact.sla === sla);
}

/** Facts told from here are named so; others were told by hand. */
const isMeasured = (id: string): boolean => id.startsWith("measured-");

/** What is to be told of a period; undefined where nothing was measured, it was told like this before, or by hand. */
function newFact(
  sla: string,
  customer: string | undefined,
  period: PromisedPeriod,
  measured: readonly MeasuredTime[],
  told: readonly UptimeFact[],
): UptimeFact | undefined {
  const sums = serviceSums(serviceTimes(measured, period.from, period.to));
  if (sums.upMs + sums.downMs === 0) return undefined;
  const { downtimeMinutes, excludedMinutes } = toldMinutes(sums);
  const before = told.filter((fact) => isOf(fact, period));
  const named = [`measured-${sla}-${period.name}`, ...(customer === undefined ? [] : [customer])];
  const name = named.join("-");
  if (before.some(({ id }) => !isMeasured(id))) return undefined;
  const last = before.at(-1);
  if (last?.downtimeMinutes === downtimeMinutes && last.excludedMinutes === excludedMinutes)
    return undefined;
  return {
    fact: "uptime",
    id: `${name}.${before.length + 1}`,
    sla,
    ...(customer === undefined ? {} : { customer }),
    ...period.said,
    downtimeMinutes,
    excludedMinutes,
  };
}

const isOf = (fact: UptimeFact, { said }: PromisedPeriod): boolean =>
  "month" in said ? fact.month === said.month : fact.from === said.from && fact.to === said.to;
