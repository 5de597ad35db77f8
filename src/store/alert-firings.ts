import type { AlertAudience, AlertShare } from "../entitlement/alert-shares.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { type Decimal, decimalOf, format } from "../money/decimal.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import { type Bounds, matches, onDays, where } from "./list-conditions.ts";
import { type SqlParameters, sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";

/** That a customer came to a share of what it may use, or committed to. */
export interface AlertFiring {
  readonly customer: string;
  readonly quota: string;
  /** Null where it is of money. */
  readonly meter: string | null;
  readonly firedAt: Instant;
  readonly from: Instant;
  readonly to: Instant;
  readonly reached: AlertShare;
  readonly used: Decimal;
  readonly allowance: Decimal;
  /** Where both are money. */
  readonly currency?: CurrencyCode;
}

/** Keeps an alert; false where the window has it already. */
export async function addAlertFiring(tx: Tx, firing: AlertFiring): Promise<boolean> {
  const { customer, quota, meter, firedAt, from, to, reached, used, allowance, currency } = firing;
  const added = await tx.run(
    `insert into alert_firings
       (customer, quota, meter, fired_at, window_from, window_to, share, used, allowance,
        currency, notify, alert, alert_name, suggest, rule)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing`,
    [
      customer,
      quota,
      meter,
      formatInstant(firedAt),
      formatInstant(from),
      formatInstant(to),
      format(reached.share),
      format(used),
      format(allowance),
      currency ?? null,
      textArray(reached.notify),
      reached.alert?.id ?? null,
      reached.alert?.name ?? null,
      reached.suggest ?? null,
      reached.rule ?? null,
    ],
  );
  return added > 0;
}

/** Which alerts a list shows. */
export interface AlertFilter {
  readonly customer?: string;
  readonly meter?: string;
  /** The model's alert, by its id. */
  readonly alert?: string;
  /** Only those that they are meant to be told. */
  readonly audience?: AlertAudience;
  /** Days, UTC. */
  readonly fired?: Bounds;
}

/** How many a list shows of them, and after which it goes on. */
export interface AlertListRequest extends AlertFilter {
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
  readonly meter: string | null;
  readonly fired_at: Instant;
  readonly window_from: Instant;
  readonly window_to: Instant;
  readonly share: string;
  readonly used: string;
  readonly allowance: string;
  readonly currency: CurrencyCode | null;
  readonly notify: readonly AlertAudience[];
  readonly alert: string | null;
  readonly alert_name: string | null;
  readonly suggest: string | null;
  readonly rule: string | null;
}

/** The newest first. */
export async function listAlertFirings(
  tx: Tx,
  { customer, meter, alert, audience, fired, limit, after }: AlertListRequest,
): Promise<readonly AlertFiring[]> {
  const parameters = sqlParameters();
  const conditions = [
    ...matches({ customer, meter, alert }, parameters),
    ...(audience === undefined ? [] : [`${parameters.add(audience)} = any (notify)`]),
    ...onDays("fired_at", fired ?? {}, parameters),
    ...(after === undefined ? [] : [comesAfter(after, parameters)]),
  ];
  const rows = await tx.rows<Row>(
    `select customer, quota, meter, fired_at, window_from, window_to,
       share::text, used::text, allowance::text, currency, notify, alert, alert_name, suggest, rule
     from alert_firings ${where(conditions)}
     order by fired_at desc, customer, quota, share, window_from limit ${parameters.add(limit)}`,
    parameters.values,
  );
  return rows.map((row) => ({
    customer: row.customer,
    quota: row.quota,
    meter: row.meter,
    firedAt: row.fired_at,
    from: row.window_from,
    to: row.window_to,
    reached: {
      share: decimalOf(row.share),
      notify: row.notify,
      alert: row.alert === null ? undefined : { id: row.alert, name: row.alert_name ?? undefined },
      suggest: row.suggest ?? undefined,
      ...(row.rule === null ? {} : { rule: row.rule }),
    },
    used: decimalOf(row.used),
    allowance: decimalOf(row.allowance),
    ...(row.currency === null ? {} : { currency: row.currency }),
  }));
}

/** Of one instant they are sorted the other way round, so that no comparison of rows says it. */
function comesAfter(
  [firedAt, customer, quota, share, from]: NonNullable<AlertListRequest["after"]>,
  parameters: SqlParameters,
): string {
  const at = `${parameters.add(firedAt)}::timestamptz`;
  const last = [
    parameters.add(customer),
    parameters.add(quota),
    `${parameters.add(share)}::numeric`,
    `${parameters.add(from)}::timestamptz`,
  ];
  return `fired_at <= ${at} and (fired_at < ${at}
    or (customer, quota, share, window_from) > (${last.join(", ")}))`;
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
