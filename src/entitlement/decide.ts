import { add, compare, type Decimal, isPositive, max, subtract, zero } from "../money/decimal.ts";
import type { Entitlements } from "./entitlements.ts";
import type { FeatureEntitlement } from "./feature-entitlement.ts";
import type { QuotaEntitlement } from "./quota-entitlement.ts";
import { allowanceOf } from "./quota-terms.ts";
import type { QuotaSpan } from "./quota-window.ts";

/** What was used and is set apart of a quota's meter. */
export interface QuotaFigures {
  readonly span: QuotaSpan;
  readonly used: Decimal;
  /** What open reservations hold. */
  readonly reserved: Decimal;
  /** Of the window before; undefined where there is none that counts. */
  readonly usedBefore: Decimal | undefined;
}

/** A quota and how it stands. */
export interface QuotaStanding extends QuotaFigures {
  readonly quota: QuotaEntitlement;
  /** What may be used in the window; undefined for no end of it. */
  readonly allowance: Decimal | undefined;
  /** What may still be used without grace or overage; undefined for no end of it. */
  readonly remaining: Decimal | undefined;
}

/** How a quota stands. */
export function quotaStanding(quota: QuotaEntitlement, figures: QuotaFigures): QuotaStanding {
  const allowance = allowanceOf(quota.terms, figures.usedBefore);
  const taken = add(figures.used, figures.reserved);
  const remaining = allowance === undefined ? undefined : max(zero, subtract(allowance, taken));
  return { ...figures, quota, allowance, remaining };
}

/**
 * Why something may or may not be used. `within-quota`, `within-grace` past the limit and not blocked yet, `billed-overage` past a
 * limit whose overage is billed, `no-quota` where none looks at it, `granted`; `quota-exceeded`, `not-granted`, `limit-reached`
 * where less of a feature is granted than is asked for, `not-subscribed` where nothing bought is in service, `suspended` where invoices are not paid.
 * Of an event whose identity is known: `counted-before` where it is the same, `identity-taken` where it is another.
 */
export type DecisionReason =
  | "within-quota"
  | "within-grace"
  | "billed-overage"
  | "no-quota"
  | "granted"
  | "quota-exceeded"
  | "not-granted"
  | "limit-reached"
  | "not-subscribed"
  | "suspended"
  | "counted-before"
  | "identity-taken";

/** Whether a customer may use something. */
export interface Decision {
  readonly allowed: boolean;
  readonly reason: DecisionReason;
  /** The quota that decides: the first that is exceeded, else the one with the least left; undefined where none looks at it. */
  readonly standing: QuotaStanding | undefined;
}

const refused = (reason: DecisionReason): Decision => ({
  allowed: false,
  reason,
  standing: undefined,
});

/** What keeps a customer from everything; undefined where nothing does. */
function barred({ served, suspendedSince }: Entitlements): Decision | undefined {
  if (suspendedSince !== null) return refused("suspended");
  return served ? undefined : refused("not-subscribed");
}

/** Whether so much more may be used of what all these quotas look at. `asked` is in the unit of each one's meter. */
export function decideQuotas(
  entitlements: Entitlements,
  standings: readonly QuotaStanding[],
  asked: (standing: QuotaStanding) => Decimal,
): Decision {
  return barred(entitlements) ?? decideStandings(standings, asked);
}

/** The same of work that is done already, whatever keeps the customer from more. */
export function decideStandings(
  standings: readonly QuotaStanding[],
  asked: (standing: QuotaStanding) => Decimal,
): Decision {
  const judged = standings.map((standing) => judge(standing, asked(standing)));
  const decisive = judged.find(({ allowed }) => !allowed) ?? judged.sort(tightestFirst)[0];
  return decisive ?? { allowed: true, reason: "no-quota", standing: undefined };
}

function judge(standing: QuotaStanding, asked: Decimal): Decision & { standing: QuotaStanding } {
  const { used, reserved, allowance, quota } = standing;
  if (allowance === undefined) return { allowed: true, reason: "within-quota", standing };
  const wanted = add(add(used, reserved), asked);
  if (compare(wanted, allowance) <= 0) return { allowed: true, reason: "within-quota", standing };
  const { overage, grace } = quota.terms;
  if (overage === "bill") return { allowed: true, reason: "billed-overage", standing };
  return compare(wanted, add(allowance, grace)) <= 0
    ? { allowed: true, reason: "within-grace", standing }
    : { allowed: false, reason: "quota-exceeded", standing };
}

function tightestFirst(left: Decision, right: Decision): number {
  const a = left.standing?.remaining;
  const b = right.standing?.remaining;
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return compare(a, b);
}

/** How much of a feature is asked for. */
export interface FeatureNeed {
  /** Of a limit: how many there would be. Default: any above zero. */
  readonly quantity?: Decimal;
  /** Of levels: at least this one. Default: any. */
  readonly level?: string;
}

/** Whether a customer has a feature, and as much of it as it needs. */
export function decideFeature(
  { suspendedSince }: Pick<Entitlements, "suspendedSince">,
  entitlement: FeatureEntitlement,
  need: FeatureNeed = {},
): Decision {
  if (suspendedSince !== null) return refused("suspended");
  if (entitlement.held.kind === "none") return refused("not-granted");
  return suffices(entitlement, need)
    ? { allowed: true, reason: "granted", standing: undefined }
    : refused("limit-reached");
}

function suffices(
  { held, feature }: FeatureEntitlement,
  { quantity, level }: FeatureNeed,
): boolean {
  if (held.kind === "limit") {
    if (held.limit === undefined) return true;
    return quantity === undefined ? isPositive(held.limit) : compare(quantity, held.limit) <= 0;
  }
  if (held.kind !== "level" || feature.kind !== "level" || level === undefined) return true;
  return feature.levels.indexOf(held.level) >= feature.levels.indexOf(level);
}
