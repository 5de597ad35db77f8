import type { DunningPolicy } from "../../model/dunning.ts";
import type { Model } from "../../model/model.ts";
import type { SegmentPurchase } from "../../model/segment.ts";
import { purchaseCadence } from "./purchase-cadence.ts";

/** How those are chased who do not pay, where the model does not say it: in the end they are lost, and their debt is given up. */
export const usualDunning: DunningPolicy = {
  steps: [
    { afterDueDays: 3, action: "remind" },
    { afterDueDays: 10, action: "warn" },
    { afterDueDays: 21, action: "cancel" },
    { afterDueDays: 45, action: "write-off" },
  ],
};

const daysOfMonth = 365.25 / 12;

/**
 * Months from an invoice that is never paid to the end of service, at least one: the days until it is due, and those until dunning ends service,
 * or comes to its last step. Where the model does not say when invoices are due, simulated customers are to pay at once.
 */
export function unpaidMonths(purchase: SegmentPurchase, model: Model): number {
  const { terms, dunning = usualDunning } = model.payment ?? {};
  const cadence = purchaseCadence(purchase, model);
  const term = cadence === undefined ? undefined : terms?.[cadence];
  const upfront = term?.kind === "upfront";
  const dueDays = upfront ? 0 : (term?.days ?? model.invoicing?.netDays ?? 0);
  const { steps, graceDays = 0 } = dunning;
  const ends = steps.find(({ action }) => action === "cancel") ?? steps.at(-1);
  const days = dueDays + graceDays + (ends?.afterDueDays ?? 0);
  return Math.max(1, Math.round(days / daysOfMonth));
}
