import { useInfiniteQuery } from "@tanstack/react-query";
import { payoutsQuery } from "../../api/payouts.ts";

/** What providers transferred to our bank. */
export const usePayouts = () => useInfiniteQuery(payoutsQuery);
