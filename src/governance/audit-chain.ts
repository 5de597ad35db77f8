import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";

/** SHA-256 of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits. */
export type Sha256 = (text: string) => string;

/** What is told of one change. */
export interface AuditEntry {
  /** Real time. UTC. */
  readonly at: Instant;
  /** Who: `member:Xq3b…`, `key:Xq3b…`, `session` for whoever runs the server, `system` for what nobody asked for. */
  readonly actor: string;
  /** Of the list of `src/access`. */
  readonly action: string;
  /** What was changed, as the API names it: `/v1/customers/c-17`. */
  readonly subject: string;
  /** The customer whom it is about; null where it is about none. */
  readonly customer: string | null;
  /** The request that did it. */
  readonly request: string;
  /** The approval that it was performed under; null where none was needed. */
  readonly approval: string | null;
  /** {@link digestOf} what changed. The chain covers this digest only, so that what changed can be forgotten. */
  readonly change: string;
}

/** An entry in its place, sealed to the one before it. */
export interface AuditRecord extends AuditEntry {
  /** 1 for the first. */
  readonly position: number;
  readonly hash: string;
}

/** Where a log ends: what a writer holds locked while it appends, or the chain would fork. */
export interface AuditHead {
  readonly position: number;
  readonly hash: string;
}

/** The head of a log without entries. */
export const emptyLog: AuditHead = { position: 0, hash: "0".repeat(64) };

/** What changed, as it is kept beside the log. */
export interface KeptChange {
  /** Chance, without which nobody can guess a forgotten change from its digest. Null once it is forgotten. */
  readonly salt: string | null;
  /** JSON of {@link Change}. Null once it is forgotten. */
  readonly text: string | null;
  /** The request that made it be forgotten. */
  readonly forgottenBy: string | null;
}

/** What changed. */
export interface Change {
  /** What stood there before; null where nothing did, or what was asked for replaces nothing. */
  readonly before: unknown;
  /** What was asked for, or stands there now. */
  readonly after: unknown;
}

/** The digest that an entry holds of its change. */
export const digestOf = (salt: string, text: string, sha256: Sha256): string =>
  sha256(`${salt}\n${text}`);

/** The bytes that are sealed: a JSON list, so that no value can run into the next. */
const sealedText = (previous: string, position: number, entry: AuditEntry): string =>
  JSON.stringify([
    previous,
    position,
    formatInstant(entry.at),
    entry.actor,
    entry.action,
    entry.subject,
    entry.customer,
    entry.request,
    entry.approval,
    entry.change,
  ]);

/** Seals an entry to the end of a log. */
export function sealEntry(head: AuditHead, entry: AuditEntry, sha256: Sha256): AuditRecord {
  const position = head.position + 1;
  return { ...entry, position, hash: sha256(sealedText(head.hash, position, entry)) };
}

/**
 * Checks a record against the head before it, and answers the head after it. Refuses with `broken-audit-log` one that is out of its
 * place, not sealed to the one before, or whose change is not the one it was sealed with.
 */
export function verifyRecord(
  head: AuditHead,
  record: AuditRecord,
  kept: KeptChange | undefined,
  sha256: Sha256,
): Result<AuditHead> {
  const { position, hash } = record;
  const wrong = recordFault(head, record, sha256) ?? changeFault(record, kept, sha256);
  return wrong === undefined ? ok({ position, hash }) : refuse(broken(head.position + 1, wrong));
}

function recordFault(head: AuditHead, record: AuditRecord, sha256: Sha256): string | undefined {
  if (record.position !== head.position + 1) return "it is missing";
  if (record.hash !== sha256(sealedText(head.hash, record.position, record)))
    return "it is not as it was sealed behind the one before it";
  return undefined;
}

function changeFault(
  { change }: AuditRecord,
  kept: KeptChange | undefined,
  sha256: Sha256,
): string | undefined {
  if (kept === undefined) return "what changed is missing";
  const { salt, text, forgottenBy } = kept;
  if (forgottenBy !== null)
    return text === null ? undefined : "a forgotten change still says something";
  if (salt === null || text === null) return "what changed is missing";
  return digestOf(salt, text, sha256) === change
    ? undefined
    : "what changed is not what was sealed";
}

/** The fault of a log that does not end where it should: it was cut short, or entries were added past its end. */
export const endFault = (head: AuditHead, expected: AuditHead): Fault | undefined =>
  head.position === expected.position && head.hash === expected.hash
    ? undefined
    : broken(
        Math.min(head.position, expected.position) + 1,
        `the log ends with entry ${expected.position}, hash ${expected.hash}`,
      );

/** The fault of a change that was forgotten by no request of the log. */
export const unexplained = (position: number): Fault =>
  broken(position, "what changed was forgotten, and no entry says who asked for that");

const broken = (position: number, rule: string): Fault => ({
  code: "broken-audit-log",
  path: `/${position}`,
  message: `entry ${position} of the audit log is broken: ${rule}`,
  value: position,
  suggestion: "restore the log from a backup from this entry on; entries never change",
});
