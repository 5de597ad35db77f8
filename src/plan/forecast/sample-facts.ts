import type { ChangeFact } from "../../account/change-fact.ts";
import type { DatedFact } from "../../account/issue-in-order.ts";
import { type Day, dayText, type Month } from "../../ledger/recognition/accounting-month.ts";
import { startOfDayNumber } from "../../time/zone.ts";
import { contractMonths, isCancelled } from "./purchase-cadence.ts";
import { mainPurchase, type PurchaseTerms, purchaseFacts } from "./purchase-facts.ts";
import { growthFacts } from "./purchase-quantity.ts";

/**
 * Whether who has a purchase from one month on, and leaves in another, cancels it: what is under a contract is over with its term, and is
 * cancelled before.
 */
export function cancelsIn(
  { purchase, model, start }: Pick<PurchaseTerms, "purchase" | "model" | "start">,
  end: Month,
): boolean {
  const { contract } = purchase;
  if (contract === undefined) return isCancelled(purchase, model);
  return (end - start) % (contractMonths(contract, model) ?? 12) !== 0;
}

/** Everything that the account of one customer of a purchase is told, in the order of time; at one moment as it is. */
export function sampleFacts(
  terms: PurchaseTerms,
  dayIn: (month: Month) => Day,
  quantityIn: (month: Month) => number,
): readonly DatedFact[] {
  const { customer, zone, start, end, last } = terms;
  const facts: DatedFact[] = [
    ...purchaseFacts(terms),
    ...growthFacts({
      ...{ customer, zone, start, last, dayIn, quantityIn },
      ...(end === undefined ? {} : { end }),
    }),
  ];
  if (end !== undefined && cancelsIn(terms, end)) {
    const day = dayIn(end);
    const fact: ChangeFact = {
      fact: "cancel",
      id: "leaves",
      customer,
      subscription: mainPurchase,
      on: dayText(day),
    };
    facts.push({ fact, at: startOfDayNumber(zone, day) });
  }
  return facts.toSorted((left, right) => left.at - right.at);
}
