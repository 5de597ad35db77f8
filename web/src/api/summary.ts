import { queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { read } from "./request.ts";

/** The state of the whole account book at the server's `now`. Times are RFC 3339 UTC. */
export interface Summary {
  /** Null until a model is published. */
  readonly model: { readonly id: string; readonly name: string; readonly version: string } | null;
  readonly currency: string | null;
  readonly now: string;
  readonly customers: number;
  /** Customers whom nothing is billed to until somebody looks at their account. */
  readonly parked: number;
  /** The segments that customers are in, by name. */
  readonly segments: readonly string[];
  readonly subscriptions: number;
  readonly invoices: { readonly count: number; readonly total: DecimalText };
  readonly events: { readonly accepted: number; readonly unbilled: number };
  /** Issue of the first and the last invoice. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Reads the summary. */
export const summaryQuery = queryOptions({
  queryKey: ["summary"],
  queryFn: ({ signal }) => read<Summary>("/v1/summary", {}, signal),
});
