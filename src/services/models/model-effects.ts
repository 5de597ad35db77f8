import type { Account } from "../../account/account.ts";
import { booksOf } from "../../account/customer-books.ts";
import { nextDueGroup } from "../../account/due.ts";
import { type PriceBooks, priceBooks } from "../../account/price-book.ts";
import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { proposedModel } from "../../model/change-model.ts";
import { type Model, modelIdentity } from "../../model/model.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { absolute, add, compare, type Decimal, decimalOf, zero } from "../../money/decimal.ts";
import { accountStanding } from "../../store/accounts.ts";
import type { SettlesUsage } from "../../store/event-store.ts";
import type { PageRequest } from "../../store/page.ts";
import { countCustomersOnModel, customersOnModel } from "../../store/subscription-phases.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import { accountParked } from "../account-parked.ts";
import { issuedAhead } from "../issued-ahead.ts";
import { accountsAtOnce, type MigrationPreview, previewPage } from "../model-migration.ts";
import { overlapping } from "../overlapping.ts";
import type { ReportParts } from "../report-parts.ts";
import type { Page } from "../reports.ts";
import { settledOnce } from "../settled-once.ts";
import {
  type BeforeAfter,
  beforeAfter,
  type CustomerEffect,
  type DocumentSides,
  effectsOn,
  isUnchanged,
} from "./customer-effect.ts";
import { publishingFaults } from "./publishing-faults.ts";

/** A question: what a model that is not published yet would do to the next documents of customers. */
export interface ModelEffectsRequest {
  readonly document: unknown;
  /**
   * Whether subscriptions move to it: `none`, as they keep what they bought when a version is published; or all of them, `now` or at the
   * end of what they have paid for. Default `none`.
   */
  readonly move?: "none" | "now" | "period-end";
  /** Whose customers are looked at: a version, `id@version`; the newest where absent. */
  readonly from?: string;
}

/** Customers whose documents could not be worked out, and why. */
export interface FailedEffect {
  readonly customer: string;
  readonly faults: readonly Fault[];
}

/** What the customers of one page come to. It is exact of those that were looked at, and says nothing of others. */
export interface ModelEffects {
  readonly from: string;
  readonly to: string;
  readonly move: "none" | "now" | "period-end";
  /** Customers of the version in all, and how many this page looked at. */
  readonly customers: number;
  readonly looked: number;
  /** Of those: whose documents change, whose stay as they are, who has none, and whose could not be worked out. */
  readonly changed: number;
  readonly unchanged: number;
  readonly without: number;
  readonly failed: number;
  /** The next documents of all that were looked at, by currency. */
  readonly totals: readonly (BeforeAfter & { readonly currency: CurrencyCode })[];
  /** Who is moved most, at most {@link moversMax}. */
  readonly movers: readonly CustomerEffect[];
  readonly failures: readonly FailedEffect[];
  /** Subscriptions that would stay where they are though others move, by the reason. */
  readonly staying: Readonly<Record<string, number>>;
  /** Where the next page begins; null where every customer was looked at. */
  readonly next: string | null;
}

/** Customers shown with their lines, and failures shown, on a page at most. */
export const moversMax = 20;

/**
 * What a proposed model would do to a page of customers, by the same rating that bills them. Changes nothing. Refuses `no-model`, what {@link proposedModel}
 * refuses, `model-published` for a version that is published with other content, `unknown-model` and `invalid-cursor`.
 */
export type ModelEffectsOf = (
  tenant: string,
  asked: ModelEffectsRequest,
  page: PageRequest,
) => Promise<Result<ModelEffects>>;

/** Puts it together. */
export const createModelEffects =
  (parts: ReportParts): ModelEffectsOf =>
  (tenant, asked, page) =>
    // Not read-only: waiting for the appends that are under way takes a lock.
    parts.store.withTenant(tenant, async (tx) => {
      const models = await parts.library.of(tx);
      if (models === undefined)
        return refuse({ code: "no-model", path: "", message: "publish a model first" });
      const { books } = models;
      const proposed = proposedModel(books.current.model, { document: asked.document });
      if (!proposed.ok) return proposed;
      const unpublishable = await publishingFaults(tx, proposed.value);
      if (unpublishable.length > 0)
        return refuse(
          ...unpublishable.map((fault) => ({ ...fault, path: `/document${fault.path}` })),
        );
      const looked = await look(
        parts,
        tx,
        { books, models: models.models, model: proposed.value },
        asked,
        page,
      );
      if (!looked.ok) return looked;
      const { from = books.current.version, move = "none" } = asked;
      const customers = await countCustomersOnModel(tx, from);
      const to = modelIdentity(proposed.value);
      return ok({ from, to, move, customers, ...summed(looked.value) });
    });

interface Proposed {
  readonly books: PriceBooks;
  readonly models: readonly Model[];
  readonly model: Model;
}

/** A customer's documents with the model and without it, and what stays. */
type Looked = Pick<MigrationPreview, "customer" | "with" | "without" | "faults"> &
  Partial<Pick<MigrationPreview, "subscriptions">>;

async function look(
  parts: ReportParts,
  tx: Tx,
  { books, models, model }: Proposed,
  { from = books.current.version, move = "none" }: ModelEffectsRequest,
  page: PageRequest,
): Promise<Result<Page<Looked>>> {
  const to = modelIdentity(model);
  const others = models.filter((one) => modelIdentity(one) !== to);
  if (!books.ids.includes(from) || from === to)
    return refuse({
      code: "unknown-model",
      path: "/from",
      message: "no other version of the model has this name",
      value: from,
      suggestion: `one of ${books.ids.filter((id) => id !== to).join(", ")}`,
    });
  if (move !== "none") {
    // Before the others: what is published stays what new purchases get.
    const both = priceBooks([model, ...others]);
    if (!both.ok) return both;
    const command = { id: `preview-of-${to}`, from, to, when: move };
    return previewPage(parts, tx, command, both.value, page);
  }
  const after = priceBooks([...others, model]);
  if (!after.ok) return after;
  const customers = await customersOnModel(tx, { model: from, ...page });
  if (!customers.ok) return customers;
  const events = settledOnce(parts.store.events);
  const items = await overlapping(
    customers.value.items,
    accountsAtOnce,
    async (customer): Promise<readonly Looked[]> => {
      const held = await accountStanding(tx, customer);
      if (held === undefined) return [];
      const sides =
        held.parked === null
          ? await unmoved(parts, events, tx, held.account, { before: books, after: after.value })
          : refuse(accountParked(""));
      return [
        {
          customer,
          with: sides.ok ? sides.value.with : [],
          without: sides.ok ? sides.value.without : [],
          faults: sides.ok ? [] : sides.faults,
        },
      ];
    },
  );
  return ok({ items: items.flat(), next: customers.value.next });
}

/** Documents worked out at most, on either side. */
const documentsMax = 24;

/** The next documents of a customer that keeps what it bought, while another version is the newest. */
async function unmoved(
  { learnedAt }: ReportParts,
  events: SettlesUsage,
  tx: Tx,
  account: Account,
  { before, after }: { readonly before: PriceBooks; readonly after: PriceBooks },
): Promise<Result<DocumentSides>> {
  const at = learnedAt(tx.tenant, account.customer.id);
  const until = Math.max(at, nextIssue(account, before) ?? at);
  const ahead = { at, until, documentsMax, events };
  const without = await issuedAhead(tx, account, before, ahead);
  if (!without.ok) return without;
  const changed = await issuedAhead(tx, account, after, ahead);
  if (!changed.ok) return changed;
  return ok({ with: changed.value.documents, without: without.value.documents });
}

const nextIssue = (account: Account, books: PriceBooks): Instant | undefined =>
  nextDueGroup(account, booksOf(books, account.customer))?.cutoff;

function summed({
  items,
  next,
}: Page<Looked>): Omit<ModelEffects, "from" | "to" | "move" | "customers"> {
  const failures = items
    .filter(({ faults }) => faults.length > 0)
    .map(({ customer, faults }) => ({ customer, faults }));
  const found = items.filter(({ faults }) => faults.length === 0).map(effectsOn);
  const effects = found.flat();
  const moved = effects.filter((effect) => !isUnchanged(effect));
  const staying: Record<string, number> = {};
  for (const { outcome, reason } of items.flatMap(({ subscriptions = [] }) => subscriptions))
    if (outcome === "stay" && reason !== null) staying[reason] = (staying[reason] ?? 0) + 1;
  return {
    looked: items.length,
    changed: found.filter((own) => own.some((effect) => !isUnchanged(effect))).length,
    unchanged: found.filter((own) => own.length > 0 && own.every(isUnchanged)).length,
    without: found.filter((own) => own.length === 0).length,
    failed: failures.length,
    totals: totalsOf(effects),
    movers: [...moved].sort(byDistance).slice(0, moversMax),
    failures: failures.slice(0, moversMax),
    staying,
    next,
  };
}

function totalsOf(effects: readonly CustomerEffect[]): ModelEffects["totals"] {
  const sums = new Map<CurrencyCode, { before: Decimal; after: Decimal }>();
  for (const { currency, before, after } of effects) {
    const own = sums.get(currency) ?? { before: zero, after: zero };
    sums.set(currency, {
      before: add(own.before, decimalOf(before)),
      after: add(own.after, decimalOf(after)),
    });
  }
  return [...sums].map(([currency, own]) => ({
    currency,
    ...beforeAfter(currency, own.before, own.after),
  }));
}

const byDistance = (left: CustomerEffect, right: CustomerEffect): number =>
  compare(absolute(decimalOf(right.difference)), absolute(decimalOf(left.difference)));
