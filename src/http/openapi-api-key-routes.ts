import { list } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import {
  apiKeyRequestShape,
  apiKeyShape,
  keyRotationShape,
  newApiKeyShape,
} from "../services/api-key-shapes.ts";
import type { ApiKeyView } from "../services/key-desk.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idInPath,
  json,
  type Operation,
  reading,
} from "./openapi-operation.ts";

const tag = "API keys";

const key = {
  id: "Xq3bM0c9ZtKe",
  name: "sender",
  prefix: "florin_default_Xq3bM0c9ZtKe_",
  scopes: ["usage.write"],
  state: "works",
  createdAt: "2026-01-10T10:00:00Z",
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  replacedBy: null,
} as const;

const text = "florin_default_Xq3bM0c9ZtKe_r5T0uV8wYb2Ce4Gh6Jk1Mn3Pq7Ss9Aa0";
const ofKey = idInPath("The key.", "Xq3bM0c9ZtKe");
const view = answerComponent("ApiKey", apiKeyShape);
const made = answerComponent("NewApiKey", newApiKeyShape);
const listed = object<{ readonly items: readonly ApiKeyView[] }>({ items: list(apiKeyShape) });

/** Keys that open the server. */
export const apiKeyOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/api-keys",
      id: "listApiKeys",
      tag,
      summary: "The keys of the tenant, oldest first",
      problems: [],
    },
    answerComponent("ApiKeys", listed),
    { items: [key] },
  ),
  {
    method: "POST",
    url: "/v1/api-keys",
    id: "addApiKey",
    tag,
    summary: "Make a key",
    description:
      "Its text is in this answer alone. It may do no more than who makes it. A repeated request makes another key: revoke what is not needed.",
    access: "write",
    body: json(component("ApiKeyRequest", apiKeyRequestShape), {
      name: "sender",
      scopes: ["usage.write"],
    }),
    answers: [
      { status: 201, description: "It is made.", content: json(made, { ...key, key: text }) },
    ],
    problems: bodyProblems,
  },
  {
    method: "POST",
    url: "/v1/api-keys/:id/rotation",
    id: "rotateApiKey",
    tag,
    summary: "Let a new key take a key's place",
    description:
      "The new one has the same name, scopes and length of life. The old one works on for `overlapHours`, 24 where absent.",
    access: "write",
    path: [ofKey],
    body: json(component("KeyRotation", keyRotationShape), { overlapHours: 24 }),
    answers: [
      { status: 201, description: "It is made.", content: json(made, { ...key, key: text }) },
    ],
    problems: [...bodyProblems, "not-found"],
  },
  {
    method: "DELETE",
    url: "/v1/api-keys/:id",
    id: "revokeApiKey",
    tag,
    summary: "Revoke a key for good",
    access: "write",
    path: [ofKey],
    answers: [
      {
        status: 200,
        description: "It opens nothing any more.",
        content: json(view, { ...key, state: "revoked", revokedAt: "2026-02-01T00:00:00Z" }),
      },
    ],
    problems: ["not-found"],
  },
];
