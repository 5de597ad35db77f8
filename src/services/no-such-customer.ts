import { type Result, refuse } from "../fault/fault.ts";

/** The refusal of what is asked about a customer of whom nobody told. */
export const noSuchCustomer = (customer: string): Result<never> =>
  refuse({
    code: "unknown-customer",
    path: "/customer",
    message: "there is no such customer",
    value: customer,
    suggestion: "tell of the customer first",
  });
