import { queryOptions } from "@tanstack/react-query";
import type { CustomerPaymentsRequest, PortalPaymentMethods } from "./generated-types.ts";
import { ask } from "./request.ts";

/** How the customer pays; methods in the order in which they are tried. */
export type PaymentMethods = PortalPaymentMethods;

/** Reads how the customer pays. */
export const methodsQuery = queryOptions({
  queryKey: ["payment-methods"],
  queryFn: ({ signal }) => ask("GET", "/portal/v1/payment-methods", { signal }),
});

/** Opens the provider's page on which a method is entered. Rejects with a `RequestFailure`. */
export const openMethodPage = (provider: string | undefined) =>
  ask("POST", "/portal/v1/payment-methods", {
    body: {
      ...(provider === undefined ? {} : { provider }),
      returnPath: "/portal/payment?added=1",
    },
  });

/** Takes over what was entered on the provider's page. Rejects with a `RequestFailure`. */
export const refreshMethods = () => ask("POST", "/portal/v1/payment-methods/refresh", { body: {} });

/** Says when invoices are paid by themselves, and which method comes first. Rejects with a `RequestFailure`. */
export const changeMethods = (body: CustomerPaymentsRequest) =>
  ask("PUT", "/portal/v1/payment-methods", { body });

/** Removes a method. Rejects with a `RequestFailure`. */
export const removeMethod = (id: string) =>
  ask("DELETE", "/portal/v1/payment-methods/{id}", { path: { id } });
