import { randomBytes } from "node:crypto";
import {
  type AuditHead,
  type AuditRecord,
  type Change,
  digestOf,
  emptyLog,
  type KeptChange,
  sealEntry,
} from "../governance/audit-chain.ts";
import { keptSide } from "../governance/withheld.ts";
import { formatInstant } from "../time/instant.ts";
import type { OpenAct } from "./act.ts";
import { sha256 } from "./sha256.ts";
import type { Statement, Tx } from "./tenant.ts";

const holdHead: Statement = {
  name: "hold-audit-head",
  text: `insert into audit_heads (position, hash) values (0, $1)
    on conflict (tenant) do update set position = audit_heads.position
    returning position, hash`,
};

const append: Statement = {
  name: "append-audit-entry",
  text: `with entry as (
      insert into audit_log (position, at, actor, action, subject, customer, request, approval, change, hash)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ), change as (
      insert into audit_changes (position, salt, change) values ($1, $11, $12)
    )
    update audit_heads set position = $1, hash = $10`,
};

/**
 * Writes an act's entry behind the end of the log. The last thing that its transaction does: the log stays locked until the commit,
 * and no longer.
 */
export async function tellAct(tx: Tx, act: OpenAct): Promise<void> {
  const { noted } = act;
  const after = "after" in noted ? noted.after : act.asked();
  const sides: Change = {
    before: keptSide(noted.before, sha256),
    after: keptSide(after, sha256),
  };
  const text = JSON.stringify(sides);
  const salt = randomBytes(16).toString("hex");
  const change = digestOf(salt, text, sha256);
  const [head = emptyLog] = await tx.rows<AuditHead>(holdHead, [emptyLog.hash]);
  const { actor, request, approval } = act;
  const { action = act.action, subject = act.subject, customer = act.customer } = noted;
  const entry = { at: act.now(), actor, action, subject, customer, request, approval, change };
  const { position, at, hash } = sealEntry(head, entry, sha256);
  await tx.run(append, [
    position,
    formatInstant(at),
    actor,
    action,
    subject,
    customer,
    request,
    approval,
    change,
    hash,
    salt,
    text,
  ]);
}

/** Where the tenant's log ends. */
export async function auditHead(tx: Tx): Promise<AuditHead> {
  const [head] = await tx.rows<AuditHead>("select position, hash from audit_heads");
  return head ?? emptyLog;
}

/** An entry with what it says of the change. */
export interface StoredAuditEntry {
  readonly record: AuditRecord;
  /** Undefined where the row is gone, which it never may. */
  readonly kept: KeptChange | undefined;
}

/** Both tables, row to row. */
export const auditRows = `audit_log l left join audit_changes c
  on c.tenant = l.tenant and c.position = l.position`;

/** What {@link storedEntry} is made of. */
export const auditColumns = `l.position, l.at, l.actor, l.action, l.subject, l.customer, l.request, l.approval,
  l.change, l.hash, c.salt, c.change as text, c.forgotten_by as "forgottenBy",
  c.position is not null as "isKept"`;

/** A row of {@link auditRows}. */
export interface AuditRow extends AuditRecord, KeptChange {
  readonly isKept: boolean;
}

/** An entry from its row. */
export const storedEntry = ({
  salt,
  text,
  forgottenBy,
  isKept,
  ...record
}: AuditRow): StoredAuditEntry => ({
  record,
  kept: isKept ? { salt, text, forgottenBy } : undefined,
});
