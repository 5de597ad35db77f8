import type { Action } from "../../access/actions.ts";
import { ok, type Result, refuse } from "../../fault/fault.ts";
import {
  type ApprovalPolicy,
  type ApprovalRule,
  isKeepable,
  policyFaults,
} from "../../governance/approval-policy.ts";
import { decisionFault, expiryOf, type Person } from "../../governance/approval-request.ts";
import { rulesOfModel } from "../../governance/model-rules.ts";
import { looksAtPrices, needsApproval } from "../../governance/needs-approval.ts";
import { withheld } from "../../governance/withheld.ts";
import { accountStanding } from "../../store/accounts.ts";
import { noteChange } from "../../store/act.ts";
import {
  type ApprovalQuery,
  approvalPolicy,
  decideApproval,
  endApproval,
  findApproval,
  holdApproval,
  insertApproval,
  listApprovals,
  reopenApproval,
  type StoredApproval,
  saveApprovalPolicy,
} from "../../store/approvals.ts";
import { modelsStamp } from "../../store/models.ts";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import type { EventDraft } from "../../webhook/event.ts";
import type { ApprovalData } from "../../webhook/event-data.ts";
import { randomText } from "../key-secrets.ts";
import type { ModelLibrary, TenantModels } from "../model-library.ts";
import { answered, onceOnly } from "../once.ts";
import { pageOrThrow, reading } from "../report-parts.ts";
import type { Page } from "../reports.ts";
import type { IdempotentRequest, StoredAnswer } from "../services.ts";
import type { ServerClock } from "../tenant-clocks.ts";
import { tellEvents } from "../webhooks/tell-events.ts";
import { type ApprovalView, approvalView, jsonOf } from "./approval-views.ts";
import { modelsSold } from "./models-sold.ts";

/** A write as it was asked, or as somebody proposes it. */
export interface AskedWrite {
  readonly action: Action;
  readonly method: string;
  readonly path: string;
  /** JSON as it was sent; null where nothing was. */
  readonly body: string | null;
  readonly customer: string | null;
  readonly why?: string | undefined;
}

/** What a request was answered when it was performed. */
export interface PerformedAnswer {
  readonly status: number;
  readonly body: string;
}

/** Performs a kept request for whoever approved it, safe to repeat under its id. */
export type Perform = (approval: StoredApproval) => Promise<PerformedAnswer>;

/** What waits for a second person, and what the current model says of it. */
export interface PolicyInForce extends ApprovalPolicy {
  /** They hold where the policy follows the model. */
  readonly modelRules: readonly ApprovalRule[];
}

/** Requests that wait until a second person approves them. */
export interface Approvals {
  readonly policy: (tenant: string) => Promise<PolicyInForce>;
  /** Refuses `not-approvable`, `no-approver` and `two-limits`. */
  readonly savePolicy: (tenant: string, policy: ApprovalPolicy) => Promise<Result<ApprovalPolicy>>;
  /** The rule that makes a write wait; undefined where it may be done at once. */
  readonly ruleFor: (
    tenant: string,
    write: Pick<AskedWrite, "action" | "body" | "customer"> & {
      /** The method and the route: `POST /v1/pauses`. */
      readonly route: string;
    },
  ) => Promise<ApprovalRule | undefined>;
  /** Keeps a write until somebody decides about it. Refuses `not-approvable` and what a key of an idempotent request refuses. */
  readonly ask: (
    tenant: string,
    asker: Person,
    write: AskedWrite,
    rule: ApprovalRule | undefined,
    once?: IdempotentRequest,
  ) => Promise<Result<StoredAnswer>>;
  /** Newest first. */
  readonly list: (tenant: string, query: ApprovalQuery) => Promise<Page<ApprovalView>>;
  /** Refuses `not-found`. */
  readonly find: (tenant: string, id: string) => Promise<Result<ApprovalView>>;
  /** Decides against it. Refuses `not-found` and what {@link decisionFault} refuses. */
  readonly refuse: (
    tenant: string,
    decider: Person,
    id: string,
    reason: string,
  ) => Promise<Result<ApprovalView>>;
  /**
   * Performs what was asked for, once. Refuses `not-found`, what {@link decisionFault} refuses, `approval-outdated` where what it was
   * asked on top of has changed, `approval-failed` where it is refused now, and `retry-later` where it cannot be performed yet: it may
   * be approved again then.
   */
  readonly approve: (
    tenant: string,
    decider: Person,
    id: string,
    approval: { readonly reason?: string | undefined; readonly perform: Perform },
  ) => Promise<Result<ApprovalView>>;
}

/** What approvals stand on. */
export interface ApprovalParts {
  readonly store: Store;
  readonly clock: ServerClock;
  /** Real time. */
  readonly wallClock: () => Instant;
  readonly monotonicMs: () => number;
  readonly library: Pick<ModelLibrary, "recent">;
}

/** How long a policy is believed that another process may have changed. */
const believedForMs = 1_000;

/** Approvals over the store. */
export function createApprovals({
  store,
  clock,
  wallClock,
  monotonicMs,
  library,
}: ApprovalParts): Approvals {
  const believed = new Map<string, { readonly policy: ApprovalPolicy; readonly until: number }>();
  const policyOf = async (tenant: string): Promise<ApprovalPolicy> => {
    const kept = believed.get(tenant);
    if (kept !== undefined && kept.until > monotonicMs()) return kept.policy;
    const policy = await reading({ store }, tenant, approvalPolicy);
    believed.set(tenant, { policy, until: monotonicMs() + believedForMs });
    return policy;
  };
  const soldTo = (tenant: string, buyer: string | null, published: TenantModels, body: unknown) =>
    reading({ store }, tenant, async (tx) => {
      const standing = buyer === null ? undefined : await accountStanding(tx, buyer);
      return modelsSold(published, standing?.account, body);
    });
  const view = (one: StoredApproval): ApprovalView => approvalView(one, wallClock());
  const decide = async (
    tx: Tx,
    decider: Person,
    id: string,
    decision: { readonly state: "approved" | "refused"; readonly reason: string | null },
  ): Promise<Result<StoredApproval>> => {
    const found = await holdApproval(tx, id);
    if (found === undefined) return noApproval(id);
    const at = wallClock();
    const fault = decisionFault(found, decider, at);
    if (fault !== undefined) return refuse(fault);
    const decided = { ...decision, by: decider.actor, at };
    await decideApproval(tx, id, decided);
    noteChange({ before: { state: found.state }, after: decision });
    const { state, reason } = decision;
    const after = { ...found, state, reason, decidedBy: decider.actor, decidedAt: at };
    await tellEvents(tx, [news("approval.decided", after, clock.now(tx.tenant))]);
    return ok(after);
  };
  const end = async (
    tenant: string,
    one: StoredApproval,
    ended: {
      readonly state: "performed" | "failed";
      readonly status: number | null;
      readonly body: unknown;
    },
  ): Promise<ApprovalView> => {
    const at = wallClock();
    const { state, status } = ended;
    const answer = JSON.stringify(withheld(ended.body));
    await store.withTenant(tenant, (tx) => endApproval(tx, one.id, { state, status, answer, at }));
    return view({ ...one, state, answerStatus: status, answer, endedAt: at });
  };
  return {
    policy: async (tenant) => {
      const model = (await library.recent(tenant))?.books.current.model;
      return { ...(await policyOf(tenant)), modelRules: model ? rulesOfModel(model) : [] };
    },
    savePolicy: async (tenant, policy) => {
      const faults = policyFaults(policy);
      if (faults.length > 0) return { ok: false, faults };
      await store.withTenant(tenant, async (tx) => {
        noteChange({ before: await approvalPolicy(tx) });
        await saveApprovalPolicy(tx, policy, wallClock());
      });
      believed.delete(tenant);
      return ok(policy);
    },
    ruleFor: async (tenant, { action, route, body: text, customer }) => {
      if (!isKeepable(action)) return undefined;
      const [policy, published] = await Promise.all([policyOf(tenant), library.recent(tenant)]);
      const current = published?.books.current.model;
      const isFollowed = policy.followModel === true && current !== undefined;
      const rules = [...policy.rules, ...(isFollowed ? rulesOfModel(current) : [])];
      const body = jsonOf(text);
      const isPriced = rules.some((rule) => rule.action === action && looksAtPrices(rule));
      const models = published && isPriced ? await soldTo(tenant, customer, published, body) : [];
      return needsApproval({ rules }, { action, route, body, models });
    },
    ask: (tenant, asker, write, rule, once) => {
      const { action, method, path, body, customer, why = null } = write;
      if (!isKeepable(action)) return Promise.resolve(refuse(notKept(action)));
      const askedAt = wallClock();
      return store.withTenant(tenant, (tx) =>
        onceOnly(tx, once, clock.now(tenant), async () => {
          const asked: StoredApproval = {
            id: `apr_${randomText(16)}`,
            state: "open",
            ...{ action, method, path, body, customer, why, askedAt },
            rule: rule ?? null,
            basis: action === "models.publish" ? await modelsStamp(tx) : null,
            askedBy: asker.actor,
            askedFor: asker.person,
            expiresAt: expiryOf(rule ?? null, askedAt),
            ...undecided,
          };
          await insertApproval(tx, asked);
          const subject = `/v1/approvals/${asked.id}`;
          const after = { action, method, path, body: jsonOf(body), why };
          noteChange({ action: "approvals.propose", subject, customer, after });
          await tellEvents(tx, [news("approval.requested", asked, clock.now(tenant))]);
          return ok(answered(202, JSON.stringify(view(asked))));
        }),
      );
    },
    list: (tenant, query) =>
      reading({ store }, tenant, async (tx) => {
        const page = pageOrThrow(await listApprovals(tx, query, wallClock()));
        return { items: page.items.map(view), next: page.next };
      }),
    find: (tenant, id) =>
      reading({ store }, tenant, async (tx) => {
        const found = await findApproval(tx, id);
        return found === undefined ? noApproval(id) : ok(view(found));
      }),
    refuse: async (tenant, decider, id, reason) => {
      const decision = { state: "refused", reason } as const;
      const decided = await store.withTenant(tenant, (tx) => decide(tx, decider, id, decision));
      return decided.ok ? ok(view(decided.value)) : decided;
    },
    approve: async (tenant, decider, id, { reason = null, perform }) => {
      const decided = await store.withTenant(tenant, async (tx) => {
        const decision = { state: "approved", reason } as const;
        const approved = await decide(tx, decider, id, decision);
        const { basis = null } = approved.ok ? approved.value : {};
        const outdated = basis !== null && basis !== (await modelsStamp(tx));
        return { approved, outdated };
      });
      const { approved, outdated } = decided;
      if (!approved.ok) return approved;
      const { value: one } = approved;
      if (outdated) {
        const body = { code: "approval-outdated", detail: outdatedFault(id).message };
        await end(tenant, one, { state: "failed", status: null, body });
        return refuse(outdatedFault(id));
      }
      const { status, body } = await perform(one);
      if (isUnsettled(status)) {
        await store.withTenant(tenant, (tx) => reopenApproval(tx, id));
        return refuse(notYet(id));
      }
      const done = status < 300;
      const state = done ? "performed" : "failed";
      const ended = await end(tenant, one, { state, status, body: jsonOf(body) });
      // Whoever approves sees what was answered whole, this once.
      if (done) return ok({ ...ended, answer: { status, body: jsonOf(body) } });
      return refuse(failed(id, body));
    },
  };
}

/** What other systems are told of a request. */
function news(
  type: "approval.requested" | "approval.decided",
  { id: approval, action, method, path, askedBy, ...one }: StoredApproval,
  at: Instant,
): EventDraft {
  const data: ApprovalData = {
    ...{ approval, action, method, path, askedBy },
    ...(one.why === null ? {} : { why: one.why }),
    ...(one.state === "approved" || one.state === "refused" ? { state: one.state } : {}),
    ...(one.decidedBy === null ? {} : { decidedBy: one.decidedBy }),
    ...(one.reason === null ? {} : { reason: one.reason }),
  };
  // One that could not be performed is decided about again: that is news, too.
  const key = `${approval} ${one.decidedAt ?? ""}`;
  return { type, key, account: "", at, data };
}

const undecided = {
  decidedAt: null,
  decidedBy: null,
  reason: null,
  endedAt: null,
  answerStatus: null,
  answer: null,
};

/** Whether what was asked for may still be done later, as it stands. */
const isUnsettled = (status: number): boolean => status >= 500 || status === 429;

const noApproval = (id: string): Result<never> =>
  refuse({ code: "not-found", path: "/id", message: "there is no such request", value: id });

const notKept = (action: Action) => ({
  code: "not-approvable",
  path: "/path",
  message: "no request for this action can wait for approval",
  value: action,
  suggestion: "ask for it directly",
});

const outdatedFault = (id: string) => ({
  code: "approval-outdated",
  path: "",
  message: "another version of the model was published since this was asked for",
  value: id,
  suggestion: "look at the change again on top of the newest version, and ask for it anew",
});

const notYet = (id: string) => ({
  code: "retry-later",
  path: "",
  message: "what was approved cannot be performed right now; approve it again in a moment",
  value: id,
});

/** What it was refused with now, in the words of its own answer. */
function failed(id: string, body: string) {
  const answer = jsonOf(body);
  const said = typeof answer === "object" && answer !== null ? answer : {};
  const detail = "detail" in said && typeof said.detail === "string" ? said.detail : "no reason";
  return {
    code: "approval-failed",
    path: "",
    message: `what was approved is refused now: ${detail}`,
    value: id,
    suggestion: "see the answer of the request, and ask for it anew",
  };
}
