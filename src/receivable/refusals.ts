import type { Fault } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { CurrencyCode } from "../money/currency.ts";
import type { Receivables } from "./receivables.ts";

/** There is no such invoice, or it is settled for so long that it is forgotten. */
export function unknownInvoice(state: Receivables, invoice: string, path: string): Fault {
  const meant = nearest(
    invoice,
    state.items.map((item) => item.invoice),
  );
  return {
    code: "unknown-invoice",
    path,
    message: `${state.customer} has no invoice of this number that is open or was settled lately`,
    value: invoice,
    ...(meant === undefined ? {} : { suggestion: `did you mean "${meant}"?` }),
  };
}

/** What a command may name by an id, beside invoices, and the code where there is none of that id. */
const unknownCodes = {
  payment: { code: "unknown-payment" },
  "credit-note": { code: "unknown-credit-note" },
  "write-off": { code: "unknown-write-off" },
  dispute: { code: "unknown-dispute" },
  charge: { code: "unknown-charge-attempt" },
} as const;

/** There is none of this id, or it is so old that it is forgotten. */
export const unknownRecord = (
  what: keyof typeof unknownCodes,
  id: string,
  path: string,
): Fault => ({
  ...unknownCodes[what],
  path,
  message: `no ${what.replace("-", " ")} of this id is remembered`,
  value: id,
});

/** The same thing told twice; the first stays. */
export const alreadyRecorded = (what: string, id: string, path = "/id"): Fault => ({
  code: "already-recorded",
  path,
  message: `this ${what} is recorded already`,
  value: id,
  suggestion: "what is recorded does not change; a correction is a command of its own",
});

/** An amount in another currency than the customer's receivables. */
export const wrongCurrency = (state: Receivables, currency: CurrencyCode): Fault => ({
  code: "currency-mismatch",
  path: "/currency",
  message: `these receivables are in ${state.currency}`,
  value: currency,
  suggestion: `convert it to ${state.currency} at the day's rate and settle that amount`,
});

/** More than there is: a fault that says how much there is. */
export const exceeds = ({
  most,
  ...fault
}: Omit<Fault, "suggestion"> & { readonly most: string }): Fault => ({
  ...fault,
  suggestion: `at most ${most}`,
});
