import { type ChangeKind, kindOfAction } from "../access/change-kinds.ts";

/** What a page that shows something of a table shows; none where no page does, or another table changes with it. */
export const kindsOfTable: Readonly<Record<string, readonly ChangeKind[]>> = {
  account_facts: ["customers", "subscriptions", "contracts"],
  account_movements: ["customers", "payments", "credits"],
  accounts: ["customers", "subscriptions", "credits"],
  alert_firings: ["alerts"],
  alert_looks: [],
  alert_rules: ["alerts"],
  api_calls: ["usage"],
  api_keys: ["keys"],
  api_measurements: ["usage"],
  approval_policies: ["approvals"],
  approvals: ["approvals"],
  audit_changes: ["audit-log"],
  audit_heads: [],
  audit_log: ["audit-log"],
  autopay_customers: ["payments"],
  bank_lines: ["payments"],
  bank_statements: ["payments"],
  billing_places: [],
  closes: ["ledger"],
  counted_meters: [],
  currency_moves: [],
  currency_positions: ["ledger"],
  custom_roles: ["members"],
  customer_keys: ["customer-keys"],
  customer_methods: ["payments"],
  customers: ["customers"],
  dropped_months: ["usage"],
  dunning_notices: ["payments"],
  event_batches: ["usage"],
  event_corrections: ["usage"],
  event_keys: ["usage"],
  events: ["usage"],
  exchange_rates: ["exchange-rates"],
  followed_series: [],
  heard_usage: [],
  idempotency_keys: [],
  invoice_departments: [],
  invoice_lines: [],
  invoices: ["invoices"],
  journal_entries: ["ledger"],
  journal_heads: [],
  journal_postings: [],
  kept_usage: ["usage"],
  live_changes: [],
  members: ["members"],
  metric_settings: ["metrics"],
  missed_looks: [],
  models: ["models", "plan"],
  number_series: [],
  open_items: ["payments"],
  organisations: ["environments"],
  payment_effects: ["payments"],
  payment_intent_payments: [],
  payment_intents: ["payments"],
  plan_locks: ["plan"],
  portal_links: [],
  portal_members: ["members"],
  portal_sessions: [],
  portal_settings: ["documents"],
  posted_series: [],
  provider_accounts: ["payments"],
  provider_customers: [],
  provider_events: [],
  provider_payouts: ["payments"],
  request_log: ["requests"],
  reservations: ["entitlements"],
  revenue_invoices: ["ledger"],
  revenue_postings: [],
  sessions: [],
  sign_in_providers: ["members"],
  stale_open_items: [],
  subscription_phases: ["subscriptions"],
  tenant_document_settings: ["documents"],
  tenants: ["environments", "clock"],
  usage_counters: ["usage"],
  usage_rewrites: ["usage"],
  vat_questions: [],
  waiting_reports: [],
  webhook_attempts: [],
  webhook_deliveries: ["webhooks"],
  webhook_endpoints: ["webhooks"],
  webhook_events: ["webhooks"],
  webhook_lanes: [],
  webhook_looks: [],
  webhook_soon_looks: [],
};

const written = /\b(?:insert into|update|delete from|merge into)\s+(?:only\s+)?([a-z_]+)/gi;

/** Functions of the database that store usage are called as statements that read. */
const storesUsage = /\b(?:append_events|append_event_batch|correct_events|count_usage)\s*\(/i;

const read = new Map<string, readonly ChangeKind[]>();
/** Statements are few, but for those that are put together. */
const readMost = 2_000;

/** The kinds of things that a statement changes where it changes rows, by the tables that it names. */
export function kindsOfStatement(text: string): readonly ChangeKind[] {
  const before = read.get(text);
  if (before !== undefined) return before;
  const tables = [...text.matchAll(written)].flatMap(([, name = ""]) => kindsOfTable[name] ?? []);
  const kinds = [...new Set(storesUsage.test(text) ? [...tables, "usage" as const] : tables)];
  if (read.size < readMost) read.set(text, kinds);
  return kinds;
}

/** What an act says of itself: it may have changed what lies outside of its transaction. */
export const kindsOfAct = (action: string): readonly ChangeKind[] => {
  const kind = kindOfAction(action);
  return kind === undefined ? [] : [kind];
};
