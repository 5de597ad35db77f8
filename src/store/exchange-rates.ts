import type { CurrencyCode } from "../money/currency.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import type { Statement, Tx } from "./tenant.ts";

/** A rate of a pair and day as it is known since a moment. */
export interface ExchangeRateRow {
  readonly from: CurrencyCode;
  readonly to: CurrencyCode;
  /** `2026-01-30`. */
  readonly day: string;
  /** Decimal text. */
  readonly rate: string;
  readonly source: string;
  readonly knownSince: Instant;
}

const columns = `from_currency as "from", to_currency as "to", day::text as day, trim_scale(rate)::text as rate,
  source, known_since as "knownSince"`;

const takeTurn: Statement = {
  name: "exchange-rates-turn",
  text: `select pg_advisory_xact_lock(
    hashtextextended('florin.exchange-rates ' || current_setting('florin.tenant'), 0))`,
};

/** Waits until nobody else adds rates of this tenant; held until the transaction ends. */
export const holdExchangeRates = async (tx: Tx): Promise<void> => {
  await tx.rows(takeTurn);
};

const add: Statement = {
  name: "add-exchange-rates",
  text: `insert into exchange_rates (from_currency, to_currency, day, rate, source, known_since)
    select told.*, $6 from unnest($1::text[], $2::text[], $3::date[], $4::numeric[], $5::text[]) as told`,
};

/** Adds rates, which are known since one moment. */
export async function addExchangeRates(
  tx: Tx,
  rates: readonly Omit<ExchangeRateRow, "knownSince">[],
  knownSince: Instant,
): Promise<void> {
  await tx.run(add, [
    textArray(rates.map(({ from }) => from)),
    textArray(rates.map(({ to }) => to)),
    textArray(rates.map(({ day }) => day)),
    textArray(rates.map(({ rate }) => rate)),
    textArray(rates.map(({ source }) => source)),
    formatInstant(knownSince),
  ]);
}

const last: Statement = {
  name: "last-exchange-rates",
  text: `select distinct on (from_currency, to_currency, day) ${columns}
    from exchange_rates
    where (from_currency, to_currency, day) in
      (select * from unnest($1::text[], $2::text[], $3::date[]))
    order by from_currency, to_currency, day, known_since desc`,
};

/** What is known last of each of these pairs and days. */
export const lastExchangeRates = (
  tx: Tx,
  of: readonly Pick<ExchangeRateRow, "from" | "to" | "day">[],
): Promise<readonly ExchangeRateRow[]> =>
  tx.rows<ExchangeRateRow>(last, [
    textArray(of.map(({ from }) => from)),
    textArray(of.map(({ to }) => to)),
    textArray(of.map(({ day }) => day)),
  ]);

const between: Statement = {
  name: "exchange-rates-between",
  text: `select ${columns} from exchange_rates
    where from_currency = any($1::text[]) and to_currency = any($1::text[]) and day between $2 and $3`,
};

/** Every rate between two of these currencies from one day to another, both included, whenever it became known. */
export const exchangeRatesBetween = (
  tx: Tx,
  currencies: readonly CurrencyCode[],
  from: string,
  to: string,
): Promise<readonly ExchangeRateRow[]> =>
  tx.rows<ExchangeRateRow>(between, [textArray(currencies), from, to]);

/** Which rates a list shows, and where it goes on. */
export interface ExchangeRateFilter {
  readonly from?: string;
  readonly to?: string;
  readonly day?: string;
  readonly limit: number;
  /** Day, pair and moment of the last row of the page before. */
  readonly after?: readonly [day: string, from: string, to: string, knownSince: string];
}

/** Rates, the latest day first; of one pair and day what is known last first. */
export function listExchangeRates(
  tx: Tx,
  { from, to, day, limit, after }: ExchangeRateFilter,
): Promise<readonly ExchangeRateRow[]> {
  const [lastDay = null, lastFrom = null, lastTo = null, lastKnown = null] = after ?? [];
  return tx.rows<ExchangeRateRow>(
    `select ${columns} from exchange_rates
    where ($1::text is null or from_currency = $1) and ($2::text is null or to_currency = $2)
      and ($3::date is null or day = $3)
      and ($4::date is null or day < $4 or day = $4
        and ((from_currency, to_currency) > ($5, $6)
          or (from_currency, to_currency) = ($5, $6) and known_since < $7))
    order by day desc, from_currency, to_currency, known_since desc limit $8`,
    [from ?? null, to ?? null, day ?? null, lastDay, lastFrom, lastTo, lastKnown, limit],
  );
}

/** When a payment was told last, at a moment or after it, that was exchanged by the rates; null for none. */
export async function lastExchangeBy(tx: Tx, from: Instant): Promise<Instant | null> {
  const [row] = await tx.rows<{ last: Instant | null }>(
    `select max(recorded_at) as last from account_facts
    where kind = 'payment' and recorded_at >= $1 and strpos(fact, '"exchange":"by-table"') > 0`,
    [formatInstant(from)],
  );
  return row?.last ?? null;
}
