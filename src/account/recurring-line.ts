import { type Decimal, decimalOf, formatFixed, isZero, subtract, zero } from "../money/decimal.ts";
import type { Fraction } from "../time/proration.ts";
import { type Period, periodAt } from "../time/schedule.ts";
import type { Account, PaidPeriod, PhaseState } from "./account.ts";
import { billedDiscounts } from "./billed-discounts.ts";
import { lineBundle } from "./bundles/bundled.ts";
import { raised } from "./contracts/escalation.ts";
import type { DueItem } from "./due.ts";
import type { LineKind } from "./invoice.ts";
import { leftOfPaid, type UnusedTime, upTo } from "./left-of-paid.ts";
import { type LineDraft, lineAmounts, type PricedLine, writeLine } from "./line.ts";
import type { PriceBook } from "./price-book.ts";
import { pricedAgain } from "./priced-again.ts";
import { servicePeriod } from "./service-period.ts";
import type { SubscriptionTerms } from "./terms.ts";

/** A recurring period as it is paid by now, and the line of what was charged for it; no line where that is nothing. */
export interface PaidInAdvance {
  readonly state: PhaseState;
  /** Without the invoice that the line is on, which is not known before it is taxed. */
  readonly paid: PaidPeriod;
  readonly line: PricedLine | undefined;
}

/** Unused time that goes back, and its line. */
export interface ReturnedTime {
  readonly item: UnusedTime;
  readonly line: PricedLine;
}

/** The plan's price for one period, in advance. */
export function recurringLine(
  item: Extract<DueItem, { kind: "recurring" }>,
): PaidInAdvance | undefined {
  const { state, terms, period } = item;
  const { cutSince, refundsUnused } = state;
  const { index, schedule } = period;
  // Where a change cuts it without giving back, it is paid to its own end.
  const asServed = cutSince === null || refundsUnused;
  const payable = asServed ? period : (servicePeriod(schedule, index, undefined) ?? period);
  const draft = recurringDraft(state, terms, period, payable.share);
  if (draft === undefined) return undefined;
  const amounts = lineAmounts(draft, terms.book);
  const { grossText: gross, netText: net } = amounts;
  const line = isZero(amounts.exact) ? undefined : writeLine(draft, amounts, terms.book);
  return { state, paid: { index, invoices: [], paidTo: payable.to, gross, net }, line };
}

/**
 * What goes back of a period that was paid and is not served to its end: the price of the part that is, less what was
 * paid, as late usage is; no more than {@link leftOfPaid}. Undefined where that is nothing.
 */
export function unusedLine(
  item: UnusedTime,
  account: Pick<Account, "notes" | "credits">,
): PricedLine | undefined {
  const { state, terms, served, period, paid } = item;
  const draft = recurringDraft(state, terms, period, served === undefined ? nothing : served.share);
  if (draft === undefined) return undefined;
  const supply = { takesBack: { invoices: paid.invoices, tax: paid.tax } };
  const { grossText } = lineAmounts({ ...draft, discounts: [] }, terms.book);
  const discounted = billedDiscounts(draft, paid, terms.book, grossText);
  const { line } = settled({ ...draft, ...discounted, supply }, paid, terms.book, unusedWords);
  return line && account.notes !== null ? upTo(leftOfPaid(item, account), line, terms.book) : line;
}

/**
 * The rest of a period that was paid in part, because a change to come had cut it that was then undone: its price, less what
 * was paid.
 */
export function restLine(item: Extract<DueItem, { kind: "rest" }>): PaidInAdvance | undefined {
  const { state, terms, whole, period, paid } = item;
  const draft = recurringDraft(state, terms, period, whole.share);
  if (draft === undefined) return undefined;
  const words = { ...restWords, suffix: `rest/${paid.invoices.length}` };
  const discounted = billedDiscounts(draft, paid, terms.book);
  const { line, gross, net } = settled({ ...draft, ...discounted }, paid, terms.book, words);
  return { state, paid: { ...paid, paidTo: whole.to, gross, net }, line };
}

interface Words {
  readonly suffix: string;
  readonly kind: LineKind;
  readonly addition: string;
  readonly discount: { readonly id: string; readonly label: string };
}

const unusedWords: Words = {
  suffix: "unused",
  kind: "unused-time",
  addition: "unused time",
  discount: { id: "unused-time", label: "discounts on the unused time" },
};

const restWords: Words = {
  suffix: "rest",
  kind: "recurring",
  addition: "rest of the period",
  discount: { id: "rest", label: "discounts on the rest of the period" },
};

/** The line of a difference: what the part that counts now costs, less what was paid; and what is paid then. */
function settled(
  draft: LineDraft,
  paid: PaidPeriod,
  book: PriceBook,
  { suffix, kind, addition, discount: { id, label } }: Words,
): { readonly line: PricedLine | undefined; readonly gross: string; readonly net: string } {
  const amounts = lineAmounts(draft, book);
  const before = decimalOf(paid.gross);
  const gross = subtract(amounts.gross, before);
  const net = subtract(amounts.net, decimalOf(paid.net));
  const now = { gross: amounts.grossText, net: amounts.netText };
  if (isZero(gross) && isZero(net)) return { line: undefined, ...now };
  const amount = subtract(gross, net);
  const { rated, fraction, exact } = pricedAgain(draft, amounts, before, book);
  const line = writeLine(
    {
      ...draft,
      id: `${draft.id}/${suffix}`,
      kind,
      description: `${draft.description} (${addition})`,
      rated,
      fraction,
      discounts: [],
    },
    {
      exact,
      gross,
      net,
      grossText: formatFixed(gross, book.minorUnits),
      netText: formatFixed(net, book.minorUnits),
      applied: isZero(amount) ? [] : [{ id, label, amount }],
    },
    book,
  );
  return { line, ...now };
}

const nothing: Fraction = { numerator: 0, denominator: 1 };

/** What a whole period of the recurring price comes to, net of discounts; zero where there is none. */
export function recurringAmount(
  state: PhaseState,
  terms: SubscriptionTerms,
  index: number,
): Decimal {
  const { recurring } = terms;
  const period = recurring && periodAt(recurring.schedule, index);
  const draft = period && recurringDraft(state, terms, period, undefined);
  return draft === undefined ? zero : lineAmounts(draft, terms.book).net;
}

/** The plan's price of a period, or the fraction of it that is served, before discounts; undefined where it has none. */
export function recurringDraft(
  state: PhaseState,
  terms: SubscriptionTerms,
  period: Period,
  fraction: Fraction | undefined,
): LineDraft | undefined {
  const { recurring, plan, quantity, discounts } = terms;
  if (recurring === undefined) return undefined;
  const { price, cadence, pointer } = recurring;
  const listed = price.finish(price.lift({ quantity, time: period.from, id: state.fact.id }));
  const rated =
    terms.raise === undefined
      ? listed
      : raised(listed, terms.raise(periodAt(recurring.schedule, period.index).from));
  return {
    id: `${state.key}/base/${period.index}`,
    kind: "recurring",
    description: `${plan.name}, ${cadence}`,
    stream: plan.stream,
    subscription: state.fact.id,
    contract: state.fact.contract,
    plan: state.fact.plan,
    addon: state.fact.addon,
    period,
    quantity,
    unit: plan.per ?? "subscription",
    rated,
    pointer,
    discounts: discounts.recurring,
    discountFacts: discounts.facts,
    fraction,
    bundle: state.fact.bundled && lineBundle(state.fact.bundled, terms.book.model),
  };
}
