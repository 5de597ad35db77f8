import {
  callerShape,
  organisationChangeShape,
  organisationShape,
} from "../services/organisation-shapes.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  json,
  type Operation,
  reading,
} from "./openapi-operation.ts";

const tag = "Organisation";
const organisation = { id: "default", name: "Acme", createdAt: "2026-01-01T09:00:00Z" } as const;
const view = answerComponent("Organisation", organisationShape);

/** The organisation, and who is asking. */
export const organisationOperations: readonly Operation[] = [
  reading(
    { url: "/v1/organisation", id: "readOrganisation", tag, summary: "The caller's organisation" },
    view,
    organisation,
  ),
  {
    method: "PUT",
    url: "/v1/organisation",
    id: "renameOrganisation",
    tag,
    summary: "Give the organisation another name",
    access: "write",
    body: json(component("OrganisationChange", organisationChangeShape), { name: "Acme" }),
    answers: [{ status: 200, description: "It is renamed.", content: json(view, organisation) }],
    problems: bodyProblems,
  },
  reading(
    { url: "/v1/me", id: "readCaller", tag, summary: "Who is asking, and what they may do" },
    answerComponent("Caller", callerShape),
    {
      kind: "session",
      organisation: "default",
      environment: "default",
      member: "Xq3bM0c9ZtKe",
      actions: ["customers.read", "invoices.read"],
    },
  ),
];
