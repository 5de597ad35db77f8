import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import type { AccountFact } from "../../account/fact.ts";
import {
  isLess,
  minus,
  none,
  plus,
  quotient,
  type Rational,
  rational,
  rounded,
  times,
} from "../../money/rational.fixture.ts";

/**
 * What a customer is worth, day by day, worked out the slow way: each subscription's facts are lived through again for
 * every day that is asked about, and prices are fractions. It shares nothing with the code it checks but the facts.
 */

/** A change as a story tells it: days after the one before, and for a day so many later. */
const anyMove = fc.record({
  gap: fc.integer({ min: 0, max: 45 }),
  ahead: fc.integer({ min: -3, max: 40 }),
  move: fc.constantFrom<Readonly<Record<string, unknown>>>(
    { fact: "change", plan: "hybrid" },
    { fact: "change", plan: "team" },
    { fact: "change", plan: "team", cadence: "annual" },
    { fact: "change", plan: "tried", cadence: "monthly", discounts: [] },
    { fact: "change", plan: "seats", cadence: "annual", quantity: 120 },
    { fact: "change", plan: "reserved", cadence: "monthly", quantities: { nodes: 3 } },
    { fact: "change", discounts: ["loyalty"] },
    { fact: "change", quantity: 7 },
    { fact: "cancel" },
    { fact: "cancel", credit: "prorated" },
    { fact: "pause" },
    { fact: "resume" },
    { fact: "reactivate" },
    { fact: "undo" },
  ),
});

const firstDay = Temporal.PlainDate.from("2026-01-01");
const dayText = (day: number): string => firstDay.add({ days: day }).toString();

const anyBought = fc.constantFrom<Readonly<Record<string, unknown>>>(
  { plan: "team", cadence: "monthly" },
  { plan: "team", cadence: "annual", termYears: 3 },
  { plan: "tried", cadence: "monthly" },
  { plan: "seats", cadence: "annual", quantity: 30, termYears: 5 },
  { plan: "hybrid", cadence: "monthly", quantity: 2 },
  { plan: "limited", cadence: "monthly" },
);

/** Facts of one customer with up to two subscriptions; some of them will be refused. */
export const anyStory = fc
  .tuple(
    fc.constantFrom("UTC", "America/New_York", "Pacific/Auckland"),
    fc.array(
      fc.record({
        begin: fc.integer({ min: 0, max: 60 }),
        bought: anyBought,
        lasts: fc.option(fc.integer({ min: 20, max: 300 }), { freq: 4 }),
        moves: fc.array(anyMove, { maxLength: 8 }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  )
  .map(([timeZone, subscriptions]) => ({
    timeZone,
    facts: [
      { fact: "customer", id: "c-1", name: "Northwind", timeZone },
      ...subscriptions.flatMap((told, place) => factsOf(`s-${place}`, told)),
    ] as readonly AccountFact[],
  }));

function factsOf(
  id: string,
  told: {
    readonly begin: number;
    readonly bought: Readonly<Record<string, unknown>>;
    readonly lasts: number | null;
    readonly moves: readonly {
      readonly gap: number;
      readonly ahead: number;
      readonly move: Readonly<Record<string, unknown>>;
    }[];
  },
): object[] {
  const { begin, bought, lasts } = told;
  const facts: object[] = [
    {
      fact: "subscription",
      id,
      customer: "c-1",
      start: dayText(begin),
      ...bought,
      ...(lasts === null ? {} : { end: dayText(begin + lasts) }),
    },
  ];
  let day = begin;
  let last = "";
  for (const [place, { gap, ahead, move }] of told.moves.entries()) {
    day += gap;
    const name = `${id}-${place}`;
    const known = { id: name, customer: "c-1", subscription: id };
    const recordedAt = `${dayText(day)}T12:00:00Z`;
    facts.push(
      move.fact === "undo"
        ? { ...known, ...move, change: last, recordedAt }
        : { ...known, ...move, on: dayText(day + ahead), recordedAt },
    );
    if (move.fact !== "undo") last = name;
  }
  return facts;
}

interface Terms {
  readonly plan: string;
  readonly cadence?: string;
  readonly quantity?: number;
  readonly quantities?: Readonly<Record<string, number>>;
  readonly discounts?: readonly string[];
  readonly termYears?: number;
  readonly end?: string;
}

/** A fact with the fields that any kind may have. */
type Told = Terms & {
  readonly fact: string;
  readonly id: string;
  readonly subscription?: string;
  readonly change?: string;
  readonly start: string;
  readonly on: string;
};

interface Served {
  readonly terms: Terms;
  readonly isServing: boolean;
  /** First day that is paid for. */
  readonly paidFrom: string;
  readonly endBeforePause: string | undefined;
}

/** Where a subscription stands on a day, its accepted facts told in order. */
function standingOn(bought: Told, changes: readonly Told[], day: string): Served | undefined {
  if (day < bought.start) return undefined;
  const trialDays = bought.plan === "tried" ? 14 : 0;
  let now: Served = {
    terms: bought,
    isServing: true,
    paidFrom: Temporal.PlainDate.from(bought.start).add({ days: trialDays }).toString(),
    endBeforePause: undefined,
  };
  for (const change of changes.filter(({ on }) => on <= day)) now = changed(now, change);
  const { end } = now.terms;
  return end !== undefined && day >= end ? { ...now, isServing: false } : now;
}

function changed(now: Served, change: Told): Served {
  const { end, ...open } = now.terms;
  switch (change.fact) {
    case "change": {
      const { plan = now.terms.plan, quantities } = change;
      const samePlan = plan === now.terms.plan;
      const { quantities: reserved, ...kept } = now.terms;
      const terms: Terms = {
        ...kept,
        ...(samePlan && reserved !== undefined ? { quantities: reserved } : {}),
        plan,
        ...(change.cadence === undefined ? {} : { cadence: change.cadence }),
        ...(change.quantity === undefined ? {} : { quantity: change.quantity }),
        ...(quantities === undefined ? {} : { quantities }),
        ...(change.discounts === undefined ? {} : { discounts: change.discounts }),
      };
      const isNewRhythm = terms.cadence !== now.terms.cadence;
      return { ...now, terms, paidFrom: isNewRhythm ? change.on : now.paidFrom };
    }
    case "cancel":
      return { ...now, isServing: false };
    case "pause":
      return { ...now, isServing: false, endBeforePause: end };
    case "resume":
      return {
        ...now,
        isServing: true,
        terms: now.endBeforePause === undefined ? open : { ...open, end: now.endBeforePause },
      };
    default:
      return { ...now, isServing: true, terms: open, paidFrom: change.on };
  }
}

/** Exact money a month at list and after discounts, each rounded as an invoice of a whole period would be. */
function worthOf({ plan, cadence, quantity = 1, quantities = {}, ...granted }: Terms): {
  readonly list: Rational;
  readonly net: Rational;
} {
  const perPeriod: Readonly<Record<string, Rational>> = {
    "team monthly": rational(499),
    "team annual": rational(4_990),
    "hybrid monthly": rational(100),
    "tried monthly": rational(30),
    "seats annual": times(rational(500), rational(quantity)),
  };
  const { discounts = [], termYears = 0 } = granted;
  const list = perPeriod[`${plan} ${cadence}`] ?? none;
  let net = list;
  if (plan === "seats" && quantity >= 100) net = minus(net, percent(net, 10));
  if (plan === "seats" && termYears >= 3) net = minus(net, percent(net, 15));
  if (discounts.includes("loyalty")) {
    const off = rational(600);
    net = isLess(net, off) ? none : minus(net, off);
  }
  const months = rational(cadence === "annual" ? 12 : 1);
  const monthly = (amount: Rational): Rational => rounded(quotient(amount, months), 10);
  // Reserved nodes and a minimum are charges of their own, by the month; discounts are taken of each anew.
  const { nodes = 0 } = quantities;
  const due = plan === "limited" ? 310 : plan === "reserved" ? nodes * 10 : 0;
  const dueNet = discounts.includes("loyalty") ? Math.max(due - 600, 0) : due;
  return {
    list: plus(monthly(list), rational(due)),
    net: plus(monthly(net), rational(dueNet)),
  };
}

const percent = (amount: Rational, of: number): Rational =>
  rounded(times(amount, quotient(rational(of), rational(100))), 2);

/** What the accepted facts come to on a local day, paid for and in trial. */
export interface SlowDay {
  readonly list: Rational;
  readonly net: Rational;
  readonly trial: Rational;
}

/** A customer's day. `facts` are those that were accepted, in the order in which they were told. */
export function slowDay(facts: readonly AccountFact[], day: string): SlowDay {
  const told = facts as unknown as readonly Told[];
  let [list, net, trial] = [none, none, none];
  for (const bought of told.filter(({ fact }) => fact === "subscription")) {
    const own = told.filter(({ subscription }) => subscription === bought.id);
    const undone = new Set(own.flatMap(({ change }) => (change === undefined ? [] : [change])));
    const changes = own.filter(({ fact, id }) => fact !== "undo" && !undone.has(id));
    const now = standingOn(bought, changes, day);
    if (now === undefined || !now.isServing) continue;
    const worth = worthOf(now.terms);
    if (day < now.paidFrom) trial = plus(trial, worth.list);
    else [list, net] = [plus(list, worth.list), plus(net, worth.net)];
  }
  return { list, net, trial };
}

/** The first instant of a local day. */
export const localMidnight = (day: string, timeZone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant().epochMilliseconds;

/** A day so many after the first. */
export const storyDay = dayText;
