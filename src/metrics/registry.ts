import { type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import { arpa } from "./definitions/arpa.ts";
import { arr } from "./definitions/arr.ts";
import { billings } from "./definitions/billings.ts";
import { churnMrr } from "./definitions/churn-mrr.ts";
import { collectionEffectiveness } from "./definitions/collection-effectiveness.ts";
import { contractionMrr } from "./definitions/contraction-mrr.ts";
import { customerHhi } from "./definitions/customer-hhi.ts";
import { customerLifetime } from "./definitions/customer-lifetime.ts";
import { customers } from "./definitions/customers.ts";
import { deferredRevenue } from "./definitions/deferred-revenue.ts";
import { dso } from "./definitions/dso.ts";
import { expansionMrr } from "./definitions/expansion-mrr.ts";
import { fxMrr } from "./definitions/fx-mrr.ts";
import { grossMrrChurn } from "./definitions/gross-mrr-churn.ts";
import { grr } from "./definitions/grr.ts";
import { grrMonthly } from "./definitions/grr-monthly.ts";
import { largestCustomerShare } from "./definitions/largest-customer-share.ts";
import { logoChurn } from "./definitions/logo-churn.ts";
import { logoCohorts } from "./definitions/logo-cohorts.ts";
import { ltv } from "./definitions/ltv.ts";
import { mrr } from "./definitions/mrr.ts";
import { netMrrChurn } from "./definitions/net-mrr-churn.ts";
import { netNewMrr } from "./definitions/net-new-mrr.ts";
import { newMrr } from "./definitions/new-mrr.ts";
import { nrr } from "./definitions/nrr.ts";
import { nrrMonthly } from "./definitions/nrr-monthly.ts";
import { priceMrr } from "./definitions/price-mrr.ts";
import { quickRatio } from "./definitions/quick-ratio.ts";
import { reactivationMrr } from "./definitions/reactivation-mrr.ts";
import { recurringShare } from "./definitions/recurring-share.ts";
import { revenueCohorts } from "./definitions/revenue-cohorts.ts";
import { top10Share } from "./definitions/top-10-share.ts";
import { usageShare } from "./definitions/usage-share.ts";
import type { Metric } from "./metric.ts";

/** Every metric, in the order of reports. */
export const metrics: readonly Metric[] = [
  mrr,
  arr,
  newMrr,
  expansionMrr,
  reactivationMrr,
  contractionMrr,
  churnMrr,
  priceMrr,
  fxMrr,
  netNewMrr,
  grossMrrChurn,
  netMrrChurn,
  nrr,
  nrrMonthly,
  grr,
  grrMonthly,
  customers,
  logoChurn,
  arpa,
  quickRatio,
  customerLifetime,
  ltv,
  largestCustomerShare,
  top10Share,
  customerHhi,
  billings,
  deferredRevenue,
  recurringShare,
  usageShare,
  dso,
  collectionEffectiveness,
  logoCohorts,
  revenueCohorts,
];

/** The ids of all metrics, in the order of reports. */
export const metricIds: readonly string[] = metrics.map(({ id }) => id);

/** Metrics of their ids, in the order of reports; refuses with `unknown-metric`. */
export function findMetrics(ids: readonly string[], path = ""): Result<readonly Metric[]> {
  const faults = ids.flatMap((id, index) => {
    if (metricIds.includes(id)) return [];
    const meant = nearest(id, metricIds);
    return [
      {
        code: "unknown-metric",
        path: `${path}/${index}`,
        message: `there is no metric "${id.slice(0, 60)}"`,
        suggestion:
          meant === undefined ? `one of ${metricIds.join(", ")}` : `did you mean "${meant}"?`,
      },
    ];
  });
  if (faults.length > 0) return refuse(...faults);
  return { ok: true, value: metrics.filter(({ id }) => ids.includes(id)) };
}
