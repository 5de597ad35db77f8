import { type Action, actions, isAction, isReading } from "./actions.ts";

/** The roles that every organisation has, the most powerful first. */
export const roles = [
  "owner",
  "admin",
  "finance",
  "developer",
  "analyst",
  "support",
  "read-only",
] as const;

/** A role that every organisation has; its own ones are lists of actions. */
export type Role = (typeof roles)[number];

const everyone = roles;
const billing = ["owner", "admin", "finance"] as const;
const builders = ["owner", "admin", "developer"] as const;
const atTheDesk = ["owner", "admin", "finance", "support"] as const;
const bosses = ["owner", "admin"] as const;

/** Which role may do what: the whole of it. docs/access.md shows the same as a table, and a test compares the two. */
const whoMay: Readonly<Record<Action, readonly Role[]>> = {
  "overview.read": everyone,
  "customers.read": everyone,
  "customers.write": atTheDesk,
  "customers.unpark": ["owner", "admin", "finance", "developer"],
  "customer-keys.read": ["owner", "admin", "developer", "support", "read-only"],
  "customer-keys.manage": ["owner", "admin", "developer", "support"],
  "customer-keys.check": builders,
  "portal.read": ["owner", "admin", "developer", "support", "read-only"],
  "portal.links": ["owner", "admin", "developer", "support"],
  "portal.configure": bosses,
  "subscriptions.read": everyone,
  "subscriptions.write": atTheDesk,
  "subscriptions.migrate": bosses,
  "contracts.read": everyone,
  "contracts.write": billing,
  "partners.write": billing,
  "usage.read": everyone,
  "usage.write": builders,
  "usage.correct": ["owner", "admin", "finance", "developer"],
  "uptime.write": builders,
  "entitlements.read": everyone,
  "entitlements.use": builders,
  "alerts.read": everyone,
  "alerts.manage": ["owner", "admin", "finance", "developer", "support"],
  "webhooks.read": ["owner", "admin", "developer", "support", "read-only"],
  "webhooks.manage": builders,
  "requests.read": ["owner", "admin", "developer", "support", "read-only"],
  "invoices.read": everyone,
  "invoices.credit": billing,
  "documents.read": everyone,
  "documents.configure": billing,
  "payments.read": ["owner", "admin", "finance", "analyst", "support", "read-only"],
  "payments.record": billing,
  "payments.collect": atTheDesk,
  "payments.refund": billing,
  "payments.configure": bosses,
  "receivables.write-off": billing,
  "credits.read": everyone,
  "credits.grant": atTheDesk,
  "taxes.decide": billing,
  "exchange-rates.read": everyone,
  "exchange-rates.write": billing,
  "ledger.read": ["owner", "admin", "finance", "analyst", "read-only"],
  "ledger.post": billing,
  "ledger.close": billing,
  "metrics.read": ["owner", "admin", "finance", "developer", "analyst", "read-only"],
  "metrics.configure": ["owner", "admin", "finance", "analyst"],
  "models.read": everyone,
  "models.publish": bosses,
  "plan.read": ["owner", "admin", "finance", "developer", "analyst", "read-only"],
  "plan.lock": ["owner", "admin", "finance", "analyst"],
  "clock.read": everyone,
  "clock.move": builders,
  "members.read": everyone,
  "members.manage": bosses,
  "roles.manage": bosses,
  "organisation.manage": bosses,
  "self.read": everyone,
  "self.manage": everyone,
  "audit-log.read": ["owner", "admin", "finance", "read-only"],
  "approvals.read": everyone,
  "approvals.propose": ["owner", "admin", "finance", "developer", "analyst", "support"],
  "approvals.decide": billing,
  "approvals.configure": bosses,
  "evidence.read": ["owner", "admin", "finance", "read-only"],
  "personal-data.read": atTheDesk,
  "personal-data.erase": bosses,
  "environments.read": everyone,
  "environments.manage": builders,
  "keys.read": builders,
  "keys.manage": builders,
};

/** Whether a text names a role that every organisation has. */
export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

const actionsOf = (role: Role): ReadonlySet<Action> =>
  new Set(actions.filter((action) => whoMay[action].includes(role)));

/** What each role may do. */
export const roleActions: Readonly<Record<Role, ReadonlySet<Action>>> = {
  owner: actionsOf("owner"),
  admin: actionsOf("admin"),
  finance: actionsOf("finance"),
  developer: actionsOf("developer"),
  analyst: actionsOf("analyst"),
  support: actionsOf("support"),
  "read-only": actionsOf("read-only"),
};

/** What everybody may who is somebody: whatever a role of an organisation's own leaves out. */
const anybodys: readonly Action[] = ["self.read", "self.manage"];

/** What a role of an organisation's own allows, of the actions that it names; what is none, as one of a later version, allows nothing. */
export const actionsOfNames = (names: readonly string[]): ReadonlySet<Action> =>
  new Set([...names.filter(isAction), ...anybodys]);

/** Every action; what a key of before scopes may do that reads and writes. */
export const everyAction: ReadonlySet<Action> = new Set(actions);

/** Every action that only looks. */
export const everyReading: ReadonlySet<Action> = new Set(actions.filter(isReading));
