import fc from "fast-check";
import type { AccountFact } from "../account/fact.ts";
import { defineModel } from "../model/define-model.ts";
import { usd } from "../money/money.ts";
import { flat } from "../pricing/flat.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { civilFromDays, formatCivilDate } from "../time/calendar.ts";
import { DAY_MS, formatInstant, HOUR_MS, type Instant } from "../time/instant.ts";

/** Everything in cents, so that a count of every single one of them stays quick. */
export const centModel = defineModel({
  id: "cents",
  name: "Cents",
  version: "1",
  currency: "USD",
  timeZone: "UTC",
  invoicing: { grace: "PT24H", netDays: 10 },
  streams: {
    subscriptions: { name: "Subscriptions", recurring: true },
    services: { name: "Services" },
  },
  meters: {},
  features: {},
  slas: {
    promise: {
      name: "Promise",
      uptime: "99%",
      credits: [{ below: "99%", credit: "30%" }],
    },
  },
  plans: {
    small: {
      name: "Small",
      stream: "subscriptions",
      prices: { weekly: flat(usd("0.90")), monthly: flat(usd("1.70")) },
      sla: "promise",
      grants: ["allowance"],
    },
  },
  offers: {
    job: { name: "Job", stream: "services", per: "job", price: perUnit(usd("0.70")) },
  },
  credits: {
    allowance: {
      name: "Allowance",
      kind: "promotional",
      amount: "0.25 USD",
      every: "weekly",
      expiresWithPeriod: true,
    },
    "when-paid": { name: "When paid", kind: "prepaid", availableFrom: "payment", priority: 2 },
  },
});

/** What chance may say next; the same twice is twice as likely. */
export const lifeKinds = [
  "free",
  "free",
  "sold",
  "sold",
  "when-paid",
  "again",
  "rolls",
  "sale",
  "sale",
  "sale",
  "payment",
  "refund",
  "write-off",
  "void",
  "adjust",
  "note",
  "note",
  "uptime",
  "top-up",
  "cancel",
  "wait",
] as const;

/** Numbers that a fact is made of; which fact, and how they are read, is the story's. */
export const lifeChance = fc.record({
  kind: fc.constantFrom(...lifeKinds),
  wait: fc.integer({ min: 0, max: 6 }),
  size: fc.integer({ min: 1, max: 140 }),
  part: fc.integer({ min: 0, max: 100 }),
  pick: fc.integer({ min: 0, max: 11 }),
  flag: fc.boolean(),
});
export interface LifeChance {
  readonly kind: (typeof lifeKinds)[number];
  readonly wait: number;
  readonly size: number;
  readonly part: number;
  readonly pick: number;
  readonly flag: boolean;
}

/** A fact and when it is told, each at a moment of its own and never at midnight. */
export interface ToldOnce {
  readonly at: Instant;
  readonly fact: AccountFact;
}

/** The first of January 2026. */
export const lifeStart: Instant = Date.UTC(2026, 0, 1);
/** The day of a moment, counted from 1970. */
export const dayOf = (instant: Instant): number => Math.floor(instant / DAY_MS);
/** `2026-01-31`. */
const dateOf = (day: number): string => formatCivilDate(civilFromDays(day));
const cents = (amount: number): `${number} USD` =>
  `${(amount / 100).toFixed(2)} USD` as `${number} USD`;

const own = { customer: "c-1" } as const;

/** What customer c-1 is told, in the order of time: a plan first, then whatever chance says. */
export function creditLife(cadence: "weekly" | "monthly", chances: readonly LifeChance[]) {
  const told: ToldOnce[] = [];
  const tell = (at: Instant, fact: Omit<AccountFact, "customer">): void => {
    told.push({ at, fact: { ...own, recordedAt: formatInstant(at), ...fact } as AccountFact });
  };
  tell(lifeStart + HOUR_MS, {
    fact: "subscription",
    id: "s-1",
    plan: "small",
    cadence,
    start: dateOf(dayOf(lifeStart)),
  } as Omit<AccountFact, "customer">);
  let at = lifeStart + HOUR_MS;
  for (const [place, chance] of chances.entries()) {
    const next = at + chance.wait * DAY_MS + 60_000;
    at = next;
    const fact = factOf(chance, `f-${place}`, place, dayOf(at));
    if (fact !== undefined) tell(at, fact);
  }
  return told;
}

/** The first day of the month after a day. */
function monthAfter(day: number): number {
  const { year, month } = civilFromDays(day);
  return Date.UTC(year, month, 1) / DAY_MS;
}

/** How many days until what is given with this chance expires; undefined for never. */
export const lifeOf = ({ pick, part }: LifeChance): number | undefined =>
  pick % 4 === 0 ? undefined : 1 + (part % 21);

function factOf(
  chance: LifeChance,
  id: string,
  place: number,
  today: number,
): Omit<AccountFact, "customer"> | undefined {
  const { kind, size, part, pick, flag } = chance;
  const date = dateOf(today);
  const life = lifeOf(chance);
  const expires = life === undefined ? {} : { expires: dateOf(today + life) };
  const terms = {
    priority: pick % 3,
    appliesTo: (["all", "recurring", "all"] as const)[pick % 3] ?? "all",
    covers: flag ? "served" : "invoiced",
  } as const;
  const before = `f-${place === 0 ? 0 : pick % place}`;
  const facts = {
    free: {
      fact: "grant",
      id,
      kind: flag ? "goodwill" : "promotional",
      amount: cents(size),
      date,
      ...terms,
      ...expires,
    },
    sold: {
      fact: "grant",
      id,
      kind: "prepaid",
      amount: cents(size),
      price: cents(Math.max(1, Math.floor((size * part) / 100))),
      date,
      ...terms,
      ...expires,
    },
    "when-paid": {
      fact: "grant",
      id,
      credit: "when-paid",
      amount: cents(size),
      price: cents(size),
      date,
      ...expires,
    },
    again: {
      fact: "grant",
      id,
      kind: "referral",
      amount: cents(1 + (size % 30)),
      date,
      every: "weekly",
      count: 1 + (pick % 4),
      expiresWithPeriod: true,
    },
    rolls: {
      fact: "grant",
      id,
      kind: "promotional",
      amount: cents(size),
      date,
      expires: dateOf(monthAfter(today)),
      rollover: { share: `${part}%`, maximum: "0.40 USD", times: 1, months: 1 },
    },
    sale: { fact: "sale", id, offer: "job", quantity: 1 + (pick % 3), date },
    payment: { fact: "payment", id, amount: cents(size * 2), method: "card" },
    refund: { fact: "refund", id, payment: before, amount: cents(1 + (size % 60)) },
    "write-off": { fact: "write-off", id, invoice: `c-1:${1 + pick}` },
    void: { fact: "void-grant", id, grant: before, date, reason: "undone" },
    adjust: {
      fact: "adjust-grant",
      id,
      grant: before,
      date,
      reason: "corrected",
      ...(flag ? { add: cents(1 + (size % 40)) } : { remove: cents(1 + (size % 40)) }),
      ...(pick % 2 === 0 ? { priority: pick % 3 } : {}),
      ...(part % 3 === 0 ? { expires: dateOf(today + 1 + (part % 15)) } : {}),
    },
    note: {
      fact: "credit-note",
      id,
      invoice: `c-1:${1 + pick}`,
      reason: "agreed",
      ...(flag ? { amount: cents(size) } : {}),
    },
    uptime: {
      fact: "uptime",
      id,
      sla: "promise",
      from: dateOf(today - 7),
      to: date,
      uptime: flag ? "97%" : "99.5%",
    },
    "top-up": {
      fact: "top-up-rule",
      id: "t-1",
      date,
      whenBelow: "0.30 USD",
      amount: "0.60 USD",
      price: "80%",
      maximumPerMonth: "2 USD",
    },
    cancel: { fact: "cancel", id, subscription: "s-1", on: date, credit: "prorated" },
    wait: undefined,
  } as const;
  return facts[kind] as unknown as Omit<AccountFact, "customer"> | undefined;
}
