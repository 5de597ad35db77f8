import { expect, it } from "vitest";
import { byTag, type Description, routesFound, routesOf } from "./description.ts";
import { schemaLines, typeText } from "./schema-lines.ts";

const operation = (id: string, tag: string, summary: string, action: string) => ({
  operationId: id,
  tags: [tag],
  summary,
  "x-florin-action": action,
  parameters: [
    { name: "limit", in: "query" as const, required: false, description: "Items.", schema: {} },
  ],
  responses: { "500": { $ref: "#/components/responses/internal" } },
});

const description: Description = {
  paths: {
    "/v1/customers": {
      get: operation("listCustomers", "Customers", "Customers by name", "customers.read"),
      post: operation("addCustomer", "Customers", "Add a customer", "customers.write"),
    },
    "/v1/invoices": {
      get: operation("listInvoices", "Invoices", "Final invoices", "invoices.read"),
    },
  },
  components: {
    responses: { internal: { description: "An error of the server." } },
    schemas: {
      Page: {
        type: "object",
        properties: { items: { type: "array", items: { $ref: "#/components/schemas/Part" } } },
        required: ["items"],
      },
      Part: {
        type: "object",
        properties: {
          id: { type: "string", description: "Its name." },
          parts: { type: "array", items: { $ref: "#/components/schemas/Part" } },
        },
      },
    },
  },
};
const routes = routesOf(description);

it("finds routes by all of the words, in any order and case", () => {
  const found = (question: string) =>
    routesFound(routes, question).map(({ operation }) => operation.operationId);
  expect(found("GET customers")).toEqual(["listCustomers"]);
  expect(found("Limit INVOICES.read")).toEqual(["listInvoices"]);
  expect(found("no such words")).toEqual([]);
  expect(routesFound(routes, " ")).toEqual(routes);
  expect(routes[0]?.operation.responses).toEqual({
    "500": { description: "An error of the server." },
  });
  expect([...byTag(routes)].map(([tag, group]) => [tag, group.length])).toEqual([
    ["Customers", 2],
    ["Invoices", 1],
  ]);
});

it("shows an answer field by field, and what contains itself once", () => {
  const { schemas } = description.components;
  expect(schemaLines({ $ref: "#/components/schemas/Page" }, schemas)).toEqual([
    { path: "items", type: "list of Part", required: true, description: "" },
    { path: "items[].id", type: "string", required: false, description: "Its name." },
    { path: "items[].parts", type: "list of Part", required: false, description: "" },
  ]);
  expect(schemaLines({ $ref: "#/components/schemas/Gone" }, schemas)).toEqual([]);
});

it("says types in words", () => {
  expect(typeText({ anyOf: [{ type: "string" }, { type: "null" }] })).toBe("string or null");
  expect(typeText({ enum: ["now", "later"] })).toBe('"now" or "later"');
  expect(typeText({ type: "object", additionalProperties: { type: "string" } })).toBe(
    "string by name",
  );
  expect(typeText({})).toBe("anything");
});
