import { Autocomplete, Button, Checkbox, Select, TextInput } from "@mantine/core";
import { useId } from "react";
import type { ProblemField } from "../../api/problem.ts";
import type { Schema } from "../reference/description.ts";
import { isObject, type Json, valueAt } from "./edit-document.ts";
import { ListField, RecordField } from "./entries.tsx";
import styles from "./field.module.css";
import { fieldLabel, fieldWords, namedSections } from "./field-words.ts";
import {
  type FieldKind,
  fieldKind,
  formOf,
  requiredOf,
  type Schemas,
  standIn,
  typedValue,
} from "./form-schema.ts";
import { JsonField } from "./json-field.tsx";
import { escaped } from "./json-places.ts";

/** What every field of a form knows. */
export interface FormPlace {
  readonly document: unknown;
  readonly faults: readonly ProblemField[];
  readonly onEdit: (path: string, value: unknown) => void;
  readonly schemas: Schemas;
  readonly currency: string;
}

/** A field, by its place in the draft. */
export interface FieldProperties {
  readonly name: string;
  /** What an entry is called that is no field: the id that its author gave it. */
  readonly label?: string;
  readonly schema: Schema;
  /** The name of what it is a field of. */
  readonly owner: string;
  readonly path: string;
  readonly value: unknown;
  readonly required?: boolean;
  /** Without its name: where what is around says it. */
  readonly bare?: boolean;
  readonly place: FormPlace;
}

/** The faults at a place itself, as text; undefined for none. */
export const faultText = (faults: readonly ProblemField[], path: string): string | undefined => {
  const own = faults.filter((fault) => fault.path === path);
  if (own.length === 0) return undefined;
  return own
    .map(({ message, suggestion }) =>
      suggestion === undefined ? message : `${message} (${suggestion})`,
    )
    .join("; ");
};

/** A value of the draft in the field that its schema asks for. */
export function Field(properties: FieldProperties) {
  const { name, label, schema, owner, path, value, place } = properties;
  const { required = false, bare = false } = properties;
  const kind = fieldKind(schema, place.schemas);
  const isPart = !isOneLine(kind, value, place.schemas);
  const inner = <Inner {...properties} kind={kind} />;
  if (!isPart)
    return (
      <div className={styles.field} data-place={path}>
        {inner}
        {!required && <Remove name={name} path={path} place={place} />}
      </div>
    );
  if (bare) return <div className={styles.bare}>{inner}</div>;
  const fault = faultText(place.faults, path);
  const words = label === undefined ? fieldWords(owner, name) : undefined;
  return (
    <fieldset className={styles.part} data-place={path} data-broken={fault !== undefined}>
      <legend>
        {label ?? fieldLabel(name)}
        {!required && value !== undefined && <Remove name={name} path={path} place={place} />}
      </legend>
      {words !== undefined && <p className={styles.words}>{words}</p>}
      {fault !== undefined && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      {inner}
    </fieldset>
  );
}

const oneLine: ReadonlySet<string> = new Set(["fixed", "choice", "switch", "text"]);

/** Whether a value is edited in one field. */
function isOneLine(kind: FieldKind, value: unknown, schemas: Schemas): boolean {
  if (kind.kind !== "forms") return oneLine.has(kind.kind);
  const form = kind.forms[formOf(kind.forms, value, schemas)];
  return form !== undefined && oneLine.has(fieldKind(form.schema, schemas).kind);
}

function Remove({ name, path, place }: Pick<FieldProperties, "name" | "path" | "place">) {
  return (
    <button
      type="button"
      className={styles.remove}
      aria-label={`Remove ${fieldLabel(name)}`}
      title="Remove"
      onClick={() => place.onEdit(path, undefined)}
    >
      ×
    </button>
  );
}

function Inner({ kind, ...properties }: FieldProperties & { readonly kind: FieldKind }) {
  const { name, label, path, owner, value, place } = properties;
  const { schemas, currency, onEdit } = place;
  switch (kind.kind) {
    case "fixed":
      return <TextInput label={label ?? fieldLabel(name)} value={String(kind.value)} readOnly />;
    case "choice":
    case "switch":
    case "text":
      return <Plain {...properties} kind={kind} />;
    case "object":
      return (
        <FieldSet
          owner={kind.owner === "" ? owner : kind.owner}
          schema={kind.schema}
          path={path}
          value={isObject(value) ? value : {}}
          place={place}
        />
      );
    case "variants": {
      const own = isObject(value) ? value : {};
      const chosen = kind.variants.find((one) => one.name === own.kind);
      return (
        <>
          <Select
            className={styles.kind}
            label="Kind"
            allowDeselect={false}
            data={kind.variants.map((one) => one.name)}
            value={chosen?.name ?? null}
            onChange={(next) => {
              const variant = kind.variants.find((one) => one.name === next);
              if (variant !== undefined)
                onEdit(path, { ...requiredOf(variant.schema, schemas, currency, own), kind: next });
            }}
          />
          {chosen !== undefined && (
            <FieldSet
              owner={kind.owner === "" ? owner : kind.owner}
              schema={withoutKind(chosen.schema)}
              path={path}
              value={own}
              place={place}
            />
          )}
        </>
      );
    }
    case "forms": {
      const at = formOf(kind.forms, value, schemas);
      const form = kind.forms[at];
      const isBeside = isOneLine(kind, value, schemas);
      const choice = kind.forms.length > 1 && (
        <Select
          label="Told as"
          // Beside a field that has words above it, it stands where the field does.
          description={isBeside && fieldWords(owner, name) !== undefined ? "\u00a0" : undefined}
          allowDeselect={false}
          data={kind.forms.map(({ label }, number) => ({ value: String(number), label }))}
          value={String(at)}
          onChange={(next) => {
            const other = kind.forms[Number(next)];
            if (other !== undefined && Number(next) !== at)
              onEdit(path, standIn(other.schema, schemas, currency));
          }}
        />
      );
      if (form === undefined) return choice;
      const inner = <Inner {...properties} kind={fieldKind(form.schema, schemas)} />;
      return isBeside ? (
        <div className={styles.told}>
          {inner}
          {choice}
        </div>
      ) : (
        <>
          <div className={styles.choice}>{choice}</div>
          {inner}
        </>
      );
    }
    case "record":
    case "list": {
      const Entries = kind.kind === "record" ? RecordField : ListField;
      return (
        <Entries
          name={name}
          value={value}
          onAdd={(step) =>
            onEdit(`${path}/${escaped(step)}`, standIn(kind.item, schemas, currency))
          }
          entry={(step, inner) => (
            <Field
              name={step}
              label={kind.kind === "record" ? step : String(Number(step) + 1)}
              schema={kind.item}
              owner=""
              path={`${path}/${escaped(step)}`}
              value={inner}
              place={place}
            />
          )}
        />
      );
    }
    case "json":
      return <JsonField name={name} path={path} value={value} onEdit={onEdit} />;
  }
}

const withoutKind = (schema: Schema): Schema => ({
  ...schema,
  properties: Object.fromEntries(
    Object.entries(schema.properties ?? {}).filter(([name]) => name !== "kind"),
  ),
});

type PlainKind = Extract<FieldKind, { kind: "choice" | "switch" | "text" }>;

function Plain({ kind, ...properties }: FieldProperties & { readonly kind: PlainKind }) {
  const { name, label, owner, path, value, place } = properties;
  const { document, faults, onEdit } = place;
  const shared = {
    label: label ?? fieldLabel(name),
    description: label === undefined ? fieldWords(owner, name) : undefined,
    error: faultText(faults, path),
  };
  if (kind.kind === "switch")
    return (
      <Checkbox
        {...shared}
        checked={value === true}
        onChange={(event) => onEdit(path, event.currentTarget.checked)}
      />
    );
  if (kind.kind === "choice")
    return (
      <Select
        {...shared}
        allowDeselect={false}
        searchable={kind.choices.length > 12}
        data={[...kind.choices]}
        value={value === undefined ? null : String(value)}
        onChange={(next) => {
          if (next !== null) onEdit(path, next);
        }}
      />
    );
  const text = value === undefined ? "" : String(value);
  const type = (next: string): void => onEdit(path, typedValue(next, value, kind.numeric));
  const section = namedSections[name];
  const named = section === undefined ? undefined : valueAt(document, `/${section}`);
  if (isObject(named))
    return <Autocomplete {...shared} data={Object.keys(named)} value={text} onChange={type} />;
  return (
    <TextInput
      {...shared}
      value={text}
      autoComplete="off"
      inputMode={kind.numeric === "always" ? "decimal" : undefined}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}

interface FieldSetProperties {
  readonly owner: string;
  readonly schema: Schema;
  readonly path: string;
  readonly value: Json;
  readonly place: FormPlace;
}

/** The fields of an object: those that it has or must have, and which more it may have. */
export function FieldSet({ owner, schema, path, value, place }: FieldSetProperties) {
  const id = useId();
  const { faults, schemas, currency, onEdit } = place;
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {});
  const shown = fields.filter(([name]) => required.has(name) || value[name] !== undefined);
  const absent = fields.filter(([name]) => !required.has(name) && value[name] === undefined);
  const unknown = Object.keys(value).filter(
    (name) => schema.properties?.[name] === undefined && name !== "kind",
  );
  return (
    <div className={styles.set}>
      {shown.map(([name, inner]) => (
        <Field
          key={name}
          name={name}
          schema={inner}
          owner={owner}
          path={`${path}/${escaped(name)}`}
          value={value[name]}
          required={required.has(name)}
          place={place}
        />
      ))}
      {path !== "" &&
        unknown.map((name) => (
          <p key={name} className={styles.fault}>
            <code>{name}</code>{" "}
            {faultText(faults, `${path}/${escaped(name)}`) ?? "is no field of it."}
            <Button size="compact-xs" onClick={() => onEdit(`${path}/${escaped(name)}`, undefined)}>
              Remove it
            </Button>
          </p>
        ))}
      {absent.length > 0 && (
        <Select
          id={id}
          className={styles.more}
          size="xs"
          aria-label="Say more"
          placeholder="Say more…"
          searchable
          data={absent.map(([value]) => ({ value, label: fieldLabel(value) }))}
          value={null}
          onChange={(name) => {
            const inner = name === null ? undefined : schema.properties?.[name];
            if (name !== null && inner !== undefined)
              onEdit(`${path}/${escaped(name)}`, standIn(inner, schemas, currency));
          }}
        />
      )}
    </div>
  );
}
