import type { Meter } from "../model/meter.ts";
import type { Model } from "../model/model.ts";
import type { Quota } from "../model/quota.ts";

/** The meters whose use is looked at by a quota of the model, or by the included units of a charge that block or alert. */
export function limitedMeters(model: Model): readonly Meter[] {
  const sold = [...Object.values(model.plans), ...Object.values(model.addons ?? {})];
  const stated = [
    ...sold.flatMap(({ quotas, trial }) => [quotas, trial?.quotas]),
    ...Object.values(model.contracts ?? {}).map(({ quotas }) => quotas),
  ].flatMap((quotas) => Object.values<Quota>(quotas ?? {}).map(({ meter }) => meter));
  const included = sold.flatMap(({ charges = {} }) =>
    Object.values(charges).flatMap(({ meter, included: units, overage, alertAt = [] }) =>
      units !== undefined && (overage === "block" || alertAt.length > 0) ? [meter] : [],
    ),
  );
  const ids = new Set([...stated, ...included]);
  return [...ids].flatMap((id) => {
    const meter = model.meters?.[id];
    return meter === undefined ? [] : [meter];
  });
}
