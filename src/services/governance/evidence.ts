import { csvRow } from "../../ledger/exports/csv-row.ts";
import { listKeys } from "../../store/api-keys.ts";
import { approvalsBetween } from "../../store/approvals.ts";
import { auditEntries } from "../../store/audit-log-list.ts";
import { closesEndedBetween } from "../../store/closes.ts";
import { memberSightings } from "../../store/members.ts";
import { sha256 } from "../../store/sha256.ts";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import { verifyTenant } from "../../store/verify-tenant.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import { verifyLedger } from "../ledger/verify-ledger.ts";
import { reading } from "../report-parts.ts";
import { verifyAuditLog } from "./audit-log.ts";
import { auditEntryView } from "./audit-views.ts";

/** What a review looks at: who may get in, what was changed, whether the books add up, what was approved. */
export const controls = ["access", "changes", "reconciliations", "approvals"] as const;

/** A control of a review. */
export type Control = (typeof controls)[number];

/** A value of a row: text, a whole number, yes or no, or nothing. */
export type EvidenceCell = string | number | boolean | null;

/** A row of evidence: the same fields in each. */
export type EvidenceRow = Readonly<Record<string, EvidenceCell>>;

/** Evidence of a control. Instants are RFC 3339, UTC, of real time. */
export interface Evidence {
  readonly control: Control;
  readonly from: string;
  /** Not included. */
  readonly to: string;
  /** When it was taken. */
  readonly takenAt: string;
  /** SHA-256 of the rows, each as JSON in a line: who has both can tell that nothing was changed since. */
  readonly sha256: string;
  readonly rows: readonly EvidenceRow[];
}

/** From when to when. */
export interface EvidenceRange {
  readonly from: Instant;
  /** Not included. */
  readonly to: Instant;
}

/** Evidence for a review, control by control. */
export type TakeEvidence = (
  tenant: string,
  control: Control,
  range: EvidenceRange,
) => Promise<Evidence>;

/** Evidence over the store, in one snapshot each. `realNow` is real time. */
export const createEvidence =
  (store: Store, realNow: () => Instant): TakeEvidence =>
  (tenant, control, range) =>
    reading({ store }, tenant, async (tx) => {
      const takenAt = realNow();
      const rows = await taking[control]({ tx, store, range, takenAt });
      return {
        control,
        from: formatInstant(range.from),
        to: formatInstant(range.to),
        takenAt: formatInstant(takenAt),
        sha256: sha256(rows.map((row) => `${JSON.stringify(row)}\n`).join("")),
        rows,
      };
    });

/** Evidence as CSV: a row of names, then the rows. */
export function evidenceCsv({ rows }: Evidence): string {
  const names = Object.keys(rows[0] ?? {});
  const cell = (value: EvidenceCell | undefined) => {
    if (value === null || value === undefined) return undefined;
    return typeof value === "number" ? { number: String(value) } : String(value);
  };
  if (names.length === 0) return "";
  return [csvRow(names), ...rows.map((row) => csvRow(names.map((name) => cell(row[name]))))].join(
    "",
  );
}

interface Taking {
  readonly tx: Tx;
  readonly store: Store;
  readonly range: EvidenceRange;
  readonly takenAt: Instant;
}

const textOrNull = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

const taking: Readonly<Record<Control, (taking: Taking) => Promise<readonly EvidenceRow[]>>> = {
  access: accessRows,
  changes: changeRows,
  reconciliations: reconciliationRows,
  approvals: approvalRows,
};

/** Who gets in, as it is when it is taken: people and keys, what they may do, and when they last did. */
async function accessRows({ tx, takenAt }: Taking): Promise<readonly EvidenceRow[]> {
  const members = (await memberSightings(tx)).map((one) => ({
    kind: "member",
    id: one.id,
    name: one.name,
    email: one.email,
    may: `role:${one.role}`,
    state: one.passwordHash === null ? "invited" : "member",
    oneTimeCodes: one.totpOn,
    createdAt: formatInstant(one.createdAt),
    expiresAt: null,
    lastUsedAt: textOrNull(one.lastSeenAt),
    madeBy: null,
  }));
  const keys = (await listKeys(tx)).map((one) => ({
    kind: "key",
    id: one.id,
    name: one.name,
    email: null,
    may: one.scopes.join(" "),
    state: keyState(one, takenAt),
    oneTimeCodes: null,
    createdAt: formatInstant(one.createdAt),
    expiresAt: textOrNull(one.expiresAt),
    lastUsedAt: textOrNull(one.lastUsedAt),
    madeBy: one.madeBy,
  }));
  return [...members, ...keys];
}

function keyState(
  {
    revokedAt,
    expiresAt,
  }: { readonly revokedAt: Instant | null; readonly expiresAt: Instant | null },
  now: Instant,
): string {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && expiresAt <= now ? "expired" : "works";
}

/** Actions that change how the business or its access works, rather than what happens in it. */
const configuring = /^models\.publish$|\.(?:manage|configure)$/;

/** Changes of the model, of settings and of access, with who made them and under which approval. */
async function changeRows({ tx, range }: Taking): Promise<readonly EvidenceRow[]> {
  const approved = new Map((await approvalsBetween(tx, undefined)).map((one) => [one.id, one]));
  const rows: EvidenceRow[] = [];
  for await (const stored of auditEntries(tx, range)) {
    const entry = auditEntryView(stored);
    if (!configuring.test(entry.action)) continue;
    const approval = entry.approval === null ? undefined : approved.get(entry.approval);
    rows.push({
      position: entry.position,
      at: entry.at,
      action: entry.action,
      subject: entry.subject,
      actor: entry.actor,
      approval: entry.approval,
      askedBy: approval?.askedBy ?? null,
      approvedBy: approval?.decidedBy ?? null,
      before: jsonText(entry.before),
      after: jsonText(entry.after),
      hash: entry.hash,
    });
  }
  return rows;
}

const jsonText = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** Months that were closed, and what is found now of the books, of all that is stored and of the audit log. */
async function reconciliationRows({
  tx,
  store,
  range,
  takenAt,
}: Taking): Promise<readonly EvidenceRow[]> {
  const closed = (await closesEndedBetween(tx, range.from, range.to)).map((close) => ({
    what: `month ${close.month}`,
    at: formatInstant(close.closedAt),
    sound: true,
    looked: close.head.position,
    found: `closed; the journal ended with ${close.head.hash}`,
  }));
  const at = formatInstant(takenAt);
  const ledger = await verifyLedger(tx);
  const stored = await verifyTenant(tx, store.events, 0);
  const log = await verifyAuditLog(tx);
  const found = (faults: readonly string[], end: string): string =>
    faults.length === 0 ? end : faults.slice(0, 20).join("; ");
  return [
    ...closed,
    {
      what: "journal",
      at,
      sound: ledger.faults.length === 0,
      looked: ledger.entries,
      found: found(
        ledger.faults.map(({ message }) => message),
        `ends with ${ledger.head.hash}`,
      ),
    },
    {
      what: "invoices and usage",
      at,
      sound: stored.broken.length === 0,
      looked: stored.invoices + stored.events,
      found: found(
        stored.broken.map(({ subject, broken }) => `${subject}: ${broken}`),
        `${stored.invoices} invoices, ${stored.events} events`,
      ),
    },
    {
      what: "audit log",
      at,
      sound: log.sound,
      looked: log.entries,
      found: log.broken?.message ?? `ends with ${log.head.hash}`,
    },
  ];
}

/** Every request that waited for approval, who asked and who decided. */
async function approvalRows({ tx, range }: Taking): Promise<readonly EvidenceRow[]> {
  return (await approvalsBetween(tx, range)).map((one) => ({
    id: one.id,
    state: one.state,
    action: one.action,
    method: one.method,
    path: one.path,
    rule: jsonText(one.rule),
    why: one.why,
    askedBy: one.askedBy,
    askedAt: formatInstant(one.askedAt),
    decidedBy: one.decidedBy,
    decidedAt: textOrNull(one.decidedAt),
    reason: one.reason,
    answerStatus: one.answerStatus,
  }));
}
