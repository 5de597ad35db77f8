import type { LicenceFact, PurchaseFact, SaleFact } from "../account/fact.ts";
import { quantityText } from "../money/quantity.ts";
import type { AccountFactRecord } from "../store/account-facts.ts";
import type { TenantModels } from "./model-library.ts";
import { newest } from "./report-parts.ts";
import type { CustomerDetail } from "./reports.ts";

/** The one-off purchases of a customer, under the names that the newest version knowing each gives it. */
export function purchaseSummaries(
  customer: string,
  records: readonly AccountFactRecord[],
  models: TenantModels | undefined,
): Pick<CustomerDetail, "licences" | "sales"> {
  const facts = records
    .filter((record) => record.customer === customer)
    .map((record) => JSON.parse(record.fact) as PurchaseFact);
  const of = <Kind extends PurchaseFact["fact"]>(kind: Kind) =>
    facts.filter((fact): fact is Extract<PurchaseFact, { fact: Kind }> => fact.fact === kind);
  return {
    licences: of("licence").map((fact) => licence(fact, models)),
    sales: of("sale").map((fact) => sale(fact, models)),
  };
}

const licence = (fact: LicenceFact, models: TenantModels | undefined) => ({
  id: fact.id,
  licence: fact.licence,
  name: newest(models, (model) => model.licences?.[fact.licence]?.name) ?? fact.licence,
  quantity: quantityText(fact.quantity ?? 1),
  start: fact.start,
});

function sale(fact: SaleFact, models: TenantModels | undefined) {
  const offer = newest(models, (model) => model.offers?.[fact.offer]);
  return {
    id: fact.id,
    offer: fact.offer,
    name: offer?.name ?? fact.offer,
    date: fact.date,
    quantity: quantityText(fact.quantity ?? 1),
    unit: offer?.per ?? null,
    delivery: fact.delivery ?? null,
  };
}
