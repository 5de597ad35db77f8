import { assert } from "../fault/fault.ts";
import { negate } from "../money/decimal.ts";
import type {
  Account,
  BilledPeriod,
  LicenceState,
  PaidPeriod,
  PhaseState,
  SaleState,
  SubscriptionState,
} from "./account.ts";
import { type AccountNotes, type Credited, noNotes, withCredited } from "./credited.ts";
import type { DueItem } from "./due.ts";
import { type Invoice, statedAmount } from "./invoice.ts";
import { paidLineId } from "./left-of-paid.ts";
import type { BilledTax, PricedLine } from "./line.ts";
import type { Promises } from "./promises.ts";
import type { PaidInAdvance, ReturnedTime } from "./recurring-line.ts";
import type { BilledUsage } from "./usage-line.ts";

/** What was billed, as the account must remember it. */
export interface BilledParts {
  readonly usage: readonly BilledUsage[];
  readonly paid: readonly PaidInAdvance[];
  /** Unused time that goes back. */
  readonly returned: readonly ReturnedTime[];
  readonly billedOn: (line: PricedLine) => BilledOn;
}

/** The document that a line went to, and how it was taxed there. */
export interface BilledOn {
  readonly document: Invoice;
  readonly tax: BilledTax | undefined;
}

/** The account after its due items are billed: each item's source moves on, and what may still change is remembered. */
export function advance(
  account: Account,
  items: readonly DueItem[],
  { usage, paid, returned, billedOn }: BilledParts,
): Account {
  const itemsOf = byState(items);
  const usageOf = byState(usage);
  const paidOf = byState(paid);
  return {
    customer: account.customer,
    children: account.children,
    vatCheck: account.vatCheck,
    taxDecisions: account.taxDecisions,
    amendedAt: account.amendedAt,
    subscriptions: account.subscriptions.map((subscription) =>
      nextSubscription(
        subscription,
        (phase) =>
          nextPhase(
            phase,
            itemsOf(phase),
            usageOf(phase),
            paidOf(phase).map((one) => placed(one, billedOn)),
          ),
        itemsOf,
      ),
    ),
    licences: account.licences.map((state) => nextLicence(state, itemsOf(state))),
    sales: account.sales.map((state) => nextSale(state, itemsOf)),
    contracts: account.contracts,
    lastChange: account.lastChange,
    issued: account.issued,
    lastIssued: account.lastIssued,
    resumedAt: account.resumedAt,
    usageCheckedAt: account.usageCheckedAt,
    awaited: account.awaited,
    receivables: account.receivables,
    credits: account.credits,
    notes: nextNotes(account.notes, itemsOf, returned, billedOn),
    promises: withoutBilled(account.promises, itemsOf),
    fees: account.fees.filter((state) => !isAmong(itemsOf, state)),
    moneyToldAt: account.moneyToldAt,
    moved: account.moved,
    noticed: account.noticed,
    suspendedSince: account.suspendedSince,
  };
}

/** Credit notes that are issued wait no more; unused time that went back is remembered with what was told by hand. */
function nextNotes(
  notes: AccountNotes | null,
  itemsOf: ByState<DueItem>,
  returned: readonly ReturnedTime[],
  billedOn: BilledParts["billedOn"],
): AccountNotes | null {
  if (notes === null && returned.length === 0) return null;
  const { waiting, credited, toldAt } = notes ?? noNotes;
  return {
    waiting: waiting.filter((note) => !isAmong(itemsOf, note)),
    credited: returned.reduce(
      (before, one) => withReturned(before, one, billedOn(one.line).document),
      credited,
    ),
    toldAt,
  };
}

/**
 * What a document says that goes back of unused time, after the credits that come back with it. Which of several invoices it
 * is of is not told apart, so it counts for each.
 */
function withReturned(
  before: Credited,
  { item, line }: ReturnedTime,
  { lines }: Invoice,
): Credited {
  const issued = lines.find(({ id }) => id === line.line.id);
  assert(issued !== undefined, `line ${line.line.id} is on its document`);
  const back = negate(statedAmount(issued));
  return item.paid.invoices.reduce(
    (credited, invoice, place) => withCredited(credited, invoice, paidLineId(item, place), back),
    before,
  );
}

function withoutBilled(promises: Promises | null, itemsOf: ByState<DueItem>): Promises | null {
  if (promises === null || promises.owed.length === 0) return promises;
  return { ...promises, owed: promises.owed.filter((state) => !isAmong(itemsOf, state)) };
}

/** What of a bill is of a state of the account. */
type ByState<T> = (state: DueItem["state"]) => readonly T[];

const isAmong = (itemsOf: ByState<DueItem>, state: DueItem["state"]): boolean =>
  itemsOf(state).length > 0;

/** Mostly all of a bill is of one phase, and then no map is made of it. */
function byState<T extends { readonly state: DueItem["state"] }>(all: readonly T[]): ByState<T> {
  const [first] = all;
  if (first === undefined) return () => [];
  if (all.every(({ state }) => state === first.state))
    return (state) => (state === first.state ? all : []);
  const groups = new Map<DueItem["state"], T[]>();
  for (const one of all) {
    const group = groups.get(one.state);
    if (group === undefined) groups.set(one.state, [one]);
    else group.push(one);
  }
  return (state) => groups.get(state) ?? [];
}

/** The same subscription where none of its phases moved. */
function nextSubscription(
  subscription: SubscriptionState,
  next: (phase: PhaseState) => PhaseState,
  itemsOf: ByState<DueItem>,
): SubscriptionState {
  const phases = subscription.phases.map(next);
  const changes =
    subscription.changes.length === 0
      ? subscription.changes
      : subscription.changes.map((one) =>
          isAmong(itemsOf, one) ? { ...one, feeBilled: true } : one,
        );
  const unmoved =
    phases.every((phase, place) => phase === subscription.phases[place]) &&
    changes.every((one, place) => one === subscription.changes[place]);
  return unmoved ? subscription : { ...subscription, phases, changes };
}

function nextPhase(
  state: PhaseState,
  items: readonly DueItem[],
  usage: readonly BilledUsage[],
  paid: readonly PaidPeriod[],
): PhaseState {
  if (items.length === 0) return state;
  let { nextRecurring, paid: mayGoBack } = state;
  let kept = 0;
  const nextUsage = { ...state.nextUsage };
  for (const item of items) {
    if (item.kind === "recurring") nextRecurring += 1;
    else if (item.kind === "usage") nextUsage[item.charge.id] = item.period.index + 1;
    else if (item.kind === "unused" || item.kind === "rest")
      mayGoBack = mayGoBack.filter((one) => one !== item.paid);
    if (item.kind === "recurring" || item.kind === "rest")
      kept = item.terms.recurring?.changeablePeriods ?? 0;
  }
  if (paid.length > 0) mayGoBack = rememberPaid(mayGoBack, paid, kept);
  const billed = { ...state.billed };
  for (const { charge, billed: period } of usage)
    billed[charge.id] = remember(billed[charge.id] ?? [], period, charge.latePeriods);
  return { ...state, nextRecurring, paid: mayGoBack, nextUsage, billed };
}

/** Oldest first; what is billed late may lie between what is known. */
function rememberPaid(
  before: readonly PaidPeriod[],
  paid: readonly PaidPeriod[],
  kept: number,
): readonly PaidPeriod[] {
  const all = [...before, ...paid];
  if (all.some(({ index }, place) => index < (all[place - 1]?.index ?? index)))
    all.sort((left, right) => left.index - right.index);
  return all.slice(-kept);
}

/** A paid period with the document that its line went to. */
function placed({ paid, line }: PaidInAdvance, billedOn: BilledParts["billedOn"]): PaidPeriod {
  if (line === undefined) return paid;
  const { document, tax } = billedOn(line);
  const invoices = [...paid.invoices, document.id];
  return tax === undefined ? { ...paid, invoices } : { ...paid, invoices, tax };
}

/** Keeps what was billed for as many closed periods as late usage may still reach, newest last. */
function remember(
  before: readonly BilledPeriod[],
  period: BilledPeriod,
  kept: number,
): readonly BilledPeriod[] {
  const all = withPeriod(before, period);
  const most = period.soFar === undefined ? kept : kept + 1;
  return all.length > most ? all.slice(all.length - most) : all;
}

/** In the order of the periods; mostly the new one comes last. */
function withPeriod(before: readonly BilledPeriod[], period: BilledPeriod): BilledPeriod[] {
  const last = before.at(-1);
  if (last === undefined || last.index < period.index) return [...before, period];
  const all = before.filter(({ index }) => index !== period.index);
  const place = all.findLastIndex(({ index }) => index < period.index) + 1;
  all.splice(place, 0, period);
  return all;
}

function nextLicence(state: LicenceState, items: readonly DueItem[]): LicenceState {
  if (items.length === 0) return state;
  let { feeBilled, nextMaintenance } = state;
  for (const item of items) {
    if (item.kind === "licence") feeBilled = true;
    else if (item.kind === "maintenance") nextMaintenance += 1;
  }
  return { ...state, feeBilled, nextMaintenance };
}

function nextSale(state: SaleState, itemsOf: ByState<DueItem>): SaleState {
  const due = itemsOf(state);
  if (due.length > 0)
    return state.fact.bundled?.again === undefined
      ? { ...state, billed: true }
      : { ...state, next: (state.next ?? 0) + due.length };
  if (state.reached === undefined || !state.reached.some((one) => isAmong(itemsOf, one)))
    return state;
  const reached = state.reached.map((one) =>
    isAmong(itemsOf, one) ? { ...one, billed: true } : one,
  );
  return { ...state, reached };
}
