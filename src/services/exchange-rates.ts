import { type Fault, ok, pathTo, type Result, refuse } from "../fault/fault.ts";
import { rateConflict } from "../fx/rate-book.ts";
import { type FoundRate, rateOn } from "../fx/rate-on.ts";
import { type FxRate, faultsOfRate } from "../fx/rate-table.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { decimalOf, equals } from "../money/decimal.ts";
import { lastBilled } from "../store/billing-places.ts";
import {
  addExchangeRates,
  type ExchangeRateRow,
  holdExchangeRates,
  lastExchangeBy,
  lastExchangeRates,
  listExchangeRates,
} from "../store/exchange-rates.ts";
import { decodeCursor, type ListScope, pageOf } from "../store/page.ts";
import { retrying, retryRolledBack } from "../store/retry.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { behind, type FactTimes } from "./fact-times.ts";
import { answered, onceOnly } from "./once.ts";
import { ratesNear } from "./rates-near.ts";
import { InvalidCursor, type Page, type PageRequest } from "./reports.ts";
import type { IdempotentRequest, StoredAnswer } from "./services.ts";
import type { ServerClock } from "./tenant-clocks.ts";

/** Rates that one request tells at most. */
export const exchangeRatesMost = 5_000;

/** Rates as a request tells them. */
export interface ExchangeRatesRequest {
  readonly rates: readonly (Omit<FxRate, "source"> & { readonly source?: string })[];
  /** Whether they replace other rates of the same pair and day, from now on. Default false. */
  readonly corrects?: boolean;
}

/** What became of rates that were told. */
export interface RatesTold {
  readonly added: number;
  /** Of them, those that replace another rate. */
  readonly corrected: number;
  /** Known before, and the same. */
  readonly known: number;
  /** RFC 3339, UTC: what happens from then on is counted by the added ones. */
  readonly knownSince: string;
}

/** A rate of a list. */
export interface ExchangeRateView extends FxRate {
  /** RFC 3339, UTC. */
  readonly knownSince: string;
}

/** Which rates a list shows. */
export interface ExchangeRatesQuery extends PageRequest {
  readonly from?: string;
  readonly to?: string;
  readonly day?: string;
}

/** Dated exchange rates of a tenant. */
export interface ExchangeRates {
  /**
   * Tells rates, all or none of them; answers with {@link RatesTold}. Refuses `fx-rate-conflict` where another rate of a pair
   * and day is known that they do not correct, and what is no rate.
   */
  readonly add: (
    tenant: string,
    request: ExchangeRatesRequest,
    once?: IdempotentRequest,
  ) => Promise<Result<StoredAnswer>>;
  readonly list: (tenant: string, query: ExchangeRatesQuery) => Promise<Page<ExchangeRateView>>;
  /** The rate that a payment of a day would be exchanged by now. Refuses `fx-rate-missing`. */
  readonly find: (
    tenant: string,
    from: CurrencyCode,
    to: CurrencyCode,
    day: string,
  ) => Promise<Result<FoundRate>>;
}

/** What rates stand on. */
export interface ExchangeRateParts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly times: FactTimes;
}

/** The exchange rates over the store. */
export function createExchangeRates({ store, clock, times }: ExchangeRateParts): ExchangeRates {
  return {
    add: (tenant, request, once) =>
      // They are about everyone, so they come before what is told of any customer at the same instant.
      times.recording(tenant, "", (now) =>
        retrying(retryRolledBack, () =>
          store.withTenant(tenant, (tx) =>
            onceOnly(tx, once, clock.now(tenant), async () => {
              const last = await lastBilled(tx);
              return tellRates(tx, request, behind(last, { at: now, customer: "" }));
            }),
          ),
        ),
      ),
    list: (tenant, query) =>
      store.withTenant(tenant, (tx) => listed(tx, query), { readOnly: true }),
    find: (tenant, from, to, day) =>
      store.withTenant(
        tenant,
        async (tx) => {
          const book = await ratesNear(tx, [from, to], [day]);
          return rateOn(book.knownAt(times.now(tenant, "")), from, to, day);
        },
        { readOnly: true },
      ),
  };
}

const manual = "manual";

async function tellRates(
  tx: Tx,
  { rates: told, corrects = false }: ExchangeRatesRequest,
  now: Instant,
): Promise<Result<StoredAnswer>> {
  const rates = told.map((rate) => ({ source: manual, ...rate }));
  const unsound = rates.flatMap((rate, index) => faultsOfRate(rate, pathTo("/rates", index)));
  if (unsound.length > 0) return { ok: false, faults: unsound };
  await holdExchangeRates(tx);
  const before = await lastExchangeRates(tx, rates);
  const sorted = sortOut(rates, before, corrects);
  if (!sorted.ok) return sorted;
  const { added, corrected } = sorted.value;
  // What was exchanged at this very instant did not know them: they are known behind it, and behind what they correct.
  const exchanged = await lastExchangeBy(tx, now);
  const keys = new Set(added.map(keyOf));
  const knownSince = Math.max(
    now,
    ...(exchanged === null ? [] : [exchanged + 1]),
    ...before.filter((row) => keys.has(keyOf(row))).map((row) => row.knownSince + 1),
  );
  await addExchangeRates(tx, added, knownSince);
  const answer: RatesTold = {
    added: added.length,
    corrected,
    known: rates.length - added.length,
    knownSince: formatInstant(knownSince),
  };
  return ok(answered(added.length === 0 ? 200 : 201, JSON.stringify(answer)));
}

const keyOf = ({ from, to, day }: Pick<FxRate, "from" | "to" | "day">): string =>
  `${from} ${to} ${day}`;

/** Which of the rates are new. One that is given twice is one; twice differently is a conflict, whatever corrects. */
function sortOut(
  rates: readonly FxRate[],
  known: readonly ExchangeRateRow[],
  corrects: boolean,
): Result<{ readonly added: readonly FxRate[]; readonly corrected: number }> {
  const before = new Map(known.map((row) => [keyOf(row), row.rate]));
  const here = new Map<string, string>();
  const added: FxRate[] = [];
  const faults: Fault[] = [];
  let corrected = 0;
  for (const [index, rate] of rates.entries()) {
    const key = keyOf(rate);
    const path = pathTo("/rates", index, "rate");
    const same = (text: string): boolean => equals(decimalOf(text), decimalOf(rate.rate));
    const twice = here.get(key);
    if (twice !== undefined) {
      if (!same(twice)) faults.push(rateConflict(rate, path));
      continue;
    }
    here.set(key, rate.rate);
    const last = before.get(key);
    if (last !== undefined && same(last)) continue;
    if (last !== undefined && !corrects) faults.push(rateConflict(rate, path));
    if (last !== undefined) corrected += 1;
    added.push(rate);
  }
  return faults.length > 0 ? refuse(...faults) : ok({ added, corrected });
}

async function listed(
  tx: Tx,
  { limit, cursor, ...filters }: ExchangeRatesQuery,
): Promise<Page<ExchangeRateView>> {
  const scope: ListScope = { list: "exchange-rates", tenant: tx.tenant, filters };
  const after = cursor === undefined ? undefined : positionOf(scope, cursor);
  const rows = await listExchangeRates(tx, {
    ...filters,
    limit: limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  const page = pageOf(rows, limit, scope, (row) => [
    row.day,
    row.from,
    row.to,
    formatInstant(row.knownSince),
  ]);
  const items = page.items.map((row) => ({ ...row, knownSince: formatInstant(row.knownSince) }));
  return { items, next: page.next };
}

function positionOf(
  scope: ListScope,
  cursor: string,
): readonly [day: string, from: string, to: string, knownSince: string] {
  const key = decodeCursor(scope, cursor, 4);
  if (!key.ok) throw new InvalidCursor("this cursor does not belong to this list");
  const [day = "", from = "", to = "", knownSince = ""] = key.value;
  return [day, from, to, knownSince];
}
