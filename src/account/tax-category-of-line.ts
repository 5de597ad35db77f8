import type { BundlePart } from "../model/bundle.ts";
import type { Model } from "../model/model.ts";
import { type Sold, standardTaxCategory, taxCategoryOf } from "../model/tax.ts";
import type { TaxTable } from "../tax/tax-table.ts";
import type { InvoiceLine } from "./invoice.ts";
import type { PriceBooks } from "./price-book.ts";

/** The kinds of products that have tax categories, by where the model keeps them. */
const products = {
  plans: "plan",
  addons: "addon",
  offers: "offer",
  licences: "licence",
} as const satisfies Readonly<Record<string, keyof Sold>>;

const isProductPlace = (place: string | undefined): place is keyof typeof products =>
  place !== undefined && Object.hasOwn(products, place);

/** What a line says of what is sold. */
interface SoldLine extends Pick<InvoiceLine, "stream"> {
  readonly explanation: Pick<InvoiceLine["explanation"], "price" | "priceVersion">;
}

/**
 * The tax category of what a line charges for: by the current version's rules, or by those of the version that was bought
 * where the product is no longer sold and its category is still known.
 */
export function taxCategoryOfLine(line: SoldLine, table: TaxTable, books: PriceBooks): string {
  // What is sold stands where its price does: `/plans/pro/prices/monthly`.
  const { model } = books.find(line.explanation.priceVersion);
  const [place, id] = placeOf(line.explanation.price, model);
  const product = isProductPlace(place) && id !== undefined ? { place, id } : undefined;
  const sold: Sold = {
    stream: line.stream,
    ...(product === undefined ? {} : { [products[product.place]]: product.id }),
  };
  if (product === undefined || model.taxes === undefined || sells(books.current.model, product))
    return taxCategoryOf(table.taxes, sold);
  const category = taxCategoryOf(model.taxes, sold);
  const isKnown =
    category === standardTaxCategory || Object.hasOwn(table.taxes.categories ?? {}, category);
  return isKnown ? category : taxCategoryOf(table.taxes, sold);
}

/** What a bundle or a contract sets the price of: `/bundles/start/parts/0`, `/contracts/strategic/prices/pro/base/monthly`, `/contracts/strategic/options/0/price`. */
function placeOf(pointer: string, { contracts, bundles }: Model): readonly (string | undefined)[] {
  const [, place, id = "", part, name = ""] = pointer.split("/");
  if (place === "bundles") return placeOfPart(bundles?.[id]?.parts[Number(name)]);
  if (place !== "contracts") return [place, id];
  if (part === "prices") return ["plans", name];
  const option = part === "options" ? contracts?.[id]?.options?.[Number(name)] : undefined;
  if (option?.plan !== undefined) return ["plans", option.plan];
  if (option?.offer !== undefined) return ["offers", option.offer];
  return option?.licence === undefined ? [] : ["licences", option.licence];
}

function placeOfPart(part: BundlePart | undefined): readonly (string | undefined)[] {
  if (part?.plan !== undefined) return ["plans", part.plan];
  if (part?.addon !== undefined) return ["addons", part.addon];
  if (part?.offer !== undefined) return ["offers", part.offer];
  return part?.licence === undefined ? [] : ["licences", part.licence];
}

const sells = (
  model: Model,
  { place, id }: { readonly place: keyof typeof products; readonly id: string },
): boolean => Object.hasOwn(model[place] ?? {}, id);
