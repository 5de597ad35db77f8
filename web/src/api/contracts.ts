import { queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { read } from "./request.ts";

/** A signed contract as it stands. Days are civil and half-open; `amount` is money as text, `6000 USD`. */
export interface Contract {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly status: "scheduled" | "running" | "ended";
  readonly start: string;
  readonly end: string;
  readonly renewsOn: string | null;
  readonly noticeBy: string | null;
  readonly endsOn: string | null;
  readonly netDays: number | null;
  readonly commitment: {
    readonly amount: string;
    readonly per: string;
    readonly shortfall: "true-up" | "carry" | "waive";
  } | null;
  readonly periods: readonly CommitmentPeriod[];
  readonly purchases: readonly string[];
}

/** A period of a commitment; what it committed is null while it is open and nothing was carried into it. */
export interface CommitmentPeriod {
  readonly from: string;
  readonly to: string;
  readonly committed: DecimalText | null;
  readonly spent: DecimalText;
  readonly billed: DecimalText | null;
  readonly carried: DecimalText | null;
}

/** Reads what a customer has signed. */
export const contractsQuery = (customer: string) =>
  queryOptions({
    queryKey: ["contracts", customer],
    queryFn: ({ signal }) =>
      read<{ readonly items: readonly Contract[] }>(
        `/v1/customers/${encodeURIComponent(customer)}/contracts`,
        {},
        signal,
      ),
  });
