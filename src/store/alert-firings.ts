import { type Decimal, decimalOf, format } from "../money/decimal.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";

/** That use of a customer came to a share of what it may use. */
export interface AlertFiring {
  readonly customer: string;
  readonly quota: string;
  readonly meter: string;
  readonly firedAt: Instant;
  readonly from: Instant;
  readonly to: Instant;
  readonly share: Decimal;
  readonly used: Decimal;
  readonly allowance: Decimal;
}

/** Keeps an alert; false where the window has it already. */
export async function addAlertFiring(tx: Tx, firing: AlertFiring): Promise<boolean> {
  const { customer, quota, meter, firedAt, from, to, share, used, allowance } = firing;
  const added = await tx.run(
    `insert into alert_firings
       (customer, quota, meter, fired_at, window_from, window_to, share, used, allowance)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [
      customer,
      quota,
      meter,
      formatInstant(firedAt),
      formatInstant(from),
      formatInstant(to),
      format(share),
      format(used),
      format(allowance),
    ],
  );
  return added > 0;
}

/** Which alerts a list shows, and after which it goes on. */
export interface AlertFilter {
  readonly customer?: string;
  readonly limit: number;
  readonly after?: readonly [
    firedAt: string,
    customer: string,
    quota: string,
    share: string,
    from: string,
  ];
}

interface Row {
  readonly customer: string;
  readonly quota: string;
  readonly meter: string;
  readonly fired_at: Instant;
  readonly window_from: Instant;
  readonly window_to: Instant;
  readonly share: string;
  readonly used: string;
  readonly allowance: string;
}

/** The newest first. */
export async function listAlertFirings(
  tx: Tx,
  { customer, limit, after }: AlertFilter,
): Promise<readonly AlertFiring[]> {
  const [firedAt = null, ...last] = after ?? [];
  const [lastCustomer = null, lastQuota = null, lastShare = null, lastFrom = null] = last;
  const rows = await tx.rows<Row>(
    `select customer, quota, meter, fired_at, window_from, window_to,
       share::text, used::text, allowance::text
     from alert_firings
     where ($1::text is null or customer = $1)
       and ($2::timestamptz is null or fired_at < $2
         or fired_at = $2
           and (customer, quota, share, window_from) > ($3, $4, $5::numeric, $6::timestamptz))
     order by fired_at desc, customer, quota, share, window_from limit $7`,
    [customer ?? null, firedAt, lastCustomer, lastQuota, lastShare, lastFrom, limit],
  );
  return rows.map((row) => ({
    customer: row.customer,
    quota: row.quota,
    meter: row.meter,
    firedAt: row.fired_at,
    from: row.window_from,
    to: row.window_to,
    share: decimalOf(row.share),
    used: decimalOf(row.used),
    allowance: decimalOf(row.allowance),
  }));
}

/** Up to when received events were looked at for alerts; undefined where none were. */
export async function alertsLookedUntil(tx: Tx): Promise<Instant | undefined> {
  const [row] = await tx.rows<{ looked_until: Instant }>("select looked_until from alert_looks");
  return row?.looked_until;
}

/** Notes how far received events were looked at. */
export async function noteAlertLook(tx: Tx, until: Instant): Promise<void> {
  await tx.run(
    `insert into alert_looks (looked_until) values ($1)
     on conflict (tenant) do update set looked_until = excluded.looked_until`,
    [formatInstant(until)],
  );
}

/** Whether any meter is looked at by a quota. */
export async function isAnythingLimited(tx: Tx): Promise<boolean> {
  const [row] = await tx.rows<{ some: boolean }>(
    "select exists (select from counted_meters) as some",
  );
  return row?.some === true;
}
