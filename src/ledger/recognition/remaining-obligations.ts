import { assert } from "../../fault/fault.ts";
import { minorUnits } from "../../money/currency.ts";
import { add, type Decimal, isZero, subtract, zero } from "../../money/decimal.ts";
import { type Day, dayAfter, type Month, monthOf, monthsLater } from "./accounting-month.ts";
import { sharesInPrice } from "./contract.ts";
import { earned } from "./obligation-track.ts";
import type { ScheduleRow } from "./ratable.ts";
import type { ObligationState, Recognition } from "./recognize.ts";

/** Why a contract's or an obligation's price is left out of what remains. */
export type Expedient =
  /** The contract was expected to last one year at most (ASC 606-10-50-14(a), IFRS 15.121(a)). */
  | "one-year-contract"
  /** Use, by the right to invoice or because its price varies with it (50-14(b), 50-14A; IFRS 15.121(b)). */
  | "usage";

/** What remains of one obligation. */
export interface RemainingObligation {
  readonly contract: string;
  readonly obligation: string;
  readonly stream: string;
  readonly amount: Decimal;
  /** To be recognised in the twelve months that begin on the day. */
  readonly withinYear: Decimal;
  /** True where nothing says when: it is in `amount`, and in no month. */
  readonly unscheduled: boolean;
}

/**
 * The transaction price of contracts signed and not yet recognised, billed or not (RPO: ASC 606-10-50-13, IFRS 15.120),
 * and of it the next twelve months (cRPO, a measure of practice, of neither standard).
 */
export interface RemainingObligations {
  readonly at: Day;
  readonly total: Decimal;
  readonly withinYear: Decimal;
  readonly later: Decimal;
  /** The part of `total` of which nothing says when. */
  readonly unscheduled: Decimal;
  /** When the rest is expected, by month. */
  readonly months: readonly ScheduleRow[];
  readonly obligations: readonly RemainingObligation[];
  readonly excluded: readonly {
    readonly contract: string;
    readonly obligation: string;
    readonly expedient: Expedient;
  }[];
}

/**
 * What remains of contracts that were recognised up to the same day, in one currency: satisfied parts are out, options
 * not exercised are in only with the price already allocated to them.
 * `oneYearExpedient` leaves out contracts whose term is twelve months or less; use is always left out.
 */
export function remainingObligations(
  recognitions: readonly Recognition[],
  at: Day,
  settings: { readonly oneYearExpedient: boolean },
): RemainingObligations {
  const obligations: RemainingObligation[] = [];
  const excluded: RemainingObligations["excluded"][number][] = [];
  const months = new Map<Month, Decimal>();
  const currencies = new Set(recognitions.map(({ contract }) => contract.currency));
  assert(currencies.size <= 1, "what remains is added up in one currency");
  for (const { contract, obligations: states, until } of recognitions) {
    assert(until === at, "a contract is recognised up to the day at which something remains");
    const { id, inception, end, currency } = contract;
    if (inception >= at) continue;
    const short =
      settings.oneYearExpedient && end !== undefined && end <= monthsLater(inception, 12);
    for (const state of states) {
      const expedient = expedientOf(state, short);
      if (expedient !== undefined) {
        excluded.push({ contract: id, obligation: state.id, expedient });
        continue;
      }
      const left = remaining(state, at, minorUnits(currency), months);
      if (!isZero(left.amount)) obligations.push({ contract: id, ...left });
    }
  }
  const total = sumOf(obligations.map((own) => own.amount));
  const withinYear = sumOf(obligations.map((own) => own.withinYear));
  const unscheduled = sumOf(obligations.filter((own) => own.unscheduled).map((own) => own.amount));
  return {
    at,
    total,
    withinYear,
    later: subtract(subtract(total, withinYear), unscheduled),
    unscheduled,
    months: [...months]
      .map(([month, amount]) => ({ month, amount }))
      .sort((a, b) => a.month - b.month),
    obligations,
    excluded,
  };
}

function expedientOf(state: ObligationState, short: boolean): Expedient | undefined {
  if (!state.open) return undefined;
  if (!sharesInPrice(state.pattern)) return "usage";
  return short ? "one-year-contract" : undefined;
}

function remaining(
  state: ObligationState,
  at: Day,
  scale: number,
  months: Map<Month, Decimal>,
): Omit<RemainingObligation, "contract"> {
  const { id: obligation, stream, pattern, expectedBy } = state;
  const price = state.open ? add(state.settled, state.allocated) : state.recognised;
  const amount = subtract(price, state.recognised);
  const yearEnd = monthsLater(at, 12);
  const own = { obligation, stream, amount };
  const put = (month: Month, part: Decimal): void => {
    if (!isZero(part)) months.set(month, add(months.get(month) ?? zero, part));
  };
  if (pattern.kind === "ratable") {
    let before = state.recognised;
    const last = monthOf(Math.max(pattern.from, pattern.to - 1, at));
    for (let month = monthOf(at); month <= last; month++) {
      const after = earned(state, dayAfter(month), at, scale);
      put(month, subtract(after, before));
      before = after;
    }
    const withinYear = subtract(earned(state, yearEnd, at, scale), state.recognised);
    return { ...own, withinYear, unscheduled: false };
  }
  const due = pattern.kind === "point-in-time" ? (expectedBy ?? pattern.notBefore) : expectedBy;
  if (due === undefined) return { ...own, withinYear: zero, unscheduled: true };
  put(monthOf(Math.max(due, at)), amount);
  return { ...own, withinYear: due < yearEnd ? amount : zero, unscheduled: false };
}

const sumOf = (amounts: readonly Decimal[]): Decimal => amounts.reduce(add, zero);
