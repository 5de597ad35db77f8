import { bookUnder } from "../account/contracts/book-under.ts";
import type { Filter } from "../model/meter.ts";
import { type Model, modelIdentity } from "../model/model.ts";
import { storedAccounts } from "../store/accounts.ts";
import type { LateUsageRule, UnbilledScope } from "../store/event-store.ts";
import type { Store } from "../store/store.ts";
import { DAY_MS } from "../time/instant.ts";
import { soldIn, type TenantModels } from "./model-library.ts";
import { usageLedgerOf } from "./usage-ledger-of.ts";

/**
 * What the event store must know of a tenant's models and accounts to tell which events no invoice will charge for. What
 * hangs on more than a type, a product and a time, such as a meter's filter or whether an event came in too late, is
 * decided by the ledger that a replay folds usage with, so the two agree.
 */
export function unbilledScope(
  store: Store,
  tenant: string,
  models: TenantModels | undefined,
): UnbilledScope {
  if (models === undefined) return nothingMetered;
  return {
    metered: models.metered,
    judged: judgedTypes(models),
    late: boundsOf(models),
    judge: async (events) => {
      const customers = [...new Set(events.map(({ customer }) => customer))];
      const accounts = await store.withTenant(tenant, (tx) => storedAccounts(tx, customers), {
        readOnly: true,
      });
      const ledger = usageLedgerOf(accounts, models.books);
      return events.map((event) => ledger.add(event));
    },
  };
}

const nothingMetered: UnbilledScope = {
  metered: new Map(),
  judged: new Map(),
  late: { graceMs: 0, lookBackMs: 0 },
  judge: async (events) => events.map(() => undefined),
};

/** The types that a meter with a filter reads, and those that only earlier versions of the model still charge for. */
function judgedTypes({ models, books }: TenantModels): UnbilledScope["judged"] {
  const meters = models.flatMap((model) => Object.values(model.meters));
  const current = new Set(Object.values(books.current.model.meters).map(({ event }) => event));
  const types = new Set(
    meters
      .filter(({ event, filter }) => filter !== undefined || !current.has(event))
      .map(({ event }) => event),
  );
  return new Map([...types].map((type) => [type, filtersBySold(models, type)]));
}

/**
 * What an event of the type surely passes that a charge reads, by what is sold; nothing for what has a charge without a filter,
 * or none that reads the type.
 */
function filtersBySold(models: readonly Model[], type: string): ReadonlyMap<string, Filter> {
  const filters = new Map<string, Filter>();
  for (const model of models) {
    for (const [product, { charges }] of soldIn(model)) {
      const read = Object.values(charges ?? {}).flatMap(({ meter }) => model.meters[meter] ?? []);
      const own = read.filter(({ event }) => event === type).map(({ filter }) => filter);
      const any = own.filter((filter) => filter !== undefined);
      if (any.length > 0 && any.length === own.length) filters.set(product, { any });
    }
  }
  return filters;
}

const shortestMonthMs = 27 * DAY_MS;

/**
 * Bounds that hold for every charge of every version. So many months are looked back in whole periods of the charge's
 * cadence, which may leave out up to half of them: of 13 months, periods of seven reach back over seven.
 */
function boundsOf({ models, books }: TenantModels): LateUsageRule {
  const opened = models.flatMap((model) => {
    const book = books.find(modelIdentity(model));
    const templates = Object.keys(model.contracts ?? {});
    return [book, ...templates.map((template) => bookUnder(book, { template }))];
  });
  const graces = opened.map(({ graceMs }) => graceMs);
  const months = opened.map(({ lateMonths }) => lateMonths);
  return {
    graceMs: Math.min(...graces),
    lookBackMs: Math.ceil(Math.min(...months) / 2) * shortestMonthMs,
  };
}
