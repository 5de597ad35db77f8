import type { Definitions, JsonSchema } from "./json-schema.ts";
import { model } from "./shapes/model-shape.ts";

/** Where the schema is published; what `$schema` in a model file may name. */
const modelSchemaId = "https://florin.dev/schema/florin-1.schema.json";

/**
 * The JSON Schema 2020-12 of a model, for editors and other programs. It says what each part looks like; what the
 * parts must be to each other (names that exist, tiers without gaps) only `checkModel` knows.
 */
export function modelSchema(): JsonSchema {
  const definitions: Definitions = new Map();
  const root = model.schema(definitions);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: modelSchemaId,
    title: "Florin model, florin/1",
    ...root,
    $defs: Object.fromEntries([...definitions].sort(([left], [right]) => (left < right ? -1 : 1))),
  };
}

/** The schema as the text of its file. */
export const modelSchemaText = (): string => `${JSON.stringify(modelSchema(), null, 2)}\n`;
