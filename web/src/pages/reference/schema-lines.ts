import type { Schema } from "./description.ts";

/** A field of a body or an answer, as one line of a table. */
export interface SchemaLine {
  /** `items[].id`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

type Schemas = Readonly<Record<string, Schema>>;

const depthMost = 4;
const linesMost = 200;

/** The fields of a schema, those within others after them; named schemas are opened as far as the depth goes, each once on a way. */
export function schemaLines(schema: Schema, schemas: Schemas): readonly SchemaLine[] {
  const lines: SchemaLine[] = [];
  addFields(schema, schemas, { path: "", depth: 0, opened: [] }, lines);
  return lines.slice(0, linesMost);
}

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly opened: readonly string[];
}

function addFields(schema: Schema, schemas: Schemas, at: Place, lines: SchemaLine[]): void {
  const name = nameOf(schema);
  if (at.depth > depthMost || lines.length > linesMost) return;
  if (name !== undefined) {
    const named = schemas[name];
    if (named === undefined || at.opened.includes(name)) return;
    addFields(named, schemas, { ...at, opened: [...at.opened, name] }, lines);
    return;
  }
  if (schema.items !== undefined)
    addFields(schema.items, schemas, { ...at, path: `${at.path}[]` }, lines);
  for (const one of schema.anyOf ?? schema.oneOf ?? []) addFields(one, schemas, at, lines);
  for (const [field, inner] of Object.entries(schema.properties ?? {})) {
    const path = at.path === "" ? field : `${at.path}.${field}`;
    lines.push({
      path,
      type: typeText(inner),
      required: schema.required?.includes(field) ?? false,
      description: inner.description ?? "",
    });
    addFields(inner, schemas, { ...at, path, depth: at.depth + 1 }, lines);
  }
}

const nameOf = ({ $ref }: Schema): string | undefined => $ref?.replace("#/components/schemas/", "");

/** A type in a few words: `list of CustomerSummary`, `"now" or "period-end"`. */
export function typeText(schema: Schema): string {
  const name = nameOf(schema);
  if (name !== undefined) return name;
  if (schema.enum !== undefined) return joined(schema.enum.map((one) => JSON.stringify(one)));
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const some = schema.anyOf ?? schema.oneOf;
  if (some !== undefined) return joined([...new Set(some.map(typeText))]);
  const [type = "anything"] = [schema.type ?? []].flat();
  if (type === "array") return `list of ${typeText(schema.items ?? {})}`;
  if (type === "object" && typeof schema.additionalProperties === "object")
    return `${typeText(schema.additionalProperties)} by name`;
  return schema.format ?? type;
}

const joined = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
