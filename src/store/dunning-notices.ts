import type { DunningNotice } from "../account/dun-account.ts";
import { ok, type Result } from "../fault/fault.ts";
import { type Bounds, boundsText, matches, onDays, where } from "./list-conditions.ts";
import { type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { addRowsAfter } from "./rows-after.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";

/** Which notices to list. */
export interface NoticeListRequest extends PageRequest {
  readonly customer?: string;
  readonly action?: DunningNotice["action"];
  /** Days, UTC. */
  readonly given?: Bounds;
}

/** A page of the notices that dunning gave, newest first. Refuses a cursor that is not of this list. */
export async function listDunningNotices(
  tx: Tx,
  { customer, action, given, limit, cursor }: NoticeListRequest,
): Promise<Result<Page<DunningNotice>>> {
  const filters = { customer, action, given: boundsText(given) };
  const scope: ListScope = { list: "dunning-notices", tenant: tx.tenant, filters };
  const parameters = sqlParameters();
  const conditions = [
    ...matches({ customer, action }, parameters),
    ...onDays("at", given ?? {}, parameters),
  ];
  const sorted = { columns: ["at::timestamptz", "id"], order: "descending" } as const;
  const after = addRowsAfter(conditions, cursor, sorted, scope, parameters);
  if (!after.ok) return after;
  const rows = await tx.rows<{ readonly notice: string }>(
    `select notice from dunning_notices ${where(conditions)}
    order by at desc, id desc limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  const notices = rows.map(({ notice }) => JSON.parse(notice) as DunningNotice);
  return ok(pageOf(notices, limit, scope, ({ at, id }) => [at, id]));
}
