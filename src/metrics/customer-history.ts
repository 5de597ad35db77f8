import type { Month } from "../ledger/recognition/accounting-month.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { add, type Decimal, isPositive, isZero, negate, zero } from "../money/decimal.ts";
import { HOUR_MS, type Instant } from "../time/instant.ts";
import type { MeasuredStretch } from "./measured-stretches.ts";
import type { MetricSettings } from "./metric-settings.ts";
import type { Cancellation } from "./metrics-input.ts";
import type { Cell } from "./movement.ts";
import type { EndCause, StartCause } from "./recurring-stretch.ts";

/** What one cell gained or lost in one change, in its own currency. */
export interface CellChange {
  readonly cell: Cell;
  readonly at: Instant;
  readonly amount: Decimal;
  readonly cause: StartCause | EndCause | undefined;
}

/** One change of a customer, its parts netted by the setting `grouping`; the customer before and after it. */
export interface CustomerChange {
  readonly month: Month;
  readonly at: Instant;
  /** Cells that changed, in the order of their subscription, plan, stream, segment and currency. */
  readonly cells: readonly CellChange[];
  readonly wasCustomer: boolean;
  readonly isCustomer: boolean;
  /** Whether the business had ever had this customer before the change. */
  readonly everCustomer: boolean;
  /** What the customer is worth from now on, by currency; currencies of nothing are left out. */
  readonly worth: Worth;
}

/** Amounts by currency, none of them zero. */
export type Worth = readonly (readonly [CurrencyCode, Decimal])[];

/** A customer's changes in the order of time. */
export interface CustomerHistory {
  readonly customer: string;
  readonly changes: readonly CustomerChange[];
}

/** Something that happens to a cell or a subscription at an instant. */
interface Step {
  readonly at: Instant;
  readonly kind: "begin" | "end" | "release";
  readonly subscription: string;
  /** Identifies the cell within the customer; orders its rows. */
  readonly key: string;
  readonly cell: Cell | undefined;
  readonly amount: Decimal;
  readonly cause: StartCause | EndCause | undefined;
}

interface CustomerState {
  readonly values: Map<string, Decimal>;
  readonly worth: Map<CurrencyCode, Decimal>;
  readonly pausedSubscriptions: Set<string>;
  /** Stretches that last, those of no value too. */
  held: number;
  /** Cells of a value above zero. */
  valued: number;
  isCustomer: boolean;
  everCustomer: boolean;
}

/** The settings that decide who is a customer and what is one change. */
export type HistorySettings = Pick<MetricSettings, "freeCustomers" | "pauses" | "grouping">;

/**
 * A customer's history out of their stretches: one pass in the order of time. Changes at or after `limit` are left
 * out. A change never spans two months, so each month's start and end are what they really were.
 */
export function customerHistory(
  customer: string,
  stretches: readonly MeasuredStretch[],
  cancellations: readonly Cancellation[],
  settings: HistorySettings,
  monthOf: (at: Instant) => Month,
  limit: Instant,
): CustomerHistory {
  const steps = [...stretches.flatMap(stepsOf), ...cancellations.map(releaseOf)]
    .filter(({ at }) => at < limit)
    .toSorted(byTime);
  const state: CustomerState = {
    values: new Map(),
    worth: new Map(),
    pausedSubscriptions: new Set(),
    held: 0,
    valued: 0,
    isCustomer: false,
    everCustomer: false,
  };
  const changes: CustomerChange[] = [];
  for (let first = 0; first < steps.length; ) {
    const at = steps[first]?.at ?? 0;
    const month = monthOf(at);
    let next = first + 1;
    while (next < steps.length && isSameChange(at, month, steps[next]?.at ?? 0, settings, monthOf))
      next += 1;
    const change = applyChange(state, steps.slice(first, next), { at, month }, settings);
    if (change !== undefined) changes.push(change);
    first = next;
  }
  return { customer, changes };
}

/** Ends come before beginnings, so that who moves on never counts twice; cancellations come last. */
const order: Readonly<Record<Step["kind"], number>> = { end: 0, begin: 1, release: 2 };

/** Ties are settled by what the steps say, so that the order of the input does not matter. */
function byTime(a: Step, b: Step): number {
  if (a.at !== b.at || a.kind !== b.kind) return a.at - b.at || order[a.kind] - order[b.kind];
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return (a.cause ?? "") < (b.cause ?? "") ? -1 : 1;
}

function stepsOf(stretch: MeasuredStretch): Step[] {
  const { customer, subscription, plan, stream, segment, currency, from, to, value } = stretch;
  const cell: Cell = { customer, subscription, plan, stream, segment, currency };
  const key = `${subscription}\u0000${plan}\u0000${stream}\u0000${segment}\u0000${currency}`;
  const begin: Step = {
    at: from,
    kind: "begin",
    subscription,
    key,
    cell,
    amount: value,
    cause: stretch.cause,
  };
  if (to === Number.POSITIVE_INFINITY) return [begin];
  const end = { at: to, kind: "end" as const, amount: negate(value), cause: stretch.endCause };
  return [begin, { ...begin, ...end }];
}

const releaseOf = ({ subscription, endsAt }: Cancellation): Step => ({
  at: endsAt,
  kind: "release",
  subscription,
  key: "",
  cell: undefined,
  amount: zero,
  cause: "cancel",
});

function isSameChange(
  firstAt: Instant,
  month: Month,
  at: Instant,
  { grouping }: HistorySettings,
  monthOf: (at: Instant) => Month,
): boolean {
  if (grouping === "moment" || at === firstAt) return at === firstAt;
  if (grouping === "hour" && at - firstAt > HOUR_MS) return false;
  return monthOf(at) === month;
}

/** Moves the state past the steps of one change; undefined where nothing came of them. */
function applyChange(
  state: CustomerState,
  steps: readonly Step[],
  when: { readonly at: Instant; readonly month: Month },
  settings: HistorySettings,
): CustomerChange | undefined {
  const { isCustomer: wasCustomer, everCustomer } = state;
  const touched = new Map<string, Step[]>();
  for (const step of steps) {
    holdStep(state, step, settings);
    if (step.cell === undefined) continue;
    const own = touched.get(step.key);
    if (own === undefined) touched.set(step.key, [step]);
    else own.push(step);
  }
  const cells = [...touched]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, own]) => moveCell(state, key, own));
  state.isCustomer = isCustomerNow(state, settings);
  state.everCustomer ||= state.isCustomer;
  if (cells.length === 0 && state.isCustomer === wasCustomer) return undefined;
  const worth = [...state.worth];
  return { ...when, cells, wasCustomer, isCustomer: state.isCustomer, everCustomer, worth };
}

function holdStep(state: CustomerState, step: Step, { pauses }: HistorySettings): void {
  if (step.kind === "begin") state.held += 1;
  if (step.kind === "end") state.held -= 1;
  if (pauses === "churn") return;
  if (step.kind === "end" && step.cause === "pause")
    state.pausedSubscriptions.add(step.subscription);
  else if (step.kind !== "end") state.pausedSubscriptions.delete(step.subscription);
}

/** Sets a cell's new value; nothing where the steps cancel each other out. */
function moveCell(state: CustomerState, key: string, steps: readonly Step[]): CellChange[] {
  const [first] = steps;
  if (first?.cell === undefined) return [];
  const amount = steps.reduce((total, step) => add(total, step.amount), zero);
  if (isZero(amount)) return [];
  const { currency } = first.cell;
  const before = state.values.get(key) ?? zero;
  const after = add(before, amount);
  state.valued += Number(isPositive(after)) - Number(isPositive(before));
  if (isZero(after)) state.values.delete(key);
  else state.values.set(key, after);
  const worth = add(state.worth.get(currency) ?? zero, amount);
  if (isZero(worth)) state.worth.delete(currency);
  else state.worth.set(currency, worth);
  // What began says why; an end says it where nothing took its place.
  const cause = steps.findLast(({ kind }) => kind === "begin")?.cause ?? first.cause;
  return [{ cell: first.cell, at: first.at, amount, cause }];
}

function isCustomerNow(state: CustomerState, { freeCustomers }: HistorySettings): boolean {
  if (state.valued > 0) return true;
  if (state.isCustomer && state.pausedSubscriptions.size > 0) return true;
  if (freeCustomers === "out" || state.held === 0) return false;
  return freeCustomers === "in" || state.isCustomer;
}
