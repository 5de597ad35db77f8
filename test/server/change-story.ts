import { seededRandom } from "../../src/testing/random.ts";
import { civilFromDays, formatCivilDate } from "../../src/time/calendar.ts";
import { DAY_MS, HOUR_MS } from "../../src/time/instant.ts";
import { at } from "./running-florin.ts";
import { type PostedFact, storyStart, tell } from "./story.ts";

type Told = ReturnType<typeof tell>;

const plans = ["developer", "team", "business"] as const;
const cadences = ["monthly", "annual"] as const;
const kinds = ["change", "change", "pause", "resume", "cancel", "reactivate", "undo"] as const;

/**
 * Subscriptions that change at random, by seed: other plans and cadences, pauses, ends and new beginnings, on the day, later, or
 * at the end of what is paid. Many a change is not possible when it is told; the account refuses it, live as in a replay.
 */
export function changeStory(customers: number, seed: number): readonly Told[] {
  return Array.from({ length: customers }, (_, index) =>
    oneCustomer(`x-${index}`, seed + index),
  ).flat();
}

function oneCustomer(customer: string, seed: number): readonly Told[] {
  const random = seededRandom(seed);
  const start = at(storyStart);
  const firstDay = start / DAY_MS;
  const pick = <T>(from: readonly T[]): T => from[random.whole(0, from.length - 1)] as T;
  const day = (ahead: number): string => formatCivilDate(civilFromDays(firstDay + ahead));
  const subscription = `s-${customer}`;
  const told: Told[] = [
    tell(start, { fact: "customer", id: customer, name: `Changing ${customer}` }),
    tell(start, {
      fact: "subscription",
      id: subscription,
      customer,
      plan: pick(plans),
      cadence: pick(cadences),
      start: day(random.whole(0, 20)),
    }),
  ];
  let last = "";
  for (
    let days = random.whole(1, 9), count = 1;
    days < 88;
    days += random.whole(1, 12), count += 1
  ) {
    const fact = pick(kinds);
    const id = `${customer}-${count}`;
    const when = [
      { on: day(days) },
      { on: day(days + random.whole(1, 30)) },
      { when: "period-end" },
    ];
    const effective = fact === "undo" ? { change: last } : pick(when);
    told.push(
      tell(start + days * DAY_MS + random.whole(0, 23) * HOUR_MS, {
        fact,
        id,
        customer,
        subscription,
        ...effective,
        ...more(fact, pick, random.whole(0, 1) === 0),
      } as PostedFact),
    );
    if (fact !== "undo") last = id;
  }
  return told;
}

function more(
  fact: (typeof kinds)[number],
  pick: <T>(from: readonly T[]) => T,
  prorated: boolean,
): object {
  const share = prorated ? "prorated" : "none";
  switch (fact) {
    case "change":
      return { plan: pick(plans), cadence: pick(cadences), proration: share };
    case "cancel":
      return prorated ? { credit: share } : { credit: share, fee: "25 USD" };
    case "pause":
      return { credit: share };
    default:
      return {};
  }
}
