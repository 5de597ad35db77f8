import { seededRandom } from "../../src/testing/random.ts";
import { DAY_MS, formatInstant, HOUR_MS, type Instant } from "../../src/time/instant.ts";
import { at } from "./running-florin.ts";
import { type PostedFact, type StoryEvent, storyStart, tell, use } from "./story.ts";

type Told = ReturnType<typeof tell>;

const zones = ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kolkata"];
const days = 88;

/** Changes that are drawn, some of them in vain. */
const moves: readonly Readonly<Record<string, unknown>>[] = [
  { fact: "change", plan: "team" },
  { fact: "change", plan: "business" },
  { fact: "change", plan: "developer", proration: "none" },
  { fact: "change", cadence: "annual" },
  { fact: "change", cadence: "monthly", proration: "none" },
  { fact: "change", alignment: "calendar" },
  { fact: "change", discounts: [], quantity: 2 },
  { fact: "change", model: "changing@2.0" },
  { fact: "change", model: "changing@2.0", proration: "none" },
  { fact: "change", trialDays: 0 },
  { fact: "change", trialDays: 20 },
  { fact: "change", plan: "business", endAddons: ["a"] },
  { fact: "cancel", credit: "prorated" },
  { fact: "cancel", credit: "prorated", fee: "49.50 USD" },
  { fact: "cancel" },
  { fact: "pause" },
  { fact: "pause", credit: "none" },
  { fact: "resume" },
  { fact: "resume" },
  { fact: "reactivate" },
  { fact: "undo" },
  { fact: "undo" },
];

/**
 * A seeded business that cannot make up its mind: customers in five zones whose subscriptions and add-ons are tried, changed,
 * moved to another version, paused, cancelled and taken up again at any time of day, at midnights and several times at one
 * instant, and use throughout.
 */
export function changeStory(customers: number, seed: number): readonly Told[] {
  const random = seededRandom(seed);
  const from = at(storyStart);
  return Array.from({ length: customers }, (_, index) => index).flatMap((index) => {
    const id = `v-${String(index).padStart(2, "0")}`;
    const timeZone = zones[index % zones.length];
    const joined = from + random.whole(0, 30) * DAY_MS;
    const start = formatInstant(joined + random.whole(0, 6) * DAY_MS).slice(0, 10);
    const said = (when: Instant, fact: object): Told => tell(when, fact as PostedFact);
    return [
      said(joined, { fact: "customer", id, name: `Wavering ${index}`, timeZone }),
      said(joined, {
        fact: "subscription",
        id: `s-${id}`,
        customer: id,
        plan: random.next() < 0.5 ? "developer" : "team",
        cadence: random.next() < 0.8 ? "monthly" : "annual",
        start,
        model: `changing@${random.next() < 0.6 ? "1.0" : "2.0"}`,
        ...(random.next() < 0.2 ? { trialDays: random.whole(0, 25) } : {}),
        ...(random.next() < 0.15 ? { ramp: [{ from: { afterMonths: 1 }, quantity: 2 }] } : {}),
        ...(random.next() < 0.2 ? { end: formatInstant(from + 75 * DAY_MS).slice(0, 10) } : {}),
      }),
      said(joined, { fact: "subscription", id: `t-${id}`, customer: id, plan: "stored", start }),
      ...addonsOf(id, joined, random),
      ...changesOf(id, joined, random),
      ...usageOf(id, joined, random),
    ];
  });
}

type Random = ReturnType<typeof seededRandom>;

function addonsOf(customer: string, joined: Instant, random: Random): readonly Told[] {
  return (["support", "people"] as const).map((addon) => {
    const told = joined + random.whole(0, 20) * DAY_MS + random.whole(0, 23) * HOUR_MS;
    const fact = {
      fact: "subscription",
      id: `${addon === "support" ? "a" : "p"}-${customer}`,
      customer,
      addon,
      of: `s-${customer}`,
      start: formatInstant(told + random.whole(0, 12) * DAY_MS).slice(0, 10),
      cadence: "monthly",
    };
    return tell(told, fact as PostedFact);
  });
}

function changesOf(customer: string, joined: Instant, random: Random): readonly Told[] {
  const told: Told[] = [];
  const end = at(storyStart) + days * DAY_MS;
  // Ids fall, so that a replay that went by them would tell what one instant holds in another order.
  let number = 999;
  let now = joined;
  for (;;) {
    now += random.whole(1, 12) * DAY_MS;
    const hour = [0, 0, 5, 9, 18, 23][random.whole(0, 5)] ?? 0;
    now = Math.floor(now / DAY_MS) * DAY_MS + hour * HOUR_MS;
    if (now >= end) return told;
    for (let times = [1, 1, 1, 2, 3][random.whole(0, 4)] ?? 1; times > 0; times -= 1) {
      const { fact, endAddons, ...terms } = moves[random.whole(0, moves.length - 1)] ?? {};
      const of = ["s", "s", "s", "s", "s", "s", "t", "a", "p"][random.whole(0, 8)];
      const subscription = `${of}-${customer}`;
      const common = { fact, id: `${customer}-${number}`, customer, subscription };
      const on = formatInstant(now + random.whole(-2, 20) * DAY_MS).slice(0, 10);
      const day = [{ on }, { when: "now" }, { when: "period-end" }][random.whole(0, 2)];
      const ending = endAddons === undefined ? {} : { endAddons: [`a-${customer}`] };
      const own =
        fact === "undo" ? { change: `${customer}-${number + 1}` } : { ...day, ...terms, ...ending };
      told.push(tell(now, { ...common, ...own } as unknown as PostedFact));
      number -= 1;
    }
  }
}

function usageOf(customer: string, joined: Instant, random: Random): readonly Told[] {
  const told: Told[] = [];
  for (let nth = 0; nth < 30; nth += 1) {
    const minutes = random.whole(0, (at(storyStart) + days * DAY_MS - joined) / 60_000 - 1);
    const inference = nth % 3 > 0;
    const login = nth % 10 === 3;
    const event: StoryEvent = {
      id: `${customer}-e-${nth}`,
      type: login ? "login" : inference ? "inference" : "stored",
      customer,
      time: formatInstant(joined + minutes * 60_000),
      data: login
        ? { user: `u-${nth % 4}` }
        : inference
          ? { operations: random.whole(1, 90_000_000), region: "eu" }
          : { gb: random.whole(0, 4_000) },
    };
    const late = nth % 7 === 0 ? formatInstant(at(event.time) + 3 * DAY_MS) : undefined;
    told.push(use(event, late));
  }
  return told;
}
