import { purchasePlace, segmentPlace } from "../../model/drivers/segment-entries.ts";
import type { Model } from "../../model/model.ts";
import { declared, entriesOf } from "../../model/model-rule.ts";
import type { Segment, SegmentPurchase, UsageDriver } from "../../model/segment.ts";
import type { BusinessFigures, PurchaseUsage } from "../variance/business-figures.ts";
import type { PlanForecast } from "./forecast-plan.ts";
import { purchaseFigures } from "./purchase-figures.ts";
import { usedIn } from "./purchase-usage.ts";

/** What a forecast comes to by purchase, as it is held against what happens. */
export function plannedBusiness(model: Model, { customers, run }: PlanForecast): BusinessFigures {
  const { currency, first, months, segments } = customers;
  const figures = [...segments].flatMap(([id, { lived }]) => {
    const segment = declared<Segment>(model.segments, id);
    return segment === undefined ? [] : [purchaseFigures(id, segment, lived)];
  });
  const usage: PurchaseUsage[] = [];
  for (const [id, { purchases }] of segments)
    for (const [own, there] of purchases) {
      const segment = declared<Segment>(model.segments, id);
      const purchase = declared<SegmentPurchase>(segment?.purchases, own);
      const place = purchasePlace(segmentPlace(id), own);
      for (const [meter, driver] of entriesOf<UsageDriver>(purchase?.usage))
        usage.push({
          segment: id,
          purchase: own,
          meter,
          units: Array.from(
            there,
            (count, month) => count * usedIn(driver, place, meter, run, month),
          ),
        });
    }
  return {
    currency,
    first,
    months,
    purchases: figures.flatMap((one) => one.purchases),
    cells: figures.flatMap((one) => one.cells),
    usage,
  };
}
