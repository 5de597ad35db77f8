import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { type PageOf, post, postFile, read, readAll } from "./request.ts";

/** How a payment stands. */
export type PaymentState =
  | "recorded"
  | "sent"
  | "pending"
  | "succeeded"
  | "failed"
  | "unknown"
  | "cancelled";

/** A charge or a refund. Times are RFC 3339, amounts in the currency's minor unit. */
export interface PaymentIntent {
  readonly id: string;
  readonly kind: "charge" | "refund";
  readonly way: "method" | "checkout";
  readonly provider: string;
  readonly customer: string;
  readonly invoice: string | null;
  readonly amount: DecimalText;
  readonly currency: string;
  readonly state: PaymentState;
  readonly reason: string | null;
  readonly method: { readonly id: string; readonly kind: string };
  readonly recordedAt: string;
  readonly nextCallAt: string | null;
  readonly calls: readonly { readonly number: number }[];
  readonly lookUps: number;
}

/** What a line of a statement may be. */
export interface LineSuggestion {
  readonly customer: string;
  readonly applications: readonly { readonly invoice: string; readonly amount: DecimalText }[];
  readonly score: number;
  readonly because: readonly string[];
}

/** A line of a bank statement. */
export interface BankLine {
  readonly id: string;
  readonly bookedOn: string;
  readonly amount: DecimalText;
  readonly currency: string;
  readonly name: string | null;
  readonly remittance: string;
  readonly because: string | null;
  readonly suggestions: readonly LineSuggestion[];
}

/** What an import came to. */
export interface ImportedStatement {
  readonly name: string;
  readonly isNew: boolean;
  readonly lines: number;
  readonly matched: number;
  readonly partlyMatched: number;
  readonly returned: number;
  readonly unmatched: number;
  readonly duplicates: number;
  readonly faults: readonly { readonly path: string; readonly message: string }[];
}

/** A customer's way to pay. */
export interface CustomerMethod {
  readonly id: string;
  readonly provider: string;
  readonly kind: string;
  readonly label: string;
  readonly expires: string | null;
  readonly isDefault: boolean;
  readonly failing: boolean;
}

/** How a customer pays; methods in the order in which they are tried. */
export interface CustomerPayments {
  readonly autopay: "issue" | "due" | null;
  readonly methods: readonly CustomerMethod[];
}

/** What narrows the list of payments. */
export interface PaymentFilter {
  readonly state?: PaymentState | undefined;
  readonly customer?: string | undefined;
}

/** Reads charges and refunds page by page, newest first. */
export function paymentsQuery(filter: PaymentFilter = {}, limit = 50) {
  return infiniteQueryOptions({
    queryKey: ["payments", filter.state ?? "", filter.customer ?? "", limit],
    queryFn: ({ pageParam, signal }) =>
      read<PageOf<PaymentIntent>>(
        "/v1/payment-intents",
        { ...filter, limit, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads every charge and refund that a filter leaves. */
export const allPayments = (filter: PaymentFilter) =>
  readAll<PaymentIntent>("/v1/payment-intents", { ...filter });

/** Reads the lines of statements that nobody could match, the latest day first. */
export const unmatchedQuery = infiniteQueryOptions({
  queryKey: ["unmatched"],
  queryFn: ({ pageParam, signal }) =>
    read<PageOf<BankLine>>(
      "/v1/bank-lines",
      { state: "unmatched", limit: 50, cursor: pageParam },
      signal,
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});

/** Reads how a customer pays. */
export function customerPaymentsQuery(customer: string) {
  return queryOptions({
    queryKey: ["customer-payments", customer],
    queryFn: ({ signal }) =>
      read<CustomerPayments>(`/v1/customers/${encodeURIComponent(customer)}/payments`, {}, signal),
  });
}

/** Imports a bank's file. */
export const importStatement = (file: File, key: string): Promise<ImportedStatement> =>
  postFile<ImportedStatement>("/v1/bank-statements", { name: file.name.slice(0, 255) }, file, key);

/** What a line is, as a person says: whose money and what it pays, or the payment that the bank took back. */
export interface HandMatch {
  readonly customer?: string;
  readonly applications?: readonly { readonly invoice: string }[];
  readonly payment?: string;
}

/** Matches a line by hand. */
export const matchLineByHand = (line: BankLine, match: HandMatch, key: string) =>
  post<BankLine>(`/v1/bank-lines/${encodeURIComponent(line.id)}/match`, match, key);

/** Says that a line is nobody's payment, and why. */
export const ignoreLine = (line: BankLine, reason: string, key: string) =>
  post<BankLine>(`/v1/bank-lines/${encodeURIComponent(line.id)}/ignore`, { reason }, key);

/** Reads every line that nobody could match. */
export const allUnmatched = () => readAll<BankLine>("/v1/bank-lines", { state: "unmatched" });

/** Matches a line as it was suggested. */
export const matchLine = (line: BankLine, suggestion: LineSuggestion, key: string) =>
  post<BankLine>(
    `/v1/bank-lines/${encodeURIComponent(line.id)}/match`,
    {
      customer: suggestion.customer,
      applications: suggestion.applications.map(({ invoice }) => ({ invoice })),
    },
    key,
  );
