import type { ChargeSummary } from "../reports.ts";

/** How an API is now: `degraded` is up, though a gateway does not reach it or many calls fail; `unknown` where nobody measures it. */
export type ApiHealth = "up" | "degraded" | "down" | "unknown";

/** What a call of an API counts under a meter. */
export interface ApiMeterView {
  readonly meter: string;
  readonly name: string;
  readonly unit: string;
  /** `calls`, `response-bytes`, `response /usage/total_tokens`, `segment model`. */
  readonly counts: string;
  /** The routes whose calls count this; null for those that no route has. */
  readonly routes: readonly (string | null)[];
}

/** A plan whose customers may call, and what it charges for what calls count. */
export interface ApiPlanView {
  readonly id: string;
  readonly name: string;
  /** The routes that it may not call. */
  readonly without: readonly string[];
  readonly charges: readonly ChargeSummary[];
}

export interface ApiRouteView {
  readonly id: string;
  readonly method: string | null;
  /** With the API's own. */
  readonly path: string;
}

/** An API of the current model. Days are those of UTC; instants RFC 3339, UTC. */
export interface ApiSummary {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly version: string;
  readonly path: string;
  /** `sunset`: calls are refused. */
  readonly status: "active" | "deprecated" | "sunset";
  readonly deprecatedOn: string | null;
  readonly sunsetOn: string | null;
  readonly successor: string | null;
  readonly documentation: string | null;
  readonly routes: readonly ApiRouteView[];
  /** What a caller must have: a flag is `true`, a limit a quantity, a level its name. */
  readonly features: Readonly<Record<string, string>>;
  readonly meters: readonly ApiMeterView[];
  readonly plans: readonly ApiPlanView[];
  readonly sla: {
    readonly id: string;
    readonly name: string;
    readonly uptime: string | null;
  } | null;
  readonly health: ApiHealth;
  /** Up to when it was measured; null where it never was, these 90 days. */
  readonly measuredUntil: string | null;
  /** Of the time that was measured, of the last 30 and 90 days of UTC, today among them; null where none was. */
  readonly uptime30Days: string | null;
  readonly uptime90Days: string | null;
}

/** A stretch of time of a monitor, and the share of its measured time that the API was up. */
export interface UptimeSlot {
  readonly from: string;
  readonly to: string;
  /** Null where nothing was measured. */
  readonly uptime: string | null;
  readonly downSeconds: number;
  /** Of the time that it was up. */
  readonly degradedSeconds: number;
  readonly measuredSeconds: number;
}

export interface ApiIncident {
  readonly from: string;
  /** Null while it goes on. */
  readonly to: string | null;
  readonly seconds: number;
}

/** Calls of an hour. */
export interface CallsHour {
  readonly from: string;
  readonly calls: number;
  readonly failed: number;
  /** Milliseconds within which this share of the calls was answered; null where it was longer than a hundred seconds. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

/** An API and how it has been: the last 48 hours, and 90 days of UTC. */
export interface ApiDetail extends ApiSummary {
  readonly hours: readonly UptimeSlot[];
  readonly days: readonly UptimeSlot[];
  /** The latest first, at most a hundred of these 90 days. */
  readonly incidents: readonly ApiIncident[];
  /** Hours of these 48 that have calls. */
  readonly calls: readonly CallsHour[];
}
