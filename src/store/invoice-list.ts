import { ok, type Result } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { accountIdOf } from "./accounts.ts";
import { textArray } from "./array-literal.ts";
import {
  type Bounds,
  boundsText,
  contains,
  matches,
  ofAmount,
  onDays,
  where,
} from "./list-conditions.ts";
import { type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { addRowsAfter } from "./rows-after.ts";
import { type SqlParameters, sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";

/** What is owed on a document: something, something that was due before now, or nothing any more. */
export const invoiceStates = ["open", "overdue", "settled"] as const;

/** Which invoices to list; `search` looks for a part of the number, the id or the customer's name, in any case. */
export interface InvoiceListRequest extends PageRequest {
  /** Who pays them, or a customer that another pays for and that they have lines of. */
  readonly customer?: string;
  /** `2026-01`, by issue, UTC. */
  readonly month?: string;
  readonly search?: string;
  readonly kind?: "invoice" | "credit-note";
  readonly currency?: string;
  /** Of this state at an instant; credit notes have none. */
  readonly standing?: { readonly state: (typeof invoiceStates)[number]; readonly at: Instant };
  /** Days, UTC. */
  readonly issued?: Bounds;
  readonly due?: Bounds;
  /** Decimal texts. */
  readonly total?: Bounds;
}

/** An invoice as a list shows it. */
export interface InvoiceListItem {
  readonly id: string;
  readonly number: string;
  readonly customer: string;
  readonly customerName: string;
  readonly status: "final";
  readonly issuedAt: Instant;
  readonly dueAt: Instant;
  /** Decimal text with the digits of the minor unit. */
  readonly total: string;
  readonly currency: string;
  readonly lineCount: number;
}

const columns = `id, number, customer, customer_name as "customerName", status, issued_at as "issuedAt",
  due_at as "dueAt", total::text, currency, line_count as "lineCount"`;

/** A page of invoices, the latest issued first. Refuses a cursor that is not of this list. */
export async function listInvoices(
  tx: Tx,
  request: InvoiceListRequest,
): Promise<Result<Page<InvoiceListItem>>> {
  const { customer, month, search, kind, currency, standing, issued, due, total } = request;
  const { limit, cursor } = request;
  const filters = {
    ...{ customer, month, search, kind, currency, state: standing?.state },
    ...{ issued: boundsText(issued), due: boundsText(due), total: boundsText(total) },
  };
  const scope: ListScope = { list: "invoices", tenant: tx.tenant, filters };
  const parameters = sqlParameters();
  const conditions: string[] = [];
  if (customer !== undefined) {
    const paysItself = (await accountIdOf(tx, customer)) === customer;
    const named = parameters.add(customer);
    conditions.push(
      paysItself
        ? `customer = ${named}`
        : `id in (select invoice from invoice_departments where customer = ${named})`,
    );
  }
  if (month !== undefined) {
    const first = `${parameters.add(`${month}-01`)}::date`;
    conditions.push(`issued_at >= ${first} and issued_at < ${first} + interval '1 month'`);
  }
  if (search !== undefined) {
    conditions.push(contains(["number", "id", "customer_name"], parameters.add(search)));
  }
  if (kind !== undefined) conditions.push(kind === "invoice" ? "total >= 0" : "total < 0");
  conditions.push(
    ...matches({ currency }, parameters),
    ...onDays("issued_at", issued ?? {}, parameters),
    ...onDays("due_at", due ?? {}, parameters),
    ...ofAmount("total", total ?? {}, parameters),
  );
  const sorted = { columns: ["issued_at::timestamptz", "id"], order: "descending" } as const;
  const after = addRowsAfter(conditions, cursor, sorted, scope, parameters);
  if (!after.ok) return after;
  const length = parameters.add(limit + 1);
  const parts = partsOf(standing, parameters).map(
    ({ from, narrowed }) =>
      `(select ${columns} from ${from} ${where([...conditions, ...narrowed])}
      order by issued_at desc, id desc limit ${length})`,
  );
  const rows = await tx.rows<InvoiceListItem>(
    `select * from (${parts.join(" union all ")}) as listed
    order by "issuedAt" desc, id desc limit ${length}`,
    parameters.values,
  );
  return ok(pageOf(rows, limit, scope, ({ issuedAt, id }) => [formatInstant(issuedAt), id]));
}

/** Rows named `invoices`, and what they are narrowed to. */
interface Part {
  readonly from: string;
  readonly narrowed: readonly string[];
}

/**
 * What is listed, in parts that have no invoice in common. What is open is few of many: it is looked up where items are open, and among the
 * documents that none was opened for yet, which are owed as they were issued.
 */
function partsOf(
  standing: InvoiceListRequest["standing"],
  parameters: SqlParameters,
): readonly Part[] {
  if (standing === undefined) return [{ from: "invoices", narrowed: [] }];
  const { state, at } = standing;
  if (state === "settled") return [{ from: "invoices", narrowed: ["total >= 0", `${owed} <= 0`] }];
  const due = state === "open" ? [] : [`due_at < ${parameters.add(formatInstant(at))}`];
  const items = `select invoice from open_items ${where(["open > 0", ...due])}`;
  return [
    { from: "invoices", narrowed: ["total > 0", `number in (${items})`] },
    { from: notFollowed, narrowed: ["total > 0", hasNoItem, `${issuedOwed} > 0`, ...due] },
  ];
}

const issuedOwed = "coalesce((document::jsonb ->> 'due')::numeric, total)";
const owed = `coalesce((select open from open_items o where o.invoice = invoices.number), ${issuedOwed})`;
const hasNoItem = "not exists (select from open_items o where o.invoice = invoices.number)";

/** The documents after the last that `followDocuments` has seen of each series; mostly none. */
const notFollowed = `(
    select s.series as followed, coalesce(f.position, 0) as until
    from number_series s left join followed_series f on f.series = s.series
    where s.next > coalesce(f.position, 0) + 1
  ) as behind cross join lateral (
    select * from invoices i where i.series = behind.followed and i.position > behind.until offset 0
  ) as invoices`;

/** The invoices of these ids or numbers, as a list shows them; those that are not there are left out. */
export const invoicesNamed = (
  tx: Tx,
  names: readonly string[],
): Promise<readonly InvoiceListItem[]> =>
  tx.rows(
    `select ${columns} from invoices where id = any ($1::text[]) or number = any ($1::text[])`,
    [textArray(names)],
  );
