import { type ApiDescription, type Described, part } from "./described-api.ts";
import { isObject, type Json } from "./json-schema.ts";

/** An API as TypeScript: a type for each schema, and for each route what it takes and answers. Written from the description alone. */
export function apiTypes({ document, described }: ApiDescription): string {
  const schemas = Object.entries(part(document, "components", "schemas"));
  const methods = [...new Set(described.map(({ method }) => method))].sort();
  return [
    "/**",
    " * What the API takes and answers, written from its description. Not edited: `FLORIN_UPDATE=1 npx vitest run test/docs/api-types.test.ts`",
    " * writes it anew.",
    " */",
    "",
    "/** Bytes, or text, of another media type than JSON. */",
    "export type Bytes = Blob | ArrayBuffer | string;",
    "",
    ...schemas.map(([name, schema]) => `export type ${name} = ${typeOf(schema, "")};\n`),
    "/** Every route: by its method, then by its path. */",
    "export interface Operations {",
    ...methods.flatMap((method) => [
      `  readonly ${method}: {`,
      ...described.filter((one) => one.method === method).flatMap(operationLines),
      "  };",
    ]),
    "}",
    "",
    "/** The routes that take an `Idempotency-Key`: `POST /v1/customers`. */",
    "export const idempotentRoutes: ReadonlySet<string> = new Set([",
    ...described.filter(takesKey).map(({ method, path }) => `  "${method} ${path}",`),
    "]);",
    "",
  ].join("\n");
}

const parametersIn = (operation: Json, place: string): readonly Json[] =>
  [operation.parameters]
    .flat()
    .map((one) => part(one))
    .filter((one) => one.in === place);

const hasHeader = (operation: Json, name: string): boolean =>
  parametersIn(operation, "header").some((one) => one.name === name);

const takesKey = ({ operation }: { readonly operation: Json }): boolean =>
  hasHeader(operation, "Idempotency-Key");

function operationLines({ path, operation }: Described): readonly string[] {
  const { json, files } = answersOf(operation);
  return [
    `    /** ${words(operation.summary)}. */`,
    `    readonly "${path}": {`,
    ...asked(operation).map((line, at) =>
      at === 0 ? `      readonly asked: ${line}` : `      ${line}`,
    ),
    ...(json === undefined ? [] : [`      readonly answer: ${json};`]),
    ...(files.length === 0 ? [] : [`      readonly file: ${union(files.map(quoted))};`]),
    "    };",
  ];
}

/** What is passed with a request, as the lines of an object type. */
function asked(operation: Json): readonly string[] {
  const fields = [
    ...parameters("path", parametersIn(operation, "path")),
    ...parameters("query", parametersIn(operation, "query")),
    ...bodyOf(operation),
    ...(hasHeader(operation, "If-Match") ? ["readonly ifMatch?: string | undefined"] : []),
    ...(takesKey({ operation }) ? ["readonly idempotencyKey?: string | undefined"] : []),
  ];
  if (fields.length === 0) return ["object;"];
  return ["{", ...fields.map((field) => `  ${field};`), "};"];
}

function parameters(place: "path" | "query", found: readonly Json[]): readonly string[] {
  if (found.length === 0) return [];
  const isNeeded = found.some(({ required }) => required === true);
  const fields = found.map(({ name, required, schema }) =>
    required === true
      ? `readonly ${key(name)}: ${typeOf(schema, "")}`
      : `readonly ${key(name)}?: ${typeOf(schema, "")} | undefined`,
  );
  const indent = "        ";
  return [`readonly ${place}${isNeeded ? "" : "?"}: ${objectOf(fields, indent)}`];
}

/** JSON is meant where several media types are taken; of others the bytes, and which they are. */
function bodyOf({ requestBody }: Json): readonly string[] {
  const content = part(requestBody, "content");
  const types = Object.keys(content);
  if (types.length === 0) return [];
  const json = content["application/json"];
  return json === undefined
    ? ["readonly body: Bytes", `readonly contentType: ${union(types.map(quoted))}`]
    : [`readonly body: ${typeOf(part(json).schema, "        ")}`];
}

/** What a request that was taken is answered with: JSON, files by their media types, or nothing. */
function answersOf({ responses }: Json) {
  const good = Object.entries(part(responses)).filter(([status]) => /^20\d$/.test(status));
  const contents = good.map(([, response]) => part(response, "content"));
  const json = contents.flatMap((content) => {
    if (Object.keys(content).length === 0) return ["undefined"];
    const found = content["application/json"];
    return found === undefined ? [] : [typeOf(part(found).schema, "      ")];
  });
  const files = contents.flatMap((content) =>
    Object.keys(content).filter((type) => type !== "application/json"),
  );
  return { json: json.length === 0 ? undefined : union(json), files: [...new Set(files)] };
}

/** A list of more is a code list, such as that of the currencies: programs have such codes as texts. */
const choicesMax = 100;

/** A schema as a type, its lines after the first indented. */
function typeOf(schema: unknown, indent: string): string {
  if (!isObject(schema)) return "unknown";
  const { $ref, enum: choices, const: only, anyOf, oneOf } = schema;
  if ($ref !== undefined) return String($ref).replace("#/components/schemas/", "");
  if (Array.isArray(choices))
    return choices.length > choicesMax ? "string" : union(choices.map(quoted));
  if (only !== undefined) return quoted(only);
  const some = anyOf ?? oneOf;
  if (Array.isArray(some)) return union(some.map((one) => typeOf(one, indent)));
  return union([schema.type].flat().map((type) => typeOfKind(type, schema, indent)));
}

function typeOfKind(type: unknown, schema: Json, indent: string): string {
  switch (type) {
    case "string":
    case "boolean":
    case "null":
      return type;
    case "number":
    case "integer":
      return "number";
    case "array":
      return arrayOf(typeOf(schema.items, indent));
    default:
      return type === "object" || "properties" in schema ? objectType(schema, indent) : "unknown";
  }
}

const arrayOf = (item: string): string =>
  /^\w+$|^\{[^{}]*\}$/.test(item) ? `readonly ${item}[]` : `readonly (${item})[]`;

function objectType(schema: Json, indent: string): string {
  const { properties, required, additionalProperties } = schema;
  const needed = [required].flat();
  const fields = Object.entries(part(properties)).map(([name, inner]) => {
    const optional = needed.includes(name) ? "" : "?";
    return `${comment(inner)}readonly ${key(name)}${optional}: ${typeOf(inner, `${indent}  `)}`;
  });
  if (!isObject(additionalProperties))
    return fields.length === 0 ? "object" : objectOf(fields, indent);
  const others = `Readonly<Record<string, ${typeOf(additionalProperties, indent)}>>`;
  return fields.length === 0 ? others : `${objectOf(fields, indent)} & ${others}`;
}

const comment = (schema: unknown): string => {
  const { description: said } = part(schema);
  return said === undefined ? "" : `/** ${words(said)} */ `;
};

const lineLength = 100;

/** On one line where there is room for it. */
function objectOf(fields: readonly string[], indent: string): string {
  const line = `{ ${fields.join("; ")} }`;
  if (line.length + indent.length <= lineLength && !line.includes("\n")) return line;
  return `{\n${fields.map((field) => `${indent}  ${field};\n`).join("")}${indent}}`;
}

const union = (types: readonly string[]): string => [...new Set(types)].join(" | ");

const quoted = (value: unknown): string => JSON.stringify(value);

const words = (text: unknown): string => String(text).replaceAll("*/", "").replace(/\.$/, "");

const key = (name: unknown): string =>
  /^[a-z_$][\w$]*$/i.test(String(name)) ? String(name) : quoted(name);
