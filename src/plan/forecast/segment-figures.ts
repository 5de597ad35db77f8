import { churnKind } from "../../model/churn/registry.ts";
import { purchasePlace, segmentPlace } from "../../model/drivers/segment-entries.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { Segment, SegmentPurchase } from "../../model/segment.ts";
import { hasPlan } from "./purchase-cadence.ts";

/** A segment's drivers by name, and the bounds that each has to keep. */
export interface SegmentFigures {
  readonly opening: string;
  readonly arrivals: string;
  readonly shares: readonly string[];
  /** Those of plans, which together are all customers. */
  readonly planShares: readonly string[];
  /** Parts of customers, from 0 to 1. */
  readonly chances: readonly string[];
  readonly positive: readonly string[];
  /** What its customers are billed by. */
  readonly billed: readonly string[];
}

/** What the figures of a segment are called. */
export function segmentFigures(
  id: string,
  { purchases }: Segment,
  model: Model,
  has: (name: string) => boolean,
): SegmentFigures {
  const place = segmentPlace(id);
  const own = entriesOf<SegmentPurchase>(purchases).map(
    ([key, one]) => [purchasePlace(place, key).name, one] as const,
  );
  const bounded = own.map(([name, { churn }]) =>
    churn === undefined ? { chances: [], positive: [] } : churnKind(churn).bounded(churn, name),
  );
  const shares = own.map(([name]) => `${name}.share`);
  const used = own.flatMap(([name, { usage }]) =>
    entriesOf(usage).flatMap(([meter, driver]) =>
      typeof driver === "string"
        ? [`${name}.usage.${meter}`]
        : driver.flatMap((_, index) => [
            `${name}.usage.${meter}.${index + 1}.is`,
            `${name}.usage.${meter}.${index + 1}.events`,
          ]),
    ),
  );
  return {
    opening: `${place.name}.opening`,
    arrivals: has(`${place.name}.target`) ? `${place.name}.target` : `${place.name}.new`,
    shares,
    planShares: own.flatMap(([name, one]) => (hasPlan(one, model) ? [`${name}.share`] : [])),
    chances: [
      ...shares,
      ...bounded.flatMap(({ chances }) => chances),
      ...own.flatMap(([name, { moves }]) =>
        Object.keys(moves ?? {}).map((to) => `${name}.moves.${to}`),
      ),
    ],
    positive: bounded.flatMap(({ positive }) => positive),
    billed: [...own.flatMap(([name]) => [`${name}.quantity`, `${name}.growth`]), ...used].filter(
      has,
    ),
  };
}

/** The figures of a segment that its customers are computed from. */
export const driversOf = ({
  opening,
  arrivals,
  chances,
  positive,
  billed,
}: SegmentFigures): readonly string[] => [opening, arrivals, ...chances, ...positive, ...billed];
