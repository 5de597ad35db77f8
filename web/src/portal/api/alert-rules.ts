import { queryOptions } from "@tanstack/react-query";
import { read, write } from "./request.ts";

/** What a customer may want to be told of. */
export type AlertSubject = "quota" | "cost" | "credits";

/** At what the customer wants to be told: `90%` of a quota, `500 USD` of costs or credits. */
export interface AlertRuleAsked {
  readonly of: AlertSubject;
  readonly quota?: string;
  readonly at: string;
}

/** What the customer set. */
export interface AlertRule {
  readonly id: string;
  readonly of: AlertSubject;
  readonly quota: string | null;
  readonly at: string;
}

/** Reads what the customer set, as it was set. */
export const alertRulesQuery = queryOptions({
  queryKey: ["alert-rules"],
  queryFn: ({ signal }) =>
    read<{ readonly items: readonly AlertRule[] }>("alert-rules", {}, signal),
});

const rulePath = (id: string): string => `alert-rules/${encodeURIComponent(id)}`;

/** Sets an alert, anew where it has an id. Rejects with a `RequestFailure`. */
export const setAlertRule = (asked: AlertRuleAsked, id?: string): Promise<AlertRule> =>
  id === undefined ? write("POST", "alert-rules", asked) : write("PUT", rulePath(id), asked);

/** Removes one. Rejects with a `RequestFailure`. */
export const removeAlertRule = (id: string): Promise<AlertRule> => write("DELETE", rulePath(id));
