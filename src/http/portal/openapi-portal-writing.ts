import { list, type Shape } from "../../model/shape.ts";
import { object } from "../../model/shape-object.ts";
import { customerKeyRequestShape } from "../../services/customer-key-shapes.ts";
import { alertRuleRequestShape } from "../../services/entitlements/alert-rule-shapes.ts";
import {
  type Answer,
  answerComponent,
  bodyProblems,
  type Content,
  component,
  idempotencyKey,
  idInPath,
  json,
  type Operation,
  onceProblems,
  reading,
  type SchemaOf,
} from "../openapi-operation.ts";
import { customerPaymentsBody } from "../payment-shapes.ts";
import { asAnswered, operationNamed } from "./answered-as.ts";
import * as example from "./openapi-portal-examples.ts";
import {
  type PortalPerson,
  portalDoneShape,
  portalInvitedShape,
  portalPaymentMethodsShape,
  portalPersonLinkShape,
  portalPersonShape,
  portalPreviewShape,
  portalSessionShape,
  portalWaitingShape,
} from "./portal-answers.ts";
import {
  cancellationBody,
  changeBody,
  chargeBody,
  entranceBody,
  invitationBody,
  pageBody,
  providerBody,
  roleBody,
  undoingBody,
} from "./portal-bodies.ts";

const waitingView = answerComponent("PortalWaiting", portalWaitingShape);

/** What the seller has to approve first. */
const waiting: Answer = {
  status: 202,
  description: "It waits until the seller approves of it.",
  content: json(waitingView, { state: "waiting", id: "apr_r5T0uV8wYb2Ce4Gh" }),
};

const bodyOf = <T>(name: string, shape: Shape<T>, sample: unknown): Content =>
  json(component(name, shape), sample);

type Written = Pick<Operation, "url" | "id" | "tag" | "summary"> & Partial<Operation>;

const posting = (operation: Written, answers: readonly Answer[]): Operation => ({
  method: "POST",
  access: "write",
  ...operation,
  problems: [
    ...(operation.body === undefined ? [] : bodyProblems),
    ...(operation.headers === undefined ? [] : onceProblems),
    ...(operation.problems ?? []),
  ],
  answers,
});

const changes = "Changes";

const preview: Answer = {
  status: 200,
  description: "The documents, as drafts.",
  content: json(answerComponent("PortalPreview", portalPreviewShape), example.preview),
};

const told: readonly Answer[] = [
  {
    status: 201,
    description: "It is done.",
    content: json(answerComponent("PortalDone", portalDoneShape), {
      state: "done",
      id: "portal-Xq3bM0c9ZtKe",
    }),
  },
  waiting,
];

const cancellation = bodyOf("PortalCancellation", cancellationBody, {
  subscription: "s-9",
  when: "period-end",
  reason: "too-expensive",
});
const change = bodyOf("PortalChange", changeBody, { subscription: "s-9", plan: "business" });
const once = { headers: [idempotencyKey] };

const changeOperations: readonly Operation[] = [
  posting(
    {
      ...{ url: "/portal/v1/changes/preview", id: "previewChange", tag: changes },
      ...{ summary: "What other terms would do", access: "read", body: change },
      problems: ["not-found"],
    },
    [preview],
  ),
  posting(
    {
      ...{ url: "/portal/v1/changes", id: "makeChange", tag: changes, ...once },
      ...{ summary: "Go to another plan", body: change, problems: ["not-found", "already-exists"] },
    },
    told,
  ),
  posting(
    {
      ...{ url: "/portal/v1/cancellations/preview", id: "previewCancellation", tag: changes },
      ...{ summary: "What the end of a subscription would do", access: "read" },
      ...{ body: cancellation, problems: ["not-found"] },
    },
    [preview],
  ),
  posting(
    {
      ...{ url: "/portal/v1/cancellations", id: "cancel", tag: changes, ...once },
      ...{ summary: "End a subscription", body: cancellation },
      problems: ["not-found", "already-exists"],
    },
    told,
  ),
  posting(
    {
      ...{ url: "/portal/v1/undoings", id: "undoChange", tag: changes, ...once },
      summary: "Take back a change that was made here and is to come",
      body: bodyOf("PortalUndoing", undoingBody, { subscription: "s-9", change: "portal-Xq3b" }),
      problems: ["not-found", "already-exists"],
    },
    told,
  ),
];

const payments = "Payments";
const methods = json(
  answerComponent("PortalPaymentMethods", portalPaymentMethodsShape),
  example.paymentMethods,
);
const methodsNow: Answer = {
  status: 200,
  description: "How the customer pays now.",
  content: methods,
};
const invoiceId = idInPath("The invoice's id.", "c-9:2");
const page = bodyOf("PortalPageRequest", pageBody, { returnPath: "/portal/payment?added=1" });

/** Answers of a route of `/v1`, with that it may have to be approved first. */
const orWaiting = (v1: string): readonly Answer[] => {
  const { answers } = operationNamed(v1);
  const both = answers.map((answer): Answer => {
    const { schema, example: sample } = answer.content?.["application/json"] ?? {};
    if (answer.status !== 202 || schema === undefined) return answer;
    const either: SchemaOf = (definitions) => ({
      anyOf: [schema(definitions), waitingView(definitions)],
    });
    return { ...answer, content: json(either, sample) };
  });
  return both.some(({ status }) => status === 202) ? both : [...both, waiting];
};

const paymentOperations: readonly Operation[] = [
  posting(
    {
      ...{ url: "/portal/v1/invoices/:id/charge", id: "payInvoice", tag: payments, ...once },
      ...{ summary: "Pay an invoice by a method of the customer", path: [invoiceId] },
      body: bodyOf("PortalCharge", chargeBody, {}),
      problems: operationNamed("chargeInvoice").problems,
    },
    orWaiting("chargeInvoice"),
  ),
  posting(
    {
      ...{ url: "/portal/v1/invoices/:id/checkout", id: "openCheckout", tag: payments, ...once },
      ...{ summary: "Open a provider's page to pay an invoice on", path: [invoiceId], body: page },
      problems: operationNamed("openCheckout").problems,
    },
    orWaiting("openCheckout"),
  ),
  reading(
    {
      ...{ url: "/portal/v1/payment-methods", id: "listPaymentMethods", tag: payments },
      summary: "How the customer pays",
    },
    methods["application/json"]?.schema ?? (() => ({})),
    example.paymentMethods,
  ),
  posting(
    {
      ...{ url: "/portal/v1/payment-methods", id: "openMethodPage", tag: payments },
      ...{ summary: "Open a provider's page to enter a method on", body: page },
      problems: operationNamed("openMethodPage").problems,
    },
    orWaiting("openMethodPage"),
  ),
  posting(
    {
      ...{ url: "/portal/v1/payment-methods/refresh", id: "fetchMethods", tag: payments },
      summary: "Take over what was entered on a provider's page",
      body: bodyOf("PortalProvider", providerBody, {}),
      problems: operationNamed("fetchPaymentMethods").problems,
    },
    [methodsNow, waiting],
  ),
  posting(
    {
      ...{ url: "/portal/v1/payment-methods", id: "changePayments", tag: payments, ...once },
      ...{ method: "PUT", summary: "Say when invoices are paid by themselves, and by what" },
      body: bodyOf("CustomerPaymentsRequest", customerPaymentsBody, { autopay: "due" }),
      problems: ["not-found"],
    },
    [methodsNow, waiting],
  ),
  posting(
    {
      ...{ url: "/portal/v1/payment-methods/:id", id: "removeMethod", tag: payments },
      ...{ method: "DELETE", summary: "Remove a method, here and at its provider" },
      path: [idInPath("The method's id.", "method_4c81")],
      problems: operationNamed("removePaymentMethod").problems,
    },
    [methodsNow, waiting],
  ),
];

const people = "People";
const person = json(answerComponent("PortalPerson", portalPersonShape), example.person);
const personId = idInPath("Their id.", example.person.id);
const link = { link: "https://billing.example.com/portal/#…", linkUntil: "2026-01-17T10:00:00Z" };

const peopleOperations: readonly Operation[] = [
  reading(
    {
      ...{ url: "/portal/v1/members", id: "listMembers", tag: people },
      summary: "The people who may open the portal, oldest first",
    },
    answerComponent(
      "PortalPeople",
      object<{ readonly items: readonly PortalPerson[] }>({ items: list(portalPersonShape) }),
    ),
    { items: [example.person] },
  ),
  posting(
    {
      ...{ url: "/portal/v1/members", id: "inviteMember", tag: people },
      summary: "Invite somebody",
      body: bodyOf("PortalInvitation", invitationBody, {
        ...{ name: "Ada Byron", email: "ada@example.com", role: "billing" },
      }),
    },
    [
      {
        status: 201,
        description: "Who, and the way in for them, which is shown once.",
        content: json(answerComponent("PortalInvited", portalInvitedShape), {
          ...example.person,
          ...link,
        }),
      },
    ],
  ),
  posting(
    {
      ...{ url: "/portal/v1/members/:id", id: "changeMember", tag: people, method: "PUT" },
      ...{ summary: "Give somebody another role", path: [personId], problems: ["not-found"] },
      body: bodyOf("PortalRoleRequest", roleBody, { role: "viewer" }),
    },
    [{ status: 200, description: "Who they are now.", content: person }],
  ),
  posting(
    {
      ...{ url: "/portal/v1/members/:id/links", id: "makeMemberLink", tag: people },
      ...{ summary: "Make a new way in for somebody; the old ones end", path: [personId] },
      problems: ["not-found", "invalid-request"],
    },
    [
      {
        status: 201,
        description: "The way in, which is shown once.",
        content: json(answerComponent("PortalPersonLink", portalPersonLinkShape), link),
      },
    ],
  ),
  posting(
    {
      ...{ url: "/portal/v1/members/:id", id: "removeMember", tag: people, method: "DELETE" },
      ...{ summary: "Take the portal from somebody", path: [personId], problems: ["not-found"] },
    },
    [{ status: 204, description: "They have it no more." }],
  ),
  asAnswered("listCustomerKeys", { url: "/portal/v1/keys", id: "listKeys", tag: "Keys" }),
  posting(
    {
      ...{ url: "/portal/v1/keys", id: "addKey", tag: "Keys" },
      summary: "Make a key for the customer's calls",
      body: bodyOf("CustomerKeyRequest", customerKeyRequestShape, { name: "production" }),
    },
    operationNamed("addCustomerKey").answers,
  ),
  posting(
    {
      ...{ url: "/portal/v1/keys/:id", id: "revokeKey", tag: "Keys", method: "DELETE" },
      ...{ summary: "Revoke a key for good", path: [idInPath("The key's id.", "Xq3bM0c9ZtKe")] },
      problems: ["not-found"],
    },
    operationNamed("revokeCustomerKey").answers,
  ),
];

const alertRule = bodyOf("AlertRuleRequest", alertRuleRequestShape, { of: "cost", at: "500 USD" });
const ruleId = idInPath("The rule's id.", "Xq3bM0c9ZtKe");

const alertOperations: readonly Operation[] = [
  posting(
    {
      ...{ url: "/portal/v1/alert-rules", id: "addAlertRule", tag: "Alerts", body: alertRule },
      summary: "Say at which share of a quota, cost or rest of credits to be told",
    },
    orWaiting("addAlertRule"),
  ),
  posting(
    {
      ...{ url: "/portal/v1/alert-rules/:id", id: "changeAlertRule", tag: "Alerts", method: "PUT" },
      ...{ summary: "Say it anew", path: [ruleId], body: alertRule, problems: ["not-found"] },
    },
    orWaiting("changeAlertRule"),
  ),
  posting(
    {
      ...{ url: "/portal/v1/alert-rules/:id", id: "removeAlertRule", tag: "Alerts" },
      ...{ method: "DELETE", summary: "Be told of it no more", path: [ruleId] },
      problems: ["not-found"],
    },
    orWaiting("removeAlertRule"),
  ),
];

const sessionOperations: readonly Operation[] = [
  {
    ...{ method: "POST", url: "/portal/v1/session", id: "openSession", tag: "Session" },
    summary: "Open the portal by the token of a link",
    description:
      "Sets the cookie of the portal; of a link that is for a frame it answers a token instead, which is shown as a bearer token.",
    access: "open",
    body: bodyOf("PortalEntrance", entranceBody, { token: "pl_…" }),
    answers: [
      {
        status: 200,
        description: "It is open.",
        content: json(answerComponent("PortalSession", portalSessionShape), {
          ...{ embed: false, token: null, expiresAt: "2026-01-10T18:00:00Z" },
        }),
      },
    ],
    problems: [...bodyProblems, "unauthenticated", "csrf-refused", "rate-limited"],
  },
  posting(
    {
      ...{ url: "/portal/v1/session", id: "leave", tag: "Session", method: "DELETE" },
      summary: "End the session",
    },
    [{ status: 204, description: "It is over." }],
  ),
];

/** What is changed by way of the portal. */
export const portalWritingOperations: readonly Operation[] = [
  ...sessionOperations,
  ...changeOperations,
  ...paymentOperations,
  ...peopleOperations,
  ...alertOperations,
];
