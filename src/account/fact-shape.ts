import { creditFactShapes } from "../credit/credit-fact-shape.ts";
import type { Result } from "../fault/fault.ts";
import { factId, instant, readBy } from "../model/fact-text.ts";
import {
  boolean,
  either,
  list,
  literal,
  readShape,
  type Shape,
  text,
  whole,
} from "../model/shape.ts";
import { money, moneyDue, percent, portion } from "../model/shape-money.ts";
import { object, optional } from "../model/shape-object.ts";
import { byName, date, patterned, quantity } from "../model/shape-values.ts";
import { isoCountry, postalAddress } from "../model/shapes/seller-shape.ts";
import { invoicesPer } from "../model/shapes/terms-shapes.ts";
import { type CurrencyCode, parseCurrency } from "../money/currency.ts";
import type { BuyerExemption } from "../tax/tax-buyer.ts";
import { type CadenceName, parseCadence } from "../time/cadence.ts";
import { findZone } from "../time/zone.ts";
import type { AmendmentFact } from "./amendment-fact.ts";
import type { BundleFact } from "./bundles/bundle-fact.ts";
import type {
  Cancellation,
  CouponFact,
  Pause,
  Reactivation,
  Resumption,
  TermsChange,
  Undoing,
} from "./change-fact.ts";
import { agreedPoint, contractFactShapes } from "./contracts/contract-fact-shape.ts";
import type { CreditedPart, CreditNoteFact } from "./credit-note-fact.ts";
import type {
  AccountFact,
  CustomerFact,
  LicenceFact,
  RampStep,
  SaleFact,
  SubscriptionFact,
  VatCheckFact,
} from "./fact.ts";
import { faultsTogether } from "./fact-sense.ts";
import type { MilestoneFact } from "./milestone-fact.ts";
import { moneyFactShapes } from "./money-fact-shape.ts";
import { jurisdiction, taxDecisionShape } from "./tax-decision-shape.ts";

const currency = readBy<CurrencyCode>(parseCurrency, "USD", "currency");
const cadence = readBy<CadenceName>(parseCadence, "monthly", "cadence");
const zone = readBy<string>(findZone, "UTC", "time-zone");

const languageTag = patterned(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/, "en", {
  code: "invalid-language",
  message: "a language is a BCP 47 tag",
  suggestion: 'write "de" or "de-AT"',
});

const couponCode = patterned(/^[0-9A-Za-z][0-9A-Za-z-]{2,39}$/, "SPRING26", {
  code: "invalid-code",
  message: "a code has 3 to 40 letters, digits and hyphens, and no hyphen first",
  suggestion: 'write "SPRING26"',
});

const rampStep = object<RampStep>({
  from: either<string, { readonly afterMonths: number }>(
    date,
    object<{ readonly afterMonths: number }>({ afterMonths: whole(1, 1_200) }),
    (value) => typeof value !== "object",
  ),
  plan: optional(text),
  cadence: optional(cadence),
  quantity: optional(quantity),
  quantities: optional(byName(quantity)),
  agreed: optional(byName(agreedPoint)),
  discounts: optional(list(text)),
  eligibilities: optional(list(text)),
});

/** That a buyer pays no tax. */
export const taxExempt: Shape<BuyerExemption> = object<BuyerExemption>({
  reason: text,
  jurisdiction: optional(jurisdiction),
  from: optional(date),
  until: optional(date),
});

const customerShape = object<CustomerFact>({
  fact: literal("customer"),
  id: factId,
  name: text,
  email: optional(text),
  phone: optional(text),
  segment: optional(text),
  country: optional(isoCountry),
  address: optional(postalAddress),
  vatNumber: optional(text),
  registration: optional(text),
  business: optional(boolean),
  taxExempt: optional(taxExempt),
  reference: optional(text),
  purchaseOrder: optional(text),
  language: optional(languageTag),
  amends: optional(boolean),
  payer: optional(factId),
  invoicesPer: optional(invoicesPer),
  priceList: optional(text),
  currency: optional(currency),
  timeZone: optional(zone),
  recordedAt: optional(instant),
});

const vatCheckShape = object<VatCheckFact>({
  fact: literal("vat-check"),
  id: factId,
  customer: factId,
  number: text,
  valid: boolean,
  name: optional(text),
  address: optional(text),
  checkedAt: instant,
  consultation: optional(text),
  recordedAt: optional(instant),
});

/** By what a purchase costs less than the list says. */
const agreedTerms = {
  discounts: optional(list(text)),
  agreedDiscounts: optional(byName(percent)),
  contractNumber: optional(text),
  contract: optional(factId),
  eligibilities: optional(list(text)),
};

const subscriptionShape = object<Omit<SubscriptionFact, "bundled">>({
  fact: literal("subscription"),
  id: factId,
  customer: factId,
  plan: optional(text),
  addon: optional(text),
  of: optional(factId),
  model: optional(text),
  cadence: optional(cadence),
  start: date,
  end: optional(date),
  trialDays: optional(whole(0, 3_650)),
  quantity: optional(quantity),
  quantities: optional(byName(quantity)),
  alignment: optional(literal("anniversary", "calendar")),
  termYears: optional(whole(1, 99)),
  agreed: optional(byName(agreedPoint)),
  ...agreedTerms,
  coupons: optional(list(couponCode)),
  ramp: optional(list(rampStep)),
  recordedAt: optional(instant),
});

const licenceShape = object<Omit<LicenceFact, "bundled">>({
  fact: literal("licence"),
  id: factId,
  customer: factId,
  licence: text,
  start: date,
  end: optional(date),
  quantity: optional(quantity),
  agreed: optional(money),
  ...agreedTerms,
  recordedAt: optional(instant),
});

const saleShape = object<Omit<SaleFact, "bundled">>({
  fact: literal("sale"),
  id: factId,
  customer: factId,
  offer: text,
  date,
  quantity: optional(quantity),
  delivery: optional(text),
  agreed: optional(money),
  ...agreedTerms,
  recordedAt: optional(instant),
});

const bundleShape = object<BundleFact>({
  fact: literal("bundle"),
  id: factId,
  customer: factId,
  bundle: text,
  start: date,
  quantity: optional(quantity),
  agreed: optional(money),
  contractNumber: optional(text),
  eligibilities: optional(list(text)),
  recordedAt: optional(instant),
});

const milestoneShape = object<MilestoneFact>({
  fact: literal("milestone"),
  id: factId,
  customer: factId,
  sale: factId,
  milestone: text,
  on: optional(date),
  recordedAt: optional(instant),
});

const amendmentShape = object<AmendmentFact>({
  fact: literal("amendment"),
  id: factId,
  customer: factId,
  sale: factId,
  price: moneyDue,
  shares: optional(byName(portion)),
  on: optional(date),
  recordedAt: optional(instant),
});

const changeBasics = {
  id: factId,
  customer: factId,
  subscription: factId,
  recordedAt: optional(instant),
};
const effective = { on: optional(date), when: optional(literal("now", "period-end")) };
const credit = optional(literal("prorated", "none"));

const termsChangeShape = object<TermsChange>({
  fact: literal("change"),
  ...changeBasics,
  ...effective,
  plan: optional(text),
  model: optional(text),
  trialDays: optional(whole(0, 3_650)),
  cadence: optional(cadence),
  end: optional(date),
  quantity: optional(quantity),
  quantities: optional(byName(quantity)),
  alignment: optional(literal("anniversary", "calendar")),
  termYears: optional(whole(1, 99)),
  agreed: optional(byName(agreedPoint)),
  ...agreedTerms,
  proration: credit,
  endAddons: optional(list(factId)),
});

const cancellationShape = object<Cancellation>({
  fact: literal("cancel"),
  ...changeBasics,
  ...effective,
  credit,
  fee: optional(money),
});

const pauseShape = object<Pause>({
  fact: literal("pause"),
  ...changeBasics,
  ...effective,
  credit,
});

const resumptionShape = object<Resumption>({
  fact: literal("resume"),
  ...changeBasics,
  ...effective,
});

const reactivationShape = object<Reactivation>({
  fact: literal("reactivate"),
  ...changeBasics,
  ...effective,
});

const couponShape = object<CouponFact>({
  fact: literal("coupon"),
  ...changeBasics,
  on: optional(date),
  code: couponCode,
});

const undoingShape = object<Undoing>({
  fact: literal("undo"),
  ...changeBasics,
  change: factId,
});

const creditNoteShape = object<CreditNoteFact>({
  fact: literal("credit-note"),
  id: factId,
  customer: factId,
  invoice: factId,
  reason: text,
  lines: optional(list(object<CreditedPart>({ line: text, amount: optional(money) }), 1)),
  amount: optional(money),
  recordedAt: optional(instant),
});

/** The shape of each fact about an account, by its kind. */
export const factShapes = {
  customer: customerShape,
  "vat-check": vatCheckShape,
  "tax-decision": taxDecisionShape,
  subscription: subscriptionShape,
  licence: licenceShape,
  sale: saleShape,
  bundle: bundleShape,
  ...contractFactShapes,
  change: termsChangeShape,
  cancel: cancellationShape,
  pause: pauseShape,
  resume: resumptionShape,
  reactivate: reactivationShape,
  undo: undoingShape,
  coupon: couponShape,
  milestone: milestoneShape,
  amendment: amendmentShape,
  ...creditFactShapes,
  ...moneyFactShapes,
  "credit-note": creditNoteShape,
} as const;

type FactKind = keyof typeof factShapes;

const isFactKind = (kind: unknown): kind is FactKind =>
  typeof kind === "string" && Object.hasOwn(factShapes, kind);

/**
 * Reads a customer, subscription, licence or sale fact, every fault at once: `unknown-field`, `missing-field`,
 * `wrong-type`, `invalid-id`, `invalid-date`, `unknown-fact`, `end-before-start`, `country-mismatch`, `plan-or-addon`…
 */
export function parseAccountFact(json: unknown): Result<AccountFact> {
  const kind = typeof json === "object" && json !== null && "fact" in json ? json.fact : undefined;
  if (!isFactKind(kind)) {
    const known = [...Object.keys(factShapes), "usage"].join(", ");
    const message = "this is no fact Florin knows";
    const fault = { code: "unknown-fact", path: "/fact", message, suggestion: `one of ${known}` };
    return { ok: false, faults: [typeof kind === "string" ? { ...fault, value: kind } : fault] };
  }
  const read = readShape<AccountFact>(factShapes[kind] as unknown as Shape<AccountFact>, json);
  const faults = read.faults.length > 0 ? read.faults : faultsTogether(read.value);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: read.value };
}
