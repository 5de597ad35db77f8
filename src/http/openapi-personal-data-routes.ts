import { list, type Shape, text, whole } from "../model/shape.ts";
import { object, optional } from "../model/shape-object.ts";
import { anything } from "../services/governance/audit-shapes.ts";
import type { ErasedMember, MemberData } from "../services/governance/member-data.ts";
import type {
  ErasedPerson,
  EraseRequest,
  PersonalData,
} from "../services/governance/personal-data.ts";
import { count, instantText, nullable } from "../services/report-shapes.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idInPath,
  json,
  type Operation,
  reading,
} from "./openapi-operation.ts";

const tag = "Governance";
const ofCustomer = idInPath("The customer.", "c-17");

const records: Shape<PersonalData["records"]> = {
  ...(anything as Shape<PersonalData["records"]>),
  schema: () => ({
    type: "object",
    description: "By table: `count` rows, and at most 10,000 `rows`.",
  }),
};

const personalData = object<PersonalData>({ customer: text, takenAt: instantText, records });

const erased = object<ErasedPerson>({
  customer: text,
  erasedAt: instantText,
  invoicesKeptSince: nullable(instantText),
  erased: list(object<ErasedPerson["erased"][number]>({ table: text, rows: count })),
  forgottenChanges: count,
});

const memberData = object<MemberData>({
  member: text,
  takenAt: instantText,
  environments: {
    ...(anything as Shape<MemberData["environments"]>),
    schema: () => ({
      type: "object",
      description: "By environment, then by table: `count` rows, and at most 10,000 `rows`.",
    }),
  },
});
const memberDataView = answerComponent("MemberData", memberData);
const memberDataSample: MemberData = {
  member: "Xq3bM0c9ZtKe",
  takenAt: "2026-03-01T10:00:00Z",
  environments: {
    default: { members: { count: 1, rows: [{ id: "Xq3bM0c9ZtKe", name: "Ada" }] } },
  },
};
const ofMember = idInPath("The member, also one who was removed.", "Xq3bM0c9ZtKe");

const erasedMember = object<ErasedMember>({
  member: text,
  erasedAt: instantText,
  requests: count,
  forgottenChanges: count,
});

const eraseRequest = object<EraseRequest>({ keepInvoicesYears: optional(whole(0, 30)) });

/** What is kept of a person, and forgetting it. */
export const personalDataOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/customers/:id/personal-data",
      id: "getPersonalData",
      tag,
      summary: "Everything that is kept of a customer",
      path: [ofCustomer],
      problems: ["not-found", "invalid-request"],
    },
    answerComponent("PersonalData", personalData),
    {
      customer: "c-17",
      takenAt: "2026-03-01T10:00:00Z",
      records: { customers: { count: 1, rows: [{ id: "c-17", name: "Northwind" }] } },
    },
  ),
  {
    method: "POST",
    url: "/v1/customers/:id/erase",
    id: "erasePerson",
    tag,
    summary: "Forget who a customer is; amounts, numbers and taxes stay",
    description:
      "Refused while something is still to be billed. Invoices of the last `keepInvoicesYears` (10) stay as they were issued; ask again once they may go.",
    access: "write",
    path: [ofCustomer],
    body: json(component("EraseRequest", eraseRequest), { keepInvoicesYears: 10 }),
    answers: [
      {
        status: 200,
        description: "It is forgotten.",
        content: json(answerComponent("ErasedPerson", erased), {
          customer: "c-17",
          erasedAt: "2026-03-01T10:00:00Z",
          invoicesKeptSince: "2016-03-01T10:00:00Z",
          erased: [{ table: "customers", rows: 1 }],
          forgottenChanges: 2,
        }),
      },
    ],
    problems: [...bodyProblems, "not-found"],
  },
  reading(
    {
      url: "/v1/members/:id/personal-data",
      id: "getMemberData",
      tag,
      summary: "Everything that is kept of a person of the organisation",
      path: [ofMember],
      problems: ["not-found", "invalid-request"],
    },
    memberDataView,
    memberDataSample,
  ),
  reading(
    {
      url: "/v1/me/personal-data",
      access: "person",
      id: "getOwnData",
      tag,
      summary: "Everything that is kept of whoever is signed in",
      problems: ["invalid-request"],
    },
    memberDataView,
    memberDataSample,
  ),
  {
    method: "POST",
    url: "/v1/members/:id/erase",
    id: "eraseMember",
    tag,
    summary:
      "Forget who somebody was who is no member any more; what they did stays told, by their id",
    description: "Refused while they are a member, also again by another id: remove them first.",
    access: "write",
    path: [ofMember],
    answers: [
      {
        status: 200,
        description: "It is forgotten.",
        content: json(answerComponent("ErasedMember", erasedMember), {
          member: "Xq3bM0c9ZtKe",
          erasedAt: "2026-03-01T10:00:00Z",
          requests: 0,
          forgottenChanges: 2,
        }),
      },
    ],
    problems: ["invalid-request", "not-found"],
  },
];
