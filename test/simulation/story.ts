import { booksOf } from "../../src/account/customer-books.ts";
import type { AccountFact } from "../../src/account/fact.ts";
import type { ExchangeRateFact } from "../../src/fx/exchange-rate-fact.ts";
import type { ReceivedCorrection } from "../../src/metering/event-correction.ts";
import type { UsageEvent } from "../../src/metering/usage-event.ts";
import { type Random, seededRandom } from "../../src/testing/random.ts";
import { DAY_MS, HOUR_MS, type Instant } from "../../src/time/instant.ts";
import { type BookDeeds, bookDeeds } from "./book-deeds.ts";
import { customerFact, departmentFact } from "./deeds/customers.ts";
import { anyDeed } from "./deeds.ts";
import { type Broken, type Living, startLiving } from "./living.ts";
import { movingRates, ratesBook } from "./moving-rates.ts";
import { chance, chosen } from "./scene.ts";
import type { ReceivedEvent } from "./slow-usage.ts";
import { type BusinessKind, storyBooks } from "./story-books.ts";

/** A story that was lived: what it did, and what broke where anything did. */
export interface Lived extends BookDeeds {
  readonly seed: number;
  readonly kind: BusinessKind;
  readonly living: Living;
  readonly rates: readonly ExchangeRateFact[];
  readonly until: Instant;
  /** How often each kind of fact was accepted, and refused with each code. */
  readonly told: ReadonlyMap<string, number>;
  readonly broken?: Broken;
}

/** The first moment of every story. */
export const dawn: Instant = Date.UTC(2026, 0, 1);

/** Who pays, and who else buys in whose account. */
const customers = ["c-1", "c-2"] as const;
const departments = [
  ["d-1", "c-1"],
  ["d-2", "c-1"],
] as const;
const buyers = ["c-1", "c-1", "c-2", "c-2", "c-2", "d-1", "d-2"] as const;

/** The business of a seed: every kind of tax, grace, dunning and invoicing. */
export function kindOf(seed: number): BusinessKind {
  const random = seededRandom(seed * 31 + 7);
  return {
    taxation: chosen(random, "none", "on-top", "included", "external"),
    grace: chosen(random, "PT1H", "P10D"),
    chases: chance(random, 40),
    invoicesPer: chosen(random, "account", "account", "customer", "subscription"),
    threshold: chance(random, 25),
    sellsInEuros: chance(random, 40),
  };
}

/** Days at the end of a life in which nobody uses anything: by then all use is billed. */
const quietDays = 100;

/** Who there is at first: two who pay, in one currency each, and two departments of the first. */
function opening(random: Random, { sellsInEuros, taxation }: BusinessKind): readonly AccountFact[] {
  const engineSays = (customer: string): AccountFact => ({
    fact: "tax-decision",
    id: `first-${customer}`,
    customer,
    category: "standard",
    from: "2025-01-01",
    tax: { category: "S", rate: "19", jurisdiction: "DE", name: "USt." },
  });
  const currencies = customers.map(() => (sellsInEuros && chance(random, 60) ? "EUR" : "USD"));
  return [
    ...customers.map((id, place) => customerFact(random, id, currencies[place] ?? "USD")),
    ...departments.map(([id, payer]) => departmentFact(id, payer)),
    ...(taxation === "external" ? customers.map(engineSays) : []),
  ];
}

/** What somebody used, mostly in the last hours, sometimes long ago. */
function usedBy(
  customer: string,
  id: string,
  now: Instant,
  random: Random,
  of?: string,
): ReceivedEvent {
  type Use = readonly [string, UsageEvent["data"]];
  const kinds: readonly [Use, ...Use[]] = [
    ["inference", { operations: random.whole(1, 900) }],
    ["inference", { operations: random.whole(1, 900) }],
    ["node-count", { nodes: random.whole(1, 12) }],
    ["stored", { gb: random.whole(0, 400) }],
  ];
  const [type, data] = kinds.find(([kind]) => kind === of) ?? chosen(random, ...kinds);
  const ago = random.whole(1, 5) === 1 ? random.whole(0, 70) : 0;
  const time = now - ago * DAY_MS - 60_000;
  return { id, source: "api", type, customer, time, receivedAt: now, data };
}

/** Takes back what was used, or says it anew: mostly of late, sometimes of what was billed long ago. */
function correctionOf(
  { events }: Living,
  id: string,
  now: Instant,
  random: Random,
): ReceivedCorrection {
  const back = random.whole(0, Math.min(events.length, chance(random, 60) ? 3 : 40) - 1);
  const event = events.at(-1 - back);
  if (event === undefined) throw new Error("an event is corrected that was sent");
  const correction = { id, of: { source: event.source, id: event.id }, receivedAt: now };
  if (chance(random, 45)) return { ...correction, kind: "void" };
  const change = chosen(
    random,
    { data: usedBy(event.customer, event.id, now, random, event.type).data },
    { data: usedBy(event.customer, event.id, now, random, event.type).data },
    { time: event.time - random.whole(0, 40) * DAY_MS },
    { customer: chosen(random, ...buyers) },
  );
  return { ...correction, kind: "replace", change };
}

/** What was not reached of projects that were paid ahead, in the end: what they are paid for is then earned. */
const missedMilestones = (living: Living): readonly AccountFact[] =>
  customers.flatMap((customer) =>
    (living.account(customer)?.sales ?? [])
      .filter(({ fact }) => fact.offer === "rollout-ahead")
      .flatMap(({ fact }) =>
        ["Designed", "Moved", "Live"].map(
          (milestone): AccountFact => ({
            fact: "milestone",
            id: `last-${fact.id}-${milestone}`,
            customer: fact.customer,
            sale: fact.id,
            milestone,
          }),
        ),
      ),
  );

/** Lives so many years of two customers by chance, and stops where something breaks. The same seed lives the same life. */
export function liveStory(seed: number, years: number): Lived {
  const random = seededRandom(seed);
  /** Chance of its own, so that what is corrected leaves the rest of the story as it is. */
  const amends = seededRandom(seed * 17 + 5);
  const kind = kindOf(seed);
  const until = dawn + years * 365 * DAY_MS;
  const rates = movingRates(seed, dawn, until);
  const living = startLiving(storyBooks(kind), dawn, ratesBook(rates));
  const told = new Map<string, number>();
  const lived = { seed, kind, living, rates, until, told, ...bookDeeds(seed, dawn, until) };
  const tell = (fact: AccountFact): Broken | undefined => {
    const outcome = living.tell(fact);
    const count = (what: string): void => void told.set(what, (told.get(what) ?? 0) + 1);
    if (outcome === "accepted") count(fact.fact);
    else if ("by" in outcome) return outcome;
    else for (const { code } of outcome.slice(0, 1)) count(`${fact.fact} ${code}`);
    return undefined;
  };
  for (const fact of opening(random, kind)) tell(fact);
  for (let place = 1; ; place += 1) {
    const buyer = chosen(random, ...buyers);
    const gap = random.whole(0, 9) * DAY_MS + random.whole(0, 24) * HOUR_MS;
    // Never at one instant: a replay tells what several customers are told then by their ids.
    const now = living.now() + 1 + (random.whole(1, 4) === 1 ? random.whole(0, HOUR_MS) : gap);
    if (now >= until) break;
    const passed = living.passTo(now);
    if (passed !== undefined) return { ...lived, broken: passed };
    const account = living.account(buyer);
    if (account === undefined) continue;
    const isLate = until - now < quietDays * DAY_MS;
    if (random.whole(1, 3) === 1 && !isLate) {
      living.send(usedBy(buyer, `e-${place}`, living.now(), random));
      if (!chance(amends, 15)) continue;
      const correction = correctionOf(living, `x-${place}`, living.now(), amends);
      living.correct(correction);
      told.set(correction.kind, (told.get(correction.kind) ?? 0) + 1);
      continue;
    }
    const id = `${String(place).padStart(5, "0")}`;
    const documents = living.documents(account.customer.id);
    const { currency } = booksOf(storyBooks(kind), account.customer).current.model;
    const scene = { random, now: living.now(), account, documents, buyer, currency, id };
    const broken = tell(anyDeed(scene));
    if (broken !== undefined) return { ...lived, broken };
  }
  const almost = living.passTo(until - HOUR_MS);
  if (almost !== undefined) return { ...lived, broken: almost };
  for (const reached of missedMilestones(living)) {
    const broken = tell(reached);
    if (broken !== undefined) return { ...lived, broken };
  }
  const passed = living.passTo(until);
  return passed === undefined ? lived : { ...lived, broken: passed };
}
