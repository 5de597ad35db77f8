import { useInfiniteQuery } from "@tanstack/react-query";
import { creditHoldingsQuery } from "../../api/credits.ts";

/** What all customers have in credits, and what expires in so many days. */
export const useHoldings = (days: number) => useInfiniteQuery(creditHoldingsQuery(days));
