import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { address, type PageOf, post, read } from "./request.ts";

/** Where a request stands that waits for a second person, or did. */
export type ApprovalState = "open" | "approved" | "performed" | "failed" | "refused" | "expired";

/** The rule that makes a request wait. */
export interface ApprovalRule {
  readonly action: string;
  readonly above?: readonly string[];
  readonly discountAbove?: string;
  readonly discountAmountAbove?: readonly string[];
  readonly agreedPrices?: boolean;
  readonly approvers: readonly string[];
}

/** A change that waits for a second person, or did. */
export interface Approval {
  readonly id: string;
  readonly state: ApprovalState;
  readonly action: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly customer: string | null;
  readonly why: string | null;
  readonly rule: ApprovalRule | null;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly expiresAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
  readonly answer: { readonly status: number | null; readonly body: unknown } | null;
}

const approvals = "/v1/approvals";

/** Reads requests page by page, newest first. */
export const approvalsQuery = (state: ApprovalState | undefined) =>
  infiniteQueryOptions({
    queryKey: ["approvals", state ?? ""],
    queryFn: ({ pageParam, signal }) =>
      read<PageOf<Approval>>(approvals, { state, limit: 50, cursor: pageParam }, signal),
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
  post<Approval>(
    `${approvals}/${encodeURIComponent(id)}/${act}`,
    reason === "" ? {} : { reason },
    key,
  );

/** An entry of the log of who changed what. */
export interface AuditEntry {
  readonly position: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly customer: string | null;
  readonly request: string;
  readonly approval: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly forgotten: boolean;
  readonly hash: string;
}

/** What narrows the log. */
export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
}

const log = "/v1/audit-log";

/** Reads the log page by page, newest first. */
export const auditLogQuery = ({ actor, action, subject }: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit-log", actor ?? "", action ?? "", subject ?? ""],
    queryFn: ({ pageParam, signal }) =>
      read<PageOf<AuditEntry>>(
        log,
        { actor, action, subject, limit: 50, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** Where the log is written as CSV, narrowed as the page is. */
export const auditCsvAddress = ({ actor, action, subject }: AuditFilter): string =>
  address(`${log}/export`, { format: "csv", actor, action, subject });
