import { Button, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { ProblemField } from "../../api/problem.ts";
import { Answer } from "../../parts/answer.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { descriptionQuery } from "../reference/description.ts";
import { isObject, valueAt } from "./edit-document.ts";
import { Field, FieldSet, type FormPlace } from "./field.tsx";
import { opened, type Schemas, standIn } from "./form-schema.ts";
import styles from "./form-view.module.css";
import { escaped, stepsOf } from "./json-places.ts";
import { sectionTitles } from "./picture.ts";

interface Properties {
  readonly document: unknown;
  /** The part that is shown, as a JSON pointer, or a place in it. */
  readonly part: string | undefined;
  readonly faults: readonly ProblemField[];
  readonly onEdit: (path: string, value: unknown) => void;
}

const route = getRouteApi("/model");

/** The draft as forms, one for each part, made from the model's own schema. */
export function FormView(properties: Properties) {
  const description = useQuery(descriptionQuery);
  return (
    <Answer query={description} loading={<LoadingBlock height={560} />}>
      {({ components }) => <Forms {...properties} schemas={components.schemas} />}
    </Answer>
  );
}

/** The part that a place lies in: a plan, a meter; the model itself for anything else. */
function partOf(place: string | undefined): string {
  const [section = "", id] = stepsOf(place ?? "");
  return sectionTitles[section] !== undefined && id !== undefined
    ? `/${section}/${escaped(id)}`
    : "";
}

function Forms({
  document,
  part,
  faults,
  onEdit,
  schemas,
}: Properties & { readonly schemas: Schemas }) {
  const own = partOf(part);
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (part === undefined) return;
    for (let path = part; path.length > own.length; path = path.slice(0, path.lastIndexOf("/"))) {
      const found = holder.current?.querySelector<HTMLElement>(
        `[data-place="${CSS.escape(path)}"]`,
      );
      if (found !== null && found !== undefined) {
        found.scrollIntoView({ block: "center" });
        found.querySelector<HTMLElement>("input, textarea, select")?.focus();
        return;
      }
    }
  }, [part, own]);
  const model = opened({ $ref: "#/components/schemas/Model" }, schemas);
  const place: FormPlace = {
    document,
    faults,
    onEdit,
    schemas,
    currency: String(valueAt(document, "/currency") ?? "USD"),
  };
  const [section = "", id = ""] = stepsOf(own);
  const sectionSchema = opened(model.properties?.[section] ?? {}, schemas).additionalProperties;
  const value = valueAt(document, own);
  return (
    <div className={styles.forms} ref={holder}>
      <Contents document={document} own={own} faults={faults} />
      <div className={styles.parts}>
        {own === "" ? (
          <Panel title="The model itself" intro="What holds for all of it">
            <FieldSet
              owner="Model"
              schema={withoutSections(model)}
              path=""
              value={isObject(document) ? document : {}}
              place={place}
            />
          </Panel>
        ) : value === undefined ? (
          <Panel title={id}>The draft has no such part.</Panel>
        ) : (
          <Panel
            title={String(valueAt(value, "/name") ?? id)}
            intro={`${sectionTitles[section]}: ${id}`}
            aside={<RemovePart path={own} onEdit={onEdit} />}
          >
            <Field
              name={id}
              schema={typeof sectionSchema === "object" ? sectionSchema : {}}
              owner=""
              path={own}
              value={value}
              required
              bare
              place={place}
            />
          </Panel>
        )}
        <AddPart model={model} place={place} />
      </div>
    </div>
  );
}

type ModelSchema = ReturnType<typeof opened>;

const withoutSections = (model: ModelSchema): ModelSchema => ({
  ...model,
  properties: Object.fromEntries(
    Object.entries(model.properties ?? {}).filter(([name]) => sectionTitles[name] === undefined),
  ),
  required: (model.required ?? []).filter((name) => sectionTitles[name] === undefined),
});

function RemovePart({ path, onEdit }: { readonly path: string } & Pick<Properties, "onEdit">) {
  const navigate = route.useNavigate();
  return (
    <Button
      onClick={() => {
        onEdit(path, undefined);
        void navigate({ search: { view: "form" } });
      }}
    >
      Remove it
    </Button>
  );
}

function AddPart({ model, place }: { readonly model: ModelSchema; readonly place: FormPlace }) {
  const navigate = route.useNavigate();
  const [section, setSection] = useState("plans");
  const [id, setId] = useState("");
  const { document, schemas, currency, onEdit } = place;
  const path = `/${section}/${escaped(id.trim())}`;
  const taken = id !== "" && valueAt(document, path) !== undefined;
  const ready = /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id.trim()) && !taken;
  const add = (): void => {
    const item = opened(model.properties?.[section] ?? {}, schemas).additionalProperties;
    const begun = standIn(typeof item === "object" ? item : {}, schemas, currency);
    onEdit(path, isObject(begun) && begun.name === "" ? { ...begun, name: id.trim() } : begun);
    setId("");
    void navigate({ search: { view: "form", part: path } });
  };
  return (
    <Panel title="Add a part">
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) add();
        }}
      >
        <Select
          label="What"
          searchable
          allowDeselect={false}
          data={Object.entries(sectionTitles)
            .filter(([name]) => model.properties?.[name] !== undefined)
            .map(([value, label]) => ({ value, label }))}
          value={section}
          onChange={(value) => setSection(value ?? "plans")}
        />
        <TextInput
          label="Its id: lower-case letters, digits, dashes"
          spellCheck={false}
          value={id}
          error={taken ? "There is one of this id." : undefined}
          onChange={(event) => setId(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!ready}>
          Add it
        </Button>
      </form>
    </Panel>
  );
}

interface ContentsProperties extends Pick<Properties, "document" | "faults"> {
  readonly own: string;
}

/** Every part of the draft, by section. */
function Contents({ document, own, faults }: ContentsProperties) {
  const isBroken = (path: string): boolean =>
    faults.some((fault) => fault.path === path || fault.path.startsWith(`${path}/`));
  return (
    <nav aria-label="Parts of the model" className={styles.contents}>
      <ul>
        <li>
          <Link
            to="/model"
            search={{ view: "form" }}
            activeOptions={{ exact: true }}
            aria-current={own === "" ? "true" : undefined}
          >
            The model itself
          </Link>
        </li>
      </ul>
      {Object.entries(sectionTitles).map(([section, title]) => {
        const record = valueAt(document, `/${section}`);
        const ids = isObject(record) ? Object.keys(record) : [];
        if (ids.length === 0) return null;
        const open = own.startsWith(`/${section}/`) || ["plans", "meters"].includes(section);
        return (
          <details key={section} open={open}>
            <summary>
              {title} <span className={styles.count}>{ids.length}</span>
            </summary>
            <ul>
              {ids.map((id) => {
                const path = `/${section}/${escaped(id)}`;
                return (
                  <li key={id}>
                    <Link
                      to="/model"
                      search={{ view: "form", part: path }}
                      activeOptions={{ exact: true }}
                      aria-current={own === path ? "true" : undefined}
                      data-broken={isBroken(path)}
                    >
                      {String(valueAt(document, `${path}/name`) ?? id)}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </details>
        );
      })}
    </nav>
  );
}
