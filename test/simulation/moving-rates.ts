import type { ExchangeRateFact } from "../../src/fx/exchange-rate-fact.ts";
import { knownRateOf } from "../../src/fx/exchange-rate-fact.ts";
import { openRateBook, type RateBook } from "../../src/fx/rate-book.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { civilFromDays, formatCivilDate } from "../../src/time/calendar.ts";
import { DAY_MS, formatInstant, HOUR_MS, type Instant } from "../../src/time/instant.ts";

/** Rates of the euro on working days, told in the afternoon; now and then one is put right the day after. */
export function movingRates(seed: number, from: Instant, to: Instant): readonly ExchangeRateFact[] {
  const random = seededRandom(seed);
  const told: ExchangeRateFact[] = [];
  const now = { USD: 1.1, GBP: 0.86 };
  for (let at = from - 5 * DAY_MS; at < to; at += DAY_MS) {
    if (Math.floor(at / DAY_MS) % 7 > 4) continue;
    for (const currency of ["USD", "GBP"] as const) {
      now[currency] = Math.min(2, Math.max(0.5, now[currency] * (1 + (random.next() - 0.5) / 50)));
      const said = {
        fact: "exchange-rate",
        from: "EUR",
        to: currency,
        day: formatCivilDate(civilFromDays(Math.floor(at / DAY_MS))),
        source: "ECB",
      } as const;
      const known = at + 15 * HOUR_MS;
      told.push({ ...said, rate: now[currency].toFixed(4), recordedAt: formatInstant(known) });
      if (random.whole(0, 29) > 0) continue;
      told.push({
        ...said,
        rate: (now[currency] * 1.01).toFixed(4),
        corrects: true,
        recordedAt: formatInstant(known + DAY_MS),
      });
    }
  }
  return told;
}

/** The book of such rates. */
export const ratesBook = (rates: readonly ExchangeRateFact[]): RateBook =>
  openRateBook(rates.map(knownRateOf)).book;
