import type { Schema } from "../reference/description.ts";
import { typeText } from "../reference/schema-lines.ts";
import { isObject, type Json } from "./edit-document.ts";

/** Schemas by name, as the server describes them. */
export type Schemas = Readonly<Record<string, Schema>>;

/** How a value is edited: what kind of field, and what is in it. */
export type FieldKind =
  | { readonly kind: "fixed"; readonly value: unknown }
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "switch" }
  | { readonly kind: "text"; readonly numeric: "never" | "either" | "always" }
  | { readonly kind: "object"; readonly schema: Schema; readonly owner: string }
  | { readonly kind: "record"; readonly item: Schema }
  | { readonly kind: "list"; readonly item: Schema }
  | { readonly kind: "variants"; readonly variants: readonly Variant[]; readonly owner: string }
  | { readonly kind: "forms"; readonly forms: readonly Form[] }
  | { readonly kind: "json" };

/** One of several kinds of an object, told apart by its `kind`. */
export interface Variant {
  readonly name: string;
  readonly schema: Schema;
}

/** One of several shapes that a value may have. */
export interface Form {
  readonly label: string;
  readonly schema: Schema;
}

const nameOf = ({ $ref }: Schema): string | undefined => $ref?.replace("#/components/schemas/", "");

/** A schema without its name. */
export function opened(schema: Schema, schemas: Schemas): Schema {
  let found = schema;
  for (let name = nameOf(found); name !== undefined; name = nameOf(found)) {
    const next = schemas[name];
    if (next === undefined) return {};
    found = next;
  }
  return found;
}

/** How a value of a schema is edited. */
export function fieldKind(schema: Schema, schemas: Schemas): FieldKind {
  const owner = nameOf(schema) ?? "";
  const own = opened(schema, schemas);
  if (own.const !== undefined)
    return own.const === true ? { kind: "switch" } : { kind: "fixed", value: own.const };
  if (own.enum !== undefined) return { kind: "choice", choices: own.enum.map(String) };
  if (own.oneOf !== undefined) return ofVariants(own.oneOf, schemas, owner);
  if (own.anyOf !== undefined) return ofForms(own.anyOf, schemas);
  return ofType(own, owner);
}

function ofType(own: Schema, owner: string): FieldKind {
  if (own.properties !== undefined) return { kind: "object", schema: own, owner };
  if (typeof own.additionalProperties === "object")
    return { kind: "record", item: own.additionalProperties };
  const types = [own.type ?? []].flat();
  if (own.items !== undefined) return { kind: "list", item: own.items };
  if (types.length === 1 && types[0] === "boolean") return { kind: "switch" };
  const numbers = types.some((type) => type === "number" || type === "integer");
  if (types.length > 0 && types.every(isScalar))
    return {
      kind: "text",
      numeric: !numbers ? "never" : types.includes("string") ? "either" : "always",
    };
  return { kind: "json" };
}

const isScalar = (type: string): boolean =>
  ["string", "number", "integer", "boolean"].includes(type);

function ofVariants(shapes: readonly Schema[], schemas: Schemas, owner: string): FieldKind {
  const variants = shapes.flatMap((shape): readonly Variant[] => {
    const schema = opened(shape, schemas);
    const by = schema.properties?.kind;
    const names = by?.const !== undefined ? [by.const] : (by?.enum ?? []);
    return names.map((name) => ({ name: String(name), schema }));
  });
  return variants.length === 0 ? ofForms(shapes, schemas) : { kind: "variants", variants, owner };
}

/** Shapes that are all written as one text need no choice between them. */
function ofForms(shapes: readonly Schema[], schemas: Schemas): FieldKind {
  const flat = shapes.flatMap((shape) => {
    const own = opened(shape, schemas);
    return own.anyOf === undefined ? [shape] : own.anyOf;
  });
  const kinds = flat.map((shape) => fieldKind(shape, schemas));
  const scalars = kinds.every(({ kind }) => kind === "text" || kind === "fixed");
  if (scalars) {
    const numeric = kinds.some((one) => one.kind === "text" && one.numeric !== "never");
    return { kind: "text", numeric: numeric ? "either" : "never" };
  }
  const texts = flat.filter((_, at) => ["text", "fixed"].includes(kinds[at]?.kind ?? ""));
  const others = flat.filter((shape) => !texts.includes(shape));
  const forms = others.map((schema) => ({ label: labelOf(schema, schemas), schema }));
  if (texts.length === 0) return { kind: "forms", forms };
  const text: Form = { label: "One value", schema: { anyOf: texts } };
  return { kind: "forms", forms: [text, ...forms] };
}

/** What the shapes of one value are called, by the fields that tell them apart. */
const formLabels: Readonly<Record<string, string>> = {
  "low high": "Between two",
  atLeast: "At least",
  "from unit flat": "By where each begins",
  "upTo unit flat": "By where each ends",
};

function labelOf(schema: Schema, schemas: Schemas): string {
  const own = opened(schema, schemas);
  if (own.const === true) return "Yes or no";
  if (own.items !== undefined)
    return opened(own.items, schemas).properties === undefined
      ? "A list"
      : labelOf(own.items, schemas);
  const fields = Object.keys(own.properties ?? {});
  const known = formLabels[fields.join(" ")];
  if (known !== undefined) return known;
  return nameOf(schema) ?? (fields.length > 0 ? fields.slice(0, 3).join(", ") : typeText(schema));
}

/** The shape among some that a value has; the first where it has none. */
export function formOf(forms: readonly Form[], value: unknown, schemas: Schemas): number {
  const found = forms.findIndex(({ schema }) => fits(schema, value, schemas));
  return Math.max(0, found);
}

function fits(schema: Schema, value: unknown, schemas: Schemas): boolean {
  const own = opened(schema, schemas);
  const some = own.anyOf ?? own.oneOf;
  if (some !== undefined) return some.some((one) => fits(one, value, schemas));
  if (own.const !== undefined) return own.const === value;
  if (own.enum !== undefined) return own.enum.includes(value);
  if (own.properties !== undefined)
    return (
      isObject(value) &&
      (own.required ?? []).every((name) => name in value) &&
      Object.keys(value).every((name) => own.properties?.[name] !== undefined)
    );
  if (typeof own.additionalProperties === "object") return isObject(value);
  if (own.items !== undefined) return Array.isArray(value) && fitAll(own.items, value, schemas);
  const types = [own.type ?? []].flat();
  const type = typeof value;
  return types.some((one) => one === type || (one === "integer" && type === "number"));
}

const fitAll = (item: Schema, values: readonly unknown[], schemas: Schemas): boolean =>
  values.every((one) => fits(item, one, schemas));

/** The plainest value of a schema: what a part begins as. Prices begin at nothing, in the model's currency. */
export function standIn(schema: Schema, schemas: Schemas, currency: string): unknown {
  const own = opened(schema, schemas);
  if (/^Money/.test(nameOf(schema) ?? "")) return `0 ${currency}`;
  if (nameOf(schema) === "Percent" || nameOf(schema) === "Portion") return "0%";
  if (nameOf(schema) === "Quantity") return 0;
  if (nameOf(schema) === "Cadence") return "monthly";
  if (own.const !== undefined) return own.const;
  if (own.enum !== undefined) return own.enum[0];
  const some = own.oneOf ?? own.anyOf;
  // An amount that is still negotiated is the first of its shapes, and nobody begins with it.
  const [first] = (some ?? []).filter((one) => one.const !== "negotiated");
  if (first !== undefined) return standIn(first, schemas, currency);
  if (own.properties !== undefined) return requiredOf(own, schemas, currency);
  if (own.additionalProperties !== undefined) return {};
  if (own.items !== undefined) return [];
  const [type] = [own.type ?? []].flat();
  if (type === "boolean") return true;
  return type === "integer" || type === "number" ? 1 : "";
}

/** What an object must have, and what it had before where that is a field of it. */
export const requiredOf = (
  schema: Schema,
  schemas: Schemas,
  currency: string,
  before: Json = {},
): Json => ({
  ...Object.fromEntries(
    (schema.required ?? []).map((name) => [
      name,
      before[name] ?? standIn(schema.properties?.[name] ?? {}, schemas, currency),
    ]),
  ),
});

/** What was typed into a field, as the model has it: a number stays one where it was, all else is text, digit for digit. */
export function typedValue(
  text: string,
  before: unknown,
  numeric: "never" | "either" | "always",
): unknown {
  const plain = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{0,6}[1-9])?$/.test(text) && text.length <= 15;
  const asNumber = numeric === "always" || (numeric === "either" && typeof before === "number");
  return asNumber && plain ? Number(text) : text;
}
