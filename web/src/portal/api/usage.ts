import { queryOptions } from "@tanstack/react-query";
import type { Usage } from "../../api/usage.ts";
import { read } from "./request.ts";

/** A meter that the customer uses. */
export interface PortalMeter {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  /** What its usage may be told apart by. */
  readonly dimensions: readonly string[];
}

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
  queryFn: ({ signal }) => read<{ readonly items: readonly PortalMeter[] }>("meters", {}, signal),
  staleTime: 300_000,
});

/** Reads what was used, window by window. */
export const usageQuery = (asked: UsageAsked) =>
  queryOptions({
    queryKey: ["usage", asked],
    queryFn: ({ signal }) => read<Usage>("usage", { ...asked }, signal),
  });
