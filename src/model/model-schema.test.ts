import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { JsonSchema } from "./json-schema.ts";
import { modelSchema, modelSchemaText } from "./model-schema.ts";

const file = fileURLToPath(new URL("../../schema/florin-1.schema.json", import.meta.url));

const definitions = modelSchema().$defs as Readonly<Record<string, JsonSchema>>;

/** Every `$ref` of a schema. */
function refsOf(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" ? [String(inner)] : refsOf(inner),
  );
}

describe("the published schema", () => {
  test("is the one that the shapes write (FLORIN_UPDATE=1 writes it)", async () => {
    if (process.env.FLORIN_UPDATE === "1") await writeFile(file, modelSchemaText());
    expect(await readFile(file, "utf8")).toBe(modelSchemaText());
  });

  test("refers only to what it defines, and defines only what it refers to", () => {
    const refs = new Set(refsOf(modelSchema()));
    expect([...refs].sort()).toEqual(Object.keys(definitions).map((name) => `#/$defs/${name}`));
  });

  test("names every noun", () => {
    expect(Object.keys(definitions)).toEqual(
      expect.arrayContaining(["Model", "Plan", "Price", "Discount", "ContractTemplate", "Licence"]),
    );
  });

  test("tells the kinds of price apart", () => {
    const kindsOfPrice = definitions.Price?.oneOf as readonly JsonSchema[];
    const kinds = kindsOfPrice.map(
      ({ properties }) => (properties as Readonly<Record<string, JsonSchema>>).kind?.const,
    );
    expect(kinds).toContain("graduated");
    expect(new Set(kinds).size).toBe(kinds.length);
  });
});
