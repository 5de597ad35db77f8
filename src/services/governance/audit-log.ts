import { type Fault, faultsOf } from "../../fault/fault.ts";
import {
  type AuditHead,
  emptyLog,
  endFault,
  unexplained,
  verifyRecord,
} from "../../governance/audit-chain.ts";
import { auditHead } from "../../store/audit-log.ts";
import { type AuditFilters, auditEntries, listAuditEntries } from "../../store/audit-log-list.ts";
import { sha256 } from "../../store/sha256.ts";
import type { Store } from "../../store/store.ts";
import { readingTenant, type Tx } from "../../store/tenant.ts";
import { pageOrThrow, reading } from "../report-parts.ts";
import type { Page, PageRequest } from "../reports.ts";
import {
  type AuditEntryView,
  type AuditFormat,
  auditEntryView,
  auditFormats,
} from "./audit-views.ts";

/** What was found of a log. */
export interface AuditVerdict {
  readonly sound: boolean;
  readonly entries: number;
  /** Where the log ends: kept elsewhere, it shows a log that was cut short. */
  readonly head: AuditHead;
  /** What is wrong with the first entry that is broken; null where none is. */
  readonly broken: (Pick<Fault, "code" | "message"> & { readonly position: number }) | null;
}

/** A log as a file. */
export interface ExportedLog {
  readonly mediaType: string;
  readonly fileName: string;
  readonly pieces: AsyncIterable<string>;
}

/** Who changed what. Nothing here changes it: entries come with what they tell of. */
export interface AuditLog {
  /** Newest first. */
  readonly list: (
    tenant: string,
    query: AuditFilters & PageRequest,
  ) => Promise<Page<AuditEntryView>>;
  /** Oldest first. */
  readonly exported: (tenant: string, format: AuditFormat, filters: AuditFilters) => ExportedLog;
  readonly verify: (tenant: string) => Promise<AuditVerdict>;
}

/** The log over the store. */
export const createAuditLog = (store: Store): AuditLog => ({
  list: (tenant, query) =>
    reading({ store }, tenant, async (tx) => {
      const { items, next } = pageOrThrow(await listAuditEntries(tx, query));
      return { items: items.map(auditEntryView), next };
    }),
  exported: (tenant, format, filters) => {
    const { mediaType, head, line } = auditFormats[format];
    const pieces = readingTenant(store.pool, tenant, async function* (tx) {
      if (head !== "") yield head;
      for await (const entry of auditEntries(tx, filters)) yield line(auditEntryView(entry));
    });
    return { mediaType, fileName: `audit-log.${format}`, pieces };
  },
  verify: (tenant) => reading({ store }, tenant, verifyAuditLog),
});

const erasing = "personal-data.erase";

/**
 * Walks a log from its first entry to its last: each sealed to the one before it, with the change that it was sealed with, up to the
 * head. A change may be missing where a later entry erased it.
 */
export async function verifyAuditLog(tx: Tx): Promise<AuditVerdict> {
  await tx.run("set local statement_timeout = 0");
  const expected = await auditHead(tx);
  const erasures = new Set<string>();
  const forgotten = new Map<number, string>();
  let head = emptyLog;
  for await (const { record, kept } of auditEntries(tx, {})) {
    const verified = verifyRecord(head, record, kept, sha256);
    if (!verified.ok) return verdict(head.position, expected, faultsOf(verified)[0]);
    head = verified.value;
    if (record.action === erasing) erasures.add(record.request);
    if (kept?.forgottenBy != null) forgotten.set(record.position, kept.forgottenBy);
  }
  const end = endFault(head, expected);
  const [gone] = [...forgotten].find(([, request]) => !erasures.has(request)) ?? [];
  return verdict(
    head.position,
    expected,
    end ?? (gone === undefined ? undefined : unexplained(gone)),
  );
}

const verdict = (entries: number, head: AuditHead, fault: Fault | undefined): AuditVerdict => ({
  sound: fault === undefined,
  entries,
  head,
  broken: fault === undefined ? null : brokenEntry(fault),
});

const brokenEntry = ({ path: _, value, suggestion: __, ...fault }: Fault) => ({
  ...fault,
  position: Number(value),
});
