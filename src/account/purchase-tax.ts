import { ok, type Result } from "../fault/fault.ts";
import { type Sold, taxCategoryOf } from "../model/tax.ts";
import { formatCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { civilDateAt } from "../time/zone.ts";
import type { Account } from "./account.ts";
import type { PurchaseFact } from "./fact.ts";
import { faultsAt, type PriceBook } from "./price-book.ts";
import { treatmentOf } from "./tax-lines.ts";
import { zoneOf } from "./terms.ts";

/**
 * Whether the tax of a purchase can be told, on the day it begins or becomes known, whichever is later. Refuses what
 * `taxTreatment` refuses: what is sold and cannot be invoiced is better not sold, and whoever sells it can still ask where
 * the customer is. A tax engine is asked before the invoice, and not before the purchase. What cannot be seen yet, such as a rate that ends next year, parks the account when it comes.
 */
export function checkPurchaseTax(
  account: Account,
  fact: PurchaseFact,
  knownSince: Instant,
  book: PriceBook,
): Result<undefined> {
  const { taxTable, model } = book;
  if (taxTable === undefined || taxTable.taxes.provider === "external") return ok(undefined);
  const zone = zoneOf(account.customer, book);
  if (!zone.ok) return zone;
  const known = formatCivilDate(civilDateAt(zone.value, knownSince));
  const begins = fact.fact === "sale" ? fact.date : fact.start;
  const category = taxCategoryOf(taxTable.taxes, soldBy(fact, model));
  const day = begins > known ? begins : known;
  const treated = treatmentOf(taxTable, account, category, day);
  return treated.ok ? ok(undefined) : faultsAt("/customer", treated);
}

function soldBy(fact: PurchaseFact, { plans, addons, licences, offers }: PriceBook["model"]): Sold {
  switch (fact.fact) {
    case "subscription": {
      const { plan, addon } = fact;
      if (addon !== undefined) return { addon, ...streamOf(addons?.[addon]) };
      return plan === undefined ? {} : { plan, ...streamOf(plans?.[plan]) };
    }
    case "licence":
      return { licence: fact.licence, ...streamOf(licences?.[fact.licence]) };
    case "sale":
      return { offer: fact.offer, ...streamOf(offers?.[fact.offer]) };
  }
}

const streamOf = (product: { readonly stream: string } | undefined) =>
  product === undefined ? {} : { stream: product.stream };
