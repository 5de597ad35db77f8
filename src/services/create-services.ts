import type { AccountFact } from "../account/fact.ts";
import { customerOf } from "../account/issue-in-order.ts";
import { compiledThread, documentPress } from "../documents/press/document-press.ts";
import { assert, ok, type Result } from "../fault/fault.ts";
import { accountIdOf } from "../store/accounts.ts";
import { noteChange } from "../store/act.ts";
import { lastBilled } from "../store/billing-places.ts";
import { holdModelsToSell } from "../store/models.ts";
import { type RetryPolicy, retrying, retryRolledBack } from "../store/retry.ts";
import type { Store } from "../store/store.ts";
import type { Tx } from "../store/tenant.ts";
import type { TaxProvider } from "../tax/tax-provider.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { createAccountReports } from "./accounts/account-reports.ts";
import { amendCustomer, amendCustomerFrom } from "./amend-customer.ts";
import type { ApiKeys } from "./api-keys.ts";
import { createApiDesk } from "./apis/api-desk.ts";
import { billedFirst, type Told } from "./billed-first.ts";
import type { BillingRun } from "./billing.ts";
import {
  type BilledTenants,
  type BillingTurns,
  type BillUntil,
  createBillingTurns,
  invoicesOf,
  nothingDue,
  totalOf,
} from "./billing-turns.ts";
import { createCorrectionPreview } from "./correction-preview.ts";
import { createCustomerKeys } from "./customer-keys.ts";
import { customersKnown } from "./customers-known.ts";
import { createDocumentSettings } from "./document-settings.ts";
import { createAlertRules } from "./entitlements/alert-rules.ts";
import { createEntitlementDesk } from "./entitlements/entitlement-desk.ts";
import { createPlanSuggestions } from "./entitlements/plan-suggestion.ts";
import { createQuotaAlerts } from "./entitlements/quota-alerts.ts";
import { createEnvironments } from "./environments.ts";
import { createCorrections } from "./event-corrections.ts";
import { createExchangeRates } from "./exchange-rates.ts";
import { behind, createFactTimes, type FactTimes } from "./fact-times.ts";
import { createApprovals } from "./governance/approvals.ts";
import { createAuditLog } from "./governance/audit-log.ts";
import { createEvidence } from "./governance/evidence.ts";
import { createMemberRecords } from "./governance/member-data.ts";
import { createPersonalRecords } from "./governance/personal-data.ts";
import { createIngest } from "./ingest.ts";
import { createIngestOnce } from "./ingest-once.ts";
import { createIngestPreview } from "./ingest-preview.ts";
import { createInvoiceDocuments } from "./invoice-documents.ts";
import { createKeyDesk } from "./key-desk.ts";
import { keySecrets } from "./key-secrets.ts";
import { createLedger } from "./ledger/ledger.ts";
import type { InTurn } from "./ledger/manual-entries.ts";
import { createLive } from "./live.ts";
import { mergingCustomers } from "./merge-customer.ts";
import { createMetrics } from "./metrics.ts";
import { createModelLibrary, type ModelLibrary, type TenantModels } from "./model-library.ts";
import { createMigrations } from "./model-migration.ts";
import { createModelDesk } from "./models/model-desk.ts";
import { accountBooks } from "./money-facts.ts";
import { answered, keptAnswer, onceOnly } from "./once.ts";
import type { OpenIdSettings } from "./open-id-settings.ts";
import { createOrganisations } from "./organisations.ts";
import { createUnpark } from "./parking.ts";
import { openPayments } from "./payments/open-payments.ts";
import { createPeople, organisationDefault } from "./people.ts";
import { createPlanActuals } from "./plan/plan-actuals.ts";
import { compiledPlanThread, planDesk } from "./plan/plan-desk.ts";
import { createPlanReports } from "./plan/plan-reports.ts";
import { plannable } from "./plan/plannable.ts";
import { createPortal } from "./portal/portal.ts";
import { createReadAhead } from "./read-ahead.ts";
import { createReports } from "./read-reports.ts";
import { recordFact } from "./record-fact.ts";
import { readReportsAhead } from "./reports-ahead.ts";
import { createRequestLeases } from "./request-leases.ts";
import { createRequestLog } from "./request-log.ts";
import { createRestoredHolds } from "./restored-hold.ts";
import type { ClockReading, Services, StoredAnswer } from "./services.ts";
import { createTaxDecisions } from "./tax-decisions.ts";
import type { ServerClock } from "./tenant-clocks.ts";
import { createTold } from "./told.ts";
import { readUsageAhead } from "./usage-ahead.ts";
import { createVatChecks, type VatRegister } from "./vat-checks.ts";
import { guardedFetch } from "./webhooks/guarded-fetch.ts";
import { openWebhooks, type WebhookTerms } from "./webhooks/open-webhooks.ts";

/** What the services stand on. */
export interface ServiceParts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly apiKeys: ApiKeys;
  /** A clock that only measures how long ago something was cached. */
  readonly monotonicMs: () => number;
  /** The installation's secret: keys of payment providers are sealed under it. */
  readonly installationSecret: Uint8Array;
  /** Whether the server serves nobody until it has an owner; not where absent. */
  readonly demandsSetUp?: boolean;
  /** How browsers reach the server; unknown where absent. */
  readonly publicOrigin?: string | undefined;
  /** The first organisation's provider of sign-in by OpenID Connect; one that it sets itself where absent. */
  readonly openId?: OpenIdSettings | undefined;
  /** Told of what failed there; nobody is where absent. */
  readonly onOpenIdFailure?: (error: unknown) => void;
  /** Aborted when the server ends, before its last requests are answered: turns that go through many customers end. */
  readonly ending?: AbortSignal;
  /** Aborted when they are: what is only read ahead ends. */
  readonly unasked?: AbortSignal;
  /** Real time, which signatures of providers are judged by. */
  readonly wallClock: () => Instant;
  /** Told of what payments failed to do in the background; it is tried again. */
  readonly onPaymentFailure: (tenant: string, error: unknown) => void;
  /** The tax engine that is asked where a model leaves tax to one; undefined for none. */
  readonly taxProvider: TaxProvider | undefined;
  /** How events are sent to other systems. */
  readonly webhooks: WebhookTerms;
  /** Asks about VAT numbers. */
  readonly vatRegister: VatRegister;
  /** Told how many requests of a tenant are not in its log of them; nobody is where absent. */
  readonly onUnloggedRequests?: (tenant: string, requests: number) => void;
  /** Told of every account that had to be parked. */
  readonly onParked: (tenant: string, parked: BillingRun["parked"][number]) => void;
}

/** For recording facts: nothing of a fact is stored twice, so a key that somebody took meanwhile is looked at again. */
const retryRecording: RetryPolicy = {
  ...retryRolledBack,
  kinds: [...retryRolledBack.kinds, "key-taken"],
};

/** What recording a fact does in its transaction, at the instant at which the fact becomes known. */
type Recording<F> = (
  tx: Tx,
  fact: F,
  models: TenantModels | undefined,
  now: Instant,
) => Promise<Result<StoredAnswer>>;

/** The account that a fact is about, as far as it is known by now: numbers are given in the order of accounts. */
const accountOf = (store: Store, tenant: string, fact: AccountFact): Promise<string> =>
  store.withTenant(
    tenant,
    async (tx) =>
      fact.fact === "customer" ? (fact.payer ?? fact.id) : accountIdOf(tx, customerOf(fact)),
    { readOnly: true },
  );

/** Puts the use cases together. */
export function createServices(parts: ServiceParts): Services {
  const { store, clock, apiKeys } = parts;
  const desk = planDesk(compiledPlanThread);
  const desks = { quick: desk, slow: planDesk(compiledPlanThread) };
  const library = createModelLibrary(store, clock, parts.monotonicMs, plannable(desk));
  const times = createFactTimes(clock);
  const billUntil = createBillingTurns(parts, library, times);
  const { monotonicMs } = parts;
  const metrics = createMetrics({ store, clock, library, ending: parts.unasked });
  const entitlements = createEntitlementDesk({ store, clock, library, monotonicMs });
  const told =
    <F extends AccountFact>(record: Recording<F>): Told<F> =>
    async (tenant, fact, once) => {
      const customer = await accountOf(store, tenant, fact);
      const answer = await times.recording(tenant, customer, (at) =>
        retrying(retryRecording, () =>
          store.withTenant(tenant, (tx) =>
            onceOnly(tx, once, clock.now(tenant), async () => {
              const knownSince = behind(await lastBilled(tx), { at, customer });
              await holdModelsToSell(tx);
              return record(tx, fact, await library.of(tx), knownSince);
            }),
          ),
        ),
      );
      entitlements.forget(tenant);
      return answer;
    };
  // A manual clock may stand at an instant while facts of that instant are still coming in.
  const billDue = async (): Promise<number> =>
    totalOf(
      await billUntil((tenant) => clock.now(tenant) - (clock.mode(tenant) === "manual" ? 1 : 0)),
    );
  const meters = async (tenant: string) => (await library.recent(tenant))?.meters ?? new Map();
  const reports = { store, clock, library, learnedAt: times.now };
  const payments = openPayments({
    ...parts,
    library,
    books: accountBooks(library, times, billDue),
  });
  const advanceClock = clockMoves(parts, billUntil);
  const recording = billedFirst(billUntil, told(recordFact));
  const toldBefore = createTold(reports);
  const readSide = createReports(reports);
  const accounts = createAccountReports(reports);
  const ledger = createLedger({ store, clock, library }, inTurnOf(billUntil, billDue, times));
  const quotaAlerts = createQuotaAlerts({
    store,
    clock,
    library,
    reports: readSide,
    ending: parts.ending,
  });
  return {
    clock,
    live: createLive(store),
    authenticate: async (key) => {
      const principal = await apiKeys.authenticate(key);
      if (principal !== undefined) await clock.learn(principal.tenant);
      return principal;
    },
    ingest: createIngest({
      clock,
      append: async (tenant, events) => {
        const verdicts = await store.ingest.append(tenant, events);
        entitlements.forget(tenant, events);
        return verdicts;
      },
      meters,
      knownCustomers: customersKnown(store),
    }),
    ingestOnce: createIngestOnce({ store, clock, meters, onStored: entitlements.forget }),
    previewIngest: createIngestPreview({ store, clock, library }),
    correctEvents: createCorrections({ store, clock, library, onCorrected: entitlements.forget }),
    previewCorrections: createCorrectionPreview({ store, clock, library }),
    publishModel: library.publish,
    recordFact: recording,
    amendCustomer: billedFirst(billUntil, told(amendCustomer)),
    mergeCustomer: mergingCustomers(toldBefore, (known) =>
      billedFirst(billUntil, told(amendCustomerFrom(known))),
    ),
    billDue,
    advanceClock,
    environments: createEnvironments({
      store,
      clock,
      apiKeys,
      advanceClock,
      wallClock: parts.wallClock,
    }),
    vatChecks: createVatChecks({
      store,
      clock,
      library,
      register: parts.vatRegister,
      recordFact: recording,
    }),
    taxDecisions: createTaxDecisions({
      store,
      clock,
      library,
      provider: parts.taxProvider,
      recordFact: recording,
    }),
    unpark: createUnpark(store, clock),
    ledger,
    reports: readSide,
    accounts,
    told: toldBefore,
    models: createModelDesk(reports, desks),
    migrations: createMigrations({ ...reports, recordFact: recording }),
    documents: documentsOf(parts, library),
    payments: {
      ...payments,
      deliver: async (tenant, ...delivered) => {
        await clock.learn(tenant);
        return payments.deliver(tenant, ...delivered);
      },
      servedPage: async (asked) => {
        await clock.learn(asked.tenant);
        return payments.servedPage(asked);
      },
      chooseOnPage: async (asked, reference) => {
        await clock.learn(asked.tenant);
        return payments.chooseOnPage(asked, reference);
      },
    },
    metrics,
    plan: createPlanReports({ store, library }, desks),
    readAhead: createReadAhead({ store, library, clock }, desks, compiledPlanThread !== undefined, {
      reports: readReportsAhead({ accounts, ledger, metrics, ending: parts.ending }),
      usage: (tenant, now) => readUsageAhead(store.events, readSide, tenant, now, parts.unasked),
    }),
    planActuals: createPlanActuals({ store, clock, library }, desk),
    entitlements,
    quotaAlerts,
    alertRules: createAlertRules({ store, clock, library }),
    suggestPlan: createPlanSuggestions({ store, clock, library }),
    organisations: createOrganisations(store),
    ...createPeople({
      store,
      pepper: parts.installationSecret,
      realNow: parts.wallClock,
      demandsSetUp: parts.demandsSetUp === true,
      openId: parts.openId,
      origin: parts.publicOrigin,
      allowed: parts.webhooks.allowed,
      fetch: guardedFetch(parts.webhooks.allowed).fetch,
      onOpenIdFailure: parts.onOpenIdFailure ?? (() => {}),
    }),
    auditLog: createAuditLog(store),
    requestLog: createRequestLog({
      store,
      wallClock: parts.wallClock,
      onUnkept: parts.onUnloggedRequests ?? (() => {}),
    }),
    approvals: createApprovals({ ...parts, library }),
    takeEvidence: createEvidence(store, parts.wallClock),
    personalRecords: createPersonalRecords(store, clock),
    memberRecords: createMemberRecords(store, parts.wallClock),
    takeRequests: createRequestLeases(
      store.pool,
      keySecrets(parts.installationSecret).hashOf,
      parts.monotonicMs,
    ),
    hold: createRestoredHolds(store, parts.monotonicMs, organisationDefault),
    apiKeys: createKeyDesk(store, apiKeys, parts.wallClock),
    apis: createApiDesk({ store, clock, library, recordFact: recording }),
    customerKeys: createCustomerKeys(store, parts.installationSecret, parts.wallClock),
    portal: createPortal({
      ...{ store, clock, library, accounts, entitlements, quotaAlerts },
      reports: readSide,
      pepper: parts.installationSecret,
      realNow: parts.wallClock,
    }),
    exchangeRates: createExchangeRates({ store, clock, times }),
    webhooks: openWebhooks({ ...parts, library, ...parts.webhooks }),
  };
}

/**
 * Does work between runs of billing: what was due is issued and posted before it, and what is told after it becomes known
 * behind it. So an entry that it posts stands where a replay puts it.
 */
const inTurnOf =
  (billUntil: BillingTurns, billDue: () => Promise<number>, times: FactTimes): InTurn =>
  async (tenant, work) => {
    await billDue();
    return billUntil.between(async () => {
      const at = times.now(tenant, "");
      const done: { answer?: Awaited<ReturnType<typeof work>> } = {};
      await times.billing(tenant, at, async () => {
        done.answer = await work(at);
        return { ...nothingDue, last: { at, customer: "" } };
      });
      assert(done.answer !== undefined, "work that ended has an answer");
      return done.answer;
    });
  };

function documentsOf({ store, clock }: ServiceParts, library: ModelLibrary): Services["documents"] {
  const parts = { store, clock, library, press: documentPress(compiledThread) };
  return { ...createDocumentSettings(parts), ...createInvoiceDocuments(parts) };
}

/**
 * Moving the clock again to where it stands does nothing, so it needs no transaction around it: its key is looked up
 * before, and kept with the answer after.
 */
function clockMoves(
  { store, clock }: ServiceParts,
  billUntil: (until: BillUntil) => Promise<BilledTenants>,
): Services["advanceClock"] {
  return async (tenant, to, once) => {
    if (once !== undefined) {
      const kept = await store.withTenant(tenant, (tx) => keptAnswer(tx, once));
      if (kept !== undefined) return kept;
    }
    const moved = await clock.advanceTo(tenant, to);
    if (!moved.ok) return moved;
    const now = formatInstant(moved.value);
    // All who share the clock that was moved.
    const moves = (one: string): boolean =>
      clock.isOwn(tenant) ? one === tenant : !clock.isOwn(one);
    const billed = await billUntil((one) => (moves(one) ? clock.now(one) : undefined));
    const invoices = invoicesOf(billed, tenant);
    const reading: ClockReading = { now, mode: clock.mode(tenant), invoices };
    const answer = ok(answered(200, JSON.stringify(reading)));
    // The clock is all tenants'; that it was moved is told where that was asked for.
    return store.withTenant(tenant, (tx) =>
      onceOnly(tx, once, clock.now(tenant), async () => {
        noteChange({ after: { now }, done: true });
        return answer;
      }),
    );
  };
}
