import type { ReportParts } from "../report-parts.ts";
import type { AccountReports } from "./account-answers.ts";
import { contractReport, contractsReport, customerContracts } from "./contracts-report.ts";
import { creditHoldingsReport } from "./credit-holdings.ts";
import { disputesReport } from "./disputes-report.ts";
import { dunningNotices } from "./dunning-notices.ts";
import { dunningReport } from "./dunning-report.ts";
import { milestonesReport } from "./milestones-report.ts";
import { receivablesReport } from "./receivables-report.ts";
import { rememberDunning } from "./remembered-dunning.ts";
import { timelineReport } from "./timeline-report.ts";

/** The pages of an account over the store, one file a report. */
export function createAccountReports(
  parts: Pick<ReportParts, "store" | "clock" | "library">,
): AccountReports {
  const dunned = rememberDunning();
  return {
    timeline: (tenant, customer, query) => timelineReport(parts, tenant, customer, query),
    receivables: (tenant, customer) => receivablesReport(parts, tenant, customer),
    dunning: (tenant, request) => dunningReport(parts, tenant, request, dunned),
    contracts: (tenant, request) => contractsReport(parts, tenant, request),
    contract: (tenant, id) => contractReport(parts, tenant, id),
    customerContracts: (tenant, customer) => customerContracts(parts, tenant, customer),
    dunningNotices: (tenant, request) => dunningNotices(parts, tenant, request),
    milestones: (tenant, request) => milestonesReport(parts, tenant, request),
    disputes: (tenant, request) => disputesReport(parts, tenant, request),
    creditHoldings: (tenant, request) => creditHoldingsReport(parts, tenant, request),
  };
}
