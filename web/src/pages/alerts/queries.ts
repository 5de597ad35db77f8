import { useInfiniteQuery } from "@tanstack/react-query";
import { type AlertFilter, alertsQuery } from "../../api/alerts.ts";

/** Alerts that match a filter, newest first, page by page. */
export const useAlerts = (filter: AlertFilter) => useInfiniteQuery(alertsQuery(filter));
