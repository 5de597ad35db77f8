import type { Tx } from "./tenant.ts";

/** What lines of one kind came to, in one currency. */
export interface BilledKind {
  readonly currency: string;
  readonly kind: string;
  /** Decimal text, before tax and after discounts. */
  readonly amount: string;
}

/** What a customer's final invoices and credit notes charged for one of its subscriptions, by currency and kind of line. */
export const billedForSubscription = (
  tx: Tx,
  customer: string,
  subscription: string,
): Promise<readonly BilledKind[]> =>
  tx.rows(
    `select i.currency, line ->> 'kind' as kind, sum((line ->> 'amount')::numeric)::text as amount
    from invoices i cross join lateral jsonb_array_elements(i.document::jsonb -> 'lines') as line
    where i.customer = $1 and line ->> 'subscription' = $2
    group by i.currency, line ->> 'kind'
    order by i.currency, sum((line ->> 'amount')::numeric) desc, line ->> 'kind'`,
    [customer, subscription],
  );
