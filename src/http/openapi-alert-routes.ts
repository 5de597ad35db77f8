import { alertAudiences } from "../entitlement/alert-shares.ts";
import { alertShape } from "../services/entitlements/alert-shape.ts";
import { pageShape } from "../services/report-shapes.ts";
import { expand, withCustomer } from "./openapi-expanded.ts";
import {
  answerComponent,
  type Operation,
  paging,
  pagingProblems,
  reading,
} from "./openapi-operation.ts";
import { dayFilters, filter } from "./openapi-parameters.ts";

/** Alerts at shares of what may be used or was committed to. */
export const alertOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/alerts",
      id: "listAlerts",
      tag: "Entitlements",
      summary:
        "Who came to a share of what it may use or committed to, once a window each; the newest first",
      query: [
        filter("customer", "Of this customer.", "c-1"),
        filter("meter", "Of what this meter measures.", "calls"),
        filter("alert", "That this alert of the model says.", "near-the-limit"),
        {
          name: "audience",
          description: "That they are meant to be told.",
          schema: { enum: alertAudiences },
          example: "sales",
        },
        ...dayFilters("fired", "Fired"),
        expand("`customer`", "customer"),
        ...paging,
      ],
      problems: pagingProblems,
    },
    answerComponent("AlertPage", pageShape(withCustomer(alertShape))),
    {
      items: [
        {
          customer: "c-1",
          customerName: "Alder",
          quota: "calls",
          meter: "calls",
          alert: "near-the-limit",
          alertName: "Near the limit",
          rule: null,
          at: "80%",
          used: "812",
          allowance: "1000",
          currency: null,
          notify: ["customer", "sales"],
          suggest: "business",
          firedAt: "2026-01-10T10:00:01Z",
          from: "2026-01-01T00:00:00Z",
          to: "2026-02-01T00:00:00Z",
        },
      ],
      next: null,
    },
  ),
];
