import type { Action } from "../access/actions.ts";
import { type Allowed, allows, beyond } from "../access/allows.ts";
import { isRole, roleActions } from "../access/roles.ts";
import type { Fault } from "../fault/fault.ts";
import { DAY_MS, type Instant } from "../time/instant.ts";
import { type ApprovalRule, daysDefault } from "./approval-policy.ts";

/**
 * What becomes of a request that waits.
 *
 * - `open`: it waits
 * - `approved`: it is being performed
 * - `performed`: it was done
 * - `failed`: it was approved, and what it asks for was refused
 * - `refused`: somebody decided against it
 * - `expired`: nobody decided in time
 */
export type ApprovalState = "open" | "approved" | "performed" | "failed" | "refused" | "expired";

/** Who asks or decides. */
export interface Person {
  /** As the audit log names them. */
  readonly actor: string;
  /** The human behind it, where one is known: who made a key. Else the actor itself. */
  readonly person: string;
  readonly allowed: Allowed;
  /** The role of somebody who is signed in; undefined for a key. */
  readonly role?: string | undefined;
}

/** A request that waits, as far as a decision looks at it. */
export interface KeptRequest {
  readonly state: Exclude<ApprovalState, "expired">;
  readonly action: Action;
  readonly askedBy: string;
  readonly askedFor: string;
  readonly expiresAt: Instant;
  readonly decidedAt: Instant | null;
  /** The rule that makes it wait; null where whoever asked wanted it so. */
  readonly rule: ApprovalRule | null;
}

/** How long a request may take that is performed; one that was left longer, as by a crash, is approved again. */
export const performedWithinMs = 60_000;

/** When a request that is asked now expires. */
export const expiryOf = (rule: ApprovalRule | null, now: Instant): Instant =>
  now + (rule?.days ?? daysDefault) * DAY_MS;

/** Where a request stands by now. */
export const stateAt = ({ state, expiresAt }: KeptRequest, now: Instant): ApprovalState =>
  state === "open" && expiresAt <= now ? "expired" : state;

/**
 * Why somebody may not decide about a request; undefined where they may. `approval-closed` where there is nothing to decide,
 * `own-request` for whoever asked, `not-approver` for who is none.
 *
 * Four eyes: whoever asked does not approve, by whatever key; but for a request that no rule makes wait, as of an agent that proposes
 * and leaves it to whoever gave it the key.
 */
export function decisionFault(
  request: KeptRequest,
  decider: Person,
  now: Instant,
): Fault | undefined {
  const { rule, decidedAt } = request;
  const state = stateAt(request, now);
  const isLeft = state === "approved" && now - (decidedAt ?? 0) >= performedWithinMs;
  if (state !== "open" && !isLeft) return closed(state);
  const isOwn =
    request.askedBy === decider.actor || (rule !== null && request.askedFor === decider.person);
  if (isOwn) return ownRequest;
  if (!allows(decider.allowed, request.action)) return notApprover([request.action]);
  if (rule !== null && !rule.approvers.some((role) => hasRole(decider, role)))
    return notApprover(rule.approvers);
  return undefined;
}

/** Whether somebody has a role, or holds a key that can do all that it can. */
const hasRole = ({ role, allowed }: Person, wanted: string): boolean =>
  role === undefined
    ? isRole(wanted) && beyond(allowed, roleActions[wanted]).length === 0
    : role === wanted;

const closed = (state: ApprovalState): Fault => ({
  code: "approval-closed",
  path: "",
  message: `this request is ${state}: there is nothing to decide any more`,
  value: state,
  suggestion: "ask for it again",
});

const ownRequest: Fault = {
  code: "own-request",
  path: "",
  message: "somebody else has to decide about what you asked for",
  suggestion: "let another person approve it",
};

const notApprover = (wanted: readonly string[]): Fault => ({
  code: "not-approver",
  path: "",
  message: `who decides about this needs ${wanted.join(" or ")}`,
  value: wanted.join(", "),
  suggestion: "ask somebody who has it",
});
