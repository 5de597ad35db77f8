import { ok, type Result } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import { decodeCursor, type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import type { Tx } from "./tenant.ts";

/** Where a row of an account's history is kept. */
export type TimelineSource = "fact" | "invoice" | "movement" | "notice";

/** A row of an account's history, as it is stored. */
export interface TimelineRow {
  readonly source: TimelineSource;
  /** Unique in the account. */
  readonly key: string;
  readonly at: Instant;
  /** Of a fact or a movement; the action of a notice; `invoice` or `credit-note`. */
  readonly kind: string;
  /** A fact, a movement or a notice as JSON; the head of an invoice. */
  readonly body: string;
}

/** Which rows to list: those of some kinds of each source, from one instant on and before another. */
export interface TimelineRequest extends PageRequest {
  readonly customer: string;
  readonly facts: readonly string[];
  readonly movements: readonly string[];
  readonly invoices: boolean;
  readonly notices: boolean;
  readonly from?: Instant;
  readonly to?: Instant;
}

/** One source: its rows after the cursor, the latest first, as many as a page may need. */
function branch(
  source: TimelineSource,
  of: string,
  at: string,
  key: string,
  columns: string,
): string {
  const ordered = `(${key}) collate "C"`;
  return `(select '${source}' as source, ${ordered} as key, ${at} as at, ${columns} from asked a join ${of}
    where ${at} >= a.from_at and ${at} < a.to_at
      and (a.after_at is null or (${at}, ${ordered}) < (a.after_at, a.after_key collate "C"))
    order by ${at} desc, ${ordered} desc limit (select most from asked))`;
}

/**
 * Each source gives its own latest rows after the cursor; of those the latest are the page. The customer itself is among its
 * facts once it was amended, and before that only in `customers`.
 */
const latest = `
  with asked as (
    select $1::text as customer, $2::text[] as facts, $3::text[] as movements, $4::boolean as invoices,
      $5::boolean as notices, $6::timestamptz as from_at, $7::timestamptz as to_at,
      $8::timestamptz as after_at, $9::text as after_key, $10::int as most
  )
  select source, key, at, kind, body from (${[
    branch(
      "fact",
      `customers f on f.id = a.customer and 'customer' = any (a.facts) and not exists (
        select from account_facts v where v.customer = a.customer and v.kind = 'customer')`,
      "f.created_at",
      "'0/customer'",
      "'customer' as kind, f.fact as body",
    ),
    branch(
      "fact",
      "account_facts f on f.customer = a.customer and f.kind = any (a.facts)",
      "f.recorded_at",
      "'1/' || f.kind || '/' || f.id",
      "f.kind, f.fact",
    ),
    branch(
      "invoice",
      "invoices i on i.customer = a.customer and a.invoices",
      "i.issued_at",
      "'2/' || i.series || '/' || lpad(i.position::text, 15, '0')",
      `case when i.total < 0 then 'credit-note' else 'invoice' end,
        json_build_object('id', i.id, 'number', i.number, 'total', i.total::text,
          'currency', i.currency)::text`,
    ),
    branch(
      "movement",
      "account_movements m on m.customer = a.customer and m.kind = any (a.movements)",
      "m.at",
      "'3/' || lpad(m.place::text, 15, '0')",
      "m.kind, m.movement",
    ),
    branch(
      "notice",
      "dunning_notices n on n.customer = a.customer and a.notices",
      "n.at",
      "'4/' || n.id",
      "n.action, n.notice",
    ),
  ].join("\n union all ")}) as rows
  order by at desc, key collate "C" desc limit (select most from asked)`;

const beginning = "0001-01-01T00:00:00Z";
const end = "9999-12-31T00:00:00Z";

/** A page of what was told about an account and what it did, the latest first. Refuses `invalid-cursor`. */
export async function accountTimeline(
  tx: Tx,
  request: TimelineRequest,
): Promise<Result<Page<TimelineRow>>> {
  const { customer, facts, movements, invoices, notices, limit, cursor } = request;
  const from = request.from === undefined ? beginning : formatInstant(request.from);
  const to = request.to === undefined ? end : formatInstant(request.to);
  const filters = {
    customer,
    kinds: [...facts, ...movements, invoices, notices].join(" "),
    from,
    to,
  };
  const scope: ListScope = { list: "timeline", tenant: tx.tenant, filters };
  const after = cursor === undefined ? ok([]) : decodeCursor(scope, cursor, 2);
  if (!after.ok) return after;
  const [afterAt = null, afterKey = null] = after.value;
  const rows = await tx.rows<TimelineRow>(latest, [
    customer,
    textArray(facts),
    textArray(movements),
    invoices,
    notices,
    from,
    to,
    afterAt,
    afterKey,
    limit + 1,
  ]);
  return ok(pageOf(rows, limit, scope, ({ at, key }) => [formatInstant(at), key]));
}
