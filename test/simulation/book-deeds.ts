import type { BookFact } from "../../src/ledger/manual/manual-entry-fact.ts";
import type { PayoutFact } from "../../src/ledger/payout-fact.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { DAY_MS, formatInstant, type Instant } from "../../src/time/instant.ts";
import { chance, chosen, day } from "./scene.ts";

/** What bookkeepers wrote, and what providers transferred, in a life. */
export interface BookDeeds {
  readonly bookFacts: readonly BookFact[];
  readonly payouts: readonly PayoutFact[];
}

/** Entries by hand for days near and long ago, some taken back, and transfers of a provider in two currencies. */
export function bookDeeds(seed: number, from: Instant, to: Instant): BookDeeds {
  const random = seededRandom(seed * 17 + 3);
  const bookFacts: BookFact[] = [];
  const payouts: PayoutFact[] = [];
  for (let at = from + DAY_MS, place = 1; at < to; at += random.whole(5, 40) * DAY_MS, place += 1) {
    const recordedAt = formatInstant(at);
    const amount =
      `${random.whole(1, 90_000) / 100} ${chosen(random, "USD", "USD", "EUR")}` as const;
    const date = day(at, -random.whole(0, 50));
    const said = { date, reason: "as counted", by: "the bookkeeper", recordedAt };
    bookFacts.push({
      fact: "entry",
      id: `${place}`,
      ...said,
      postings: [
        { account: "expenses:other:rent", debit: amount },
        { account: "assets:cash", credit: amount },
      ],
    });
    if (chance(random, 30))
      bookFacts.push({
        fact: "entry-reversal",
        entry: `${place}`,
        ...said,
        date: day(at, 3),
        recordedAt: formatInstant(at + 2 * DAY_MS),
      });
    if (chance(random, 50))
      payouts.push({
        fact: "payout",
        id: `${place}`,
        provider: "stripe",
        gross: amount,
        fees: amount.endsWith("USD") ? "0.35 USD" : "0.25 EUR",
        recordedAt,
        ...(chance(random, 50) ? { paidAt: formatInstant(at - 3 * DAY_MS) } : {}),
      });
  }
  return { bookFacts, payouts };
}
