import { featureEntitlement } from "../../entitlement/feature-entitlement.ts";
import type { FeatureView } from "../../entitlement/told-entitlements.ts";
import type { Model } from "../../model/model.ts";
import type { Subscribable } from "../../model/plan.ts";
import type { Quota } from "../../model/quota.ts";
import { quantityText } from "../../money/quantity.ts";
import { featureView } from "../entitlements/entitlement-views.ts";
import type { ChargeSummary } from "../reports.ts";

/** A feature as a plan grants it, or as everybody has it. */
export type PlanFeature = Pick<FeatureView, "id" | "name" | "kind" | "value">;

/** A ceiling on use. */
export interface PlanQuota {
  readonly id: string;
  readonly meter: string;
  readonly meterName: string;
  readonly unit: string;
  /** Decimal text; null where there is no end of it. */
  readonly limit: string | null;
  readonly per: Quota["per"];
  readonly overage: "block" | "bill";
}

/** Credits that come with a plan. */
export interface PlanCredit {
  readonly id: string;
  readonly name: string;
  /** `10 USD`; null where each grant says it. */
  readonly amount: string | null;
  /** How often they are granted; null for once. */
  readonly every: string | null;
}

/** What a plan gives beside what its prices are for. */
export interface PlanInclusions {
  readonly features: readonly PlanFeature[];
  readonly quotas: readonly PlanQuota[];
  readonly credits: readonly PlanCredit[];
}

/** What a plan of a model version gives. */
export function planInclusions(id: string, plan: Subscribable, model: Model): PlanInclusions {
  const granting = {
    source: { kind: "plan", id },
    model,
    features: plan.features ?? {},
    quotas: [],
  } as const;
  return {
    features: Object.entries(model.features ?? {}).flatMap(([feature, stated]) => {
      const shown = featureView(featureEntitlement(feature, stated, [granting]));
      const { sources: _, ...view } = shown;
      return view.value === null ? [] : [view];
    }),
    quotas: Object.entries(plan.quotas ?? {}).map(
      ([quota, { meter, limit, per, overage = "block" }]) => ({
        id: quota,
        meter,
        meterName: model.meters[meter]?.name ?? meter,
        unit: model.meters[meter]?.unit ?? "unit",
        limit: limit === "unlimited" ? null : quantityText(limit),
        per,
        overage,
      }),
    ),
    credits: (plan.grants ?? []).flatMap((grant) => {
      const credit = model.credits?.[grant];
      if (credit === undefined) return [];
      const { name, amount = null, every = null } = credit;
      return [{ id: grant, name, amount, every }];
    }),
  };
}

/** The same thing in the plan that a subscription is on, and in another; null in the one that has none of it. */
export interface PlanDifference<Part> {
  readonly id: string;
  readonly now: Part | null;
  readonly after: Part | null;
}

/** What would be otherwise in another plan. */
export interface PlanDifferences {
  readonly charges: readonly PlanDifference<ChargeSummary>[];
  readonly features: readonly PlanDifference<PlanFeature>[];
  readonly quotas: readonly PlanDifference<PlanQuota>[];
  readonly credits: readonly PlanDifference<PlanCredit>[];
}

/** What a plan is compared by. */
export type ComparedPlan = PlanInclusions & { readonly charges: readonly ChargeSummary[] };

/** What would be otherwise, in the order of the plan that a subscription is on, then of the other. */
export const planDifferences = (now: ComparedPlan, after: ComparedPlan): PlanDifferences => ({
  charges: differences(now.charges, after.charges),
  features: differences(now.features, after.features),
  quotas: differences(now.quotas, after.quotas),
  credits: differences(now.credits, after.credits),
});

function differences<Part extends { readonly id: string }>(
  now: readonly Part[],
  after: readonly Part[],
): readonly PlanDifference<Part>[] {
  const of = (parts: readonly Part[], id: string): Part | null =>
    parts.find((part) => part.id === id) ?? null;
  const ids = new Set([...now, ...after].map(({ id }) => id));
  return [...ids]
    .map((id) => ({ id, now: of(now, id), after: of(after, id) }))
    .filter((one) => JSON.stringify(one.now) !== JSON.stringify(one.after));
}
