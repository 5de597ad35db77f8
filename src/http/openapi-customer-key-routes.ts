import { list } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import {
  customerKeyRequestShape,
  customerKeyShape,
  keyHolderRequestShape,
  keyHolderShape,
  newCustomerKeyShape,
} from "../services/customer-key-shapes.ts";
import type { CustomerKeyView } from "../services/customer-keys.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idInPath,
  json,
  type Operation,
  reading,
} from "./openapi-operation.ts";

const tag = "Customer keys";

const key = {
  id: "Xq3bM0c9ZtKe",
  customer: "c-1",
  name: "production",
  prefix: "cus_Xq3bM0c9ZtKe_",
  state: "works",
  createdAt: "2026-01-10T10:00:00Z",
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
} as const;

const ofCustomer = idInPath("The customer.", "c-1");
const view = answerComponent("CustomerKey", customerKeyShape);
const listed = object<{ readonly items: readonly CustomerKeyView[] }>({
  items: list(customerKeyShape),
});

/** Keys that stand for customers. */
export const customerKeyOperations: readonly Operation[] = [
  {
    method: "POST",
    url: "/v1/customers/:id/keys",
    id: "addCustomerKey",
    tag,
    summary: "Make a key that stands for a customer before a gateway",
    description:
      "Its text is in this answer alone. A repeated request makes another key: revoke what is not needed.",
    access: "write",
    path: [ofCustomer],
    body: json(component("CustomerKeyRequest", customerKeyRequestShape), { name: "production" }),
    answers: [
      {
        status: 201,
        description: "It is made.",
        content: json(answerComponent("NewCustomerKey", newCustomerKeyShape), {
          ...key,
          key: "cus_Xq3bM0c9ZtKe_r5T0uV8wYb2Ce4Gh6Jk1Mn3Pq7Ss9Aa0",
        }),
      },
    ],
    problems: bodyProblems,
  },
  reading(
    {
      url: "/v1/customers/:id/keys",
      id: "listCustomerKeys",
      tag,
      summary: "The keys that stand for a customer, oldest first",
      path: [ofCustomer],
      problems: ["invalid-request"],
    },
    answerComponent("CustomerKeys", listed),
    { items: [key] },
  ),
  {
    method: "DELETE",
    url: "/v1/customers/:id/keys/:key",
    id: "revokeCustomerKey",
    tag,
    summary: "Revoke a key for good",
    access: "write",
    path: [ofCustomer, { ...idInPath("The key's id.", "Xq3bM0c9ZtKe"), name: "key" }],
    answers: [
      {
        status: 200,
        description: "It stands for nobody any more.",
        content: json(view, { ...key, state: "revoked", revokedAt: "2026-02-01T00:00:00Z" }),
      },
    ],
    problems: ["not-found"],
  },
  {
    method: "POST",
    url: "/v1/customer-keys/holder",
    id: "findKeyHolder",
    tag,
    summary: "Whom a key stands for",
    description:
      "One that is malformed, unknown, expired or revoked stands for nobody. Notes that the key was used.",
    access: "write",
    body: json(component("KeyHolderRequest", keyHolderRequestShape), {
      key: "cus_Xq3bM0c9ZtKe_r5T0uV8wYb2Ce4Gh6Jk1Mn3Pq7Ss9Aa0",
    }),
    answers: [
      {
        status: 200,
        description: "Whom.",
        content: json(answerComponent("KeyHolder", keyHolderShape), {
          known: true,
          customer: "c-1",
          id: "Xq3bM0c9ZtKe",
          name: "production",
          expiresAt: null,
        }),
      },
    ],
    problems: bodyProblems,
  },
];
