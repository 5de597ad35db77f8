import { expect, it } from "vitest";
import { described, description, part } from "../../test/docs/described-api.ts";

/** Lists that are answered as a whole, each with what bounds it. Any other is read page by page. */
const wholeLists: Readonly<Record<string, string>> = {
  "/v1/models": "versions that somebody published",
  "/v1/plans": "the model's",
  "/v1/meters": "the model's",
  "/v1/apis": "the model's",
  "/v1/obligations": "the model's",
  "/v1/plan/scenarios": "the model's",
  "/v1/plan/drivers": "the model's",
  "/v1/plan/targets": "the model's",
  "/v1/ledger/accounts": "the model's chart, and the accounts of its streams",
  "/v1/settings": "one list in the source",
  "/v1/webhook-event-types": "one list in the source",
  "/v1/payment-providers": "one list in the source",
  "/v1/roles": "written by people of the organisation",
  "/v1/members": "people of the organisation",
  "/v1/sessions": "of people of the organisation, those that are open",
  "/v1/environments": "made by people of the organisation",
  "/v1/api-keys": "made by people of the organisation",
  "/v1/webhook-endpoints": "at most 20",
  "/v1/plan/locks": "at most 500",
  "/v1/plan/locks/{id}/metrics": "the figures that one plan states",
  "/v1/customers/{id}/portal-members": "at most 200",
  "/v1/customers/{id}/alert-rules": "at most 50",
  "/v1/customers/{id}/keys": "of one customer",
  "/v1/customers/{id}/drafts": "of one account, what it is about to issue",
  "/v1/customers/{id}/contracts": "of one customer",
  "/v1/customers/{id}/receivables": "of one account, what is open and 500 of the rest",
  "/v1/usage/top": "so many as `limit` says, by use",
  "/v1/search": "so many as `limit` says, by what fits",
  "/v1/ledger/ageing": "a report whose rows add up; /v1/invoices?state=open has pages",
  "/v1/ledger/dso": "a figure a currency",
  "/v1/revenue/schedule": "a report whose rows add up, a stream each",
  "/v1/revenue/roll-forward": "a report whose rows add up, a month each",
  "/v1/revenue/remaining-obligations": "a report whose rows add up, an agreement each",
  "/v1/plan/measured-drivers": "the drivers of one plan",
  "/v1/plan/measured-targets": "the targets of one plan",
};

/** The paths whose answers have `items`, with their query parameters. */
const lists = described.flatMap(({ method, path, operation }) => {
  const { schema } = part(operation, "responses", "200", "content", "application/json");
  const name = String(part(schema).$ref ?? "").replace("#/components/schemas/", "");
  const whole = name === "" ? part(schema) : part(description, "components", "schemas", name);
  if (method !== "GET" || part(whole, "properties", "items").type !== "array") return [];
  const names = [operation.parameters].flat().map((one) => part(one).name);
  return [{ path, names, isPaged: Object.hasOwn(part(whole, "properties"), "next") }];
});

it("every list is read page by page by the same parameters and has a tag, but for those that something else bounds", () => {
  const paged = lists.filter(({ isPaged }) => isPaged);
  expect(paged.length).toBeGreaterThan(25);
  for (const { path, names } of paged) {
    expect(names.slice(-3), path).toEqual(["limit", "cursor", "If-None-Match"]);
    const [limit, cursor] = [operationOf(path, "limit"), operationOf(path, "cursor")];
    expect([limit.schema, cursor.schema], path).toEqual([
      { type: "integer", minimum: 1, maximum: 500, default: 50 },
      { type: "string", maxLength: 8_192 },
    ]);
  }
  const others = lists.filter(({ isPaged }) => !isPaged).map(({ path }) => path);
  expect(others.sort()).toEqual(Object.keys(wholeLists).sort());
});

const operationOf = (path: string, parameter: string) => {
  const { operation } = described.find((one) => one.method === "GET" && one.path === path) ?? {};
  return part([operation?.parameters].flat().find((one) => part(one).name === parameter));
};
