import { german } from "../../src/account/taxed.fixture.ts";
import type { Model } from "../../src/model/model.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { civilFromDays, formatCivilDate } from "../../src/time/calendar.ts";
import { DAY_MS, HOUR_MS } from "../../src/time/instant.ts";
import { at } from "./running-florin.ts";
import { storyStart, tell } from "./story.ts";

type Told = ReturnType<typeof tell>;

/** A seller who leaves tax to an engine. */
export const engineModel: Model = {
  ...german,
  id: "lumen-engine",
  taxes: {
    home: "DE",
    provider: "external",
    categories: { training: { name: "Training", supply: "service" } },
    products: { offers: { training: "training" } },
    rules: [],
  },
};

/**
 * Customers of whom an engine decides how they are taxed, by seed: in time, too late, for days to come and for days gone by, and anew
 * where they move. Accounts wait in between.
 */
export function engineStory(customers: number, seed: number): readonly Told[] {
  return Array.from({ length: customers }, (_, index) => oneCustomer(index, seed + index)).flat();
}

function oneCustomer(index: number, seed: number): readonly Told[] {
  const random = seededRandom(seed);
  const start = at(storyStart);
  const id = `e-${index}`;
  const pick = <T>(from: readonly T[]): T => from[random.whole(0, from.length - 1)] as T;
  const day = (ahead: number): string => formatCivilDate(civilFromDays(start / DAY_MS + ahead));
  const told: Told[] = [
    tell(start, { fact: "customer", id, name: `Decided ${index}`, country: pick(["DE", "FR"]) }),
    tell(start, {
      fact: "subscription",
      id: `s-${id}`,
      customer: id,
      plan: "pro",
      cadence: "monthly",
      start: day(random.whole(0, 6)),
    }),
  ];
  for (let days = random.whole(0, 5); days < 86; days += random.whole(1, 7)) {
    // At midnight too, when invoices are due at that very instant.
    const when = start + days * DAY_MS + random.whole(0, 2) * 11 * HOUR_MS;
    const chance = random.next();
    const own = { id: `${id}-${days}`, customer: id };
    if (chance < 0.7) {
      const from = days + random.whole(-10, 10);
      told.push(
        tell(when, {
          fact: "tax-decision",
          ...own,
          category: pick(["standard", "standard", "training"]),
          from: day(from),
          ...(random.next() < 0.3 ? { until: day(from + random.whole(1, 40)) } : {}),
          tax: { category: "S", rate: pick(["7", "19", "20"]), jurisdiction: "DE", name: "USt." },
          provider: "engine",
        }),
      );
    } else if (chance < 0.85)
      told.push(tell(when, { fact: "sale", ...own, offer: "training", date: day(days) }));
    else {
      const country = pick(["DE", "FR"]);
      told.push(
        tell(when, { fact: "customer", id, amends: true, name: `Decided ${index}`, country }),
      );
    }
  }
  return told;
}
