import { milestoneShape } from "../services/accounts/milestone-shapes.ts";
import { type MilestoneAnswer, milestoneStates } from "../services/accounts/milestones-report.ts";
import { pageShape } from "../services/report-shapes.ts";
import { expand, withCustomer } from "./openapi-expanded.ts";
import {
  answerComponent,
  type Operation,
  paging,
  pagingProblems,
  reading,
} from "./openapi-operation.ts";
import { filter } from "./openapi-parameters.ts";

const milestone: MilestoneAnswer = {
  sale: "r-1",
  offer: "rollout",
  name: "Rollout",
  customer: "c-17",
  customerName: "Northwind",
  soldOn: "2026-01-15",
  place: 1,
  milestone: "Plan accepted",
  share: "40%",
  amount: "3600.00",
  currency: "USD",
  billing: "by-milestone",
  amended: null,
  reached: { id: "r-1-plan", on: "2026-02-01", booked: true },
};

/** The milestones of what was sold. */
export const milestoneOperation: Operation = reading(
  {
    url: "/v1/milestones",
    id: "listMilestones",
    tag: "Customers",
    summary: "Milestones of what was sold, the latest sale first",
    description:
      "`amount` is the milestone's part of the sale's price, after discounts and before tax. With `billing` `by-milestone` it is billed and earned when it is reached, with `before-milestones` it was billed with the sale. `amended` is the last amendment of the sale, and the rule by which it is accounted for. `booked` says that what reaching it does was done.",
    query: [
      {
        name: "state",
        description: "Those that are open, or reached.",
        schema: { enum: milestoneStates },
        example: "open",
      },
      filter("customer", "Of this customer.", "c-17"),
      expand("`customer`", "customer"),
      ...paging,
    ],
    problems: [...pagingProblems, "invalid-request"],
  },
  answerComponent("MilestonePage", pageShape(withCustomer(milestoneShape))),
  { items: [milestone], next: null },
);
