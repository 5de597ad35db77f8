import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** An account's balance in another currency than that of the books, at the rate of a day. Debits are positive. */
export type ForeignPosition = ForeignCurrency["positions"][number];

/** Gains and losses of one kind. */
export type GainAndLoss = CurrencyResult["realised"];

/** What exchange rates brought in a month, in the currency of the books. */
export type CurrencyResult = ForeignCurrency["results"][number];

/** What stands in other currencies at the end of a day. */
export type ForeignCurrency = Florin.ForeignCurrency;

/** Reads it; of today where no day is given. */
export const foreignCurrencyQuery = (asOf: string | undefined) =>
  queryOptions({
    queryKey: ["ledger", "foreign-currency", asOf ?? ""],
    queryFn: ({ signal }) => api.get("/v1/ledger/foreign-currency", { query: { asOf }, signal }),
    placeholderData: keepPreviousData,
  });
