import type { Result } from "../fault/fault.ts";
import { canonicalModel } from "../model/canonical-model.ts";
import type { Model } from "../model/model.ts";
import { minorUnits } from "../money/currency.ts";
import { add, type Decimal, decimalOf, format, formatFixed, zero } from "../money/decimal.ts";
import { factsOf } from "../store/account-facts.ts";
import { accountStanding } from "../store/accounts.ts";
import { customerNames, findCustomer } from "../store/customers.ts";
import { invoiceDocument } from "../store/invoices.ts";
import { modelDocument, publishedModels } from "../store/models.ts";
import {
  invoicedOf,
  listCustomers,
  listInvoices,
  revenueByStream,
  subscribersByPlan,
  totals,
} from "../store/reports.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant } from "../time/instant.ts";
import type { ServerClock } from "./clock.ts";
import { currentDraft } from "./draft.ts";
import type { ModelLibrary } from "./model-library.ts";
import { planPrices } from "./plan-prices.ts";
import { purchaseSummaries } from "./purchase-summaries.ts";
import {
  type CustomerDetail,
  InvalidCursor,
  type Page,
  type Reports,
  type RevenueByStream,
  type Summary,
} from "./reports.ts";
import { usageReports } from "./usage-reports.ts";

/** The reading side over the store. */
export function createReports(store: Store, clock: ServerClock, library: ModelLibrary): Reports {
  const read = <T>(tenant: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    store.withTenant(tenant, work, { readOnly: true });
  return {
    summary: (tenant) => summary(tenant, store, clock, library),
    revenue: (tenant) => read(tenant, (tx) => revenue(tx, library)),
    models: (tenant) =>
      read(tenant, async (tx) =>
        (await publishedModels(tx)).map(({ id, version, document, publishedAt }) => {
          const { name, currency } = JSON.parse(document) as Model;
          return { id, name, version, currency, publishedAt: formatInstant(publishedAt) };
        }),
      ),
    model: (tenant, id, version) =>
      read(tenant, async (tx) => {
        const document = await modelDocument(tx, id, version);
        return document === undefined ? undefined : canonicalModel(JSON.parse(document) as Model);
      }),
    plans: (tenant) =>
      read(tenant, async (tx) => {
        const model = (await library.of(tx))?.books.current.model;
        if (model === undefined) return [];
        const subscribers = await subscribersByPlan(tx, clock.now());
        return Object.entries(model.plans).map(([id, plan]) => ({
          id,
          name: plan.name,
          stream: plan.stream,
          prices: planPrices(plan),
          subscribers: subscribers.get(id) ?? 0,
        }));
      }),
    customers: (tenant, { q, ...query }) =>
      read(tenant, async (tx) => {
        const page = accepted(
          await listCustomers(tx, { ...query, ...(q === undefined ? {} : { search: q }) }),
        );
        const model = (await library.of(tx))?.books.current.model;
        const bought = await factsOf(
          tx,
          page.items.map(({ id }) => id),
        );
        const items = page.items.map((customer) => ({
          ...customerHead(customer, model),
          subscriptions: purchaseSummaries(customer.id, bought, model).subscriptions,
        }));
        return { items, next: page.next };
      }),
    customer: (tenant, id) => read(tenant, (tx) => customerDetail(tx, id, library)),
    invoices: (tenant, { q, ...query }) =>
      read(tenant, async (tx) => {
        const page = accepted(
          await listInvoices(tx, { ...query, ...(q === undefined ? {} : { search: q }) }),
        );
        const items = page.items.map((invoice) => ({
          ...invoice,
          issuedAt: formatInstant(invoice.issuedAt),
          dueAt: formatInstant(invoice.dueAt),
        }));
        return { items, next: page.next };
      }),
    invoice: (tenant, id) => read(tenant, (tx) => invoiceDocument(tx, id)),
    draft: (tenant, customer) =>
      store.withTenant(tenant, (tx) => currentDraft(tx, customer, library, clock.now())),
    ...usageReports(store, library, customerNames),
  };
}

/** A page, or the cursor's refusal thrown to whoever speaks to the caller. */
function accepted<T>(result: Result<Page<T>>): Page<T> {
  if (result.ok) return result.value;
  throw new InvalidCursor(result.faults[0]?.message ?? "the cursor is not valid here");
}

interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly segment: string | null;
  readonly country: string | null;
  readonly createdAt: number;
  readonly invoiced: string;
}

function customerHead(row: CustomerRow, model: Model | undefined) {
  const { id, name, segment, country } = row;
  return {
    id,
    name,
    segment,
    country,
    currency: model?.currency ?? null,
    invoiced: money(decimalOf(row.invoiced), model),
    createdAt: formatInstant(row.createdAt),
  };
}

const money = (amount: Decimal, model: Model | undefined): string =>
  model === undefined ? format(amount) : formatFixed(amount, minorUnits(model.currency));

async function customerDetail(
  tx: Tx,
  id: string,
  library: ModelLibrary,
): Promise<CustomerDetail | undefined> {
  const found = await findCustomer(tx, id);
  if (found === undefined) return undefined;
  const [models, standing, bought, invoiced] = await Promise.all([
    library.of(tx),
    accountStanding(tx, id),
    factsOf(tx, [id]),
    invoicedOf(tx, id),
  ]);
  const model = models?.books.current.model;
  const parked = standing?.parked ?? null;
  return {
    ...customerHead({ ...found, invoiced }, model),
    ...purchaseSummaries(id, bought, model),
    email: found.email,
    timeZone: found.timeZone,
    nextDue: standing?.nextDue == null ? null : formatInstant(standing.nextDue),
    parked: parked === null ? null : { reason: parked.reason, since: formatInstant(parked.since) },
  };
}

async function summary(
  tenant: string,
  store: Store,
  clock: ServerClock,
  library: ModelLibrary,
): Promise<Summary> {
  const { models, counts } = await store.withTenant(
    tenant,
    async (tx) => ({ models: await library.of(tx), counts: await totals(tx) }),
    { readOnly: true },
  );
  const model = models?.books.current.model;
  const [events, unbilled] = await Promise.all([
    store.events.countEvents(tenant),
    store.events.countUnbilled(tenant, models?.metered ?? new Map()),
  ]);
  return {
    model: model === undefined ? null : { id: model.id, name: model.name, version: model.version },
    currency: model?.currency ?? null,
    now: formatInstant(clock.now()),
    customers: counts.customers,
    subscriptions: counts.subscriptions,
    invoices: {
      count: counts.invoices,
      total: money(decimalOf(counts.invoiced[model?.currency ?? ""] ?? "0"), model),
    },
    events: { accepted: events, unbilled },
    from: counts.firstIssuedAt === null ? null : formatInstant(counts.firstIssuedAt),
    to: counts.lastIssuedAt === null ? null : formatInstant(counts.lastIssuedAt),
  };
}

async function revenue(tx: Tx, library: ModelLibrary): Promise<RevenueByStream> {
  const model = (await library.of(tx))?.books.current.model;
  const rows = (await revenueByStream(tx)).filter(({ currency }) => currency === model?.currency);
  const months = [...new Set(rows.map(({ month }) => month))].sort();
  const amounts = new Map(rows.map((row) => [`${row.stream} ${row.month}`, decimalOf(row.amount)]));
  const total = (values: readonly Decimal[]): Decimal => values.reduce(add, zero);
  const declared = Object.entries(model?.streams ?? {});
  const streams = declared.map(([id, { name }]) => {
    const values = months.map((month) => amounts.get(`${id} ${month}`) ?? zero);
    return {
      id,
      name,
      amounts: values.map((v) => money(v, model)),
      total: money(total(values), model),
    };
  });
  const byMonth = months.map((month) =>
    total(rows.filter((row) => row.month === month).map(({ amount }) => decimalOf(amount))),
  );
  return {
    currency: model?.currency ?? null,
    months,
    streams,
    totals: byMonth.map((value) => money(value, model)),
    total: money(total(byMonth), model),
  };
}
