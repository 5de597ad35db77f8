import { expectOk } from "../fault/fault.ts";
import type { Charge } from "../model/plan.ts";
import {
  type Decimal,
  decimalOf,
  format,
  formatFixed,
  isZero,
  negate,
  subtract,
  trim,
} from "../money/decimal.ts";
import { parseQuantity } from "../money/quantity.ts";
import { timesFraction } from "../money/rounding.ts";
import type { Instant } from "../time/instant.ts";
import type { Fraction } from "../time/proration.ts";
import { type Period, periodAt } from "../time/schedule.ts";
import type { Account, BilledPeriod, SubscriptionState } from "./account.ts";
import type { DueGroup, DueItem } from "./due.ts";
import {
  type LineAmounts,
  type LineDraft,
  lineAmounts,
  type PricedLine,
  writeLine,
} from "./line.ts";
import { servedFraction } from "./recurring-line.ts";
import type { ChargeTerms, SubscriptionTerms } from "./terms.ts";
import type { UsageQuery, UsageView } from "./usage-view.ts";

type UsageItem = Extract<DueItem, { kind: "usage" }>;

/** Prices that are paid for the time itself and so shrink with a stub period. */
const perPeriodPrices: ReadonlySet<ChargeTerms["priceKind"]> = new Set([
  "flat",
  "capacity",
  "seat",
]);

/** Where an account keeps what a charge was billed. */
export const billedKey = (subscription: string, charge: string): string =>
  `${subscription}/${charge}`;

/** The question an account asks about one period of a charge. */
export function usageQuery(
  customer: string,
  subscription: string,
  charge: ChargeTerms,
  period: Period,
  billedWith: number,
  cutoff: number,
): UsageQuery {
  return {
    key: `${subscription}/${charge.id}/${period.index}`,
    customer,
    charge,
    period: period.index,
    billedWith,
    from: period.from,
    to: period.to,
    receivedBefore: cutoff,
  };
}

const queryOf = (account: Account, item: UsageItem, period: Period, group: DueGroup): UsageQuery =>
  usageQuery(
    account.customer.id,
    item.state.fact.id,
    item.charge,
    period,
    item.period.index,
    group.cutoff,
  );

interface RatedPeriod {
  readonly draft: LineDraft;
  readonly amounts: LineAmounts;
  readonly events: number;
}

function ratePeriod(
  state: SubscriptionState,
  terms: SubscriptionTerms,
  charge: ChargeTerms,
  period: Period,
  partial: unknown,
): RatedPeriod {
  const { fold, meter } = charge;
  const served = servedFraction(period, charge.schedule);
  const stub = served === undefined ? undefined : includedInStub(charge.charge, served);
  const finished = fold.finish(partial ?? fold.empty, period, stub?.units);
  const notes = [...(stub === undefined ? [] : [stub.note]), ...(finished.rated.notes ?? [])];
  const fraction = perPeriodPrices.has(charge.priceKind) ? served : undefined;
  const { plan, book, discounts } = terms;
  const draft: LineDraft = {
    id: `${state.fact.id}/${charge.id}/${period.index}`,
    kind: charge.priceKind === "capacity" ? "capacity" : "usage",
    description: `${plan.name}: ${charge.charge.name ?? meter.name ?? charge.meterId}`,
    stream: charge.stream,
    subscription: state.fact.id,
    plan: state.fact.plan,
    charge: charge.id,
    meter: charge.meterId,
    period,
    quantity: finished.quantity,
    unit: meter.unit,
    rated: { ...finished.rated, notes },
    pointer: charge.pointer,
    events: finished.events,
    ...(finished.included === undefined ? {} : { included: finished.included }),
    ...(fraction === undefined ? {} : { fraction }),
    discounts: discounts.usage,
    discountFacts: discounts.facts,
  };
  return { draft, amounts: lineAmounts(draft, book), events: finished.events };
}

/**
 * The included units of a period cut short, where the charge prorates them: rounded up to the digits they are stated in,
 * so that nobody gets less than a share of them. Undefined where all of them stay.
 */
function includedInStub(
  { included, includedInStub }: Charge,
  served: Fraction,
): { readonly units: Decimal; readonly note: string } | undefined {
  if (included === undefined || includedInStub !== "prorated") return undefined;
  const whole = expectOk(parseQuantity(included));
  const units = timesFraction(whole, served, trim(whole).scale, "up");
  const { numerator, denominator } = served;
  const days = `${numerator} of ${denominator} days`;
  return { units, note: `${format(units)} of ${format(whole)} units are included, for ${days}` };
}

/** A usage line, and what the account remembers of it. */
export interface BilledUsage {
  readonly key: string;
  readonly billed: BilledPeriod;
  /** Undefined where nothing was used and nothing is owed. */
  readonly line: PricedLine | undefined;
}

function remembered(
  period: Period,
  rated: RatedPeriod,
  seenUntil: Instant,
  digits: number,
): BilledPeriod {
  return {
    index: period.index,
    events: rated.events,
    seenUntil,
    gross: formatFixed(rated.amounts.gross, digits),
    net: formatFixed(rated.amounts.net, digits),
  };
}

/** A closed period of a metered charge, in arrears. */
export function usageLine(
  account: Account,
  item: UsageItem,
  group: DueGroup,
  usage: UsageView,
): BilledUsage {
  const { state, terms, charge, period } = item;
  const query = queryOf(account, item, period, group);
  const rated = ratePeriod(state, terms, charge, period, usage.find(query));
  const silent = rated.events === 0 && isZero(rated.amounts.gross);
  return {
    key: billedKey(state.fact.id, charge.id),
    billed: remembered(period, rated, group.cutoff, terms.book.minorUnits),
    line: silent ? undefined : writeLine(rated.draft, rated.amounts, terms.book),
  };
}

/**
 * Lines for events that came in after their period was final: each is the price of the whole period now, less what
 * was billed then, and names the period it belongs to (DESIGN, "Numbers"). Nothing where nothing came in late.
 */
export function lateUsageLines(
  account: Account,
  item: UsageItem,
  group: DueGroup,
  usage: UsageView,
): BilledUsage[] {
  const { state, terms, charge } = item;
  const key = billedKey(state.fact.id, charge.id);
  const lines: BilledUsage[] = [];
  for (const before of account.billed[key] ?? []) {
    const period = periodAt(charge.schedule, before.index);
    const query = queryOf(account, item, period, group);
    const partial = usage.findLate(query, before.seenUntil);
    if (partial === "unchanged") continue;
    const rated = ratePeriod(state, terms, charge, period, partial);
    const billed = remembered(period, rated, group.cutoff, terms.book.minorUnits);
    if (isUnchanged(before, billed)) continue;
    lines.push({ key, billed, line: lateLine(rated, before, terms, item.period.index) });
  }
  return lines;
}

const isUnchanged = (before: BilledPeriod, now: BilledPeriod): boolean =>
  before.events === now.events && before.gross === now.gross && before.net === now.net;

function lateLine(
  rated: RatedPeriod,
  before: BilledPeriod,
  terms: SubscriptionTerms,
  billedWith: number,
): PricedLine {
  const { draft, amounts } = rated;
  const { book } = terms;
  const gross = subtract(amounts.gross, decimalOf(before.gross));
  const net = subtract(amounts.net, decimalOf(before.net));
  const steps = [
    ...draft.rated.steps,
    {
      label: "already billed",
      amount: formatFixed(negate(decimalOf(before.gross)), book.minorUnits),
    },
  ];
  const discount = subtract(gross, net);
  return writeLine(
    {
      ...draft,
      id: `${draft.id}/late/${billedWith}`,
      kind: "late-usage",
      description: `${draft.description} (late usage)`,
      events: rated.events - before.events,
      rated: { ...draft.rated, steps },
    },
    {
      exact: subtract(amounts.exact, decimalOf(before.gross)),
      gross,
      net,
      applied: isZero(discount)
        ? []
        : [{ id: "late-usage", label: "discounts on the late usage", amount: discount }],
    },
    book,
  );
}
