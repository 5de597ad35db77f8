import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** One tier of a charge; `unit` is money for one unit or for the charge's `per` units, `flat` is due on entering it. */
export type Tier = Charge["tiers"][number];

/** What a plan charges for use: what is included, and the price past it in words and by tier. */
export type Charge = Plan["charges"][number];

/** A plan of the model: its recurring price in words for each cadence, its charges, and how many subscriptions hold it. */
export type Plan = Florin.PlanSummary;

/** Reads the model's plans. */
export const plansQuery = queryOptions({
  queryKey: ["plans"],
  queryFn: ({ signal }) => api.get("/v1/plans", { signal }),
});
