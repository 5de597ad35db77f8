import {
  type PartnerPayoutFact,
  type PartnerShareFact,
  partnerPayoutFields,
  partnerShareFields,
} from "../ledger/manual/partner-fact.ts";
import { object } from "../model/shape-object.ts";
import { entryShape } from "../services/ledger/ledger-shapes.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idempotencyKey,
  json,
  type Operation,
  onceProblems,
} from "./openapi-operation.ts";
import {
  bookedPayout,
  bookedShare,
  partnerPayout,
  partnerShare,
} from "./openapi-partner-examples.ts";

const entry = answerComponent("Entry", entryShape);

/** What is told of partners: what they have earned, and what they were paid. */
export const partnerRoutes: readonly Operation[] = [
  {
    method: "POST",
    url: "/v1/partner-shares",
    id: "reportPartnerShare",
    tag: "Ledger",
    summary: "Report sales that a partner has a share of",
    description:
      "Books the partner's part by the rate of the model's share, or of the partner's commission: owed to the partner, and less revenue of the share's stream or a cost. A base below zero takes a share back. What a partner owes us is an invoice to the partner (`share-is-ours`).",
    access: "write",
    headers: [idempotencyKey],
    body: json(
      component(
        "PartnerShare",
        object<Omit<PartnerShareFact, "fact" | "recordedAt">>(partnerShareFields),
      ),
      partnerShare,
    ),
    answers: [
      { status: 201, description: "Booked.", content: json(entry, bookedShare) },
      { status: 200, description: "Booked before, as it was.", content: json(entry) },
    ],
    problems: [...bodyProblems, ...onceProblems, "already-exists"],
  },
  {
    method: "POST",
    url: "/v1/partner-payouts",
    id: "payPartner",
    tag: "Ledger",
    summary: "Record money that was paid to a partner",
    description:
      "Less is owed to the partner, and less stands at the bank or with the provider. What is still owed is the balance of `liabilities:partner:<id>`.",
    access: "write",
    headers: [idempotencyKey],
    body: json(
      component(
        "PartnerPayout",
        object<Omit<PartnerPayoutFact, "fact" | "recordedAt">>(partnerPayoutFields),
      ),
      partnerPayout,
    ),
    answers: [
      { status: 201, description: "Booked.", content: json(entry, bookedPayout) },
      { status: 200, description: "Booked before, as it was.", content: json(entry) },
    ],
    problems: [...bodyProblems, ...onceProblems, "already-exists"],
  },
];
