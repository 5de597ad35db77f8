import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { exchangeRatesQuery, foundRateQuery, type RateFilter } from "../../api/exchange-rates.ts";

/** The rates that match a filter, page by page. */
export const useRates = (filter: RateFilter) => useInfiniteQuery(exchangeRatesQuery(filter));

/** The rate that counts on a day, once both currencies and the day are given. */
export function useFoundRate({ from = "", to = "", day = "" }: RateFilter) {
  const enabled = from !== "" && to !== "" && day !== "";
  return useQuery({ ...foundRateQuery({ from, to, day }), enabled, retry: false });
}
