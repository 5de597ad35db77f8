import type { ModelRule } from "../model-rule.ts";
import { boundsInOrder } from "./bounds-in-order.ts";
import { bundleParts } from "./bundle-parts.ts";
import { couponTerms } from "./coupon-terms.ts";
import { creditTerms } from "./credit-terms.ts";
import { declaredWholes } from "./declared-wholes.ts";
import { discountCliffs } from "./discount-cliffs.ts";
import { discountOrder } from "./discount-order.ts";
import { dunningTerms } from "./dunning-terms.ts";
import { featureValues } from "./feature-values.ts";
import { filters } from "./filters.ts";
import { idsByCase } from "./ids-by-case.ts";
import { knownNames } from "./known-names.ts";
import { measuredAlerts } from "./measured-alerts.ts";
import { meteredApis } from "./metered-apis.ts";
import { meteredPrices } from "./metered-prices.ts";
import { missingDocuments } from "./missing-documents.ts";
import { monthsInPlan } from "./months-in-plan.ts";
import { numberSeries } from "./number-series.ts";
import { oneThingNamed } from "./one-thing-named.ts";
import { openPrices } from "./open-prices.ts";
import { partsOfAWhole } from "./parts-of-a-whole.ts";
import { planFormulas } from "./plan-formulas.ts";
import { plannedCadences } from "./planned-cadences.ts";
import { plannedPartnerShares } from "./planned-partner-shares.ts";
import { plannedPurchases } from "./planned-purchases.ts";
import { plannedQuantities } from "./planned-quantities.ts";
import { plannedSegments } from "./planned-segments.ts";
import { priceCliffs } from "./price-cliffs.ts";
import { priceIndexes } from "./price-indexes.ts";
import { priceLists } from "./price-lists.ts";
import { quotaTerms } from "./quota-terms.ts";
import { rateEnvelopes } from "./rate-envelopes.ts";
import { rebateTerms } from "./rebate-terms.ts";
import { repeatedEntries } from "./repeated-entries.ts";
import { reservedCapacity } from "./reserved-capacity.ts";
import { slaCredits } from "./sla-credits.ts";
import { soundPrices } from "./sound-prices.ts";
import { statedFigures } from "./stated-figures.ts";
import { statedOverage } from "./stated-overage.ts";
import { taxGaps } from "./tax-gaps.ts";
import { taxNumbers } from "./tax-numbers.ts";
import { taxRules } from "./tax-rules.ts";
import { timeZone } from "./time-zone.ts";
import { unpriced } from "./unpriced.ts";
import { unpricedPlans } from "./unpriced-plans.ts";
import { watchedAlerts } from "./watched-alerts.ts";

/** Every rule, in the order in which its findings are printed. */
export const modelRules: readonly ModelRule[] = [
  timeZone,
  numberSeries,
  idsByCase,
  knownNames,
  repeatedEntries,
  soundPrices,
  meteredPrices,
  featureValues,
  quotaTerms,
  filters,
  discountOrder,
  partsOfAWhole,
  oneThingNamed,
  bundleParts,
  boundsInOrder,
  priceLists,
  meteredApis,
  slaCredits,
  rebateTerms,
  priceIndexes,
  taxRules,
  taxNumbers,
  couponTerms,
  creditTerms,
  dunningTerms,
  planFormulas,
  declaredWholes,
  plannedSegments,
  plannedPurchases,
  plannedCadences,
  plannedQuantities,
  plannedPartnerShares,
  monthsInPlan,
  priceCliffs,
  discountCliffs,
  unpricedPlans,
  unpriced,
  openPrices,
  reservedCapacity,
  measuredAlerts,
  watchedAlerts,
  statedOverage,
  statedFigures,
  rateEnvelopes,
  taxGaps,
  missingDocuments,
];
