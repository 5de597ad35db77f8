import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { type PageOf, post, read, readAll } from "./request.ts";

/** What one of `from` was worth in `to` on a day. */
export interface ExchangeRate {
  readonly from: string;
  readonly to: string;
  readonly day: string;
  readonly rate: DecimalText;
  readonly source: string;
  /** From when on it counts. */
  readonly knownSince: string;
}

/** The rate that counts on a day, and how it was come by. */
export interface FoundRate {
  readonly from: string;
  readonly to: string;
  readonly day: string;
  readonly ratedOn: string;
  readonly rate: DecimalText;
  readonly source: string;
  readonly how: "same" | "stated" | "inverse" | "through-base";
}

/** What narrows the table of rates. */
export interface RateFilter {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly day?: string | undefined;
}

/** A rate to tell; `corrects` replaces another one of the pair and day. */
export interface ToldRate {
  readonly from: string;
  readonly to: string;
  readonly day: string;
  readonly rate: DecimalText;
  readonly source?: string;
  readonly corrects: boolean;
}

/** What became of rates that were told. */
export interface RatesTold {
  readonly added: number;
  readonly corrected: number;
  readonly known: number;
}

/** Reads rates page by page, the latest day first. */
export function exchangeRatesQuery(filter: RateFilter, limit = 50) {
  const { from, to, day } = filter;
  return infiniteQueryOptions({
    queryKey: ["exchange-rates", from ?? "", to ?? "", day ?? "", limit],
    queryFn: ({ pageParam, signal }) =>
      read<PageOf<ExchangeRate>>(
        "/v1/exchange-rates",
        { from, to, day, limit, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads every rate that a filter leaves. */
export const allExchangeRates = ({ from, to, day }: RateFilter) =>
  readAll<ExchangeRate>("/v1/exchange-rates", { from, to, day });

/** Reads the rate that counts on a day. */
export const foundRateQuery = ({ from, to, day }: Required<RateFilter>) =>
  queryOptions({
    queryKey: ["exchange-rates", "find", from ?? "", to ?? "", day ?? ""],
    queryFn: ({ signal }) => read<FoundRate>("/v1/exchange-rates/find", { from, to, day }, signal),
  });

/** Tells a rate. */
export const tellRate = ({ corrects, ...rate }: ToldRate, key: string): Promise<RatesTold> =>
  post<RatesTold>("/v1/exchange-rates", { rates: [rate], corrects }, key);
