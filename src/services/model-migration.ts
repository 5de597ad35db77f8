import type { Account } from "../account/account.ts";
import type { SubscriptionFact } from "../account/fact.ts";
import type { Invoice } from "../account/invoice.ts";
import { type MigrationStep, migrationPlan, type StayReason } from "../account/migration.ts";
import {
  named,
  type PriceBook,
  type PriceBooks,
  priceBooks,
  versionOf,
} from "../account/price-book.ts";
import { subscribedId, subscribedName } from "../account/subscribed.ts";
import { zoneOf } from "../account/terms.ts";
import { expectOk, type Fault, faultsOf, ok, type Result, refuse } from "../fault/fault.ts";
import { changeModel, type ModelChanges } from "../model/change-model.ts";
import { modelIdentity } from "../model/model.ts";
import { quantityText } from "../money/quantity.ts";
import { type AccountStanding, accountStanding } from "../store/accounts.ts";
import type { SettlesUsage } from "../store/event-store.ts";
import type { PageRequest } from "../store/page.ts";
import { customersOnModel } from "../store/subscription-phases.ts";
import type { Tx } from "../store/tenant.ts";
import { parseCivilDate } from "../time/calendar.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { startOfDay } from "../time/zone.ts";
import { accountParked } from "./account-parked.ts";
import type { TenantModels } from "./model-library.ts";
import { answered, keptAnswer, onceOnly } from "./once.ts";
import { overlapping } from "./overlapping.ts";
import { previewOf } from "./preview.ts";
import type { ReportParts } from "./report-parts.ts";
import type { Page } from "./reports.ts";
import type { IdempotentRequest, Services, StoredAnswer } from "./services.ts";
import { settledOnce } from "./settled-once.ts";

/** Which subscriptions move to another version of the model, and when. */
export interface MigrationCommand {
  /** The caller's own name of it. Its changes are `<id>/<subscription>`, so that it can be repeated. */
  readonly id: string;
  /** `id@version`. */
  readonly from: string;
  readonly to: string;
  /** Plans and add-ons whose subscriptions move; all where absent. */
  readonly plans?: readonly string[];
  /** Default `period-end`. */
  readonly when?: "now" | "period-end";
}

/** The terms that a subscription has on the new version. */
export interface MigratedTerms {
  readonly plan: string;
  readonly planName: string;
  readonly cadence: string | null;
  readonly quantity: string;
  readonly model: string;
  /** First local day. */
  readonly from: string;
}

/** What becomes of one subscription. */
export interface MigratedSubscription {
  readonly customer: string;
  readonly subscription: string;
  readonly outcome: "move" | "stay";
  /** Why it stays; null where it moves. */
  readonly reason: StayReason | null;
  /** What the change is refused for, where that is the reason. */
  readonly faults: readonly Fault[];
  /** The id of the change that moves it; null where it stays. */
  readonly change: string | null;
  readonly terms: MigratedTerms | null;
}

/** What a migration would do to one customer: its subscriptions, and its documents until the last of them has moved. */
export interface MigrationPreview {
  readonly customer: string;
  readonly subscriptions: readonly MigratedSubscription[];
  /** Until when documents were worked out: when the first on the new version are issued. Null where nothing moves. */
  readonly until: string | null;
  readonly with: readonly Invoice[];
  readonly without: readonly Invoice[];
  /** Why no documents could be worked out: `account-parked`, `preview-too-long`. */
  readonly faults: readonly Fault[];
}

/** What a changed model would do to customers of the current one. */
export interface ModelPreviewRequest extends Pick<MigrationCommand, "plans" | "when"> {
  readonly set: ModelChanges;
}

/** Moves subscriptions to another version of the model, some customers at a time. */
export interface Migrations {
  /** What {@link run} would do to a page of customers. Changes nothing. */
  readonly preview: MigrationOf<MigrationPreview>;
  /**
   * What moving a page of customers of the current version to a changed one would do, which nobody has published. Changes nothing. Refuses
   * as {@link preview} does, and what {@link changeModel} refuses.
   */
  readonly previewModel: (
    tenant: string,
    asked: ModelPreviewRequest,
    page: PageRequest,
  ) => Promise<Result<Page<MigrationPreview>>>;
  /**
   * Moves the subscriptions of a page of customers, each by a change of its own that is recorded like one that somebody told;
   * where it stops half way, the same request goes on. Those that cannot move stay, and are named with the reason. Answers
   * with a page of {@link MigratedSubscription}.
   */
  readonly run: (
    ...request: readonly [...Parameters<MigrationOf<unknown>>, once?: IdempotentRequest]
  ) => Promise<Result<StoredAnswer>>;
}

/**
 * Looks at a page of the customers on the old version, in the order of their ids. Refuses `no-model`, `unknown-model`,
 * `other-model`, `currency-mismatch`, `same-version`, `unknown-plan` and `invalid-cursor`.
 */
type MigrationOf<T> = (
  tenant: string,
  command: MigrationCommand,
  page: PageRequest,
) => Promise<Result<Page<T>>>;

/** What the migrations stand on. */
export interface MigrationParts extends ReportParts {
  readonly recordFact: Services["recordFact"];
}

/** Puts the two together. */
export const createMigrations = (parts: MigrationParts): Migrations => ({
  preview: (tenant, command, page) =>
    // Not read-only: waiting for the appends that are under way takes a lock.
    parts.store.withTenant(tenant, async (tx) => {
      const models = await modelsOf(parts, tx);
      return models.ok ? previewPage(parts, tx, command, models.value.books, page) : models;
    }),
  previewModel: (tenant, { set, ...which }, page) =>
    parts.store.withTenant(tenant, async (tx) => {
      const models = await modelsOf(parts, tx);
      if (!models.ok) return models;
      const { current } = models.value.books;
      const changed = changeModel(current.model, set);
      if (!changed.ok) return changed;
      // Before the others: what is published stays what new purchases get.
      const books = priceBooks([changed.value, ...models.value.models]);
      if (!books.ok) return books;
      const to = modelIdentity(changed.value);
      const command = { ...which, id: `preview-of-${to}`, from: current.version, to };
      return previewPage(parts, tx, command, books.value, page);
    }),
  run: async (tenant, command, page, once) => {
    const { store, clock } = parts;
    const kept =
      once === undefined ? undefined : await store.withTenant(tenant, (tx) => keptAnswer(tx, once));
    if (kept !== undefined) return kept;
    const made = await runPage(parts, tenant, command, page);
    if (!made.ok) return made;
    const answer = ok(answered(200, JSON.stringify(made.value)));
    // Each subscription moves in a transaction of its own, and the answer is kept after them.
    return store.withTenant(tenant, (tx) =>
      onceOnly(tx, once, clock.now(tenant), async () => answer),
    );
  },
});

async function modelsOf({ library }: MigrationParts, tx: Tx): Promise<Result<TenantModels>> {
  const models = await library.of(tx);
  return models === undefined
    ? refuse({ code: "no-model", path: "", message: "publish a model first" })
    : ok(models);
}

/** Accounts whose documents are worked out at once. */
export const accountsAtOnce = 10;

/** What a migration would do to a page of customers, by books that need not be the published ones. */
export async function previewPage(
  parts: ReportParts,
  tx: Tx,
  command: MigrationCommand,
  books: PriceBooks,
  page: PageRequest,
): Promise<Result<Page<MigrationPreview>>> {
  const planned = await plan(parts, tx, command, books, page);
  if (!planned.ok) return planned;
  const { accounts, next } = planned.value;
  const events = settledOnce(parts.store.events);
  const items = await overlapping(accounts, accountsAtOnce, (one) =>
    previewed(tx, one, command, books, events),
  );
  return ok({ items, next });
}

async function runPage(
  parts: MigrationParts,
  tenant: string,
  command: MigrationCommand,
  page: PageRequest,
): Promise<Result<Page<MigratedSubscription>>> {
  const planned = await parts.store.withTenant(
    tenant,
    async (tx) => {
      const models = await modelsOf(parts, tx);
      if (!models.ok) return models;
      const { books } = models.value;
      const found = await plan(parts, tx, command, books, page);
      return found.ok ? ok({ ...found.value, books }) : found;
    },
    { readOnly: true },
  );
  if (!planned.ok) return planned;
  const { books, accounts, next } = planned.value;
  const items: MigratedSubscription[] = [];
  for (const { steps } of accounts)
    for (const step of steps) items.push(await moved(parts, tenant, step, books));
  return ok({ items, next });
}

/** What is to become of one account, as it stands. */
interface PlannedAccount {
  readonly held: AccountStanding;
  readonly now: Instant;
  readonly steps: readonly MigrationStep[];
}

async function plan(
  parts: ReportParts,
  tx: Tx,
  command: MigrationCommand,
  books: PriceBooks,
  page: PageRequest,
): Promise<Result<{ readonly accounts: readonly PlannedAccount[]; readonly next: string | null }>> {
  const faults = commandFaults(command, books);
  if (faults.length > 0) return { ok: false, faults };
  const customers = await customersOnModel(tx, { model: command.from, ...page });
  if (!customers.ok) return customers;
  const standing = await overlapping(customers.value.items, accountsAtOnce, (customer) =>
    accountStanding(tx, customer),
  );
  const accounts = standing.flatMap((held): readonly PlannedAccount[] => {
    if (held === undefined) return [];
    const now = parts.learnedAt(tx.tenant, held.customer);
    const steps = [...migrationPlan([held.account], { ...command, now }, books)];
    return steps.length === 0 ? [] : [{ held, now, steps }];
  });
  return ok({ accounts, next: customers.value.next });
}

function commandFaults(
  { from, to, plans = [] }: MigrationCommand,
  books: PriceBooks,
): readonly Fault[] {
  const old = versionOf(books, from, books.current, "/from");
  if (!old.ok) return old.faults;
  const next = versionOf(books, to, old.value, "/to");
  if (!next.ok) return next.faults;
  if (from === to)
    return [
      {
        code: "same-version",
        path: "/to",
        message: "a migration leads to another version",
        value: to,
      },
    ];
  const { model } = old.value;
  const sold = { ...model.plans, ...model.addons };
  return plans.flatMap((id, place) => faultsOf(named(sold, id, "plan", `/plans/${place}`)));
}

async function previewed(
  tx: Tx,
  { held, now, steps }: PlannedAccount,
  { to }: MigrationCommand,
  books: PriceBooks,
  events: SettlesUsage,
): Promise<MigrationPreview> {
  const { account, parked } = held;
  const moves = steps.flatMap((step) => (step.kind === "move" ? [step] : []));
  const nothing = {
    customer: account.customer.id,
    subscriptions: steps.map((step) => summaryOf(step, books)),
    until: null,
    with: [],
    without: [],
    faults: [],
  };
  if (moves.length === 0) return nothing;
  if (parked !== null)
    return {
      ...nothing,
      faults: [accountParked("")],
    };
  const until = Math.max(now, ...moves.map(({ day }) => issuedBy(account, day, books.find(to))));
  const facts = moves.map(({ fact: { recordedAt: _, ...fact } }) => fact);
  const found = await previewOf(tx, account, facts, books, { at: now, until, events });
  if (!found.ok) return { ...nothing, faults: found.faults };
  const { with: after, without } = found.value;
  return { ...nothing, until: formatInstant(until), with: after, without };
}

/** When what falls due at the beginning of a day is issued, with the usage of the time before it. */
function issuedBy({ customer }: Account, day: string, book: PriceBook): Instant {
  return startOfDay(expectOk(zoneOf(customer, book)), expectOk(parseCivilDate(day))) + book.graceMs;
}

async function moved(
  { recordFact }: MigrationParts,
  tenant: string,
  step: MigrationStep,
  books: PriceBooks,
): Promise<MigratedSubscription> {
  const summary = summaryOf(step, books);
  if (step.kind === "stay") return summary;
  const { recordedAt: _, ...fact } = step.fact;
  const answer = await recordFact(tenant, fact);
  if (answer.ok) return summary;
  const { faults } = answer;
  return { ...summary, outcome: "stay", reason: "refused", faults, change: null, terms: null };
}

function summaryOf(step: MigrationStep, books: PriceBooks): MigratedSubscription {
  if (step.kind === "stay") {
    const { kind: outcome, ...rest } = step;
    return { ...rest, outcome, change: null, terms: null };
  }
  const { customer, subscription, id, model } = step.fact;
  return {
    customer,
    subscription,
    outcome: "move",
    reason: null,
    faults: [],
    change: id,
    terms: termsOf(step.terms, books.find(model ?? books.current.id)),
  };
}

function termsOf(fact: SubscriptionFact, { id, model }: PriceBook): MigratedTerms {
  return {
    plan: subscribedId(fact),
    planName: subscribedName(model, fact) ?? subscribedId(fact),
    cadence: fact.cadence ?? null,
    quantity: quantityText(fact.quantity ?? 1),
    model: id,
    from: fact.start,
  };
}
