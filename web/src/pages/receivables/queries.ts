import { useQuery } from "@tanstack/react-query";
import { ageingQuery, salesOutstandingQuery } from "../../api/ledger.ts";

/** What customers owe at the end of a day, and for how many days of sales that stands. */
export const useReceivables = (asOf: string | undefined) => ({
  ageing: useQuery(ageingQuery(asOf)),
  outstanding: useQuery(salesOutstandingQuery(asOf)),
});
