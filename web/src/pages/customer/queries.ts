import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import {
  receivablesQuery,
  type TimelineGroup,
  timelineQuery,
  upcomingQuery,
} from "../../api/accounts.ts";
import { alertsQuery } from "../../api/alerts.ts";
import { contractsQuery } from "../../api/contracts.ts";
import { customerCreditsQuery } from "../../api/credits.ts";
import { customerKeysQuery } from "../../api/customer-keys.ts";
import { customerQuery, draftsQuery } from "../../api/customers.ts";
import { entitlementsQuery, planSuggestionQuery } from "../../api/entitlements.ts";
import { invoicesQuery } from "../../api/invoices.ts";
import { customerPaymentsQuery } from "../../api/payments.ts";
import { summaryQuery } from "../../api/summary.ts";
import { metersQuery, runningCostQuery, type UsageRange, usageQuery } from "../../api/usage.ts";

/** A customer, its invoices, the model's meters, and what time it is for the server. */
export function useCustomer(id: string) {
  return {
    customer: useQuery(customerQuery(id)),
    invoices: useInfiniteQuery(invoicesQuery({ customer: id }, 12)),
    meters: useQuery(metersQuery),
    summary: useQuery(summaryQuery).data,
  };
}

/** How a customer pays. */
export const useCustomerPayments = (id: string) => useQuery(customerPaymentsQuery(id));

/** A customer's open drafts. */
export function useDrafts(id: string) {
  return useQuery(draftsQuery(id));
}

/** A customer's usage of one meter, day by day of a zone. */
export function useDailyUsage(range: UsageRange, timezone: string) {
  return useQuery(usageQuery(range, { window: "day", timezone }));
}

/** What a customer's open periods come to; nobody knows of a parked account. */
export const useRunningCost = (id: string, enabled: boolean) =>
  useQuery({ ...runningCostQuery(id), enabled });

/** What happened to an account, and what is to come. */
export const useTimeline = (id: string, group: TimelineGroup | undefined) =>
  useInfiniteQuery(timelineQuery(id, group));

/** What a customer owes and has paid. */
export const useReceivables = (id: string) => useQuery(receivablesQuery(id));

/** A customer's credits. */
export const useCredits = (id: string) => useQuery(customerCreditsQuery(id));

/** What the account will issue next by itself; a parked one issues nothing. */
export const useUpcoming = (id: string, enabled: boolean) =>
  useQuery({ ...upcomingQuery(id), enabled });

/** What a customer has signed. */
export const useContracts = (id: string) => useQuery(contractsQuery(id));

/** What a customer may use. */
export const useEntitlements = (id: string) => useQuery(entitlementsQuery(id));

/** When its use last came close to a quota. */
export const useLatestAlerts = (id: string) => useInfiniteQuery(alertsQuery({ customer: id }, 1));

/** Which plan would have been the cheapest for what it used. */
export const usePlanSuggestion = (id: string) => useQuery(planSuggestionQuery(id));

/** The keys that stand for a customer. */
export const useCustomerKeys = (id: string) => useQuery(customerKeysQuery(id));
