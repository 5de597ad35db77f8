/**
 * What the API takes and answers, written from its description. Not edited: `FLORIN_UPDATE=1 npx vitest run test/docs/api-types.test.ts`
 * writes it anew.
 */

/** Bytes, or text, of another media type than JSON. */
export type Bytes = Blob | ArrayBuffer | string;

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

export type Cadence = string;

export type Currency = string;

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

export type CustomerPaymentsRequest = { readonly autopay?: "issue" | "due" | null; readonly order?: readonly string[] };

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
  readonly discounts?: readonly { readonly id: string; readonly label: string; readonly amount: string; readonly code?: string }[];
  readonly tax: string;
  readonly taxes?: readonly TaxSubtotal[];
  readonly total: string;
  readonly prepaid?: string;
  readonly due?: string;
};

export type InvoiceBuyer = {
  readonly name: string;
  readonly address?: {
    readonly line1?: string;
    readonly line2?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly region?: string;
    readonly country: string;
  };
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
  readonly discounts: readonly { readonly id: string; readonly label: string; readonly amount: string; readonly code?: string }[];
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

export type InvoiceSeller = {
  readonly name: string;
  readonly address?: {
    readonly line1?: string;
    readonly line2?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly region?: string;
    readonly country: string;
  };
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

export type MethodPage = { readonly url: string; readonly expiresAt: string | null };

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

export type OfferedPlan = {
  readonly id: string;
  readonly name: string;
  readonly prices: Readonly<Record<string, string>>;
  readonly charges: readonly PlanCharge[];
  readonly features: readonly PlanFeature[];
  readonly quotas: readonly PlanQuota[];
  readonly credits: readonly PlanCredit[];
  readonly current: boolean;
  readonly open: boolean;
  readonly cadences: readonly Cadence[];
  readonly trialDays: number | null;
  readonly differences: PlanDifferences | null;
};

export type OfferedPlans = { readonly items: readonly OfferedPlan[] };

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
  readonly tiers: readonly { readonly label: string; readonly unit: string | null; readonly flat: string | null }[];
};

export type PlanCredit = {
  readonly id: string;
  readonly name: string;
  readonly amount: string | null;
  readonly every: string | null;
};

export type PlanDifferences = {
  readonly charges: readonly { readonly id: string; readonly now: PlanCharge | null; readonly after: PlanCharge | null }[];
  readonly features: readonly { readonly id: string; readonly now: PlanFeature | null; readonly after: PlanFeature | null }[];
  readonly quotas: readonly { readonly id: string; readonly now: PlanQuota | null; readonly after: PlanQuota | null }[];
  readonly credits: readonly { readonly id: string; readonly now: PlanCredit | null; readonly after: PlanCredit | null }[];
};

export type PlanFeature = {
  readonly id: string;
  readonly name: string;
  readonly kind: "flag" | "limit" | "level";
  readonly value: true | string | null;
};

export type PlanQuota = {
  readonly id: string;
  readonly meter: string;
  readonly meterName: string;
  readonly unit: string;
  readonly limit: string | null;
  readonly per: QuotaWindow;
  readonly overage: "block" | "bill";
};

export type PortalAlert = {
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
};

export type PortalAlertPage = { readonly items: readonly PortalAlert[]; readonly next: string | null };

export type PortalCancellation = { readonly subscription: string; readonly when?: "now" | "period-end"; readonly reason?: string };

export type PortalChange = {
  readonly subscription: string;
  readonly plan?: string;
  readonly cadence?: string;
  readonly quantity?: Quantity;
  readonly when?: "now" | "period-end";
};

export type PortalCharge = { readonly method?: string };

export type PortalDone = { readonly state: "done"; readonly id: string };

export type PortalEntrance = { readonly token: string };

export type PortalInvitation = { readonly name: string; readonly email: string; readonly role: "admin" | "billing" | "viewer" };

export type PortalInvited = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: "admin" | "billing" | "viewer";
  readonly state: "invited" | "active";
  readonly createdAt: string;
  readonly lastSeenAt: string | null;
  readonly current: boolean;
  readonly link: string;
  readonly linkUntil: string;
};

export type PortalInvoice = {
  readonly kind: "invoice" | "credit-note";
  readonly id: string;
  readonly number: string;
  readonly issuedAt: string;
  readonly dueAt: string;
  readonly total: string;
  readonly currency: string;
  readonly open: string | null;
  readonly status: "open" | "overdue" | "in-dispute" | "paid" | null;
};

export type PortalInvoicePage = { readonly items: readonly PortalInvoice[]; readonly next: string | null };

export type PortalMe = {
  readonly customer: {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
    readonly country: string | null;
  };
  readonly member: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly role: "admin" | "billing" | "viewer";
  } | null;
  readonly role: "admin" | "billing" | "viewer";
  readonly acts: readonly ("overview.read" | "usage.read" | "cost.read" | "plans.read" | "plans.change" | "plans.cancel" | "invoices.read" | "invoices.pay" | "payment-methods.read" | "payment-methods.manage" | "credits.read" | "alerts.read" | "alerts.manage" | "members.read" | "members.manage" | "keys.read" | "keys.manage")[];
  readonly branding: {
    readonly name: string;
    readonly logo: string | null;
    readonly colour: string;
    readonly textOnColour: "#ffffff" | "#000000";
    readonly supportEmail: string | null;
    readonly supportUrl: string | null;
  };
  readonly allow: {
    readonly changePlan: boolean;
    readonly cancel: boolean;
    readonly paymentMethod: boolean;
    readonly keys: boolean;
    readonly members: boolean;
  };
  readonly languages: readonly ("en" | "de")[];
  readonly language: "en" | "de";
  readonly currency: string | null;
  readonly timeZone: string;
  readonly returnTo: string | null;
  readonly embed: boolean;
  readonly session: { readonly expiresAt: string };
  readonly environment: { readonly id: string; readonly live: boolean };
};

export type PortalMeter = {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly dimensions: readonly string[];
};

export type PortalMeters = { readonly items: readonly PortalMeter[] };

export type PortalOverview = {
  readonly at: string;
  readonly currency: string | null;
  readonly plans: readonly PortalPlan[];
  readonly nextInvoice: { readonly issuedAt: string; readonly total: string; readonly currency: string } | null;
  readonly quotas: readonly PortalQuota[];
  readonly cost: {
    readonly soFar: string;
    readonly projected: string;
    readonly currency: string;
    readonly from: string | null;
    readonly to: string | null;
    readonly issuedAt: string | null;
  } | null;
  readonly owing: {
    readonly owed: string;
    readonly overdue: string;
    readonly balance: string;
    readonly currency: string;
  } | null;
  readonly suspendedSince: string | null;
  readonly alerts: readonly PortalAlert[];
};

export type PortalPageRequest = { readonly provider?: string; readonly returnPath?: string };

export type PortalPaymentMethods = {
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
  readonly providers: readonly string[];
};

export type PortalPeople = { readonly items: readonly PortalPerson[] };

export type PortalPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: "admin" | "billing" | "viewer";
  readonly state: "invited" | "active";
  readonly createdAt: string;
  readonly lastSeenAt: string | null;
  readonly current: boolean;
};

export type PortalPersonLink = { readonly link: string; readonly linkUntil: string };

export type PortalPlan = {
  readonly subscription: string;
  readonly plan: string;
  readonly planName: string;
  readonly of: string | null;
  readonly cadence: string | null;
  readonly quantity: string;
  readonly price: string | null;
  readonly standing: "scheduled" | "trialing" | "active" | "paused" | "ended";
  readonly start: string;
  readonly end: string | null;
  readonly pausedOn: string | null;
  readonly resumesOn: string | null;
  readonly renewsOn: string | null;
  readonly trialUntil: string | null;
  readonly changesOn: string | null;
  readonly paidUntil: string | null;
  readonly mayChange: boolean;
  readonly mayCancel: boolean;
  readonly changes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly day: string;
    readonly planName: string | null;
    readonly undoable: boolean;
  }[];
};

export type PortalPreview = {
  readonly at: string;
  readonly until: string;
  readonly with: readonly Invoice[];
  readonly without: readonly Invoice[];
  readonly currency: string | null;
  readonly totals: { readonly with: string; readonly without: string; readonly difference: string };
};

export type PortalProvider = { readonly provider?: string };

export type PortalQuota = {
  readonly id: string;
  readonly meter: string;
  readonly meterName: string;
  readonly unit: string;
  readonly used: string;
  readonly allowance: string | null;
  readonly percent: string | null;
  readonly overage: "block" | "bill";
  readonly from: string;
  readonly to: string;
  readonly resetsAt: string | null;
};

export type PortalRoleRequest = { readonly role: "admin" | "billing" | "viewer" };

export type PortalSession = { readonly embed: boolean; readonly token: string | null; readonly expiresAt: string };

export type PortalUndoing = { readonly subscription: string; readonly change: string };

export type PortalWaiting = { readonly state: "waiting"; readonly id: string };

export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: "invalid-request" | "malformed-request" | "malformed-body" | "duplicate-key" | "forbidden-key" | "too-complex" | "body-too-large" | "inflated-too-large" | "batch-too-large" | "unsupported-encoding" | "unsupported-media-type" | "not-acceptable" | "headers-too-large" | "timeout" | "unauthenticated" | "forbidden" | "sign-in-refused" | "one-time-code-needed" | "set-up-needed" | "on-hold" | "set-up-refused" | "too-many-attempts" | "csrf-refused" | "not-found" | "no-such-route" | "unknown-api-version" | "method-not-allowed" | "idempotency-key-invalid" | "idempotency-key-reused" | "idempotency-in-progress" | "idempotency-key-required" | "event-conflict" | "already-exists" | "model-published" | "e-invoice-incomplete" | "e-invoice-conflict" | "charge-pending" | "intent-in-flight" | "intent-settled" | "line-settled" | "webhook-signature" | "webhook-malformed" | "provider-unavailable" | "clock-not-manual" | "clock-backwards" | "close-refused" | "nothing-to-close" | "approval-closed" | "approval-outdated" | "approval-failed" | "own-request" | "not-approver" | "invalid-cursor" | "invalid-limit" | "vat-check-unavailable" | "vat-check-limit" | "billing-behind" | "rate-limited" | "precondition-failed" | "overloaded" | "retry-later" | "broken-invariant" | "internal";
  readonly requestId: string;
  readonly errors?: readonly {
    readonly code: string;
    readonly path: string;
    readonly message: string;
    /** Whatever was sent */ readonly value?: unknown;
    readonly suggestion?: string;
  }[];
};

export type Quantity = number | string;

export type QuotaWindow = "minute" | "hour" | "day" | "week" | "month" | "year" | "billing-period" | { readonly rolling: string };

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

export type TaxSubtotal = {
  readonly category: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
  readonly rate: string;
  readonly jurisdiction: string;
  readonly name: string;
  readonly base: string;
  readonly amount: string;
  readonly reason?: string;
};

export type Upcoming = { readonly at: string; readonly until: string; readonly documents: readonly Invoice[] };

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

/** Every route: by its method, then by its path. */
export interface Operations {
  readonly DELETE: {
    /** End the session. */
    readonly "/portal/v1/session": {
      readonly asked: object;
      readonly answer: undefined;
    };
    /** Remove a method, here and at its provider. */
    readonly "/portal/v1/payment-methods/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: PortalPaymentMethods | PortalWaiting;
    };
    /** Take the portal from somebody. */
    readonly "/portal/v1/members/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: undefined;
    };
    /** Revoke a key for good. */
    readonly "/portal/v1/keys/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: CustomerKey;
    };
    /** Be told of it no more. */
    readonly "/portal/v1/alert-rules/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: AlertRule | PortalWaiting;
    };
  };
  readonly GET: {
    /** This description. */
    readonly "/portal/v1/openapi.json": {
      readonly asked: object;
      readonly answer: object;
    };
    /** Whose portal it is, who looks at it, and what they may do. */
    readonly "/portal/v1/me": {
      readonly asked: object;
      readonly answer: PortalMe;
    };
    /** What the customer has, uses, will pay and owes. */
    readonly "/portal/v1/overview": {
      readonly asked: object;
      readonly answer: PortalOverview;
    };
    /** What a customer's open periods of usage come to so far, and projected to their end. */
    readonly "/portal/v1/cost": {
      readonly asked: object;
      readonly answer: RunningCost;
    };
    /** The documents that a customer's account will issue by itself. */
    readonly "/portal/v1/upcoming": {
      readonly asked: object;
      readonly answer: Upcoming;
    };
    /** The meters that the customer is charged or limited by, or was. */
    readonly "/portal/v1/meters": {
      readonly asked: object;
      readonly answer: PortalMeters;
    };
    /** A meter's quantity, window by window. */
    readonly "/portal/v1/usage": {
      readonly asked: {
        readonly query: {
          readonly meter: string;
          readonly from: string;
          readonly to: string;
          readonly window?: "hour" | "day" | "month" | "period" | undefined;
          readonly groupBy?: string | undefined;
          readonly timezone?: string | undefined;
        };
      };
      readonly answer: UsageSeries;
    };
    /** Invoices and credit notes, the latest first. */
    readonly "/portal/v1/invoices": {
      readonly asked: {
        readonly query?: { readonly limit?: number | undefined; readonly cursor?: string | undefined };
      };
      readonly answer: PortalInvoicePage;
    };
    /** An invoice or a credit note, as it was issued. */
    readonly "/portal/v1/invoices/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: Invoice;
    };
    /** An invoice or credit note as a file. */
    readonly "/portal/v1/invoices/{id}/documents/{format}": {
      readonly asked: {
        readonly path: { readonly id: string; readonly format: "pdf" | "html" | "ubl" | "cii" | "factur-x" };
        readonly query?: { readonly language?: "en" | "de" | undefined };
      };
      readonly file: "application/pdf" | "text/html" | "application/xml";
    };
    /** A customer's credits: what is left, where it came from, what became of it. */
    readonly "/portal/v1/credits": {
      readonly asked: object;
      readonly answer: CustomerCredits;
    };
    /** When the customer came to a share of what it may use, the newest first. */
    readonly "/portal/v1/alerts": {
      readonly asked: {
        readonly query?: { readonly limit?: number | undefined; readonly cursor?: string | undefined };
      };
      readonly answer: PortalAlertPage;
    };
    /** At what a customer itself wants to be told, as it was set. */
    readonly "/portal/v1/alert-rules": {
      readonly asked: object;
      readonly answer: AlertRules;
    };
    /** The plans that a subscription may go to, and its own. */
    readonly "/portal/v1/plans": {
      readonly asked: {
        readonly query?: { readonly subscription?: string | undefined };
      };
      readonly answer: OfferedPlans;
    };
    /** How the customer pays. */
    readonly "/portal/v1/payment-methods": {
      readonly asked: object;
      readonly answer: PortalPaymentMethods;
    };
    /** The people who may open the portal, oldest first. */
    readonly "/portal/v1/members": {
      readonly asked: object;
      readonly answer: PortalPeople;
    };
    /** The keys that stand for a customer, oldest first. */
    readonly "/portal/v1/keys": {
      readonly asked: object;
      readonly answer: CustomerKeys;
    };
  };
  readonly POST: {
    /** Say at which share of a quota, cost or rest of credits to be told. */
    readonly "/portal/v1/alert-rules": {
      readonly asked: {
        readonly body: AlertRuleRequest;
      };
      readonly answer: AlertRule | PortalWaiting;
    };
    /** Open the portal by the token of a link. */
    readonly "/portal/v1/session": {
      readonly asked: {
        readonly body: PortalEntrance;
      };
      readonly answer: PortalSession;
    };
    /** What other terms would do. */
    readonly "/portal/v1/changes/preview": {
      readonly asked: {
        readonly body: PortalChange;
      };
      readonly answer: PortalPreview;
    };
    /** Go to another plan. */
    readonly "/portal/v1/changes": {
      readonly asked: {
        readonly body: PortalChange;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: PortalDone | PortalWaiting;
    };
    /** What the end of a subscription would do. */
    readonly "/portal/v1/cancellations/preview": {
      readonly asked: {
        readonly body: PortalCancellation;
      };
      readonly answer: PortalPreview;
    };
    /** End a subscription. */
    readonly "/portal/v1/cancellations": {
      readonly asked: {
        readonly body: PortalCancellation;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: PortalDone | PortalWaiting;
    };
    /** Take back a change that was made here and is to come. */
    readonly "/portal/v1/undoings": {
      readonly asked: {
        readonly body: PortalUndoing;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: PortalDone | PortalWaiting;
    };
    /** Pay an invoice by a method of the customer. */
    readonly "/portal/v1/invoices/{id}/charge": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: PortalCharge;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: PaymentIntent | PaymentIntent | PortalWaiting;
    };
    /** Open a provider's page to pay an invoice on. */
    readonly "/portal/v1/invoices/{id}/checkout": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: PortalPageRequest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: PaymentIntent | PaymentIntent | PortalWaiting;
    };
    /** Open a provider's page to enter a method on. */
    readonly "/portal/v1/payment-methods": {
      readonly asked: {
        readonly body: PortalPageRequest;
      };
      readonly answer: MethodPage | PortalWaiting;
    };
    /** Take over what was entered on a provider's page. */
    readonly "/portal/v1/payment-methods/refresh": {
      readonly asked: {
        readonly body: PortalProvider;
      };
      readonly answer: PortalPaymentMethods | PortalWaiting;
    };
    /** Invite somebody. */
    readonly "/portal/v1/members": {
      readonly asked: {
        readonly body: PortalInvitation;
      };
      readonly answer: PortalInvited;
    };
    /** Make a new way in for somebody; the old ones end. */
    readonly "/portal/v1/members/{id}/links": {
      readonly asked: {
        readonly path: { readonly id: string };
      };
      readonly answer: PortalPersonLink;
    };
    /** Make a key for the customer's calls. */
    readonly "/portal/v1/keys": {
      readonly asked: {
        readonly body: CustomerKeyRequest;
      };
      readonly answer: NewCustomerKey;
    };
  };
  readonly PUT: {
    /** Say when invoices are paid by themselves, and by what. */
    readonly "/portal/v1/payment-methods": {
      readonly asked: {
        readonly body: CustomerPaymentsRequest;
        readonly idempotencyKey?: string | undefined;
      };
      readonly answer: PortalPaymentMethods | PortalWaiting;
    };
    /** Give somebody another role. */
    readonly "/portal/v1/members/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: PortalRoleRequest;
      };
      readonly answer: PortalPerson;
    };
    /** Say it anew. */
    readonly "/portal/v1/alert-rules/{id}": {
      readonly asked: {
        readonly path: { readonly id: string };
        readonly body: AlertRuleRequest;
      };
      readonly answer: AlertRule | PortalWaiting;
    };
  };
}

/** The routes that take an `Idempotency-Key`: `POST /v1/customers`. */
export const idempotentRoutes: ReadonlySet<string> = new Set([
  "POST /portal/v1/changes",
  "POST /portal/v1/cancellations",
  "POST /portal/v1/undoings",
  "POST /portal/v1/invoices/{id}/charge",
  "POST /portal/v1/invoices/{id}/checkout",
  "PUT /portal/v1/payment-methods",
]);
