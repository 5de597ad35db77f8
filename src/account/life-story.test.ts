import fc from "fast-check";
import { expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { acmeBooks, at, customer, subscription } from "./account.fixture.ts";
import type { PhaseState, SubscriptionState } from "./account.ts";
import type { ChangeFact } from "./change-fact.ts";
import type { AccountFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { replayAccounts } from "./replay.ts";
import { type Standing, standingOn } from "./standing.ts";

/** Any life of a subscription with two add-ons: when something is told, of which of them, and for which day. */
const tellings = fc.array(
  fc.record({
    gap: fc.integer({ min: 0, max: 30 }),
    on: fc.oneof(
      fc.integer({ min: -4, max: 40 }),
      fc.constantFrom("now" as const, "now" as const, "period-end" as const),
    ),
    of: fc.constantFrom("s-1", "s-1", "s-1", "a-1", "v-1"),
    move: fc.constantFrom<object>(
      { fact: "change", plan: "hybrid" },
      { fact: "change", plan: "hybrid", endAddons: ["a-1"] },
      { fact: "change", plan: "team", cadence: "monthly" },
      { fact: "change", plan: "team", cadence: "annual" },
      { fact: "change", plan: "tried", cadence: "monthly" },
      { fact: "change", cadence: "annual" },
      { fact: "change", trialDays: 0 },
      { fact: "change", trialDays: 21 },
      { fact: "change", quantity: 3 },
      { fact: "cancel", credit: "prorated" },
      { fact: "pause" },
      { fact: "pause" },
      { fact: "resume" },
      { fact: "resume" },
      { fact: "resume" },
      { fact: "reactivate" },
      { fact: "reactivate" },
      { fact: "undo" },
      { fact: "undo" },
    ),
  }),
  { minLength: 3, maxLength: 16 },
);

const purchases = fc.record({
  begin: fc.integer({ min: 0, max: 60 }),
  known: fc.integer({ min: -40, max: 20 }),
  plan: fc.constantFrom("team", "tried"),
  trialDays: fc.option(fc.integer({ min: 0, max: 45 }), { nil: undefined }),
  alignment: fc.constantFrom("anniversary" as const, "calendar" as const),
  insights: fc.integer({ min: 0, max: 90 }),
  vault: fc.integer({ min: 0, max: 90 }),
  ramp: fc.option(
    fc.tuple(
      fc.record({
        months: fc.integer({ min: 1, max: 4 }),
        quantity: fc.integer({ min: 1, max: 3 }),
      }),
      fc.record({
        months: fc.integer({ min: 5, max: 7 }),
        cadence: fc.constantFrom("monthly" as const, "annual" as const),
      }),
    ),
    { nil: undefined },
  ),
});

const dayNumber = (text: string): number => Date.parse(text) / 86_400_000;
const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
const forever = dayNumber("2999-01-01");

/** The oracle's calendar: the day so many months after an anchor, on its day of the month or the month's last. */
function anniversary(anchor: string, months: number): number {
  const [year = 0, month = 0, day = 0] = anchor.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return Date.UTC(year, month - 1 + months, Math.min(day, last)) / 86_400_000;
}

const prices: Readonly<Record<string, bigint>> = {
  "team monthly": 49_900n,
  "team annual": 499_000n,
  "hybrid monthly": 10_000n,
  "tried monthly": 3_000n,
  "insights monthly": 3_100n,
  "insights annual": 36_500n,
  "vault monthly": 6_200n,
};
const perUnit = ["vault"];

const cadenceOf = ({ plan, addon, cadence }: PhaseState["fact"]): string =>
  cadence ?? (addon === "vault" || plan === "hybrid" ? "monthly" : "");

/** Cents by line id of every period that begins by `until`: the price's share of the paid days served, half up. */
function expectedCharges(phases: readonly PhaseState[], until: number): Map<string, bigint> {
  const charges = new Map<string, bigint>();
  for (const { key, fact, anchor } of phases) {
    const product = fact.addon ?? fact.plan ?? "";
    const units = perUnit.includes(product) ? BigInt(fact.quantity ?? 1) : 1n;
    const price = units * (prices[`${product} ${cadenceOf(fact)}`] ?? 0n);
    const start = dayNumber(fact.start) + (fact.trialDays ?? 0);
    const end = fact.end === undefined ? forever : dayNumber(fact.end);
    const step = cadenceOf(fact) === "annual" ? 12 : 1;
    const calendar = `${dayText(start).slice(0, step === 12 ? 4 : 7)}-01-01`.slice(0, 10);
    const grid = fact.alignment === "calendar" ? calendar : (anchor ?? dayText(start));
    let index = 0;
    for (let nth = -400; ; nth += 1) {
      const from = anniversary(grid, nth * step);
      const to = anniversary(grid, (nth + 1) * step);
      if (to <= start) continue;
      if (Math.max(from, start) > until || Math.max(from, start) >= end) break;
      const days = BigInt(Math.min(to, end) - Math.max(from, start));
      const whole = BigInt(to - from);
      const cents = (2n * price * days + whole) / (2n * whole);
      if (cents > 0n) charges.set(`${key}/base/${index}`, cents);
      index += 1;
    }
  }
  return charges;
}

/** Cents by the id of the period: what went back taken off, what was owed later added. */
function charged(invoices: readonly Invoice[]): Map<string, bigint> {
  const charges = new Map<string, bigint>();
  for (const { id, amount } of invoices.flatMap(({ lines }) => lines)) {
    const period = id.replace(/\/(unused|rest\/\d+)$/, "");
    const cents = (charges.get(period) ?? 0n) + BigInt(amount.replace(".", ""));
    if (cents === 0n) charges.delete(period);
    else charges.set(period, cents);
  }
  return charges;
}

const served: readonly Standing[] = ["trialing", "active"];

const servedOn = ({ phases }: SubscriptionState, day: string): readonly PhaseState[] =>
  phases.filter(({ fact: { start, end } }) => start <= day && (end === undefined || day < end));

/** What an account must never come to, looked at day by day. */
function illegalities(subscriptions: readonly SubscriptionState[]): readonly string[] {
  const found: string[] = [];
  const days = Array.from({ length: 900 }, (_, nth) => dayText(dayNumber("2025-12-01") + nth));
  for (const one of subscriptions) {
    const { id, of, addon } = one.fact;
    const parent = subscriptions.find(({ fact }) => fact.id === of);
    for (const day of days) {
      const serving = servedOn(one, day);
      if (serving.length > 1) found.push(`${id} is served twice on ${day}`);
      const standing = standingOn(one, day);
      if (served.includes(standing) !== (serving.length === 1))
        found.push(`${id} is ${standing} on ${day}`);
      if (parent === undefined || serving.length === 0) continue;
      const beside = servedOn(parent, day)[0]?.fact;
      if (beside === undefined) found.push(`${id} outlives its subscription on ${day}`);
      if (addon === "insights" && beside?.plan === "hybrid")
        found.push(`${id} is beside a plan it is not for on ${day}`);
    }
    const order = one.changes.filter(({ undone }) => !undone).map(({ day }) => day);
    if (order.join() !== [...order].sort().join()) found.push(`${id} has changes out of order`);
  }
  return found;
}

/** The place of the last thing told of a subscription that can be undone; -1 where there is none. */
const lastOf = (
  told: readonly { readonly of: string; readonly move: object }[],
  of: string,
  before: number,
): number =>
  told.findLastIndex(
    (one, at) => at < before && one.of === of && !("fact" in one.move && one.move.fact === "undo"),
  );

function factsOf(
  bought: typeof purchases extends fc.Arbitrary<infer T> ? T : never,
  told: typeof tellings extends fc.Arbitrary<infer T> ? T : never,
): AccountFact[] {
  const first = dayNumber("2026-01-01") + bought.begin;
  const known = (day: number) => `${dayText(day)}T08:00:00Z`;
  const { plan, alignment, trialDays } = bought;
  const ramp = bought.ramp?.map(({ months, ...step }) => ({
    from: { afterMonths: months },
    ...step,
  }));
  const start = { plan, alignment, start: dayText(first) };
  const facts: AccountFact[] = [
    subscription({
      ...start,
      ...(trialDays === undefined ? {} : { trialDays }),
      ...(ramp === undefined || plan === "tried" ? {} : { ramp }),
      recordedAt: known(first + bought.known),
    }),
  ];
  for (const [id, addon, after] of [
    ["a-1", "insights", bought.insights],
    ["v-1", "vault", bought.vault],
  ] as const) {
    const { plan: _, cadence: __, ...fact } = subscription({ id, addon, of: "s-1" });
    const begins = {
      start: dayText(first + after),
      recordedAt: known(first + Math.max(0, after - 9)),
    };
    facts.push({ ...fact, ...begins, ...(addon === "insights" ? { cadence: "monthly" } : {}) });
  }
  let day = first + Math.min(0, bought.known);
  for (const [place, { gap, on, of, move }] of told.entries()) {
    day += gap;
    const when = typeof on === "number" ? { on: dayText(day + on) } : { when: on };
    facts.push({
      ...move,
      id: `m-${place}`,
      customer: "c-1",
      subscription: of,
      ...("fact" in move && move.fact === "undo"
        ? { change: `m-${lastOf(told, of, place)}` }
        : when),
      recordedAt: `${dayText(day)}T09:00:00Z`,
    } as ChangeFact);
  }
  return facts;
}

const accepted = new Map<string, number>();

it("charges each period for exactly the days served, whatever is told of whom and whenever", () => {
  property(
    fc.property(purchases, tellings, (bought, told) => {
      const facts = factsOf(bought, told);
      const accounts = replayAccounts(acmeBooks);
      for (const fact of [customer(), ...facts]) accounts.add(fact);
      const { replay, refused } = accounts.open();
      const refusedIds = new Set(refused.map(({ fact }) => fact.id));
      for (const fact of facts)
        if (!refusedIds.has(fact.id)) accepted.set(fact.fact, (accepted.get(fact.fact) ?? 0) + 1);
      const invoices = [...replay.invoicesUntil(at("2028-01-01T12:00:00Z"))];
      const subscriptions = replay.accounts.get("c-1")?.subscriptions ?? [];
      expect(illegalities(subscriptions)).toEqual([]);
      const phases = subscriptions.flatMap((one) => one.phases);
      const byId = (charges: Map<string, bigint>) => [...charges].sort();
      expect(byId(charged(invoices))).toEqual(
        byId(expectedCharges(phases, dayNumber("2028-01-01"))),
      );
    }),
    400,
  );
  const kinds = ["change", "cancel", "pause", "resume", "reactivate", "undo"];
  for (const kind of kinds) expect(accepted.get(kind) ?? 0, kind).toBeGreaterThan(10);
});
