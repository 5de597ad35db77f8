import { queryOptions } from "@tanstack/react-query";
import type { Alert } from "../../api/alerts.ts";
import type { Invoice } from "../../api/invoices.ts";
import type { RunningCost } from "../../api/usage.ts";
import type { DecimalText } from "../../format/decimal-text.ts";
import { read } from "./request.ts";

/** A change of a subscription that is to come. */
export interface ChangeToCome {
  readonly id: string;
  readonly kind: string;
  readonly day: string;
  readonly planName: string | null;
  readonly undoable: boolean;
}

/** A plan that the customer holds. `start`, `end` and the like are civil dates. */
export interface PortalPlan {
  readonly subscription: string;
  readonly plan: string;
  readonly planName: string;
  /** The subscription that an add-on goes with. */
  readonly of: string | null;
  readonly cadence: string | null;
  readonly quantity: DecimalText;
  /** In the words of the seller's price list. */
  readonly price: string | null;
  readonly standing: "scheduled" | "trialing" | "active" | "paused" | "ended";
  readonly start: string;
  readonly end: string | null;
  readonly trialUntil: string | null;
  readonly changesOn: string | null;
  readonly paidUntil: string | null;
  readonly mayChange: boolean;
  readonly mayCancel: boolean;
  readonly changes: readonly ChangeToCome[];
}

/** How a quota stands; no allowance where there is no end of it. */
export interface PortalQuota {
  readonly id: string;
  readonly meter: string;
  readonly meterName: string;
  readonly unit: string;
  readonly used: DecimalText;
  readonly allowance: DecimalText | null;
  readonly percent: DecimalText | null;
  readonly overage: "block" | "bill";
  readonly from: string;
  readonly to: string;
  readonly resetsAt: string | null;
}

/** What the customer has, uses, will pay and owes. */
export interface Overview {
  readonly at: string;
  readonly currency: string | null;
  readonly plans: readonly PortalPlan[];
  readonly nextInvoice: {
    readonly issuedAt: string;
    readonly total: DecimalText;
    readonly currency: string;
  } | null;
  readonly quotas: readonly PortalQuota[];
  readonly cost: {
    readonly soFar: DecimalText;
    readonly projected: DecimalText;
    readonly currency: string;
    readonly from: string | null;
    readonly to: string | null;
    readonly issuedAt: string | null;
  } | null;
  readonly owing: {
    readonly owed: DecimalText;
    readonly overdue: DecimalText;
    readonly balance: DecimalText;
    readonly currency: string;
  } | null;
  readonly suspendedSince: string | null;
  readonly alerts: readonly Alert[];
}

/** Reads all that the first page shows. */
export const overviewQuery = queryOptions({
  queryKey: ["overview"],
  queryFn: ({ signal }) => read<Overview>("overview", {}, signal),
});

/** Reads what the open periods come to, line by line. */
export const costQuery = queryOptions({
  queryKey: ["cost"],
  queryFn: ({ signal }) => read<RunningCost>("cost", {}, signal),
});

/** Reads the documents that come next by themselves. */
export const upcomingQuery = queryOptions({
  queryKey: ["upcoming"],
  queryFn: ({ signal }) =>
    read<{ readonly until: string; readonly documents: readonly Invoice[] }>(
      "upcoming",
      {},
      signal,
    ),
});
