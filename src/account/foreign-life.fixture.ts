import type { ExchangeRateFact } from "../fx/exchange-rate-fact.ts";
import { type CurrencyCode, minorUnits } from "../money/currency.ts";
import { decimal, formatFixed } from "../money/decimal.ts";
import type { Money } from "../money/money.ts";
import { seededRandom } from "../testing/random.ts";
import { civilFromDays, formatCivilDate } from "../time/calendar.ts";
import { DAY_MS, formatInstant, HOUR_MS, type Instant } from "../time/instant.ts";
import { at } from "./account.fixture.ts";
import type { AccountFact } from "./fact.ts";
import { foreignBooks } from "./foreign-story.fixture.ts";
import { replayAccounts } from "./replay.ts";

/** Something told at a moment; the fact does not say when. */
export interface ToldAt {
  readonly at: Instant;
  readonly fact: AccountFact | ExchangeRateFact;
}

const currencies = ["USD", "EUR", "EUR", "JPY"] as const;
const start = at("2026-01-01T00:00:00Z");
const monthly: Readonly<Record<string, number>> = { USD: 110, EUR: 100, JPY: 17_000 };

const kinds = [
  "payment",
  "payment",
  "payment",
  "exchanged",
  "exchanged",
  "refund",
  "payment-return",
  "dispute",
  "dispute-outcome",
  "write-off",
  "balance-application",
] as const;

/**
 * Customers who pay in their own currency and in others, well and badly, at random, by seed, while rates move day by day. Many
 * a fact does not fit what is owed when it is told.
 */
export function foreignLife(seed: number, customers: number, days: number): readonly ToldAt[] {
  const told = [
    ...movingRates(seed, days),
    ...Array.from({ length: customers }, (_, index) =>
      oneCustomer(`f-${index}`, seed * 97 + index, days),
    ).flat(),
  ];
  return told.toSorted((left, right) => left.at - right.at);
}

const dayText = (ahead: number): string => formatCivilDate(civilFromDays(start / DAY_MS + ahead));

/** Rates of working days, told in the afternoon; now and then one is put right the day after. */
function movingRates(seed: number, days: number): readonly ToldAt[] {
  const random = seededRandom(seed);
  const told: ToldAt[] = [];
  const now: Record<string, number> = { USD: 1.1, JPY: 170, GBP: 0.86 };
  for (let ahead = -3; ahead < days; ahead += 1) {
    if (ahead % 7 > 4) continue;
    for (const to of ["USD", "JPY", "GBP"] as const) {
      now[to] = (now[to] ?? 1) * (1 + (random.next() - 0.5) / 20);
      const rate = (now[to] ?? 1).toFixed(4);
      const said = {
        fact: "exchange-rate",
        from: "EUR",
        to,
        day: dayText(ahead),
        source: "ECB",
      } as const;
      const when = start + ahead * DAY_MS + 15 * HOUR_MS;
      told.push({ at: when, fact: { ...said, rate } });
      if (random.whole(0, 19) === 0) {
        const right = ((now[to] ?? 1) * 1.01).toFixed(4);
        told.push({ at: when + DAY_MS, fact: { ...said, rate: right, corrects: true } });
      }
    }
  }
  return told;
}

const money = (cents: number, currency: CurrencyCode): Money => {
  const digits = minorUnits(currency);
  return `${formatFixed(decimal(cents, digits), digits)} ${currency}` as Money;
};

function oneCustomer(customer: string, seed: number, days: number): readonly ToldAt[] {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[random.whole(0, from.length - 1)] as T;
  const own = pick(currencies);
  const begins = random.whole(0, 10);
  const told: ToldAt[] = [
    { at: start, fact: { fact: "customer", id: customer, name: customer, currency: own } },
    {
      at: start,
      fact: {
        fact: "subscription",
        id: `s-${customer}`,
        customer,
        plan: "team",
        cadence: "monthly",
        start: dayText(begins),
      },
    },
  ];
  const payments: string[] = ["none"];
  const disputes: string[] = ["none"];
  const whole = (monthly[own] ?? 1) * 10 ** minorUnits(own);
  for (let ahead = begins + 1, count = 1; ahead < days; ahead += random.whole(0, 6), count += 1) {
    const kind = pick(kinds);
    const id = `${customer}-${count}`;
    const when = start + ahead * DAY_MS + random.whole(0, 23) * HOUR_MS;
    const cents = pick([1, Math.floor(whole / 3), whole, whole, whole * 2]);
    const amount = money(cents, own);
    if (kind === "payment" || kind === "exchanged") payments.push(id);
    if (kind === "dispute") disputes.push(id);
    const about = { id, customer } as const;
    told.push({
      at: when,
      fact: factOf(kind, { about, own, cents, amount, when, payments, disputes, pick }),
    });
  }
  return told;
}

interface Drawn {
  readonly about: { readonly id: string; readonly customer: string };
  readonly own: CurrencyCode;
  readonly cents: number;
  readonly amount: Money;
  readonly when: Instant;
  readonly payments: readonly string[];
  readonly disputes: readonly string[];
  readonly pick: <T>(from: readonly T[]) => T;
}

function factOf(kind: (typeof kinds)[number], drawn: Drawn): AccountFact {
  const { about, own, cents, amount, when, payments, disputes, pick } = drawn;
  const provider = pick([{}, { provider: "stripe" }]);
  switch (kind) {
    case "payment":
      return {
        fact: "payment",
        ...about,
        amount,
        method: "card",
        ...provider,
        ...dated(when, pick),
      };
    case "exchanged": {
      const other = pick((["USD", "EUR", "GBP"] as const).filter((one) => one !== own));
      const came = money(Math.max(1, Math.floor(cents / (own === "JPY" ? 170 : 1))), other);
      const exchange = pick([
        "by-table",
        { settles: amount },
        { rate: own === "JPY" ? "160" : "0.9" },
      ] as const);
      return {
        fact: "payment",
        ...about,
        amount: came,
        exchange,
        method: "bank-transfer",
        ...provider,
        ...dated(when, pick),
      };
    }
    case "refund":
      return { fact: "refund", ...about, payment: pick(payments), amount, reopen: "last" };
    case "payment-return":
      return { fact: "payment-return", ...about, payment: pick(payments) };
    case "dispute":
      return {
        fact: "dispute",
        ...about,
        payment: pick(payments),
        amount,
        provider: "stripe",
        fee: pick(["15 USD", "15 EUR", "0 CHF"] as const),
      };
    case "dispute-outcome":
      return {
        fact: "dispute-outcome",
        ...about,
        dispute: pick(disputes),
        outcome: pick(["won", "lost"] as const),
      };
    case "write-off":
      return { fact: "write-off", ...about, invoice: `${about.customer}:${pick([1, 2, 3])}` };
    case "balance-application":
      return { fact: "balance-application", ...about };
  }
}

/** Now and then a bank says it later than it booked it. */
const dated = (when: Instant, pick: Drawn["pick"]) =>
  pick([{}, { receivedAt: new Date(when - 2 * DAY_MS).toISOString() }]);

/** The life replayed until a moment, each fact known at its own. */
export function livedForeign(told: readonly ToldAt[], until: string) {
  const accounts = replayAccounts(foreignBooks);
  for (const { at: when, fact } of told) {
    const recordedAt = formatInstant(when);
    if (fact.fact === "exchange-rate") accounts.addRate({ ...fact, recordedAt });
    else accounts.add({ ...fact, recordedAt });
  }
  const { replay } = accounts.open();
  return { replay, happenings: [...replay.happeningsUntil(at(until))] };
}
