import { queryOptions } from "@tanstack/react-query";
import { ask } from "./request.ts";

export type { PortalMeter } from "./generated-types.ts";

/** The length of a bar. */
export type UsageWindow = "hour" | "day" | "month";

/** Which usage to read; `from` and `to` are instants, half-open. */
export interface UsageAsked {
  readonly meter: string;
  readonly from: string;
  readonly to: string;
  readonly window: UsageWindow;
  readonly groupBy?: string | undefined;
}

/** Reads the customer's meters. */
export const metersQuery = queryOptions({
  queryKey: ["meters"],
  queryFn: ({ signal }) => ask("GET", "/portal/v1/meters", { signal }),
  staleTime: 300_000,
});

/** Reads what was used, window by window. */
export const usageQuery = (asked: UsageAsked) =>
  queryOptions({
    queryKey: ["usage", asked],
    queryFn: ({ signal }) => ask("GET", "/portal/v1/usage", { query: asked, signal }),
  });
