/**
 * Everything that somebody may be allowed to do, in the order of docs/access.md. Closed: a route that needs another action adds a
 * line here and one in `roles.ts`. `.read` looks, everything else changes something.
 */
export const actions = [
  "overview.read",
  "customers.read",
  "customers.write",
  "customers.unpark",
  "customer-keys.read",
  "customer-keys.manage",
  "customer-keys.check",
  "portal.read",
  "portal.links",
  "portal.configure",
  "subscriptions.read",
  "subscriptions.write",
  "subscriptions.migrate",
  "contracts.read",
  "contracts.write",
  "partners.write",
  "usage.read",
  "usage.write",
  "usage.correct",
  "uptime.write",
  "entitlements.read",
  "entitlements.use",
  "alerts.read",
  "alerts.manage",
  "webhooks.read",
  "webhooks.manage",
  "requests.read",
  "invoices.read",
  "invoices.credit",
  "documents.read",
  "documents.configure",
  "payments.read",
  "payments.record",
  "payments.collect",
  "payments.refund",
  "payments.configure",
  "receivables.write-off",
  "credits.read",
  "credits.grant",
  "taxes.decide",
  "exchange-rates.read",
  "exchange-rates.write",
  "ledger.read",
  "ledger.post",
  "ledger.close",
  "metrics.read",
  "metrics.configure",
  "models.read",
  "models.publish",
  "plan.read",
  "plan.lock",
  "clock.read",
  "clock.move",
  "members.read",
  "members.manage",
  "roles.manage",
  "organisation.manage",
  "self.read",
  "self.manage",
  "audit-log.read",
  "approvals.read",
  "approvals.propose",
  "approvals.decide",
  "approvals.configure",
  "evidence.read",
  "personal-data.read",
  "personal-data.erase",
  "environments.read",
  "environments.manage",
  "keys.read",
  "keys.manage",
] as const;

/** The name of something that somebody may be allowed to do: `customers.read`. */
export type Action = (typeof actions)[number];

const known: ReadonlySet<string> = new Set(actions);

/** Whether a text names an action. */
export const isAction = (text: string): text is Action => known.has(text);

/** Whether an action only looks. */
export const isReading = (action: Action): boolean => action.endsWith(".read");
