import { queryOptions } from "@tanstack/react-query";
import type { CustomerMethod } from "../../api/payments.ts";
import { read, write } from "./request.ts";

/** How the customer pays; methods in the order in which they are tried. */
export interface PaymentMethods {
  readonly autopay: "issue" | "due" | null;
  readonly methods: readonly CustomerMethod[];
  /** Whose page a method can be entered on. */
  readonly providers: readonly string[];
}

/** Reads how the customer pays. */
export const methodsQuery = queryOptions({
  queryKey: ["payment-methods"],
  queryFn: ({ signal }) => read<PaymentMethods>("payment-methods", {}, signal),
});

/** Opens the provider's page on which a method is entered. Rejects with a `RequestFailure`. */
export const openMethodPage = (provider: string | undefined): Promise<{ readonly url: string }> =>
  write("POST", "payment-methods", {
    ...(provider === undefined ? {} : { provider }),
    returnPath: "/portal/payment?added=1",
  });

/** Takes over what was entered on the provider's page. Rejects with a `RequestFailure`. */
export const refreshMethods = (): Promise<PaymentMethods> =>
  write("POST", "payment-methods/refresh", {});

/** Says when invoices are paid by themselves, and which method comes first. Rejects with a `RequestFailure`. */
export const changeMethods = (
  change: Partial<{ autopay: PaymentMethods["autopay"]; order: readonly string[] }>,
): Promise<PaymentMethods> => write("PUT", "payment-methods", change);

/** Removes a method. Rejects with a `RequestFailure`. */
export const removeMethod = (id: string): Promise<PaymentMethods> =>
  write("DELETE", `payment-methods/${encodeURIComponent(id)}`);
