import type { AccountFact } from "../../src/account/fact.ts";
import { type DemoCustomer, demoBusiness } from "../../src/cli/demo/business.ts";
import { generatedUsage } from "../../src/cli/demo/usage.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { daysFromCivil, parseCivilDate } from "../../src/time/calendar.ts";
import { DAY_MS, HOUR_MS, type Instant } from "../../src/time/instant.ts";
import { at } from "./running-florin.ts";

/** Facts that no route takes: those of providers, which payments tell themselves. */
type UnroutedFact = "charge" | "charge-failure" | "refund" | "vat-check";

/** A fact as it is posted: the route says its kind. */
export interface PostedFact {
  readonly fact: Exclude<AccountFact, { readonly fact: UnroutedFact }>["fact"];
  readonly [field: string]: unknown;
}

/** A usage event as it is posted. */
export interface StoryEvent {
  readonly id: string;
  readonly source?: string;
  readonly type: string;
  readonly customer: string;
  readonly time: string;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

/** What is told to a server at one moment of its clock: accounts first, then usage, then what is corrected. */
export interface Moment {
  readonly at: Instant;
  readonly facts: readonly PostedFact[];
  readonly events: readonly StoryEvent[];
  readonly corrections: readonly StoryCorrection[];
}

/** A correction as it is posted. */
export type StoryCorrection = Readonly<Record<string, unknown>>;

/** The first day of every story. */
export const storyStart = "2026-01-01T00:00:00Z";
/** When every invoice of the stories' last day is final. */
export const storyEnd = "2026-04-03T00:00:00Z";
const days = 90;

/** Something told at a moment, before moments are put together. */
type Told = { readonly at: Instant } & (
  | { readonly told: PostedFact }
  | { readonly used: StoryEvent }
  | { readonly corrected: StoryCorrection }
);

/** A fact told at a moment. */
export const tell = (when: string | Instant, told: PostedFact): Told => ({
  at: typeof when === "string" ? at(when) : when,
  told,
});

/** An event sent at a moment; at the end of the hour in which it happened where none is given. */
export const use = (used: StoryEvent, received?: string): Told => ({
  at: received === undefined ? endOfHour(at(used.time)) : at(received),
  used,
});

/** An event that was sent before is corrected. */
export const amend = (when: string, corrected: StoryCorrection): Told => ({
  at: at(when),
  corrected,
});

const endOfHour = (instant: Instant): Instant =>
  (Math.floor(instant / HOUR_MS) + 1) * HOUR_MS - 1_000;

type Mutable<T> = { [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };

/** What is told, by moment; what is told at one moment keeps its order. */
export function momentsOf(told: readonly Told[]): readonly Moment[] {
  const moments = new Map<Instant, Omit<Mutable<Moment>, "at">>();
  for (const one of told) {
    const moment = moments.get(one.at) ?? { facts: [], events: [], corrections: [] };
    moments.set(one.at, moment);
    if ("told" in one) moment.facts.push(one.told);
    else if ("used" in one) moment.events.push(one.used);
    else moment.corrections.push(one.corrected);
  }
  return [...moments]
    .map(([instant, moment]) => ({ at: instant, ...moment }))
    .sort((left, right) => left.at - right.at);
}

/** A seeded business of the demonstration: purchases are told the evening before, usage at the end of its day. */
export function businessStory(customers: number, seed: number): readonly Told[] {
  const from = at(storyStart);
  const day = parseCivilDate(storyStart.slice(0, 10));
  if (!day.ok) throw new Error("the story begins on a day");
  const business = demoBusiness({ customers, seed, from: day.value, days });
  const usage = generatedUsage(business, from, seed);
  return [
    ...business.flatMap((customer) => joining(customer, from)),
    ...Array.from({ length: days }, (_, index) => index).flatMap((index) =>
      usage(index).map((event): Told => ({ at: eveningOf(from, index), used: event })),
    ),
  ];
}

const eveningOf = (from: Instant, day: number): Instant => from + (day + 1) * DAY_MS - 1_000;

function joining({ customer, purchases, joinsOnDay }: DemoCustomer, from: Instant): Told[] {
  const told = (fact: object, day: number): Told =>
    tell(eveningOf(from, day - 1), fact as PostedFact);
  return [
    told(customer, joinsOnDay),
    ...purchases.map((purchase) => {
      const date = parseCivilDate(purchase.fact === "sale" ? purchase.date : purchase.start);
      const day = date.ok ? daysFromCivil(date.value) - from / DAY_MS : 0;
      return told(purchase, day);
    }),
  ];
}

const berlin = "Europe/Berlin";

/** Customers in their own zones with a plan of every way of charging; everything is told in time. */
export function punctualStory(): readonly Told[] {
  const early = "2025-12-31T12:00:00Z";
  const person = (id: string, more: object = {}): Told =>
    tell(early, { fact: "customer", id, name: `Edge ${id}`, ...more });
  const plan = (customer: string, name: string, start: string, more: object = {}): Told =>
    tell(early, {
      fact: "subscription",
      id: `s-${customer}-${name}-${start}`,
      customer,
      plan: name,
      start,
      ...more,
    });
  return [
    person("e-berlin", { timeZone: berlin }),
    plan("e-berlin", "team", "2026-01-31", { cadence: "monthly" }),
    person("e-tokyo", { timeZone: "Asia/Tokyo" }),
    plan("e-tokyo", "developer", "2026-01-12", { cadence: "monthly", alignment: "calendar" }),
    plan("e-tokyo", "raised", "2026-01-12", { alignment: "calendar" }),
    person("e-auckland", { timeZone: "Pacific/Auckland" }),
    plan("e-auckland", "reserved", "2026-01-20", {
      alignment: "calendar",
      quantities: { nodes: "7.5" },
      end: "2026-03-21",
    }),
    person("e-york", { timeZone: "America/New_York" }),
    plan("e-york", "stored", "2026-01-10"),
    person("e-pay"),
    plan("e-pay", "payments", "2026-01-01"),
    person("e-all", { timeZone: "Asia/Kolkata" }),
    plan("e-all", "catalogue", "2026-01-05"),
    plan("e-all", "people", "2026-01-05"),
    person("e-licence"),
    tell(early, {
      fact: "licence",
      id: "l-edge",
      customer: "e-licence",
      licence: "standard",
      start: "2026-01-15",
      quantity: 2,
    }),
    person("e-moves"),
    plan("e-moves", "developer", "2026-01-03", { cadence: "monthly", end: "2026-02-10" }),
    plan("e-moves", "business", "2026-02-10", { cadence: "monthly" }),
    ...["a", "b"].map((id) =>
      tell(early, {
        fact: "sale",
        id: `w-edge-${id}`,
        customer: "e-moves",
        offer: "custom-integration",
        date: "2026-02-10",
        quantity: "1.5",
        ...(id === "b" ? { delivery: "on-site" } : {}),
      }),
    ),
    ...edgeUsage(),
  ];
}

/** Some 400 events of the edge customers, each sent within its hour, and some of them twice. */
function edgeUsage(): readonly Told[] {
  const random = seededRandom(11);
  const from = at(storyStart);
  const events: StoryEvent[] = [];
  const add = (customer: string, type: string, data: NonNullable<StoryEvent["data"]>): void => {
    const time = new Date(from + random.whole(0, days * 24 * 60 - 1) * 60_000).toISOString();
    const name = String(events.length + 1).padStart(4, "0");
    events.push({ id: `edge-${name}`, source: "edge", type, customer, time, data });
  };
  for (let round = 0; round < 24; round += 1) {
    add("e-berlin", "inference", { operations: random.whole(1, 60_000_000), region: "eu" });
    add("e-tokyo", "inference", { operations: random.whole(1, 9_000_000), region: "ap" });
    add("e-tokyo", "node-count", { nodes: random.whole(1, 9) });
    add("e-auckland", "node-count", { nodes: `${random.whole(3, 11)}.25` });
    add("e-york", "stored", { gb: random.whole(0, 4_000) });
    add("e-pay", "payment", { amount: `${random.whole(0, 900)}.${random.whole(10, 99)}` });
    add("e-pay", "payment", { amount: random.whole(1, 99) / 100 });
    add("e-all", "transfer", {
      gb: random.whole(0, 90) / 4,
      direction: random.next() < 0.2 ? "in" : "out",
      region: random.next() < 0.5 ? "eu" : "us",
    });
    add("e-all", "login", { user: `u-${random.whole(1, 9)}` });
    add("e-all", "agents", { count: random.whole(0, 30) });
    add("e-all", "load", { mbps: random.whole(1, 2_000) / 10 });
    add("e-moves", "inference", { operations: random.whole(1, 900_000_000), region: "us" });
  }
  return events.flatMap((event, index) =>
    index % 9 === 0 ? [use(event), use(event)] : [use(event)],
  );
}
