import { list, literal, text } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import { type Found, foundKinds } from "../services/search-report.ts";
import { answerComponent, type Operation, reading } from "./openapi-operation.ts";

const [first, ...others] = foundKinds;

const foundShape = object<Found>({
  kind: literal(first, ...others),
  id: text,
  title: text,
  detail: text,
});

/** A search over everything that has a name. */
export const searchOperation: Operation = reading(
  {
    url: "/v1/search",
    id: "search",
    tag: "Reports",
    summary:
      "What is called so: customers, invoices, subscriptions, contracts, and what the model names",
    description:
      "Customers whose id, name or e-mail begins with the text, then those who have it elsewhere in name or id, among the first 20,000 by name. Documents by their whole number or the digits it ends with. Subscriptions and contracts by how their id begins. Kinds that the caller may not read are left out.",
    query: [
      {
        name: "q",
        description: "What is looked for.",
        required: true,
        schema: { type: "string", maxLength: 255 },
        example: "north",
      },
      {
        name: "limit",
        description: "Of each kind at most so many, 8 where absent.",
        schema: { type: "integer", minimum: 1, maximum: 50 },
        example: 8,
      },
    ],
    problems: ["invalid-request", "invalid-limit"],
  },
  answerComponent(
    "SearchAnswer",
    object<{ readonly items: readonly Found[] }>({ items: list(foundShape) }),
  ),
  {
    items: [
      { kind: "customer", id: "c-17", title: "Northwind", detail: "ap@northwind.example" },
      { kind: "invoice", id: "c-17:1", title: "INV-000001", detail: "Northwind" },
    ],
  },
);
