import type { InvoiceLine, LineDiscount } from "../../account/invoice.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { parseCadence } from "../../time/cadence.ts";
import {
  type Addition,
  additions,
  type BillingWords,
  type DiscountTitle,
  discountTitles,
  type LicencePart,
  licenceParts,
} from "./billing-words.ts";
import { plural } from "./english-plural.ts";
import type { DocumentLanguage } from "./language.ts";
import { moneyText, numberText } from "./number-text.ts";

/** What a line is for, in a language: names of the model as they are, and around them the words of the language. */
export function lineWords(
  { kind, description }: Pick<InvoiceLine, "kind" | "description">,
  { billing }: DocumentLanguage,
): string {
  if (billing === undefined) return description;
  const early = /^Early termination of (.+)$/.exec(description)?.[1];
  if (kind === "termination-fee" && early !== undefined) return billing.earlyTermination(early);
  if (kind === "dunning-fee" && description === "Fee for late payment")
    return billing.latePaymentFee;
  const [, promise, of] = /^(.+?): credit for (.+)$/.exec(description) ?? [];
  if (kind === "service-credit" && promise !== undefined && of !== undefined)
    return billing.serviceCredit(promise, soldWords(of, billing));
  const contract = /^(.+), missing to the commitment$/.exec(description)?.[1];
  if (kind === "true-up" && contract !== undefined) return billing.missing(contract);
  return soldWords(description, billing);
}

/** `Team, monthly (unused time)`: a name, how often it is billed or which part of a licence it is, and what is billed of it. */
function soldWords(description: string, billing: BillingWords): string {
  const [, before = description, added] = /^(.+) \(([^()]+)\)$/.exec(description) ?? [];
  if (isAddition(added)) return `${partWords(before, billing)} (${billing.additions[added]})`;
  return partWords(description, billing);
}

function partWords(description: string, billing: BillingWords): string {
  const [, name, part] = /^(.+), ([^,]+)$/.exec(description) ?? [];
  if (name === undefined || part === undefined) return description;
  if (isLicencePart(part)) return `${name}, ${billing.licenceParts[part]}`;
  const cadence = parseCadence(part);
  return cadence.ok ? `${name}, ${billing.cadence(cadence.value)}` : description;
}

const isAddition = (text: string | undefined): text is Addition =>
  additions.some((one) => one === text);

const isLicencePart = (text: string): text is LicencePart =>
  licenceParts.some((one) => one === text);

const isTitle = (text: string): text is DiscountTitle => discountTitles.some((one) => one === text);

/** What came off a line and why, in a language: the model's name of the discount, or the language's for its kind. */
export function discountWords(
  { label, code }: Pick<LineDiscount, "label" | "code">,
  words: DocumentLanguage,
): string {
  const { billing } = words;
  if (billing === undefined) return label;
  const coded = code === undefined ? "" : ` (${code})`;
  const stated = coded !== "" && label.endsWith(coded) ? label.slice(0, -coded.length) : label;
  const book = /^Credits: (.+)$/.exec(stated)?.[1];
  if (book !== undefined) return billing.creditsOf(book);
  const [, title = stated, detail = ""] = worth.exec(stated) ?? [];
  const named = isTitle(title) ? billing.discountTitles[title] : title;
  const off = detail === "" ? "" : ` ${detailWords(detail, billing, words)}`;
  return `${named}${off}${coded}`;
}

/** A title, and what the discount is worth: `20%`, `15% for 3 years`, `up to 20%, graduated`, `100 EUR`. */
const worth = /^(.+?) ((?:up to )?[\d.]+%(?:, graduated| for \d+ years?)?|[\d.]+ [A-Z]{3})$/;

function detailWords(detail: string, billing: BillingWords, words: DocumentLanguage): string {
  const [, amount, currency] = /^([\d.]+) ([A-Z]{3})$/.exec(detail) ?? [];
  if (amount !== undefined) return moneyText(amount, currency as CurrencyCode, words);
  const percent = words.percent(numberText(/[\d.]+/.exec(detail)?.[0] ?? "0", words));
  if (detail.endsWith("graduated")) return billing.graduatedUpTo(percent);
  const years = / for (\d+) years?$/.exec(detail)?.[1];
  return years === undefined ? percent : `${percent} ${billing.forYears(Number(years))}`;
}

/** The unit of a quantity: of one or of several where the language knows the word, else as the model has it. */
export function unitWords(unit: string, quantity: string, { billing }: DocumentLanguage): string {
  const isOne = quantity === "1";
  if (billing === undefined) return plural(unit, isOne);
  const known = Object.hasOwn(billing.units, unit) ? billing.units[unit] : undefined;
  return known === undefined ? unit : known[isOne ? 0 : 1];
}
