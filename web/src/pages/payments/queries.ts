import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  type BankLine,
  importStatement,
  type LineSuggestion,
  matchLine,
  type PaymentFilter,
  paymentsQuery,
  unmatchedQuery,
} from "../../api/payments.ts";

/** Charges and refunds that match a filter, page by page. */
export const usePayments = (filter: PaymentFilter) => useInfiniteQuery(paymentsQuery(filter));

/** The lines that nobody could match. */
export const useUnmatched = () => useInfiniteQuery(unmatchedQuery);

/** Imports a file; whatever money did is then read again. */
export function useImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, key }: { readonly file: File; readonly key: string }) =>
      importStatement(file, key),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** Matches a line as it was suggested; whatever money did is then read again. */
export function useMatch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      line,
      suggestion,
      key,
    }: {
      readonly line: BankLine;
      readonly suggestion: LineSuggestion;
      readonly key: string;
    }) => matchLine(line, suggestion, key),
    onSuccess: () => client.invalidateQueries(),
  });
}
