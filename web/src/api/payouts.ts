import { infiniteQueryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, apiWith, every } from "./request.ts";

/** A provider's transfer to our bank; what it is made of is null until the provider says so. */
export type Payout = Florin.Item<"/v1/payouts">;

/** A transfer that is told by hand. */
export type ToldPayout = Florin.PayoutRequest;

/** Reads payouts page by page, the latest first. */
export const payoutsQuery = infiniteQueryOptions({
  queryKey: ["payouts"],
  queryFn: ({ pageParam, signal }) =>
    api.get("/v1/payouts", { query: { limit: 50, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});

/** Reads every payout. */
export const allPayouts = () => every("/v1/payouts", {});

/** Records a transfer by hand. */
export const tellPayout = (payout: ToldPayout, key: string) =>
  apiWith(key).post("/v1/payouts", { body: payout });
