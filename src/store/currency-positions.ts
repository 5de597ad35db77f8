import type { AccountName } from "../ledger/account-name.ts";
import type { PositionMove } from "../ledger/foreign/carry-entry.ts";
import type { ForeignPosition, PositionKey } from "../ledger/foreign/foreign-position.ts";
import { type AccountPosition, accountPositions } from "../ledger/foreign/position-table.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { decimalOf, format } from "../money/decimal.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { numberArray, textArray } from "./array-literal.ts";
import type { Statement, Tx } from "./tenant.ts";

interface PositionRow {
  readonly account: AccountName;
  readonly currency: CurrencyCode;
  readonly item: string;
  readonly amount: string;
  readonly carrying: string;
  readonly unvalued: boolean;
}

const find: Statement = {
  name: "find-currency-positions",
  text: `select account, currency, item, amount::text as amount, carrying::text as carrying, unvalued
    from currency_positions
    where (account, currency, item) in (select * from unnest($1::text[], $2::text[], $3::text[]))`,
};

/** Where these positions stand; those that never were are not among them. */
export const currencyPositions = async (
  tx: Tx,
  keys: readonly PositionKey[],
): Promise<readonly (PositionKey & ForeignPosition)[]> =>
  (
    await tx.rows<PositionRow>(find, [
      textArray(keys.map(({ account }) => account)),
      textArray(keys.map(({ currency }) => currency)),
      textArray(keys.map(({ item }) => item)),
    ])
  ).map((row) => ({
    ...row,
    amount: decimalOf(row.amount),
    carrying: decimalOf(row.carrying),
  }));

const save: Statement = {
  name: "save-currency-positions",
  text: `insert into currency_positions (account, currency, item, amount, carrying, unvalued)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::numeric[], $5::numeric[], $6::boolean[])
    on conflict (tenant, account, currency, item) do update
    set amount = excluded.amount, carrying = excluded.carrying, unvalued = excluded.unvalued`,
};

/** Keeps where positions stand. */
export async function saveCurrencyPositions(
  tx: Tx,
  positions: readonly (PositionKey & ForeignPosition)[],
): Promise<void> {
  await tx.run(save, [
    textArray(positions.map(({ account }) => account)),
    textArray(positions.map(({ currency }) => currency)),
    textArray(positions.map(({ item }) => item)),
    numberArray(positions.map(({ amount }) => format(amount))),
    numberArray(positions.map(({ carrying }) => format(carrying))),
    textArray(positions.map(({ unvalued }) => String(unvalued))),
  ]);
}

/** What an entry did to a position. */
export interface EntryMove extends PositionMove {
  /** The record of the journal, and the move's place in it. */
  readonly position: number;
  readonly place: number;
  readonly date: Instant;
}

const add: Statement = {
  name: "add-currency-moves",
  text: `insert into currency_moves (entry, place, date, account, currency, item, amount, carried, unvalued)
    select * from unnest($1::bigint[], $2::int[], $3::timestamptz[], $4::text[], $5::text[], $6::text[],
      $7::numeric[], $8::numeric[], $9::boolean[])`,
};

/** Adds what entries did. */
export async function addCurrencyMoves(tx: Tx, moves: readonly EntryMove[]): Promise<void> {
  await tx.run(add, [
    numberArray(moves.map(({ position }) => position)),
    numberArray(moves.map(({ place }) => place)),
    textArray(moves.map(({ date }) => formatInstant(date))),
    textArray(moves.map(({ account }) => account)),
    textArray(moves.map(({ currency }) => currency)),
    textArray(moves.map(({ item }) => item)),
    numberArray(moves.map(({ amount }) => format(amount))),
    numberArray(moves.map(({ carried }) => format(carried))),
    textArray(moves.map(({ unvalued }) => String(unvalued))),
  ]);
}

const before: Statement = {
  name: "currency-positions-before",
  text: `select account, currency, unvalued, sum(amount)::text as amount, sum(carrying)::text as carrying
    from (
      select account, currency, unvalued, amount, carrying from currency_positions where amount <> 0
      union all
      select account, currency, unvalued, -amount, -carried from currency_moves where date >= $1
    ) as parts
    group by account, currency, unvalued`,
};

/** All positions of each account and currency before a moment. */
export const currencyPositionsBefore = async (
  tx: Tx,
  end: Instant,
): Promise<readonly AccountPosition[]> =>
  accountPositions(
    (await tx.rows<Omit<PositionRow, "item">>(before, [formatInstant(end)])).map(
      ({ account, currency, unvalued, amount, carrying }) => ({
        account,
        currency,
        unvalued,
        amount: decimalOf(amount),
        carried: decimalOf(carrying),
      }),
    ),
  );

/** What was posted on each account in each currency on each local day before a moment; amounts as text, debits less credits. */
export const dayTurnovers = (
  tx: Tx,
  end: Instant,
  zone: string,
): Promise<
  readonly {
    readonly account: string;
    readonly currency: string;
    readonly day: string;
    readonly amount: string;
  }[]
> =>
  tx.rows(
    `select account, currency, (date at time zone $2)::date::text as day, sum(amount)::text as amount
    from journal_postings where date < $1 group by 1, 2, 3`,
    [formatInstant(end), zone],
  );
