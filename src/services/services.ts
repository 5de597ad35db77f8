import type { AccountFact, CustomerFact } from "../account/fact.ts";
import type { Result } from "../fault/fault.ts";
import type { Instant } from "../time/instant.ts";
import type { AccountReports } from "./accounts/account-answers.ts";
import type { ApiDesk } from "./apis/api-desk.ts";
import type { CorrectionPreview } from "./correction-preview.ts";
import type { CustomerKeys } from "./customer-keys.ts";
import type { Documents } from "./documents.ts";
import type { AlertRules } from "./entitlements/alert-rules.ts";
import type { EntitlementDesk } from "./entitlements/entitlement-answers.ts";
import type { SuggestPlan } from "./entitlements/plan-suggestion.ts";
import type { QuotaAlerts } from "./entitlements/quota-alerts.ts";
import type { Environments } from "./environments.ts";
import type { CorrectEvents } from "./event-corrections.ts";
import type { ExchangeRates } from "./exchange-rates.ts";
import type { Approvals } from "./governance/approvals.ts";
import type { AuditLog } from "./governance/audit-log.ts";
import type { TakeEvidence } from "./governance/evidence.ts";
import type { MemberRecords } from "./governance/member-data.ts";
import type { PersonalRecords } from "./governance/personal-data.ts";
import type { IngestAnswer } from "./ingest.ts";
import type { IngestOnce } from "./ingest-once.ts";
import type { IngestPreview } from "./ingest-preview.ts";
import type { KeyDesk } from "./key-desk.ts";
import type { Ledger } from "./ledger/ledger.ts";
import type { Live } from "./live.ts";
import type { Metrics } from "./metrics.ts";
import type { Migrations } from "./model-migration.ts";
import type { ModelDesk } from "./models/model-desk.ts";
import type { OpenIdSignIn } from "./open-id-sign-in.ts";
import type { Organisations } from "./organisations.ts";
import type { Payments } from "./payments/payments.ts";
import type { People } from "./people.ts";
import type { PlanActuals } from "./plan/actual-answers.ts";
import type { PlanReports } from "./plan/plan-answers.ts";
import type { Portal } from "./portal/portal.ts";
import type { Principal } from "./principal.ts";
import type { Reports } from "./reports.ts";
import type { TakeRequests } from "./request-leases.ts";
import type { RequestLog } from "./request-log.ts";
import type { RestoredHolds } from "./restored-hold.ts";
import type { SetUp } from "./set-up.ts";
import type { SignInProviderDesk } from "./sign-in-providers.ts";
import type { TaxDecisions } from "./tax-decisions.ts";
import type { ServerClock } from "./tenant-clocks.ts";
import type { Told } from "./told.ts";
import type { VatChecks } from "./vat-checks.ts";
import type { Webhooks } from "./webhooks/open-webhooks.ts";

/** A stored answer to a write, so that a repeated request gets the same bytes. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: string;
}

/** A request that must have its effect once: the caller's key, the route, and the bytes it came with. */
export interface IdempotentRequest {
  readonly key: string;
  readonly route: string;
  readonly body: string;
}

/** Everything the HTTP floor may ask of the server. One value, so that a test can hand over another. */
export interface Services {
  readonly clock: ServerClock;
  /** Tells open pages what changes. */
  readonly live: Live;
  readonly authenticate: (key: string) => Promise<Principal | undefined>;
  readonly ingest: (tenant: string, items: readonly unknown[]) => Promise<IngestAnswer>;
  /** The same under the caller's key: the events and the answer are one commit. */
  readonly ingestOnce: IngestOnce;
  /** Says what ingest would make of a request, and writes nothing. */
  readonly previewIngest: (tenant: string, items: readonly unknown[]) => Promise<IngestPreview>;
  /** Voids usage events or replaces what they say. */
  readonly correctEvents: CorrectEvents;
  /** What corrections would do; nothing is written. */
  readonly previewCorrections: (
    tenant: string,
    items: readonly unknown[],
  ) => Promise<CorrectionPreview>;
  /** Publishes a model version; a version that exists with the same content is answered alike. */
  readonly publishModel: (
    tenant: string,
    document: unknown,
    once?: IdempotentRequest,
  ) => Promise<Result<StoredAnswer>>;
  /** Records a customer, subscription, licence or sale; the same fact again is answered alike. */
  readonly recordFact: (
    tenant: string,
    fact: AccountFact,
    once?: IdempotentRequest,
  ) => Promise<Result<StoredAnswer>>;
  /** Replaces what is known of a customer from now on, or adds one; the same words again are answered alike. */
  /**
   * The same of a customer that is made of what is known of it; asked again where another request told of it meanwhile, so that
   * neither takes back what the other said.
   */
  readonly mergeCustomer: (
    tenant: string,
    id: string,
    merge: (known: CustomerFact | undefined) => CustomerFact,
  ) => Promise<Result<StoredAnswer>>;
  readonly amendCustomer: (
    tenant: string,
    fact: CustomerFact,
    once?: IdempotentRequest,
  ) => Promise<Result<StoredAnswer>>;
  readonly vatChecks: VatChecks;
  readonly taxDecisions: TaxDecisions;
  /** Lets a parked account go on, from the next run of billing; answers with an `Unparked`. Refuses `not-found`. */
  readonly unpark: (
    tenant: string,
    customer: string,
    once?: IdempotentRequest,
  ) => Promise<Result<StoredAnswer>>;
  /** Moves a manual clock and bills what fell due on the way, in order; answers with a {@link ClockReading}. */
  readonly advanceClock: (
    tenant: string,
    to: Instant,
    once?: IdempotentRequest,
  ) => Promise<Result<StoredAnswer>>;
  /** Bills what is due: what the scheduler calls. On a manual clock, what was due before the instant it stands at. */
  readonly billDue: () => Promise<number>;
  readonly reports: Reports;
  readonly accounts: AccountReports;
  readonly told: Told;
  readonly ledger: Ledger;
  readonly documents: Documents;
  readonly payments: Payments;
  readonly exchangeRates: ExchangeRates;
  readonly migrations: Migrations;
  readonly models: ModelDesk;
  readonly metrics: Metrics;
  readonly plan: PlanReports;
  /** Reads of tenants what pages show first, before anybody asks; answers of how many it began. */
  readonly readAhead: () => Promise<number>;
  readonly planActuals: PlanActuals;
  readonly entitlements: EntitlementDesk;
  readonly environments: Environments;
  readonly organisations: Organisations;
  readonly people: People;
  readonly auditLog: AuditLog;
  readonly requestLog: RequestLog;
  readonly approvals: Approvals;
  readonly setUp: SetUp;
  readonly openId: OpenIdSignIn;
  readonly signInProviders: SignInProviderDesk;
  readonly takeEvidence: TakeEvidence;
  readonly personalRecords: PersonalRecords;
  readonly memberRecords: MemberRecords;
  readonly hold: RestoredHolds;
  readonly takeRequests: TakeRequests;
  readonly apiKeys: KeyDesk;
  readonly customerKeys: CustomerKeys;
  readonly portal: Portal;
  readonly apis: ApiDesk;
  readonly quotaAlerts: QuotaAlerts;
  readonly alertRules: AlertRules;
  readonly suggestPlan: SuggestPlan;
  readonly webhooks: Webhooks;
}

/** What the clock shows, and how many invoices moving it issued. */
export interface ClockReading {
  readonly now: string;
  readonly mode: "real" | "manual";
  readonly invoices: number;
}
