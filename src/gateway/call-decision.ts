import { isFeatureMet } from "../entitlement/feature-met.ts";
import type { Feature } from "../model/feature.ts";
import type { Quota } from "../model/quota.ts";
import { add, compare, type Decimal, isPositive, subtract, zero } from "../money/decimal.ts";
import type { CallTerms } from "./match-call.ts";

/** A quota of a customer, as the server counts it. */
export interface CustomerQuota {
  readonly id: string;
  readonly meter: string;
  readonly per: Quota["per"];
  readonly overage: "block" | "bill";
  /** What may be used; undefined for no end of it. */
  readonly allowance: Decimal | undefined;
  /** What may be used past it before it is blocked. */
  readonly grace: Decimal;
  /** What was used, and is set apart. */
  readonly taken: Decimal;
  /** When use counts from zero again, milliseconds since 1970; undefined of a rolling window. */
  readonly resetsAtMs: number | undefined;
  /** How long the window is, in milliseconds. */
  readonly windowMs: number;
}

/** What a customer may use, as the server says. */
export interface CustomerStanding {
  readonly served: boolean;
  readonly suspended: boolean;
  /** The ids of the plans in service, tried ones too. */
  readonly plans: readonly string[];
  /** True for a flag, a decimal text or `unlimited` for a limit, the name of a level; null where there is none of it. */
  readonly features: ReadonlyMap<string, true | string | null>;
  readonly quotas: readonly CustomerQuota[];
}

/** How a quota stands for a call. */
export interface QuotaLeft {
  readonly quota: CustomerQuota;
  /** What is left of the allowance without this call; none below zero. */
  readonly left: Decimal;
}

/** Why a call is refused. */
export type CallRefusal =
  | "suspended"
  | "not-subscribed"
  | "plan-without-access"
  | "feature-missing"
  | "quota-exceeded"
  | "rate-limited";

/** Whether a call may pass, and how the quotas stand that look at it. */
export interface CallDecision {
  readonly refusal: CallRefusal | undefined;
  /** The plan, feature or quota that refuses. */
  readonly because: string | undefined;
  readonly quotas: readonly QuotaLeft[];
}

/** How much of a meter a call will use, as far as it is known before; undefined where only its end tells. */
export type AskedOf = (meter: string) => Decimal | undefined;

/** What a call needs. */
export interface CallNeeds {
  readonly terms: CallTerms;
  /** The meters that read its events. */
  readonly meters: ReadonlySet<string>;
  readonly asked: AskedOf;
  /** Quotas that are not decided here: a slice of them is held, or asked for. */
  readonly isLeased: (quota: CustomerQuota) => boolean;
}

/**
 * Whether a customer may make a call. `pending` is use that the standing does not count yet. A call whose use is not known before is
 * let through while anything is left.
 */
export function decideCall(
  { terms, meters, asked, isLeased }: CallNeeds,
  features: Readonly<Record<string, Feature>>,
  standing: CustomerStanding,
  pending: (meter: string) => Decimal,
): CallDecision {
  const quotas = standing.quotas
    .filter(({ meter, allowance }) => meters.has(meter) && allowance !== undefined)
    .map((quota) => ({ quota, left: leftOf(quota, pending(quota.meter)) }));
  const refused = (refusal: CallRefusal, because?: string): CallDecision => ({
    refusal,
    because,
    quotas,
  });
  if (standing.suspended) return refused("suspended");
  if (!standing.served) return refused("not-subscribed");
  if (terms.plans !== undefined && !terms.plans.some((plan) => standing.plans.includes(plan)))
    return refused("plan-without-access");
  const missing = Object.entries(terms.features ?? {}).find(
    ([id, wanted]) => !isFeatureMet(features[id], standing.features.get(id), wanted),
  );
  if (missing !== undefined) return refused("feature-missing", missing[0]);
  const exceeded = quotas.find(
    ({ quota }) => !isLeased(quota) && !allows(quota, pending(quota.meter), asked),
  );
  if (exceeded === undefined) return { refusal: undefined, because: undefined, quotas };
  return refused(refusalBy(exceeded.quota), exceeded.quota.id);
}

/** Quotas by the minute, the hour and rolling ones limit a rate, longer ones an amount. */
const refusalBy = ({ per }: CustomerQuota): CallRefusal =>
  typeof per === "object" || per === "minute" || per === "hour" ? "rate-limited" : "quota-exceeded";

/** Why no slice of a quota could be had. */
export interface NotHeld {
  readonly refusal: "quota" | Extract<CallRefusal, "suspended" | "not-subscribed">;
  /** The quota that decides, as it stood then; undefined where none does. */
  readonly quota: CustomerQuota | undefined;
}

/** The decision where no slice of a quota could be had: nothing of it is left. */
export function decidedByLease(decision: CallDecision, { refusal, quota }: NotHeld): CallDecision {
  if (refusal !== "quota" || quota === undefined)
    return {
      ...decision,
      refusal: refusal === "quota" ? "quota-exceeded" : refusal,
      because: undefined,
    };
  const others = decision.quotas.filter((one) => one.quota.id !== quota.id);
  return {
    refusal: refusalBy(quota),
    because: quota.id,
    quotas: [...others, { quota, left: zero }],
  };
}

function leftOf({ allowance = zero, taken }: CustomerQuota, pending: Decimal): Decimal {
  const left = subtract(allowance, add(taken, pending));
  return isPositive(left) ? left : zero;
}

function allows(quota: CustomerQuota, pending: Decimal, asked: AskedOf): boolean {
  const { allowance, overage, grace, taken, meter } = quota;
  if (allowance === undefined || overage === "bill") return true;
  const end = add(allowance, grace);
  const known = asked(meter);
  const wanted = add(taken, pending);
  return known === undefined ? compare(wanted, end) < 0 : compare(add(wanted, known), end) <= 0;
}
