import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { type PageOf, read } from "./request.ts";

/** That a customer came to a share of what it may use or committed to, once a window each. */
export interface Alert {
  readonly customer: string;
  readonly customerName: string;
  readonly quota: string;
  readonly meter: string;
  /** The name of the model's alert; null where the quota says so itself, or the alert has none. */
  readonly alertName: string | null;
  /** `80%` of the allowance. */
  readonly at: string;
  readonly used: DecimalText;
  readonly allowance: DecimalText;
  /** Of both where they are money. */
  readonly currency: string | null;
  readonly notify: readonly ("customer" | "sales" | "support")[];
  /** Id of the plan to propose. */
  readonly suggest: string | null;
  readonly firedAt: string;
  /** The window, half-open. */
  readonly from: string;
  readonly to: string;
}

/** What narrows the list of alerts. */
export interface AlertFilter {
  readonly customer?: string | undefined;
}

/** Reads alerts page by page, newest first. */
export const alertsQuery = ({ customer }: AlertFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ["alerts", customer ?? "", limit],
    queryFn: ({ pageParam, signal }) =>
      read<PageOf<Alert>>("/v1/alerts", { customer, limit, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
