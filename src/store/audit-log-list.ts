import { ok, type Result } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import {
  type AuditRow,
  auditColumns,
  auditRows,
  type StoredAuditEntry,
  storedEntry,
} from "./audit-log.ts";
import { where } from "./list-conditions.ts";
import { type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { addRowsAfter } from "./rows-after.ts";
import { type SqlParameters, sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";

/** Which entries of the audit log. */
export interface AuditFilters {
  readonly actor?: string;
  readonly action?: string;
  readonly subject?: string;
  readonly customer?: string;
  readonly from?: Instant;
  /** Not included. */
  readonly to?: Instant;
}

/** A page of entries, the newest first. Refuses `invalid-cursor`. */
export async function listAuditEntries(
  tx: Tx,
  { limit, cursor, ...filters }: AuditFilters & PageRequest,
): Promise<Result<Page<StoredAuditEntry>>> {
  const { from, to, ...named } = filters;
  const scope: ListScope = {
    list: "audit-log",
    tenant: tx.tenant,
    filters: { ...named, from: from?.toString(), to: to?.toString() },
  };
  const parameters = sqlParameters();
  const conditions = conditionsOf(filters, parameters);
  const sorted = { columns: ["l.position::bigint"], order: "descending" } as const;
  const after = addRowsAfter(conditions, cursor, sorted, scope, parameters);
  if (!after.ok) return after;
  const rows = await tx.rows<AuditRow>(
    `select ${auditColumns} from ${auditRows} ${where(conditions)}
     order by l.position desc limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  const page = pageOf(rows, limit, scope, ({ position }) => [String(position)]);
  return ok({ ...page, items: page.items.map(storedEntry) });
}

/** Who changed each of these first, by what was changed. */
export async function changersOf(
  tx: Tx,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ readonly subject: string; readonly actor: string }>(
    `select distinct on (subject) subject, actor from audit_log where subject = any ($1::text[])
     order by subject, position`,
    [textArray(subjects)],
  );
  return new Map(rows.map(({ subject, actor }) => [subject, actor]));
}

const rowsPerRead = 1_000;

/** Every entry that passes, oldest first, read in parts. */
export async function* auditEntries(
  tx: Tx,
  filters: AuditFilters,
): AsyncGenerator<StoredAuditEntry> {
  let behind = 0;
  for (;;) {
    const parameters = sqlParameters();
    const conditions = [
      ...conditionsOf(filters, parameters),
      `l.position > ${parameters.add(behind)}`,
    ];
    const rows = await tx.rows<AuditRow>(
      `select ${auditColumns} from ${auditRows} ${where(conditions)}
       order by l.position limit ${rowsPerRead}`,
      parameters.values,
    );
    for (const row of rows) yield storedEntry(row);
    if (rows.length < rowsPerRead) return;
    behind = rows.at(-1)?.position ?? behind;
  }
}

function conditionsOf({ from, to, ...named }: AuditFilters, parameters: SqlParameters): string[] {
  const conditions = Object.entries(named).flatMap(([column, value]) =>
    value === undefined ? [] : [`l.${column} = ${parameters.add(value)}`],
  );
  if (from !== undefined) conditions.push(`l.at >= ${parameters.add(formatInstant(from))}`);
  if (to !== undefined) conditions.push(`l.at < ${parameters.add(formatInstant(to))}`);
  return conditions;
}
