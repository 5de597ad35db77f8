import type { Model } from "../../model/model.ts";
import type { PurchaseCell } from "../variance/business-figures.ts";

/**
 * A plan's model with the streams that something was sold in and it does not know, so that formulas over all streams have that revenue, too. They are
 * called as in the model that holds now; the same object where there are none.
 */
export function withSoldStreams(
  plan: Model,
  cells: readonly Pick<PurchaseCell, "stream">[],
  { streams: now }: Pick<Model, "streams">,
): Model {
  const unknown = new Set(
    cells.map(({ stream }) => stream).filter((stream) => !Object.hasOwn(plan.streams, stream)),
  );
  if (unknown.size === 0) return plan;
  const added = [...unknown].map((stream) => [
    stream,
    { name: (Object.hasOwn(now, stream) ? now[stream]?.name : undefined) ?? stream },
  ]);
  return { ...plan, streams: { ...plan.streams, ...Object.fromEntries(added) } };
}
