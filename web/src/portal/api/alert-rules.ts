import { queryOptions } from "@tanstack/react-query";
import { type Answer, ask } from "./request.ts";

/** What the customer set. */
export type AlertRule = Answer<"GET", "/portal/v1/alert-rules">["items"][number];

/** What a customer may want to be told of. */
export type AlertSubject = AlertRule["of"];

/** At what the customer wants to be told: `90%` of a quota, `500 USD` of costs or credits. */
export type AlertRuleAsked = Pick<AlertRule, "of" | "at"> & { readonly quota?: string };

/** Reads what the customer set, as it was set. */
export const alertRulesQuery = queryOptions({
  queryKey: ["alert-rules"],
  queryFn: ({ signal }) => ask("GET", "/portal/v1/alert-rules", { signal }),
});

/** Sets an alert, anew where it has an id. Rejects with a `RequestFailure`. */
export const setAlertRule = (body: AlertRuleAsked, id?: string) =>
  id === undefined
    ? ask("POST", "/portal/v1/alert-rules", { body })
    : ask("PUT", "/portal/v1/alert-rules/{id}", { path: { id }, body });

/** Removes one. Rejects with a `RequestFailure`. */
export const removeAlertRule = (id: string) =>
  ask("DELETE", "/portal/v1/alert-rules/{id}", { path: { id } });
