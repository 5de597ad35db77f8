import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import type { FoundRate } from "./exchange-rates.ts";
import type { AccountType } from "./ledger.ts";
import { read } from "./request.ts";

/** An account's balance in another currency than that of the books, at the rate of a day. Debits are positive. */
export interface ForeignPosition {
  readonly account: string;
  readonly currency: string;
  readonly amount: DecimalText;
  /** What stands there besides, from days without a rate. */
  readonly unvalued: DecimalText;
  /** In the currency of the books: what it was booked at, what it is worth, and the difference. */
  readonly carrying: DecimalText;
  readonly value: DecimalText | null;
  readonly gain: DecimalText | null;
  readonly rate: FoundRate | null;
}

/** Gains and losses of one kind. */
export interface GainAndLoss {
  readonly gain: DecimalText;
  readonly loss: DecimalText;
}

/** What exchange rates brought in a month, in the currency of the books. */
export interface CurrencyResult {
  readonly month: string;
  readonly realised: GainAndLoss;
  readonly unrealised: GainAndLoss;
  readonly net: DecimalText;
}

/** What stands in other currencies at the end of a day. */
export interface ForeignCurrency {
  readonly asOf: string;
  readonly currency: string;
  readonly positions: readonly ForeignPosition[];
  readonly results: readonly CurrencyResult[];
  readonly balances: readonly {
    readonly account: string;
    readonly code: string;
    readonly title: string;
    readonly type: AccountType;
    readonly balance: DecimalText;
  }[];
  readonly untranslated: readonly {
    readonly account: string;
    readonly currency: string;
    readonly balance: DecimalText;
  }[];
}

/** Reads it; of today where no day is given. */
export const foreignCurrencyQuery = (asOf: string | undefined) =>
  queryOptions({
    queryKey: ["ledger", "foreign-currency", asOf ?? ""],
    queryFn: ({ signal }) => read<ForeignCurrency>("/v1/ledger/foreign-currency", { asOf }, signal),
    placeholderData: keepPreviousData,
  });
