import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import type { Licence } from "../model/licence.ts";
import type { Meter } from "../model/meter.ts";
import type { Model } from "../model/model.ts";
import type { Charge, Plan } from "../model/plan.ts";
import { minorUnits } from "../money/currency.ts";
import { type CurrencyCode, type Money, moneyIn } from "../money/money.ts";
import { percent } from "../money/percent.ts";
import { capacity } from "../pricing/capacity.ts";
import { type Discount, termDiscount, volumeDiscount } from "../pricing/discount.ts";
import { graduated } from "../pricing/graduated.ts";
import { perUnit } from "../pricing/per-unit.ts";
import type { CadenceName } from "../time/cadence.ts";
import { parseInstant } from "../time/instant.ts";
import { openAccount } from "./account.ts";
import type { PurchaseFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { priceBooks } from "./price-book.ts";
import {
  type Mode,
  type SlowDiscount,
  type SlowEvent,
  type SlowInvoice,
  type SlowPurchase,
  slowInvoices,
} from "./slow-billing.fixture.ts";
import { step } from "./step.ts";
import { openUsageLedger } from "./usage-ledger.ts";

const until = "2027-04-01";
const dayMs = 86_400_000;

interface Story {
  readonly currency: CurrencyCode;
  readonly mode: Mode;
  readonly purchases: readonly SlowPurchase[];
}

const day = (from: string, to: string) =>
  fc
    .integer({ min: Date.parse(from) / dayMs, max: Date.parse(to) / dayMs })
    .map((days) => new Date(days * dayMs).toISOString().slice(0, 10));
const cents = (max: number) =>
  fc.integer({ min: 1, max: max * 10_000 }).map((n) => String(n / 10_000));

const volume: SlowDiscount = {
  kind: "volume",
  steps: [
    [50, 7],
    [200, 15],
  ],
};
const term: SlowDiscount = {
  kind: "term",
  steps: [
    [1, 5],
    [3, 12],
  ],
};

const common = fc
  .record({
    start: fc.oneof(day("2025-09-01", "2026-03-31"), fc.constantFrom("2026-01-31", "2024-02-29")),
    servedDays: fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined }),
    knownLate: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 70 * 48 })),
    calendar: fc.boolean(),
    discounts: fc.subarray([volume, term]),
    termYears: fc.constantFrom(undefined, 1, 2, 3),
  })
  .map(({ servedDays, knownLate, ...drawn }) => ({
    ...drawn,
    end:
      servedDays === undefined
        ? undefined
        : new Date(Date.parse(drawn.start) + servedDays * dayMs).toISOString().slice(0, 10),
    known: Date.parse(drawn.start) + knownLate * 30 * 60_000,
  }));

const base = fc.record({
  months: fc.constantFrom(1, 3, 12),
  unit: cents(600),
  quantity: fc.integer({ min: 1, max: 300 }),
});

const overage = fc.record({
  kind: fc.constant("graduated" as const),
  included: fc.integer({ min: 0, max: 400 }),
  prorated: fc.boolean(),
  edge: fc.integer({ min: 1, max: 200 }),
  rates: fc.tuple(cents(2), cents(2)),
});
const reserved = fc.record({
  kind: fc.constant("capacity" as const),
  reserved: fc.integer({ min: 0, max: 20 }),
  unit: cents(30),
  over: cents(50),
});

/** Uses after the start: some early, some late by up to ten weeks, some of them corrections. */
const events = (start: string, least: number): fc.Arbitrary<SlowEvent[]> =>
  fc.array(
    fc
      .record({
        minutes: fc.integer({ min: 0, max: 240 * 1_440 }),
        delay: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 70 * 1_440 })),
        quantity: fc.oneof(
          { weight: 4, arbitrary: fc.integer({ min: 0, max: 300 }) },
          { weight: 1, arbitrary: fc.integer({ min: least, max: 0 }) },
        ),
      })
      .map(({ minutes, delay, quantity }) => {
        const at = Date.parse(start) + minutes * 60_000;
        return { at, received: at + delay * 60_000, quantity };
      }),
    { maxLength: 25 },
  );

const subscription = (id: string): fc.Arbitrary<SlowPurchase> =>
  common
    .chain((of) =>
      fc.record({
        ...fixed({ ...of, id }),
        base: fc.option(base, { nil: undefined }),
        usage: fc.oneof(overage, reserved),
        events: events(of.start, -40),
      }),
    )
    .map((drawn) =>
      drawn.usage.kind === "capacity"
        ? {
            ...drawn,
            events: drawn.events.map((one) => ({ ...one, quantity: Math.abs(one.quantity) })),
          }
        : drawn,
    );

const fixed = <T extends object>(value: T): { [K in keyof T]: fc.Arbitrary<T[K]> } =>
  Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fc.constant(inner)])) as {
    [K in keyof T]: fc.Arbitrary<T[K]>;
  };

const licence = (id: string): fc.Arbitrary<SlowPurchase> =>
  fc
    .record({
      of: common,
      fee: cents(50_000),
      percent: fc.constantFrom(5, 12.5, 20),
      fromStart: fc.boolean(),
      termMonths: fc.constantFrom(undefined, 6, 12, 18),
    })
    .map(({ of: { start, end, known }, termMonths, ...terms }) => ({
      id,
      start,
      end,
      known,
      licence: { ...terms, ...(termMonths === undefined ? {} : { termMonths }) },
    }));

const stories: fc.Arbitrary<Story> = fc.record({
  currency: fc.constantFrom<CurrencyCode[]>("USD", "JPY", "KWD"),
  mode: fc.constantFrom<Mode[]>("half-up", "half-even"),
  purchases: fc
    .tuple(
      fc.option(subscription("s-1"), { freq: 8 }),
      fc.option(subscription("s-2")),
      fc.option(licence("l-1")),
    )
    .map((drawn) => drawn.flatMap((one) => (one === null ? [] : [one]))),
});

const cadences: Readonly<Record<number, CadenceName>> = {
  1: "monthly",
  3: "quarterly",
  12: "annual",
};

/** The model in which every purchase of the story buys a plan or a licence of its own. */
function modelOf({ currency, mode, purchases }: Story): Model {
  const amount = (text: string): Money => moneyIn(currency)(text as `${number}`);
  const subscribed = purchases.filter(({ licence: sold }) => sold === undefined);
  return {
    florin: "florin/1",
    id: "story",
    name: "Story",
    version: "1",
    currency,
    rounding: mode,
    streams: { sales: { name: "Sales" } },
    meters: Object.fromEntries(subscribed.map((one) => [one.id, meterOf(one)])),
    features: {},
    plans: Object.fromEntries(subscribed.map((one) => [one.id, planOf(one, amount)])),
    licences: Object.fromEntries(
      purchases.flatMap((one) =>
        one.licence === undefined ? [] : [[one.id, licenceOf(one.licence, amount)]],
      ),
    ),
    discounts: { volume: discountOf(volume), term: discountOf(term) },
    discountOrder: ["volume", "term"],
  };
}

const discountOf = ({ kind, steps }: SlowDiscount): Discount =>
  kind === "volume"
    ? volumeDiscount(
        { by: "quantity", mode: "volume" },
        steps.map(([from, off]) => ({ from, percent: percent(off) })),
      )
    : termDiscount(steps.map(([years, off]) => ({ years, percent: percent(off) })));

const meterOf = ({ id, usage }: SlowPurchase): Meter => ({
  event: id,
  unit: "unit",
  aggregation: { kind: usage?.kind === "capacity" ? "max" : "sum", property: "quantity" },
});

function planOf(
  { id, base: advance, usage, discounts = [] }: SlowPurchase,
  amount: (text: string) => Money,
): Plan {
  const cadence = cadences[advance?.months ?? 1] ?? "monthly";
  return {
    name: id,
    stream: "sales",
    discounts: discounts.map(({ kind }) => kind),
    ...(advance === undefined ? {} : { prices: { [cadence]: perUnit(amount(advance.unit)) } }),
    ...(usage === undefined ? {} : { charges: { use: chargeOf(id, usage, amount) } }),
  };
}

function chargeOf(
  meter: string,
  usage: NonNullable<SlowPurchase["usage"]>,
  amount: (text: string) => Money,
): Charge {
  if (usage.kind === "capacity") {
    const overUse = { rule: "bill", price: perUnit(amount(usage.over)) } as const;
    return { meter, price: capacity(amount(usage.unit), { overUse }) };
  }
  const [low, high] = usage.rates;
  return {
    meter,
    included: usage.included,
    includedInStub: usage.prorated ? "prorated" : "whole",
    price: graduated([{ upTo: usage.edge, unit: amount(low) }, { unit: amount(high) }]),
  };
}

function licenceOf(
  sold: NonNullable<SlowPurchase["licence"]>,
  amount: (text: string) => Money,
): Licence {
  return {
    name: "Licence",
    stream: "sales",
    fee: amount(sold.fee),
    maintenance: {
      rate: percent(sold.percent),
      every: "annual",
      firstDue: sold.fromStart ? "purchase" : "anniversary",
    },
    ...(sold.termMonths === undefined
      ? { kind: "perpetual" }
      : { kind: "term", termMonths: sold.termMonths }),
  };
}

function factOf(one: SlowPurchase): PurchaseFact {
  const { id, start, end, base: advance, usage, calendar, termYears } = one;
  const bought = { id, customer: "c-1", start, ...(end === undefined ? {} : { end }) };
  if (one.licence !== undefined) return { fact: "licence", licence: id, ...bought };
  return {
    fact: "subscription",
    plan: id,
    ...bought,
    alignment: calendar === true ? "calendar" : "anniversary",
    ...(advance === undefined ? {} : { quantity: advance.quantity }),
    ...(termYears === undefined ? {} : { termYears }),
    ...(usage?.kind === "capacity" ? { quantities: { use: usage.reserved } } : {}),
  };
}

/** Every invoice that the account machine issues for the story. */
function machineInvoices(story: Story): Invoice[] {
  const books = expectOk(priceBooks([modelOf(story)]));
  let account = openAccount({ fact: "customer", id: "c-1", name: "Customer" });
  for (const one of story.purchases) {
    const input = { kind: "purchase", fact: factOf(one), knownSince: one.known } as const;
    account = expectOk(step(account, input, books)).account;
  }
  const ledger = openUsageLedger(new Map([["c-1", account]]), books);
  for (const { id, events: uses = [] } of story.purchases)
    for (const [index, { at, received, quantity }] of uses.entries())
      ledger.add({
        id: `${id}-${index}`,
        source: "api",
        type: id,
        customer: "c-1",
        time: at,
        receivedAt: received,
        data: { quantity },
      });
  const invoices: Invoice[] = [];
  for (let now = -1; ; ) {
    const stepped = expectOk(step(account, { kind: "tick", now }, books, ledger.view));
    account = stepped.account;
    invoices.push(...stepped.documents);
    if (stepped.nextDue === undefined || stepped.nextDue > Date.parse(until)) return invoices;
    now = stepped.nextDue;
  }
}

const billed = (invoices: readonly Invoice[]): SlowInvoice[] =>
  invoices.map(({ issuedAt, lines }) => ({
    issued: expectOk(parseInstant(issuedAt)),
    lines: lines.map(({ id, gross, amount }) => ({ id, gross, amount })),
  }));

describe("the account machine and the slow oracle", () => {
  it("come to the same invoices, line by line and to the last digit", () => {
    property(
      fc.property(stories, (story) => {
        const setting = { digits: minorUnits(story.currency), mode: story.mode, until };
        expect(billed(machineInvoices(story))).toEqual(slowInvoices(story.purchases, setting));
      }),
      150,
    );
  });

  it("tell stories of every kind", () => {
    const seen = new Set<string>();
    for (const story of fc.sample(stories, { seed: 1, numRuns: 60 }))
      for (const { lines } of machineInvoices(story))
        for (const { kind, explanation, discounts } of lines) {
          seen.add(kind);
          if (explanation.proration !== undefined) seen.add("prorated");
          if (discounts.length === 2) seen.add("two discounts");
        }
    expect([...seen].sort()).toEqual([
      "capacity",
      "late-usage",
      "licence",
      "maintenance",
      "prorated",
      "recurring",
      "two discounts",
      "usage",
    ]);
  });
});
