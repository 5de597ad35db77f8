import { csvRow } from "../../ledger/exports/csv-row.ts";
import type { StoredAuditEntry } from "../../store/audit-log.ts";
import { formatInstant } from "../../time/instant.ts";

/** An entry of the audit log. */
export interface AuditEntryView {
  /** 1 for the first; none is left out. */
  readonly position: number;
  /** RFC 3339, UTC, real time. */
  readonly at: string;
  /** `member:…`, `key:…`, `session` for whoever runs the server, `portal:…` or `portal-link:…` for a customer's, or `system`. */
  readonly actor: string;
  readonly action: string;
  /** What was changed, as the API names it. */
  readonly subject: string;
  readonly customer: string | null;
  /** The request's id, as its answer said it. */
  readonly request: string;
  /** The approval that it was performed under. */
  readonly approval: string | null;
  /** What stood there before; null where nothing did, and once it is forgotten. */
  readonly before: unknown;
  /** What was asked for, or stands there now; null where that is nothing, and once it is forgotten. */
  readonly after: unknown;
  /** Whether what changed was erased, as it was about a person. */
  readonly forgotten: boolean;
  /** What the entry is sealed with, behind the one before it. */
  readonly hash: string;
}

/** An entry as it is listed. */
export function auditEntryView({ record, kept }: StoredAuditEntry): AuditEntryView {
  const { change: _, at, ...told } = record;
  const { before = null, after = null } = JSON.parse(kept?.text ?? "{}") as Record<string, unknown>;
  const { hash, ...entry } = told;
  return {
    ...entry,
    at: formatInstant(at),
    before,
    after,
    forgotten: (kept?.forgottenBy ?? null) !== null,
    hash,
  };
}

/** How entries are written for other programs. */
export type AuditFormat = "csv" | "ndjson";

interface Writing {
  readonly mediaType: string;
  readonly head: string;
  readonly line: (entry: AuditEntryView) => string;
}

const jsonCell = (value: unknown): string | undefined =>
  value === null ? undefined : JSON.stringify(value);

/** Each format: what comes first, and what an entry is written as. */
export const auditFormats: Readonly<Record<AuditFormat, Writing>> = {
  csv: {
    mediaType: "text/csv; charset=utf-8",
    head: csvRow([
      "position",
      "at",
      "actor",
      "action",
      "subject",
      "customer",
      "request",
      "approval",
      "before",
      "after",
      "forgotten",
      "hash",
    ]),
    line: (entry) =>
      csvRow([
        { number: String(entry.position) },
        entry.at,
        entry.actor,
        entry.action,
        entry.subject,
        entry.customer ?? undefined,
        entry.request,
        entry.approval ?? undefined,
        jsonCell(entry.before),
        jsonCell(entry.after),
        String(entry.forgotten),
        entry.hash,
      ]),
  },
  ndjson: {
    mediaType: "application/x-ndjson",
    head: "",
    line: (entry) => `${JSON.stringify(entry)}\n`,
  },
};
