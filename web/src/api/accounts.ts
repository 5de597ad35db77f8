import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import type { Invoice } from "./invoices.ts";
import { type PageOf, read } from "./request.ts";

/** What the moments in the life of an account belong to. */
export const timelineGroups = [
  "customer",
  "subscription",
  "document",
  "payment",
  "credit",
  "dunning",
] as const;

/** One of them. */
export type TimelineGroup = (typeof timelineGroups)[number];

/** One thing that happened to an account, or will. `on` is a civil date, `at` an instant. */
export interface TimelineMoment {
  readonly id: string;
  readonly at: string;
  readonly group: TimelineGroup;
  readonly kind: string;
  readonly on: string | null;
  readonly about: string | null;
  readonly name: string | null;
  readonly invoice: { readonly id: string; readonly number: string } | null;
  readonly amount: DecimalText | null;
  readonly currency: string | null;
  readonly note: string | null;
}

/** A page of what happened, the latest first, and what is to come, the next first. */
export interface Timeline extends PageOf<TimelineMoment> {
  readonly toCome: readonly TimelineMoment[];
}

/** What is done about an invoice that is not paid. */
export type DunningAction = "remind" | "warn" | "suspend" | "cancel" | "write-off" | "collections";

/** A step of dunning and its time. */
export interface DunningStep {
  readonly action: DunningAction;
  readonly afterDueDays: number;
  readonly at: string;
}

/** What is owed on an invoice. */
export interface OpenItem {
  readonly id: string;
  readonly number: string;
  readonly issuedAt: string;
  readonly dueAt: string;
  readonly total: DecimalText;
  readonly open: DecimalText;
  readonly status: "open" | "in-dispute" | "paid" | "written-off";
  readonly daysOverdue: number;
  readonly stage: DunningStep | null;
  readonly next: DunningStep | null;
  readonly promisedUntil: string | null;
}

/** A payment and what became of it. */
export interface AccountPayment {
  readonly id: string;
  readonly at: string;
  readonly amount: DecimalText;
  readonly method: string;
  readonly provider: string | null;
  readonly appliedTo: readonly {
    readonly id: string;
    readonly number: string;
    readonly amount: DecimalText;
  }[];
  readonly unapplied: DecimalText;
  readonly returned: DecimalText;
  readonly disputed: DecimalText;
}

/** A step of dunning that was taken. */
export interface DunningNotice {
  readonly id: string;
  readonly at: string;
  readonly action: DunningAction;
  readonly afterDueDays: number;
  readonly template: string | null;
  readonly fee: string | null;
  readonly total: DecimalText;
  readonly invoices: readonly string[];
}

/** What a customer owes and has paid. */
export interface CustomerReceivables {
  readonly customer: string;
  readonly currency: string | null;
  readonly owed: DecimalText;
  readonly overdue: DecimalText;
  readonly balance: DecimalText;
  readonly suspendedSince: string | null;
  readonly items: readonly OpenItem[];
  readonly payments: readonly AccountPayment[];
  readonly notices: readonly DunningNotice[];
}

/** A step of the policy, and who stands on it. */
export interface DunningStage {
  readonly afterDueDays: number;
  readonly action: DunningAction;
  readonly template: string | null;
  readonly fee: string | null;
  readonly accounts: number;
  readonly overdue: DecimalText;
}

/** An account that is being dunned. */
export interface DunnedAccount {
  readonly customer: string;
  readonly name: string;
  readonly currency: string;
  readonly owed: DecimalText;
  readonly overdue: DecimalText;
  readonly oldestDueAt: string;
  readonly daysOverdue: number;
  readonly stage: DunningStep;
  readonly next: DunningStep | null;
  readonly suspendedSince: string | null;
  readonly parked: boolean;
}

/** Everybody who is being dunned, by step. */
export interface Dunning {
  readonly currency: string | null;
  readonly accounts: number;
  readonly overdue: DecimalText;
  readonly stages: readonly DunningStage[];
  readonly items: readonly DunnedAccount[];
}

const ofCustomer = (id: string, page: string): string =>
  `/v1/customers/${encodeURIComponent(id)}/${page}`;

/** Reads what happened to an account page by page; what is to come is on each. */
export function timelineQuery(customer: string, group: TimelineGroup | undefined, limit = 20) {
  return infiniteQueryOptions({
    queryKey: ["timeline", customer, group ?? "", limit],
    queryFn: ({ pageParam, signal }) =>
      read<Timeline>(ofCustomer(customer, "timeline"), { group, limit, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads what a customer owes and has paid. */
export const receivablesQuery = (customer: string) =>
  queryOptions({
    queryKey: ["receivables", customer],
    queryFn: ({ signal }) =>
      read<CustomerReceivables>(ofCustomer(customer, "receivables"), {}, signal),
  });

/** Reads the documents that an account will issue next by itself, as drafts. */
export const upcomingQuery = (customer: string) =>
  queryOptions({
    queryKey: ["upcoming", customer],
    queryFn: ({ signal }) =>
      read<{ readonly until: string; readonly documents: readonly Invoice[] }>(
        ofCustomer(customer, "upcoming"),
        {},
        signal,
      ),
  });

/** Reads who is being dunned. */
export const dunningQuery = queryOptions({
  queryKey: ["dunning"],
  queryFn: ({ signal }) => read<Dunning>("/v1/dunning", {}, signal),
});
