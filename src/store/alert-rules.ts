import type { CurrencyCode } from "../money/currency.ts";
import { type Decimal, decimalOf, format } from "../money/decimal.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import type { Tx } from "./tenant.ts";

/** At what a customer wants to be told: a share of a quota, a cost, or what is left of its credits. */
export type AlertBound =
  | { readonly of: "quota"; readonly quota: string; readonly share: Decimal }
  | {
      readonly of: "cost" | "credits";
      readonly amount: Decimal;
      readonly currency: CurrencyCode;
    };

/** A customer's own wish to be told. */
export interface StoredAlertRule {
  readonly id: string;
  readonly customer: string;
  readonly bound: AlertBound;
  /** When it was last set, on the tenant's clock. */
  readonly setAt: Instant;
  /** As the audit log names them; null where nobody is known. */
  readonly setBy: string | null;
}

interface Row {
  readonly id: string;
  readonly customer: string;
  readonly subject: AlertBound["of"];
  readonly quota: string | null;
  readonly share: string | null;
  readonly amount: string | null;
  readonly currency: CurrencyCode | null;
  readonly setAt: Instant;
  readonly setBy: string | null;
}

const columns = `id, customer, subject, quota, share::text, amount::text, currency, set_at as "setAt",
  set_by as "setBy"`;

/** The rules of customers about some subjects, as they were set. */
export const alertRulesOf = async (
  tx: Tx,
  customers: readonly string[],
  subjects: readonly AlertBound["of"][],
): Promise<readonly StoredAlertRule[]> =>
  (
    await tx.rows<Row>(
      `select ${columns} from alert_rules
       where customer = any ($1) and subject = any ($2) order by set_at, id`,
      [textArray(customers), textArray(subjects)],
    )
  ).map(ruleOf);

/** A rule by its id, locked until the transaction ends; undefined where there is none. */
export async function holdAlertRule(tx: Tx, id: string): Promise<StoredAlertRule | undefined> {
  const [row] = await tx.rows<Row>(`select ${columns} from alert_rules where id = $1 for update`, [
    id,
  ]);
  return row && ruleOf(row);
}

/** Keeps a rule, anew or in place of the one of its id. Costs are looked at once, whether or not there is use. */
export async function putAlertRule(
  tx: Tx,
  { id, customer, bound, setAt, setBy }: StoredAlertRule,
): Promise<void> {
  const isQuota = bound.of === "quota";
  await tx.run(
    `insert into alert_rules (id, customer, subject, quota, share, amount, currency, set_at, heard, set_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (tenant, id) do update set subject = excluded.subject, quota = excluded.quota,
       share = excluded.share, amount = excluded.amount, currency = excluded.currency,
       set_at = excluded.set_at, heard = excluded.heard,
       set_by = excluded.set_by, looked_at = null`,
    [
      ...[id, customer, bound.of],
      isQuota ? bound.quota : null,
      isQuota ? format(bound.share) : null,
      isQuota ? null : format(bound.amount),
      isQuota ? null : bound.currency,
      formatInstant(setAt),
      bound.of === "cost",
      setBy,
    ],
  );
}

/** Forgets a rule. */
export async function deleteAlertRule(tx: Tx, id: string): Promise<void> {
  await tx.run("delete from alert_rules where id = $1", [id]);
}

/** Notes that these customers used something: what it costs whoever pays is to be looked at. */
export async function hearOfUse(tx: Tx, customers: readonly string[]): Promise<void> {
  if (customers.length === 0) return;
  await tx.run(
    `update alert_rules set heard = true
     where subject = 'cost' and not heard
       and customer in (select coalesce(payer, id) from customers where id = any ($1))`,
    [textArray(customers)],
  );
}

/**
 * Takes the customers whose costs are to be looked at and were not looked at since an instant, at most so many: what is used from here
 * on is heard of anew.
 */
export async function takeCostLooks(
  tx: Tx,
  {
    now,
    notSince,
    most,
  }: { readonly now: Instant; readonly notSince: Instant; readonly most: number },
): Promise<readonly string[]> {
  const rows = await tx.rows<{ customer: string }>(
    `update alert_rules set heard = false, looked_at = $1
     where subject = 'cost' and customer in (
       select customer from alert_rules
       where subject = 'cost' and heard and (looked_at is null or looked_at <= $2)
       group by customer order by customer limit $3)
     returning customer`,
    [formatInstant(now), formatInstant(notSince), most],
  );
  return [...new Set(rows.map(({ customer }) => customer))].sort();
}

function ruleOf({ id, customer, setAt, setBy, ...row }: Row): StoredAlertRule {
  const { subject, quota, share, amount, currency } = row;
  if (subject === "quota" && quota !== null && share !== null)
    return { id, customer, setAt, setBy, bound: { of: subject, quota, share: decimalOf(share) } };
  if (subject !== "quota" && amount !== null && currency !== null)
    return {
      id,
      customer,
      setAt,
      setBy,
      bound: { of: subject, amount: decimalOf(amount), currency },
    };
  throw new Error(`broken invariant: alert rule ${id} has what it is of`);
}
