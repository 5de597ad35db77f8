import { invoiceSummaryShape, pageShape } from "../services/report-shapes.ts";
import * as example from "./openapi-examples.ts";
import {
  alongWith,
  customerDetail,
  customerSummary,
  expand,
  expanding,
  invoiceSummary,
  listOf,
  orNull,
  search,
  subscriptionSummary,
} from "./openapi-expanded.ts";
import { invoiceShape } from "./openapi-invoice.ts";
import {
  answerComponent,
  idInPath,
  type Operation,
  paging,
  pagingProblems,
  reading,
} from "./openapi-operation.ts";
import { amountFilters, dayFilters, filter, month, text } from "./openapi-parameters.ts";

const expandedInvoice = expanding("InvoiceAnswer", invoiceShape, {
  customer: orNull(customerDetail),
  subscriptions: listOf(subscriptionSummary),
  corrects: listOf(invoiceSummary),
});

/** Issued documents, as they are read. */
export const invoiceRoutes: readonly Operation[] = [
  reading(
    {
      url: "/v1/invoices",
      id: "listInvoices",
      tag: "Invoices",
      summary: "Final invoices, newest first",
      description: "A draft is worked out when it is asked for and stands in no list.",
      query: [
        {
          name: "customer",
          description:
            "Invoices that this customer pays, or that have lines of it where another pays for it.",
          schema: text,
        },
        {
          name: "month",
          description: "Issued in this month, UTC: `2026-01`.",
          schema: month,
          example: "2026-01",
        },
        search("the number, the id or the customer's name"),
        {
          name: "kind",
          description: "Invoices, or credit notes.",
          schema: { enum: ["invoice", "credit-note"] },
          example: "credit-note",
        },
        {
          name: "state",
          description:
            "What is owed on it now: something (`open`), something that was due before (`overdue`), or nothing any more (`settled`); of credit notes nothing is asked.",
          schema: { enum: ["open", "overdue", "settled"] },
          example: "open",
        },
        filter("currency", "In this currency.", "USD"),
        ...dayFilters("issued", "Issued"),
        ...dayFilters("due", "Due"),
        ...amountFilters("total", "With a total of"),
        expand("`customer`", "customer"),
        ...paging,
      ],
      problems: pagingProblems,
    },
    answerComponent(
      "InvoicePage",
      pageShape(alongWith(invoiceSummaryShape, { customer: orNull(customerSummary) })),
    ),
    example.invoices,
  ),
  reading(
    {
      url: "/v1/invoices/:id",
      id: "readInvoice",
      tag: "Invoices",
      summary: "An invoice with its explanation, byte for byte as it was issued",
      path: [idInPath("The invoice's id.", "c-17:1")],
      query: [
        expand(
          "`customer`, `subscriptions` that its lines are for, and what it `corrects`",
          "customer,subscriptions",
        ),
      ],
      problems: ["not-found"],
    },
    expandedInvoice,
    example.invoice,
  ),
];
