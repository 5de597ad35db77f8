import { seededRandom } from "../../src/testing/random.ts";
import { civilFromDays, formatCivilDate } from "../../src/time/calendar.ts";
import { DAY_MS, formatInstant, HOUR_MS } from "../../src/time/instant.ts";
import { at } from "./running-florin.ts";
import { type PostedFact, type StoryEvent, storyStart, tell, use } from "./story.ts";

type Told = ReturnType<typeof tell>;

/** Where a customer is and what it is, as tax law sees it; nowhere is nowhere to be billed. */
const places: readonly Readonly<Record<string, unknown>>[] = [
  { country: "DE", vatNumber: "DE811569869" },
  { country: "FR", vatNumber: "FR40303265045" },
  { country: "FR" },
  { country: "CH" },
  { address: { line1: "Havnegata 1", city: "Oslo", country: "NO" }, business: true },
  { country: "AT", taxExempt: { reason: "Certificate 17", jurisdiction: "AT" } },
];
const nowhere = {};

/**
 * Customers of a seller who taxes them, by seed: they move, are known better and worse, leave in the middle of a month, and have invoices
 * taken back by hand, in whole and in part, sometimes more than there is.
 */
export function taxStory(customers: number, seed: number): readonly Told[] {
  return Array.from({ length: customers }, (_, index) => oneCustomer(index, seed + index)).flat();
}

function oneCustomer(index: number, seed: number): readonly Told[] {
  const random = seededRandom(seed);
  const start = at(storyStart);
  const id = `t-${String(index).padStart(2, "0")}`;
  const pick = <T>(from: readonly T[]): T => from[random.whole(0, from.length - 1)] as T;
  const day = (ahead: number): string => formatCivilDate(civilFromDays(start / DAY_MS + ahead));
  const told: Told[] = [
    tell(start, { fact: "customer", id, name: `Taxed ${index}`, ...pick(places) }),
    tell(start, {
      fact: "subscription",
      id: `s-${id}`,
      customer: id,
      plan: "pro",
      cadence: random.next() < 0.8 ? "monthly" : "annual",
      start: day(random.whole(0, 10)),
    }),
  ];
  let version = 1;
  for (let days = random.whole(2, 9); days < 86; days += random.whole(1, 8)) {
    // At midnight too, when invoices are due at that very instant.
    const when = start + days * DAY_MS + random.whole(0, 1) * 12 * HOUR_MS;
    version += 1;
    const name = `Taxed ${index}, version ${version}`;
    const chance = random.next();
    if (chance < 0.35) {
      const place = random.next() < 0.2 ? nowhere : pick(places);
      told.push(tell(when, { fact: "customer", id, amends: true, name, ...place }));
    } else if (chance < 0.75) {
      told.push(tell(when, creditNote(id, version, random, pick)));
    } else if (chance < 0.95) {
      const offer = pick(["training", "gateway"]);
      told.push(
        tell(when, {
          fact: "sale",
          id: `w-${id}-${version}`,
          customer: id,
          offer,
          date: day(days),
        }),
      );
    } else {
      told.push(
        tell(when, {
          fact: "cancel",
          id: `x-${id}-${version}`,
          customer: id,
          subscription: `s-${id}`,
          credit: "prorated",
          when: "now",
        }),
      );
    }
  }
  return [...told, ...usageOf(id, random)];
}

function creditNote(
  customer: string,
  count: number,
  random: ReturnType<typeof seededRandom>,
  pick: <T>(from: readonly T[]) => T,
): PostedFact {
  const about = {
    fact: "credit-note",
    id: `n-${customer}-${count}`,
    customer,
    invoice: `${customer}:${random.whole(1, 5)}`,
    reason: "Not as agreed",
  } as const;
  const line = `s-${customer}/${pick(["base/0", "base/1", "calls/0", "calls/1"])}`;
  const extent: object = pick([
    {},
    { amount: pick(["5 EUR", "12.34 EUR", "60 EUR"]) },
    { lines: [{ line }] },
    { lines: [{ line, amount: pick(["0.01 EUR", "7.77 EUR"]) }] },
  ]);
  return { ...about, ...extent };
}

function usageOf(customer: string, random: ReturnType<typeof seededRandom>): readonly Told[] {
  return Array.from({ length: 20 }, (_, nth) => {
    // Received when its hour ends, which others share.
    const time = at(storyStart) + random.whole(0, 86) * DAY_MS + 11 * HOUR_MS;
    const event: StoryEvent = {
      id: `${customer}-e-${nth}`,
      type: "call",
      customer,
      time: formatInstant(time),
    };
    return use(event, nth % 9 === 0 ? formatInstant(time + 2 * DAY_MS) : undefined);
  });
}
