import type { FeatureView, QuotaView } from "../../../entitlement/told-entitlements.ts";
import type {
  EntitlementDesk,
  UseDecision,
} from "../../../services/entitlements/entitlement-answers.ts";
import { accept } from "../../read-body.ts";

/** A flag as OFREP answers it. */
export interface Flag {
  readonly key: string;
  readonly value: boolean | string | number;
  readonly reason: "TARGETING_MATCH" | "DISABLED";
  readonly variant: string;
  readonly metadata: Readonly<Record<string, string | number | boolean>>;
}

/** Whether a meter may be used once more is a flag of this prefix and the meter's id. */
const meterPrefix = "meter:";

/** What an unlimited limit is as a number: the largest that a client counts to exactly. */
const unlimited = Number.MAX_SAFE_INTEGER;

/** One flag of a customer. Refuses `unknown-customer`, `unknown-feature` and `unknown-meter`. */
export async function flagOf(
  desk: Pick<EntitlementDesk, "check">,
  tenant: string,
  customer: string,
  key: string,
): Promise<Flag> {
  const meter = key.startsWith(meterPrefix) ? key.slice(meterPrefix.length) : undefined;
  const asked = meter === undefined ? { customer, feature: key } : { customer, meter };
  const decision = accept(await desk.check(tenant, asked));
  if (decision.feature !== null)
    return featureFlag(decision.feature, decision.reason === "suspended");
  return meterFlag(key, decision, decision.quota === null ? {} : quotaMetadata(decision.quota));
}

/**
 * All flags of a customer: the features of the model, and the meters that quotas look at. How much is used is left out, so that
 * the answer, and its tag with it, changes only where a flag does.
 */
export async function flagsOf(
  desk: Pick<EntitlementDesk, "check" | "ofCustomer">,
  tenant: string,
  customer: string,
): Promise<readonly Flag[]> {
  const held = accept(await desk.ofCustomer(tenant, customer));
  const meters = [...new Set(held.quotas.map(({ meter }) => meter))].sort();
  const decisions = await Promise.all(
    meters.map(async (meter) => accept(await desk.check(tenant, { customer, meter }))),
  );
  return [
    ...held.features.map((feature) => featureFlag(feature, held.suspendedSince !== null)),
    ...meters.flatMap((meter, index) => {
      const decision = decisions[index];
      return decision === undefined ? [] : [meterFlag(`${meterPrefix}${meter}`, decision, {})];
    }),
  ];
}

/** Who is suspended has nothing; what everyone has is had without a purchase. */
function featureFlag({ id, kind, value }: FeatureView, isSuspended: boolean): Flag {
  const held = isSuspended ? null : value;
  const because = isSuspended ? "suspended" : held === null ? "not-granted" : "granted";
  return {
    key: id,
    value: valueHeld(kind, held),
    reason: held === null ? "DISABLED" : "TARGETING_MATCH",
    variant: held === null ? "none" : held === true ? "on" : held,
    metadata: { kind, because },
  };
}

/** A flag is true or false, a limit a number, a level a text; without it false, 0 and the empty text. */
function valueHeld(kind: FeatureView["kind"], held: FeatureView["value"]): Flag["value"] {
  switch (kind) {
    case "flag":
      return held === true;
    case "limit":
      return held === "unlimited" ? unlimited : Number(held ?? 0);
    case "level":
      return typeof held === "string" ? held : "";
  }
}

const meterFlag = (
  key: string,
  { allowed, reason }: UseDecision,
  figures: Flag["metadata"],
): Flag => ({
  key,
  value: allowed,
  reason: allowed ? "TARGETING_MATCH" : "DISABLED",
  variant: allowed ? "on" : "none",
  metadata: { kind: "meter", because: reason, ...figures },
});

/** How the quota that decides stands; quantities are exact texts. */
function quotaMetadata({ used, remaining, limit, resetsAt }: QuotaView): Flag["metadata"] {
  return {
    used,
    ...(remaining === null ? {} : { remaining }),
    ...(limit === null ? {} : { limit }),
    ...(resetsAt === null ? {} : { resetsAt }),
  };
}
