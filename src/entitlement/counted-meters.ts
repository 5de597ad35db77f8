import { chargeLimit } from "../model/charge-limit.ts";
import type { Meter } from "../model/meter.ts";
import type { Model } from "../model/model.ts";
import type { Charge } from "../model/plan.ts";
import type { Quota } from "../model/quota.ts";

/** The meters whose use is looked at by a quota of the model, or by what charges cover that block or alert. */
export function limitedMeters(model: Model): readonly Meter[] {
  const sold = [...Object.values(model.plans), ...Object.values(model.addons ?? {})];
  const stated = [
    ...sold.flatMap(({ quotas, trial }) => [quotas, trial?.quotas]),
    ...Object.values(model.contracts ?? {}).map(({ quotas }) => quotas),
  ].flatMap((quotas) => Object.values<Quota>(quotas ?? {}).map(({ meter }) => meter));
  const covered = sold.flatMap(({ charges = {} }) =>
    Object.values<Charge>(charges).flatMap((charge) =>
      isLookedAt(model, charge) ? [charge.meter] : [],
    ),
  );
  const ids = new Set([...stated, ...covered]);
  return [...ids].flatMap((id) => {
    const meter = model.meters?.[id];
    return meter === undefined ? [] : [meter];
  });
}

function isLookedAt({ alerts = {} }: Model, charge: Charge): boolean {
  // Where the subscription says how much it reserves, any number stands for it.
  const limit = chargeLimit(charge, 0);
  if (limit === undefined) return false;
  const { of, overage } = limit;
  return (
    overage === "block" ||
    (charge.alertAt ?? []).length > 0 ||
    Object.values(alerts).some((alert) => alert.of === of && alert.meter === charge.meter)
  );
}
