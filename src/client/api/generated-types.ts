/**
 * What the API takes and answers, written from its description. Not edited: `FLORIN_UPDATE=1 npx vitest run test/docs/api-types.test.ts`
 * writes it anew.
 */

/** Bytes, or text, of another media type than JSON. */
export type Bytes = Blob | ArrayBuffer | string;

export type Acceptance = { readonly invitation: string; readonly password: string };

export type Account = {
  readonly account: string;
  readonly title: string;
  readonly type: "asset" | "liability" | "equity" | "income" | "expense";
  readonly normalSide: "debit" | "credit";
  readonly code: string;
  readonly byHand: boolean;
  readonly balances: readonly { readonly currency: string; readonly balance: string }[];
};

export type Acquisition = { readonly kind: "monthly"; readonly customers: string } | { readonly kind: "growth"; readonly first: string; readonly rate: string } | {
  readonly kind: "targets";
  readonly atYearEnd: readonly string[];
  readonly path?: "linear" | "geometric";
} | {
  readonly kind: "funnel";
  readonly top: string;
  readonly stages: readonly { readonly id: string; readonly converts: string; readonly takes?: string }[];
} | {
  readonly kind: "bass";
  readonly market: string;
  readonly innovation: string;
  readonly imitation: string;
} | {
  readonly kind: "capacity";
  readonly people: string;
  readonly hours: string;
  readonly utilisation: string;
  readonly each: string;
  readonly demand?: string;
};

export type Action = "overview.read" | "customers.read" | "customers.write" | "customers.unpark" | "customer-keys.read" | "customer-keys.manage" | "customer-keys.check" | "portal.read" | "portal.links" | "portal.configure" | "subscriptions.read" | "subscriptions.write" | "subscriptions.migrate" | "contracts.read" | "contracts.write" | "partners.write" | "usage.read" | "usage.write" | "usage.correct" | "uptime.write" | "entitlements.read" | "entitlements.use" | "alerts.read" | "alerts.manage" | "webhooks.read" | "webhooks.manage" | "requests.read" | "invoices.read" | "invoices.credit" | "documents.read" | "documents.configure" | "payments.read" | "payments.record" | "payments.collect" | "payments.refund" | "payments.configure" | "receivables.write-off" | "credits.read" | "credits.grant" | "taxes.decide" | "exchange-rates.read" | "exchange-rates.write" | "ledger.read" | "ledger.post" | "ledger.close" | "metrics.read" | "metrics.configure" | "models.read" | "models.publish" | "plan.read" | "plan.lock" | "clock.read" | "clock.move" | "members.read" | "members.manage" | "roles.manage" | "organisation.manage" | "self.read" | "self.manage" | "audit-log.read" | "approvals.read" | "approvals.propose" | "approvals.decide" | "approvals.configure" | "evidence.read" | "personal-data.read" | "personal-data.erase" | "environments.read" | "environments.manage" | "keys.read" | "keys.manage";

export type Addon = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly stream: string;
  readonly product?: string;
  readonly audience?: string;
  readonly per?: string;
  readonly prices?: PricesByCadence;
  readonly charges?: Readonly<Record<string, Charge>>;
  readonly features?: FeatureGrants;
  readonly quotas?: Readonly<Record<string, Quota>>;
  readonly grants?: readonly string[];
  readonly trial?: {
    readonly days: number;
    readonly features?: FeatureGrants;
    readonly quotas?: Readonly<Record<string, Quota>>;
  };
  readonly unitCost?: { readonly amount: Money; readonly per: Cadence };
  readonly discounts?: readonly string[];
  readonly sla?: string;
  readonly requiresContract?: boolean;
  readonly eligibility?: string;
  readonly sold?: boolean;
  readonly statedDiscount?: Portion;
  readonly facts?: PlanFacts;
  readonly cliff?: "intended";
  readonly plans?: readonly string[];
};

export type Address = {
  readonly line1?: string;
  readonly line2?: string;
  readonly postalCode?: string;
  readonly city?: string;
  readonly region?: string;
  readonly country: string;
};

export type Ageing = {
  readonly asOf: string;
  readonly customers: readonly {
    readonly customer: string;
    readonly name: string;
    readonly currency: string;
    readonly amounts: AgeingAmounts;
  }[];
  readonly totals: readonly { readonly currency: string; readonly amounts: AgeingAmounts }[];
  readonly items: readonly {
    readonly invoice: string;
    readonly customer: string;
    readonly currency: string;
    readonly dueAt: string;
    readonly daysOverdue: number;
    readonly open: string;
  }[];
};

export type AgeingAmounts = {
  readonly notDue: string;
  readonly days1to30: string;
  readonly days31to60: string;
  readonly days61to90: string;
  readonly over90: string;
  readonly total: string;
};

export type Aggregation = { readonly kind: "count" } | { readonly kind: "sum" | "max" | "min" | "latest" | "unique"; readonly property: string } | {
  readonly kind: "time-weighted-sum";
  readonly property: string;
  readonly per: "second" | "hour" | "day";
} | { readonly kind: "percentile"; readonly property: string; readonly percentile: number };

export type Alert = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name?: string;
  readonly meter: string;
  readonly at: readonly Percent[];
  readonly of: "included" | "quota" | "commitment" | "reserved";
  readonly plans?: readonly string[];
  readonly notify?: readonly ("customer" | "sales" | "support")[];
  readonly suggest?: string;
};

export type AlertPage = {
  readonly items: readonly ({
    readonly customer: string;
    readonly customerName: string;
    readonly quota: string;
    readonly meter: string | null;
    readonly alert: string | null;
    readonly alertName: string | null;
    readonly rule: string | null;
    readonly at: string;
    readonly used: string;
    readonly allowance: string;
    readonly currency: Currency | null;
    readonly notify: readonly ("customer" | "sales" | "support")[];
    readonly suggest: string | null;
    readonly firedAt: string;
    readonly from: string;
    readonly to: string;
    readonly expanded?: { readonly customer?: CustomerSummary | null };
  })[];
  readonly next: string | null;
};

export type AlertRule = {
  readonly id: string;
  readonly customer: string;
  readonly of: "quota" | "cost" | "credits";
  readonly quota: string | null;
  readonly at: string;
  readonly setAt: string;
  readonly setBy: string | null;
};

export type AlertRuleRequest = { readonly of: "quota" | "cost" | "credits"; readonly quota?: string; readonly at: string };

export type AlertRules = { readonly items: readonly AlertRule[] };

export type Amount = "negotiated" | Money | { readonly low: Money; readonly high: Money } | { readonly atLeast: Money };

export type AmountDue = "negotiated" | MoneyDue | { readonly low: MoneyDue; readonly high: MoneyDue } | { readonly atLeast: MoneyDue };

export type Api = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly plans?: readonly string[];
  readonly features?: FeatureGrants;
  readonly events?: readonly ApiEvent[];
  readonly name: string;
  readonly version: string;
  readonly path: string;
  readonly upstream?: string;
  readonly routes?: Readonly<Record<string, ApiRoute>>;
  readonly health?: string | HealthCheck;
  readonly sla?: string;
  readonly deprecated?: string;
  readonly sunset?: string;
  readonly successor?: string;
  readonly documentation?: string;
};

export type ApiDetail = {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly version: string;
  readonly path: string;
  readonly status: "active" | "deprecated" | "sunset";
  readonly deprecatedOn: string | null;
  readonly sunsetOn: string | null;
  readonly successor: string | null;
  readonly documentation: string | null;
  readonly routes: readonly { readonly id: string; readonly method: string | null; readonly path: string }[];
  readonly features: Readonly<Record<string, string>>;
  readonly meters: readonly ApiMeter[];
  readonly plans: readonly ApiPlan[];
  readonly sla: { readonly id: string; readonly name: string; readonly uptime: string | null } | null;
  readonly health: "up" | "degraded" | "down" | "unknown";
  readonly measuredUntil: string | null;
  readonly uptime30Days: string | null;
  readonly uptime90Days: string | null;
  readonly hours: readonly ApiHour[];
  readonly days: readonly ApiHour[];
  readonly incidents: readonly { readonly from: string; readonly to: string | null; readonly seconds: number }[];
  readonly calls: readonly {
    readonly from: string;
    readonly calls: number;
    readonly failed: number;
    readonly p50Ms: number | null;
    readonly p95Ms: number | null;
  }[];
};

export type ApiEvent = {
  readonly event: string;
  readonly of?: "answered" | "all";
  readonly data?: Readonly<Record<string, CallMeasure>>;
};

export type ApiHour = {
  readonly from: string;
  readonly to: string;
  readonly uptime: string | null;
  readonly downSeconds: number;
  readonly degradedSeconds: number;
  readonly measuredSeconds: number;
};

export type ApiKey = {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly state: "works" | "revoked" | "expired" | "other-secret";
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
  readonly replacedBy: string | null;
};

export type ApiKeyRequest = { readonly name?: string; readonly scopes: readonly string[]; readonly expiresAt?: string };

export type ApiKeys = { readonly items: readonly ApiKey[] };

export type ApiList = {
  readonly items: readonly ({
    readonly id: string;
    readonly name: string;
    readonly description: string | null;
    readonly version: string;
    readonly path: string;
    readonly status: "active" | "deprecated" | "sunset";
    readonly deprecatedOn: string | null;
    readonly sunsetOn: string | null;
    readonly successor: string | null;
    readonly documentation: string | null;
    readonly routes: readonly { readonly id: string; readonly method: string | null; readonly path: string }[];
    readonly features: Readonly<Record<string, string>>;
    readonly meters: readonly ApiMeter[];
    readonly plans: readonly ApiPlan[];
    readonly sla: { readonly id: string; readonly name: string; readonly uptime: string | null } | null;
    readonly health: "up" | "degraded" | "down" | "unknown";
    readonly measuredUntil: string | null;
    readonly uptime30Days: string | null;
    readonly uptime90Days: string | null;
  })[];
};

export type ApiMeter = {
  readonly meter: string;
  readonly name: string;
  readonly unit: string;
  readonly counts: string;
  readonly routes: readonly (string | null)[];
};

export type ApiPlan = {
  readonly id: string;
  readonly name: string;
  readonly without: readonly string[];
  readonly charges: readonly PlanCharge[];
};

export type ApiRoute = {
  readonly plans?: readonly string[];
  readonly features?: FeatureGrants;
  readonly events?: readonly ApiEvent[];
  readonly method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";
  readonly path: string;
};

export type Approval = {
  readonly id: string;
  readonly state: "open" | "approved" | "performed" | "failed" | "refused" | "expired";
  readonly action: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly customer: string | null;
  readonly why: string | null;
  readonly rule: ApprovalRule | null;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly expiresAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
  readonly answer: { readonly status: number | null; readonly body: unknown } | null;
};

export type ApprovalPage = { readonly items: readonly Approval[]; readonly next: string | null };

export type ApprovalPolicy = { readonly rules: readonly ApprovalRule[]; readonly followModel?: boolean };

export type ApprovalPolicyInForce = {
  readonly rules: readonly ApprovalRule[];
  readonly followModel?: boolean;
  readonly modelRules: readonly ApprovalRule[];
};

export type ApprovalPolicyRequest = {
  readonly rules: readonly {
    readonly action: Action;
    readonly above?: readonly Money[];
    readonly discountAbove?: Percent;
    readonly discountAmountAbove?: readonly Money[];
    readonly agreedPrices?: boolean;
    readonly approvers: readonly string[];
    readonly days?: number;
  }[];
  readonly followModel?: boolean;
};

export type ApprovalRule = {
  readonly action: Action;
  readonly above?: readonly Money[];
  readonly discountAbove?: Percent;
  readonly discountAmountAbove?: readonly Money[];
  readonly agreedPrices?: boolean;
  readonly approvers: readonly string[];
  readonly days?: number;
};

export type AuditEntryPage = {
  readonly items: readonly {
    readonly position: number;
    readonly at: string;
    readonly actor: string;
    readonly action: string;
    readonly subject: string;
    readonly customer: string | null;
    readonly request: string;
    readonly approval: string | null;
    readonly before: unknown;
    readonly after: unknown;
    readonly forgotten: boolean;
    readonly hash: string;
  }[];
  readonly next: string | null;
};

export type AuditVerdict = {
  readonly sound: boolean;
  readonly entries: number;
  readonly head: SealedHead;
  readonly broken: { readonly position: number; readonly code: string; readonly message: string } | null;
};

export type BalanceApplication = {
  readonly fact?: "balance-application";
  readonly id: string;
  readonly customer: string;
  readonly to?: readonly { readonly invoice: string; readonly amount?: Money }[];
};

export type BankLine = {
  readonly id: string;
  readonly statement: string;
  readonly bookedOn: string;
  readonly amount: string;
  readonly currency: string;
  readonly name: string | null;
  readonly iban: string | null;
  readonly remittance: string;
  readonly reference: string | null;
  readonly state: string;
  readonly because: string | null;
  readonly customer: string | null;
  readonly payment: string | null;
  readonly applications: readonly { readonly invoice: string; readonly amount?: string }[];
  readonly settledAt: string | null;
  readonly suggestions: readonly ({
    readonly customer: string;
    readonly applications: readonly { readonly invoice: string; readonly amount: string }[];
    readonly score: number;
    readonly because: readonly ("reference" | "number" | "account" | "name" | "amount" | "sum")[];
  })[];
};

export type BankLinePage = { readonly items: readonly BankLine[]; readonly next: string | null };

export type BatchAnswer = {
  readonly accepted: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly rejected: number;
  readonly items: readonly ItemAnswer[];
  readonly touches?: readonly {
    readonly customer: string;
    readonly subscription: string;
    readonly charge: string;
    readonly meter: string;
    readonly from: string;
    readonly to: string;
    readonly line: string;
    readonly late: boolean;
    readonly events: number;
  }[];
};

export type Benchmark = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly kind: "direct" | "indirect" | "alternative";
  readonly price?: Amount;
  readonly per?: string;
  readonly marketShare?: Portion;
  readonly comparedWith?: string;
  readonly source?: string;
  readonly asOf?: string;
};

export type Bundle = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly parts: readonly ({
    readonly id?: string;
    readonly plan?: string;
    readonly addon?: string;
    readonly offer?: string;
    readonly licence?: string;
    readonly quantity?: Quantity;
    readonly cadence?: Cadence;
    readonly standalone?: AmountDue;
    readonly residual?: { readonly low: MoneyDue; readonly high: MoneyDue };
    readonly afterwards?: "ends" | "renews";
  })[];
  readonly price?: Price;
  readonly every?: Cadence;
  readonly regularlySoldAs?: readonly string[];
  readonly partner?: string;
};

export type BundlePurchase = {
  readonly fact?: "bundle";
  readonly id: string;
  readonly customer: string;
  readonly bundle: string;
  readonly start: string;
  readonly quantity?: Quantity;
  readonly agreed?: Money;
  readonly contractNumber?: string;
  readonly eligibilities?: readonly string[];
};

export type Cadence = string;

export type CallMeasure = "calls" | "request-bytes" | "response-bytes" | "milliseconds" | "status" | "method" | "api" | "route" | { readonly segment: string; readonly default?: string | number | boolean } | {
  readonly of: "request" | "response";
  readonly field: string;
  readonly default?: string | number | boolean;
};

export type Caller = {
  readonly kind: "key" | "session";
  readonly organisation: string;
  readonly environment: string;
  readonly member: string | null;
  readonly actions: readonly string[];
};

export type Cancellation = {
  readonly fact?: "cancel";
  readonly id: string;
  readonly customer: string;
  readonly subscription: string;
  readonly on?: string;
  readonly when?: "now" | "period-end";
  readonly credit?: "prorated" | "none";
  readonly fee?: Money;
};

export type Capital = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly opening?: string;
  readonly collectedAfter?: string;
  readonly paidLate?: string;
  readonly lateBy?: string;
  readonly failedPayments?: string;
  readonly recoveredPayments?: string;
};

export type ChangedFigure = {
  readonly id: string;
  readonly label: string;
  readonly unit: "money" | "customers" | "ratio" | "month";
  readonly base: { readonly value: string | null; readonly month: string | null };
  readonly changed: { readonly value: string | null; readonly month: string | null };
};

export type ChangedRow = {
  readonly id: string;
  readonly section: string;
  readonly label: string;
  readonly unit: "money" | "customers" | "ratio" | "months" | "days" | "index";
  readonly over: "sum" | "first" | "last" | "period";
  readonly base: readonly string[];
  readonly changed: readonly string[];
};

export type Channel = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly kind: "self-serve" | "direct" | "partner" | "marketplace" | "community";
  readonly partner?: string;
  readonly billedBy: "us" | "channel";
  readonly fee?: PortionRate;
  readonly listingFee?: { readonly amount: MoneyDue; readonly paidBy: "us" | "seller" };
  readonly marketplace?: string;
  readonly plans?: readonly string[];
  readonly eligibility?: string;
};

export type Charge = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name?: string;
  readonly stream?: string;
  readonly meter: string;
  readonly price: Price;
  readonly every?: Cadence;
  readonly included?: Quantity;
  readonly includedInStub?: "whole" | "prorated";
  readonly overage?: "bill" | "block";
  readonly alertAt?: readonly Percent[];
  readonly timing?: "in-arrears";
};

export type ChargeRequest = { readonly method?: string; readonly amount?: Money };

export type CheckRequest = {
  readonly customer: string;
  readonly meter?: string;
  readonly feature?: string;
  readonly quantity?: Quantity;
  readonly level?: string;
};

export type CheckoutRequest = {
  readonly provider: string;
  readonly kinds?: readonly ("card" | "ach" | "sepa-debit" | "bank-transfer")[];
  readonly successUrl: string;
  readonly cancelUrl: string;
};

export type ChosenMetricSettings = {
  readonly preset?: "stripe" | "chartmogul" | "smsb";
  readonly normalisation?: "months" | "thirty-days" | "four-weeks";
  readonly usage?: "out" | "in";
  readonly discounts?: "all" | "recurring" | "forever" | "none";
  readonly trials?: "out" | "in";
  readonly freeCustomers?: "out" | "after-paying" | "in";
  readonly churnDate?: "end" | "request" | "paid-through";
  readonly pauses?: "churn" | "contraction";
  readonly reactivation?: "separate" | "new";
  readonly lateRenewalDays?: number;
  readonly grouping?: "moment" | "hour" | "month";
  readonly netting?: "subscription" | "customer";
  readonly priceChanges?: "within" | "separate";
  readonly sliceMoves?: "transfer" | "movement";
  readonly fx?: "moving" | "fixed";
  readonly fxFixedOn?: string;
  readonly retentionMethod?: "cohort" | "compound" | "mean";
  readonly retentionReactivation?: "out" | "in";
  readonly grossRetention?: "lowest" | "end";
  readonly churnBase?: "start" | "average" | "start-plus-new";
  readonly churnCount?: "of-start" | "all";
  readonly quickRatioReactivation?: "in" | "out";
  readonly cohortClock?: "calendar" | "anniversary";
  readonly cohortBase?: "first" | "month-end";
  readonly dsoMethod?: "simple" | "countback";
  readonly deferred?: "gross" | "paid";
  readonly revenueBasis?: "recognised" | "billed";
  readonly concentrationBasis?: "mrr" | "billed";
  readonly churnSpan?: "month" | "year";
  readonly lifetimeCapMonths?: number;
  readonly ltvMargin?: "gross-margin" | "revenue";
  readonly ltvChurn?: "logo" | "revenue";
};

export type Churn = { readonly kind: "monthly"; readonly rate: string } | { readonly kind: "by-age"; readonly rates: readonly string[] } | { readonly kind: "at-renewal"; readonly share: string } | { readonly kind: "shifted-beta-geometric"; readonly alpha: string; readonly beta: string };

export type Claim = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly section: string;
  readonly states: string | { readonly low: string; readonly high: string } | Readonly<Record<string, string | { readonly low: string; readonly high: string }>>;
  readonly formula?: string;
  readonly unchecked?: string;
  readonly within?: Percent;
  readonly bounds?: "same" | "widest";
  readonly whole?: boolean;
  readonly metric?: "logo-churn" | "customer-retention" | "customer-lifetime" | "grr" | "nrr" | "arpa" | "gross-margin" | "cac" | "ltv" | "ltv-to-cac" | "cac-payback";
  readonly of?: string;
  readonly because?: string | Readonly<Record<string, string>>;
};

export type ClockMove = { readonly now?: string; readonly hours?: number; readonly days?: number; readonly years?: number };

export type ClockReading = { readonly now: string; readonly mode: "real" | "manual"; readonly invoices: number };

export type ClockState = { readonly now: string; readonly mode: "real" | "manual" };

export type CloseList = {
  readonly items: readonly {
    readonly month: string;
    readonly from: string;
    readonly to: string;
    readonly zone: string;
    readonly closedAt: string;
    readonly head: SealedHead;
    readonly recognised: readonly CurrencyAmount[];
    readonly entries: number;
  }[];
  readonly next: string | null;
  readonly openMonth: string | null;
};

export type CloseRequest = { readonly month: string };

export type CloudEvent = {
  readonly specversion: "1.0";
  /** Unique within its source */ readonly id: string;
  /** Who saw it */ readonly source: string;
  /** What happened; meters pick their events by it */ readonly type: string;
  /** The customer */ readonly subject: string;
  /** When it happened, RFC 3339 with an offset */ readonly time: string;
  /** Flat. A quantity is a number of at most 15 significant digits, or a decimal string */ readonly data?: Readonly<Record<string, string | number | boolean>>;
};

export type Contest = {
  readonly fact?: "contest";
  readonly id: string;
  readonly customer: string;
  readonly invoice: string;
};

export type ContestEnd = {
  readonly fact?: "contest-end";
  readonly id: string;
  readonly customer: string;
  readonly invoice: string;
};

export type Contract = {
  readonly id: string;
  readonly customer: string;
  readonly customerName: string;
  readonly number: string;
  readonly template: string;
  readonly name: string;
  readonly status: "scheduled" | "running" | "ended";
  readonly start: string;
  readonly end: string;
  readonly renewsOn: string | null;
  readonly noticeBy: string | null;
  readonly noticeGiven: boolean;
  readonly endsOn: string | null;
  readonly netDays: number | null;
  readonly commitment: {
    readonly amount: Money;
    readonly per: Cadence;
    readonly shortfall: "true-up" | "carry" | "waive";
  } | null;
  readonly terms: readonly {
    readonly start: string;
    readonly end: string;
    readonly months: number;
    readonly model: string;
    readonly by: "signature" | "renewal" | "automatic";
  }[];
  readonly periods: readonly ContractPeriod[];
  readonly remaining: { readonly total: string; readonly withinYear: string };
  readonly dates: readonly ContractDate[];
  readonly purchases: readonly string[];
};

export type ContractDate = {
  readonly kind: "contract-start" | "notice-deadline" | "contract-renews" | "contract-end" | "escalation" | "commitment-end";
  readonly on: string;
  readonly amount: string | null;
  readonly note: string | null;
};

export type ContractNotice = {
  readonly fact?: "contract-notice";
  readonly id: string;
  readonly customer: string;
  readonly contract: string;
};

export type ContractPage = {
  readonly items: readonly ({
    readonly id: string;
    readonly customer: string;
    readonly customerName: string;
    readonly number: string;
    readonly template: string;
    readonly name: string;
    readonly status: "scheduled" | "running" | "ended";
    readonly start: string;
    readonly end: string;
    readonly renewsOn: string | null;
    readonly noticeBy: string | null;
    readonly noticeGiven: boolean;
    readonly endsOn: string | null;
    readonly netDays: number | null;
    readonly commitment: {
      readonly amount: Money;
      readonly per: Cadence;
      readonly shortfall: "true-up" | "carry" | "waive";
    } | null;
    readonly terms: readonly {
      readonly start: string;
      readonly end: string;
      readonly months: number;
      readonly model: string;
      readonly by: "signature" | "renewal" | "automatic";
    }[];
    readonly periods: readonly ContractPeriod[];
    readonly remaining: { readonly total: string; readonly withinYear: string };
    readonly dates: readonly ContractDate[];
    readonly purchases: readonly string[];
    readonly expanded?: { readonly customer?: CustomerSummary | null };
  })[];
  readonly next: string | null;
};

export type ContractPeriod = {
  readonly from: string;
  readonly to: string;
  readonly committed: string | null;
  readonly spent: string;
  readonly billed: string | null;
  readonly carried: string | null;
};

export type ContractRenewal = {
  readonly fact?: "contract-renewal";
  readonly id: string;
  readonly customer: string;
  readonly contract: string;
  readonly months?: number;
  readonly commitment?: MoneyDue;
  readonly agreed?: Readonly<Record<string, Readonly<Record<string, Percent | Money>>>>;
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  readonly netDays?: number;
  readonly prepaymentDiscount?: Portion;
  readonly expectedVolume?: Quantity;
};

export type ContractTemplate = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly plans?: readonly string[];
  readonly term: number | { readonly low: number; readonly high: number };
  readonly commitment?: {
    readonly amount: AmountDue;
    readonly per: Cadence;
    readonly shortfall?: "true-up" | "carry" | "waive";
    readonly stream?: string;
  };
  readonly rebate?: {
    readonly per: Cadence;
    readonly offer?: string;
    readonly meter?: string;
    readonly tiers: readonly { readonly from: Quantity; readonly percent: Portion }[];
  };
  readonly escalator?: { readonly kind: "fixed"; readonly percent: SignedPercent; readonly every: Cadence } | {
    readonly kind: "index";
    readonly index: string;
    readonly every: Cadence;
    readonly floor?: SignedPercent;
    readonly cap?: SignedPercent;
  };
  readonly renewalCap?: Percent;
  readonly renewal?: { readonly automatic: boolean; readonly noticeDays: number };
  readonly netDays?: number;
  readonly methods?: readonly string[];
  readonly invoicing?: Invoicing;
  readonly discounts?: readonly string[];
  readonly prices?: Readonly<Record<string, { readonly base?: PricesByCadence; readonly charges?: Readonly<Record<string, Price>> }>>;
  readonly features?: FeatureGrants;
  readonly quotas?: Readonly<Record<string, Quota>>;
  readonly earlyTermination?: { readonly noticeDays: number; readonly ofRemaining?: Portion; readonly fee?: MoneyDue };
  readonly options?: readonly ({
    readonly name: string;
    readonly plan?: string;
    readonly offer?: string;
    readonly licence?: string;
    readonly quantity?: Quantity;
    readonly price?: Price;
    readonly withinMonths?: number;
    readonly right?: {
      readonly purchases: MoneyDue;
      readonly discount: Portion;
      readonly otherwise?: Portion;
      readonly likelihood: Portion;
    };
  })[];
  readonly guarantees?: readonly {
    readonly name: string;
    readonly description?: string;
    readonly remedy?: "refund" | "credit" | "fee-waived" | "repeat-service" | "none";
  }[];
  readonly sla?: string;
  readonly serviceCredits?: { readonly maximum: MoneyDue; readonly per?: Cadence };
  readonly prepayment?: {
    readonly share: Portion;
    readonly discount?: PortionRate;
    readonly rollover?: {
      readonly share?: Portion;
      readonly maximum?: MoneyDue;
      readonly times: number;
      readonly months?: number;
    };
    readonly financing?: boolean;
  };
  readonly eligibility?: string;
};

export type Contracts = { readonly items: readonly Contract[] };

export type CorrectionBatch = {
  readonly accepted: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly unknown: number;
  readonly rejected: number;
  readonly items: readonly {
    readonly id?: string;
    readonly status: "accepted" | "duplicate" | "conflict" | "unknown-event" | "rejected";
    readonly receivedAt?: string;
    readonly hint?: Fault;
    readonly errors?: readonly Fault[];
  }[];
  readonly touches?: readonly ({
    readonly subscription: string;
    readonly plan: string | null;
    readonly addon: string | null;
    readonly charge: string;
    readonly meter: string;
    readonly from: string;
    readonly to: string;
    readonly line: string;
    readonly invoice: { readonly id: string; readonly number: string } | null;
    readonly customer: string;
    readonly event: { readonly source: string; readonly id: string };
    readonly effect: "leaves" | "joins";
  })[];
};

export type Correlation = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly between: readonly string[];
  readonly is: string;
};

export type Cost = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly function: "cost-of-revenue" | "sales-and-marketing" | "research-and-development" | "administration";
  readonly stream?: string;
  readonly kind: "fixed";
  readonly amount: string;
} | {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly function: "cost-of-revenue" | "sales-and-marketing" | "research-and-development" | "administration";
  readonly stream?: string;
  readonly kind: "per-customer";
  readonly amount: string;
  readonly segment?: string;
} | {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly function: "cost-of-revenue" | "sales-and-marketing" | "research-and-development" | "administration";
  readonly stream?: string;
  readonly kind: "per-unit";
  readonly meter: string;
  readonly amount: string;
} | {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly function: "cost-of-revenue" | "sales-and-marketing" | "research-and-development" | "administration";
  readonly stream?: string;
  readonly kind: "share";
  readonly rate: string;
  readonly of: "collections" | "revenue" | "billings";
  readonly ofStream?: string;
} | {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly function: "cost-of-revenue" | "sales-and-marketing" | "research-and-development" | "administration";
  readonly stream?: string;
  readonly kind: "partner-share";
  readonly share?: string;
  readonly partner?: string;
  readonly of?: "billings" | "revenue";
  readonly ofStream?: string;
  readonly through?: string;
  readonly rate?: string;
} | {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly function: "cost-of-revenue" | "sales-and-marketing" | "research-and-development" | "administration";
  readonly stream?: string;
  readonly kind: "headcount";
  readonly people: string;
  readonly salary: string;
  readonly onTop?: string;
};

export type Coupon = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly code: string;
  readonly discount: string;
  readonly duration: { readonly kind: "once" } | { readonly kind: "repeating"; readonly count: number; readonly unit: "invoices" | "months" } | { readonly kind: "forever" };
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly perCustomer?: number;
  readonly plans?: readonly string[];
};

export type CouponRedemption = {
  readonly fact?: "coupon";
  readonly id: string;
  readonly customer: string;
  readonly subscription: string;
  readonly on?: string;
  readonly code: string;
};

export type Credit = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly kind: "sla" | "promotional" | "prepaid" | "goodwill" | "referral";
  readonly amount?: MoneyDue;
  readonly price?: MoneyDue;
  readonly every?: Cadence;
  readonly count?: number;
  readonly expiresAfterMonths?: number;
  readonly expiresWithPeriod?: boolean;
  readonly rollover?: {
    readonly share?: Portion;
    readonly maximum?: MoneyDue;
    readonly times: number;
    readonly months?: number;
  };
  readonly priority?: number;
  readonly appliesTo?: "recurring" | "usage" | "all";
  readonly streams?: readonly string[];
  readonly plans?: readonly string[];
  readonly charges?: readonly string[];
  readonly covers?: "invoiced" | "served";
  readonly availableFrom?: "invoice" | "payment";
  readonly breakage?: { readonly expected?: Portion; readonly stream: string };
  readonly eligibility?: string;
};

export type CreditGrant = {
  readonly fact?: "grant";
  readonly id: string;
  readonly customer: string;
  readonly credit?: string;
  readonly kind?: "sla" | "promotional" | "prepaid" | "goodwill" | "referral";
  readonly amount?: MoneyDue;
  readonly price?: MoneyDue;
  readonly date: string;
  readonly expires?: string;
  readonly expiresAfterMonths?: number;
  readonly expiresWithPeriod?: boolean;
  readonly rollover?: {
    readonly share?: Portion;
    readonly maximum?: MoneyDue;
    readonly times: number;
    readonly months?: number;
  };
  readonly priority?: number;
  readonly appliesTo?: "recurring" | "usage" | "all";
  readonly streams?: readonly string[];
  readonly plans?: readonly string[];
  readonly charges?: readonly string[];
  readonly covers?: "invoiced" | "served";
  readonly availableFrom?: "invoice" | "payment";
  readonly every?: Cadence;
  readonly count?: number;
  readonly until?: string;
  readonly subscription?: string;
  readonly contract?: string;
  readonly reason?: string;
};

export type CreditGrantAdjustment = {
  readonly fact?: "adjust-grant";
  readonly id: string;
  readonly customer: string;
  readonly grant: string;
  readonly date: string;
  readonly add?: MoneyDue;
  readonly remove?: MoneyDue;
  readonly expires?: string | "never";
  readonly priority?: number;
  readonly reason: string;
};

export type CreditGrantVoid = {
  readonly fact?: "void-grant";
  readonly id: string;
  readonly customer: string;
  readonly grant: string;
  readonly date: string;
  readonly reason: string;
};

export type CreditHoldings = {
  readonly currency: Currency | null;
  readonly holders: number;
  readonly balance: string;
  readonly paid: string;
  readonly given: string;
  readonly expiring: string;
  readonly until: string;
  readonly used: string;
  readonly expired: string;
  readonly items: readonly ({
    readonly customer: string;
    readonly name: string;
    readonly currency: Currency;
    readonly balance: string;
    readonly paid: string;
    readonly nextExpiry: { readonly at: string; readonly amount: string; readonly grant: string; readonly name: string } | null;
  })[];
  readonly next: string | null;
};

export type CreditNoteOrder = {
  readonly fact?: "credit-note";
  readonly id: string;
  readonly customer: string;
  readonly invoice: string;
  readonly reason: string;
  readonly lines?: readonly { readonly line: string; readonly amount?: Money }[];
  readonly amount?: Money;
};

export type Currency = string;

export type CurrencyAmount = { readonly currency: string; readonly amount: string };

export type Customer = {
  readonly fact?: "customer";
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
  readonly segment?: string;
  readonly country?: string;
  readonly address?: Address;
  readonly vatNumber?: string;
  readonly registration?: string;
  readonly business?: boolean;
  readonly taxExempt?: {
    readonly reason: string;
    readonly jurisdiction?: string;
    readonly from?: string;
    readonly until?: string;
  };
  readonly reference?: string;
  readonly purchaseOrder?: string;
  readonly language?: string;
  readonly payer?: string;
  readonly invoicesPer?: "account" | "customer" | "subscription";
  readonly priceList?: string;
  readonly currency?: string;
  readonly timeZone?: string;
};

export type CustomerCredits = {
  readonly customer: string;
  readonly currency: Currency | null;
  readonly balance: string;
  readonly grants: readonly ({
    readonly id: string;
    readonly name: string;
    readonly credit: string | null;
    readonly kind: "prepaid" | "promotional" | "sla" | "goodwill" | "referral";
    readonly amount: string;
    readonly pricePaid: string;
    readonly remaining: string;
    readonly burned: string;
    readonly expired: string;
    readonly voided: string;
    readonly priority: number;
    readonly appliesTo: "recurring" | "usage" | "all";
    readonly effectiveAt: string;
    readonly expiresAt: string | null;
    readonly source: {
      readonly kind: "subscription" | "sla" | "top-up" | "contract" | "command";
      readonly id: string;
    };
  })[];
  readonly recurring: readonly {
    readonly id: string;
    readonly name: string;
    readonly amount: string;
    readonly every: string;
    readonly next: string;
    readonly subscription: string | null;
  }[];
  readonly sold: readonly ({
    readonly id: string;
    readonly name: string;
    readonly amount: string;
    readonly price: string;
    readonly date: string;
    readonly invoice: string | null;
    readonly source: {
      readonly kind: "subscription" | "sla" | "top-up" | "contract" | "command";
      readonly id: string;
    };
  })[];
  readonly topUpRules: readonly {
    readonly id: string;
    readonly credit: string | null;
    readonly whenBelow: string;
    readonly amount: string | null;
    readonly price: string | null;
    readonly upTo: string | null;
    readonly maximumPerMonth: string | null;
    readonly availableFrom: "invoice" | "payment" | null;
    readonly from: string;
    readonly to: string | null;
  }[];
  readonly uses: readonly ({
    readonly id: string;
    readonly invoice: string | null;
    readonly at: string;
    readonly draws: readonly {
      readonly grant: string;
      readonly line: string;
      readonly stream: string;
      readonly amount: string;
      readonly pricePaid: string;
      readonly returned: string;
    }[];
  })[];
  readonly serviceCredits: readonly {
    readonly sla: string;
    readonly report: string;
    readonly periodStart: string;
    readonly amount: string;
    readonly at: string;
    readonly paidAs: "credits" | "credit-note";
    readonly explanation: readonly string[];
  }[];
};

export type CustomerDetail = {
  readonly id: string;
  readonly name: string;
  readonly segment: string | null;
  readonly country: string | null;
  readonly currency: Currency | null;
  readonly subscriptions: readonly SubscriptionSummary[];
  readonly invoiced: string;
  readonly parked: { readonly reason: string; readonly since: string } | null;
  readonly createdAt: string;
  readonly email: string | null;
  readonly timeZone: string | null;
  readonly phone: string | null;
  readonly address: {
    readonly line1?: string;
    readonly line2?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly region?: string;
    readonly country: string;
  } | null;
  readonly vatNumber: string | null;
  readonly vatCheck: {
    readonly number: string;
    readonly valid: boolean;
    readonly name: string | null;
    readonly checkedAt: string;
    readonly consultation: string | null;
  } | null;
  readonly registration: string | null;
  readonly business: boolean | null;
  readonly taxExempt: {
    readonly reason: string;
    readonly jurisdiction?: string;
    readonly from?: string;
    readonly until?: string;
  } | null;
  readonly reference: string | null;
  readonly purchaseOrder: string | null;
  readonly language: string | null;
  readonly invoicesPer: "account" | "customer" | "subscription" | null;
  readonly payer: { readonly id: string; readonly name: string } | null;
  readonly children: readonly { readonly id: string; readonly name: string }[];
  readonly licences: readonly {
    readonly id: string;
    readonly licence: string;
    readonly name: string;
    readonly quantity: string;
    readonly start: string;
  }[];
  readonly sales: readonly {
    readonly id: string;
    readonly offer: string;
    readonly name: string;
    readonly date: string;
    readonly quantity: string;
    readonly unit: string | null;
    readonly delivery: string | null;
  }[];
  readonly bundles: readonly {
    readonly id: string;
    readonly bundle: string;
    readonly name: string;
    readonly start: string;
    readonly quantity: string;
  }[];
  readonly nextDue: string | null;
  readonly draftOpen: boolean;
  readonly billedUsage: readonly { readonly meter: string; readonly from: string; readonly to: string }[];
};

export type CustomerEntitlements = {
  readonly customer: string;
  readonly at: string;
  readonly served: boolean;
  readonly servedBy: readonly EntitlementSource[];
  readonly suspendedSince: string | null;
  readonly features: readonly FeatureStanding[];
  readonly quotas: readonly QuotaStanding[];
};

export type CustomerKey = {
  readonly id: string;
  readonly customer: string;
  readonly name: string;
  readonly prefix: string;
  readonly state: "works" | "revoked" | "expired" | "other-secret";
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
};

export type CustomerKeyRequest = { readonly name?: string; readonly expiresAt?: string };

export type CustomerKeys = { readonly items: readonly CustomerKey[] };

export type CustomerPage = { readonly items: readonly CustomerSummary[]; readonly next: string | null };

export type CustomerPayments = {
  readonly customer: string;
  readonly autopay: "issue" | "due" | null;
  readonly methods: readonly {
    readonly id: string;
    readonly provider: string;
    readonly method: string;
    readonly kind: string;
    readonly label: string;
    readonly expires: string | null;
    readonly isDefault: boolean;
    readonly failing: boolean;
    readonly changedAt: string;
  }[];
};

export type CustomerPaymentsRequest = { readonly autopay?: "issue" | "due" | null; readonly order?: readonly string[] };

export type CustomerReceivables = {
  readonly customer: string;
  readonly currency: Currency | null;
  readonly owed: string;
  readonly overdue: string;
  readonly balance: string;
  readonly suspendedSince: string | null;
  readonly items: readonly {
    readonly id: string;
    readonly number: string;
    readonly issuedAt: string;
    readonly dueAt: string;
    readonly total: string;
    readonly open: string;
    readonly status: "open" | "in-dispute" | "paid" | "written-off";
    readonly daysOverdue: number;
    readonly stage: DunningStep | null;
    readonly next: DunningStep | null;
    readonly promisedUntil: string | null;
  }[];
  readonly payments: readonly ({
    readonly id: string;
    readonly at: string;
    readonly amount: string;
    readonly method: string;
    readonly provider: string | null;
    readonly appliedTo: readonly { readonly id: string; readonly number: string; readonly amount: string }[];
    readonly unapplied: string;
    readonly returned: string;
    readonly disputed: string;
  })[];
  readonly notices: readonly {
    readonly id: string;
    readonly at: string;
    readonly action: "remind" | "warn" | "suspend" | "cancel" | "write-off" | "collections";
    readonly afterDueDays: number;
    readonly template: string | null;
    readonly fee: string | null;
    readonly total: string;
    readonly invoices: readonly string[];
  }[];
};

export type CustomerSummary = {
  readonly id: string;
  readonly name: string;
  readonly segment: string | null;
  readonly country: string | null;
  readonly currency: Currency | null;
  readonly subscriptions: readonly SubscriptionSummary[];
  readonly invoiced: string;
  readonly parked: { readonly reason: string; readonly since: string } | null;
  readonly createdAt: string;
};

export type DaysSalesOutstanding = {
  readonly asOf: string;
  readonly items: readonly ({
    readonly currency: string;
    readonly receivable: string;
    readonly simple: { readonly from: string; readonly sold: string; readonly days: string | null };
    readonly countback: { readonly days: string; readonly complete: boolean };
  })[];
};

export type Decision = { readonly reason?: string };

export type DeferredMovement = {
  readonly opening: string;
  readonly billed: string;
  readonly recognised: string;
  readonly catchUp: string;
  readonly terminated: string;
  readonly moved: string;
  readonly closing: string;
};

export type Delivered = { readonly messages: number; readonly news: number };

export type Discount = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name?: string;
  readonly appliesTo?: "recurring" | "usage" | "all";
  readonly cliff?: "intended";
  readonly kind: "volume";
  readonly by: "quantity" | "spend";
  readonly mode: "volume" | "graduated";
  readonly bands: readonly { readonly from: Quantity; readonly percent: Portion }[];
} | {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name?: string;
  readonly appliesTo?: "recurring" | "usage" | "all";
  readonly cliff?: "intended";
  readonly kind: "term";
  readonly terms: readonly { readonly years: number; readonly percent: Portion }[];
} | {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name?: string;
  readonly appliesTo?: "recurring" | "usage" | "all";
  readonly cliff?: "intended";
  readonly kind: "percent";
  readonly percent: PortionRate;
  readonly reason: "promotional" | "academic" | "partner" | "negotiated" | "annual";
  readonly eligibility?: string;
} | {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name?: string;
  readonly appliesTo?: "recurring" | "usage" | "all";
  readonly cliff?: "intended";
  readonly kind: "amount";
  readonly amount: MoneyDue;
  readonly reason?: "promotional" | "academic" | "partner" | "negotiated" | "annual";
  readonly eligibility?: string;
};

export type Dispute = {
  readonly fact?: "dispute";
  readonly id: string;
  readonly customer: string;
  readonly payment: string;
  readonly amount: Money;
  readonly provider: string;
  readonly fee?: Money;
};

export type DisputeOutcome = {
  readonly fact?: "dispute-outcome";
  readonly id: string;
  readonly customer: string;
  readonly dispute: string;
  readonly outcome: "won" | "lost";
  readonly feeReturned?: Money;
};

export type DisputePage = {
  readonly items: readonly ({
    readonly id: string;
    readonly customer: string;
    readonly customerName: string;
    readonly payment: string;
    readonly provider: string;
    readonly amount: string;
    readonly currency: string;
    readonly fee: string;
    readonly feeReturned: string;
    readonly feeCurrency: string;
    readonly status: "open" | "won" | "lost";
    readonly openedAt: string;
    readonly decidedAt: string | null;
    readonly expanded?: { readonly customer?: CustomerSummary | null };
  })[];
  readonly next: string | null;
};

export type Distribution = {
  readonly kind: "uniform";
  readonly low: string;
  readonly high: string;
  readonly drawn?: "once" | "monthly";
} | {
  readonly kind: "triangular";
  readonly low: string;
  readonly likely: string;
  readonly high: string;
  readonly drawn?: "once" | "monthly";
} | {
  readonly kind: "pert";
  readonly low: string;
  readonly likely: string;
  readonly high: string;
  readonly drawn?: "once" | "monthly";
} | {
  readonly kind: "normal";
  readonly mean: string;
  readonly deviation: string;
  readonly low?: string;
  readonly high?: string;
  readonly drawn?: "once" | "monthly";
} | {
  readonly kind: "lognormal";
  readonly p10?: string;
  readonly p90?: string;
  readonly median?: string;
  readonly spread?: string;
  readonly low?: string;
  readonly high?: string;
  readonly drawn?: "once" | "monthly";
} | {
  readonly kind: "choices";
  readonly of: readonly { readonly is: string; readonly share: string }[];
  readonly drawn?: "once" | "monthly";
};

export type DocumentSettings = {
  readonly language?: "en" | "de";
  readonly paper?: "A4" | "Letter";
  readonly branding?: {
    readonly accent?: string;
    readonly senderLine?: string;
    readonly footer?: readonly (readonly string[])[];
  };
  readonly contact?: { readonly name?: string; readonly phone?: string; readonly email?: string };
  readonly paymentInstructions?: readonly string[];
  readonly notes?: readonly string[];
  readonly eInvoice?: { readonly profile: "en16931" | "xrechnung"; readonly deliveryCountry?: string };
};

export type DraftList = { readonly items: readonly Invoice[] };

export type Dunning = {
  readonly currency: Currency | null;
  readonly accounts: number;
  readonly overdue: string;
  readonly suspended: number;
  readonly stages: readonly {
    readonly afterDueDays: number;
    readonly action: "remind" | "warn" | "suspend" | "cancel" | "write-off" | "collections";
    readonly template: string | null;
    readonly fee: string | null;
    readonly accounts: number;
    readonly overdue: string;
  }[];
  readonly items: readonly {
    readonly customer: string;
    readonly name: string;
    readonly currency: Currency;
    readonly owed: string;
    readonly overdue: string;
    readonly oldestDueAt: string;
    readonly daysOverdue: number;
    readonly stage: DunningStep;
    readonly next: DunningStep | null;
    readonly suspendedSince: string | null;
    readonly parked: boolean;
  }[];
  readonly next: string | null;
};

export type DunningNoticePage = {
  readonly items: readonly ({
    readonly customer: string;
    readonly id: string;
    readonly at: string;
    readonly action: "remind" | "warn" | "suspend" | "cancel" | "write-off" | "collections";
    readonly afterDueDays: number;
    readonly template: string | null;
    readonly fee: string | null;
    readonly total: string;
    readonly invoices: readonly string[];
    readonly expanded?: { readonly customer?: CustomerSummary | null };
  })[];
  readonly next: string | null;
};

export type DunningPolicy = {
  readonly steps: readonly {
    readonly afterDueDays: number;
    readonly action: "remind" | "warn" | "suspend" | "cancel" | "write-off" | "collections";
    readonly template?: string;
    readonly fee?: MoneyDue;
  }[];
  readonly stream?: string;
  readonly graceDays?: number;
  readonly minimum?: MoneyDue;
  readonly businessDays?: boolean;
  readonly holidays?: readonly string[];
};

export type DunningStep = {
  readonly action: "remind" | "warn" | "suspend" | "cancel" | "write-off" | "collections";
  readonly afterDueDays: number;
  readonly at: string;
};

export type Eligibility = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly evidence?: string;
  readonly when?: Filter;
  readonly discounts?: readonly string[];
  readonly renewAfterMonths?: number;
};

export type EntitlementSource = {
  readonly kind: "contract" | "trial" | "plan" | "addon" | "licence" | "default";
  readonly id: string;
};

export type Entry = {
  readonly id: string;
  readonly position: number;
  readonly date: string;
  readonly documentDate: string | null;
  readonly document: { readonly kind: string; readonly number: string };
  readonly invoice: string | null;
  readonly customer: string | null;
  readonly dueAt: string | null;
  readonly description: string;
  readonly by: string | null;
  readonly reverses: string | null;
  readonly reversedBy: string | null;
  readonly postings: readonly {
    readonly account: string;
    readonly currency: string;
    readonly amount: string;
    readonly invoice: string | null;
    readonly line: string | null;
  }[];
  readonly hash: string;
};

export type EntryPage = { readonly items: readonly Entry[]; readonly next: string | null };

export type EntryReversal = { readonly date: string; readonly reason: string; readonly by: string };

export type EnvironmentRequest = { readonly name: string; readonly kind: "live" | "sandbox"; readonly startsAt?: string };

export type EnvironmentSwitch = { readonly environment: string };

export type Environments = {
  readonly items: readonly ({
    readonly id: string;
    readonly organisation: string;
    readonly name: string;
    readonly kind: "live" | "sandbox";
    readonly createdAt: string;
    readonly current: boolean;
    readonly clock: { readonly now: string; readonly mode: "real" | "manual" };
  })[];
};

export type EraseRequest = { readonly keepInvoicesYears?: number };

export type ErasedMember = {
  readonly member: string;
  readonly erasedAt: string;
  readonly requests: number;
  readonly forgottenChanges: number;
};

export type ErasedPerson = {
  readonly customer: string;
  readonly erasedAt: string;
  readonly invoicesKeptSince: string | null;
  readonly erased: readonly { readonly table: string; readonly rows: number }[];
  readonly forgottenChanges: number;
};

export type EventDetail = {
  readonly id: string;
  readonly source: string;
  readonly status: "standing" | "voided";
  readonly versions: readonly ListedEvent[];
  readonly corrections: readonly {
    readonly id: string;
    readonly kind: "void" | "replace";
    readonly reason?: string;
    readonly receivedAt: string;
  }[];
  readonly meters: readonly string[];
  readonly charges: readonly ({
    readonly subscription: string;
    readonly plan: string | null;
    readonly addon: string | null;
    readonly charge: string;
    readonly meter: string;
    readonly from: string;
    readonly to: string;
    readonly line: string;
    readonly invoice: { readonly id: string; readonly number: string } | null;
  })[];
  readonly unbilled: "unknown-customer" | "unknown-meter" | "no-subscription" | "too-late" | null;
};

export type EventPage = { readonly items: readonly ListedEvent[]; readonly next: string | null };

export type Evidence = {
  readonly control: "access" | "changes" | "reconciliations" | "approvals";
  readonly from: string;
  readonly to: string;
  readonly takenAt: string;
  readonly sha256: string;
  readonly rows: readonly object[];
};

export type ExchangeRatePage = {
  readonly items: readonly {
    readonly from: Currency;
    readonly to: Currency;
    readonly day: string;
    readonly rate: string;
    readonly source: string;
    readonly knownSince: string;
  }[];
  readonly next: string | null;
};

export type ExchangeRatesRequest = {
  readonly rates: readonly {
    readonly from: Currency;
    readonly to: Currency;
    readonly day: string;
    readonly rate: string;
    readonly source?: string;
  }[];
  readonly corrects?: boolean;
};

export type ExchangeRatesTold = {
  readonly added: number;
  readonly corrected: number;
  readonly known: number;
  readonly knownSince: string;
};

export type Fault = {
  readonly code: string;
  readonly path: string;
  readonly message: string;
  /** Whatever was sent */ readonly value?: unknown;
  readonly suggestion?: string;
};

export type Feature = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly kind: "flag";
  readonly default?: true;
} | {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly kind: "limit";
  readonly unit?: string;
  readonly default?: "unlimited" | Quantity;
} | {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly kind: "level";
  readonly levels: readonly string[];
  readonly default?: string;
};

export type FeatureGrants = Readonly<Record<string, true | number | string>>;

export type FeatureStanding = {
  readonly id: string;
  readonly name: string;
  readonly kind: "flag" | "limit" | "level";
  readonly value: true | string | null;
  readonly sources: readonly EntitlementSource[];
};

export type FetchMethodsRequest = { readonly provider: string; readonly reference?: string };

export type Figure = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly is: string | { readonly low: string; readonly high: string } | Distribution | Readonly<Record<string, string | { readonly low: string; readonly high: string } | Distribution>>;
  readonly columns?: readonly string[];
  readonly unit?: string;
  readonly section?: string;
  readonly whole?: boolean;
  readonly metric?: "logo-churn" | "customer-retention" | "customer-lifetime" | "grr" | "nrr" | "arpa" | "gross-margin" | "cac" | "ltv" | "ltv-to-cac" | "cac-payback";
  readonly of?: string;
};

export type Filter = {
  readonly all?: readonly Filter[];
  readonly any?: readonly Filter[];
  readonly property?: string;
  readonly equals?: string | number | boolean;
  readonly notEquals?: string | number | boolean;
  readonly in?: readonly (string | number | boolean)[];
  readonly above?: SignedQuantity;
  readonly below?: SignedQuantity;
  readonly atLeast?: SignedQuantity;
  readonly atMost?: SignedQuantity;
  readonly exists?: boolean;
};

export type FinalizeRequest = {
  readonly reservation: string;
  readonly quantity?: Quantity;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
  readonly happened?: boolean;
};

export type ForeignCurrency = {
  readonly asOf: string;
  readonly currency: string;
  readonly positions: readonly {
    readonly account: string;
    readonly currency: Currency;
    readonly amount: string;
    readonly unvalued: string;
    readonly carrying: string;
    readonly value: string | null;
    readonly gain: string | null;
    readonly rate: FoundExchangeRate | null;
  }[];
  readonly results: readonly ({
    readonly month: string;
    readonly realised: { readonly gain: string; readonly loss: string };
    readonly unrealised: { readonly gain: string; readonly loss: string };
    readonly net: string;
  })[];
  readonly balances: readonly {
    readonly account: string;
    readonly code: string;
    readonly title: string;
    readonly type: "asset" | "liability" | "equity" | "income" | "expense";
    readonly balance: string;
  }[];
  readonly untranslated: readonly { readonly account: string; readonly currency: string; readonly balance: string }[];
};

export type ForeignPayments = {
  readonly currency: string;
  readonly items: readonly {
    readonly id: string;
    readonly kind: "payment" | "refund" | "payment-reversal";
    readonly entry: string;
    readonly date: string;
    readonly customer: string;
    readonly name: string;
    readonly came: CurrencyAmount;
    readonly settled: CurrencyAmount;
    readonly rate: string | null;
    readonly booked: string | null;
    readonly worth: string | null;
    readonly gain: string | null;
  }[];
  readonly next: string | null;
};

export type FoundExchangeRate = {
  readonly from: Currency;
  readonly to: Currency;
  readonly day: string;
  readonly ratedOn: string;
  readonly rate: string;
  readonly source: string;
  readonly how: "same" | "stated" | "inverse" | "through-base";
};

export type FundingRound = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly month: string;
  readonly amount: string;
};

export type GoalAnswer = {
  readonly model: string;
  readonly name: string;
  readonly currency: Currency;
  readonly scenario: string | null;
  readonly driver: string;
  readonly driverUnit: string;
  readonly figure: string;
  readonly figureUnit: string;
  readonly month: string;
  readonly goal: string;
  readonly now: { readonly value: string; readonly figure: string | null };
  readonly from: string;
  readonly to: string;
  readonly verdict: "some" | "several" | "all" | "none";
  readonly turns: readonly { readonly value: string; readonly figure: string; readonly reached: "above" | "below" }[];
  readonly nearest: { readonly value: string; readonly figure: string } | null;
};

export type GoalQuestion = {
  readonly scenario?: string;
  readonly driver: string;
  readonly figure: string;
  readonly atLeast?: string;
  readonly atMost?: string;
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
};

export type HealthCheck = {
  readonly path: string;
  readonly everySeconds?: number;
  readonly withinSeconds?: number;
  readonly downAfter?: number;
  readonly upAfter?: number;
};

export type HeldReservation = {
  readonly id: string;
  readonly customer: string;
  readonly meter: string;
  readonly quantity: string;
  readonly state: "open" | "finalized" | "released" | "lapsed";
  readonly expiresAt: string;
  readonly used: string | null;
};

export type Hold = { readonly held: boolean; readonly since: string | null; readonly backupMadeAt: string | null };

export type Horizon = { readonly from: string; readonly years: number };

export type IgnoreRequest = { readonly reason: string };

export type ImportedStatement = {
  readonly id: string;
  readonly name: string;
  readonly importedAt: string;
  readonly isNew: boolean;
  readonly lines: number;
  readonly matched: number;
  readonly partlyMatched: number;
  readonly returned: number;
  readonly unmatched: number;
  readonly duplicates: number;
  readonly faults: readonly Fault[];
  readonly items: readonly BankLine[];
};

export type Income = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly stream: string;
  readonly amount: string;
};

export type IndexValue = {
  readonly fact?: "index-value";
  readonly id: string;
  readonly customer: string;
  readonly contract: string;
  readonly day: string;
  readonly value: Quantity;
};

export type Invitation = {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly environments?: readonly string[];
};

export type Invoice = {
  readonly kind: "invoice" | "credit-note";
  readonly number: string | null;
  readonly series?: string;
  readonly id: string;
  readonly customer: string;
  readonly customerName: string;
  readonly currency: Currency;
  readonly status: "draft" | "final";
  readonly issuedAt: string;
  readonly dueAt: string;
  readonly model: string;
  readonly seller?: InvoiceSeller;
  readonly buyer?: InvoiceBuyer;
  readonly contracts?: readonly string[];
  readonly methods?: readonly string[];
  readonly corrects?: readonly string[];
  readonly reason?: string;
  readonly pricesInclude?: "tax";
  readonly lines: readonly InvoiceLine[];
  readonly subtotal: string;
  readonly discount: string;
  readonly discounts?: readonly LineDiscount[];
  readonly tax: string;
  readonly taxes?: readonly TaxSubtotal[];
  readonly total: string;
  readonly prepaid?: string;
  readonly due?: string;
};

export type InvoiceAnswer = {
  readonly kind: "invoice" | "credit-note";
  readonly number: string | null;
  readonly series?: string;
  readonly id: string;
  readonly customer: string;
  readonly customerName: string;
  readonly currency: Currency;
  readonly status: "draft" | "final";
  readonly issuedAt: string;
  readonly dueAt: string;
  readonly model: string;
  readonly seller?: InvoiceSeller;
  readonly buyer?: InvoiceBuyer;
  readonly contracts?: readonly string[];
  readonly methods?: readonly string[];
  readonly corrects?: readonly string[];
  readonly reason?: string;
  readonly pricesInclude?: "tax";
  readonly lines: readonly InvoiceLine[];
  readonly subtotal: string;
  readonly discount: string;
  readonly discounts?: readonly LineDiscount[];
  readonly tax: string;
  readonly taxes?: readonly TaxSubtotal[];
  readonly total: string;
  readonly prepaid?: string;
  readonly due?: string;
  readonly expanded?: {
    readonly customer?: CustomerDetail | null;
    readonly subscriptions?: readonly SubscriptionSummary[];
    readonly corrects?: readonly InvoiceSummary[];
  };
};

export type InvoiceBuyer = {
  readonly name: string;
  readonly address?: PartyAddress;
  readonly vatNumber?: string;
  readonly registration?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly reference?: string;
  readonly purchaseOrder?: string;
};

export type InvoiceLine = {
  readonly id: string;
  readonly kind: "recurring" | "usage" | "capacity" | "licence" | "maintenance" | "late-usage" | "unused-time" | "termination-fee" | "dunning-fee" | "credits" | "service-credit" | "true-up" | "rebate" | "one-off" | "milestone";
  readonly description: string;
  readonly stream: string;
  readonly customer?: { readonly id: string; readonly name: string; readonly reference?: string };
  readonly bundle?: { readonly id: string; readonly name: string; readonly price: string };
  readonly subscription?: string;
  readonly plan?: string;
  readonly addon?: string;
  readonly charge?: string;
  readonly meter?: string;
  readonly earned?: "by-day";
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly quantity: string;
  readonly unit?: string;
  readonly gross: string;
  readonly discounts: readonly LineDiscount[];
  readonly amount: string;
  readonly withTax?: string;
  readonly tax?: {
    readonly category: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    readonly rate: string;
    readonly jurisdiction: string;
    readonly name: string;
  };
  readonly explanation: LineExplanation;
  readonly about?: readonly string[];
};

export type InvoicePage = {
  readonly items: readonly ({
    readonly kind: "invoice" | "credit-note";
    readonly id: string;
    readonly number: string;
    readonly customer: string;
    readonly customerName: string;
    readonly status: "final";
    readonly issuedAt: string;
    readonly dueAt: string;
    readonly total: string;
    readonly currency: string;
    readonly lineCount: number;
    readonly expanded?: { readonly customer?: CustomerSummary | null };
  })[];
  readonly next: string | null;
};

export type InvoiceSeller = {
  readonly name: string;
  readonly address?: PartyAddress;
  readonly vatNumber?: string;
  readonly registration?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly bankAccount?: {
    readonly holder?: string;
    readonly iban?: string;
    readonly bic?: string;
    readonly accountNumber?: string;
    readonly routingNumber?: string;
    readonly bank?: string;
  };
};

export type InvoiceSummary = {
  readonly kind: "invoice" | "credit-note";
  readonly id: string;
  readonly number: string;
  readonly customer: string;
  readonly customerName: string;
  readonly status: "final";
  readonly issuedAt: string;
  readonly dueAt: string;
  readonly total: string;
  readonly currency: string;
  readonly lineCount: number;
};

export type Invoicing = {
  readonly series?: string;
  readonly creditNoteSeries?: string;
  readonly grace?: string;
  readonly netDays?: number;
  readonly lateMonths?: number;
  readonly invoicesPer?: "account" | "customer" | "subscription";
  readonly trigger?: { readonly kind: "period"; readonly every: Cadence } | { readonly kind: "usage-threshold"; readonly amount: MoneyDue };
};

export type ItemAnswer = {
  readonly id?: string;
  readonly status: "accepted" | "duplicate" | "conflict" | "rejected";
  readonly unbilled?: "unknown-customer" | "unknown-meter";
  readonly errors?: readonly Fault[];
};

export type KeyHolder = {
  readonly known: boolean;
  readonly customer: string | null;
  readonly id: string | null;
  readonly name: string | null;
  readonly expiresAt: string | null;
};

export type KeyHolderRequest = { readonly key: string };

export type KeyRotation = { readonly overlapHours?: number };

export type LedgerVerification = {
  readonly sound: boolean;
  readonly entries: number;
  readonly head: SealedHead;
  readonly faults: readonly { readonly code: string; readonly message: string }[];
};

export type Licence = {
  readonly kind: "perpetual";
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly stream: string;
  readonly product?: string;
  readonly fee?: AmountDue;
  readonly earnedOverMonths?: number;
  readonly maintenance?: {
    readonly rate: Rate;
    readonly every: Cadence;
    readonly firstDue: "purchase" | "anniversary";
    readonly stream?: string;
  };
  readonly royalty?: {
    readonly rate: PortionRate;
    readonly base: string;
    readonly every: Cadence;
    readonly minimum?: MoneyDue;
  };
  readonly features?: FeatureGrants;
  readonly eligibility?: string;
  readonly requiresContract?: boolean;
  readonly discounts?: readonly string[];
  readonly audience?: string;
  readonly sold?: boolean;
} | {
  readonly kind: "term";
  readonly termMonths: number;
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly stream: string;
  readonly product?: string;
  readonly fee?: AmountDue;
  readonly earnedOverMonths?: number;
  readonly maintenance?: {
    readonly rate: Rate;
    readonly every: Cadence;
    readonly firstDue: "purchase" | "anniversary";
    readonly stream?: string;
  };
  readonly royalty?: {
    readonly rate: PortionRate;
    readonly base: string;
    readonly every: Cadence;
    readonly minimum?: MoneyDue;
  };
  readonly features?: FeatureGrants;
  readonly eligibility?: string;
  readonly requiresContract?: boolean;
  readonly discounts?: readonly string[];
  readonly audience?: string;
  readonly sold?: boolean;
};

export type LicencePurchase = {
  readonly fact?: "licence";
  readonly id: string;
  readonly customer: string;
  readonly licence: string;
  readonly start: string;
  readonly end?: string;
  readonly quantity?: Quantity;
  readonly agreed?: Money;
  readonly discounts?: readonly string[];
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  readonly contractNumber?: string;
  readonly contract?: string;
  readonly eligibilities?: readonly string[];
};

export type LineDiscount = { readonly id: string; readonly label: string; readonly amount: string; readonly code?: string };

export type LineExplanation = {
  readonly price: string;
  readonly priceVersion: string;
  readonly events?: number;
  readonly quantity: string;
  readonly included?: string;
  readonly proration?: { readonly numerator: number; readonly denominator: number };
  readonly steps: readonly {
    readonly label: string;
    readonly quantity?: string;
    readonly rate?: string;
    readonly flat?: string;
    readonly amount: string;
  }[];
  readonly rounding: { readonly from: string; readonly to: string };
  readonly notes?: readonly string[];
};

export type ListedEvent = {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customer: string;
  readonly time: string;
  readonly receivedAt: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
  readonly status: "standing" | "voided" | "replaced";
  readonly withdrawnAt?: string;
  readonly correction?: string;
};

export type LiveChanges = {
  readonly at: string;
  readonly kinds: readonly ("customers" | "customer-keys" | "subscriptions" | "contracts" | "usage" | "entitlements" | "alerts" | "invoices" | "documents" | "payments" | "credits" | "exchange-rates" | "ledger" | "metrics" | "models" | "plan" | "clock" | "webhooks" | "requests" | "members" | "approvals" | "audit-log" | "environments" | "keys")[];
};

export type LoggedRequestPage = {
  readonly items: readonly {
    readonly id: string;
    readonly at: string;
    readonly method: string;
    readonly path: string;
    readonly actor: string;
    readonly status: number;
    readonly code: string | null;
    readonly durationMs: number;
    readonly times: number;
  }[];
  readonly next: string | null;
};

export type Logo = { readonly mediaType: "image/png" | "image/jpeg"; readonly size: number; readonly sha256: string };

export type ManualEntry = {
  readonly id: string;
  readonly date: string;
  readonly reason: string;
  readonly by: string;
  readonly postings: readonly { readonly account: string; readonly debit?: Money; readonly credit?: Money }[];
};

export type MatchRequest = {
  readonly customer?: string;
  readonly applications?: readonly { readonly invoice: string; readonly amount?: Money }[];
  readonly exchange?: "by-table" | { readonly settles: Money } | { readonly rate: string };
  readonly payment?: string;
};

export type MeasuredDrivers = {
  readonly lock: string;
  readonly model: string;
  readonly currency: Currency;
  readonly from: string;
  readonly to: string;
  readonly unknownSegments: readonly { readonly segment: string; readonly customers: number; readonly meant?: string }[];
  readonly unknownCosts: readonly {
    readonly cost: string;
    readonly amount: string;
    readonly currency: Currency;
    readonly meant?: string;
  }[];
  readonly items: readonly ({
    readonly id: string;
    readonly label: readonly string[];
    readonly unit: "customers per month" | "share per month" | "share" | "units per month" | "times the list price" | "months" | "money per unit" | "money per customer" | "money per customer per month" | "money per month";
    readonly assumed: number | null;
    readonly measured: number | null;
    readonly count: number;
    readonly observations: number;
    readonly interval: { readonly low: number; readonly high: number } | null;
    readonly within: boolean | null;
  })[];
};

export type MeasuredTargets = {
  readonly lock: string;
  readonly model: string;
  readonly currency: Currency;
  readonly from: string;
  readonly to: string;
  readonly unknownSegments: readonly { readonly segment: string; readonly customers: number; readonly meant?: string }[];
  readonly unknownCosts: readonly {
    readonly cost: string;
    readonly amount: string;
    readonly currency: Currency;
    readonly meant?: string;
  }[];
  readonly items: readonly {
    readonly target: string;
    readonly name: string;
    readonly verdict: "reached" | "missed" | "beyond" | "undefined";
    readonly month?: string;
    readonly figure?: string;
    readonly bound?: string;
    readonly missedMonths: number;
    readonly basis?: "actual" | "estimate";
  }[];
};

export type MeasurementAnswer = {
  readonly items: readonly {
    readonly status: "accepted" | "duplicate" | "conflict" | "rejected";
    readonly errors?: readonly Fault[];
  }[];
};

export type Measurements = {
  readonly items: readonly ({
    readonly gateway: string;
    readonly api: string;
    readonly state: "up" | "degraded" | "down";
    readonly from: string;
    readonly to: string;
    readonly calls?: readonly { readonly withinMs: number | null; readonly calls: number; readonly failed: number }[];
  })[];
};

export type Member = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly environments: readonly string[] | null;
  readonly state: "invited" | "member" | "suspended";
  readonly oneTimeCodes: boolean;
  readonly createdAt: string;
};

export type MemberChange = { readonly role: string; readonly environments?: readonly string[] };

export type MemberData = {
  readonly member: string;
  readonly takenAt: string;
  /** By environment, then by table: `count` rows, and at most 10,000 `rows` */ readonly environments: object;
};

export type MemberRecovery = { readonly recovery: string; readonly recoveryUntil: string };

export type MemberRecoveryRequest = { readonly endOneTimeCodes?: boolean };

export type Members = { readonly items: readonly Member[] };

export type Meter = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name?: string;
  readonly event: string;
  readonly aggregation: Aggregation;
  readonly unit: string;
  readonly dimensions?: Readonly<Record<string, "any" | readonly string[]>>;
  readonly filter?: Filter;
  readonly capturedAt?: "gateway" | "platform";
};

export type MeterSummary = {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly event: string;
  readonly aggregation: string;
  readonly dimensions: readonly string[];
};

export type MethodPage = { readonly url: string; readonly expiresAt: string | null };

export type MethodPageRequest = {
  readonly provider: string;
  readonly kinds?: readonly ("card" | "ach" | "sepa-debit" | "bank-transfer")[];
  readonly successUrl: string;
  readonly cancelUrl: string;
};

export type MetricCatalogue = {
  readonly metrics: readonly {
    readonly id: string;
    readonly name: string;
    readonly shape: "figure" | "triangle";
    readonly unit: "money" | "ratio" | "days" | "months" | "count" | "index";
    readonly period: "instant" | "month" | "rolling-12-months" | "cohort";
    readonly definition: string;
    readonly formula: string;
    readonly source: string;
    readonly settings: readonly MetricSettingName[];
    readonly reads: readonly ("billed" | "revenue" | "unpaid-deferred" | "receivables" | "margins")[];
  }[];
  readonly settings: readonly ({
    readonly id: MetricSettingName;
    readonly question: string;
    readonly default: string | number;
    readonly value: string | number;
    readonly choices: readonly { readonly value: string; readonly meaning: string }[] | null;
  })[];
  readonly presets: readonly {
    readonly id: string;
    readonly name: string;
    readonly settings: MetricSettingValues;
    readonly sources: readonly string[];
    readonly differences: readonly string[];
  }[];
};

export type MetricChoices = {
  readonly normalisation?: "months" | "thirty-days" | "four-weeks";
  readonly usage?: "out" | "in";
  readonly discounts?: "all" | "recurring" | "forever" | "none";
  readonly trials?: "out" | "in";
  readonly freeCustomers?: "out" | "after-paying" | "in";
  readonly churnDate?: "end" | "request" | "paid-through";
  readonly pauses?: "churn" | "contraction";
  readonly reactivation?: "separate" | "new";
  readonly lateRenewalDays?: number;
  readonly grouping?: "moment" | "hour" | "month";
  readonly netting?: "subscription" | "customer";
  readonly priceChanges?: "within" | "separate";
  readonly sliceMoves?: "transfer" | "movement";
  readonly fx?: "moving" | "fixed";
  readonly fxFixedOn?: string;
  readonly retentionMethod?: "cohort" | "compound" | "mean";
  readonly retentionReactivation?: "out" | "in";
  readonly grossRetention?: "lowest" | "end";
  readonly churnBase?: "start" | "average" | "start-plus-new";
  readonly churnCount?: "of-start" | "all";
  readonly quickRatioReactivation?: "in" | "out";
  readonly cohortClock?: "calendar" | "anniversary";
  readonly cohortBase?: "first" | "month-end";
  readonly dsoMethod?: "simple" | "countback";
  readonly deferred?: "gross" | "paid";
  readonly revenueBasis?: "recognised" | "billed";
  readonly concentrationBasis?: "mrr" | "billed";
  readonly churnSpan?: "month" | "year";
  readonly lifetimeCapMonths?: number;
  readonly ltvMargin?: "gross-margin" | "revenue";
  readonly ltvChurn?: "logo" | "revenue";
};

export type MetricRows = {
  readonly metric: string;
  readonly month: string;
  readonly unit: "money" | "ratio" | "days" | "months" | "count" | "index";
  readonly value: string | null;
  readonly missing?: "divides-by-nothing" | "not-given";
  readonly unknown?: { readonly code: string; readonly message: string };
  readonly settings: MetricSettingValues;
  readonly terms: readonly { readonly id: string; readonly amount: string; readonly rows: number }[];
  readonly term: string | null;
  readonly total: number;
  readonly items: readonly ({
    readonly amount: string;
    readonly customer?: string;
    readonly subscription?: string;
    readonly plan?: string;
    readonly stream?: string;
    readonly segment?: string;
    readonly invoice?: string;
    readonly month?: string;
    readonly at?: string;
    readonly cause?: string;
    readonly original?: { readonly amount: string; readonly currency: Currency };
    readonly cells?: readonly string[];
  })[];
  readonly next: string | null;
};

export type MetricSettingName = "normalisation" | "usage" | "discounts" | "trials" | "freeCustomers" | "churnDate" | "pauses" | "reactivation" | "lateRenewalDays" | "grouping" | "netting" | "priceChanges" | "sliceMoves" | "fx" | "fxFixedOn" | "retentionMethod" | "retentionReactivation" | "grossRetention" | "churnBase" | "churnCount" | "quickRatioReactivation" | "cohortClock" | "cohortBase" | "dsoMethod" | "deferred" | "revenueBasis" | "concentrationBasis" | "churnSpan" | "lifetimeCapMonths" | "ltvMargin" | "ltvChurn";

export type MetricSettingValues = {
  readonly normalisation?: "months" | "thirty-days" | "four-weeks";
  readonly usage?: "out" | "in";
  readonly discounts?: "all" | "recurring" | "forever" | "none";
  readonly trials?: "out" | "in";
  readonly freeCustomers?: "out" | "after-paying" | "in";
  readonly churnDate?: "end" | "request" | "paid-through";
  readonly pauses?: "churn" | "contraction";
  readonly reactivation?: "separate" | "new";
  readonly lateRenewalDays?: number;
  readonly grouping?: "moment" | "hour" | "month";
  readonly netting?: "subscription" | "customer";
  readonly priceChanges?: "within" | "separate";
  readonly sliceMoves?: "transfer" | "movement";
  readonly fx?: "moving" | "fixed";
  readonly fxFixedOn?: string;
  readonly retentionMethod?: "cohort" | "compound" | "mean";
  readonly retentionReactivation?: "out" | "in";
  readonly grossRetention?: "lowest" | "end";
  readonly churnBase?: "start" | "average" | "start-plus-new";
  readonly churnCount?: "of-start" | "all";
  readonly quickRatioReactivation?: "in" | "out";
  readonly cohortClock?: "calendar" | "anniversary";
  readonly cohortBase?: "first" | "month-end";
  readonly dsoMethod?: "simple" | "countback";
  readonly deferred?: "gross" | "paid";
  readonly revenueBasis?: "recognised" | "billed";
  readonly concentrationBasis?: "mrr" | "billed";
  readonly churnSpan?: "month" | "year";
  readonly lifetimeCapMonths?: number;
  readonly ltvMargin?: "gross-margin" | "revenue";
  readonly ltvChurn?: "logo" | "revenue";
};

export type MetricSettings = {
  readonly chosen: {
    readonly preset?: "stripe" | "chartmogul" | "smsb";
    readonly normalisation?: "months" | "thirty-days" | "four-weeks";
    readonly usage?: "out" | "in";
    readonly discounts?: "all" | "recurring" | "forever" | "none";
    readonly trials?: "out" | "in";
    readonly freeCustomers?: "out" | "after-paying" | "in";
    readonly churnDate?: "end" | "request" | "paid-through";
    readonly pauses?: "churn" | "contraction";
    readonly reactivation?: "separate" | "new";
    readonly lateRenewalDays?: number;
    readonly grouping?: "moment" | "hour" | "month";
    readonly netting?: "subscription" | "customer";
    readonly priceChanges?: "within" | "separate";
    readonly sliceMoves?: "transfer" | "movement";
    readonly fx?: "moving" | "fixed";
    readonly fxFixedOn?: string;
    readonly retentionMethod?: "cohort" | "compound" | "mean";
    readonly retentionReactivation?: "out" | "in";
    readonly grossRetention?: "lowest" | "end";
    readonly churnBase?: "start" | "average" | "start-plus-new";
    readonly churnCount?: "of-start" | "all";
    readonly quickRatioReactivation?: "in" | "out";
    readonly cohortClock?: "calendar" | "anniversary";
    readonly cohortBase?: "first" | "month-end";
    readonly dsoMethod?: "simple" | "countback";
    readonly deferred?: "gross" | "paid";
    readonly revenueBasis?: "recognised" | "billed";
    readonly concentrationBasis?: "mrr" | "billed";
    readonly churnSpan?: "month" | "year";
    readonly lifetimeCapMonths?: number;
    readonly ltvMargin?: "gross-margin" | "revenue";
    readonly ltvChurn?: "logo" | "revenue";
  };
  readonly inForce: MetricSettingsInForce;
  readonly savedAt: string | null;
};

export type MetricSettingsInForce = {
  readonly normalisation: "months" | "thirty-days" | "four-weeks";
  readonly usage: "out" | "in";
  readonly discounts: "all" | "recurring" | "forever" | "none";
  readonly trials: "out" | "in";
  readonly freeCustomers: "out" | "after-paying" | "in";
  readonly churnDate: "end" | "request" | "paid-through";
  readonly pauses: "churn" | "contraction";
  readonly reactivation: "separate" | "new";
  readonly lateRenewalDays: number;
  readonly grouping: "moment" | "hour" | "month";
  readonly netting: "subscription" | "customer";
  readonly priceChanges: "within" | "separate";
  readonly sliceMoves: "transfer" | "movement";
  readonly fx: "moving" | "fixed";
  readonly fxFixedOn: string;
  readonly retentionMethod: "cohort" | "compound" | "mean";
  readonly retentionReactivation: "out" | "in";
  readonly grossRetention: "lowest" | "end";
  readonly churnBase: "start" | "average" | "start-plus-new";
  readonly churnCount: "of-start" | "all";
  readonly quickRatioReactivation: "in" | "out";
  readonly cohortClock: "calendar" | "anniversary";
  readonly cohortBase: "first" | "month-end";
  readonly dsoMethod: "simple" | "countback";
  readonly deferred: "gross" | "paid";
  readonly revenueBasis: "recognised" | "billed";
  readonly concentrationBasis: "mrr" | "billed";
  readonly churnSpan: "month" | "year";
  readonly lifetimeCapMonths: number;
  readonly ltvMargin: "gross-margin" | "revenue";
  readonly ltvChurn: "logo" | "revenue";
};

export type Metrics = {
  readonly asOf: string;
  readonly completeBefore: string;
  readonly incompleteFrom: string | null;
  readonly currency: Currency;
  readonly zone: string;
  readonly months: readonly string[];
  readonly settings: MetricSettingsInForce;
  readonly movements: readonly MonthMovement[];
  readonly slices?: readonly MonthMovement[];
  readonly figures: readonly ({
    readonly metric: string;
    readonly month: string;
    readonly unit: "money" | "ratio" | "days" | "months" | "count" | "index";
    readonly value: string | null;
    readonly exact?: string;
    readonly missing?: "divides-by-nothing" | "not-given";
    readonly unknown?: { readonly code: string; readonly message: string };
    readonly settings: MetricSettingValues;
    readonly terms: readonly ({
      readonly id: string;
      readonly amount: string;
      readonly rows?: readonly ({
        readonly amount: string;
        readonly customer?: string;
        readonly subscription?: string;
        readonly plan?: string;
        readonly stream?: string;
        readonly segment?: string;
        readonly invoice?: string;
        readonly month?: string;
        readonly at?: string;
        readonly cause?: string;
        readonly original?: { readonly amount: string; readonly currency: Currency };
      })[];
    })[];
  })[];
  readonly triangles: readonly ({
    readonly metric: string;
    readonly unit: "money" | "ratio" | "days" | "months" | "count" | "index";
    readonly settings: MetricSettingValues;
    readonly cohorts: readonly ({
      readonly month: string;
      readonly initial: string;
      readonly cells: readonly { readonly after: number; readonly amount: string; readonly ratio: string | null }[];
      readonly rows?: readonly { readonly customer: string; readonly initial: string; readonly cells: readonly string[] }[];
    })[];
  })[];
};

export type MigratedSubscription = {
  readonly customer: string;
  readonly subscription: string;
  readonly outcome: "move" | "stay";
  readonly reason: "ended" | "paused" | "pending" | "already-moved" | "refused" | null;
  readonly faults: readonly Fault[];
  readonly change: string | null;
  readonly terms: MigratedTerms | null;
};

export type MigratedTerms = {
  readonly plan: string;
  readonly planName: string;
  readonly cadence: string | null;
  readonly quantity: string;
  readonly model: string;
  readonly from: string;
};

export type Migration = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly plans?: readonly string[];
  readonly when?: "now" | "period-end";
};

export type MigrationPage = { readonly items: readonly MigratedSubscription[]; readonly next: string | null };

export type MigrationPreviewPage = {
  readonly items: readonly {
    readonly customer: string;
    readonly subscriptions: readonly MigratedSubscription[];
    readonly until: string | null;
    readonly with: readonly Invoice[];
    readonly without: readonly Invoice[];
    readonly faults: readonly Fault[];
  }[];
  readonly next: string | null;
};

export type MilestonePage = {
  readonly items: readonly ({
    readonly sale: string;
    readonly offer: string;
    readonly name: string;
    readonly customer: string;
    readonly customerName: string;
    readonly soldOn: string;
    readonly place: number;
    readonly milestone: string;
    readonly share: string;
    readonly amount: string;
    readonly currency: string;
    readonly billing: "by-milestone" | "before-milestones";
    readonly amended: {
      readonly id: string;
      readonly on: string;
      readonly accountedAs: "separate-contract" | "prospective" | "cumulative-catch-up";
    } | null;
    readonly reached: { readonly id: string; readonly on: string; readonly booked: boolean } | null;
    readonly expanded?: { readonly customer?: CustomerSummary | null };
  })[];
  readonly next: string | null;
};

export type MilestoneReached = {
  readonly fact?: "milestone";
  readonly id: string;
  readonly customer: string;
  readonly sale: string;
  readonly milestone: string;
  readonly on?: string;
};

export type Model = {
  readonly florin: "florin/1";
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly currency: Currency;
  readonly timeZone?: string;
  readonly rounding?: "half-up" | "half-even";
  readonly summary?: string;
  readonly source?: string;
  readonly seller?: Seller;
  readonly invoicing?: Invoicing;
  readonly payment?: Payment;
  readonly taxes?: Taxes;
  readonly streams: Readonly<Record<string, Stream>>;
  readonly products?: Readonly<Record<string, Product>>;
  readonly meters: Readonly<Record<string, Meter>>;
  readonly features: Readonly<Record<string, Feature>>;
  readonly plans: Readonly<Record<string, Plan>>;
  readonly addons?: Readonly<Record<string, Addon>>;
  readonly offers?: Readonly<Record<string, Offer>>;
  readonly licences?: Readonly<Record<string, Licence>>;
  readonly bundles?: Readonly<Record<string, Bundle>>;
  readonly outcomes?: Readonly<Record<string, Outcome>>;
  readonly priceLists?: Readonly<Record<string, PriceList>>;
  readonly discounts?: Readonly<Record<string, Discount>>;
  readonly discountOrder?: readonly string[];
  readonly coupons?: Readonly<Record<string, Coupon>>;
  readonly eligibilities?: Readonly<Record<string, Eligibility>>;
  readonly contracts?: Readonly<Record<string, ContractTemplate>>;
  readonly indexes?: Readonly<Record<string, PriceIndex>>;
  readonly partners?: Readonly<Record<string, Partner>>;
  readonly shares?: Readonly<Record<string, Share>>;
  readonly channels?: Readonly<Record<string, Channel>>;
  readonly apis?: Readonly<Record<string, Api>>;
  readonly slas?: Readonly<Record<string, Sla>>;
  readonly credits?: Readonly<Record<string, Credit>>;
  readonly alerts?: Readonly<Record<string, Alert>>;
  readonly benchmarks?: Readonly<Record<string, Benchmark>>;
  readonly policies?: Readonly<Record<string, Policy>>;
  readonly nouns?: readonly string[];
  readonly metricSettings?: MetricChoices;
  readonly horizon?: Horizon;
  readonly segments?: Readonly<Record<string, Segment>>;
  readonly income?: Readonly<Record<string, Income>>;
  readonly costs?: Readonly<Record<string, Cost>>;
  readonly capital?: Capital;
  readonly funding?: Readonly<Record<string, FundingRound>>;
  readonly scenarios?: Readonly<Record<string, Scenario>>;
  readonly targets?: Readonly<Record<string, Target>>;
  readonly figures?: Readonly<Record<string, Figure>>;
  readonly correlations?: readonly Correlation[];
  readonly claims?: Readonly<Record<string, Claim>>;
  readonly references?: Readonly<Record<string, Reference>>;
};

export type ModelChange = {
  readonly scenario?: string;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly document?: unknown;
};

export type ModelChangeEffect = {
  readonly model: string;
  readonly name: string;
  readonly currency: Currency;
  readonly scenario: string | null;
  readonly changed: string;
  readonly months: readonly string[];
  readonly headline: readonly ChangedFigure[];
  readonly rows: readonly ChangedRow[];
  readonly targets: readonly {
    readonly target: string;
    readonly name: string;
    readonly base: "reached" | "missed" | "beyond" | "undefined";
    readonly changed: "reached" | "missed" | "beyond" | "undefined";
  }[];
};

export type ModelComparison = {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly differences: readonly {
    readonly path: string;
    readonly change: "added" | "removed" | "changed";
    readonly noun: string;
    readonly id: string;
    readonly words: string;
    readonly before: unknown;
    readonly after: unknown;
  }[];
};

export type ModelComparisonRequest = { readonly from?: string; readonly to?: string; readonly document?: unknown };

export type ModelEffects = {
  readonly from: string;
  readonly to: string;
  readonly move: "none" | "now" | "period-end";
  readonly customers: number;
  readonly looked: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly without: number;
  readonly failed: number;
  readonly totals: readonly {
    readonly currency: Currency;
    readonly before: string;
    readonly after: string;
    readonly difference: string;
  }[];
  readonly movers: readonly ({
    readonly customer: string;
    readonly name: string;
    readonly currency: Currency;
    readonly documents: { readonly before: number; readonly after: number };
    readonly before: string;
    readonly after: string;
    readonly difference: string;
    readonly lines: readonly {
      readonly description: string;
      readonly before: string;
      readonly after: string;
      readonly difference: string;
    }[];
    readonly linesLeftOut: number;
  })[];
  readonly failures: readonly { readonly customer: string; readonly faults: readonly Fault[] }[];
  readonly staying: Readonly<Record<string, number>>;
  readonly next: string | null;
};

export type ModelEffectsRequest = {
  readonly document: unknown;
  readonly move?: "none" | "now" | "period-end";
  readonly from?: string;
};

export type ModelPreview = {
  readonly set: Readonly<Record<string, unknown>>;
  readonly plans?: readonly string[];
  readonly when?: "now" | "period-end";
};

export type ModelSummary = {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly currency: string;
  readonly publishedAt: string;
  readonly publishedBy: string | null;
  readonly changes: number | null;
};

export type ModelVerdict = {
  readonly model: string | null;
  readonly publishable: boolean;
  readonly published: boolean;
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  readonly audit: PlanAudit | null;
};

export type Money = string;

export type MoneyDue = string;

export type MonthClose = {
  readonly month: string;
  readonly state: "open" | "closed";
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  readonly closedAt: string | null;
  readonly head: SealedHead | null;
  readonly checks: readonly {
    readonly id: "month-over" | "in-order" | "billed" | "not-parked" | "posted" | "sealed" | "balanced" | "documents" | "receivable" | "deferred" | "unbilled" | "refunds" | "revalued";
    readonly state: "passed" | "warning" | "failed";
    readonly message: string;
  }[];
  readonly recognised: readonly CurrencyAmount[];
  readonly entries: number;
  readonly rollForward: readonly RollForwardMonth[];
};

export type MonthMovement = {
  readonly month: string;
  readonly slice?: string;
  readonly opening: string;
  readonly new: string;
  readonly expansion: string;
  readonly reactivation: string;
  readonly contraction: string;
  readonly churn: string;
  readonly price: string;
  readonly transfer: string;
  readonly fx: string;
  readonly closing: string;
};

export type NewApiKey = {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly state: "works" | "revoked" | "expired" | "other-secret";
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
  readonly replacedBy: string | null;
  readonly key: string;
};

export type NewCustomerKey = {
  readonly id: string;
  readonly customer: string;
  readonly name: string;
  readonly prefix: string;
  readonly state: "works" | "revoked" | "expired" | "other-secret";
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
  readonly key: string;
};

export type NewEnvironment = {
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  readonly kind: "live" | "sandbox";
  readonly createdAt: string;
  readonly current: boolean;
  readonly clock: { readonly now: string; readonly mode: "real" | "manual" };
  readonly key: string;
};

export type NewMember = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly environments: readonly string[] | null;
  readonly state: "invited" | "member" | "suspended";
  readonly oneTimeCodes: boolean;
  readonly createdAt: string;
  readonly invitation: string;
  readonly invitedUntil: string;
};

export type NewPortalLink = {
  readonly id: string;
  readonly customer: string;
  readonly member: { readonly id: string; readonly name: string; readonly email: string } | null;
  readonly role: "admin" | "billing" | "viewer";
  readonly embed: boolean;
  readonly once: boolean;
  readonly language: string | null;
  readonly returnTo: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly usedAt: string | null;
  readonly state: "open" | "expired" | "revoked" | "used";
  readonly sessions: number;
  readonly token: string;
  readonly url: string;
};

export type NewWebhookSecret = {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
  readonly enabled: boolean;
  readonly disabledBecause: string | null;
  readonly failingSince: string | null;
  readonly previousSecretUntil: string | null;
  readonly createdAt: string;
  readonly secret: string;
};

export type NoticeWithdrawal = {
  readonly fact?: "contract-notice-withdrawal";
  readonly id: string;
  readonly customer: string;
  readonly contract: string;
};

export type Obligations = {
  readonly model: string | null;
  readonly items: readonly ({
    readonly path: string;
    readonly name: string;
    readonly kind: "plan" | "addon" | "use" | "offer" | "milestone" | "licence" | "maintenance" | "share";
    readonly stream: string | null;
    readonly earned: "by-day" | "as-used" | "at-once" | "when-delivered";
    readonly over: "period" | number | null;
    readonly stated: boolean;
    readonly standalone: readonly { readonly per: string; readonly amount: string | null }[];
    readonly role: "principal" | "agent";
  })[];
  readonly bundles: readonly ({
    readonly path: string;
    readonly name: string;
    readonly price: string | null;
    readonly basis: "relative" | "discount-to-bundle" | "residual" | null;
    readonly parts: readonly { readonly part: string; readonly standalone: string | null; readonly amount: string | null }[];
  })[];
};

export type Offer = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly stream: string;
  readonly product?: string;
  readonly price?: Price;
  readonly per: string;
  readonly markup?: { readonly rate: Rate; readonly on: string };
  readonly deliveryMultipliers?: Readonly<Record<string, Quantity>>;
  readonly deliveryMix?: Readonly<Record<string, Portion>>;
  readonly milestones?: readonly { readonly name: string; readonly share: Portion }[];
  readonly invoiced?: "by-milestone" | "on-sale";
  readonly earnedOverMonths?: number;
  readonly distinct?: boolean;
  readonly minimum?: Quantity;
  readonly discounts?: readonly string[];
  readonly eligibility?: string;
  readonly requiresContract?: boolean;
  readonly sold?: boolean;
  readonly audience?: string;
  readonly cliff?: "intended";
};

export type OneTimeCode = { readonly code: string };

export type Organisation = { readonly id: string; readonly name: string; readonly createdAt: string };

export type OrganisationChange = { readonly name: string };

export type Outcome = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly stream: string;
  readonly basis: "value" | "savings" | "improvement";
  readonly baseline: { readonly measured: string; readonly value?: Money | Quantity };
  readonly meter?: string;
  readonly rate: PortionRate;
  readonly every: Cadence;
  readonly minimum?: MoneyDue;
  readonly maximum?: MoneyDue;
  readonly guarantee?: {
    readonly returnMultiple?: Quantity;
    readonly improvement?: Rate;
    readonly remedy: "refund" | "credit" | "fee-waived";
  };
  readonly plans?: readonly string[];
};

export type Partner = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly role: "reseller" | "integrator" | "referrer" | "oem" | "technology" | "marketplace" | "seller" | "service" | "community";
  readonly tier?: number;
  readonly discount?: string;
  readonly commission?: {
    readonly rate: PortionRate;
    readonly base: string;
    readonly forMonths?: number;
    readonly attribution?: "first" | "last";
  };
  readonly certified?: boolean;
  readonly obligations?: readonly {
    readonly name: string;
    readonly by: "us" | "partner";
    readonly due?: string;
    readonly every?: Cadence;
    readonly cash?: boolean;
  }[];
  readonly funds?: readonly {
    readonly name: string;
    readonly amount?: AmountDue;
    readonly every?: Cadence;
    readonly treatment: "income" | "contra-cost" | "contra-revenue";
  }[];
};

export type PartnerPayout = {
  readonly id: string;
  readonly partner: string;
  readonly date: string;
  readonly amount: Money;
  readonly provider?: string;
  readonly by: string;
};

export type PartnerShare = {
  readonly id: string;
  readonly share?: string;
  readonly partner?: string;
  readonly date: string;
  readonly base: Money;
  readonly rate?: Percent;
  readonly by: string;
};

export type PartyAddress = {
  readonly line1?: string;
  readonly line2?: string;
  readonly postalCode?: string;
  readonly city?: string;
  readonly region?: string;
  readonly country: string;
};

export type PasswordChange = { readonly current: string; readonly password: string };

export type Pause = {
  readonly fact?: "pause";
  readonly id: string;
  readonly customer: string;
  readonly subscription: string;
  readonly on?: string;
  readonly when?: "now" | "period-end";
  readonly credit?: "prorated" | "none";
};

export type Payment = {
  readonly methods: Readonly<Record<string, {
    readonly description?: string;
    readonly rows?: readonly string[];
    readonly name?: string;
    readonly kind: "card" | "ach" | "sepa-debit" | "bank-transfer" | "invoice" | "marketplace" | "prepaid-balance" | "x402";
    readonly settlementDays?: number;
    readonly automatic?: boolean;
  }>>;
  readonly terms?: Readonly<Record<string, { readonly kind: "net"; readonly days: number } | { readonly kind: "upfront" }>>;
  readonly fallback?: readonly string[];
  readonly retryDays?: readonly number[];
  readonly lateInterest?: Percent;
  readonly dunning?: DunningPolicy;
};

export type PaymentEffect = {
  readonly id: string;
  readonly customer: string;
  readonly source: string;
  readonly recordedAt: string;
  readonly state: "recorded" | "waiting" | "refused";
  readonly fact: {
    readonly fact: "payment";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly amount: Money;
    readonly exchange?: "by-table" | { readonly settles: Money } | { readonly rate: string };
    readonly method: string;
    readonly receivedAt?: string;
    readonly provider?: string;
    readonly providerId?: string;
    readonly appliesTo?: readonly { readonly invoice: string; readonly amount?: Money }[];
    readonly rest?: "oldest" | "balance";
  } | {
    readonly fact: "refund";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly payment: string;
    readonly amount: Money;
    readonly reopen?: "last" | readonly string[];
  } | {
    readonly fact: "payment-return";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly payment: string;
    readonly amount?: Money;
    readonly reason?: string;
  } | {
    readonly fact: "write-off";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly invoice: string;
    readonly amount?: Money;
    readonly taxes?: readonly { readonly jurisdiction: string; readonly rate: Percent; readonly amount: string }[];
  } | {
    readonly fact: "write-off-reversal";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly writeOff: string;
    readonly amount?: Money;
    readonly taxes?: readonly { readonly jurisdiction: string; readonly rate: Percent; readonly amount: string }[];
  } | {
    readonly fact: "recovery";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly writeOff: string;
    readonly amount: Money;
    readonly provider?: string;
    readonly taxes?: readonly { readonly jurisdiction: string; readonly rate: Percent; readonly amount: string }[];
  } | {
    readonly fact: "dispute";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly payment: string;
    readonly amount: Money;
    readonly provider: string;
    readonly fee?: Money;
  } | {
    readonly fact: "dispute-outcome";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly dispute: string;
    readonly outcome: "won" | "lost";
    readonly feeReturned?: Money;
  } | {
    readonly fact: "balance-application";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly to?: readonly { readonly invoice: string; readonly amount?: Money }[];
  } | {
    readonly fact: "reassignment";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly of: { readonly kind: "payment" | "credit-note"; readonly id: string };
    readonly from: readonly { readonly invoice: string; readonly amount: Money }[];
    readonly to: readonly { readonly invoice: string; readonly amount: Money }[];
  } | {
    readonly fact: "contest";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly invoice: string;
  } | {
    readonly fact: "contest-end";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly invoice: string;
  } | {
    readonly fact: "payment-promise";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly invoice: string;
    readonly until: string;
  } | {
    readonly fact: "charge";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly invoice: string;
    readonly method: string;
  } | {
    readonly fact: "charge-failure";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly charge: string;
    readonly refused?: boolean;
  };
  readonly faults: readonly Fault[];
};

export type PaymentEffectPage = { readonly items: readonly PaymentEffect[]; readonly next: string | null };

export type PaymentIntent = {
  readonly id: string;
  readonly kind: "charge" | "refund";
  readonly way: "method" | "checkout";
  readonly provider: string;
  readonly customer: string;
  readonly invoice: string | null;
  readonly payment: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly state: "recorded" | "sent" | "pending" | "succeeded" | "failed" | "unknown" | "cancelled";
  readonly reason: string | null;
  readonly decline: { readonly class: "retryable" | "final" | "needs-action"; readonly code: string } | null;
  readonly method: { readonly id: string; readonly kind: string };
  readonly providerId: string | null;
  readonly recordedAt: string;
  readonly nextCallAt: string | null;
  readonly calls: readonly {
    readonly number: number;
    readonly sentAt: string;
    readonly answeredAt: string | null;
    readonly answer: string | null;
  }[];
  readonly lookUps: number;
  readonly page: { readonly url: string; readonly expiresAt: string | null } | null;
};

export type PaymentIntentDetail = {
  readonly id: string;
  readonly kind: "charge" | "refund";
  readonly way: "method" | "checkout";
  readonly provider: string;
  readonly customer: string;
  readonly invoice: string | null;
  readonly payment: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly state: "recorded" | "sent" | "pending" | "succeeded" | "failed" | "unknown" | "cancelled";
  readonly reason: string | null;
  readonly decline: { readonly class: "retryable" | "final" | "needs-action"; readonly code: string } | null;
  readonly method: { readonly id: string; readonly kind: string };
  readonly providerId: string | null;
  readonly recordedAt: string;
  readonly nextCallAt: string | null;
  readonly calls: readonly {
    readonly number: number;
    readonly sentAt: string;
    readonly answeredAt: string | null;
    readonly answer: string | null;
  }[];
  readonly lookUps: number;
  readonly page: { readonly url: string; readonly expiresAt: string | null } | null;
  readonly refunds: readonly PaymentIntent[];
  readonly expanded?: { readonly customer?: CustomerSummary | null; readonly invoice?: InvoiceSummary | null };
};

export type PaymentIntentPage = {
  readonly items: readonly ({
    readonly id: string;
    readonly kind: "charge" | "refund";
    readonly way: "method" | "checkout";
    readonly provider: string;
    readonly customer: string;
    readonly invoice: string | null;
    readonly payment: string | null;
    readonly amount: string;
    readonly currency: string;
    readonly state: "recorded" | "sent" | "pending" | "succeeded" | "failed" | "unknown" | "cancelled";
    readonly reason: string | null;
    readonly decline: { readonly class: "retryable" | "final" | "needs-action"; readonly code: string } | null;
    readonly method: { readonly id: string; readonly kind: string };
    readonly providerId: string | null;
    readonly recordedAt: string;
    readonly nextCallAt: string | null;
    readonly calls: readonly {
      readonly number: number;
      readonly sentAt: string;
      readonly answeredAt: string | null;
      readonly answer: string | null;
    }[];
    readonly lookUps: number;
    readonly page: { readonly url: string; readonly expiresAt: string | null } | null;
    readonly expanded?: { readonly customer?: CustomerSummary | null; readonly invoice?: InvoiceSummary | null };
  })[];
  readonly next: string | null;
};

export type PaymentPromise = {
  readonly fact?: "payment-promise";
  readonly id: string;
  readonly customer: string;
  readonly invoice: string;
  readonly until: string;
};

export type PaymentProvider = {
  readonly provider: string;
  readonly isSetUp: boolean;
  readonly active: boolean;
  readonly keys: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly webhookPath: string;
  readonly changedAt: string | null;
};

export type PaymentReceipt = {
  readonly fact?: "payment";
  readonly id: string;
  readonly customer: string;
  readonly amount: Money;
  readonly exchange?: "by-table" | { readonly settles: Money } | { readonly rate: string };
  readonly method: string;
  readonly receivedAt?: string;
  readonly provider?: string;
  readonly providerId?: string;
  readonly appliesTo?: readonly { readonly invoice: string; readonly amount?: Money }[];
  readonly rest?: "oldest" | "balance";
};

export type PaymentReturn = {
  readonly fact?: "payment-return";
  readonly id: string;
  readonly customer: string;
  readonly payment: string;
  readonly amount?: Money;
  readonly reason?: string;
};

export type PayoutPage = {
  readonly items: readonly ({
    readonly provider: string;
    readonly payout: string;
    readonly status: string;
    readonly amount: string;
    readonly currency: string;
    readonly at: string;
    readonly content: {
      readonly payout: string;
      readonly currency: string;
      readonly gross: string;
      readonly fees: string;
      readonly net: string;
      readonly parts: {
        readonly charges: string;
        readonly refunds: string;
        readonly disputes: string;
        readonly disputeFees: string;
        readonly other: string;
      };
      readonly exchanged?: readonly { readonly currency: string; readonly amount: string; readonly became: string }[];
    } | null;
  })[];
  readonly next: string | null;
};

export type PayoutRequest = {
  readonly id: string;
  readonly provider: string;
  readonly gross: Money;
  readonly fees?: Money;
  readonly exchanged?: readonly { readonly amount: Money; readonly became: Money }[];
  readonly paidAt?: string;
};

export type PayoutTold = {
  readonly id: string;
  readonly provider: string;
  readonly gross: Money;
  readonly fees?: Money;
  readonly exchanged?: readonly { readonly amount: Money; readonly became: Money }[];
  readonly paidAt?: string;
  readonly recordedAt: string;
};

export type Percent = string;

export type PersonalData = {
  readonly customer: string;
  readonly takenAt: string;
  /** By table: `count` rows, and at most 10,000 `rows` */ readonly records: object;
};

export type Plan = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly stream: string;
  readonly product?: string;
  readonly audience?: string;
  readonly per?: string;
  readonly prices?: PricesByCadence;
  readonly charges?: Readonly<Record<string, Charge>>;
  readonly features?: FeatureGrants;
  readonly quotas?: Readonly<Record<string, Quota>>;
  readonly grants?: readonly string[];
  readonly trial?: {
    readonly days: number;
    readonly features?: FeatureGrants;
    readonly quotas?: Readonly<Record<string, Quota>>;
  };
  readonly unitCost?: { readonly amount: Money; readonly per: Cadence };
  readonly discounts?: readonly string[];
  readonly sla?: string;
  readonly requiresContract?: boolean;
  readonly eligibility?: string;
  readonly sold?: boolean;
  readonly statedDiscount?: Portion;
  readonly facts?: PlanFacts;
  readonly cliff?: "intended";
  readonly upgradesTo?: readonly string[];
};

export type PlanAudit = {
  readonly model: string;
  readonly name: string;
  readonly currency: Currency;
  readonly source: string | null;
  readonly summary: {
    readonly claims: number;
    readonly holds: number;
    readonly fails: number;
    readonly unchecked: number;
  };
  readonly findings: readonly {
    readonly claim: string;
    readonly path: string;
    readonly section: string;
    readonly rows: readonly string[];
    readonly stated: string;
    readonly recomputed: string | null;
    readonly bounds: readonly number[] | null;
    readonly unit: string;
    readonly verdict: "holds" | "fails" | "unchecked";
    readonly difference: number | null;
    readonly share: number | null;
    readonly explanation: string;
  }[];
  readonly structure: readonly {
    readonly check: string;
    readonly paths: readonly string[];
    readonly sections: readonly string[];
    readonly explanation: string;
  }[];
  readonly unresolved: readonly {
    readonly id: string;
    readonly path: string;
    readonly title: string;
    readonly at: string | null;
    readonly rows: readonly string[];
  }[];
};

export type PlanBands = {
  readonly model: string;
  readonly name: string;
  readonly currency: Currency;
  readonly scenario: string | null;
  readonly by: "month" | "quarter" | "year";
  readonly trials: number;
  readonly seed: number;
  readonly periods: readonly { readonly label: string; readonly from: string; readonly to: string }[];
  readonly bands: readonly {
    readonly id: string;
    readonly label: string;
    readonly unit: "money" | "customers";
    readonly over: "sum" | "first" | "last";
    readonly plan: readonly string[];
    readonly mean: readonly string[];
    readonly p10: readonly string[];
    readonly p50: readonly string[];
    readonly p90: readonly string[];
  }[];
  readonly targets: readonly { readonly target: string; readonly name: string; readonly reached: number | null }[];
  readonly outOfCash: number | null;
  readonly drivers: readonly {
    readonly figure: string;
    readonly label: readonly string[];
    readonly low: number;
    readonly likely: number;
    readonly high: number;
    readonly correlation: Readonly<Record<string, number>>;
  }[];
};

export type PlanCharge = {
  readonly id: string;
  readonly name: string;
  readonly meter: string;
  readonly unit: string;
  readonly every: string;
  readonly included: string | null;
  readonly overage: "bill" | "block" | null;
  readonly kind: string;
  readonly price: string;
  readonly per: string;
  readonly tiers: readonly PriceTier[];
};

export type PlanDrivers = {
  readonly model: string;
  readonly name: string;
  readonly currency: Currency;
  readonly scenario: string | null;
  readonly items: readonly {
    readonly name: string;
    readonly label: readonly string[];
    readonly path: string;
    readonly group: "customers" | "figures" | "income" | "costs" | "capital";
    readonly unit: string;
    readonly percent: boolean;
    readonly value: string;
    readonly low: string;
    readonly high: string;
    readonly bounded: boolean;
    readonly whole: boolean;
  }[];
  readonly figures: readonly {
    readonly formula: string;
    readonly section: string;
    readonly label: string;
    readonly kind: "money" | "customers" | "ratio" | "months" | "days" | "index";
    readonly unit: string;
  }[];
};

export type PlanFacts = {
  readonly margin?: Portion;
  readonly mix?: Portion;
  readonly customerValue?: { readonly amount: Amount; readonly per: Cadence };
  readonly customerReturn?: Quantity | { readonly atLeast: Quantity };
};

export type PlanFlows = {
  readonly model: string;
  readonly name: string;
  readonly currency: Currency;
  readonly scenario: string | null;
  readonly year: string;
  readonly years: readonly string[];
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: "segment" | "purchase" | "income" | "stream" | "revenue" | "partner-shares" | "cost-of-revenue" | "cost" | "gross-profit" | "operating-costs" | "function" | "ebitda" | "reductions" | "credit" | "shortfall";
    readonly label: string;
    readonly column: number;
    readonly amount: string;
  }[];
  readonly links: readonly { readonly from: string; readonly to: string; readonly amount: string }[];
};

export type PlanForecast = {
  readonly model: string;
  readonly name: string;
  readonly currency: Currency;
  readonly scenario: string | null;
  readonly by: "month" | "quarter" | "year";
  readonly customers: "whole" | "expected";
  readonly headline: readonly {
    readonly id: string;
    readonly label: string;
    readonly unit: "money" | "customers" | "ratio" | "month";
    readonly value: string | null;
    readonly month: string | null;
  }[];
  readonly periods: readonly { readonly label: string; readonly from: string; readonly to: string }[];
  readonly rows: readonly PlanRow[];
};

export type PlanLock = {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly scenario: string | null;
  readonly hash: string;
  readonly from: string;
  readonly to: string;
  readonly lockedAt: string;
};

export type PlanLockDetail = {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly scenario: string | null;
  readonly hash: string;
  readonly from: string;
  readonly to: string;
  readonly lockedAt: string;
  readonly currency: Currency;
  readonly months: readonly string[];
  readonly rows: readonly PlanRow[];
};

export type PlanLockRequest = { readonly id: string; readonly name?: string; readonly model?: string; readonly scenario?: string };

export type PlanLocks = { readonly items: readonly PlanLock[] };

export type PlanMetrics = {
  readonly items: readonly {
    readonly id: string;
    readonly label: string;
    readonly section: string | null;
    readonly unit: "money" | "customers" | "ratio" | "months" | "days" | "index";
  }[];
};

export type PlanRow = {
  readonly id: string;
  readonly section: string;
  readonly label: string;
  readonly unit: "money" | "customers" | "ratio" | "months" | "days" | "index";
  readonly over: "sum" | "first" | "last" | "period";
  readonly values: readonly (string | null)[];
};

export type PlanScenarios = {
  readonly model: string;
  readonly name: string;
  readonly currency: Currency;
  readonly from: string | null;
  readonly to: string | null;
  readonly drawn: number;
  readonly claims: number;
  readonly targets: number;
  readonly items: readonly {
    readonly id: string;
    readonly name: string;
    readonly from: string | null;
    readonly set: Readonly<Record<string, string>>;
  }[];
};

export type PlanSuggestion = {
  readonly customer: string;
  readonly currency: string;
  readonly from: string;
  readonly to: string;
  readonly usage: readonly { readonly meter: string; readonly quantity: string }[];
  readonly current: string | null;
  readonly plans: readonly { readonly plan: string; readonly name: string; readonly cost: string }[];
  readonly suggested: string | null;
  readonly saves: string | null;
};

export type PlanSummary = {
  readonly id: string;
  readonly name: string;
  readonly stream: string;
  readonly streamName: string;
  readonly prices: Readonly<Record<string, string>>;
  readonly charges: readonly PlanCharge[];
  readonly subscribers: number;
};

export type PlanTargets = {
  readonly model: string;
  readonly name: string;
  readonly currency: Currency;
  readonly scenario: string | null;
  readonly items: readonly {
    readonly target: string;
    readonly name: string;
    readonly verdict: "reached" | "missed" | "beyond" | "undefined";
    readonly month?: string;
    readonly figure?: string;
    readonly bound?: string;
    readonly missedMonths: number;
  }[];
};

export type PlanTornado = {
  readonly model: string;
  readonly name: string;
  readonly currency: Currency;
  readonly scenario: string | null;
  readonly figure: string;
  readonly unit: string;
  readonly month: string;
  readonly base: string | null;
  readonly items: readonly ({
    readonly driver: string;
    readonly unit: string;
    readonly low: { readonly value: string; readonly figure: string | null };
    readonly high: { readonly value: string; readonly figure: string | null };
  })[];
};

export type PlanVariance = {
  readonly lock: string;
  readonly model: string;
  readonly currency: Currency;
  readonly from: string;
  readonly to: string;
  readonly unknownSegments: readonly { readonly segment: string; readonly customers: number; readonly meant?: string }[];
  readonly unknownCosts: readonly {
    readonly cost: string;
    readonly amount: string;
    readonly currency: Currency;
    readonly meant?: string;
  }[];
  readonly metric: string;
  readonly label: string;
  readonly unit: "money" | "customers" | "ratio" | "months" | "days" | "index";
  readonly over: "sum" | "first" | "last" | "period";
  readonly assumed: readonly string[];
  readonly rows: readonly ({
    readonly kind: "business" | "stream" | "segment" | "purchase" | "charge" | "figure";
    readonly path: readonly string[];
    readonly name: string;
    readonly plan: string;
    readonly actual: string;
    readonly variance: string;
    readonly parts: {
      readonly timing: string;
      readonly volume: string;
      readonly churn: string;
      readonly mix: string;
      readonly usage: string;
      readonly price: string;
      readonly discount: string;
      readonly fx: string;
      readonly rate: string;
      readonly spending: string;
      readonly other: string;
    };
    readonly unplanned: boolean;
  })[];
};

export type Policy = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly kind: "value-capture";
  readonly rate: Rate;
  readonly of: string;
} | {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly kind: "return-guarantee";
  readonly multiple: Quantity;
} | {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly kind: "relative";
  readonly rate: Rate;
  readonly to: string;
} | {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly kind: "premium";
  readonly rate: Rate;
  readonly because?: string;
} | {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly kind: "rate-envelope";
  readonly stream: string;
  readonly low: Percent;
  readonly high: Percent;
} | {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly kind: "approval";
  readonly of: "price" | "discount" | "contract";
  readonly above?: Portion;
  readonly by: string;
} | {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly kind: "statement";
  readonly text: string;
};

export type PortalLink = {
  readonly id: string;
  readonly customer: string;
  readonly member: { readonly id: string; readonly name: string; readonly email: string } | null;
  readonly role: "admin" | "billing" | "viewer";
  readonly embed: boolean;
  readonly once: boolean;
  readonly language: string | null;
  readonly returnTo: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly usedAt: string | null;
  readonly state: "open" | "expired" | "revoked" | "used";
  readonly sessions: number;
};

export type PortalLinkRequest = {
  readonly customer: string;
  readonly for?: { readonly name: string; readonly email: string };
  readonly role?: "admin" | "billing" | "viewer";
  readonly expiresIn?: string;
  readonly once?: boolean;
  readonly embed?: boolean;
  readonly language?: "en" | "de";
  readonly returnTo?: string;
};

export type PortalLinks = { readonly items: readonly PortalLink[]; readonly next: string | null };

export type PortalMember = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: "admin" | "billing" | "viewer";
  readonly state: "invited" | "active";
  readonly createdAt: string;
  readonly lastSeenAt: string | null;
};

export type PortalMembers = { readonly items: readonly PortalMember[] };

export type PortalSettings = {
  readonly name?: string | null;
  readonly logo?: string | null;
  readonly colour?: string;
  readonly supportEmail?: string | null;
  readonly supportUrl?: string | null;
  readonly languages?: readonly ("en" | "de")[];
  readonly origins?: readonly string[];
  readonly address?: string | null;
  readonly allow?: {
    readonly changePlan?: boolean;
    readonly cancel?: boolean;
    readonly paymentMethod?: boolean;
    readonly keys?: boolean;
    readonly members?: boolean;
  };
  readonly plans?: "all" | readonly string[];
};

export type PortalSettingsInForce = {
  readonly name: string | null;
  readonly shownName: string;
  readonly logo: string | null;
  readonly colour: string;
  readonly textOnColour: "#ffffff" | "#000000";
  readonly contrast: string;
  readonly supportEmail: string | null;
  readonly supportUrl: string | null;
  readonly languages: readonly ("en" | "de")[];
  readonly origins: readonly string[];
  readonly address: string | null;
  readonly allow: {
    readonly changePlan: boolean;
    readonly cancel: boolean;
    readonly paymentMethod: boolean;
    readonly keys: boolean;
    readonly members: boolean;
  };
  readonly plans: "all" | readonly string[];
};

export type Portion = string;

export type PortionRate = "negotiated" | Portion | { readonly low: Portion; readonly high: Portion } | { readonly atLeast: Portion };

export type Preview = {
  readonly at: string;
  readonly until: string;
  readonly with: readonly Invoice[];
  readonly without: readonly Invoice[];
};

export type PreviewRequest = {
  readonly customer: string;
  readonly facts: readonly ({
    readonly fact: "vat-check";
    readonly id: string;
    readonly customer: string;
    readonly number: string;
    readonly valid: boolean;
    readonly name?: string;
    readonly address?: string;
    readonly checkedAt: string;
    readonly consultation?: string;
    readonly recordedAt?: string;
  } | {
    readonly fact: "tax-decision";
    readonly id: string;
    readonly customer: string;
    readonly category: string;
    readonly from: string;
    readonly until?: string;
    readonly tax: {
      readonly category: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
      readonly rate: string;
      readonly jurisdiction: string;
      readonly name: string;
    };
    readonly reason?: string;
    readonly provider?: string;
    readonly reference?: string;
    readonly recordedAt?: string;
  } | {
    readonly fact: "subscription";
    readonly id: string;
    readonly customer: string;
    readonly plan?: string;
    readonly addon?: string;
    readonly of?: string;
    readonly model?: string;
    readonly cadence?: string;
    readonly start: string;
    readonly end?: string;
    readonly trialDays?: number;
    readonly quantity?: Quantity;
    readonly quantities?: Readonly<Record<string, Quantity>>;
    readonly alignment?: "anniversary" | "calendar";
    readonly termYears?: number;
    readonly agreed?: Readonly<Record<string, Percent | Money>>;
    readonly discounts?: readonly string[];
    readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
    readonly contractNumber?: string;
    readonly contract?: string;
    readonly eligibilities?: readonly string[];
    readonly coupons?: readonly string[];
    readonly ramp?: readonly RampStep[];
    readonly recordedAt?: string;
  } | {
    readonly fact: "licence";
    readonly id: string;
    readonly customer: string;
    readonly licence: string;
    readonly start: string;
    readonly end?: string;
    readonly quantity?: Quantity;
    readonly agreed?: Money;
    readonly discounts?: readonly string[];
    readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
    readonly contractNumber?: string;
    readonly contract?: string;
    readonly eligibilities?: readonly string[];
    readonly recordedAt?: string;
  } | {
    readonly fact: "sale";
    readonly id: string;
    readonly customer: string;
    readonly offer: string;
    readonly date: string;
    readonly quantity?: Quantity;
    readonly delivery?: string;
    readonly agreed?: Money;
    readonly discounts?: readonly string[];
    readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
    readonly contractNumber?: string;
    readonly contract?: string;
    readonly eligibilities?: readonly string[];
    readonly recordedAt?: string;
  } | {
    readonly fact: "bundle";
    readonly id: string;
    readonly customer: string;
    readonly bundle: string;
    readonly start: string;
    readonly quantity?: Quantity;
    readonly agreed?: Money;
    readonly contractNumber?: string;
    readonly eligibilities?: readonly string[];
    readonly recordedAt?: string;
  } | {
    readonly fact: "contract";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly template: string;
    readonly number?: string;
    readonly model?: string;
    readonly start: string;
    readonly eligibilities?: readonly string[];
    readonly months?: number;
    readonly commitment?: MoneyDue;
    readonly agreed?: Readonly<Record<string, Readonly<Record<string, Percent | Money>>>>;
    readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
    readonly netDays?: number;
    readonly prepaymentDiscount?: Portion;
    readonly expectedVolume?: Quantity;
  } | {
    readonly fact: "contract-renewal";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly contract: string;
    readonly months?: number;
    readonly commitment?: MoneyDue;
    readonly agreed?: Readonly<Record<string, Readonly<Record<string, Percent | Money>>>>;
    readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
    readonly netDays?: number;
    readonly prepaymentDiscount?: Portion;
    readonly expectedVolume?: Quantity;
  } | {
    readonly fact: "contract-renewal-withdrawal";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly contract: string;
  } | {
    readonly fact: "contract-notice";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly contract: string;
  } | {
    readonly fact: "contract-notice-withdrawal";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly contract: string;
  } | {
    readonly fact: "index-value";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly contract: string;
    readonly day: string;
    readonly value: Quantity;
  } | {
    readonly fact: "volume-estimate";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly contract: string;
    readonly expected: Quantity;
  } | {
    readonly fact: "change";
    readonly id: string;
    readonly customer: string;
    readonly subscription: string;
    readonly recordedAt?: string;
    readonly on?: string;
    readonly when?: "now" | "period-end";
    readonly plan?: string;
    readonly model?: string;
    readonly trialDays?: number;
    readonly cadence?: string;
    readonly end?: string;
    readonly quantity?: Quantity;
    readonly quantities?: Readonly<Record<string, Quantity>>;
    readonly alignment?: "anniversary" | "calendar";
    readonly termYears?: number;
    readonly agreed?: Readonly<Record<string, Percent | Money>>;
    readonly discounts?: readonly string[];
    readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
    readonly contractNumber?: string;
    readonly contract?: string;
    readonly eligibilities?: readonly string[];
    readonly proration?: "prorated" | "none";
    readonly endAddons?: readonly string[];
  } | {
    readonly fact: "cancel";
    readonly id: string;
    readonly customer: string;
    readonly subscription: string;
    readonly recordedAt?: string;
    readonly on?: string;
    readonly when?: "now" | "period-end";
    readonly credit?: "prorated" | "none";
    readonly fee?: Money;
  } | {
    readonly fact: "pause";
    readonly id: string;
    readonly customer: string;
    readonly subscription: string;
    readonly recordedAt?: string;
    readonly on?: string;
    readonly when?: "now" | "period-end";
    readonly credit?: "prorated" | "none";
  } | {
    readonly fact: "resume";
    readonly id: string;
    readonly customer: string;
    readonly subscription: string;
    readonly recordedAt?: string;
    readonly on?: string;
    readonly when?: "now" | "period-end";
  } | {
    readonly fact: "reactivate";
    readonly id: string;
    readonly customer: string;
    readonly subscription: string;
    readonly recordedAt?: string;
    readonly on?: string;
    readonly when?: "now" | "period-end";
  } | {
    readonly fact: "undo";
    readonly id: string;
    readonly customer: string;
    readonly subscription: string;
    readonly recordedAt?: string;
    readonly change: string;
  } | {
    readonly fact: "coupon";
    readonly id: string;
    readonly customer: string;
    readonly subscription: string;
    readonly recordedAt?: string;
    readonly on?: string;
    readonly code: string;
  } | {
    readonly fact: "milestone";
    readonly id: string;
    readonly customer: string;
    readonly sale: string;
    readonly milestone: string;
    readonly on?: string;
    readonly recordedAt?: string;
  } | {
    readonly fact: "amendment";
    readonly id: string;
    readonly customer: string;
    readonly sale: string;
    readonly price: MoneyDue;
    readonly shares?: Readonly<Record<string, Portion>>;
    readonly on?: string;
    readonly recordedAt?: string;
  } | {
    readonly fact: "grant";
    readonly id: string;
    readonly customer: string;
    readonly credit?: string;
    readonly kind?: "sla" | "promotional" | "prepaid" | "goodwill" | "referral";
    readonly amount?: MoneyDue;
    readonly price?: MoneyDue;
    readonly date: string;
    readonly expires?: string;
    readonly expiresAfterMonths?: number;
    readonly expiresWithPeriod?: boolean;
    readonly rollover?: {
      readonly share?: Portion;
      readonly maximum?: MoneyDue;
      readonly times: number;
      readonly months?: number;
    };
    readonly priority?: number;
    readonly appliesTo?: "recurring" | "usage" | "all";
    readonly streams?: readonly string[];
    readonly plans?: readonly string[];
    readonly charges?: readonly string[];
    readonly covers?: "invoiced" | "served";
    readonly availableFrom?: "invoice" | "payment";
    readonly every?: Cadence;
    readonly count?: number;
    readonly until?: string;
    readonly subscription?: string;
    readonly contract?: string;
    readonly reason?: string;
    readonly recordedAt?: string;
  } | {
    readonly fact: "void-grant";
    readonly id: string;
    readonly customer: string;
    readonly grant: string;
    readonly date: string;
    readonly reason: string;
    readonly recordedAt?: string;
  } | {
    readonly fact: "adjust-grant";
    readonly id: string;
    readonly customer: string;
    readonly grant: string;
    readonly date: string;
    readonly add?: MoneyDue;
    readonly remove?: MoneyDue;
    readonly expires?: string | "never";
    readonly priority?: number;
    readonly reason: string;
    readonly recordedAt?: string;
  } | {
    readonly fact: "top-up-rule";
    readonly id: string;
    readonly customer: string;
    readonly credit?: string;
    readonly date: string;
    readonly end?: string;
    readonly whenBelow: MoneyDue;
    readonly amount?: MoneyDue;
    readonly upTo?: MoneyDue;
    readonly price?: Portion | MoneyDue;
    readonly maximumPerMonth?: MoneyDue;
    readonly method?: string;
    readonly availableFrom?: "invoice" | "payment";
    readonly retryHours?: readonly number[];
    readonly recordedAt?: string;
  } | {
    readonly fact: "uptime";
    readonly id: string;
    readonly sla: string;
    readonly customer?: string;
    readonly month?: string;
    readonly from?: string;
    readonly to?: string;
    readonly uptime?: Portion;
    readonly downtimeMinutes?: Quantity;
    readonly excludedMinutes?: Quantity;
    readonly recordedAt?: string;
  } | {
    readonly fact: "sla-claim";
    readonly id: string;
    readonly customer: string;
    readonly sla: string;
    readonly month?: string;
    readonly from?: string;
    readonly to?: string;
    readonly date: string;
    readonly recordedAt?: string;
  } | {
    readonly fact: "payment";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly amount: Money;
    readonly exchange?: "by-table" | { readonly settles: Money } | { readonly rate: string };
    readonly method: string;
    readonly receivedAt?: string;
    readonly provider?: string;
    readonly providerId?: string;
    readonly appliesTo?: readonly { readonly invoice: string; readonly amount?: Money }[];
    readonly rest?: "oldest" | "balance";
  } | {
    readonly fact: "refund";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly payment: string;
    readonly amount: Money;
    readonly reopen?: "last" | readonly string[];
  } | {
    readonly fact: "payment-return";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly payment: string;
    readonly amount?: Money;
    readonly reason?: string;
  } | {
    readonly fact: "write-off";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly invoice: string;
    readonly amount?: Money;
    readonly taxes?: readonly { readonly jurisdiction: string; readonly rate: Percent; readonly amount: string }[];
  } | {
    readonly fact: "write-off-reversal";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly writeOff: string;
    readonly amount?: Money;
    readonly taxes?: readonly { readonly jurisdiction: string; readonly rate: Percent; readonly amount: string }[];
  } | {
    readonly fact: "recovery";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly writeOff: string;
    readonly amount: Money;
    readonly provider?: string;
    readonly taxes?: readonly { readonly jurisdiction: string; readonly rate: Percent; readonly amount: string }[];
  } | {
    readonly fact: "dispute";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly payment: string;
    readonly amount: Money;
    readonly provider: string;
    readonly fee?: Money;
  } | {
    readonly fact: "dispute-outcome";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly dispute: string;
    readonly outcome: "won" | "lost";
    readonly feeReturned?: Money;
  } | {
    readonly fact: "balance-application";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly to?: readonly { readonly invoice: string; readonly amount?: Money }[];
  } | {
    readonly fact: "reassignment";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly of: { readonly kind: "payment" | "credit-note"; readonly id: string };
    readonly from: readonly { readonly invoice: string; readonly amount: Money }[];
    readonly to: readonly { readonly invoice: string; readonly amount: Money }[];
  } | {
    readonly fact: "contest";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly invoice: string;
  } | {
    readonly fact: "contest-end";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly invoice: string;
  } | {
    readonly fact: "payment-promise";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly invoice: string;
    readonly until: string;
  } | {
    readonly fact: "charge";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly invoice: string;
    readonly method: string;
  } | {
    readonly fact: "charge-failure";
    readonly id: string;
    readonly customer: string;
    readonly recordedAt?: string;
    readonly charge: string;
    readonly refused?: boolean;
  } | {
    readonly fact: "credit-note";
    readonly id: string;
    readonly customer: string;
    readonly invoice: string;
    readonly reason: string;
    readonly lines?: readonly { readonly line: string; readonly amount?: Money }[];
    readonly amount?: Money;
    readonly recordedAt?: string;
  })[];
  readonly at?: string;
  readonly until?: string;
};

export type Price = { readonly kind: "flat"; readonly amount: AmountDue } | { readonly kind: "per-unit"; readonly unit: Amount; readonly per?: Quantity } | { readonly kind: "package"; readonly size: Quantity; readonly price: Money } | {
  readonly kind: "graduated";
  readonly tiers: readonly TierFrom[] | readonly Tier[];
  readonly per?: Quantity;
  readonly flatAtZero?: boolean;
} | {
  readonly kind: "volume";
  readonly tiers: readonly TierFrom[] | readonly Tier[];
  readonly per?: Quantity;
  readonly flatAtZero?: boolean;
} | {
  readonly kind: "percentage";
  readonly rate: Rate;
  readonly fixed?: Money;
  readonly minimum?: Money;
  readonly maximum?: Money;
  readonly freeEvents?: number;
  readonly freeAmount?: Money;
} | {
  readonly kind: "graduated-percentage";
  readonly tiers: readonly { readonly upTo?: Money; readonly rate: Percent; readonly flat?: MoneyDue }[];
  readonly flatAtZero?: boolean;
} | {
  readonly kind: "banded";
  readonly bands: readonly { readonly upTo?: Money; readonly below?: Money; readonly flat?: Money; readonly rate?: Percent }[];
} | {
  readonly kind: "matrix";
  readonly dimensions: readonly string[];
  readonly cells: readonly { readonly when: Readonly<Record<string, string>>; readonly price: Price }[];
  readonly otherwise?: Price;
} | {
  readonly kind: "capacity";
  readonly reserved?: Quantity;
  readonly unit: Money;
  readonly overUse: { readonly rule: "bill"; readonly price: Price } | { readonly rule: "block" } | { readonly rule: "raise" };
} | {
  readonly kind: "seat";
  readonly unit: Money;
  readonly included?: Quantity;
  readonly minimum?: Quantity;
} | { readonly kind: "free-units"; readonly units: Quantity; readonly of: Price } | {
  readonly kind: "transform";
  readonly multiplyBy?: Quantity;
  readonly divideBy?: Quantity;
  readonly round?: "up" | "down" | "half-up";
  readonly of: Price;
} | {
  readonly kind: "spend-limits";
  readonly minimum?: MoneyDue;
  readonly maximum?: MoneyDue;
  readonly of: Price;
} | {
  readonly kind: "commitment";
  readonly committed: MoneyDue;
  readonly overage?: Percent;
  readonly of: Price;
} | {
  readonly kind: "formula";
  readonly expression: string;
  readonly variables?: Readonly<Record<string, SignedQuantity>>;
};

export type PriceIndex = {
  readonly name: string;
  readonly publisher?: string;
  readonly values: readonly { readonly day: string; readonly value: Quantity; readonly published?: string }[];
};

export type PriceList = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly currency: Currency;
  readonly countries?: readonly string[];
  readonly plans?: Readonly<Record<string, { readonly base?: PricesByCadence; readonly charges?: Readonly<Record<string, Price>> }>>;
  readonly offers?: Readonly<Record<string, Price>>;
  readonly level?: Percent;
};

export type PriceTier = { readonly label: string; readonly unit: string | null; readonly flat: string | null };

export type PricesByCadence = Readonly<Record<string, Price>>;

export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: "invalid-request" | "malformed-request" | "malformed-body" | "duplicate-key" | "forbidden-key" | "too-complex" | "body-too-large" | "inflated-too-large" | "batch-too-large" | "unsupported-encoding" | "unsupported-media-type" | "not-acceptable" | "headers-too-large" | "timeout" | "unauthenticated" | "forbidden" | "sign-in-refused" | "one-time-code-needed" | "set-up-needed" | "on-hold" | "set-up-refused" | "too-many-attempts" | "csrf-refused" | "not-found" | "no-such-route" | "unknown-api-version" | "method-not-allowed" | "idempotency-key-invalid" | "idempotency-key-reused" | "idempotency-in-progress" | "idempotency-key-required" | "event-conflict" | "already-exists" | "model-published" | "e-invoice-incomplete" | "e-invoice-conflict" | "charge-pending" | "intent-in-flight" | "intent-settled" | "line-settled" | "webhook-signature" | "webhook-malformed" | "provider-unavailable" | "clock-not-manual" | "clock-backwards" | "close-refused" | "nothing-to-close" | "approval-closed" | "approval-outdated" | "approval-failed" | "own-request" | "not-approver" | "invalid-cursor" | "invalid-limit" | "vat-check-unavailable" | "vat-check-limit" | "billing-behind" | "rate-limited" | "precondition-failed" | "overloaded" | "retry-later" | "broken-invariant" | "internal";
  readonly requestId: string;
  readonly errors?: readonly Fault[];
};

export type Product = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly family?: string;
  readonly modules?: readonly string[];
  readonly meters?: readonly string[];
  readonly openSource?: string;
};

export type ProposedWrite = {
  readonly method: "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly why: string;
};

export type ProviderRequest = {
  readonly keys?: Readonly<Record<string, string | null>>;
  readonly options?: Readonly<Record<string, string>>;
  readonly active?: boolean;
};

export type Quantity = number | string;

export type Quota = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly meter: string;
  readonly limit: "unlimited" | Quantity;
  readonly per: QuotaWindow;
  readonly overage?: "block" | "bill";
  readonly grace?: Percent | Quantity;
  readonly rollover?: { readonly share?: Portion; readonly maximum?: Quantity };
  readonly alertAt?: readonly Percent[];
};

export type QuotaStanding = {
  readonly id: string;
  readonly meter: string;
  readonly aggregation: "count" | "sum" | "max" | "min" | "latest" | "unique" | "time-weighted-sum" | "percentile";
  readonly unit: string;
  readonly per: QuotaWindow;
  readonly overage: "block" | "bill";
  readonly limit: string | null;
  readonly allowance: string | null;
  readonly grace: string;
  readonly used: string;
  readonly reserved: string;
  readonly remaining: string | null;
  readonly from: string;
  readonly to: string;
  readonly resetsAt: string | null;
  readonly sources: readonly EntitlementSource[];
};

export type QuotaWindow = "minute" | "hour" | "day" | "week" | "month" | "year" | "billing-period" | { readonly rolling: string };

export type RampStep = {
  readonly from: string | { readonly afterMonths: number };
  readonly plan?: string;
  readonly cadence?: string;
  readonly quantity?: Quantity;
  readonly quantities?: Readonly<Record<string, Quantity>>;
  readonly agreed?: Readonly<Record<string, Percent | Money>>;
  readonly discounts?: readonly string[];
  readonly eligibilities?: readonly string[];
};

export type Rate = "negotiated" | Percent | { readonly low: Percent; readonly high: Percent } | { readonly atLeast: Percent };

export type Reactivation = {
  readonly fact?: "reactivate";
  readonly id: string;
  readonly customer: string;
  readonly subscription: string;
  readonly on?: string;
  readonly when?: "now" | "period-end";
};

export type Reassignment = {
  readonly fact?: "reassignment";
  readonly id: string;
  readonly customer: string;
  readonly of: { readonly kind: "payment" | "credit-note"; readonly id: string };
  readonly from: readonly { readonly invoice: string; readonly amount: Money }[];
  readonly to: readonly { readonly invoice: string; readonly amount: Money }[];
};

export type RecordedBalanceApplication = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly to?: readonly { readonly invoice: string; readonly amount?: Money }[];
};

export type RecordedBundlePurchase = {
  readonly id: string;
  readonly customer: string;
  readonly bundle: string;
  readonly start: string;
  readonly quantity?: Quantity;
  readonly agreed?: Money;
  readonly contractNumber?: string;
  readonly eligibilities?: readonly string[];
  readonly recordedAt: string;
};

export type RecordedCancellation = {
  readonly id: string;
  readonly customer: string;
  readonly subscription: string;
  readonly recordedAt: string;
  readonly on?: string;
  readonly when?: "now" | "period-end";
  readonly credit?: "prorated" | "none";
  readonly fee?: Money;
};

export type RecordedContest = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly invoice: string;
};

export type RecordedContestEnd = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly invoice: string;
};

export type RecordedContractNotice = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly contract: string;
};

export type RecordedContractRenewal = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly contract: string;
  readonly months?: number;
  readonly commitment?: MoneyDue;
  readonly agreed?: Readonly<Record<string, Readonly<Record<string, Percent | Money>>>>;
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  readonly netDays?: number;
  readonly prepaymentDiscount?: Portion;
  readonly expectedVolume?: Quantity;
};

export type RecordedCouponRedemption = {
  readonly id: string;
  readonly customer: string;
  readonly subscription: string;
  readonly recordedAt: string;
  readonly on?: string;
  readonly code: string;
};

export type RecordedCreditGrant = {
  readonly id: string;
  readonly customer: string;
  readonly credit?: string;
  readonly kind?: "sla" | "promotional" | "prepaid" | "goodwill" | "referral";
  readonly amount?: MoneyDue;
  readonly price?: MoneyDue;
  readonly date: string;
  readonly expires?: string;
  readonly expiresAfterMonths?: number;
  readonly expiresWithPeriod?: boolean;
  readonly rollover?: {
    readonly share?: Portion;
    readonly maximum?: MoneyDue;
    readonly times: number;
    readonly months?: number;
  };
  readonly priority?: number;
  readonly appliesTo?: "recurring" | "usage" | "all";
  readonly streams?: readonly string[];
  readonly plans?: readonly string[];
  readonly charges?: readonly string[];
  readonly covers?: "invoiced" | "served";
  readonly availableFrom?: "invoice" | "payment";
  readonly every?: Cadence;
  readonly count?: number;
  readonly until?: string;
  readonly subscription?: string;
  readonly contract?: string;
  readonly reason?: string;
  readonly recordedAt: string;
};

export type RecordedCreditGrantAdjustment = {
  readonly id: string;
  readonly customer: string;
  readonly grant: string;
  readonly date: string;
  readonly add?: MoneyDue;
  readonly remove?: MoneyDue;
  readonly expires?: string | "never";
  readonly priority?: number;
  readonly reason: string;
  readonly recordedAt: string;
};

export type RecordedCreditGrantVoid = {
  readonly id: string;
  readonly customer: string;
  readonly grant: string;
  readonly date: string;
  readonly reason: string;
  readonly recordedAt: string;
};

export type RecordedCreditNoteOrder = {
  readonly id: string;
  readonly customer: string;
  readonly invoice: string;
  readonly reason: string;
  readonly lines?: readonly { readonly line: string; readonly amount?: Money }[];
  readonly amount?: Money;
  readonly recordedAt: string;
};

export type RecordedCustomer = {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
  readonly segment?: string;
  readonly country?: string;
  readonly address?: Address;
  readonly vatNumber?: string;
  readonly registration?: string;
  readonly business?: boolean;
  readonly taxExempt?: {
    readonly reason: string;
    readonly jurisdiction?: string;
    readonly from?: string;
    readonly until?: string;
  };
  readonly reference?: string;
  readonly purchaseOrder?: string;
  readonly language?: string;
  readonly payer?: string;
  readonly invoicesPer?: "account" | "customer" | "subscription";
  readonly priceList?: string;
  readonly currency?: string;
  readonly timeZone?: string;
  readonly recordedAt: string;
};

export type RecordedDispute = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly payment: string;
  readonly amount: Money;
  readonly provider: string;
  readonly fee?: Money;
};

export type RecordedDisputeOutcome = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly dispute: string;
  readonly outcome: "won" | "lost";
  readonly feeReturned?: Money;
};

export type RecordedIndexValue = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly contract: string;
  readonly day: string;
  readonly value: Quantity;
};

export type RecordedLicencePurchase = {
  readonly id: string;
  readonly customer: string;
  readonly licence: string;
  readonly start: string;
  readonly end?: string;
  readonly quantity?: Quantity;
  readonly agreed?: Money;
  readonly discounts?: readonly string[];
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  readonly contractNumber?: string;
  readonly contract?: string;
  readonly eligibilities?: readonly string[];
  readonly recordedAt: string;
};

export type RecordedMilestoneReached = {
  readonly id: string;
  readonly customer: string;
  readonly sale: string;
  readonly milestone: string;
  readonly on?: string;
  readonly recordedAt: string;
};

export type RecordedNoticeWithdrawal = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly contract: string;
};

export type RecordedPause = {
  readonly id: string;
  readonly customer: string;
  readonly subscription: string;
  readonly recordedAt: string;
  readonly on?: string;
  readonly when?: "now" | "period-end";
  readonly credit?: "prorated" | "none";
};

export type RecordedPaymentPromise = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly invoice: string;
  readonly until: string;
};

export type RecordedPaymentReceipt = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly amount: Money;
  readonly exchange?: "by-table" | { readonly settles: Money } | { readonly rate: string };
  readonly method: string;
  readonly receivedAt?: string;
  readonly provider?: string;
  readonly providerId?: string;
  readonly appliesTo?: readonly { readonly invoice: string; readonly amount?: Money }[];
  readonly rest?: "oldest" | "balance";
};

export type RecordedPaymentReturn = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly payment: string;
  readonly amount?: Money;
  readonly reason?: string;
};

export type RecordedReactivation = {
  readonly id: string;
  readonly customer: string;
  readonly subscription: string;
  readonly recordedAt: string;
  readonly on?: string;
  readonly when?: "now" | "period-end";
};

export type RecordedReassignment = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly of: { readonly kind: "payment" | "credit-note"; readonly id: string };
  readonly from: readonly { readonly invoice: string; readonly amount: Money }[];
  readonly to: readonly { readonly invoice: string; readonly amount: Money }[];
};

export type RecordedRecovery = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly writeOff: string;
  readonly amount: Money;
  readonly provider?: string;
  readonly taxes?: readonly { readonly jurisdiction: string; readonly rate: Percent; readonly amount: string }[];
};

export type RecordedRenewalWithdrawal = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly contract: string;
};

export type RecordedResumption = {
  readonly id: string;
  readonly customer: string;
  readonly subscription: string;
  readonly recordedAt: string;
  readonly on?: string;
  readonly when?: "now" | "period-end";
};

export type RecordedSale = {
  readonly id: string;
  readonly customer: string;
  readonly offer: string;
  readonly date: string;
  readonly quantity?: Quantity;
  readonly delivery?: string;
  readonly agreed?: Money;
  readonly discounts?: readonly string[];
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  readonly contractNumber?: string;
  readonly contract?: string;
  readonly eligibilities?: readonly string[];
  readonly recordedAt: string;
};

export type RecordedSaleAmendment = {
  readonly id: string;
  readonly customer: string;
  readonly sale: string;
  readonly price: MoneyDue;
  readonly shares?: Readonly<Record<string, Portion>>;
  readonly on?: string;
  readonly recordedAt: string;
};

export type RecordedSignedContract = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly template: string;
  readonly number?: string;
  readonly model?: string;
  readonly start: string;
  readonly eligibilities?: readonly string[];
  readonly months?: number;
  readonly commitment?: MoneyDue;
  readonly agreed?: Readonly<Record<string, Readonly<Record<string, Percent | Money>>>>;
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  readonly netDays?: number;
  readonly prepaymentDiscount?: Portion;
  readonly expectedVolume?: Quantity;
};

export type RecordedSlaClaim = {
  readonly id: string;
  readonly customer: string;
  readonly sla: string;
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
  readonly date: string;
  readonly recordedAt: string;
};

export type RecordedSubscription = {
  readonly id: string;
  readonly customer: string;
  readonly plan?: string;
  readonly addon?: string;
  readonly of?: string;
  readonly model?: string;
  readonly cadence?: string;
  readonly start: string;
  readonly end?: string;
  readonly trialDays?: number;
  readonly quantity?: Quantity;
  readonly quantities?: Readonly<Record<string, Quantity>>;
  readonly alignment?: "anniversary" | "calendar";
  readonly termYears?: number;
  readonly agreed?: Readonly<Record<string, Percent | Money>>;
  readonly discounts?: readonly string[];
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  readonly contractNumber?: string;
  readonly contract?: string;
  readonly eligibilities?: readonly string[];
  readonly coupons?: readonly string[];
  readonly ramp?: readonly RampStep[];
  readonly recordedAt: string;
};

export type RecordedTaxDecision = {
  readonly id: string;
  readonly customer: string;
  readonly category: string;
  readonly from: string;
  readonly until?: string;
  readonly tax: {
    readonly category: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    readonly rate: string;
    readonly jurisdiction: string;
    readonly name: string;
  };
  readonly reason?: string;
  readonly provider?: string;
  readonly reference?: string;
  readonly recordedAt: string;
};

export type RecordedTermsChange = {
  readonly id: string;
  readonly customer: string;
  readonly subscription: string;
  readonly recordedAt: string;
  readonly on?: string;
  readonly when?: "now" | "period-end";
  readonly plan?: string;
  readonly model?: string;
  readonly trialDays?: number;
  readonly cadence?: string;
  readonly end?: string;
  readonly quantity?: Quantity;
  readonly quantities?: Readonly<Record<string, Quantity>>;
  readonly alignment?: "anniversary" | "calendar";
  readonly termYears?: number;
  readonly agreed?: Readonly<Record<string, Percent | Money>>;
  readonly discounts?: readonly string[];
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  readonly contractNumber?: string;
  readonly contract?: string;
  readonly eligibilities?: readonly string[];
  readonly proration?: "prorated" | "none";
  readonly endAddons?: readonly string[];
};

export type RecordedTopUpRule = {
  readonly id: string;
  readonly customer: string;
  readonly credit?: string;
  readonly date: string;
  readonly end?: string;
  readonly whenBelow: MoneyDue;
  readonly amount?: MoneyDue;
  readonly upTo?: MoneyDue;
  readonly price?: Portion | MoneyDue;
  readonly maximumPerMonth?: MoneyDue;
  readonly method?: string;
  readonly availableFrom?: "invoice" | "payment";
  readonly retryHours?: readonly number[];
  readonly recordedAt: string;
};

export type RecordedUndoing = {
  readonly id: string;
  readonly customer: string;
  readonly subscription: string;
  readonly recordedAt: string;
  readonly change: string;
};

export type RecordedUptime = {
  readonly id: string;
  readonly sla: string;
  readonly customer?: string;
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
  readonly uptime?: Portion;
  readonly downtimeMinutes?: Quantity;
  readonly excludedMinutes?: Quantity;
  readonly recordedAt: string;
};

export type RecordedVatCheck = {
  readonly id: string;
  readonly customer: string;
  readonly number: string;
  readonly valid: boolean;
  readonly name?: string;
  readonly address?: string;
  readonly checkedAt: string;
  readonly consultation?: string;
  readonly recordedAt: string;
};

export type RecordedVolumeEstimate = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly contract: string;
  readonly expected: Quantity;
};

export type RecordedWriteOff = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly invoice: string;
  readonly amount?: Money;
  readonly taxes?: readonly { readonly jurisdiction: string; readonly rate: Percent; readonly amount: string }[];
};

export type RecordedWriteOffReversal = {
  readonly id: string;
  readonly customer: string;
  readonly recordedAt: string;
  readonly writeOff: string;
  readonly amount?: Money;
  readonly taxes?: readonly { readonly jurisdiction: string; readonly rate: Percent; readonly amount: string }[];
};

export type Recovery = {
  readonly fact?: "recovery";
  readonly id: string;
  readonly customer: string;
  readonly writeOff: string;
  readonly amount: Money;
  readonly provider?: string;
  readonly taxes?: readonly { readonly jurisdiction: string; readonly rate: Percent; readonly amount: string }[];
};

export type RecoveryByCode = {
  readonly environment?: string;
  readonly email: string;
  readonly recoveryCode: string;
  readonly password: string;
  readonly code: string;
};

export type RecoveryByLink = { readonly recovery: string; readonly password: string; readonly code?: string };

export type RecoveryCodes = { readonly recoveryCodes: readonly string[] };

export type Reference = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly title: string;
  readonly at?: string;
  readonly missing?: boolean;
};

export type RefundRequest = {
  readonly payment: string;
  readonly amount?: Money;
  readonly reopen?: "last" | readonly string[];
  readonly reason?: string;
};

export type RefundTransfer = {
  readonly id: string;
  readonly kind: "refund";
  readonly way: "transfer";
  readonly customer: string;
  readonly payment: string;
  readonly amount: string;
  readonly currency: string;
  readonly state: "succeeded";
  readonly recordedAt: string;
};

export type Refusal = { readonly reason: string };

export type ReleaseRequest = { readonly reservation: string };

export type RemainingObligations = {
  readonly asOf: string;
  readonly items: readonly ({
    readonly currency: string;
    readonly total: string;
    readonly withinYear: string;
    readonly later: string;
    readonly unscheduled: string;
    readonly contracted: string;
    readonly committed: string;
    readonly commitments: readonly {
      readonly customer: string;
      readonly contract: string | null;
      readonly subscription: string | null;
      readonly until: string;
      readonly amount: string;
      readonly withinYear: string;
    }[];
    readonly months: readonly { readonly month: string; readonly amount: string }[];
    readonly streams: readonly { readonly stream: string; readonly amount: string; readonly withinYear: string }[];
  })[];
};

export type RenewRequest = { readonly reservation: string; readonly quantity?: Quantity; readonly holdsFor?: string };

export type RenewalWithdrawal = {
  readonly fact?: "contract-renewal-withdrawal";
  readonly id: string;
  readonly customer: string;
  readonly contract: string;
};

export type ReplayedEvents = { readonly deliveries: number };

export type ReservationPage = { readonly items: readonly HeldReservation[]; readonly next: string | null };

export type ReserveAnswer = {
  readonly customer: string;
  readonly allowed: boolean;
  readonly reason: "within-quota" | "within-grace" | "billed-overage" | "no-quota" | "granted" | "quota-exceeded" | "not-granted" | "limit-reached" | "not-subscribed" | "suspended" | "counted-before" | "identity-taken";
  readonly feature: FeatureStanding | null;
  readonly quota: QuotaStanding | null;
  readonly reservation: HeldReservation | null;
};

export type ReserveRequest = {
  readonly customer: string;
  readonly meter: string;
  readonly quantity: Quantity;
  readonly id?: string;
  readonly holdsFor?: string;
};

export type Resumption = {
  readonly fact?: "resume";
  readonly id: string;
  readonly customer: string;
  readonly subscription: string;
  readonly on?: string;
  readonly when?: "now" | "period-end";
};

export type Revenue = {
  readonly currency: Currency | null;
  readonly months: readonly string[];
  readonly runningMonth: string | null;
  readonly streams: readonly {
    readonly id: string;
    readonly name: string;
    readonly amounts: readonly string[];
    readonly total: string;
  }[];
  readonly totals: readonly string[];
  readonly total: string;
};

export type RevenueSchedule = {
  readonly months: readonly string[];
  readonly closedThrough: string | null;
  readonly items: readonly {
    readonly stream: string;
    readonly currency: string;
    readonly amounts: readonly string[];
    readonly later: string;
  }[];
};

export type Role = {
  readonly id: string;
  readonly name: string;
  readonly builtIn: boolean;
  readonly actions: readonly string[];
  readonly members: number;
};

export type RoleChange = { readonly name: string; readonly actions: readonly string[] };

export type RoleRequest = { readonly id: string; readonly name: string; readonly actions: readonly string[] };

export type Roles = { readonly items: readonly Role[] };

export type RollForward = {
  readonly from: string;
  readonly to: string;
  readonly closedThrough: string | null;
  readonly items: readonly RollForwardMonth[];
};

export type RollForwardMonth = {
  readonly month: string;
  readonly stream: string;
  readonly currency: Currency;
  readonly revenue: string;
  readonly revenueFromOpening: string;
  readonly deferred: DeferredMovement;
  readonly contractAsset: DeferredMovement;
  readonly refundLiability: DeferredMovement;
};

export type RunningCost = {
  readonly customer: string;
  readonly at: string;
  readonly currency: string;
  readonly issuedAt: string | null;
  readonly lines: readonly ({
    readonly id: string;
    readonly kind: "recurring" | "usage" | "capacity" | "licence" | "maintenance" | "late-usage" | "unused-time" | "termination-fee" | "dunning-fee" | "credits" | "service-credit" | "true-up" | "rebate" | "one-off" | "milestone";
    readonly description: string;
    readonly subscription: string | null;
    readonly charge: string | null;
    readonly meter: string | null;
    readonly unit: string | null;
    readonly period: { readonly from: string; readonly to: string } | null;
    readonly soFar: { readonly quantity: string; readonly amount: string; readonly discount: string };
    readonly projected: { readonly quantity: string; readonly amount: string; readonly discount: string };
  })[];
  readonly soFar: { readonly tax: string; readonly total: string };
  readonly projected: { readonly tax: string; readonly total: string };
};

export type Sale = {
  readonly fact?: "sale";
  readonly id: string;
  readonly customer: string;
  readonly offer: string;
  readonly date: string;
  readonly quantity?: Quantity;
  readonly delivery?: string;
  readonly agreed?: Money;
  readonly discounts?: readonly string[];
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  readonly contractNumber?: string;
  readonly contract?: string;
  readonly eligibilities?: readonly string[];
};

export type SaleAmendment = {
  readonly fact?: "amendment";
  readonly id: string;
  readonly customer: string;
  readonly sale: string;
  readonly price: MoneyDue;
  readonly shares?: Readonly<Record<string, Portion>>;
  readonly on?: string;
};

export type Scenario = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly from?: string;
  readonly set: Readonly<Record<string, string>>;
};

export type SealedHead = { readonly position: number; readonly hash: string };

export type SearchAnswer = {
  readonly items: readonly {
    readonly kind: "customer" | "invoice" | "subscription" | "contract" | "plan" | "meter" | "addon" | "feature" | "offer" | "licence" | "stream" | "segment" | "api";
    readonly id: string;
    readonly title: string;
    readonly detail: string;
  }[];
};

export type Segment = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly opening?: string;
  readonly acquisition: Acquisition;
  readonly purchases: Readonly<Record<string, SegmentPurchase>>;
  readonly channels?: Readonly<Record<string, {
    readonly description?: string;
    readonly rows?: readonly string[];
    readonly share: string;
    readonly cost: string;
  }>>;
};

export type SegmentPurchase = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly share: string;
  readonly plan?: string;
  readonly offer?: string;
  readonly licence?: string;
  readonly bundle?: string;
  readonly contract?: { readonly template: string; readonly months?: number; readonly commitment?: Money };
  readonly cadence?: Cadence;
  readonly quantity?: string;
  readonly quantityGrowth?: string;
  readonly quantities?: Readonly<Record<string, Quantity>>;
  readonly addons?: Readonly<Record<string, Quantity>>;
  readonly termYears?: number;
  readonly agreed?: Readonly<Record<string, Percent | Money>>;
  readonly discounts?: readonly string[];
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  readonly eligibilities?: readonly string[];
  readonly coupons?: readonly string[];
  readonly usage?: Readonly<Record<string, string | readonly UsageOfKind[]>>;
  readonly usageVaries?: { readonly factor: Distribution; readonly classes?: number };
  readonly churn?: Churn;
  readonly moves?: Readonly<Record<string, string>>;
};

export type Seller = {
  readonly name: string;
  readonly address?: Address;
  readonly vatNumber?: string;
  readonly registration?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly bankAccount?: {
    readonly holder?: string;
    readonly iban?: string;
    readonly bic?: string;
    readonly accountNumber?: string;
    readonly routingNumber?: string;
    readonly bank?: string;
  };
};

export type ServerSettings = {
  readonly version: string;
  readonly items: readonly {
    readonly variable: string;
    readonly key: string | null;
    readonly value: string | null;
    readonly about: string;
  }[];
};

export type Sessions = {
  readonly items: readonly {
    readonly id: string;
    readonly member: string;
    readonly email: string;
    readonly environment: string;
    readonly agent: string;
    readonly createdAt: string;
    readonly seenAt: string;
    readonly expiresAt: string;
    readonly current: boolean;
  }[];
};

export type SetUp = { readonly token: string; readonly email: string; readonly name: string; readonly password: string };

export type Share = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly partner?: string;
  readonly base: string;
  readonly rate: Rate;
  readonly to: "us" | "partner";
  readonly split?: { readonly us: Portion; readonly partner: Portion };
  readonly stream?: string;
  readonly reportedBy?: "us" | "partner";
  readonly every?: Cadence;
  readonly minimum?: MoneyDue;
};

export type SignIn = {
  readonly environment?: string;
  readonly email: string;
  readonly password: string;
  readonly code?: string;
};

export type SignInProvider = {
  readonly provider: {
    readonly issuer: string;
    readonly clientId: string;
    readonly domains: readonly string[];
    readonly role: string | null;
    readonly byDomain: boolean;
    readonly setBy: "configuration" | "organisation";
    readonly changedAt: string | null;
  } | null;
  readonly redirectUri: string | null;
  readonly signInAddress: string | null;
};

export type SignInProviderRequest = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly domains?: readonly string[];
  readonly role?: string | null;
  readonly byDomain?: boolean;
};

export type SignedContract = {
  readonly fact?: "contract";
  readonly id: string;
  readonly customer: string;
  readonly template: string;
  readonly number?: string;
  readonly model?: string;
  readonly start: string;
  readonly eligibilities?: readonly string[];
  readonly months?: number;
  readonly commitment?: MoneyDue;
  readonly agreed?: Readonly<Record<string, Readonly<Record<string, Percent | Money>>>>;
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  readonly netDays?: number;
  readonly prepaymentDiscount?: Portion;
  readonly expectedVolume?: Quantity;
};

export type SignedPercent = string;

export type SignedQuantity = number | string;

export type Sla = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly uptime?: Portion;
  readonly measuredOver?: Cadence;
  readonly credits?: readonly { readonly below: Portion; readonly credit: Portion }[];
  readonly creditMaximum?: Portion;
  readonly maximumPerMonth?: MoneyDue;
  readonly maximumPerYear?: MoneyDue;
  readonly feeOf?: "recurring" | "usage" | "all";
  readonly excluded?: "not-measured" | "as-up";
  readonly claimWithinDays?: number;
  readonly remedy?: "credit" | "credit-note";
  readonly credit?: string;
  readonly responseHours?: number;
  readonly resolutionHours?: number;
  readonly supportHours?: string;
  readonly exclusions?: readonly string[];
};

export type SlaClaim = {
  readonly fact?: "sla-claim";
  readonly id: string;
  readonly customer: string;
  readonly sla: string;
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
  readonly date: string;
};

export type Stream = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly recurring?: boolean;
};

export type Subscription = {
  readonly fact?: "subscription";
  readonly id: string;
  readonly customer: string;
  readonly plan?: string;
  readonly addon?: string;
  readonly of?: string;
  readonly model?: string;
  readonly cadence?: string;
  readonly start: string;
  readonly end?: string;
  readonly trialDays?: number;
  readonly quantity?: Quantity;
  readonly quantities?: Readonly<Record<string, Quantity>>;
  readonly alignment?: "anniversary" | "calendar";
  readonly termYears?: number;
  readonly agreed?: Readonly<Record<string, Percent | Money>>;
  readonly discounts?: readonly string[];
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  readonly contractNumber?: string;
  readonly contract?: string;
  readonly eligibilities?: readonly string[];
  readonly coupons?: readonly string[];
  readonly ramp?: readonly RampStep[];
};

export type SubscriptionDetail = {
  readonly id: string;
  readonly customer: string;
  readonly customerName: string;
  readonly standing: "scheduled" | "trialing" | "active" | "paused" | "ended";
  readonly of: string | null;
  readonly addons: readonly SubscriptionSummary[];
  readonly trialUntil: string | null;
  readonly paidUntil: string | null;
  readonly alignment: "anniversary" | "calendar";
  readonly termYears: number | null;
  readonly contractNumber: string | null;
  readonly agreed: Readonly<Record<string, string>>;
  readonly invoiced: {
    readonly currency: Currency | null;
    readonly total: string;
    readonly kinds: readonly { readonly kind: string; readonly amount: string }[];
  };
  readonly changeable: readonly ("change" | "cancel" | "pause" | "resume" | "reactivate" | "undo" | "coupon")[];
  readonly phases: readonly {
    readonly phase: number;
    readonly plan: string;
    readonly planName: string;
    readonly cadence: string | null;
    readonly quantity: string;
    readonly current: boolean;
    readonly from: string;
    readonly to: string | null;
    readonly trialUntil: string | null;
    readonly sequel: "change" | "pause" | "end" | null;
    readonly model: string;
  }[];
  readonly changes: readonly ({
    readonly id: string;
    readonly kind: "change" | "cancel" | "pause" | "resume" | "reactivate" | "undo";
    readonly day: string;
    readonly recordedAt: string;
    readonly state: "to-come" | "in-force" | "undone";
    readonly by: "told" | "ramp" | "parent" | "contract";
    readonly undoable: boolean;
    readonly terms: {
      readonly plan: string | null;
      readonly planName: string | null;
      readonly cadence: string | null;
      readonly quantity: string | null;
      readonly model: string | null;
    };
    readonly accountedAs: "separate-contract" | "prospective" | "cumulative-catch-up" | null;
    readonly fee: string | null;
    readonly feeBilled: boolean | null;
  })[];
  readonly coupons: readonly {
    readonly id: string;
    readonly coupon: string;
    readonly code: string;
    readonly name: string;
    readonly from: string;
    readonly redeemedAt: string;
    readonly uses: number;
    readonly usedUp: boolean;
  }[];
  readonly expanded?: { readonly customer?: CustomerDetail | null; readonly plan?: PlanSummary | null };
};

export type SubscriptionPage = {
  readonly items: readonly ({
    readonly id: string;
    readonly plan: string;
    readonly planName: string;
    readonly cadence: string | null;
    readonly quantity: string;
    readonly start: string;
    readonly end: string | null;
    readonly standing: "scheduled" | "trialing" | "active" | "paused" | "ended";
    readonly pausedOn: string | null;
    readonly resumesOn: string | null;
    readonly renewsOn: string | null;
    readonly of: string | null;
    readonly trialUntil: string | null;
    readonly changesOn: string | null;
    readonly customer: string;
    readonly customerName: string;
    readonly expanded?: { readonly customer?: CustomerSummary | null; readonly plan?: PlanSummary | null };
  })[];
  readonly next: string | null;
};

export type SubscriptionSummary = {
  readonly id: string;
  readonly plan: string;
  readonly planName: string;
  readonly cadence: string | null;
  readonly quantity: string;
  readonly start: string;
  readonly end: string | null;
  readonly standing: "scheduled" | "trialing" | "active" | "paused" | "ended";
  readonly pausedOn: string | null;
  readonly resumesOn: string | null;
  readonly renewsOn: string | null;
  readonly of: string | null;
  readonly trialUntil: string | null;
  readonly changesOn: string | null;
};

export type Summary = {
  readonly model: { readonly id: string; readonly name: string; readonly version: string } | null;
  readonly currency: Currency | null;
  readonly now: string;
  readonly customers: number;
  readonly parked: number;
  readonly segments: readonly string[];
  readonly subscriptions: number;
  readonly invoices: { readonly count: number; readonly total: string };
  readonly events?: { readonly accepted: number; readonly unbilled: number };
  readonly from: string | null;
  readonly to: string | null;
};

export type SwitchedEnvironment = { readonly environment: string };

export type Target = {
  readonly description?: string;
  readonly rows?: readonly string[];
  readonly name: string;
  readonly figure: string;
  readonly atLeast?: string;
  readonly atMost?: string;
  readonly by?: string;
};

export type TaxDecision = {
  readonly fact?: "tax-decision";
  readonly id: string;
  readonly customer: string;
  readonly category: string;
  readonly from: string;
  readonly until?: string;
  readonly tax: {
    readonly category: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    readonly rate: string;
    readonly jurisdiction: string;
    readonly name: string;
  };
  readonly reason?: string;
  readonly provider?: string;
  readonly reference?: string;
};

export type TaxRule = {
  readonly country: string;
  readonly region?: string;
  readonly category?: string;
  readonly name: string;
  readonly rate: Portion;
  readonly from: string;
  readonly to?: string;
  readonly exemption?: string;
  readonly businesses?: "taxed" | "reverse-charge";
};

export type TaxSubtotal = {
  readonly category: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
  readonly rate: string;
  readonly jurisdiction: string;
  readonly name: string;
  readonly base: string;
  readonly amount: string;
  readonly reason?: string;
};

export type Taxes = {
  readonly home: string;
  readonly homeRegion?: string;
  readonly pricesInclude?: "tax";
  readonly registrations?: readonly {
    readonly country: string;
    readonly region?: string;
    readonly scheme?: "local" | "one-stop-shop";
    readonly from: string;
    readonly to?: string;
    readonly vatNumber?: string;
  }[];
  readonly crossBorderConsumers?: "below-threshold" | "not-sold-to";
  readonly provider?: "external";
  readonly checkVatNumbers?: "vies";
  readonly categories?: Readonly<Record<string, {
    readonly description?: string;
    readonly rows?: readonly string[];
    readonly name: string;
    readonly supply: "electronic-service" | "advisory-service" | "service" | "goods";
  }>>;
  readonly defaultCategory?: string;
  readonly products?: {
    readonly streams?: Readonly<Record<string, string>>;
    readonly plans?: Readonly<Record<string, string>>;
    readonly addons?: Readonly<Record<string, string>>;
    readonly offers?: Readonly<Record<string, string>>;
    readonly licences?: Readonly<Record<string, string>>;
  };
  readonly rules: readonly TaxRule[];
};

export type TermsChange = {
  readonly fact?: "change";
  readonly id: string;
  readonly customer: string;
  readonly subscription: string;
  readonly on?: string;
  readonly when?: "now" | "period-end";
  readonly plan?: string;
  readonly model?: string;
  readonly trialDays?: number;
  readonly cadence?: string;
  readonly end?: string;
  readonly quantity?: Quantity;
  readonly quantities?: Readonly<Record<string, Quantity>>;
  readonly alignment?: "anniversary" | "calendar";
  readonly termYears?: number;
  readonly agreed?: Readonly<Record<string, Percent | Money>>;
  readonly discounts?: readonly string[];
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  readonly contractNumber?: string;
  readonly contract?: string;
  readonly eligibilities?: readonly string[];
  readonly proration?: "prorated" | "none";
  readonly endAddons?: readonly string[];
};

export type Tier = { readonly upTo?: Quantity; readonly unit?: Money; readonly flat?: MoneyDue };

export type TierFrom = { readonly from: Quantity; readonly unit?: Money; readonly flat?: MoneyDue };

export type Timeline = {
  readonly items: readonly TimelineMoment[];
  readonly next: string | null;
  readonly toCome: readonly TimelineMoment[];
};

export type TimelineMoment = {
  readonly id: string;
  readonly at: string;
  readonly group: "customer" | "subscription" | "document" | "payment" | "credit" | "dunning";
  readonly kind: "invoice" | "customer" | "vat-check" | "tax-decision" | "subscription" | "licence" | "sale" | "bundle" | "milestone" | "amendment" | "change" | "cancel" | "pause" | "resume" | "reactivate" | "undo" | "coupon" | "contract" | "contract-renewal" | "contract-renewal-withdrawal" | "contract-notice" | "contract-notice-withdrawal" | "index-value" | "volume-estimate" | "contest" | "contest-end" | "payment-promise" | "charge" | "charge-failure" | "adjust-grant" | "top-up-rule" | "uptime" | "sla-claim" | "payment" | "refund" | "payment-return" | "write-off" | "write-off-reversal" | "recovery" | "dispute" | "dispute-outcome" | "balance-application" | "reassignment" | "credit-note" | "grant" | "void-grant" | "credit-application" | "payment-reversal" | "reapplication" | "dispute-opened" | "dispute-won" | "dispute-lost" | "delivery" | "allocation" | "credit-grant" | "credit-purchase" | "credit-burn" | "credit-release" | "credit-breakage" | "credit-expiry" | "credit-void" | "remind" | "warn" | "suspend" | "collections" | "next-invoice" | "trial-end" | "subscription-start" | "subscription-end" | "invoice-due" | "dunning-step" | "grant-expiry" | "grant-recurrence" | "promise-end" | "contract-start" | "notice-deadline" | "contract-renews" | "contract-end" | "escalation" | "commitment-end";
  readonly on: string | null;
  readonly about: string | null;
  readonly name: string | null;
  readonly invoice: { readonly id: string; readonly number: string } | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly note: string | null;
};

export type TopCustomer = {
  readonly customer: string;
  readonly customerName: string;
  readonly quantity: string;
  readonly events: number;
};

export type TopUpRule = {
  readonly fact?: "top-up-rule";
  readonly id: string;
  readonly customer: string;
  readonly credit?: string;
  readonly date: string;
  readonly end?: string;
  readonly whenBelow: MoneyDue;
  readonly amount?: MoneyDue;
  readonly upTo?: MoneyDue;
  readonly price?: Portion | MoneyDue;
  readonly maximumPerMonth?: MoneyDue;
  readonly method?: string;
  readonly availableFrom?: "invoice" | "payment";
  readonly retryHours?: readonly number[];
};

export type TornadoQuestion = {
  readonly scenario?: string;
  readonly figure: string;
  readonly month?: string;
  readonly swing?: number;
  readonly drivers?: readonly string[];
};

export type TotpSecret = { readonly secret: string; readonly address: string };

export type TrackAnswer = {
  readonly status: "accepted" | "duplicate" | "conflict" | "refused";
  readonly customer: string;
  readonly allowed: boolean;
  readonly reason: "within-quota" | "within-grace" | "billed-overage" | "no-quota" | "granted" | "quota-exceeded" | "not-granted" | "limit-reached" | "not-subscribed" | "suspended" | "counted-before" | "identity-taken";
  readonly feature: FeatureStanding | null;
  readonly quota: QuotaStanding | null;
};

export type TrackRequest = {
  readonly id: string;
  readonly source?: string;
  readonly type: string;
  readonly customer: string;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
};

export type TrialBalance = {
  readonly asOf: string | null;
  readonly final: boolean;
  readonly rows: readonly {
    readonly account: string;
    readonly code: string;
    readonly title: string;
    readonly type: "asset" | "liability" | "equity" | "income" | "expense";
    readonly currency: string;
    readonly debits: string;
    readonly credits: string;
    readonly balance: string;
  }[];
  readonly totals: readonly { readonly currency: string; readonly debitBalances: string; readonly creditBalances: string }[];
};

export type UnbilledPage = {
  readonly items: readonly {
    readonly id: string;
    readonly source: string;
    readonly type: string;
    readonly customer: string;
    readonly time: string;
    readonly reason: "unknown-customer" | "unknown-meter" | "no-subscription" | "too-late";
  }[];
  readonly next: string | null;
  readonly total: number;
};

export type Undoing = {
  readonly fact?: "undo";
  readonly id: string;
  readonly customer: string;
  readonly subscription: string;
  readonly change: string;
};

export type Unparked = { readonly customer: string; readonly unparked: boolean };

export type Upcoming = { readonly at: string; readonly until: string; readonly documents: readonly Invoice[] };

export type Uptime = {
  readonly fact?: "uptime";
  readonly id: string;
  readonly sla: string;
  readonly customer?: string;
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
  readonly uptime?: Portion;
  readonly downtimeMinutes?: Quantity;
  readonly excludedMinutes?: Quantity;
};

export type UsageEvent = {
  /** Unique within its source */ readonly id: string;
  /** Who saw it */ readonly source?: string;
  /** What happened; meters pick their events by it */ readonly type: string;
  /** Whose it is */ readonly customer: string;
  /** When it happened, RFC 3339 with an offset */ readonly time: string;
  /** Flat. A quantity is a number of at most 15 significant digits, or a decimal string */ readonly data?: Readonly<Record<string, string | number | boolean>>;
};

export type UsageOfKind = {
  readonly is: string;
  readonly with?: Readonly<Record<string, string | number>>;
  readonly events?: string;
};

export type UsageSeries = {
  readonly meter: string;
  readonly unit: string;
  readonly customer: string | null;
  readonly timeZone: string;
  readonly windows: readonly {
    readonly from: string;
    readonly to: string;
    readonly quantity: string;
    readonly events: number;
    readonly source?: "counters" | "both";
  }[];
  readonly total: string | null;
  readonly events: number;
  readonly groups?: readonly ({
    readonly value: string;
    readonly windows: readonly {
      readonly from: string;
      readonly to: string;
      readonly quantity: string;
      readonly events: number;
      readonly source?: "counters" | "both";
    }[];
    readonly total: string | null;
    readonly events: number;
  })[];
  readonly dropped?: {
    readonly months: readonly string[];
    readonly unknown: readonly { readonly from: string; readonly to: string }[];
  };
};

export type UseDecision = {
  readonly customer: string;
  readonly allowed: boolean;
  readonly reason: "within-quota" | "within-grace" | "billed-overage" | "no-quota" | "granted" | "quota-exceeded" | "not-granted" | "limit-reached" | "not-subscribed" | "suspended" | "counted-before" | "identity-taken";
  readonly feature: FeatureStanding | null;
  readonly quota: QuotaStanding | null;
};

export type VolumeEstimate = {
  readonly fact?: "volume-estimate";
  readonly id: string;
  readonly customer: string;
  readonly contract: string;
  readonly expected: Quantity;
};

export type WebhookDelivery = {
  readonly id: string;
  readonly endpoint: string;
  readonly event: string;
  readonly type: string;
  readonly account: string | null;
  readonly state: "waiting" | "delivered" | "failed";
  readonly attempts: number;
  readonly replayed: boolean;
  readonly createdAt: string;
  readonly nextAt: string | null;
  readonly finishedAt: string | null;
};

export type WebhookDeliveryDetail = {
  readonly id: string;
  readonly endpoint: string;
  readonly event: string;
  readonly type: string;
  readonly account: string | null;
  readonly state: "waiting" | "delivered" | "failed";
  readonly attempts: number;
  readonly replayed: boolean;
  readonly createdAt: string;
  readonly nextAt: string | null;
  readonly finishedAt: string | null;
  readonly message: string;
  readonly tried: readonly {
    readonly number: number;
    readonly at: string;
    readonly durationMs: number;
    readonly status: number | null;
    readonly outcome: string;
    readonly detail: string;
  }[];
};

export type WebhookDeliveryPage = { readonly items: readonly WebhookDelivery[]; readonly next: string | null };

export type WebhookEndpoint = {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
  readonly enabled: boolean;
  readonly disabledBecause: string | null;
  readonly failingSince: string | null;
  readonly previousSecretUntil: string | null;
  readonly createdAt: string;
};

export type WebhookEndpointRequest = { readonly url: string; readonly description?: string; readonly events?: readonly string[] };

export type WebhookEndpoints = { readonly items: readonly WebhookEndpoint[] };

export type WebhookReplay = {
  readonly from: string;
  readonly to?: string;
  readonly only?: "missed" | "all";
  readonly events?: readonly string[];
};

export type WhatIf = {
  readonly model: string;
  readonly name: string;
  readonly currency: Currency;
  readonly scenario: string | null;
  readonly set: Readonly<Record<string, string>>;
  readonly months: readonly string[];
  readonly headline: readonly ChangedFigure[];
  readonly rows: readonly ChangedRow[];
  readonly targets: readonly {
    readonly target: string;
    readonly name: string;
    readonly base: "reached" | "missed" | "beyond" | "undefined";
    readonly changed: "reached" | "missed" | "beyond" | "undefined";
  }[];
};

export type WhatIfQuestion = { readonly scenario?: string; readonly set: Readonly<Record<string, string>> };

export type WriteOff = {
  readonly fact?: "write-off";
  readonly id: string;
  readonly customer: string;
  readonly invoice: string;
  readonly amount?: Money;
  readonly taxes?: readonly { readonly jurisdiction: string; readonly rate: Percent; readonly amount: string }[];
};

export type WriteOffReversal = {
  readonly fact?: "write-off-reversal";
  readonly id: string;
  readonly customer: string;
  readonly writeOff: string;
  readonly amount?: Money;
  readonly taxes?: readonly { readonly jurisdiction: string; readonly rate: Percent; readonly amount: string }[];
};

/** Every route: by its method, then by its path. */
export interface Operations {
  readonly DELETE: {
    /** Remove the logo. */
    readonly "/v1/document-settings/logo": {
      readonly asked: {
        readonly ifMatch?: string | undefined;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: undefined;
    };
    /** Remove a method, here and at its provider. */
    readonly "/v1/payment-methods/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: CustomerPayments;
    };
    /** Remove somebody, and end their sessions. */
    readonly "/v1/members/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: Member;
    };
    /** End a session. */
    readonly "/v1/sessions/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: undefined;
    };
    /** Remove a role that nobody has. */
    readonly "/v1/roles/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: Role;
    };
    /** Let nobody sign in by a provider any more. */
    readonly "/v1/organisation/sign-in-provider": {
      readonly asked: {
        readonly ifMatch?: string | undefined;
      };
      readonly answer: SignInProvider;
    };
    /** Revoke a key for good. */
    readonly "/v1/api-keys/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: ApiKey;
    };
    /** Remove such a rule. */
    readonly "/v1/customers/{id}/alert-rules/{rule}": {
      readonly asked: {
        readonly path: { readonly id: string; readonly rule: string };
      };
      readonly answer: AlertRule;
    };
    /** Revoke a key for good. */
    readonly "/v1/customers/{id}/keys/{key}": {
      readonly asked: {
        readonly path: { readonly id: string; readonly key: string };
      };
      readonly answer: CustomerKey;
    };
    /** Take a link back, and end its sessions. */
    readonly "/v1/portal-links/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: PortalLink;
    };
    /** Take the portal from somebody, and end their sessions. */
    readonly "/v1/customers/{id}/portal-members/{member}": {
      readonly asked: {
        readonly path: { readonly id: string; readonly member: string };
      };
      readonly answer: PortalMember;
    };
    /** Delete an endpoint with its log; what waits for it is not sent. */
    readonly "/v1/webhook-endpoints/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly ifMatch?: string | undefined;
      };
      readonly answer: WebhookEndpoint;
    };
  };
  readonly GET: {
    /** Whether the server answers. */
    readonly "/health": {
      readonly asked: object;
      readonly answer: { readonly status: "ok" };
    };
    /** The same, as probes call it. */
    readonly "/healthz": {
      readonly asked: object;
      readonly answer: { readonly status: "ok" };
    };
    /** Whether the server should be sent requests, and each thing that was looked at. */
    readonly "/readyz": {
      readonly asked: object;
      readonly answer: { readonly ready: true; readonly checks: Readonly<Record<string, string>> };
    };
    /** This description, OpenAPI 3.1. */
    readonly "/openapi.json": {
      readonly asked: object;
      readonly answer: object;
    };
    /** Open the console from a link that the server printed, once. */
    readonly "/login": {
      readonly asked: {
        readonly query?: { readonly token?: string | undefined };
      };
    };
    /** How people sign in here. */
    readonly "/sign-in/ways": {
      readonly asked: object;
      readonly answer: { readonly password: true; readonly openId: boolean; readonly byDomain: boolean };
    };
    /** Go to an organisation's provider of sign-in (OpenID Connect). */
    readonly "/sign-in/openid": {
      readonly asked: {
        readonly query?: { readonly organisation?: string | undefined; readonly domain?: string | undefined };
      };
    };
    /** Come back from the provider. */
    readonly "/sign-in/openid/callback": {
      readonly asked: object;
    };
    /** Come back from the provider of an organisation that set its own. */
    readonly "/sign-in/openid/callback/{organisation}": {
      readonly asked: {
        readonly path: { readonly organisation: string };
      };
    };
    /** Every published version, oldest first. */
    readonly "/v1/models": {
      readonly asked: object;
      readonly answer: { readonly items: readonly ModelSummary[] };
    };
    /** A published version, as JSON. */
    readonly "/v1/models/{id}/versions/{version}": {
      readonly asked: {
        readonly path: { readonly id: string; readonly version: string };
        readonly query?: { readonly form?: "canonical" | "file" | undefined };
      };
      readonly answer: Model;
    };
    /** One customer, whole. */
    readonly "/v1/customers/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: CustomerDetail;
    };
    /** Customers by name. */
    readonly "/v1/customers": {
      readonly asked: {
        readonly query?: {
          readonly q?: string | undefined;
          readonly segment?: string | undefined;
          readonly plan?: string | undefined;
          readonly parked?: "true" | "false" | undefined;
          readonly country?: string | undefined;
          readonly createdFrom?: string | undefined;
          readonly createdTo?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: CustomerPage;
    };
    /** Subscriptions as they stand now, those that begin last in front. */
    readonly "/v1/subscriptions": {
      readonly asked: {
        readonly query?: {
          readonly customer?: string | undefined;
          readonly plan?: string | undefined;
          readonly standing?: "scheduled" | "trialing" | "active" | "paused" | "ended" | undefined;
          readonly q?: string | undefined;
          readonly startedFrom?: string | undefined;
          readonly startedTo?: string | undefined;
          readonly endedFrom?: string | undefined;
          readonly endedTo?: string | undefined;
          readonly expand?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: SubscriptionPage;
    };
    /** Milestones of what was sold, the latest sale first. */
    readonly "/v1/milestones": {
      readonly asked: {
        readonly query?: {
          readonly state?: "open" | "reached" | undefined;
          readonly customer?: string | undefined;
          readonly expand?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: MilestonePage;
    };
    /** Disputed payments, the latest first. */
    readonly "/v1/disputes": {
      readonly asked: {
        readonly query?: {
          readonly status?: "open" | "won" | "lost" | undefined;
          readonly customer?: string | undefined;
          readonly openedFrom?: string | undefined;
          readonly openedTo?: string | undefined;
          readonly expand?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: DisputePage;
    };
    /** A customer's credits: what is left, where it came from, what became of it. */
    readonly "/v1/customers/{id}/credits": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: CustomerCredits;
    };
    /** Events as they were sent and corrected, newest first. */
    readonly "/v1/events": {
      readonly asked: {
        readonly query?: {
          readonly customer?: string | undefined;
          readonly meter?: string | undefined;
          readonly type?: string | undefined;
          readonly source?: string | undefined;
          readonly id?: string | undefined;
          readonly from?: string | undefined;
          readonly to?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: EventPage;
    };
    /** What time it is for the server. */
    readonly "/v1/clock": {
      readonly asked: object;
      readonly answer: ClockState;
    };
    /** One event with what became of it. */
    readonly "/v1/events/{source}/{id}": {
      readonly asked: {
        readonly path: { readonly source: string; readonly id: string };
      };
      readonly answer: EventDetail;
    };
    /** The documents that the customer would get now. */
    readonly "/v1/customers/{id}/drafts": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: DraftList;
    };
    /** One subscription: its phases, its changes, and what may be changed. */
    readonly "/v1/subscriptions/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly query?: { readonly expand?: string | undefined };
      };
      readonly answer: SubscriptionDetail;
    };
    /** Final invoices, newest first. */
    readonly "/v1/invoices": {
      readonly asked: {
        readonly query?: {
          readonly customer?: string | undefined;
          readonly month?: string | undefined;
          readonly q?: string | undefined;
          readonly kind?: "invoice" | "credit-note" | undefined;
          readonly state?: "open" | "overdue" | "settled" | undefined;
          readonly currency?: string | undefined;
          readonly issuedFrom?: string | undefined;
          readonly issuedTo?: string | undefined;
          readonly dueFrom?: string | undefined;
          readonly dueTo?: string | undefined;
          readonly totalFrom?: string | undefined;
          readonly totalTo?: string | undefined;
          readonly expand?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: InvoicePage;
    };
    /** An invoice with its explanation, byte for byte as it was issued. */
    readonly "/v1/invoices/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly query?: { readonly expand?: string | undefined };
      };
      readonly answer: InvoiceAnswer;
    };
    /** How many of everything, and the totals. */
    readonly "/v1/summary": {
      readonly asked: {
        readonly query?: { readonly events?: "true" | "false" | undefined };
      };
      readonly answer: Summary;
    };
    /** What was billed, by stream and month of issue, UTC. */
    readonly "/v1/revenue": {
      readonly asked: {
        readonly query?: { readonly by?: "stream" | undefined };
      };
      readonly answer: Revenue;
    };
    /** Plans of the current model. */
    readonly "/v1/plans": {
      readonly asked: object;
      readonly answer: { readonly items: readonly PlanSummary[] };
    };
    /** Performance obligations of the current model. */
    readonly "/v1/obligations": {
      readonly asked: object;
      readonly answer: Obligations;
    };
    /** Meters of the current model. */
    readonly "/v1/meters": {
      readonly asked: object;
      readonly answer: { readonly items: readonly MeterSummary[] };
    };
    /** A meter's quantity, window by window. */
    readonly "/v1/usage": {
      readonly asked: {
        readonly query: {
          readonly meter: string;
          readonly customer?: string | undefined;
          readonly from: string;
          readonly to: string;
          readonly window?: "hour" | "day" | "month" | "period" | undefined;
          readonly subscription?: string | undefined;
          readonly groupBy?: string | undefined;
          readonly timezone?: string | undefined;
        };
      };
      readonly answer: UsageSeries;
    };
    /** The customers that used most of a meter. */
    readonly "/v1/usage/top": {
      readonly asked: {
        readonly query: {
          readonly meter: string;
          readonly from: string;
          readonly to: string;
          readonly limit?: number | undefined;
        };
      };
      readonly answer: { readonly items: readonly TopCustomer[] };
    };
    /** Events that are on no invoice and cannot be yet, oldest first. */
    readonly "/v1/unbilled": {
      readonly asked: {
        readonly query?: { readonly limit?: number | undefined; readonly cursor?: string | undefined };
      };
      readonly answer: UnbilledPage;
    };
    /** What is called so: customers, invoices, subscriptions, contracts, and what the model names. */
    readonly "/v1/search": {
      readonly asked: {
        readonly query: { readonly q: string; readonly limit?: number | undefined };
      };
      readonly answer: SearchAnswer;
    };
    /** What the server runs with, and where each is set; secrets are masked. */
    readonly "/v1/settings": {
      readonly asked: object;
      readonly answer: ServerSettings;
    };
    /** What happened to a customer's account, the latest first, and what is to come. */
    readonly "/v1/customers/{id}/timeline": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly query?: {
          readonly group?: "customer" | "subscription" | "document" | "payment" | "credit" | "dunning" | undefined;
          readonly from?: string | undefined;
          readonly to?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: Timeline;
    };
    /** What a customer owes and has paid, and how far it is dunned. */
    readonly "/v1/customers/{id}/receivables": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: CustomerReceivables;
    };
    /** The documents that a customer's account will issue by itself. */
    readonly "/v1/customers/{id}/upcoming": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly query?: { readonly until?: string | undefined };
      };
      readonly answer: Upcoming;
    };
    /** What a customer's open periods of usage come to so far, and projected to their end. */
    readonly "/v1/customers/{id}/running-cost": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: RunningCost;
    };
    /** Who is being dunned, by step of the policy. */
    readonly "/v1/dunning": {
      readonly asked: {
        readonly query?: {
          readonly afterDueDays?: number | undefined;
          readonly suspended?: "true" | "false" | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: Dunning;
    };
    /** Steps of dunning that were taken, newest first. */
    readonly "/v1/dunning-notices": {
      readonly asked: {
        readonly query?: {
          readonly customer?: string | undefined;
          readonly action?: "remind" | "warn" | "suspend" | "cancel" | "write-off" | "collections" | undefined;
          readonly givenFrom?: string | undefined;
          readonly givenTo?: string | undefined;
          readonly expand?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: DunningNoticePage;
    };
    /** What all customers have in credits, and what of it expires soon. */
    readonly "/v1/credits": {
      readonly asked: {
        readonly query?: {
          readonly days?: number | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: CreditHoldings;
    };
    /** Contracts, those whose term ends first in front. */
    readonly "/v1/contracts": {
      readonly asked: {
        readonly query?: {
          readonly status?: "scheduled" | "running" | "ended" | undefined;
          readonly endsBefore?: string | undefined;
          readonly noticeBefore?: string | undefined;
          readonly customer?: string | undefined;
          readonly expand?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: ContractPage;
    };
    /** One contract: its terms, and how its commitment stands. */
    readonly "/v1/contracts/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: Contract;
    };
    /** What a customer has signed. */
    readonly "/v1/customers/{id}/contracts": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: Contracts;
    };
    /** An invoice or credit note as a file. */
    readonly "/v1/invoices/{id}/documents/{format}": {
      readonly asked: {
        readonly path: { readonly id: string; readonly format: "pdf" | "html" | "ubl" | "cii" | "factur-x" };
        readonly query?: { readonly language?: "en" | "de" | undefined };
      };
      readonly file: "application/pdf" | "text/html" | "application/xml";
    };
    /** An open draft as a file. */
    readonly "/v1/customers/{id}/drafts/{draft}/documents/{format}": {
      readonly asked: {
        readonly path: { readonly id: string; readonly draft: string; readonly format: "html" | "pdf" };
        readonly query?: { readonly language?: "en" | "de" | undefined };
      };
      readonly file: "text/html" | "application/pdf";
    };
    /** How the tenant's documents look. */
    readonly "/v1/document-settings": {
      readonly asked: object;
      readonly answer: DocumentSettings;
    };
    /** The logo. */
    readonly "/v1/document-settings/logo": {
      readonly asked: object;
      readonly file: "image/png" | "image/jpeg";
    };
    /** A sample invoice, as the settings make it look. */
    readonly "/v1/document-settings/preview": {
      readonly asked: {
        readonly query?: { readonly format?: "html" | "pdf" | undefined };
      };
      readonly file: "text/html" | "application/pdf";
    };
    /** The trial balance at the end of a day. */
    readonly "/v1/ledger/trial-balance": {
      readonly asked: {
        readonly query?: { readonly asOf?: string | undefined };
      };
      readonly answer: TrialBalance;
    };
    /** The chart of accounts, with what each stands at. */
    readonly "/v1/ledger/accounts": {
      readonly asked: object;
      readonly answer: { readonly items: readonly Account[] };
    };
    /** What stands in other currencies, what rates gained and lost, and all balances in the books' currency. */
    readonly "/v1/ledger/foreign-currency": {
      readonly asked: {
        readonly query?: { readonly asOf?: string | undefined };
      };
      readonly answer: ForeignCurrency;
    };
    /** What customers owe, by days after the due day. */
    readonly "/v1/ledger/ageing": {
      readonly asked: {
        readonly query?: { readonly asOf?: string | undefined };
      };
      readonly answer: Ageing;
    };
    /** Days sales outstanding, simple and by countback. */
    readonly "/v1/ledger/dso": {
      readonly asked: {
        readonly query?: { readonly asOf?: string | undefined };
      };
      readonly answer: DaysSalesOutstanding;
    };
    /** What customers paid, and were paid back, in other currencies than the books'. */
    readonly "/v1/ledger/foreign-payments": {
      readonly asked: {
        readonly query?: {
          readonly customer?: string | undefined;
          readonly from?: string | undefined;
          readonly to?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: ForeignPayments;
    };
    /** Entries of the journal, the latest first. */
    readonly "/v1/ledger/entries": {
      readonly asked: {
        readonly query?: {
          readonly account?: string | undefined;
          readonly customer?: string | undefined;
          readonly document?: string | undefined;
          readonly from?: string | undefined;
          readonly to?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: EntryPage;
    };
    /** The journal as a file of another program. */
    readonly "/v1/ledger/export": {
      readonly asked: {
        readonly query: {
          readonly format: "hledger" | "beancount" | "csv" | "erp";
          readonly from?: string | undefined;
          readonly to?: string | undefined;
        };
      };
      readonly file: "text/plain" | "text/csv";
    };
    /** Whether the journal is what was posted. */
    readonly "/v1/ledger/verification": {
      readonly asked: object;
      readonly answer: LedgerVerification;
    };
    /** What issued invoices earn, by stream and month. */
    readonly "/v1/revenue/schedule": {
      readonly asked: {
        readonly query: { readonly from: string; readonly to: string };
      };
      readonly answer: RevenueSchedule;
    };
    /** Deferred revenue and contract assets from the beginning of each month to its end. */
    readonly "/v1/revenue/roll-forward": {
      readonly asked: {
        readonly query: { readonly from: string; readonly to: string };
      };
      readonly answer: RollForward;
    };
    /** What is sold and not earned yet: RPO, and the next twelve months of it. */
    readonly "/v1/revenue/remaining-obligations": {
      readonly asked: {
        readonly query?: { readonly asOf?: string | undefined };
      };
      readonly answer: RemainingObligations;
    };
    /** Closed months, the latest first, and the month to close next. */
    readonly "/v1/closes": {
      readonly asked: {
        readonly query?: { readonly limit?: number | undefined; readonly cursor?: string | undefined };
      };
      readonly answer: CloseList;
    };
    /** A month as it was closed, or what its close would find and recognise now. */
    readonly "/v1/closes/{month}": {
      readonly asked: {
        readonly path: { readonly month: string };
      };
      readonly answer: MonthClose;
    };
    /** Metrics month by month. */
    readonly "/v1/metrics": {
      readonly asked: {
        readonly query?: {
          readonly from?: string | undefined;
          readonly to?: string | undefined;
          readonly metrics?: string | undefined;
          readonly by?: "customer" | "subscription" | "plan" | "stream" | "segment" | "country" | undefined;
          readonly preset?: "stripe" | "chartmogul" | "smsb" | undefined;
          readonly settings?: string | undefined;
        };
      };
      readonly answer: Metrics;
      readonly file: "text/csv";
    };
    /** Every metric with its formula, every setting, every preset. */
    readonly "/v1/metrics/definitions": {
      readonly asked: object;
      readonly answer: MetricCatalogue;
    };
    /** The rows behind a figure. */
    readonly "/v1/metrics/{metric}/rows": {
      readonly asked: {
        readonly path: { readonly metric: string };
        readonly query: {
          readonly month: string;
          readonly to?: string | undefined;
          readonly term?: string | undefined;
          readonly preset?: "stripe" | "chartmogul" | "smsb" | undefined;
          readonly settings?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: MetricRows;
    };
    /** What was chosen where tools disagree, and what holds. */
    readonly "/v1/metric-settings": {
      readonly asked: object;
      readonly answer: MetricSettings;
    };
    /** Charges and refunds, newest first. */
    readonly "/v1/payment-intents": {
      readonly asked: {
        readonly query?: {
          readonly customer?: string | undefined;
          readonly invoice?: string | undefined;
          readonly state?: "recorded" | "sent" | "pending" | "succeeded" | "failed" | "unknown" | "cancelled" | undefined;
          readonly provider?: string | undefined;
          readonly kind?: "charge" | "refund" | undefined;
          readonly currency?: string | undefined;
          readonly recordedFrom?: string | undefined;
          readonly recordedTo?: string | undefined;
          readonly amountFrom?: string | undefined;
          readonly amountTo?: string | undefined;
          readonly expand?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: PaymentIntentPage;
    };
    /** A charge or a refund, and what went back of it. */
    readonly "/v1/payment-intents/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly query?: { readonly expand?: string | undefined };
      };
      readonly answer: PaymentIntentDetail;
    };
    /** What payments told accounts, newest first. */
    readonly "/v1/payment-effects": {
      readonly asked: {
        readonly query?: {
          readonly customer?: string | undefined;
          readonly state?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: PaymentEffectPage;
    };
    /** What providers transferred to our bank account, newest first. */
    readonly "/v1/payouts": {
      readonly asked: {
        readonly query?: {
          readonly provider?: string | undefined;
          readonly currency?: string | undefined;
          readonly paidFrom?: string | undefined;
          readonly paidTo?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: PayoutPage;
    };
    /** How a customer pays. */
    readonly "/v1/customers/{id}/payments": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: CustomerPayments;
    };
    /** Payment providers, and our accounts with them. */
    readonly "/v1/payment-providers": {
      readonly asked: object;
      readonly answer: { readonly items: readonly PaymentProvider[] };
    };
    /** Lines of statements, the latest day first; `state=unmatched` is the queue. */
    readonly "/v1/bank-lines": {
      readonly asked: {
        readonly query?: {
          readonly state?: "matched" | "returned" | "unmatched" | "ignored" | undefined;
          readonly statement?: string | undefined;
          readonly customer?: string | undefined;
          readonly currency?: string | undefined;
          readonly q?: string | undefined;
          readonly bookedFrom?: string | undefined;
          readonly bookedTo?: string | undefined;
          readonly amountFrom?: string | undefined;
          readonly amountTo?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: BankLinePage;
    };
    /** Rates, the latest day first; of one that was corrected also what it was before. */
    readonly "/v1/exchange-rates": {
      readonly asked: {
        readonly query?: {
          readonly from?: Currency | undefined;
          readonly to?: Currency | undefined;
          readonly day?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: ExchangeRatePage;
    };
    /** The rate that counts on a day. */
    readonly "/v1/exchange-rates/find": {
      readonly asked: {
        readonly query: { readonly from: Currency; readonly to: Currency; readonly day: string };
      };
      readonly answer: FoundExchangeRate;
    };
    /** Everything that a customer may use, and how its quotas stand. */
    readonly "/v1/customers/{id}/entitlements": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: CustomerEntitlements;
    };
    /** What is set apart and not finalized yet; what lapses first comes first. */
    readonly "/v1/entitlements/reservations": {
      readonly asked: {
        readonly query?: {
          readonly customer?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: ReservationPage;
    };
    /** Who may sign in, oldest first. */
    readonly "/v1/members": {
      readonly asked: object;
      readonly answer: Members;
    };
    /** Where people are signed in, newest first. */
    readonly "/v1/sessions": {
      readonly asked: object;
      readonly answer: Sessions;
    };
    /** The roles that every organisation has, then its own. */
    readonly "/v1/roles": {
      readonly asked: object;
      readonly answer: Roles;
    };
    /** The caller's organisation. */
    readonly "/v1/organisation": {
      readonly asked: object;
      readonly answer: Organisation;
    };
    /** Who is asking, and what they may do. */
    readonly "/v1/me": {
      readonly asked: object;
      readonly answer: Caller;
    };
    /** By which provider people of the organisation sign in. */
    readonly "/v1/organisation/sign-in-provider": {
      readonly asked: object;
      readonly answer: SignInProvider;
    };
    /** The environments of the caller's organisation, oldest first. */
    readonly "/v1/environments": {
      readonly asked: object;
      readonly answer: Environments;
    };
    /** Who changed what, the newest first. */
    readonly "/v1/audit-log": {
      readonly asked: {
        readonly query?: {
          readonly actor?: string | undefined;
          readonly action?: string | undefined;
          readonly subject?: string | undefined;
          readonly customer?: string | undefined;
          readonly from?: string | undefined;
          readonly to?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: AuditEntryPage;
    };
    /** The audit log as a file, the oldest first. */
    readonly "/v1/audit-log/export": {
      readonly asked: {
        readonly query: {
          readonly format: "csv" | "ndjson";
          readonly actor?: string | undefined;
          readonly action?: string | undefined;
          readonly subject?: string | undefined;
          readonly customer?: string | undefined;
          readonly from?: string | undefined;
          readonly to?: string | undefined;
        };
      };
      readonly file: "text/csv" | "application/x-ndjson";
    };
    /** Whether every entry is sealed to the one before it. */
    readonly "/v1/audit-log/verification": {
      readonly asked: object;
      readonly answer: AuditVerdict;
    };
    /** What was asked of the API in the last fourteen days, the newest first. */
    readonly "/v1/requests": {
      readonly asked: {
        readonly query?: {
          readonly outcome?: "done" | "refused" | "failed" | undefined;
          readonly method?: string | undefined;
          readonly actor?: string | undefined;
          readonly code?: string | undefined;
          readonly q?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: LoggedRequestPage;
    };
    /** Which kinds of things changed, once or as a stream. */
    readonly "/v1/live": {
      readonly asked: {
        readonly query?: { readonly since?: string | undefined };
      };
      readonly answer: LiveChanges;
      readonly file: "text/event-stream";
    };
    /** What waits for approval: by the policy, and by the policies of the current model. */
    readonly "/v1/approval-policy": {
      readonly asked: object;
      readonly answer: ApprovalPolicyInForce;
    };
    /** Changes that wait for approval or did, the newest first. */
    readonly "/v1/approvals": {
      readonly asked: {
        readonly query?: {
          readonly state?: "open" | "approved" | "performed" | "failed" | "refused" | "expired" | undefined;
          readonly action?: Action | undefined;
          readonly customer?: string | undefined;
          readonly askedBy?: string | undefined;
          readonly askedFrom?: string | undefined;
          readonly askedTo?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: ApprovalPage;
    };
    /** A change that waits for approval or did. */
    readonly "/v1/approvals/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: Approval;
    };
    /** Evidence of a control, for a review. */
    readonly "/v1/evidence": {
      readonly asked: {
        readonly query: {
          readonly control: "access" | "changes" | "reconciliations" | "approvals";
          readonly from: string;
          readonly to: string;
          readonly format?: "json" | "csv" | undefined;
        };
      };
      readonly answer: Evidence;
      readonly file: "text/csv";
    };
    /** Everything that is kept of a customer. */
    readonly "/v1/customers/{id}/personal-data": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: PersonalData;
    };
    /** Everything that is kept of a person of the organisation. */
    readonly "/v1/members/{id}/personal-data": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: MemberData;
    };
    /** Everything that is kept of whoever is signed in. */
    readonly "/v1/me/personal-data": {
      readonly asked: object;
      readonly answer: MemberData;
    };
    /** Whether the server was restored from a backup and waits to be released. */
    readonly "/v1/hold": {
      readonly asked: object;
      readonly answer: Hold;
    };
    /** The keys of the tenant, oldest first. */
    readonly "/v1/api-keys": {
      readonly asked: object;
      readonly answer: ApiKeys;
    };
    /** At what a customer itself wants to be told, as it was set. */
    readonly "/v1/customers/{id}/alert-rules": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: AlertRules;
    };
    /** The keys that stand for a customer, oldest first. */
    readonly "/v1/customers/{id}/keys": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: CustomerKeys;
    };
    /** Who came to a share of what it may use or committed to, once a window each; the newest first. */
    readonly "/v1/alerts": {
      readonly asked: {
        readonly query?: {
          readonly customer?: string | undefined;
          readonly meter?: string | undefined;
          readonly alert?: string | undefined;
          readonly audience?: "customer" | "sales" | "support" | undefined;
          readonly firedFrom?: string | undefined;
          readonly firedTo?: string | undefined;
          readonly expand?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: AlertPage;
    };
    /** How the portal of customers looks and what it allows. */
    readonly "/v1/portal-settings": {
      readonly asked: object;
      readonly answer: PortalSettingsInForce;
    };
    /** Links that open portals, newest first. */
    readonly "/v1/portal-links": {
      readonly asked: {
        readonly query?: {
          readonly customer?: string | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: PortalLinks;
    };
    /** The people of a customer who have its portal, oldest first. */
    readonly "/v1/customers/{id}/portal-members": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: PortalMembers;
    };
    /** The APIs of the current model: who may call, what a call costs, how they are. */
    readonly "/v1/apis": {
      readonly asked: object;
      readonly answer: ApiList;
    };
    /** An API and how it has been. */
    readonly "/v1/apis/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: ApiDetail;
    };
    /** Every event that there is, with an example of its data. */
    readonly "/v1/webhook-event-types": {
      readonly asked: object;
      readonly answer: {
        readonly items: readonly {
          readonly type: string;
          readonly summary: string;
          /** A `data` of it */ readonly example: object;
        }[];
      };
    };
    /** Where events are sent, oldest first. */
    readonly "/v1/webhook-endpoints": {
      readonly asked: object;
      readonly answer: WebhookEndpoints;
    };
    /** An endpoint. */
    readonly "/v1/webhook-endpoints/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: WebhookEndpoint;
    };
    /** What was sent and what waits, the newest first. */
    readonly "/v1/webhook-deliveries": {
      readonly asked: {
        readonly query?: {
          readonly endpoint?: string | undefined;
          readonly event?: string | undefined;
          readonly type?: string | undefined;
          readonly account?: string | undefined;
          readonly state?: "waiting" | "delivered" | "failed" | undefined;
          readonly limit?: number | undefined;
          readonly cursor?: string | undefined;
        };
      };
      readonly answer: WebhookDeliveryPage;
    };
    /** A delivery, with the bytes that are sent and every attempt. */
    readonly "/v1/webhook-deliveries/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: WebhookDeliveryDetail;
    };
    /** The cheapest plan for what a customer used in its last whole month. */
    readonly "/v1/customers/{id}/plan-suggestion": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: PlanSuggestion;
    };
    /** Which months the plan covers, and its scenarios. */
    readonly "/v1/plan/scenarios": {
      readonly asked: object;
      readonly answer: PlanScenarios;
    };
    /** The forecast of the plan. */
    readonly "/v1/plan/forecast": {
      readonly asked: {
        readonly query?: {
          readonly scenario?: string | undefined;
          readonly by?: "month" | "quarter" | "year" | undefined;
        };
      };
      readonly answer: PlanForecast;
    };
    /** Where the figures of the plan lie when it is drawn many times. */
    readonly "/v1/plan/bands": {
      readonly asked: {
        readonly query?: {
          readonly scenario?: string | undefined;
          readonly by?: "month" | "quarter" | "year" | undefined;
          readonly trials?: number | undefined;
        };
      };
      readonly answer: PlanBands;
    };
    /** How the plan does at its targets. */
    readonly "/v1/plan/targets": {
      readonly asked: {
        readonly query?: { readonly scenario?: string | undefined };
      };
      readonly answer: PlanTargets;
    };
    /** A year of the plan as flows of money. */
    readonly "/v1/plan/flows": {
      readonly asked: {
        readonly query?: { readonly scenario?: string | undefined; readonly year?: string | undefined };
      };
      readonly answer: PlanFlows;
    };
    /** Every claim of the source document, recomputed. */
    readonly "/v1/plan/audit": {
      readonly asked: object;
      readonly answer: PlanAudit;
    };
    /** The figures of the plan that can be told otherwise. */
    readonly "/v1/plan/drivers": {
      readonly asked: {
        readonly query?: { readonly scenario?: string | undefined };
      };
      readonly answer: PlanDrivers;
    };
    /** Locked plans, the oldest first. */
    readonly "/v1/plan/locks": {
      readonly asked: object;
      readonly answer: PlanLocks;
    };
    /** A locked plan with its figures by month. */
    readonly "/v1/plan/locks/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: PlanLockDetail;
    };
    /** Every metric of a locked plan that can be held against the books. */
    readonly "/v1/plan/locks/{id}/metrics": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: PlanMetrics;
    };
    /** Plan and actual, and what lies between them. */
    readonly "/v1/plan/variance": {
      readonly asked: {
        readonly query: {
          readonly lock: string;
          readonly metric?: string | undefined;
          readonly from?: string | undefined;
          readonly to?: string | undefined;
        };
      };
      readonly answer: PlanVariance;
    };
    /** What a locked plan assumes, beside what was measured. */
    readonly "/v1/plan/measured-drivers": {
      readonly asked: {
        readonly query: {
          readonly lock: string;
          readonly from?: string | undefined;
          readonly to?: string | undefined;
        };
      };
      readonly answer: MeasuredDrivers;
    };
    /** How a locked plan does at its targets, by what happened. */
    readonly "/v1/plan/measured-targets": {
      readonly asked: {
        readonly query: { readonly lock: string; readonly to?: string | undefined };
      };
      readonly answer: MeasuredTargets;
    };
  };
  readonly POST: {
    /** Open the console with an API key. */
    readonly "/login": {
      readonly asked: {
        readonly body: { readonly key: string };
      };
      readonly answer: undefined;
    };
    /** Leave the console. */
    readonly "/logout": {
      readonly asked: object;
      readonly answer: undefined;
    };
    /** Publish a version of the model. */
    readonly "/v1/models": {
      readonly asked: {
        readonly body: Model;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: {
        readonly id: string;
        readonly version: string;
        readonly name: string;
        readonly currency: string;
      };
    };
    /** Add a customer. */
    readonly "/v1/customers": {
      readonly asked: {
        readonly body: Customer;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedCustomer;
    };
    /** Record what a tax engine decided about a customer. */
    readonly "/v1/tax-decisions": {
      readonly asked: {
        readonly body: TaxDecision;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedTaxDecision;
    };
    /** A customer subscribes to a plan. */
    readonly "/v1/subscriptions": {
      readonly asked: {
        readonly body: Subscription;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedSubscription;
    };
    /** A customer buys a licence. */
    readonly "/v1/licences": {
      readonly asked: {
        readonly body: LicencePurchase;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedLicencePurchase;
    };
    /** A customer buys a one-off. */
    readonly "/v1/sales": {
      readonly asked: {
        readonly body: Sale;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedSale;
    };
    /** A customer buys a bundle. */
    readonly "/v1/bundles": {
      readonly asked: {
        readonly body: BundlePurchase;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedBundlePurchase;
    };
    /** A milestone of a sale was reached. */
    readonly "/v1/milestones": {
      readonly asked: {
        readonly body: MilestoneReached;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedMilestoneReached;
    };
    /** Other terms of a project that is billed by its milestones. */
    readonly "/v1/sale-amendments": {
      readonly asked: {
        readonly body: SaleAmendment;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedSaleAmendment;
    };
    /** Change a subscription's terms. */
    readonly "/v1/changes": {
      readonly asked: {
        readonly body: TermsChange;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedTermsChange;
    };
    /** End a subscription. */
    readonly "/v1/cancellations": {
      readonly asked: {
        readonly body: Cancellation;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedCancellation;
    };
    /** Pause a subscription. */
    readonly "/v1/pauses": {
      readonly asked: {
        readonly body: Pause;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedPause;
    };
    /** End a pause. */
    readonly "/v1/resumptions": {
      readonly asked: {
        readonly body: Resumption;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedResumption;
    };
    /** Begin an ended subscription again. */
    readonly "/v1/reactivations": {
      readonly asked: {
        readonly body: Reactivation;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedReactivation;
    };
    /** Take back a change that does not hold yet. */
    readonly "/v1/undoings": {
      readonly asked: {
        readonly body: Undoing;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedUndoing;
    };
    /** Redeem a coupon for a subscription. */
    readonly "/v1/coupon-redemptions": {
      readonly asked: {
        readonly body: CouponRedemption;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedCouponRedemption;
    };
    /** Take some of an invoice back. */
    readonly "/v1/credit-notes": {
      readonly asked: {
        readonly body: CreditNoteOrder;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedCreditNoteOrder;
    };
    /** Money came. */
    readonly "/v1/payments": {
      readonly asked: {
        readonly body: PaymentReceipt;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedPaymentReceipt;
    };
    /** The bank took a payment back. */
    readonly "/v1/payment-returns": {
      readonly asked: {
        readonly body: PaymentReturn;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedPaymentReturn;
    };
    /** Give debt up. */
    readonly "/v1/write-offs": {
      readonly asked: {
        readonly body: WriteOff;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedWriteOff;
    };
    /** Take a write-off back. */
    readonly "/v1/write-off-reversals": {
      readonly asked: {
        readonly body: WriteOffReversal;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedWriteOffReversal;
    };
    /** Money came for debt that was given up. */
    readonly "/v1/recoveries": {
      readonly asked: {
        readonly body: Recovery;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedRecovery;
    };
    /** A payment is disputed. */
    readonly "/v1/disputes": {
      readonly asked: {
        readonly body: Dispute;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedDispute;
    };
    /** A dispute ended. */
    readonly "/v1/dispute-outcomes": {
      readonly asked: {
        readonly body: DisputeOutcome;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedDisputeOutcome;
    };
    /** Pay invoices from the credit balance. */
    readonly "/v1/balance-applications": {
      readonly asked: {
        readonly body: BalanceApplication;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedBalanceApplication;
    };
    /** Move what a payment or a credit note paid. */
    readonly "/v1/reassignments": {
      readonly asked: {
        readonly body: Reassignment;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedReassignment;
    };
    /** A customer contests an invoice. */
    readonly "/v1/contests": {
      readonly asked: {
        readonly body: Contest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedContest;
    };
    /** A contest is over. */
    readonly "/v1/contest-ends": {
      readonly asked: {
        readonly body: ContestEnd;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedContestEnd;
    };
    /** A customer promises to pay by a day. */
    readonly "/v1/payment-promises": {
      readonly asked: {
        readonly body: PaymentPromise;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedPaymentPromise;
    };
    /** Give credits, or sell them. */
    readonly "/v1/credit-grants": {
      readonly asked: {
        readonly body: CreditGrant;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedCreditGrant;
    };
    /** Take back what is left of a grant. */
    readonly "/v1/credit-grant-voids": {
      readonly asked: {
        readonly body: CreditGrantVoid;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedCreditGrantVoid;
    };
    /** Correct a grant. */
    readonly "/v1/credit-grant-adjustments": {
      readonly asked: {
        readonly body: CreditGrantAdjustment;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedCreditGrantAdjustment;
    };
    /** Buy credits whenever they run low. */
    readonly "/v1/top-up-rules": {
      readonly asked: {
        readonly body: TopUpRule;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedTopUpRule;
    };
    /** How service was. */
    readonly "/v1/uptime": {
      readonly asked: {
        readonly body: Uptime;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedUptime;
    };
    /** A customer asks for the credit of a breach. */
    readonly "/v1/sla-claims": {
      readonly asked: {
        readonly body: SlaClaim;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedSlaClaim;
    };
    /** Ask the EU's register about a customer's VAT number. */
    readonly "/v1/customers/{id}/vat-checks": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedVatCheck;
    };
    /** Let a parked account go on. */
    readonly "/v1/customers/{id}/unpark": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: Unparked;
    };
    /** Record usage: one event, a batch, a stream of lines, or CloudEvents 1.0. */
    readonly "/v1/events": {
      readonly asked: {
        readonly query?: { readonly dryRun?: "true" | "false" | undefined };
        readonly body: UsageEvent | readonly UsageEvent[] | CloudEvent | Readonly<Record<string, string | number | boolean>>;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: ItemAnswer | BatchAnswer;
      readonly file: "application/x-ndjson";
    };
    /** Move a manual clock forward, and bill what falls due on the way. */
    readonly "/v1/clock": {
      readonly asked: {
        readonly body: { readonly now: string };
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: ClockReading;
    };
    /** Void events, or replace what they say. */
    readonly "/v1/events/corrections": {
      readonly asked: {
        readonly query?: { readonly dryRun?: "true" | "false" | undefined };
        readonly body: {
          readonly id?: string;
          readonly reason?: string;
          readonly void: { /** Who saw it */ readonly source?: string; /** Its id */ readonly id: string };
        } | {
          readonly id?: string;
          readonly reason?: string;
          readonly replace: { /** Who saw it */ readonly source?: string; /** Its id */ readonly id: string };
          /** What is left out stays as it was; `data` is replaced as a whole */ readonly with: {
            /** What happened */ readonly type?: string;
            /** Whose it is */ readonly customer?: string;
            /** When it happened, RFC 3339 with an offset */ readonly time?: string;
            /** Flat. A quantity is a number of at most 15 significant digits, or a decimal string */ readonly data?: Readonly<Record<string, string | number | boolean>>;
          };
        } | readonly ({
          readonly id?: string;
          readonly reason?: string;
          readonly void: { /** Who saw it */ readonly source?: string; /** Its id */ readonly id: string };
        } | {
          readonly id?: string;
          readonly reason?: string;
          readonly replace: { /** Who saw it */ readonly source?: string; /** Its id */ readonly id: string };
          /** What is left out stays as it was; `data` is replaced as a whole */ readonly with: {
            /** What happened */ readonly type?: string;
            /** Whose it is */ readonly customer?: string;
            /** When it happened, RFC 3339 with an offset */ readonly time?: string;
            /** Flat. A quantity is a number of at most 15 significant digits, or a decimal string */ readonly data?: Readonly<Record<string, string | number | boolean>>;
          };
        })[];
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: CorrectionBatch;
    };
    /** What a move to another model version would do. */
    readonly "/v1/migrations/preview": {
      readonly asked: {
        readonly query?: { readonly limit?: number | undefined; readonly cursor?: string | undefined };
        readonly body: Migration;
      };
      readonly answer: MigrationPreviewPage;
    };
    /** What a changed model would do to customers of the current one. */
    readonly "/v1/models/preview": {
      readonly asked: {
        readonly query?: { readonly limit?: number | undefined; readonly cursor?: string | undefined };
        readonly body: ModelPreview;
      };
      readonly answer: MigrationPreviewPage;
    };
    /** Move subscriptions to another model version. */
    readonly "/v1/migrations": {
      readonly asked: {
        readonly query?: { readonly limit?: number | undefined; readonly cursor?: string | undefined };
        readonly body: Migration;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: MigrationPage;
    };
    /** Every fault of a model, and what an audit of it finds. */
    readonly "/v1/models/check": {
      readonly asked: {
        readonly body: Model;
      };
      readonly answer: ModelVerdict;
    };
    /** What one model says otherwise than another. */
    readonly "/v1/models/diff": {
      readonly asked: {
        readonly body: ModelComparisonRequest;
      };
      readonly answer: ModelComparison;
    };
    /** What a model would do to the next invoices of customers. */
    readonly "/v1/models/effects": {
      readonly asked: {
        readonly query?: { readonly limit?: number | undefined; readonly cursor?: string | undefined };
        readonly body: ModelEffectsRequest;
      };
      readonly answer: ModelEffects;
    };
    /** What facts would do. */
    readonly "/v1/preview": {
      readonly asked: {
        readonly body: PreviewRequest;
      };
      readonly answer: Preview;
    };
    /** A customer signs a contract. */
    readonly "/v1/contracts": {
      readonly asked: {
        readonly body: SignedContract;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedSignedContract;
    };
    /** Agree on the term that follows the present one. */
    readonly "/v1/contract-renewals": {
      readonly asked: {
        readonly body: ContractRenewal;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedContractRenewal;
    };
    /** Take back the term that was agreed to follow. */
    readonly "/v1/contract-renewal-withdrawals": {
      readonly asked: {
        readonly body: RenewalWithdrawal;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedRenewalWithdrawal;
    };
    /** Give notice: the term is the last one. */
    readonly "/v1/contract-notices": {
      readonly asked: {
        readonly body: ContractNotice;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedContractNotice;
    };
    /** Take a notice back. */
    readonly "/v1/contract-notice-withdrawals": {
      readonly asked: {
        readonly body: NoticeWithdrawal;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedNoticeWithdrawal;
    };
    /** What the index stood at that a contract's prices move with. */
    readonly "/v1/index-values": {
      readonly asked: {
        readonly body: IndexValue;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedIndexValue;
    };
    /** What is now expected to be bought in a whole period of a contract's rebate. */
    readonly "/v1/volume-estimates": {
      readonly asked: {
        readonly body: VolumeEstimate;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedVolumeEstimate;
    };
    /** A sample invoice, as other settings would make it look. */
    readonly "/v1/document-settings/preview": {
      readonly asked: {
        readonly query?: { readonly format?: "html" | "pdf" | undefined };
        readonly body: {
          readonly settings?: DocumentSettings;
          /** The bytes of an image in base64, or null for none */ readonly logo?: string | null;
        };
      };
      readonly file: "text/html" | "application/pdf";
    };
    /** Write an entry by hand. */
    readonly "/v1/ledger/entries": {
      readonly asked: {
        readonly body: ManualEntry;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: Entry;
    };
    /** Take an entry by hand back. */
    readonly "/v1/ledger/entries/{id}/reversal": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: EntryReversal;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: Entry;
    };
    /** Report sales that a partner has a share of. */
    readonly "/v1/partner-shares": {
      readonly asked: {
        readonly body: PartnerShare;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: Entry;
    };
    /** Record money that was paid to a partner. */
    readonly "/v1/partner-payouts": {
      readonly asked: {
        readonly body: PartnerPayout;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: Entry;
    };
    /** Close a month, for good. */
    readonly "/v1/closes": {
      readonly asked: {
        readonly body: CloseRequest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: MonthClose;
    };
    /** Charge an invoice now. */
    readonly "/v1/invoices/{id}/charge": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: ChargeRequest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: PaymentIntent;
    };
    /** Open a page on which the customer pays an invoice. */
    readonly "/v1/invoices/{id}/checkout": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: CheckoutRequest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: PaymentIntent;
    };
    /** Give money back. */
    readonly "/v1/refunds": {
      readonly asked: {
        readonly body: RefundRequest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: PaymentIntent | RefundTransfer | PaymentIntent;
    };
    /** Ask the provider what became of it. */
    readonly "/v1/payment-intents/{id}/look-up": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: PaymentIntent;
    };
    /** Make sure that a charge which has not succeeded never will. */
    readonly "/v1/payment-intents/{id}/withdraw": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: PaymentIntent;
    };
    /** Tell an account again what it refused. */
    readonly "/v1/payment-effects/{id}/retry": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: PaymentEffect;
    };
    /** Record by hand what a provider transferred. */
    readonly "/v1/payouts": {
      readonly asked: {
        readonly body: PayoutRequest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: PayoutTold;
    };
    /** Open a page on which the customer enters a method. */
    readonly "/v1/customers/{id}/payment-method-pages": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: MethodPageRequest;
      };
      readonly answer: MethodPage;
    };
    /** Take over the methods that a provider keeps for a customer. */
    readonly "/v1/customers/{id}/payment-methods": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: FetchMethodsRequest;
      };
      readonly answer: CustomerPayments;
    };
    /** Where a payment provider delivers its messages. */
    readonly "/v1/webhooks/{tenant}/{provider}": {
      readonly asked: {
        readonly path: { readonly tenant: string; readonly provider: string };
        readonly body: unknown;
      };
      readonly answer: Delivered;
    };
    /** Import a bank's file and match it with what customers owe. */
    readonly "/v1/bank-statements": {
      readonly asked: {
        readonly query?: {
          readonly name?: string | undefined;
          readonly format?: "camt053" | "csv" | undefined;
          readonly account?: string | undefined;
          readonly currency?: string | undefined;
          readonly delimiter?: "comma" | "semicolon" | "tab" | "pipe" | undefined;
          readonly decimal?: "point" | "comma" | undefined;
          readonly dateOrder?: "day-month-year" | "month-day-year" | "year-month-day" | undefined;
        };
        readonly body: Bytes;
        readonly contentType: "application/xml" | "text/xml" | "text/csv" | "text/plain" | "application/octet-stream";
      };
      readonly answer: ImportedStatement;
    };
    /** Match a line by hand. */
    readonly "/v1/bank-lines/{id}/match": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: MatchRequest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: BankLine;
    };
    /** Say that a line is nobody's payment, and why. */
    readonly "/v1/bank-lines/{id}/ignore": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: IgnoreRequest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: BankLine;
    };
    /** Tell what currencies were worth on a day. */
    readonly "/v1/exchange-rates": {
      readonly asked: {
        readonly body: ExchangeRatesRequest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: ExchangeRatesTold;
    };
    /** Whether a customer may use so much of a meter, or has a feature. */
    readonly "/v1/entitlements/check": {
      readonly asked: {
        readonly body: CheckRequest;
      };
      readonly answer: UseDecision;
    };
    /** Set so much of a meter apart, for work of unknown size. */
    readonly "/v1/entitlements/reserve": {
      readonly asked: {
        readonly body: ReserveRequest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: ReserveAnswer;
    };
    /** Let a reservation hold on, for more or less where stated. */
    readonly "/v1/entitlements/renew": {
      readonly asked: {
        readonly body: RenewRequest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: ReserveAnswer;
    };
    /** Say what was used of a reservation. */
    readonly "/v1/entitlements/finalize": {
      readonly asked: {
        readonly body: FinalizeRequest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: ReserveAnswer;
    };
    /** Give a reservation back unused. */
    readonly "/v1/entitlements/release": {
      readonly asked: {
        readonly body: ReleaseRequest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: ReserveAnswer;
    };
    /** Store a usage event where every quota allows it. */
    readonly "/v1/entitlements/track": {
      readonly asked: {
        readonly body: TrackRequest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: TrackAnswer;
    };
    /** Sign in with e-mail and password, and a one-time code where they are on. */
    readonly "/sign-in": {
      readonly asked: {
        readonly body: SignIn;
      };
      readonly answer: undefined;
    };
    /** Take an invitation: choose a password, and be signed in. */
    readonly "/invitations": {
      readonly asked: {
        readonly body: Acceptance;
      };
      readonly answer: undefined;
    };
    /** Make the first owner of a server that others reach. */
    readonly "/set-up": {
      readonly asked: {
        readonly body: SetUp;
      };
      readonly answer: undefined;
    };
    /** Choose another password by what an admin handed over. */
    readonly "/recoveries": {
      readonly asked: {
        readonly body: RecoveryByLink;
      };
      readonly answer: undefined;
    };
    /** Choose another password by a recovery code. */
    readonly "/recoveries/by-code": {
      readonly asked: {
        readonly body: RecoveryByCode;
      };
      readonly answer: undefined;
    };
    /** Invite somebody. */
    readonly "/v1/members": {
      readonly asked: {
        readonly body: Invitation;
      };
      readonly answer: NewMember;
    };
    /** Keep somebody out until they are let in again, and end their sessions. */
    readonly "/v1/members/{id}/suspend": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: Member;
    };
    /** Let somebody in again. */
    readonly "/v1/members/{id}/resume": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: Member;
    };
    /** Make what lets somebody choose another password, once, within a day. */
    readonly "/v1/members/{id}/recovery": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: MemberRecoveryRequest;
      };
      readonly answer: MemberRecovery;
    };
    /** Go on in another environment of the organisation, without signing in again. */
    readonly "/v1/sessions/environment": {
      readonly asked: {
        readonly body: EnvironmentSwitch;
      };
      readonly answer: SwitchedEnvironment;
    };
    /** Get a secret for an app of one-time codes. */
    readonly "/v1/one-time-codes": {
      readonly asked: object;
      readonly answer: TotpSecret;
    };
    /** Make a role: a list of actions. */
    readonly "/v1/roles": {
      readonly asked: {
        readonly body: RoleRequest;
      };
      readonly answer: Role;
    };
    /** Make an environment: books, customers and keys of its own. */
    readonly "/v1/environments": {
      readonly asked: {
        readonly body: EnvironmentRequest;
      };
      readonly answer: NewEnvironment;
    };
    /** Move a sandbox's clock forward, and bill what falls due on the way. */
    readonly "/v1/environments/{id}/clock": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: ClockMove;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: ClockReading;
    };
    /** Propose a change for somebody else to approve. */
    readonly "/v1/approvals": {
      readonly asked: {
        readonly body: ProposedWrite;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: Approval;
    };
    /** Approve a change, which is made at once. */
    readonly "/v1/approvals/{id}/approve": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: Decision;
      };
      readonly answer: Approval;
    };
    /** Decide against a change. */
    readonly "/v1/approvals/{id}/refuse": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: Refusal;
      };
      readonly answer: Approval;
    };
    /** Forget who a customer is; amounts, numbers and taxes stay. */
    readonly "/v1/customers/{id}/erase": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: EraseRequest;
      };
      readonly answer: ErasedPerson;
    };
    /** Forget who somebody was who is no member any more; what they did stays told, by their id. */
    readonly "/v1/members/{id}/erase": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: ErasedMember;
    };
    /** Let a restored server bill, charge and send again. */
    readonly "/v1/hold/release": {
      readonly asked: object;
      readonly answer: Hold;
    };
    /** Make a key. */
    readonly "/v1/api-keys": {
      readonly asked: {
        readonly body: ApiKeyRequest;
      };
      readonly answer: NewApiKey;
    };
    /** Let a new key take a key's place. */
    readonly "/v1/api-keys/{id}/rotation": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: KeyRotation;
      };
      readonly answer: NewApiKey;
    };
    /** Tell a customer of a share of a quota, of a cost, or of credits that run low. */
    readonly "/v1/customers/{id}/alert-rules": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: AlertRuleRequest;
      };
      readonly answer: AlertRule;
    };
    /** Make a key that stands for a customer before a gateway. */
    readonly "/v1/customers/{id}/keys": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: CustomerKeyRequest;
      };
      readonly answer: NewCustomerKey;
    };
    /** Whom a key stands for. */
    readonly "/v1/customer-keys/holder": {
      readonly asked: {
        readonly body: KeyHolderRequest;
      };
      readonly answer: KeyHolder;
    };
    /** Make a link that opens the portal of a customer. */
    readonly "/v1/portal-links": {
      readonly asked: {
        readonly body: PortalLinkRequest;
      };
      readonly answer: NewPortalLink;
    };
    /** What a gateway measured. */
    readonly "/v1/apis/measurements": {
      readonly asked: {
        readonly body: Measurements;
      };
      readonly answer: MeasurementAnswer;
    };
    /** Have events sent to an address. */
    readonly "/v1/webhook-endpoints": {
      readonly asked: {
        readonly body: WebhookEndpointRequest;
      };
      readonly answer: NewWebhookSecret;
    };
    /** Send to an endpoint again; what waits for it goes out at once. */
    readonly "/v1/webhook-endpoints/{id}/enable": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: WebhookEndpoint;
    };
    /** Send nothing to an endpoint; events that happen meanwhile can be replayed later. */
    readonly "/v1/webhook-endpoints/{id}/disable": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: WebhookEndpoint;
    };
    /** Make a new secret; for a day messages are signed with the old one too. */
    readonly "/v1/webhook-endpoints/{id}/rotate": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: NewWebhookSecret;
    };
    /** Send an event of type `webhook.test`. */
    readonly "/v1/webhook-endpoints/{id}/test": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: WebhookDelivery;
    };
    /** Send the events of a time again, in their order. */
    readonly "/v1/webhook-endpoints/{id}/replay": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: WebhookReplay;
      };
      readonly answer: ReplayedEvents;
    };
    /** Send the event of a delivery again, under the same id. */
    readonly "/v1/webhook-deliveries/{id}/replay": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: WebhookDelivery;
    };
    /** What would be if some figures were told otherwise. */
    readonly "/v1/plan/what-if": {
      readonly asked: {
        readonly body: WhatIfQuestion;
      };
      readonly answer: WhatIf;
    };
    /** What the plan would come to if the model said something else. */
    readonly "/v1/plan/preview": {
      readonly asked: {
        readonly body: ModelChange;
      };
      readonly answer: ModelChangeEffect;
    };
    /** What moves a figure of the plan most. */
    readonly "/v1/plan/tornado": {
      readonly asked: {
        readonly body: TornadoQuestion;
      };
      readonly answer: PlanTornado;
    };
    /** What one driver would have to be for a figure to reach a goal. */
    readonly "/v1/plan/seek": {
      readonly asked: {
        readonly body: GoalQuestion;
      };
      readonly answer: GoalAnswer;
    };
    /** Lock a plan. */
    readonly "/v1/plan/locks": {
      readonly asked: {
        readonly body: PlanLockRequest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: PlanLock;
    };
  };
  readonly PUT: {
    /** Replace what is known of a customer. */
    readonly "/v1/customers/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: {
          readonly fact?: "customer";
          readonly name: string;
          readonly email?: string;
          readonly phone?: string;
          readonly segment?: string;
          readonly country?: string;
          readonly address?: Address;
          readonly vatNumber?: string;
          readonly registration?: string;
          readonly business?: boolean;
          readonly taxExempt?: {
            readonly reason: string;
            readonly jurisdiction?: string;
            readonly from?: string;
            readonly until?: string;
          };
          readonly reference?: string;
          readonly purchaseOrder?: string;
          readonly language?: string;
          readonly payer?: string;
          readonly invoicesPer?: "account" | "customer" | "subscription";
          readonly priceList?: string;
          readonly currency?: string;
          readonly timeZone?: string;
        };
        readonly ifMatch?: string | undefined;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: RecordedCustomer;
    };
    /** Replace how the tenant's documents look. */
    readonly "/v1/document-settings": {
      readonly asked: {
        readonly body: DocumentSettings;
        readonly ifMatch?: string | undefined;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: DocumentSettings;
    };
    /** Replace the logo. */
    readonly "/v1/document-settings/logo": {
      readonly asked: {
        readonly body: Bytes;
        readonly contentType: "image/png" | "image/jpeg";
        readonly ifMatch?: string | undefined;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: Logo;
    };
    /** Choose where tools disagree. */
    readonly "/v1/metric-settings": {
      readonly asked: {
        readonly body: ChosenMetricSettings;
        readonly ifMatch?: string | undefined;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: MetricSettings;
    };
    /** Change how a customer pays. */
    readonly "/v1/customers/{id}/payments": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: CustomerPaymentsRequest;
        readonly ifMatch?: string | undefined;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: CustomerPayments;
    };
    /** Set our account with a payment provider. */
    readonly "/v1/payment-providers/{provider}": {
      readonly asked: {
        readonly path: { readonly provider: string };
        readonly body: ProviderRequest;
      };
      readonly answer: PaymentProvider;
    };
    /** Give somebody another role, or other environments. */
    readonly "/v1/members/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: MemberChange;
      };
      readonly answer: Member;
    };
    /** Change one's password, and end one's other sessions. */
    readonly "/v1/password": {
      readonly asked: {
        readonly body: PasswordChange;
      };
      readonly answer: undefined;
    };
    /** Confirm the secret by a code; from now on sign-in asks for one. */
    readonly "/v1/one-time-codes": {
      readonly asked: {
        readonly body: OneTimeCode;
      };
      readonly answer: RecoveryCodes;
    };
    /** Say anew what a role is called and allows. */
    readonly "/v1/roles/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: RoleChange;
      };
      readonly answer: Role;
    };
    /** Give the organisation another name. */
    readonly "/v1/organisation": {
      readonly asked: {
        readonly body: OrganisationChange;
        readonly ifMatch?: string | undefined;
      };
      readonly answer: Organisation;
    };
    /** Let people of the organisation sign in by a provider (OpenID Connect). */
    readonly "/v1/organisation/sign-in-provider": {
      readonly asked: {
        readonly body: SignInProviderRequest;
        readonly ifMatch?: string | undefined;
      };
      readonly answer: SignInProvider;
    };
    /** Say what waits for approval. */
    readonly "/v1/approval-policy": {
      readonly asked: {
        readonly body: ApprovalPolicyRequest;
        readonly ifMatch?: string | undefined;
      };
      readonly answer: ApprovalPolicy;
    };
    /** Set such a rule anew. */
    readonly "/v1/customers/{id}/alert-rules/{rule}": {
      readonly asked: {
        readonly path: { readonly id: string; readonly rule: string };
        readonly body: AlertRuleRequest;
      };
      readonly answer: AlertRule;
    };
    /** Say how the portal of customers looks and what it allows. */
    readonly "/v1/portal-settings": {
      readonly asked: {
        readonly body: PortalSettings;
        readonly ifMatch?: string | undefined;
      };
      readonly answer: PortalSettingsInForce;
    };
    /** Replace an endpoint's address, description and events. */
    readonly "/v1/webhook-endpoints/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: WebhookEndpointRequest;
        readonly ifMatch?: string | undefined;
      };
      readonly answer: WebhookEndpoint;
    };
  };
}

/** The routes that take an `Idempotency-Key`: `POST /v1/customers`. */
export const idempotentRoutes: ReadonlySet<string> = new Set([
  "POST /v1/models",
  "PUT /v1/customers/{id}",
  "POST /v1/customers",
  "POST /v1/tax-decisions",
  "POST /v1/subscriptions",
  "POST /v1/licences",
  "POST /v1/sales",
  "POST /v1/bundles",
  "POST /v1/milestones",
  "POST /v1/sale-amendments",
  "POST /v1/changes",
  "POST /v1/cancellations",
  "POST /v1/pauses",
  "POST /v1/resumptions",
  "POST /v1/reactivations",
  "POST /v1/undoings",
  "POST /v1/coupon-redemptions",
  "POST /v1/credit-notes",
  "POST /v1/payments",
  "POST /v1/payment-returns",
  "POST /v1/write-offs",
  "POST /v1/write-off-reversals",
  "POST /v1/recoveries",
  "POST /v1/disputes",
  "POST /v1/dispute-outcomes",
  "POST /v1/balance-applications",
  "POST /v1/reassignments",
  "POST /v1/contests",
  "POST /v1/contest-ends",
  "POST /v1/payment-promises",
  "POST /v1/credit-grants",
  "POST /v1/credit-grant-voids",
  "POST /v1/credit-grant-adjustments",
  "POST /v1/top-up-rules",
  "POST /v1/uptime",
  "POST /v1/sla-claims",
  "POST /v1/customers/{id}/vat-checks",
  "POST /v1/customers/{id}/unpark",
  "POST /v1/events",
  "POST /v1/clock",
  "POST /v1/events/corrections",
  "POST /v1/migrations",
  "POST /v1/contracts",
  "POST /v1/contract-renewals",
  "POST /v1/contract-renewal-withdrawals",
  "POST /v1/contract-notices",
  "POST /v1/contract-notice-withdrawals",
  "POST /v1/index-values",
  "POST /v1/volume-estimates",
  "PUT /v1/document-settings",
  "PUT /v1/document-settings/logo",
  "DELETE /v1/document-settings/logo",
  "POST /v1/ledger/entries",
  "POST /v1/ledger/entries/{id}/reversal",
  "POST /v1/partner-shares",
  "POST /v1/partner-payouts",
  "POST /v1/closes",
  "PUT /v1/metric-settings",
  "POST /v1/invoices/{id}/charge",
  "POST /v1/invoices/{id}/checkout",
  "POST /v1/refunds",
  "POST /v1/payouts",
  "PUT /v1/customers/{id}/payments",
  "POST /v1/bank-lines/{id}/match",
  "POST /v1/bank-lines/{id}/ignore",
  "POST /v1/exchange-rates",
  "POST /v1/entitlements/reserve",
  "POST /v1/entitlements/renew",
  "POST /v1/entitlements/finalize",
  "POST /v1/entitlements/release",
  "POST /v1/entitlements/track",
  "POST /v1/environments/{id}/clock",
  "POST /v1/approvals",
  "POST /v1/plan/locks",
]);
