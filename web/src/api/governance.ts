import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { addressOf, api, apiWith } from "./request.ts";

/** Where a request stands that waits for a second person, or did. */
export type ApprovalState = Approval["state"];

/** The rule that makes a request wait. */
export type ApprovalRule = NonNullable<Approval["rule"]>;

/** A change that waits for a second person, or did. */
export type Approval = Florin.Approval;

/** What narrows the list of requests. */
export interface ApprovalFilter {
  readonly state?: ApprovalState | undefined;
  readonly customer?: string | undefined;
}

/** Reads requests page by page, newest first. */
export const approvalsQuery = ({ state, customer }: ApprovalFilter) =>
  infiniteQueryOptions({
    queryKey: ["approvals", state ?? "", customer ?? ""],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/approvals", {
        query: { state, customer, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** How somebody decides. */
export interface Decision {
  readonly id: string;
  readonly act: "approve" | "refuse";
  readonly reason: string;
}

/** Decides about a request; approving performs it. Rejects with a `RequestFailure`. */
export const decide = ({ id, act, reason }: Decision, key: string) =>
  apiWith(key).post(`/v1/approvals/{id}/${act}`, {
    path: { id },
    body: reason === "" ? {} : { reason },
  });

/** An entry of the log of who changed what. */
export type AuditEntry = Florin.Item<"/v1/audit-log">;

/** What narrows the log. */
export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
}

/** Reads the log page by page, newest first. */
export const auditLogQuery = ({ actor, action, subject }: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit-log", actor ?? "", action ?? "", subject ?? ""],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/audit-log", {
        query: { actor, action, subject, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** Where the log is written as CSV, narrowed as the page is. */
export const auditCsvAddress = ({ actor, action, subject }: AuditFilter): string =>
  addressOf("/v1/audit-log/export", { query: { format: "csv", actor, action, subject } });
