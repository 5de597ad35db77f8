import { type Fault, pathTo } from "../../fault/fault.ts";
import type { Cost } from "../costs/registry.ts";
import type { Model } from "../model.ts";
import { declared, entriesOf, type ModelRule } from "../model-rule.ts";
import type { Segment, SegmentPurchase } from "../segment.ts";
import { suggestName } from "../shape.ts";

const noHorizon: Fault = {
  code: "no-horizon",
  path: "/horizon",
  message: "a plan is counted over months, and the model names none",
  suggestion: 'write "horizon": { "from": "2026-01", "years": 5 }',
};

/** Sections that are counted month by month. */
const planned = ["segments", "income", "costs", "funding", "targets", "scenarios"] as const;

const unknownSegment = (id: string, path: string, { segments = {} }: Model): Fault => ({
  code: "unknown-segment",
  path,
  message: `the model declares no segment "${id}"`,
  value: id,
  suggestion: suggestName(id, Object.keys(segments)),
});

function purchaseFaults(purchases: Segment["purchases"], path: string): readonly Fault[] {
  const known = Object.keys(purchases);
  return entriesOf<SegmentPurchase>(purchases).flatMap(([id, { moves }]) =>
    Object.keys(moves ?? {})
      .filter((to) => to === id || !known.includes(to))
      .map((to) => ({
        code: "unknown-purchase",
        path: pathTo(path, id, "moves", to),
        message: "customers move on to something else that their segment buys",
        value: to,
        suggestion: suggestName(
          to,
          known.filter((one) => one !== id),
        ),
      })),
  );
}

/** Segments are planned over months, and what their customers buy and move on to is there. */
export const plannedSegments: ModelRule = {
  name: "planned-segments",
  severity: "fault",
  needsSound: "surroundings",
  find: (model: Model) => [
    ...(planned.some((section) => model[section] !== undefined) && model.horizon === undefined
      ? [noHorizon]
      : []),
    ...entriesOf<Cost>(model.costs).flatMap(([id, one]) =>
      one.kind === "per-customer" &&
      one.segment !== undefined &&
      declared(model.segments, one.segment) === undefined
        ? [unknownSegment(one.segment, pathTo("/costs", id, "segment"), model)]
        : [],
    ),
    ...entriesOf<Segment>(model.segments).flatMap(([id, { purchases }]) =>
      purchaseFaults(purchases, pathTo("/segments", id, "purchases")),
    ),
  ],
};
