import type { CustomerFact } from "../account/fact.ts";
import { decimalOf } from "../money/decimal.ts";
import { purchasesOf } from "../store/account-facts.ts";
import { type AccountStanding, accountStanding } from "../store/accounts.ts";
import { billedUsageOf, type CustomerListItem, listCustomers } from "../store/customer-list.ts";
import { findCustomer, paidForBy } from "../store/customers.ts";
import { phasesOf } from "../store/subscription-phases.ts";
import type { Tx } from "../store/tenant.ts";
import type { VatCheck } from "../tax/vat-check.ts";
import { formatInstant } from "../time/instant.ts";
import { openGroup } from "./draft.ts";
import type { CustomerQuery } from "./list-queries.ts";
import type { TenantModels } from "./model-library.ts";
import { purchaseSummaries } from "./purchase-summaries.ts";
import {
  booksCurrency,
  moneyText,
  pageOrThrow,
  type ReportParts,
  reading,
} from "./report-parts.ts";
import type { CustomerDetail, CustomerSummary, Page } from "./reports.ts";
import { subscriptionSummaries } from "./subscription-summaries.ts";
import { tellableInvoice } from "./tellable-invoice.ts";

/** A page of customers by name, each with its subscriptions. */
export const customersReport = (
  parts: ReportParts,
  tenant: string,
  { q, plan, ...query }: CustomerQuery,
): Promise<Page<CustomerSummary>> =>
  reading(parts, tenant, async (tx) => {
    const listed = await listCustomers(tx, {
      ...query,
      ...(q === undefined ? {} : { search: q }),
      ...(plan === undefined ? {} : { subscribed: { plan, at: parts.clock.now(tenant) } }),
    });
    const page = pageOrThrow(listed);
    return { items: await summariesOf(parts, tx, tenant, page.items), next: page.next };
  });

/** Customers by their ids, at most a page of them; those that are not there are left out. */
export const customersById = (
  parts: ReportParts,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CustomerSummary>> =>
  reading(parts, tenant, async (tx) => {
    const { items } = pageOrThrow(await listCustomers(tx, { ids, limit: ids.length }));
    const summaries = await summariesOf(parts, tx, tenant, items);
    return new Map(summaries.map((customer) => [customer.id, customer]));
  });

async function summariesOf(
  parts: ReportParts,
  tx: Tx,
  tenant: string,
  customers: readonly CustomerListItem[],
): Promise<readonly CustomerSummary[]> {
  const ids = customers.map(({ id }) => id);
  const [models, phases] = await Promise.all([parts.library.of(tx), phasesOf(tx, ids)]);
  return customers.map((customer) => ({
    ...headOf(customer, models),
    subscriptions: subscriptionSummaries(
      phases.filter((phase) => phase.customer === customer.id),
      models,
      parts.clock.now(tenant),
    ),
  }));
}

/** Customers that one pays for, of whom its page tells at most so many. */
const childrenMax = 1_000;

/** One customer, whole; undefined where there is none. */
export const customerReport = (
  parts: ReportParts,
  tenant: string,
  id: string,
): Promise<CustomerDetail | undefined> =>
  reading(parts, tenant, async (tx) => {
    const listed = pageOrThrow(await listCustomers(tx, { ids: [id], limit: 1 }));
    const [customer] = listed.items;
    if (customer === undefined) return undefined;
    const [models, told, standing, phases, bought, billed, children] = await Promise.all([
      parts.library.of(tx),
      findCustomer(tx, id),
      accountStanding(tx, id),
      phasesOf(tx, [id]),
      purchasesOf(tx, [id]),
      billedUsageOf(tx, id),
      paidForBy(tx, id, childrenMax),
    ]);
    const account = standing?.account.customer;
    const { email, timeZone } = customer;
    return {
      ...headOf(customer, models),
      subscriptions: subscriptionSummaries(phases, models, parts.clock.now(tenant)),
      ...purchaseSummaries(id, bought, models),
      email,
      timeZone,
      ...particularsOf(told === undefined ? {} : JSON.parse(told.fact)),
      payer:
        account === undefined || account.id === id ? null : { id: account.id, name: account.name },
      children,
      vatCheck: vatCheckOf(standing?.account.vatCheck ?? null),
      nextDue: nextIssueOf(standing, models),
      draftOpen: openGroup(standing, models, parts.clock.now(tenant)) !== undefined,
      billedUsage: billed.map(({ meter, from, to }) => ({
        meter,
        from: formatInstant(from),
        to: formatInstant(to),
      })),
    };
  });

/** When the next invoice is final; reminders and what credits do are no invoices, and a parked account gets none. */
function nextIssueOf(
  standing: AccountStanding | undefined,
  models: TenantModels | undefined,
): string | null {
  if (standing === undefined || models === undefined || standing.parked !== null) return null;
  const group = tellableInvoice(standing.account, models.books);
  return group === undefined ? null : formatInstant(group.cutoff);
}

const vatCheckOf = (check: VatCheck | null): CustomerDetail["vatCheck"] =>
  check === null
    ? null
    : {
        number: check.number,
        valid: check.valid,
        name: check.name ?? null,
        checkedAt: check.checkedAt,
        consultation: check.consultation ?? null,
      };

function particularsOf(fact: Partial<CustomerFact>) {
  const { phone = null, address = null, vatNumber = null, registration = null } = fact;
  const {
    taxExempt = null,
    business = null,
    reference = null,
    purchaseOrder = null,
    language = null,
    invoicesPer = null,
  } = fact;
  return {
    phone,
    address,
    vatNumber,
    registration,
    business,
    taxExempt,
    reference,
    purchaseOrder,
    language,
    invoicesPer,
  };
}

function headOf(customer: CustomerListItem, models: TenantModels | undefined) {
  const { id, name, segment, country, billedIn, invoiced, parked, createdAt } = customer;
  const currency = booksCurrency(billedIn === null ? [] : [billedIn], models);
  return {
    id,
    name,
    segment,
    country,
    currency,
    invoiced: moneyText(decimalOf(invoiced), currency),
    parked: parked === null ? null : { reason: parked.reason, since: formatInstant(parked.since) },
    createdAt: formatInstant(createdAt),
  };
}
