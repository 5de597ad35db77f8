import { list } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import { pageShape } from "../services/report-shapes.ts";
import {
  deliveryDetailShape,
  deliveryShape,
  endpointRequestShape,
  endpointShape,
  replayedShape,
  replayShape,
  secretShape,
} from "../services/webhooks/webhook-shapes.ts";
import type { EndpointView } from "../services/webhooks/webhook-views.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idInPath,
  json,
  type Operation,
  paging,
  pagingProblems,
  reading,
  type SchemaOf,
} from "./openapi-operation.ts";

const tag = "Webhooks";
const base = "/v1/webhook-endpoints";

const endpoint: EndpointView = {
  id: "ep_Xq3bM0c9ZtKe",
  url: "https://example.com/webhooks",
  description: "billing",
  events: ["invoice.*", "payment.failed"],
  enabled: true,
  disabledBecause: null,
  failingSince: null,
  previousSecretUntil: null,
  createdAt: "2026-01-10T10:00:00Z",
};
const secret = { ...endpoint, secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" };
const wanted = {
  url: endpoint.url,
  description: endpoint.description,
  events: endpoint.events,
};

const delivery = {
  id: "dlv_r5T0uV8wYb2Ce4Gh6Jk1",
  endpoint: endpoint.id,
  event: "evt_0f6b8f0d1c1e4a5f9b7a3c2d1e0f4a5b",
  type: "account.resumed",
  account: "c-17",
  state: "delivered",
  attempts: 1,
  replayed: false,
  createdAt: "2026-02-01T00:00:01Z",
  nextAt: null,
  finishedAt: "2026-02-01T00:00:02Z",
} as const;

const ofEndpoint = idInPath("The endpoint.", endpoint.id);
const ofDelivery = idInPath("The delivery.", delivery.id);
const endpointView = answerComponent("WebhookEndpoint", endpointShape);
const secretView = answerComponent("NewWebhookSecret", secretShape);
const deliveryView = answerComponent("WebhookDelivery", deliveryShape);
const request = json(component("WebhookEndpointRequest", endpointRequestShape), wanted);

const eventTypesView: SchemaOf = () => ({
  type: "object",
  properties: {
    items: {
      type: "array",
      items: {
        type: "object",
        properties: {
          type: { type: "string" },
          summary: { type: "string" },
          example: { type: "object", description: "A `data` of it.", additionalProperties: true },
        },
        required: ["type", "summary", "example"],
      },
    },
  },
  required: ["items"],
});

interface Writing {
  readonly method: Operation["method"];
  readonly url: string;
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
}

const writing = (
  { url, ...operation }: Writing,
  answer: { readonly status: number; readonly schema: SchemaOf; readonly example: unknown },
  more: Partial<Operation> = {},
): Operation => ({
  ...operation,
  url,
  tag,
  access: "write",
  path: url.includes(":id") ? [url.startsWith(base) ? ofEndpoint : ofDelivery] : [],
  answers: [
    {
      status: answer.status,
      description: "It is done.",
      content: json(answer.schema, answer.example),
    },
  ],
  problems: ["not-found", "invalid-request"],
  ...more,
});

/** Where events are sent to, and what became of them. */
export const webhookOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/webhook-event-types",
      id: "listWebhookEventTypes",
      tag,
      summary: "Every event that there is, with an example of its data",
    },
    eventTypesView,
    {
      items: [
        {
          type: "account.resumed",
          summary: "A parked account goes on",
          example: { customer: "c-17" },
        },
      ],
    },
  ),
  reading(
    { url: base, id: "listWebhookEndpoints", tag, summary: "Where events are sent, oldest first" },
    answerComponent(
      "WebhookEndpoints",
      object<{ readonly items: readonly EndpointView[] }>({ items: list(endpointShape) }),
    ),
    { items: [endpoint] },
  ),
  writing(
    {
      method: "POST",
      url: base,
      id: "addWebhookEndpoint",
      summary: "Have events sent to an address",
      description:
        "`events` are types, or first words as `invoice.*`; all where there are none. The secret is in this answer alone. A repeated request makes another endpoint.",
    },
    { status: 201, schema: secretView, example: secret },
    { body: request, problems: bodyProblems },
  ),
  reading(
    {
      url: `${base}/:id`,
      id: "getWebhookEndpoint",
      tag,
      summary: "An endpoint",
      path: [ofEndpoint],
      problems: ["not-found"],
    },
    endpointView,
    endpoint,
  ),
  writing(
    {
      method: "PUT",
      url: `${base}/:id`,
      id: "putWebhookEndpoint",
      summary: "Replace an endpoint's address, description and events",
    },
    { status: 200, schema: endpointView, example: endpoint },
    { body: request, problems: [...bodyProblems, "not-found"] },
  ),
  writing(
    {
      method: "DELETE",
      url: `${base}/:id`,
      id: "deleteWebhookEndpoint",
      summary: "Delete an endpoint with its log; what waits for it is not sent",
    },
    { status: 200, schema: endpointView, example: { ...endpoint, enabled: false } },
  ),
  writing(
    {
      method: "POST",
      url: `${base}/:id/enable`,
      id: "enableWebhookEndpoint",
      summary: "Send to an endpoint again; what waits for it goes out at once",
    },
    { status: 200, schema: endpointView, example: endpoint },
  ),
  writing(
    {
      method: "POST",
      url: `${base}/:id/disable`,
      id: "disableWebhookEndpoint",
      summary: "Send nothing to an endpoint; events that happen meanwhile can be replayed later",
    },
    { status: 200, schema: endpointView, example: { ...endpoint, enabled: false } },
  ),
  writing(
    {
      method: "POST",
      url: `${base}/:id/rotate`,
      id: "rotateWebhookSecret",
      summary: "Make a new secret; for a day messages are signed with the old one too",
    },
    {
      status: 200,
      schema: secretView,
      example: { ...secret, previousSecretUntil: "2026-01-11T10:00:00Z" },
    },
  ),
  writing(
    {
      method: "POST",
      url: `${base}/:id/test`,
      id: "testWebhookEndpoint",
      summary: "Send an event of type `webhook.test`",
    },
    {
      status: 202,
      schema: deliveryView,
      example: { ...delivery, type: "webhook.test", account: null },
    },
  ),
  writing(
    {
      method: "POST",
      url: `${base}/:id/replay`,
      id: "replayWebhookEvents",
      summary: "Send the events of a time again, in their order",
      description:
        '`only: "missed"` (default) leaves out those that the endpoint took; `"all"` sends them too. At most 10,000 at once.',
    },
    {
      status: 202,
      schema: answerComponent("ReplayedEvents", replayedShape),
      example: { deliveries: 3 },
    },
    {
      body: json(component("WebhookReplay", replayShape), { from: "2026-01-10T00:00:00Z" }),
      problems: [...bodyProblems, "not-found"],
    },
  ),
  reading(
    {
      url: "/v1/webhook-deliveries",
      id: "listWebhookDeliveries",
      tag,
      summary: "What was sent and what waits, the newest first",
      query: [
        ...["endpoint", "event", "type"].map((name) => ({
          name,
          description: `Of this ${name}.`,
          schema: { type: "string", maxLength: 255 },
        })),
        {
          name: "account",
          description: "Of this customer, who pays.",
          schema: { type: "string", maxLength: 255 },
        },
        {
          name: "state",
          description: "That stand so.",
          schema: { enum: ["waiting", "delivered", "failed"] },
        },
        ...paging,
      ],
      problems: [...pagingProblems, "invalid-request"],
    },
    answerComponent("WebhookDeliveryPage", pageShape(deliveryShape)),
    { items: [delivery], next: null },
  ),
  reading(
    {
      url: "/v1/webhook-deliveries/:id",
      id: "getWebhookDelivery",
      tag,
      summary: "A delivery, with the bytes that are sent and every attempt",
      path: [ofDelivery],
      problems: ["not-found"],
    },
    answerComponent("WebhookDeliveryDetail", deliveryDetailShape),
    {
      ...delivery,
      message:
        '{"id":"evt_0f6b8f0d1c1e4a5f9b7a3c2d1e0f4a5b","type":"account.resumed","timestamp":"2026-02-01T00:00:00Z","account":"c-17","data":{"customer":"c-17"}}',
      tried: [
        {
          number: 1,
          at: "2026-02-01T00:00:02Z",
          durationMs: 84,
          status: 204,
          outcome: "delivered",
          detail: "",
        },
      ],
    },
  ),
  writing(
    {
      method: "POST",
      url: "/v1/webhook-deliveries/:id/replay",
      id: "replayWebhookDelivery",
      summary: "Send the event of a delivery again, under the same id",
    },
    {
      status: 202,
      schema: deliveryView,
      example: { ...delivery, state: "waiting", attempts: 0, replayed: true, finishedAt: null },
    },
  ),
];
