import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import type { DecimalText } from "../format/decimal-text.ts";
import { api, apiWith, every } from "./request.ts";

/** What one of `from` was worth in `to` on a day. */
export type ExchangeRate = Florin.Item<"/v1/exchange-rates">;

/** The rate that counts on a day, and how it was come by. */
export type FoundRate = Florin.FoundExchangeRate;

/** What narrows the table of rates. */
export type RateFilter = Pick<Florin.Narrowing<"/v1/exchange-rates">, "from" | "to" | "day">;

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
export type RatesTold = Florin.ExchangeRatesTold;

/** Reads rates page by page, the latest day first. */
export function exchangeRatesQuery(filter: RateFilter, limit = 50) {
  const { from, to, day } = filter;
  return infiniteQueryOptions({
    queryKey: ["exchange-rates", from ?? "", to ?? "", day ?? "", limit],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/exchange-rates", { query: { from, to, day, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads every rate that a filter leaves. */
export const allExchangeRates = ({ from, to, day }: RateFilter) =>
  every("/v1/exchange-rates", { from, to, day });

/** Reads the rate that counts on a day. */
export const foundRateQuery = ({
  from,
  to,
  day,
}: Readonly<Record<"from" | "to" | "day", string>>) =>
  queryOptions({
    queryKey: ["exchange-rates", "find", from ?? "", to ?? "", day ?? ""],
    queryFn: ({ signal }) =>
      api.get("/v1/exchange-rates/find", { query: { from, to, day }, signal }),
  });

/** Tells a rate. */
export const tellRate = ({ corrects, ...rate }: ToldRate, key: string): Promise<RatesTold> =>
  apiWith(key).post("/v1/exchange-rates", { body: { rates: [rate], corrects } });
