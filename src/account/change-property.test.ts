import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { acme, acmeBooks, at, customer, subscription } from "./account.fixture.ts";
import type { PhaseState } from "./account.ts";
import type { ChangeFact } from "./change-fact.ts";
import type { AccountFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { priceBooks } from "./price-book.ts";
import { replayAccounts } from "./replay.ts";

/** Changes may reach ten days back. */
const slowBooks = expectOk(
  priceBooks([{ ...acme, invoicing: { ...acme.invoicing, grace: "P10D" } }]),
);

const about = { customer: "c-1", subscription: "s-1" } as const;

/** Day numbers of a story: when something is told, and for which day. */
const moves = fc.array(
  fc.record({
    gap: fc.integer({ min: 0, max: 50 }),
    ahead: fc.integer({ min: -8, max: 40 }),
    move: fc.constantFrom<Readonly<Record<string, string>>>(
      { fact: "change", plan: "hybrid" },
      { fact: "change", plan: "team" },
      { fact: "change", plan: "team", proration: "none" },
      { fact: "change", plan: "hybrid", cadence: "monthly", proration: "none" },
      { fact: "change", plan: "team", cadence: "annual" },
      { fact: "change", plan: "team", cadence: "annual", proration: "none" },
      { fact: "change", alignment: "calendar" },
      { fact: "cancel", credit: "prorated" },
      { fact: "cancel" },
      { fact: "pause" },
      { fact: "pause", credit: "none" },
      { fact: "resume" },
      { fact: "reactivate" },
      { fact: "undo" },
      { fact: "undo" },
    ),
  }),
  { maxLength: 10 },
);

const dayNumber = (text: string): number => Date.parse(text) / 86_400_000;
const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

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
};

/**
 * Cents by line id of every period that begins before `until`: the price's share of the days served, half up; of the days
 * to the period's end where a change cut it without giving back.
 */
function expectedCharges(phases: readonly PhaseState[], until: number): Map<string, bigint> {
  const charges = new Map<string, bigint>();
  for (const { key, fact, anchor, cutSince, refundsUnused, nextRecurring } of phases) {
    const price = prices[`${fact.plan} ${fact.cadence}`] ?? 0n;
    const start = dayNumber(fact.start);
    const end = fact.end === undefined ? Number.POSITIVE_INFINITY : dayNumber(fact.end);
    const keeps = cutSince !== null && !refundsUnused;
    const step = fact.cadence === "annual" ? 12 : 1;
    const first =
      fact.alignment === "calendar"
        ? `${fact.start.slice(0, step === 12 ? 4 : 7)}${step === 12 ? "-01" : ""}-01`
        : (anchor ?? fact.start);
    let index = 0;
    for (let nth = 0; ; nth += 1) {
      const from = anniversary(first, nth * step);
      const to = anniversary(first, (nth + 1) * step);
      if (Math.max(from, start) > until || Math.max(from, start) >= end) break;
      if (to <= start) continue;
      const days = BigInt((keeps ? to : Math.min(to, end)) - Math.max(from, start));
      const whole = BigInt(to - from);
      const cents = (2n * price * days + whole) / (2n * whole);
      if (cents > 0n && index >= nextRecurring) charges.set(`${key}/base/${index}`, cents);
      index += 1;
    }
  }
  return charges;
}

/** Cents by the id of the period, what went back taken off. */
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

const isCharged = ([id]: readonly [string, bigint]): boolean => id.includes("/base/");

/** A story of a subscription that begins so many days into 2026, and is told of moves on days. */
function storyOf(begin: number, told: typeof moves extends fc.Arbitrary<infer T> ? T : never) {
  let day = dayNumber("2026-01-01") + begin;
  const facts: AccountFact[] = [subscription({ start: dayText(day) })];
  for (const [place, { gap, ahead, move }] of told.entries()) {
    day += gap;
    const common = { id: `m-${place}`, ...about, recordedAt: `${dayText(day)}T09:00:00Z` };
    const own = move.fact === "undo" ? { change: `m-${place - 1}` } : { on: dayText(day + ahead) };
    facts.push({ ...move, ...common, ...own } as ChangeFact);
  }
  return facts;
}

describe.each([
  ["an hour", acmeBooks],
  ["ten days", slowBooks],
])("with a grace window of %s", (_, books) => {
  const until = "2028-01-01T12:00:00Z";
  it("charges each period for exactly the days served, whatever happened and whenever it was told", () => {
    let undone = 0;
    property(
      fc.property(moves, fc.integer({ min: 0, max: 60 }), (told, begin) => {
        const accounts = replayAccounts(books);
        for (const fact of [customer(), ...storyOf(begin, told)]) accounts.add(fact);
        const { replay } = accounts.open();
        const invoices = [...replay.invoicesUntil(at(until))];
        const state = replay.accounts.get("c-1")?.subscriptions[0];
        const phases = state?.phases ?? [];
        undone += state?.changes.filter((one) => one.undone).length ?? 0;
        const actual = charged(invoices);
        // What is due in the last days waits for the usage that it is billed with.
        const certain = expectedCharges(phases, dayNumber("2027-12-15"));
        const possible = expectedCharges(phases, dayNumber("2028-01-01"));
        const base = [...actual].filter(isCharged);
        expect(base.map(([id]) => [id, possible.get(id)])).toEqual(base);
        expect([...certain].map(([id]) => [id, actual.get(id)])).toEqual([...certain]);
        expectSound(invoices);
      }),
      400,
    );
    expect(undone).toBeGreaterThan(20);
  });
});

/** What holds of the documents of any story. */
function expectSound(invoices: readonly Invoice[]): void {
  const ids = invoices.flatMap(({ lines }) => lines.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  const seen = new Set<string>();
  const next = { invoice: 1, "credit-note": 1 };
  let issued = "";
  for (const { id, kind, number, total, lines, corrects, issuedAt } of invoices) {
    expect(kind).toBe(total.startsWith("-") ? "credit-note" : "invoice");
    const series = kind === "invoice" ? "INV" : "CN";
    expect(number).toBe(`${series}-${String(next[kind]).padStart(6, "0")}`);
    next[kind] += 1;
    const cents = lines.reduce((sum, { amount }) => sum + BigInt(amount.replace(".", "")), 0n);
    expect(BigInt(total.replace(".", ""))).toBe(cents);
    if (kind === "credit-note") expect(corrects?.length).toBeGreaterThan(0);
    for (const before of corrects ?? []) expect(seen).toContain(before);
    seen.add(id);
    expect(issuedAt >= issued).toBe(true);
    issued = issuedAt;
  }
}
