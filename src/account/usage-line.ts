import { assert, expectOk } from "../fault/fault.ts";
import type { Charge } from "../model/plan.ts";
import {
  add,
  type Decimal,
  decimalOf,
  format,
  formatFixed,
  isNegative,
  isZero,
  subtract,
  trim,
} from "../money/decimal.ts";
import { parseQuantity } from "../money/quantity.ts";
import { timesFraction } from "../money/rounding.ts";
import type { Instant } from "../time/instant.ts";
import type { Fraction } from "../time/proration.ts";
import type { Period } from "../time/schedule.ts";
import type { Account, BilledPeriod, PhaseState } from "./account.ts";
import { billedDiscounts } from "./billed-discounts.ts";
import { raised } from "./contracts/escalation.ts";
import type { DueItem } from "./due.ts";
import { isLineOfUse, leftOfUse, upTo } from "./left-of-paid.ts";
import {
  isShared,
  type LineAmounts,
  type LineDraft,
  lineAmounts,
  type PricedLine,
  writeLine,
} from "./line.ts";
import type { PriceBook } from "./price-book.ts";
import { pricedAgain } from "./priced-again.ts";
import { type ServicePeriod, servicePeriod } from "./service-period.ts";
import type { LessBilled } from "./so-far.ts";
import type { ChargeTerms, SubscriptionTerms } from "./terms.ts";
import type { UsageQuery, UsageView } from "./usage-view.ts";

type UsageItem = Extract<DueItem, { kind: "usage" }>;

/** Prices that are paid for the time itself and so shrink with a stub period. */
export const perPeriodPrices: ReadonlySet<ChargeTerms["priceKind"]> = new Set([
  "flat",
  "capacity",
  "seat",
]);

/** What a period of a charge is named by, in questions and on lines. */
const periodKey = (phase: string, { id }: ChargeTerms, { index }: Period): string =>
  `${phase}/${id}/${index}`;

/** The question an account asks about one period of a charge: of the use of who bought it. */
export function usageQuery(
  { key: phase, fact: { customer } }: PhaseState,
  charge: ChargeTerms,
  period: Period,
  billedWith: number,
  cutoff: number,
): UsageQuery {
  return {
    key: periodKey(phase, charge, period),
    customer,
    charge,
    period: period.index,
    billedWith,
    from: period.from,
    to: period.to,
    receivedBefore: cutoff,
  };
}

const queryOf = (item: UsageItem, period: Period, cutoff: Instant): UsageQuery =>
  usageQuery(item.state, item.charge, period, item.period.index, cutoff);

/** A period's price, before it is written down. */
export interface RatedPeriod {
  readonly draft: LineDraft;
  readonly amounts: LineAmounts;
  readonly events: number;
}

/** Rates the use of a period, whose line has this id; `before`: with the discounts that it was billed with. */
export function ratePeriod(
  { state, terms, charge }: Omit<UsageItem, "kind" | "period">,
  period: ServicePeriod,
  partial: unknown,
  id: string,
  before?: BilledPeriod,
): RatedPeriod {
  const { fold, meter } = charge;
  const { share } = period;
  const stub = share === undefined ? undefined : includedInStub(charge.charge, share);
  const finished = fold.finish(partial ?? fold.empty, period, stub?.units);
  const { book, discounts } = terms;
  const rated =
    terms.raise === undefined ? finished.rated : raised(finished.rated, terms.raise(period.from));
  const draft: LineDraft = {
    id,
    kind: charge.priceKind === "capacity" ? "capacity" : "usage",
    description: charge.description,
    stream: charge.stream,
    subscription: state.fact.id,
    contract: state.fact.contract,
    plan: state.fact.plan,
    addon: state.fact.addon,
    charge: charge.id,
    meter: charge.meterId,
    period,
    quantity: finished.quantity,
    unit: meter.unit,
    rated: stub === undefined ? rated : { ...rated, notes: [stub.note, ...(rated.notes ?? [])] },
    pointer: charge.pointer,
    events: finished.events,
    included: finished.included,
    fraction: perPeriodPrices.has(charge.priceKind) ? share : undefined,
    discounts: discounts.usage,
    discountFacts: discounts.facts,
  };
  const own = before === undefined ? draft : { ...draft, ...billedDiscounts(draft, before, book) };
  return { draft: own, amounts: lineAmounts(own, book), events: finished.events };
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

/**
 * What a period of a charge comes to where nothing is used: reserved capacity, minimum spend, a fee of its own. Zero for
 * one that only counts.
 */
export const idlePeriod = (
  of: Omit<UsageItem, "kind" | "period">,
  period: ServicePeriod,
): Pick<RatedPeriod, "draft" | "amounts"> =>
  ratePeriod(of, period, undefined, periodKey(of.state.key, of.charge, period));

/** A usage line, and what the account remembers of it. */
export interface BilledUsage {
  readonly state: PhaseState;
  readonly charge: ChargeTerms;
  readonly billed: BilledPeriod;
  /** Undefined where nothing was used and nothing is owed. */
  readonly line: PricedLine | undefined;
  /** What the line is to leave out; absent for nothing. */
  readonly less?: LessBilled;
}

/** What is billed of a period that is open, as far as the account remembers any: of the period that comes last. */
export function openRecord(
  { billed }: PhaseState,
  { id }: ChargeTerms,
  index: number,
): BilledPeriod | undefined {
  const last = billed[id]?.at(-1);
  return last?.soFar !== undefined && last.index === index ? last : undefined;
}

/** The periods of a charge that were billed for good and that late events may still change. */
export function closedPeriods(
  { billed }: PhaseState,
  { id }: ChargeTerms,
): readonly BilledPeriod[] | undefined {
  const all = billed[id];
  return all?.at(-1)?.soFar === undefined ? all : all.slice(0, -1);
}

/** What the account remembers of a period that was rated. */
export const remembered = (
  { index }: Period,
  { events, amounts }: RatedPeriod,
  seenUntil: Instant,
): BilledPeriod => ({
  index,
  events,
  seenUntil,
  gross: amounts.grossText,
  net: amounts.netText,
});

/** A closed period of a metered charge, in arrears. Events received from `cutoff` on are late. */
export function usageLine(item: UsageItem, cutoff: Instant, usage: UsageView): BilledUsage {
  const { state, terms, charge, period } = item;
  const query = queryOf(item, period, cutoff);
  const rated = ratePeriod(item, period, usage.find(query), query.key);
  const before = openRecord(state, charge, period.index);
  if (before !== undefined) {
    const line = writeLine(rated.draft, rated.amounts, terms.book);
    const less = { before, idle: undefined, until: undefined, book: terms.book };
    return { state, charge, billed: remembered(period, rated, cutoff), line, less };
  }
  const silent = rated.events === 0 && isZero(rated.amounts.gross);
  const billed = remembered(period, rated, cutoff);
  if (!silent)
    return { state, charge, billed, line: writeLine(rated.draft, rated.amounts, terms.book) };
  // What has no line took no share of what came off the document.
  const shares = rated.draft.discounts.some(isShared);
  return { state, charge, billed: shares ? { ...billed, shared: {} } : billed, line: undefined };
}

const noLines: readonly BilledUsage[] = [];

/**
 * Lines for events that came in after their period was final: each is the price of the whole period now, less what
 * was billed then, and names the period it belongs to (DESIGN, "Numbers"). Nothing where nothing came in late. No more goes back
 * of a period than is left of it after what was taken back by hand.
 */
export function lateUsageLines(
  item: UsageItem,
  cutoff: Instant,
  usage: UsageView,
  account: Pick<Account, "notes" | "credits">,
): readonly BilledUsage[] {
  const { state, terms, charge } = item;
  const closed = closedPeriods(state, charge);
  if (closed === undefined) return noLines;
  const lines: BilledUsage[] = [];
  for (const before of closed) {
    const period = servicePeriod(charge.schedule, before.index, terms.endsAt);
    assert(period !== undefined, "a period that was billed was served");
    const query = queryOf(item, period, cutoff);
    const partial = usage.findLate(query, before.seenUntil);
    if (partial === "unchanged") continue;
    const rated = ratePeriod(item, period, partial, query.key, before);
    const billed = { ...before, ...remembered(period, rated, cutoff) };
    if (isUnchanged(before, billed)) continue;
    const line = lateLine(rated, before, terms, item.period.index);
    const isOwn = isLineOfUse(state.key, charge.id, before.index);
    const isCapped = account.notes !== null && isNegative(line.net);
    const cut = isCapped ? upTo(leftOfUse(before.net, isOwn, account), line, terms.book) : line;
    lines.push({
      state,
      charge,
      billed: cut === line ? billed : { ...billed, ...lessBack(before, cut, terms.book) },
      line: cut,
    });
  }
  return lines;
}

/** What was billed of a period once only so much of a correction went back: the rest may, if notes are no more in its way. */
function lessBack(
  { gross, net }: BilledPeriod,
  cut: PricedLine | undefined,
  { minorUnits }: PriceBook,
): Pick<BilledPeriod, "gross" | "net"> {
  if (cut === undefined) return { gross, net };
  return {
    gross: formatFixed(add(decimalOf(gross), cut.gross), minorUnits),
    net: formatFixed(add(decimalOf(net), cut.net), minorUnits),
  };
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
  const {
    rated: again,
    fraction,
    exact,
  } = pricedAgain(draft, amounts, decimalOf(before.gross), book);
  const discount = subtract(gross, net);
  return writeLine(
    {
      ...draft,
      id: `${draft.id}/late/${billedWith}`,
      kind: "late-usage",
      description: `${draft.description} (late usage)`,
      events: rated.events - before.events,
      rated: again,
      fraction,
      discounts: [],
    },
    {
      exact,
      gross,
      net,
      grossText: formatFixed(gross, book.minorUnits),
      netText: formatFixed(net, book.minorUnits),
      applied: isZero(discount)
        ? []
        : [{ id: "late-usage", label: "discounts on the late usage", amount: discount }],
    },
    book,
  );
}
