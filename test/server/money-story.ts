import { seededRandom } from "../../src/testing/random.ts";
import { civilFromDays, formatCivilDate } from "../../src/time/calendar.ts";
import { DAY_MS, HOUR_MS } from "../../src/time/instant.ts";
import { at } from "./running-florin.ts";
import { type PostedFact, storyStart, tell } from "./story.ts";

type Told = ReturnType<typeof tell>;

const kinds = [
  "payment",
  "payment",
  "payment",
  "payment-return",
  "write-off",
  "dispute",
  "dispute-outcome",
  "balance-application",
] as const;

/**
 * Customers who pay well and badly, at random, by seed: too much, too little, for an invoice that is not there, and twice. Many
 * a fact does not fit what is owed when it is told; the account refuses it, live as in a replay.
 */
export function moneyStory(customers: number, seed: number): readonly Told[] {
  return Array.from({ length: customers }, (_, index) =>
    oneCustomer(`m-${index}`, seed + index),
  ).flat();
}

function oneCustomer(customer: string, seed: number): readonly Told[] {
  const random = seededRandom(seed);
  const start = at(storyStart);
  const pick = <T>(from: readonly T[]): T => from[random.whole(0, from.length - 1)] as T;
  const day = (ahead: number): string => formatCivilDate(civilFromDays(start / DAY_MS + ahead));
  const told: Told[] = [
    tell(start, { fact: "customer", id: customer, name: `Paying ${customer}` }),
    tell(start, {
      fact: "subscription",
      id: `s-${customer}`,
      customer,
      plan: pick(["developer", "team", "business"]),
      cadence: "monthly",
      start: day(random.whole(0, 10)),
    }),
  ];
  for (
    let days = random.whole(1, 9), count = 1;
    days < 88;
    days += random.whole(0, 9), count += 1
  ) {
    const fact = pick(kinds);
    // At midnight too, when invoices are due at that very instant.
    const when = start + days * DAY_MS + random.whole(0, 3) * HOUR_MS;
    const invoice = `${customer}:${random.whole(1, 4)}`;
    const id = `${customer}-${count}`;
    const about = more(fact, {
      invoice,
      payment: pick(["none", ...told.flatMap(idOf("payment"))]),
      dispute: pick(["none", ...told.flatMap(idOf("dispute"))]),
      cents: pick([1, 9_900, 49_900, 150_000]),
    });
    told.push(tell(when, { fact, id, customer, ...about } as PostedFact));
  }
  return told;
}

const idOf =
  (kind: PostedFact["fact"]) =>
  (one: Told): readonly string[] =>
    "told" in one && one.told.fact === kind ? [String(one.told.id)] : [];

interface Drawn {
  readonly invoice: string;
  readonly payment: string;
  readonly dispute: string;
  readonly cents: number;
}

function more(fact: (typeof kinds)[number], { invoice, payment, dispute, cents }: Drawn): object {
  const amount = `${(cents / 100).toFixed(2)} USD`;
  switch (fact) {
    case "payment":
      return cents === 1
        ? { amount, method: "cash" }
        : { amount, method: "card", provider: "sandbox", appliesTo: [{ invoice }] };
    case "payment-return":
      return { payment, reason: "AC04" };
    case "write-off":
      return { invoice };
    case "dispute":
      return { payment, amount: "0.01 USD", provider: "sandbox", fee: "15 USD" };
    case "dispute-outcome":
      return { dispute, outcome: cents > 10_000 ? "won" : "lost" };
    case "balance-application":
      return {};
  }
}
