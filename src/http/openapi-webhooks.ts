import type { Definitions, JsonSchema } from "../model/json-schema.ts";
import { type EventType, eventKinds, eventTypes } from "../webhook/catalogue.ts";

/** `invoice.paid` as a name for generated clients: `InvoicePaid`. */
const nameOf = (type: EventType): string =>
  type
    .split(/[._]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");

const header = (name: string, description: string): JsonSchema => ({
  name,
  in: "header",
  required: true,
  description,
  schema: { type: "string" },
});

const headers: readonly JsonSchema[] = [
  header("webhook-id", "The event's id: the same with every attempt and replay."),
  header("webhook-timestamp", "When this attempt was made, in seconds since 1970."),
  header("webhook-signature", "`v1,` and the signature, once for each secret in force."),
];

/** The messages that are sent, by their types: what OpenAPI 3.1 calls webhooks. */
export function describedWebhooks(definitions: Definitions): JsonSchema {
  return Object.fromEntries(
    eventTypes.map((type) => [type, { post: described(type, definitions) }] as const),
  );
}

function described(type: EventType, definitions: Definitions): JsonSchema {
  const { summary, schema, example } = eventKinds[type];
  return {
    operationId: `on${nameOf(type)}`,
    tags: ["Webhooks"],
    summary,
    parameters: headers,
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: {
            type: "object",
            properties: {
              id: { type: "string" },
              type: { const: type },
              timestamp: {
                type: "string",
                format: "date-time",
                description: "When it happened, in the account's life.",
              },
              account: {
                anyOf: [{ type: "string" }, { type: "null" }],
                description: "Who pays; null for what is of no account.",
              },
              data: schema(definitions),
            },
            required: ["id", "type", "timestamp", "account", "data"],
          },
          example: {
            id: "evt_0f6b8f0d1c1e4a5f9b7a3c2d1e0f4a5b",
            type,
            timestamp: "2026-02-01T00:00:00Z",
            account: "customer" in example ? "c-17" : null,
            data: example,
          },
        },
      },
    },
    responses: {
      "2XX": { description: "It is taken. Any other answer, or none in 15 seconds, is a failure." },
      "410": { description: "Nothing more is to be sent: the endpoint is disabled." },
    },
  };
}
