import type { Instant } from "../../time/instant.ts";
import { textArray } from "../array-literal.ts";
import { knownCustomers } from "../customers.ts";
import type { Statement, Tx } from "../tenant.ts";

/** A time over which a customer's subscription to a product is charged for events. */
export interface ChargedSpan {
  /** `model@version/plan`. */
  readonly product: string;
  /** Half-open; without an end where none is fixed. */
  readonly from: Instant;
  readonly to: Instant;
}

/** Who is charged for what. */
export interface ChargedSpans {
  /** The customers that there are, of those asked for. */
  readonly known: ReadonlySet<string>;
  readonly of: (customer: string, type: string) => readonly ChargedSpan[];
  /** When the last of those that end does; 1970 where none does. */
  readonly lastEnd: Instant;
}

interface SpanRow {
  readonly customer: string;
  readonly type: string;
  readonly product: string;
  readonly starts_at: Instant;
  readonly ends_at: Instant | null;
}

/** A product is known whatever the price list; free days are not charged for. */
const selectSpans: Statement = {
  name: "select-charged-spans",
  text: `
    select f.customer, p.type, p.product, coalesce(f.trial_until, f.starts_at) as starts_at, f.ends_at
    from unnest($1::text[], $2::text[]) as p (type, product)
    join subscription_phases f on split_part(f.model, '/', 1) || '/' || f.plan = p.product
    where f.customer = any ($3::text[])`,
};

/** When each customer's subscriptions are charged for the types that meters read. */
export async function chargedSpans(
  tx: Tx,
  customers: ReadonlySet<string>,
  metered: ReadonlyMap<string, readonly string[]>,
): Promise<ChargedSpans> {
  const charged = [...metered].flatMap(([type, products]) =>
    products.map((product) => ({ type, product })),
  );
  const known = await knownCustomers(tx, customers);
  const rows = await tx.rows<SpanRow>(selectSpans, [
    textArray(charged.map(({ type }) => type)),
    textArray(charged.map(({ product }) => product)),
    textArray([...known]),
  ]);
  const spans = new Map<string, ChargedSpan[]>();
  let lastEnd = 0;
  for (const { customer, type, product, starts_at: from, ends_at } of rows) {
    const to = ends_at ?? Number.POSITIVE_INFINITY;
    if (ends_at !== null) lastEnd = Math.max(lastEnd, ends_at);
    const name = `${customer}\n${type}`;
    const own = spans.get(name);
    if (own === undefined) spans.set(name, [{ product, from, to }]);
    else own.push({ product, from, to });
  }
  return { known, of: (customer, type) => spans.get(`${customer}\n${type}`) ?? [], lastEnd };
}
