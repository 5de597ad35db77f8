import type { PurchaseFact } from "../account/fact.ts";
import type { Model } from "../model/model.ts";
import { quantityText } from "../money/quantity.ts";
import type { AccountFactRecord } from "../store/account-facts.ts";
import type { CustomerDetail } from "./reports.ts";

/** What a customer bought, as lists show it. */
export function purchaseSummaries(
  customer: string,
  records: readonly AccountFactRecord[],
  model: Model | undefined,
): Pick<CustomerDetail, "subscriptions" | "licences"> {
  const facts = records
    .filter((record) => record.customer === customer)
    .map((record) => JSON.parse(record.fact) as PurchaseFact);
  return {
    subscriptions: facts.flatMap((fact) =>
      fact.fact === "subscription"
        ? [
            {
              id: fact.id,
              plan: fact.plan,
              planName: model?.plans[fact.plan]?.name ?? fact.plan,
              cadence: fact.cadence ?? null,
              quantity: quantityText(fact.quantity ?? 1),
              start: fact.start,
            },
          ]
        : [],
    ),
    licences: facts.flatMap((fact) =>
      fact.fact === "licence"
        ? [
            {
              id: fact.id,
              licence: fact.licence,
              name: model?.licences?.[fact.licence]?.name ?? fact.licence,
              quantity: quantityText(fact.quantity ?? 1),
              start: fact.start,
            },
          ]
        : [],
    ),
  };
}
