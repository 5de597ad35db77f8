import type { BundleFact } from "../account/bundles/bundle-fact.ts";
import { bundledId } from "../account/bundles/bundle-purchases.ts";
import type { Bought, LicenceFact, SaleFact } from "../account/fact.ts";
import { purchasedQuantity } from "../account/purchased-quantity.ts";
import { bundlePartId } from "../model/bundle.ts";
import { format, multiply } from "../money/decimal.ts";
import { quantityText } from "../money/quantity.ts";
import type { AccountFactRecord } from "../store/account-facts.ts";
import type { TenantModels } from "./model-library.ts";
import { newest } from "./report-parts.ts";
import type { CustomerDetail } from "./reports.ts";

type Licences = Pick<LicenceFact, "id" | "licence" | "quantity" | "start">;
type Sales = Pick<SaleFact, "id" | "offer" | "quantity" | "date" | "delivery">;

/** What a customer bought beside its subscriptions, under the names that the newest version knowing each gives it. */
export function purchaseSummaries(
  customer: string,
  records: readonly AccountFactRecord[],
  models: TenantModels | undefined,
): Pick<CustomerDetail, "licences" | "sales" | "bundles"> {
  const facts = records
    .filter((record) => record.customer === customer)
    .map((record) => JSON.parse(record.fact) as Bought);
  const of = <Kind extends Bought["fact"]>(kind: Kind) =>
    facts.filter((fact): fact is Extract<Bought, { fact: Kind }> => fact.fact === kind);
  const bundles = of("bundle");
  const parts = bundles.map((fact) => soldOnceIn(fact, models));
  const licences: readonly Licences[] = [...of("licence"), ...parts.flatMap((one) => one.licences)];
  const sales: readonly Sales[] = [...of("sale"), ...parts.flatMap((one) => one.sales)];
  return {
    licences: licences.map((fact) => licence(fact, models)),
    sales: sales.map((fact) => sale(fact, models)),
    bundles: bundles.map((fact) => bundle(fact, models)),
  };
}

/** What of a bundle is no subscription. */
function soldOnceIn(fact: BundleFact, models: TenantModels | undefined) {
  const licences: Licences[] = [];
  const sales: Sales[] = [];
  for (const part of newest(models, (model) => model.bundles?.[fact.bundle])?.parts ?? []) {
    const id = bundledId(fact.id, bundlePartId(part));
    const units = multiply(purchasedQuantity(part.quantity), purchasedQuantity(fact.quantity));
    const quantity = format(units);
    const { licence: licensed, offer } = part;
    if (licensed !== undefined)
      licences.push({ id, licence: licensed, quantity, start: fact.start });
    else if (offer !== undefined) sales.push({ id, offer, quantity, date: fact.start });
  }
  return { licences, sales };
}

const bundle = (fact: BundleFact, models: TenantModels | undefined) => ({
  id: fact.id,
  bundle: fact.bundle,
  name: newest(models, (model) => model.bundles?.[fact.bundle]?.name) ?? fact.bundle,
  start: fact.start,
  quantity: quantityText(fact.quantity ?? 1),
});

const licence = (fact: Licences, models: TenantModels | undefined) => ({
  id: fact.id,
  licence: fact.licence,
  name: newest(models, (model) => model.licences?.[fact.licence]?.name) ?? fact.licence,
  quantity: quantityText(fact.quantity ?? 1),
  start: fact.start,
});

function sale(fact: Sales, models: TenantModels | undefined) {
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
