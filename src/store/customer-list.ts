import { ok, type Result } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { accountIdOf } from "./accounts.ts";
import { textArray } from "./array-literal.ts";
import { type Bounds, boundsText, contains, matches, onDays, where } from "./list-conditions.ts";
import { type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { addRowsAfter } from "./rows-after.ts";
import { type SqlParameters, sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";

/** Which customers to list; `search` looks for a part of the name or the id, in any case. */
export interface CustomerListRequest extends PageRequest {
  readonly ids?: readonly string[];
  readonly search?: string;
  readonly segment?: string;
  readonly country?: string;
  /** Days on which they became customers, UTC. */
  readonly created?: Bounds;
  /** Holders of a subscription to this plan that is in service at an instant. */
  readonly subscribed?: { readonly plan: string; readonly at: Instant };
  /** Only those whose account is parked, or only those whose is not. */
  readonly parked?: boolean;
}

/** A customer as a list shows it. */
export interface CustomerListItem {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly segment: string | null;
  readonly country: string | null;
  readonly timeZone: string | null;
  readonly createdAt: Instant;
  /** The currency of its last invoice; null before the first. */
  readonly billedIn: string | null;
  /** The sum of its invoices in that currency, decimal text. */
  readonly invoiced: string;
  readonly parked: { readonly reason: string; readonly since: Instant } | null;
}

type CustomerListRow = Omit<CustomerListItem, "parked"> & {
  readonly parkedReason: string | null;
  readonly parkedSince: Instant | null;
};

/** A page of customers by name, then id. Refuses a cursor that is not of this list. */
export async function listCustomers(
  tx: Tx,
  request: CustomerListRequest,
): Promise<Result<Page<CustomerListItem>>> {
  const { ids, search, segment, country, created, subscribed, parked, limit, cursor } = request;
  const filters = {
    ...{ ids: ids?.join(" "), search, segment, country, created: boundsText(created) },
    ...{ plan: subscribed?.plan, parked: parked?.toString() },
  };
  const scope: ListScope = { list: "customers", tenant: tx.tenant, filters };
  const parameters = sqlParameters();
  const conditions: string[] = [];
  if (ids !== undefined) conditions.push(`c.id = any (${parameters.add(textArray(ids))}::text[])`);
  if (search !== undefined) conditions.push(contains(["c.name", "c.id"], parameters.add(search)));
  conditions.push(
    ...matches({ segment, country }, parameters),
    ...onDays("created_at", created ?? {}, parameters),
  );
  if (subscribed !== undefined) conditions.push(holds(subscribed, parameters));
  if (parked !== undefined) conditions.push(`a.parked_reason is ${parked ? "not null" : "null"}`);
  const sorted = { columns: ["c.name", "c.id"], order: "ascending" } as const;
  const after = addRowsAfter(conditions, cursor, sorted, scope, parameters);
  if (!after.ok) return after;
  const rows = await tx.rows<CustomerListRow>(
    `select c.id, c.name, email, segment, country, time_zone as "timeZone", created_at as "createdAt",
      billed.currency as "billedIn", coalesce(billed.total, 0)::text as invoiced,
      a.parked_reason as "parkedReason", a.parked_since as "parkedSince"
    from customers c left join accounts a on a.customer = coalesce(c.payer, c.id)
      left join lateral (
        select currency, sum(total) as total from invoices i where i.customer = c.id
        group by currency order by max(issued_at) desc limit 1
      ) as billed on true
    ${where(conditions)}
    order by c.name, c.id limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  const items = rows.map(({ parkedReason: reason, parkedSince: since, ...row }) => ({
    ...row,
    parked: reason === null || since === null ? null : { reason, since },
  }));
  return ok(pageOf(items, limit, scope, (row) => [row.name, row.id]));
}

function holds(
  { plan, at }: NonNullable<CustomerListRequest["subscribed"]>,
  parameters: SqlParameters,
): string {
  const now = parameters.add(formatInstant(at));
  return `exists (
    select from subscription_phases p
    where p.customer = c.id and p.plan = ${parameters.add(plan)}
      and p.starts_at <= ${now} and (p.ends_at is null or p.ends_at > ${now}))`;
}

/** A period of a meter that an invoice charges for. */
export interface BilledUsage {
  readonly meter: string;
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The latest period that each meter of a customer was billed for, the latest first; late lines are of earlier ones. Lines of a
 * customer that another pays for are told apart in the documents alone.
 */
export const billedUsageOf = async (tx: Tx, customer: string): Promise<readonly BilledUsage[]> => {
  const paysItself = (await accountIdOf(tx, customer)) === customer;
  return tx.rows(
    `select meter, period_from as "from", period_to as "to"
    from (
      select distinct on (meter) meter, period_from, period_to
      from (${paysItself ? ownLines : departmentLines}) as billed
      where meter is not null and kind <> 'late-usage'
      order by meter, period_to desc, period_from
    ) as latest
    order by period_to desc, meter`,
    [customer],
  );
};

const ownLines = `select meter, kind, period_from, period_to
  from invoices i join invoice_lines l on l.invoice = i.id where i.customer = $1`;

const departmentLines = `select line ->> 'meter' as meter, line ->> 'kind' as kind,
    (line #>> '{period,from}')::timestamptz as period_from, (line #>> '{period,to}')::timestamptz as period_to
  from invoice_departments d join invoices i on i.id = d.invoice
    cross join lateral json_array_elements(i.document::json -> 'lines') as held (line)
  where d.customer = $1 and line #>> '{customer,id}' = $1`;
