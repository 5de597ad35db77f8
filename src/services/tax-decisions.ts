import type { Account } from "../account/account.ts";
import type { TaxDecisionFact } from "../account/fact.ts";
import { soundDrafts } from "../account/sound-step.ts";
import { taxBuyerOf } from "../account/tax-buyer-of.ts";
import { faultsOf } from "../fault/fault.ts";
import { accountsAwaitingTax } from "../store/accounts-awaiting-tax.ts";
import type { SettledUsage } from "../store/event-store.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import { listTenants } from "../store/tenants.ts";
import type { TaxProvider } from "../tax/tax-provider.ts";
import type { TaxTreatment } from "../tax/tax-treatment.ts";
import { civilFromDays, daysFromCivil, formatCivilDate, parseCivilDate } from "../time/calendar.ts";
import { formatInstant, HOUR_MS, type Instant, MINUTE_MS } from "../time/instant.ts";
import type { ModelLibrary, TenantModels } from "./model-library.ts";
import type { Services } from "./services.ts";
import { tellableInvoice } from "./tellable-invoice.ts";
import type { ServerClock } from "./tenant-clocks.ts";
import { fetchUsage } from "./usage-answers.ts";

/** What asking a tax engine stands on. */
export interface TaxDecisionParts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: ModelLibrary;
  /** Undefined where no engine is set up: decisions are then told. */
  readonly provider: TaxProvider | undefined;
  readonly recordFact: Services["recordFact"];
}

/** A category that has to be decided for a day before an invoice can be issued. */
export interface TaxUndecided {
  readonly customer: string;
  readonly invoice: string;
  readonly category: string;
  readonly day: string;
  readonly account: Account;
}

/** Asks a tax engine what the next invoices lack. */
export interface TaxDecisions {
  /**
   * Asks for what is due within the hour and for what waits already, records each answer as a fact, and answers how many there
   * were. Where the engine does not answer it is left alone for a minute.
   */
  readonly askDue: () => Promise<number>;
}

/** Accounts looked at in one run, and how long before an invoice its tax is asked for. */
const accountsPerRun = 50;
const aheadMs = HOUR_MS;

/** Puts it together. */
export function createTaxDecisions(parts: TaxDecisionParts): TaxDecisions {
  const restUntil = new Map<string, Instant>();
  return {
    askDue: async () => {
      const { provider, store, clock } = parts;
      if (provider === undefined) return 0;
      let answered = 0;
      for (const { id: tenant } of await listTenants(store.pool)) {
        if ((restUntil.get(tenant) ?? 0) > clock.now(tenant)) continue;
        const missing = await store.withTenant(tenant, (tx) => undecided(tx, parts));
        for (const one of missing) {
          const recorded = await decide(parts, provider, tenant, one);
          if (recorded === "rest") {
            restUntil.set(tenant, clock.now(tenant) + MINUTE_MS);
            break;
          }
          if (recorded === "recorded") answered += 1;
        }
      }
      return answered;
    },
  };
}

/** What next invoices lack, of accounts that are due soon or wait. */
async function undecided(
  tx: Tx,
  { library, clock, store }: TaxDecisionParts,
): Promise<readonly TaxUndecided[]> {
  const models = await library.of(tx);
  if (models?.books.current.model.taxes?.provider !== "external") return [];
  const now = clock.now(tx.tenant);
  const until = now + aheadMs;
  const accounts = await accountsAwaitingTax(tx, until, accountsPerRun);
  if (accounts.length === 0) return [];
  const usage = await store.events.settle(tx, now);
  const found: TaxUndecided[] = [];
  for (const account of accounts) found.push(...(await missingFor(usage, models, account, until)));
  return found;
}

async function missingFor(
  usage: SettledUsage,
  { books }: TenantModels,
  account: Account,
  until: Instant,
): Promise<readonly TaxUndecided[]> {
  const group = tellableInvoice(account, books);
  if (group === undefined || group.dueAt > until) return [];
  const view = await fetchUsage([{ account, group }], usage.aggregate, usage.findLate);
  const drafts = soundDrafts(account, books, view, until);
  return faultsOf(drafts).flatMap((fault): readonly TaxUndecided[] => {
    const { value } = fault;
    if (fault.code !== "tax-undecided" || !isQuestion(value)) return [];
    const { id: customer } = account.customer;
    return [{ customer, invoice: `${customer}:${account.issued + 1}`, account, ...value }];
  });
}

const isQuestion = (value: unknown): value is { category: string; day: string } =>
  typeof value === "object" && value !== null && "category" in value && "day" in value;

async function decide(
  { clock, library, store, recordFact }: TaxDecisionParts,
  provider: TaxProvider,
  tenant: string,
  { customer, invoice, category, day, account }: TaxUndecided,
): Promise<"recorded" | "refused" | "rest"> {
  const models = await store.withTenant(tenant, (tx) => library.of(tx));
  const model = models?.books.current.model;
  if (model === undefined) return "refused";
  const description = model.taxes?.categories?.[category]?.name ?? category;
  const quoted = await provider.quote({
    invoice,
    day,
    currency: model.currency,
    ...(model.taxes?.pricesInclude === undefined
      ? {}
      : { pricesInclude: model.taxes.pricesInclude }),
    buyer: taxBuyerOf(account),
    lines: [{ id: category, amount: "0", category, description }],
  });
  if (!quoted.ok)
    return quoted.faults.some(({ code }) => code === "tax-provider-unavailable")
      ? "rest"
      : "refused";
  const [treatment] = quoted.value;
  if (treatment === undefined) return "rest";
  const told = await recordFact(
    tenant,
    factOf(customer, category, day, treatment, provider, clock.now(tenant)),
  );
  return told.ok ? "recorded" : "refused";
}

/** An engine speaks of the day that it was asked about. */
function factOf(
  customer: string,
  category: string,
  day: string,
  { tax, reason }: TaxTreatment,
  { name }: TaxProvider,
  now: Instant,
): TaxDecisionFact {
  const read = parseCivilDate(day);
  const until = read.ok
    ? { until: formatCivilDate(civilFromDays(daysFromCivil(read.value) + 1)) }
    : {};
  return {
    fact: "tax-decision",
    id: `${formatInstant(now)}/${category}/${day}/${customer}`.slice(0, 255),
    customer,
    category,
    from: day,
    ...until,
    tax,
    ...(reason === undefined ? {} : { reason }),
    provider: name,
  };
}
