import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, apiWith, every } from "./request.ts";

/** How a payment stands. */
export type PaymentState = PaymentIntent["state"];

/** A charge or a refund. Times are RFC 3339, amounts in the currency's minor unit. */
export type PaymentIntent = Florin.PaymentIntent;

/** What a line of a statement may be. */
export type LineSuggestion = BankLine["suggestions"][number];

/** A line of a bank statement. */
export type BankLine = Florin.BankLine;

/** What an import came to. */
export type ImportedStatement = Florin.ImportedStatement;

/** A customer's way to pay. */
export type CustomerMethod = CustomerPayments["methods"][number];

/** How a customer pays; methods in the order in which they are tried. */
export type CustomerPayments = Florin.CustomerPayments;

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
      api.get("/v1/payment-intents", { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads every charge and refund that a filter leaves. */
export const allPayments = (filter: PaymentFilter) => every("/v1/payment-intents", filter);

/** Reads the lines of statements that nobody could match, the latest day first. */
export const unmatchedQuery = infiniteQueryOptions({
  queryKey: ["unmatched"],
  queryFn: ({ pageParam, signal }) =>
    api.get("/v1/bank-lines", {
      query: { state: "unmatched", limit: 50, cursor: pageParam },
      signal,
    }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});

/** Reads how a customer pays. */
export function customerPaymentsQuery(customer: string) {
  return queryOptions({
    queryKey: ["customer-payments", customer],
    queryFn: ({ signal }) =>
      api.get("/v1/customers/{id}/payments", { path: { id: customer }, signal }),
  });
}

/** Imports a bank's file. */
export const importStatement = (file: File, key: string): Promise<ImportedStatement> =>
  apiWith(key).post("/v1/bank-statements", {
    query: { name: file.name.slice(0, 255) },
    body: file,
    contentType: "application/octet-stream",
  });

/** What a line is, as a person says: whose money and what it pays, or the payment that the bank took back. */
export type HandMatch = Florin.MatchRequest;

/** Matches a line by hand. */
export const matchLineByHand = (line: BankLine, match: HandMatch, key: string) =>
  apiWith(key).post("/v1/bank-lines/{id}/match", { path: { id: line.id }, body: match });

/** Says that a line is nobody's payment, and why. */
export const ignoreLine = (line: BankLine, reason: string, key: string) =>
  apiWith(key).post("/v1/bank-lines/{id}/ignore", { path: { id: line.id }, body: { reason } });

/** Reads every line that nobody could match. */
export const allUnmatched = () => every("/v1/bank-lines", { state: "unmatched" });

/** Matches a line as it was suggested. */
export const matchLine = (line: BankLine, suggestion: LineSuggestion, key: string) =>
  matchLineByHand(
    line,
    {
      customer: suggestion.customer,
      applications: suggestion.applications.map(({ invoice }) => ({ invoice })),
    },
    key,
  );
