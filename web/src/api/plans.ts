import { queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { read } from "./request.ts";

/** One tier of a charge; `unit` is money for one unit or for the charge's `per` units, `flat` is due on entering it. */
export interface Tier {
  readonly label: string;
  readonly unit: string | null;
  readonly flat: string | null;
}

/** What a plan charges for use: what is included, and the price past it in words and by tier. */
export interface Charge {
  readonly id: string;
  readonly name: string;
  readonly meter: string;
  readonly unit: string;
  readonly every: string;
  readonly included: DecimalText | null;
  readonly overage: "bill" | "block" | null;
  readonly kind: string;
  readonly price: string;
  readonly per: DecimalText;
  readonly tiers: readonly Tier[];
}

/** A plan of the model: its recurring price in words for each cadence, its charges, and how many subscriptions hold it. */
export interface Plan {
  readonly id: string;
  readonly name: string;
  readonly stream: string;
  readonly streamName: string;
  readonly prices: Readonly<Record<string, string>>;
  readonly charges: readonly Charge[];
  readonly subscribers: number;
}

/** Reads the model's plans. */
export const plansQuery = queryOptions({
  queryKey: ["plans"],
  queryFn: ({ signal }) => read<{ readonly items: readonly Plan[] }>("/v1/plans", {}, signal),
});
