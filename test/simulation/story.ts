import type { AccountFact } from "../../src/account/fact.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { DAY_MS, HOUR_MS, type Instant } from "../../src/time/instant.ts";
import { anyDeed, customerFact } from "./deeds.ts";
import { type Broken, type Living, startLiving } from "./living.ts";
import { type BusinessKind, storyBooks } from "./story-books.ts";

/** A story that was lived: what it did, and what broke where anything did. */
export interface Lived {
  readonly seed: number;
  readonly kind: BusinessKind;
  readonly living: Living;
  readonly until: Instant;
  /** How often each kind of fact was accepted, and refused with each code. */
  readonly told: ReadonlyMap<string, number>;
  readonly broken?: Broken;
}

/** The first moment of every story. */
export const dawn: Instant = Date.UTC(2026, 0, 1);

const customers = ["c-1", "c-2"] as const;

/** The business of a seed: every kind of tax, grace, dunning and invoicing among a few. */
export const kindOf = (seed: number): BusinessKind => ({
  taxation: (["none", "on-top", "included"] as const)[seed % 3] ?? "none",
  grace: seed % 2 === 0 ? "PT1H" : "P10D",
  chases: seed % 5 < 2,
  invoicesPer: seed % 7 === 0 ? "subscription" : "account",
});

/** Lives so many years of two customers by chance, and stops where something breaks. The same seed lives the same life. */
export function liveStory(seed: number, years: number): Lived {
  const random = seededRandom(seed);
  const kind = kindOf(seed);
  const living = startLiving(storyBooks(kind), dawn);
  const until = dawn + years * 365 * DAY_MS;
  const told = new Map<string, number>();
  const lived = { seed, kind, living, until, told };
  const tell = (fact: AccountFact): Broken | undefined => {
    const outcome = living.tell(fact);
    const count = (what: string): void => void told.set(what, (told.get(what) ?? 0) + 1);
    if (outcome === "accepted") count(fact.fact);
    else if ("by" in outcome) return outcome;
    else for (const { code } of outcome.slice(0, 1)) count(`${fact.fact} ${code}`);
    return undefined;
  };
  for (const id of customers) tell(customerFact(random, id));
  for (let place = 1; ; place += 1) {
    const customer = customers[random.whole(0, customers.length - 1)] ?? "c-1";
    const gap = random.whole(0, 9) * DAY_MS + random.whole(0, 24) * HOUR_MS;
    // Never at one instant: a replay tells what several customers are told then by their ids.
    const now = living.now() + 1 + (random.whole(1, 4) === 1 ? random.whole(0, HOUR_MS) : gap);
    if (now >= until) break;
    const passed = living.passTo(now);
    if (passed !== undefined) return { ...lived, broken: passed };
    const account = living.account(customer);
    if (account === undefined) continue;
    if (random.whole(1, 3) === 1) {
      const nodes = random.whole(1, 2) === 1;
      living.send({
        id: `e-${place}`,
        source: "api",
        type: nodes ? "node-count" : "inference",
        customer,
        // Mostly of the last hours, sometimes of long ago.
        time: living.now() - (random.whole(1, 5) === 1 ? random.whole(0, 70) : 0) * DAY_MS - 60_000,
        receivedAt: living.now(),
        data: nodes ? { nodes: random.whole(1, 12) } : { operations: random.whole(1, 900) },
      });
      continue;
    }
    const id = `${String(place).padStart(5, "0")}`;
    const documents = living.documents(customer);
    const broken = tell(anyDeed({ random, now: living.now(), account, documents, id }));
    if (broken !== undefined) return { ...lived, broken };
  }
  const passed = living.passTo(until);
  return passed === undefined ? lived : { ...lived, broken: passed };
}
