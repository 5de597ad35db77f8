import type { Action } from "./actions.ts";

/** Kinds of things that a page may show, each with what somebody must be allowed to be told that something of it changed. */
export const changeKinds = {
  customers: "customers.read",
  "customer-keys": "customer-keys.read",
  subscriptions: "subscriptions.read",
  contracts: "contracts.read",
  usage: "usage.read",
  entitlements: "entitlements.read",
  alerts: "alerts.read",
  invoices: "invoices.read",
  documents: "documents.read",
  payments: "payments.read",
  credits: "credits.read",
  "exchange-rates": "exchange-rates.read",
  ledger: "ledger.read",
  metrics: "metrics.read",
  models: "models.read",
  plan: "plan.read",
  clock: "clock.read",
  webhooks: "webhooks.read",
  requests: "requests.read",
  members: "members.read",
  approvals: "approvals.read",
  "audit-log": "audit-log.read",
  environments: "environments.read",
  keys: "keys.read",
} as const satisfies Readonly<Record<string, Action>>;

/** A kind of things that change: `invoices`. */
export type ChangeKind = keyof typeof changeKinds;

/** Every kind, in the order of the actions. */
export const everyChangeKind = Object.keys(changeKinds) as readonly ChangeKind[];

const known: ReadonlySet<string> = new Set(everyChangeKind);

/** Whether a text names a kind. */
export const isChangeKind = (text: string): text is ChangeKind => known.has(text);

const others: Readonly<Record<string, ChangeKind>> = {
  "personal-data": "customers",
  partners: "contracts",
  receivables: "payments",
  taxes: "invoices",
  roles: "members",
  organisation: "environments",
};

/** The kind that an action changes: of the same name, but for a few; undefined where no page shows it. */
export function kindOfAction(action: string): ChangeKind | undefined {
  const [noun = ""] = action.split(".");
  return isChangeKind(noun) ? noun : others[noun];
}
