/**
 * Florin's pure rows: write a model, check it, price usage with it, tax it, count it. No server, no clock, no file; runs in a browser.
 * Reading model files from disk, PDF, and everything that keeps data, is in `florin/server`.
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
export { draftInvoices, type Input, type Stepped, step } from "./account/step.ts";
export { openUsageLedger, type UsageLedger } from "./account/usage-ledger.ts";
export { noUsage, type UsageQuery, type UsageView } from "./account/usage-view.ts";
// Credits: books of a customer's credits, and what a broken promise of service gives back.
export { type AdjustCommand, adjustGrant } from "./credit/adjust-grant.ts";
export { type BurnChange, type BurnCommand, burn, type PayableLine } from "./credit/burn.ts";
export {
  type CreditBook,
  type CreditChange,
  creditBalance,
  openCreditBook,
} from "./credit/credit-book.ts";
export type { CreditFact } from "./credit/credit-fact.ts";
export { parseCreditFact } from "./credit/credit-fact-shape.ts";
export type { Grant, GrantTerms } from "./credit/grant.ts";
export { type GrantCommand, grantCredit } from "./credit/grant-credit.ts";
export {
  type CreditOfModel,
  type GrantRequest,
  grantFromModel,
  type RecurrenceRequest,
  recurringFromModel,
} from "./credit/model-grant.ts";
export type { CreditMovement } from "./credit/movement.ts";
export { nextCreditAt, passTime } from "./credit/pass-time.ts";
export {
  type RecurCommand,
  recurCredit,
  type StopCommand,
  stopRecurring,
} from "./credit/recur-credit.ts";
export { type ReleaseChange, type ReleaseCommand, release } from "./credit/release.ts";
export type { SlaClaim } from "./credit/sla-claim.ts";
export { type SlaOutcome, slaCredit } from "./credit/sla-credit.ts";
export { type TopUpDecision, type TopUpRule, topUpDue } from "./credit/top-up.ts";
export type { UptimeReport } from "./credit/uptime.ts";
export { type VoidCommand, voidGrant } from "./credit/void-grant.ts";
// Documents: e-invoices. PDF, HTML and Factur-X need Node and are in `florin/server`.
export { type DocumentFormat, documentFileName } from "./documents/document-format.ts";
export { type DocumentSettings, defaultDocumentSettings } from "./documents/document-settings.ts";
export { ciiFormat } from "./documents/formats/cii.ts";
export { ublFormat } from "./documents/formats/ubl.ts";
// Faults: refusals as values.
export { describeFault, type Fault, type Result } from "./fault/fault.ts";
// Exchange rates: dated rates, and amounts in another currency.
export { convert } from "./fx/convert.ts";
export { type EcbRates, parseEcbRates } from "./fx/ecb-rates.ts";
export {
  type ExchangeRateFact,
  knownRateOf,
  parseExchangeRateFact,
} from "./fx/exchange-rate-fact.ts";
export { type KnownRate, openRateBook, type RateBook } from "./fx/rate-book.ts";
export { type FoundRate, type RateSearch, rateOn } from "./fx/rate-on.ts";
export { type FxRate, openRateTable, type RateTable } from "./fx/rate-table.ts";
export { type BooksValue, type ForeignBalance, revalue } from "./fx/revalue.ts";
// Metering: usage events, meters, and meters joined to prices.
export { type ChargeFold, chargeFold, type RatedCharge } from "./metering/charge-fold.ts";
export { compileMeter, type MeterFold } from "./metering/meter-fold.ts";
export { parseUsageEvent, type UsageEvent } from "./metering/usage-event.ts";
// Metrics: recurring value, retention and what else is counted, each figure with the rows behind it.
export type { MetricsInput } from "./metrics/metrics-input.ts";
export { type MetricsReport, metricsReport, type ReportChoice } from "./metrics/metrics-report.ts";
export { findPreset, type Preset } from "./metrics/presets.ts";
export {
  type ChosenSettings,
  readSettings as readMetricSettings,
} from "./metrics/read-settings.ts";
export type { RecurringStretch } from "./metrics/recurring-stretch.ts";
export { metricIds } from "./metrics/registry.ts";
// Model: the document, written in TypeScript and checked.
export type { Alert } from "./model/alert.ts";
export type { Benchmark } from "./model/benchmark.ts";
export type { Bundle } from "./model/bundle.ts";
export { canonicalModel } from "./model/canonical-model.ts";
export type {
  Capital,
  Correlation,
  FundingRound,
  Income,
  Scenario,
  Target,
} from "./model/capital.ts";
export type { Channel } from "./model/channel.ts";
export { checkModel, type ModelCheck } from "./model/check-model.ts";
export type { Claim, StatedFigure } from "./model/claim.ts";
export type { ContractTemplate } from "./model/contract.ts";
export type { Cost } from "./model/costs/registry.ts";
export type { Coupon, CouponDuration } from "./model/coupon.ts";
export type { Credit } from "./model/credit.ts";
export { defineModel } from "./model/define-model.ts";
export type { ModelDiscount } from "./model/discount-terms.ts";
export type { Distribution } from "./model/distributions/registry.ts";
export { checkDunningPolicy, type DunningPolicy } from "./model/dunning.ts";
export type { Eligibility } from "./model/eligibility.ts";
export { euStandardRates } from "./model/eu-standard-rates.ts";
export { euMembers, isEuMember } from "./model/eu-vat-area.ts";
export type { Feature } from "./model/feature.ts";
export type { Figure, FigureBounds, FigureValue } from "./model/figure.ts";
export type { Horizon } from "./model/horizon.ts";
export type { Invoicing } from "./model/invoicing.ts";
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
export type { Segment, SegmentPurchase } from "./model/segment.ts";
export type { Seller } from "./model/seller.ts";
export type { Share } from "./model/share.ts";
export type { Sla } from "./model/sla.ts";
export type { Stream } from "./model/stream.ts";
export type { SupplyKind, Taxes, TaxRegistration, TaxRule } from "./model/tax.ts";
export { parseVatNumber, type VatNumber } from "./model/vat-number/vat-number.ts";
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
export type { ReceivableCommand } from "./receivable/command.ts";
// Receivables: what a customer owes, and the money that comes and goes.
export { type DueTerms, dueAt } from "./receivable/due-date.ts";
export { type DunningTask, dun, nextDunningAt } from "./receivable/dunning.ts";
export { type LateInterest, lateInterest } from "./receivable/late-interest.ts";
export {
  creditorReference,
  readCreditorReference,
} from "./receivable/matching/creditor-reference.ts";
export type { LineMatch, MatchSettings } from "./receivable/matching/match.ts";
export { matchLines } from "./receivable/matching/match-lines.ts";
export type { StatementLine } from "./receivable/matching/statement-line.ts";
export { moveReceivables } from "./receivable/move.ts";
export type { Movement as ReceivableMovement } from "./receivable/movement.ts";
export { type AutopayPolicy, type NextCharge, nextCharges } from "./receivable/next-charge.ts";
export {
  type OpenItem,
  openReceivables,
  type Receivables,
  statusOf,
} from "./receivable/receivables.ts";
// Tax: how a line is taxed, and why.
export type { TaxBuyer } from "./tax/tax-buyer.ts";
export type { LineTax, TaxCategory, TaxSubtotal } from "./tax/tax-category.ts";
export {
  type TaxableLine,
  type TaxedInvoice,
  type TaxInvoiceTerms,
  taxInvoice,
} from "./tax/tax-invoice.ts";
export { quoteByRules, type TaxProvider, type TaxQuoteRequest } from "./tax/tax-provider.ts";
export { openTaxTable, type TaxTable } from "./tax/tax-table.ts";
export { type TaxQuestion, type TaxTreatment, taxTreatment } from "./tax/tax-treatment.ts";
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
