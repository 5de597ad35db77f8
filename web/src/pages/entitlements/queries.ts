import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { alertsQuery } from "../../api/alerts.ts";
import { customerQuery } from "../../api/customers.ts";
import { entitlementsQuery, reservationsQuery } from "../../api/entitlements.ts";
import { metersQuery } from "../../api/usage.ts";

/** The customer. */
export const useCustomer = (id: string) => useQuery(customerQuery(id));

/** What the customer may use, and how its quotas stand. */
export const useEntitlements = (id: string) => useQuery(entitlementsQuery(id));

/** What is set apart for it and still open. */
export const useReservations = (id: string) => useInfiniteQuery(reservationsQuery(id));

/** Its alerts, newest first. */
export const useCustomerAlerts = (id: string) =>
  useInfiniteQuery(alertsQuery({ customer: id }, 20));

/** The meters that may be asked for. */
export const useMeters = () => useQuery(metersQuery).data?.items ?? [];
