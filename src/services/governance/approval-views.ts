import type { ApprovalRule } from "../../governance/approval-policy.ts";
import { type ApprovalState, stateAt } from "../../governance/approval-request.ts";
import { withheld } from "../../governance/withheld.ts";
import type { StoredApproval } from "../../store/approvals.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";

/** A request that waits, or waited. Instants are RFC 3339, UTC, of real time. */
export interface ApprovalView {
  readonly id: string;
  readonly state: ApprovalState;
  readonly action: string;
  readonly method: string;
  readonly path: string;
  /** What is asked for, without secrets. */
  readonly body: unknown;
  readonly customer: string | null;
  readonly why: string | null;
  /** The rule of the policy that makes it wait; null where whoever asked wanted it so. */
  readonly rule: ApprovalRule | null;
  /** Who asked, as the audit log names them. */
  readonly askedBy: string;
  readonly askedAt: string;
  readonly expiresAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
  /** What it was answered when it was performed, without secrets; null before, and where it never was. */
  readonly answer: { readonly status: number | null; readonly body: unknown } | null;
}

/** A request as it is listed. */
export const approvalView = (one: StoredApproval, now: Instant): ApprovalView => ({
  id: one.id,
  state: stateAt(one, now),
  action: one.action,
  method: one.method,
  path: one.path,
  body: withheld(jsonOf(one.body)),
  customer: one.customer,
  why: one.why,
  rule: one.rule,
  askedBy: one.askedBy,
  askedAt: formatInstant(one.askedAt),
  expiresAt: formatInstant(one.expiresAt),
  decidedBy: one.decidedBy,
  decidedAt: one.decidedAt === null ? null : formatInstant(one.decidedAt),
  reason: one.reason,
  // It was kept so; what is known to open something only since then is left out here.
  answer:
    one.answer === null ? null : { status: one.answerStatus, body: withheld(jsonOf(one.answer)) },
});

/** The value of a text that is JSON, else the text. */
export function jsonOf(text: string | null): unknown {
  if (text === null || text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
