import type { Action } from "../access/actions.ts";
import { ok, type Result } from "../fault/fault.ts";
import type { ApprovalPolicy, ApprovalRule } from "../governance/approval-policy.ts";
import { noPolicy } from "../governance/approval-policy.ts";
import type { ApprovalState, KeptRequest } from "../governance/approval-request.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { type Bounds, boundsText, matches, onDays, where } from "./list-conditions.ts";
import { type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { addRowsAfter } from "./rows-after.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Statement, Tx } from "./tenant.ts";

/** A request that waits, or waited. Instants are of real time. */
export interface StoredApproval extends KeptRequest {
  readonly id: string;
  readonly method: string;
  /** With its query, as it was asked. */
  readonly path: string;
  /** JSON, as it was sent; null where nothing was. */
  readonly body: string | null;
  readonly customer: string | null;
  readonly why: string | null;
  /** What it was asked on top of, where that must not have changed; null where anything goes. */
  readonly basis: string | null;
  readonly askedAt: Instant;
  readonly decidedBy: string | null;
  readonly reason: string | null;
  readonly endedAt: Instant | null;
  /** What it was answered when it was performed, without secrets. */
  readonly answerStatus: number | null;
  readonly answer: string | null;
}

const columns = `id, state, action, method, path, body, customer, why, rule, basis,
  asked_by as "askedBy", asked_for as "askedFor", asked_at as "askedAt", expires_at as "expiresAt",
  decided_at as "decidedAt", decided_by as "decidedBy", reason, ended_at as "endedAt",
  answer_status as "answerStatus", answer`;

type Row = Omit<StoredApproval, "rule"> & { readonly rule: string | null };

const fromRow = (row: Row): StoredApproval => ({
  ...row,
  // Kept as it was checked.
  rule: row.rule === null ? null : (JSON.parse(row.rule) as ApprovalRule),
});

/** What a new request says. */
export type NewApproval = Pick<
  StoredApproval,
  | "id"
  | "action"
  | "method"
  | "path"
  | "body"
  | "customer"
  | "why"
  | "rule"
  | "basis"
  | "askedBy"
  | "askedFor"
  | "askedAt"
  | "expiresAt"
>;

/** Keeps a request until somebody decides about it. */
export async function insertApproval(tx: Tx, one: NewApproval): Promise<void> {
  await tx.run(
    `insert into approvals (id, state, action, method, path, body, customer, why, rule, basis,
       asked_by, asked_for, asked_at, expires_at)
     values ($1, 'open', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      one.id,
      one.action satisfies Action,
      one.method,
      one.path,
      one.body,
      one.customer,
      one.why,
      one.rule === null ? null : JSON.stringify(one.rule),
      one.basis,
      one.askedBy,
      one.askedFor,
      formatInstant(one.askedAt),
      formatInstant(one.expiresAt),
    ],
  );
}

/** A request; undefined where there is none. */
export async function findApproval(tx: Tx, id: string): Promise<StoredApproval | undefined> {
  const [row] = await tx.rows<Row>(`select ${columns} from approvals where id = $1`, [id]);
  return row && fromRow(row);
}

/** A request about which nobody else decides until the transaction ends; undefined where there is none. */
export async function holdApproval(tx: Tx, id: string): Promise<StoredApproval | undefined> {
  const sql = `select ${columns} from approvals where id = $1 for update`;
  const [row] = await tx.rows<Row>(sql, [id]);
  return row && fromRow(row);
}

/** How somebody decided. */
export interface Decision {
  readonly state: "approved" | "refused";
  readonly by: string;
  readonly reason: string | null;
  readonly at: Instant;
}

/** Notes a decision. */
export async function decideApproval(
  tx: Tx,
  id: string,
  { state, by, reason, at }: Decision,
): Promise<void> {
  await tx.run(
    `update approvals set state = $2, decided_by = $3, reason = $4, decided_at = $5 where id = $1`,
    [id, state, by, reason, formatInstant(at)],
  );
}

/** Lets a request wait again that was approved and cannot be performed yet. */
export async function reopenApproval(tx: Tx, id: string): Promise<void> {
  await tx.run(
    `update approvals set state = 'open', decided_by = null, reason = null, decided_at = null
     where id = $1 and state = 'approved'`,
    [id],
  );
}

/** What became of a request that was approved. */
export interface ApprovalEnd {
  readonly state: "performed" | "failed";
  readonly status: number | null;
  /** Without secrets. */
  readonly answer: string;
  readonly at: Instant;
}

/** Notes what became of it. */
export async function endApproval(tx: Tx, id: string, end: ApprovalEnd): Promise<void> {
  const { state, status, answer, at } = end;
  await tx.run(
    `update approvals set state = $2, answer_status = $3, answer = $4, ended_at = $5 where id = $1`,
    [id, state, status, answer, formatInstant(at)],
  );
}

/** Which requests. */
export interface ApprovalQuery extends PageRequest {
  readonly state?: ApprovalState;
  readonly action?: string;
  readonly customer?: string;
  /** Who asked, as the audit log names them. */
  readonly askedBy?: string;
  /** Days, UTC. */
  readonly asked?: Bounds;
}

/** A page of requests, the newest first. Refuses `invalid-cursor`. */
export async function listApprovals(
  tx: Tx,
  { limit, cursor, state, action, customer, askedBy, asked }: ApprovalQuery,
  now: Instant,
): Promise<Result<Page<StoredApproval>>> {
  const filters = { state, action, customer, askedBy, asked: boundsText(asked) };
  const scope: ListScope = { list: "approvals", tenant: tx.tenant, filters };
  const parameters = sqlParameters();
  const conditions = [
    ...matches({ action, customer, asked_by: askedBy }, parameters),
    ...onDays("asked_at", asked ?? {}, parameters),
  ];
  if (state === "open" || state === "expired")
    conditions.push(
      `state = 'open' and expires_at ${state === "open" ? ">" : "<="} ${parameters.add(formatInstant(now))}`,
    );
  else if (state !== undefined) conditions.push(`state = ${parameters.add(state)}`);
  const sorted = { columns: ["place::bigint"], order: "descending" } as const;
  const after = addRowsAfter(conditions, cursor, sorted, scope, parameters);
  if (!after.ok) return after;
  const rows = await tx.rows<Row & { readonly place: number }>(
    `select place, ${columns} from approvals ${where(conditions)}
     order by place desc limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  const page = pageOf(rows, limit, scope, ({ place }) => [String(place)]);
  return ok({ ...page, items: page.items.map(({ place: _, ...row }) => fromRow(row)) });
}

/** Requests that were asked in a time, or all there are, oldest first. */
export async function approvalsBetween(
  tx: Tx,
  range: { readonly from: Instant; readonly to: Instant } | undefined,
): Promise<readonly StoredApproval[]> {
  const rows = await tx.rows<Row>(
    `select ${columns} from approvals
     where $1::timestamptz is null or asked_at >= $1 and asked_at < $2::timestamptz order by place`,
    range === undefined ? [null, null] : [formatInstant(range.from), formatInstant(range.to)],
  );
  return rows.map(fromRow);
}

const readPolicy: Statement = {
  name: "read-approval-policy",
  text: "select policy from approval_policies",
};

/** What waits for approval. */
export async function approvalPolicy(tx: Tx): Promise<ApprovalPolicy> {
  const [row] = await tx.rows<{ policy: string }>(readPolicy);
  return row === undefined ? noPolicy : (JSON.parse(row.policy) as ApprovalPolicy);
}

/** Replaces the policy. */
export async function saveApprovalPolicy(
  tx: Tx,
  policy: ApprovalPolicy,
  at: Instant,
): Promise<void> {
  await tx.run(
    `insert into approval_policies (policy, saved_at) values ($1, $2)
     on conflict (tenant) do update set policy = excluded.policy, saved_at = excluded.saved_at`,
    [JSON.stringify(policy), formatInstant(at)],
  );
}
