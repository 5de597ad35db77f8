/**
 * Florin's pure rows: write a model, check it, price usage with it. No server, no clock, no file; runs in a browser.
 * Reading model files from disk, and everything that keeps data, is in `florin/server`.
 */

// Accounts: purchases and usage become explained invoices.
export { type Account, openAccount } from "./account/account.ts";
export { type DueGroup, nextDueGroup } from "./account/due.ts";
export type {
  AccountFact,
  CustomerFact,
  LicenceFact,
  PurchaseFact,
  SaleFact,
  SubscriptionFact,
} from "./account/fact.ts";
export { parseAccountFact } from "./account/fact-shape.ts";
export {
  type Invoice,
  type InvoiceLine,
  invoiceText,
  type LineExplanation,
  type LineKind,
} from "./account/invoice.ts";
export {
  firstNumbers,
  type Numbering,
  type NumberSeries,
  numberInvoices,
} from "./account/numbering.ts";
export {
  openPriceBook,
  type PriceBook,
  type PriceBooks,
  priceBooks,
} from "./account/price-book.ts";
export { type QuotedUsage, type QuoteRequest, quote } from "./account/quote.ts";
export { type Replay, type ReplayAccounts, replayAccounts } from "./account/replay.ts";
export { draftInvoice, type Input, type Stepped, step } from "./account/step.ts";
export { openUsageLedger, type UsageLedger } from "./account/usage-ledger.ts";
export { noUsage, type UsageQuery, type UsageView } from "./account/usage-view.ts";
// Faults: refusals as values.
export { describeFault, type Fault, type Result } from "./fault/fault.ts";
// Metering: usage events, meters, and meters joined to prices.
export { type ChargeFold, chargeFold, type RatedCharge } from "./metering/charge-fold.ts";
export { compileMeter, type MeterFold } from "./metering/meter-fold.ts";
export { parseUsageEvent, type UsageEvent } from "./metering/usage-event.ts";
// Model: the document, written in TypeScript and checked.
export type { Alert } from "./model/alert.ts";
export type { Benchmark } from "./model/benchmark.ts";
export type { Bundle } from "./model/bundle.ts";
export { canonicalModel } from "./model/canonical-model.ts";
export type { Channel } from "./model/channel.ts";
export { checkModel, type ModelCheck } from "./model/check-model.ts";
export type { ContractTemplate } from "./model/contract.ts";
export type { Credit } from "./model/credit.ts";
export { defineModel } from "./model/define-model.ts";
export type { ModelDiscount } from "./model/discount-terms.ts";
export type { Eligibility } from "./model/eligibility.ts";
export { euStandardRates } from "./model/eu-standard-rates.ts";
export type { Feature } from "./model/feature.ts";
export type { Licence } from "./model/licence.ts";
export type { Aggregation, Filter, Meter } from "./model/meter.ts";
export { type Model, modelFormat, modelIdentity } from "./model/model.ts";
export { modelSchema } from "./model/model-schema.ts";
export type { Offer } from "./model/offer.ts";
export type { Outcome } from "./model/outcome.ts";
export type { Partner } from "./model/partner.ts";
export type { Payment } from "./model/payment.ts";
export type { Addon, Charge, Plan } from "./model/plan.ts";
export type { Policy } from "./model/policy.ts";
export type { PriceList } from "./model/price-list.ts";
export type { Product } from "./model/product.ts";
export type { Reference } from "./model/reference.ts";
export type { Share } from "./model/share.ts";
export type { Sla } from "./model/sla.ts";
export type { Stream } from "./model/stream.ts";
export type { Vocabulary } from "./model/vocabulary.ts";
// Money: exact amounts as documents write them.
export { allocate } from "./money/allocation.ts";
export {
  type Amount,
  type AtLeast,
  agrees,
  atLeast,
  isExact,
  negotiated,
  type Range,
  type Rate,
  range,
} from "./money/amount.ts";
export {
  type CurrencyCode,
  currencyName,
  isCurrencyCode,
  minorUnits,
  roundToMinor,
} from "./money/currency.ts";
export { type Decimal, decimalOf, format as formatDecimal, parseDecimal } from "./money/decimal.ts";
export {
  chf,
  eur,
  formatMoney,
  gbp,
  jpy,
  kwd,
  type Money,
  moneyIn,
  parseMoney,
  usd,
} from "./money/money.ts";
export { type Percent, parsePercent, percent } from "./money/percent.ts";
export { formatQuantity, parseQuantity, type Quantity } from "./money/quantity.ts";
export type { Rounding } from "./money/rounding.ts";
// Pricing: prices as folds, and their builders.
export { type Banded, banded } from "./pricing/banded.ts";
export { type Capacity, capacity } from "./pricing/capacity.ts";
export { type Commitment, commitment } from "./pricing/commitment.ts";
export {
  amountOff,
  applyDiscounts,
  type Discount,
  percentOff,
  termDiscount,
  volumeDiscount,
} from "./pricing/discount.ts";
export { type Flat, flat } from "./pricing/flat.ts";
export { type Formula, formula } from "./pricing/formula.ts";
export { type FreeUnits, freeUnits } from "./pricing/free-units.ts";
export { type Graduated, graduated, graduatedFrom } from "./pricing/graduated.ts";
export { type GraduatedPercentage, graduatedPercentage } from "./pricing/graduated-percentage.ts";
export { type Matrix, matrix } from "./pricing/matrix.ts";
export { type Package, packages } from "./pricing/package.ts";
export { type PerUnit, perUnit } from "./pricing/per-unit.ts";
export { type Percentage, percentage } from "./pricing/percentage.ts";
export type { CompiledPrice, Item, PriceTerms, Rated, Step } from "./pricing/price-kind.ts";
export { foldItems, rate } from "./pricing/rate.ts";
export { checkPrice, compilePrice, type Price, priceKinds } from "./pricing/registry.ts";
export { type Seat, seat } from "./pricing/seat.ts";
export { type SpendLimits, spendLimits } from "./pricing/spend-limits.ts";
export type { Tier, TierFrom } from "./pricing/tiers.ts";
export { type Transform, transform } from "./pricing/transform.ts";
export { type Volume, volume, volumeFrom } from "./pricing/volume.ts";
// Time: billing periods in any zone.
export { type Cadence, type CadenceName, parseCadence } from "./time/cadence.ts";
export { formatInstant, type Instant, parseInstant } from "./time/instant.ts";
export { type Fraction, prorate } from "./time/proration.ts";
export {
  type Alignment,
  nextBoundary,
  type Period,
  periodAt,
  periodContaining,
  type Schedule,
} from "./time/schedule.ts";
export { findZone, type Zone } from "./time/zone.ts";
