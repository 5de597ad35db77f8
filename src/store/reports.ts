import { formatInstant, type Instant } from "../time/instant.ts";
import { revenueByMonth } from "./sql/revenue-by-month.ts";
import type { Tx } from "./tenant.ts";

/** Billed revenue of one stream in one month of issue, UTC; before tax. */
export interface RevenueRow {
  readonly stream: string;
  /** `2026-01`. */
  readonly month: string;
  readonly currency: string;
  readonly amount: string;
}

/** Revenue by stream and month; nothing for a month without. In the order of months, then streams. */
export const revenueByStream = (tx: Tx): Promise<readonly RevenueRow[]> => tx.rows(revenueByMonth);

/** How much there is of everything but documents. */
export interface Totals {
  readonly customers: number;
  /** Accounts that nothing is billed to until somebody looks at them. */
  readonly parked: number;
  readonly subscriptions: number;
}

/** How many documents there are, and from when to when they were issued. */
export interface IssuedTotals {
  readonly invoices: number;
  /** By currency, decimal text. */
  readonly invoiced: Readonly<Record<string, string>>;
  readonly firstIssuedAt: Instant | null;
  readonly lastIssuedAt: Instant | null;
}

/** The head of a dashboard, but for documents and events. */
export async function totals(tx: Tx): Promise<Totals> {
  const [counts] = await tx.rows<Totals>(`
    select (select count(*) from customers) as customers,
      (select count(*) from accounts where parked_reason is not null) as parked,
      (select count(*) from account_facts where kind = 'subscription') as subscriptions`);
  return counts ?? { customers: 0, parked: 0, subscriptions: 0 };
}

/** What was issued; read from every invoice. */
export async function issuedTotals(tx: Tx): Promise<IssuedTotals> {
  const rows = await tx.rows<{
    currency: string;
    total: string;
    count: number;
    first: Instant;
    last: Instant;
  }>(
    `select currency, sum(total)::text as total, count(*)::integer as count,
      min(issued_at) as first, max(issued_at) as last
    from invoices group by currency order by currency`,
  );
  const none = rows.length === 0;
  return {
    invoices: rows.reduce((sum, { count }) => sum + count, 0),
    invoiced: Object.fromEntries(rows.map(({ currency, total }) => [currency, total])),
    firstIssuedAt: none ? null : Math.min(...rows.map(({ first }) => first)),
    lastIssuedAt: none ? null : Math.max(...rows.map(({ last }) => last)),
  };
}

/** The segments that customers are in, by name. */
export async function segments(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.rows<{ segment: string }>(
    "select distinct segment from customers where segment is not null order by segment",
  );
  return rows.map(({ segment }) => segment);
}

/** How many subscriptions of each plan are in service at an instant. */
export async function subscribersByPlan(tx: Tx, at: Instant): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.rows<{ plan: string; subscribers: number }>(
    `select plan, count(*) as subscribers from subscription_phases
    where starts_at <= $1 and (ends_at is null or ends_at > $1)
    group by plan`,
    [formatInstant(at)],
  );
  return new Map(rows.map(({ plan, subscribers }) => [plan, subscribers]));
}
