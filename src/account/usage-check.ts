import { expectOk } from "../fault/fault.ts";
import type { InvoiceTrigger } from "../model/invoicing.ts";
import { compare, type Decimal, sum } from "../money/decimal.ts";
import { parseMoney } from "../money/money.ts";
import { civilFromDays, daysFromCivil } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { civilDateAt, startOfDay, type Zone } from "../time/zone.ts";
import type { Account } from "./account.ts";
import {
  contractsInvoicing,
  generalScope,
  type InvoiceScope,
} from "./contracts/contract-invoicing.ts";
import type { DueGroup, DueItem } from "./due.ts";
import type { PriceBook, PriceBooks } from "./price-book.ts";
import { servicePeriod } from "./service-period.ts";
import type { PricedDocument } from "./share-discounts.ts";
import { type ChargeTerms, termsOf, zoneOf } from "./terms.ts";
import { perPeriodPrices, usageQuery } from "./usage-line.ts";
import type { UsageView } from "./usage-view.ts";

/** A period of a charge that is still open, looked at on the way. */
export type OpenUsage = Extract<DueItem, { kind: "so-far" }>;

/** How much unbilled use makes an invoice, by what is invoiced together; undefined where none does. */
export type Thresholds = (item: DueItem, at: Instant) => Decimal | undefined;

/**
 * How much unbilled use of an account makes an invoice: of a contract with a trigger of its own by its template, else by the
 * current model version. Undefined where nothing ever does.
 */
export function usageThresholds(account: Account, books: PriceBooks): Thresholds | undefined {
  const usual = thresholdOf(books.current.model.invoicing?.trigger, books.current);
  const own = account.contracts === null ? undefined : contractsInvoicing(account, books);
  if (own === undefined) return usual === undefined ? undefined : () => usual;
  return (item, at) => {
    const { trigger } = own.settings(own.scopeOf(item, at), at) ?? {};
    return trigger === undefined ? usual : thresholdOf(trigger, books.current);
  };
}

/** The amount of a trigger; undefined where the account is billed in another currency than the model names it in. */
function thresholdOf(
  trigger: InvoiceTrigger | undefined,
  { model }: PriceBook,
): Decimal | undefined {
  if (trigger?.kind !== "usage-threshold") return undefined;
  const { value, currency } = expectOk(parseMoney(trigger.amount));
  return currency === model.currency ? value : undefined;
}

/** Whether a charge adds up with each use: what is paid for time, or holds until it changes, waits for the period's end. */
export const countsUp = ({ carries, priceKind }: ChargeTerms): boolean =>
  !carries && !perPeriodPrices.has(priceKind);

/** The first local midnight after an instant: when what was received by then is looked at. */
export const nextMidnight = (zone: Zone, instant: Instant): Instant =>
  startOfDay(zone, civilFromDays(daysFromCivil(civilDateAt(zone, instant)) + 1));

/**
 * The next look at unbilled use: at a local midnight, of every period that is open then; undefined where the model sets no
 * threshold or nothing counts up. What came in before that instant is looked at, whenever the look is taken.
 */
export function nextUsageCheck(account: Account, books: PriceBooks): DueGroup | undefined {
  const thresholds = usageThresholds(account, books);
  if (thresholds === undefined) return undefined;
  const zone = expectOk(zoneOf(account.customer, books.current));
  let dueAt = Number.POSITIVE_INFINITY;
  let items: OpenUsage[] = [];
  for (const item of openUsage(account, books)) {
    const since = Math.max(
      item.period.from,
      item.state.knownSince,
      account.usageCheckedAt ?? item.period.from,
    );
    const at = nextMidnight(zone, since);
    if (at >= item.period.to || at > dueAt || thresholds(item, at) === undefined) continue;
    items = at === dueAt ? [...items, item] : [item];
    dueAt = at;
  }
  if (items.length === 0) return undefined;
  const { lastIssued, resumedAt } = account;
  return { dueAt, cutoff: Math.max(dueAt, lastIssued ?? 0, resumedAt ?? 0), items };
}

/** The period of each charge that is billed next. */
function* openUsage(account: Account, books: PriceBooks): Generator<OpenUsage> {
  for (const { phases } of account.subscriptions)
    for (const state of phases) {
      const terms = termsOf(state, account.customer, books.find(state.model));
      for (const charge of terms.charges) {
        if (!countsUp(charge)) continue;
        const index = state.nextUsage[charge.id] ?? 0;
        const period = servicePeriod(charge.schedule, index, terms.endsAt);
        if (period !== undefined) yield { kind: "so-far", state, terms, charge, period };
      }
    }
}

/** Whether a group is a look at unbilled use, and not what has fallen due. */
export const isUsageCheck = ({ items: [first] }: DueGroup): boolean => first?.kind === "so-far";

/** What a look asks of the use of an open period. */
export const openUsageQuery = ({ state, charge, period }: OpenUsage, at: Instant) =>
  ({ ...usageQuery(state, charge, period, period.index, at), soFar: true }) as const;

/** Whether any use came in since the last look; where none did, nobody looks further. */
export function hasNews(account: Account, { dueAt, items }: DueGroup, usage: UsageView): boolean {
  const since = account.usageCheckedAt ?? 0;
  return items.some(
    (item) => item.kind === "so-far" && usage.cameSince(openUsageQuery(item, dueAt), since),
  );
}

/**
 * The documents of what reaches its threshold, net of discounts and without tax: of each contract with invoices of its own by
 * itself, and of all the rest together.
 */
export function reachingThreshold(
  account: Account,
  documents: readonly PricedDocument[],
  books: PriceBooks,
): readonly PricedDocument[] {
  const thresholds = usageThresholds(account, books);
  const own = account.contracts === null ? undefined : contractsInvoicing(account, books);
  const scopeOf = ({ group: { items, dueAt } }: PricedDocument): InvoiceScope => {
    const [first] = items;
    return first === undefined || own === undefined ? generalScope : own.scopeOf(first, dueAt);
  };
  const scopes = new Map<InvoiceScope, PricedDocument[]>();
  for (const one of documents) {
    const scope = scopeOf(one);
    scopes.set(scope, [...(scopes.get(scope) ?? []), one]);
  }
  return [...scopes.values()].flatMap((some) => {
    const [first] = some;
    const [item] = first?.group.items ?? [];
    const threshold = first && item && thresholds?.(item, first.group.dueAt);
    const lines = some.flatMap(({ priced }) => priced.lines);
    if (threshold === undefined || lines.length === 0) return [];
    return compare(sum(lines.map(({ net }) => net)), threshold) >= 0 ? some : [];
  });
}
