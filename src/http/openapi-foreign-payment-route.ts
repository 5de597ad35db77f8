import { foreignPaymentsShape } from "../services/ledger/foreign-payment-shapes.ts";
import {
  answerComponent,
  type Operation,
  paging,
  pagingProblems,
  reading,
} from "./openapi-operation.ts";
import { bookDays, filter } from "./openapi-parameters.ts";

/** What customers paid in other currencies than that of the books. */
export const foreignPaymentOperation: Operation = reading(
  {
    url: "/v1/ledger/foreign-payments",
    id: "listForeignPayments",
    tag: "Ledger",
    summary: "What customers paid, and were paid back, in other currencies than the books'",
    description:
      "Payments, refunds and returns in the journal, the latest first. `rate` is how much of `settled` one of `came` was, where the two differ in currency. `booked` is what the settled part was carried at, `worth` what it was worth on the day, `gain` the difference that was realised: all three in the books' `currency`, and null where the customer is invoiced in that, or no rate is known.",
    query: [filter("customer", "Of this customer.", "c-17"), ...bookDays, ...paging],
    problems: [...pagingProblems, "not-found"],
  },
  answerComponent("ForeignPayments", foreignPaymentsShape),
  {
    currency: "USD",
    items: [
      {
        id: "p-1",
        kind: "payment",
        entry: "payment/p-1",
        date: "2026-02-10T00:00:00Z",
        customer: "c-17",
        name: "Nordwind",
        came: { currency: "USD", amount: "112.00" },
        settled: { currency: "EUR", amount: "100.00" },
        rate: "0.892857142857",
        booked: "110.00",
        worth: "112.00",
        gain: "2.00",
      },
    ],
    next: null,
  },
);
