import { ok, type Result, refuse } from "../fault/fault.ts";
import { type SupplyKind, supplyOf } from "../model/tax.ts";
import { exemptionOn, isBusinessAbroad, standingNumber, type TaxBuyer } from "./tax-buyer.ts";
import type { LineTax, TaxCategory } from "./tax-category.ts";
import { placeName, sameTax, type TaxPlace, taxPlace } from "./tax-place.ts";
import { categoryOfRule, type FoundTaxRule, rateText, type TaxTable } from "./tax-table.ts";

/** Which provision decided. */
export type TaxBasis =
  /** A tax engine decided. */
  | "provider"
  /** Seller and buyer are under the same tax. */
  | "domestic"
  /** A consumer in another member state, taxed there (Directive 2006/112/EC art. 33, 58). */
  | "eu-consumer"
  /** The same, taxed at home under the threshold (art. 59c). */
  | "eu-consumer-below-threshold"
  /** A business in another member state: reverse charge (art. 44, 196), or an exempt supply of goods (art. 138). */
  | "eu-business"
  /** A service to a consumer that is taxed where the seller is (art. 45). */
  | "seller-place"
  /** Goods that leave the EU (art. 146). */
  | "export"
  /** A tax that the model's rules say is collected abroad. */
  | "collected-abroad"
  /** A business abroad accounts for the tax there, as the rule of the place says. */
  | "reverse-charge-abroad"
  /** A service that is supplied abroad (art. 44, 58, 59), or a place where the seller collects no tax. */
  | "out-of-scope";

/** How a line is taxed, and why. */
export interface TaxTreatment {
  readonly tax: LineTax;
  readonly basis: TaxBasis;
  /** Why no tax is charged, printed (EN 16931 BT-120); absent where it is, and at a zero rate. */
  readonly reason?: string;
  /** The same as a code of the VATEX list (BT-121), where it has one. */
  readonly reasonCode?: string;
  /** JSON pointer of the rule in the model that gave the rate. */
  readonly rule?: string;
  /** What a reader should know: a VAT number that did not count. */
  readonly notes?: readonly string[];
}

/** What is sold to whom, and when: the day of the tax point, `2026-01-31`. */
export interface TaxQuestion {
  readonly buyer: TaxBuyer;
  /** A tax category of the model's products: `taxCategoryOf` finds it. */
  readonly category: string;
  readonly day: string;
  /** JSON pointer of the buyer, for faults. Default: the whole. */
  readonly path?: string;
}

interface Case extends TaxQuestion {
  readonly table: TaxTable;
  readonly supply: SupplyKind;
  readonly home: TaxPlace;
  readonly place: TaxPlace;
}

/** Since then electronic services to consumers, and goods sent to them, are taxed where the consumer is. */
const electronicSince = "2015-01-01";
const distanceSalesSince = "2021-07-01";

/**
 * How a supply is taxed: at home, where the buyer is, by the buyer, or not at all.
 *
 * Inside the EU Directive 2006/112/EC decides, as it stands since 2015, with the model's rates; the United Kingdom as a
 * home has kept its rules for services abroad (VATA 1994 s. 7A and sch. 4A). Elsewhere tax is charged where the model has
 * a rule, and is out of scope where it has none. Refuses with `tax-place-missing`, `tax-region-missing`,
 * `tax-rule-missing`, `tax-registration-missing` or `tax-day-too-early`: no rate is ever guessed.
 */
export function taxTreatment(table: TaxTable, question: TaxQuestion): Result<TaxTreatment> {
  const { buyer, day, category, path = "" } = question;
  const { home: country, homeRegion } = table.taxes;
  const home = taxPlace(
    { country, ...(homeRegion === undefined ? {} : { region: homeRegion }) },
    day,
  );
  const place = taxPlace(buyer, day, path);
  if (!home.ok) return home;
  if (!place.ok) return place;
  const supply = supplyOf(table.taxes, category);
  const asked: Case = { ...question, table, supply, home: home.value, place: place.value };
  if (sameTax(home.value, place.value)) return charged(asked, place.value, "domestic");
  const bothInEu =
    supply === "goods"
      ? home.value.goodsInEu && place.value.goodsInEu
      : home.value.inEu && place.value.inEu;
  return bothInEu ? withinEu(asked) : acrossItsBorder(asked);
}

function withinEu(asked: Case): Result<TaxTreatment> {
  const { buyer, day, supply, home } = asked;
  if (day < electronicSince) return refuseEarly(asked, electronicSince);
  const { number, note } = standingNumber(buyer, day, supply === "goods" ? "goods" : "services");
  if (number === undefined) return noted(toConsumerInEu(asked), note);
  // A number of the seller's own country says that the branch there is the buyer (Regulation 282/2011 art. 22).
  if (number.country === home.country && number.prefix !== "XI")
    return charged(asked, home, "domestic");
  const jurisdiction = number.country;
  return supply === "goods"
    ? ok(untaxed("K", "VAT", jurisdiction, "eu-business", "Intra-community supply", "VATEX-EU-IC"))
    : ok(untaxed("AE", "VAT", jurisdiction, "eu-business", "Reverse charge", "VATEX-EU-AE"));
}

function toConsumerInEu(asked: Case): Result<TaxTreatment> {
  const { day, supply, home, place, table } = asked;
  if (supply === "service" || supply === "advisory-service")
    return charged(asked, home, "seller-place");
  if (supply === "goods" && day < distanceSalesSince) return refuseEarly(asked, distanceSalesSince);
  if (table.taxes.crossBorderConsumers === "below-threshold")
    return charged(asked, home, "eu-consumer-below-threshold");
  return isRegisteredIn(asked) ? charged(asked, place, "eu-consumer") : refuseUnregistered(asked);
}

/** Registered at a place of the EU: there, or through the one-stop shop. */
const isRegisteredIn = ({ table, day, place }: Case): boolean =>
  table
    .registrationsOn(day)
    .some(({ scheme, country }) => scheme === "one-stop-shop" || country === place.country);

/** Countries whose own law follows the directive: members, and the United Kingdom since it left. */
const followsDirective = ({ country, inEu }: TaxPlace): boolean => inEu || country === "GB";

function acrossItsBorder(asked: Case): Result<TaxTreatment> {
  const { buyer, day, supply, home, place, table, category } = asked;
  const intoEu = supply === "goods" ? place.goodsInEu : place.inEu;
  const standing = intoEu
    ? standingNumber(buyer, day, supply === "goods" ? "goods" : "services")
    : undefined;
  const isBusiness = intoEu ? standing?.number !== undefined : isBusinessAbroad(buyer);
  if (supply === "service" && !isBusiness && followsDirective(home))
    return noted(charged(asked, home, "seller-place"), standing?.note);
  if (supply === "goods" && followsDirective(home))
    return ok(untaxed("G", table.homeTaxName, placeName(place), "export", "Export", "VATEX-EU-G"));
  const found = table.ruleOn(place, category, day);
  const byBuyer = isBusiness && (intoEu || found?.rule.businesses === "reverse-charge");
  if (byBuyer) return ok(outOfScope(asked, "reverse-charge-abroad", "Reverse charge"));
  if (found !== undefined && (!intoEu || isRegisteredIn(asked)))
    return noted(charged(asked, place, "collected-abroad"), standing?.note);
  if (table.goesByRegion(place.country) && place.region === undefined) return refuseNoRegion(asked);
  if (found === undefined && isFrenchAbroad(home, place)) return refuseNoRule(asked, place);
  return noted(ok(outOfScope(asked, "out-of-scope", "Not subject to tax")), standing?.note);
}

/** French VAT, at other rates, also holds in three departments overseas (Code général des impôts art. 294, 296). */
const isFrenchAbroad = (home: TaxPlace, place: TaxPlace): boolean =>
  home.country === "FR" && ["GP", "MQ", "RE"].includes(place.country);

/** The tax of a place on this supply; the buyer's exemption goes before the rate. */
function charged(asked: Case, place: TaxPlace, basis: TaxBasis): Result<TaxTreatment> {
  const { table, category, day, buyer } = asked;
  const found = table.ruleOn(place, category, day);
  if (found === undefined && table.goesByRegion(place.country) && place.territory === undefined)
    return place.region === undefined
      ? refuseNoRegion(asked)
      : ok(outOfScope(asked, "out-of-scope", `No tax is collected in ${placeName(place)}`));
  if (found === undefined) return refuseNoRule(asked, place);
  const { rule, path } = found;
  const tax = taxOf(found);
  const exemption = exemptionOn(buyer, placeName(place), day);
  if (exemption !== undefined && tax.category !== "E")
    return ok({
      tax: { ...tax, category: "E", rate: "0" },
      basis,
      reason: exemption.reason,
      rule: path,
    });
  const reason = rule.exemption === undefined ? {} : { reason: rule.exemption };
  return ok({ tax, basis, ...reason, rule: path });
}

const taxOf = ({ rule }: FoundTaxRule): LineTax => ({
  category: categoryOfRule(rule),
  rate: rateText(rule),
  jurisdiction: placeName(rule),
  name: rule.name,
});

function untaxed(
  category: TaxCategory,
  name: string,
  jurisdiction: string,
  basis: TaxBasis,
  reason: string,
  reasonCode: string,
): TaxTreatment {
  return { tax: { category, rate: "0", jurisdiction, name }, basis, reason, reasonCode };
}

/** Category O: UNTDID 5305 "services outside scope of tax". G, its neighbour, is for goods alone. */
const outOfScope = ({ table, place }: Case, basis: TaxBasis, reason: string): TaxTreatment =>
  untaxed("O", table.homeTaxName, placeName(place), basis, reason, "VATEX-EU-O");

function noted(result: Result<TaxTreatment>, note: string | undefined): Result<TaxTreatment> {
  return result.ok && note !== undefined ? ok({ ...result.value, notes: [note] }) : result;
}

function refuseEarly({ day, path = "" }: Case, since: string): Result<never> {
  return refuse({
    code: "tax-day-too-early",
    path,
    message: `how this is taxed across a border is known since ${since}`,
    value: day,
    suggestion: "quote the tax of earlier days from a tax provider",
  });
}

function refuseUnregistered({ place, path = "", day, table }: Case): Result<never> {
  return refuse({
    code: "tax-registration-missing",
    path,
    message: `a consumer in ${place.country} is taxed there, and no registration holds on ${day}`,
    value: place.country,
    suggestion:
      table.taxes.crossBorderConsumers === "not-sold-to"
        ? "record the buyer's VAT number if it is a business; the model sells to no consumers there"
        : 'add a registration with scheme: "one-stop-shop", or record the buyer\'s VAT number',
  });
}

function refuseNoRegion({ place, path = "" }: Case): Result<never> {
  return refuse({
    code: "tax-region-missing",
    path,
    message: `tax in ${place.country} goes by region, and the buyer's is not known`,
    value: place.country,
    suggestion: 'record the region, for example "NY"',
  });
}

function refuseNoRule({ path = "", category, day }: Case, place: TaxPlace): Result<never> {
  const where = place.territory ?? placeName(place);
  const region = place.territory === undefined ? "" : `, region: "${place.region ?? ""}"`;
  return refuse({
    code: "tax-rule-missing",
    path,
    message: `no rule says how "${category}" is taxed in ${where} on ${day}`,
    value: where,
    suggestion: `add one with country: "${place.country}"${region} to the model's taxes.rules`,
  });
}
