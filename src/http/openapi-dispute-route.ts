import { disputeShape } from "../services/accounts/dispute-shapes.ts";
import type { DisputeAnswer } from "../services/accounts/disputes-report.ts";
import { pageShape } from "../services/report-shapes.ts";
import { disputeStatuses } from "../store/disputes.ts";
import { expand, withCustomer } from "./openapi-expanded.ts";
import {
  answerComponent,
  type Operation,
  paging,
  pagingProblems,
  reading,
} from "./openapi-operation.ts";
import { dayFilters, filter } from "./openapi-parameters.ts";

const dispute: DisputeAnswer = {
  id: "d-1",
  customer: "c-17",
  customerName: "Northwind",
  payment: "pay-2",
  provider: "stripe",
  amount: "100.00",
  currency: "USD",
  fee: "15.00",
  feeReturned: "0",
  feeCurrency: "USD",
  status: "open",
  openedAt: "2026-03-01T01:00:00Z",
  decidedAt: null,
};

/** Disputed payments. */
export const disputeOperation: Operation = reading(
  {
    url: "/v1/disputes",
    id: "listDisputes",
    tag: "Payments",
    summary: "Disputed payments, the latest first",
    query: [
      {
        name: "status",
        description: "Those that stand so.",
        schema: { enum: disputeStatuses },
        example: "open",
      },
      filter("customer", "Of this customer.", "c-17"),
      ...dayFilters("opened", "Opened"),
      expand("`customer`", "customer"),
      ...paging,
    ],
    problems: [...pagingProblems, "invalid-request"],
  },
  answerComponent("DisputePage", pageShape(withCustomer(disputeShape))),
  { items: [dispute], next: null },
);
