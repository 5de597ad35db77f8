import { queryOptions } from "@tanstack/react-query";
import type { Charge } from "./plans.ts";
import { read } from "./request.ts";

/** How an API is now; `unknown` where nobody measures it. */
export type ApiHealth = "up" | "degraded" | "down" | "unknown";

/** What a call counts under a meter, on the routes named; null for calls that no route has. */
export interface ApiMeter {
  readonly meter: string;
  readonly name: string;
  readonly unit: string;
  readonly counts: string;
  readonly routes: readonly (string | null)[];
}

/** A plan whose customers may call, but for the routes that it is without, and what it charges for it. */
export interface ApiPlan {
  readonly id: string;
  readonly name: string;
  readonly without: readonly string[];
  readonly charges: readonly Charge[];
}

/** An API of the model. Uptimes are shares of the time that was measured, null where none was. */
export interface Api {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly version: string;
  readonly path: string;
  readonly status: "active" | "deprecated" | "sunset";
  readonly deprecatedOn: string | null;
  readonly sunsetOn: string | null;
  readonly successor: string | null;
  readonly documentation: string | null;
  readonly routes: readonly {
    readonly id: string;
    readonly method: string | null;
    readonly path: string;
  }[];
  readonly features: Readonly<Record<string, string>>;
  readonly meters: readonly ApiMeter[];
  readonly plans: readonly ApiPlan[];
  readonly sla: {
    readonly id: string;
    readonly name: string;
    readonly uptime: string | null;
  } | null;
  readonly health: ApiHealth;
  readonly measuredUntil: string | null;
  readonly uptime30Days: string | null;
  readonly uptime90Days: string | null;
}

/** A stretch of time; `uptime` is null where nothing of it was measured. */
export interface UptimeSlot {
  readonly from: string;
  readonly to: string;
  readonly uptime: string | null;
  readonly downSeconds: number;
  readonly degradedSeconds: number;
  readonly measuredSeconds: number;
}

/** A time that the API was down; `to` is null while it is. */
export interface Incident {
  readonly from: string;
  readonly to: string | null;
  readonly seconds: number;
}

/** Calls of an hour; the milliseconds within which half, and 95 of a hundred, were answered. */
export interface CallsHour {
  readonly from: string;
  readonly calls: number;
  readonly failed: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

/** An API and how it has been: 48 hours, and 90 days of UTC. */
export interface ApiHistory extends Api {
  readonly hours: readonly UptimeSlot[];
  readonly days: readonly UptimeSlot[];
  readonly incidents: readonly Incident[];
  readonly calls: readonly CallsHour[];
}

/** How often what is measured is read anew, in milliseconds: as often as gateways tell it. */
const refetchMs = 60_000;

/** Reads the APIs of the model. */
export const apisQuery = queryOptions({
  queryKey: ["apis"],
  queryFn: ({ signal }) => read<{ readonly items: readonly Api[] }>("/v1/apis", {}, signal),
  refetchInterval: refetchMs,
});

/** Reads an API and how it has been. */
export const apiQuery = (id: string) =>
  queryOptions({
    queryKey: ["apis", id],
    queryFn: ({ signal }) => read<ApiHistory>(`/v1/apis/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: refetchMs,
  });
