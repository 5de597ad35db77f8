import { queryOptions } from "@tanstack/react-query";
import { read } from "./request.ts";

/** A plan of the model: its price in words for each cadence, and how many subscriptions hold it. */
export interface Plan {
  readonly id: string;
  readonly name: string;
  readonly stream: string;
  readonly prices: Readonly<Record<string, string>>;
  readonly subscribers: number;
}

/** Reads the model's plans. */
export const plansQuery = queryOptions({
  queryKey: ["plans"],
  queryFn: ({ signal }) => read<{ readonly items: readonly Plan[] }>("/v1/plans", {}, signal),
});
