import { modelsStamp } from "../store/models.ts";
import { creditsReport } from "./credit-report.ts";
import { customerReport, customersById, customersReport } from "./customer-report.ts";
import { openDraftTexts } from "./draft.ts";
import { eventReport, eventsReport } from "./event-reports.ts";
import { invoiceReport, invoicesByName, invoicesReport } from "./invoice-report.ts";
import { createModelsReport, modelReport } from "./model-report.ts";
import { obligationsReport } from "./obligation-report.ts";
import { plansReport } from "./plan-report.ts";
import { previewReport } from "./preview.ts";
import type { ReportParts } from "./report-parts.ts";
import type { Reports } from "./reports.ts";
import { revenueReport } from "./revenue-report.ts";
import { openDocumentsReport, runningCostReport } from "./running-cost.ts";
import { searchReport } from "./search-report.ts";
import { subscriptionsById, subscriptionsReport } from "./subscription-list-report.ts";
import { subscriptionReport } from "./subscription-report.ts";
import { createSummary } from "./summary-report.ts";
import { unbilledReport } from "./unbilled-report.ts";
import { metersReport, topUsageReport, usageReport } from "./usage-report.ts";

/** The reading side over the store, one file a report. */
export function createReports(parts: ReportParts): Reports {
  const { store, clock, library } = parts;
  return {
    ...createSummary(parts),
    revenue: (tenant) => revenueReport(parts, tenant),
    models: createModelsReport(parts),
    modelsTag: async (tenant) => {
      const stamp = await store.withTenant(tenant, modelsStamp, { readOnly: true });
      return `"${stamp.replace(" ", "-")}"`;
    },
    model: (...asked) => modelReport(parts, ...asked),
    plans: (tenant) => plansReport(parts, tenant),
    obligations: (tenant) => obligationsReport(parts, tenant),
    meters: (tenant) => metersReport(parts, tenant),
    customers: (tenant, query) => customersReport(parts, tenant, query),
    customer: (tenant, id) => customerReport(parts, tenant, id),
    customersById: (tenant, ids) => customersById(parts, tenant, ids),
    credits: (tenant, customer) => creditsReport(parts, tenant, customer),
    subscription: (tenant, id) => subscriptionReport(parts, tenant, id),
    subscriptions: (tenant, query) => subscriptionsReport(parts, tenant, query),
    subscriptionsById: (tenant, customers, ids) => subscriptionsById(parts, tenant, customers, ids),
    preview: (tenant, request) => previewReport(parts, tenant, request),
    invoices: (tenant, query) => invoicesReport(parts, tenant, query),
    invoicesByName: (tenant, names) => invoicesByName(parts, tenant, names),
    invoice: (tenant, id) => invoiceReport(parts, tenant, id),
    drafts: (tenant, customer) =>
      store.withTenant(tenant, (tx) =>
        openDraftTexts(tx, customer, { library, events: store.events }, clock.now(tenant)),
      ),
    openDocuments: (tenant, customer) => openDocumentsReport(parts, tenant, customer),
    runningCost: (tenant, customer) => runningCostReport(parts, tenant, customer),
    usage: (tenant, request) => usageReport(parts, tenant, request),
    topUsage: (tenant, request) => topUsageReport(parts, tenant, request),
    events: (tenant, query) => eventsReport(parts, tenant, query),
    event: (tenant, identity) => eventReport(parts, tenant, identity),
    unbilled: (tenant, page) => unbilledReport(parts, tenant, page),
    search: (tenant, allowed, query) => searchReport(parts, tenant, allowed, query),
  };
}
