import { Kysely, type Migration, Migrator, PostgresDialect } from "kysely";
import type { Pool } from "./connection.ts";
import { tenants } from "./migrations/0001-tenants.ts";
import { models } from "./migrations/0002-models.ts";
import { accounts } from "./migrations/0003-accounts.ts";
import { invoices } from "./migrations/0004-invoices.ts";
import { events } from "./migrations/0005-events.ts";
import { idempotency } from "./migrations/0006-idempotency.ts";
import { appendEvents } from "./migrations/0007-append-events.ts";
import { lateEvents } from "./migrations/0008-late-events.ts";
import { installation } from "./migrations/0009-installation.ts";
import { billedPeriods } from "./migrations/0010-billed-periods.ts";
import { subscriptionPhases } from "./migrations/0011-subscription-phases.ts";
import { journal } from "./migrations/0012-journal.ts";
import { payments } from "./migrations/0013-payments.ts";
import { paymentMethods } from "./migrations/0014-payment-methods.ts";
import { bankStatements } from "./migrations/0015-bank-statements.ts";
import { tenantDocumentSettings } from "./migrations/0016-tenant-document-settings.ts";
import { closes } from "./migrations/0017-closes.ts";
import { accountMovements } from "./migrations/0018-account-movements.ts";
import { metricSettings } from "./migrations/0019-metric-settings.ts";
import { vatQuestions } from "./migrations/0020-vat-questions.ts";
import { exchangeRates } from "./migrations/0021-exchange-rates.ts";
import { payers } from "./migrations/0022-payers.ts";
import { currencyPositions } from "./migrations/0023-currency-positions.ts";
import { phasesOfNoLength } from "./migrations/0024-phases-of-no-length.ts";
import { invoiceDepartments } from "./migrations/0025-invoice-departments.ts";
import { disputeList } from "./migrations/0026-dispute-list.ts";
import { planLocks } from "./migrations/0027-plan-locks.ts";
import { eventCorrections } from "./migrations/0028-event-corrections.ts";
import { usageCounters } from "./migrations/0029-usage-counters.ts";
import { reservations } from "./migrations/0030-reservations.ts";
import { alertFirings } from "./migrations/0031-alert-firings.ts";
import { customerKeys } from "./migrations/0032-customer-keys.ts";
import { replicas } from "./migrations/0033-replicas.ts";
import { eventBatches } from "./migrations/0034-event-batches.ts";
import { keyRotation } from "./migrations/0035-key-rotation.ts";
import { eventOwner } from "./migrations/0036-event-owner.ts";
import { apiMeasurements } from "./migrations/0037-api-measurements.ts";
import { environments } from "./migrations/0038-environments.ts";
import { webhooks } from "./migrations/0039-webhooks.ts";
import { people } from "./migrations/0040-people.ts";
import { droppedUsage } from "./migrations/0041-dropped-usage.ts";
import { prunedReservations } from "./migrations/0042-pruned-reservations.ts";
import { customerSearch } from "./migrations/0043-customer-search.ts";
import { auditLog } from "./migrations/0044-audit-log.ts";
import { approvals } from "./migrations/0045-approvals.ts";
import { webhookSoonLooks } from "./migrations/0046-webhook-soon-looks.ts";
import { organisations } from "./migrations/0047-organisations.ts";
import { erasure } from "./migrations/0048-erasure.ts";
import { modelAlerts } from "./migrations/0049-model-alerts.ts";
import { degradedMeasurements } from "./migrations/0050-degraded-measurements.ts";
import { migrationsShown } from "./migrations/0051-migrations-shown.ts";
import { missedLooks } from "./migrations/0052-missed-looks.ts";
import { rolledUpUntil } from "./migrations/0053-rolled-up-until.ts";
import { staleItemsKept } from "./migrations/0054-stale-items-kept.ts";
import { portal } from "./migrations/0055-portal.ts";
import { restoredHold } from "./migrations/0056-restored-hold.ts";
import { signInTries } from "./migrations/0057-sign-in-tries.ts";
import { liveChanges } from "./migrations/0058-live-changes.ts";
import { revenueByCustomer } from "./migrations/0059-revenue-by-customer.ts";
import { requestWindows } from "./migrations/0060-request-windows.ts";
import { heardUsage } from "./migrations/0061-heard-usage.ts";
import { signInProviders } from "./migrations/0062-sign-in-providers.ts";
import { alertRules } from "./migrations/0063-alert-rules.ts";
import { requestLog } from "./migrations/0064-request-log.ts";
import { alertRuleActor } from "./migrations/0065-alert-rule-actor.ts";
import { usageRewrites } from "./migrations/0066-usage-rewrites.ts";
import { phaseAnchors } from "./migrations/0067-phase-anchors.ts";
import { subscriptionFinding } from "./migrations/0068-subscription-finding.ts";

/** Every migration by its name, in order; forward only. A published one never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-tenants": tenants,
  "0002-models": models,
  "0003-accounts": accounts,
  "0004-invoices": invoices,
  "0005-events": events,
  "0006-idempotency": idempotency,
  "0007-append-events": appendEvents,
  "0008-late-events": lateEvents,
  "0009-installation": installation,
  "0010-billed-periods": billedPeriods,
  "0011-subscription-phases": subscriptionPhases,
  "0012-journal": journal,
  "0013-payments": payments,
  "0014-payment-methods": paymentMethods,
  "0015-bank-statements": bankStatements,
  "0016-tenant-document-settings": tenantDocumentSettings,
  "0017-closes": closes,
  "0018-account-movements": accountMovements,
  "0019-metric-settings": metricSettings,
  "0020-vat-questions": vatQuestions,
  "0021-exchange-rates": exchangeRates,
  "0022-payers": payers,
  "0023-currency-positions": currencyPositions,
  "0024-phases-of-no-length": phasesOfNoLength,
  "0025-invoice-departments": invoiceDepartments,
  "0026-dispute-list": disputeList,
  "0027-plan-locks": planLocks,
  "0028-event-corrections": eventCorrections,
  "0029-usage-counters": usageCounters,
  "0030-reservations": reservations,
  "0031-alert-firings": alertFirings,
  "0032-customer-keys": customerKeys,
  "0033-replicas": replicas,
  "0034-event-batches": eventBatches,
  "0035-key-rotation": keyRotation,
  "0036-event-owner": eventOwner,
  "0037-api-measurements": apiMeasurements,
  "0038-environments": environments,
  "0039-webhooks": webhooks,
  "0040-people": people,
  "0041-dropped-usage": droppedUsage,
  "0042-pruned-reservations": prunedReservations,
  "0043-customer-search": customerSearch,
  "0044-audit-log": auditLog,
  "0045-approvals": approvals,
  "0046-webhook-soon-looks": webhookSoonLooks,
  "0047-organisations": organisations,
  "0048-erasure": erasure,
  "0049-model-alerts": modelAlerts,
  "0050-degraded-measurements": degradedMeasurements,
  "0051-migrations-shown": migrationsShown,
  "0052-missed-looks": missedLooks,
  "0053-rolled-up-until": rolledUpUntil,
  "0054-stale-items-kept": staleItemsKept,
  "0055-portal": portal,
  "0056-restored-hold": restoredHold,
  "0057-sign-in-tries": signInTries,
  "0058-live-changes": liveChanges,
  "0059-revenue-by-customer": revenueByCustomer,
  "0060-request-windows": requestWindows,
  "0061-heard-usage": heardUsage,
  "0062-sign-in-providers": signInProviders,
  "0063-alert-rules": alertRules,
  "0064-request-log": requestLog,
  "0065-alert-rule-actor": alertRuleActor,
  "0066-usage-rewrites": usageRewrites,
  "0067-phase-anchors": phaseAnchors,
  "0068-subscription-finding": subscriptionFinding,
};

/**
 * Brings the database to the newest schema, all in one transaction, and answers the names of what it ran. Safe to call
 * from several processes at once: the second waits for the first and finds nothing to do. Throws when a migration
 * fails, or when the database has one that is not `known`.
 */
export async function migrate(owner: Pool, known = migrations): Promise<readonly string[]> {
  // Kysely ends the pool that it is given; the owner's is not its to end.
  const borrowed = { connect: () => owner.connect(), end: async () => {} };
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: borrowed }) });
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...known }) },
  });
  const { error, results } = await migrator.migrateToLatest();
  await db.destroy();
  if (error !== undefined) throw error;
  return (results ?? []).map(({ migrationName }) => migrationName);
}
