import { useState } from "react";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import type { Answer, Route, Schema } from "./description.ts";
import styles from "./reference.module.css";
import { type SchemaLine, schemaLines, typeText } from "./schema-lines.ts";

type Schemas = Readonly<Record<string, Schema>>;

interface Properties {
  readonly route: Route;
  readonly schemas: Schemas;
}

/** A route in one line, which opens to all that is said of it. */
export function RouteEntry({ route, schemas }: Properties) {
  const { method, path, operation } = route;
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className={styles.entry}
      id={operation.operationId}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={styles.summary}>
        <code className={styles.method}>{method}</code> <code className={styles.path}>{path}</code>
        <span className={styles.words}>{operation.summary}</span>
      </summary>
      {isOpen && <Whole route={route} schemas={schemas} />}
    </details>
  );
}

function Whole({ route: { operation }, schemas }: Properties) {
  const { description, parameters, requestBody, responses } = operation;
  const action = operation["x-florin-action"];
  return (
    <div className={styles.whole}>
      {description !== undefined && <p>{description}</p>}
      {action !== undefined && (
        <p>
          Asks for <code>{action}</code>.
        </p>
      )}
      {parameters.length > 0 && (
        <Lines
          title="Parameters"
          lines={parameters.map(({ name, in: place, required, schema, description }) => ({
            path: `${name} (${place})`,
            type: typeText(schema),
            required,
            description,
          }))}
        />
      )}
      {requestBody !== undefined && (
        <Contents
          title="Body"
          answer={{ description: "", content: requestBody.content }}
          schemas={schemas}
        />
      )}
      {Object.entries(responses).map(([status, answer]) => (
        <Contents
          key={status}
          title={`${status}: ${answer.description}`}
          answer={answer}
          schemas={schemas}
          isRefusal={Number(status) >= 400}
        />
      ))}
    </div>
  );
}

interface ContentsProperties {
  readonly title: string;
  readonly answer: Answer;
  readonly schemas: Schemas;
  /** All refusals have one form: only what they say is shown. */
  readonly isRefusal?: boolean;
}

function Contents({
  title,
  answer: { content = {} },
  schemas,
  isRefusal = false,
}: ContentsProperties) {
  const [first] = Object.entries(content);
  const { schema, example } = first?.[1] ?? {};
  const lines = schema === undefined || isRefusal ? [] : schemaLines(schema, schemas);
  return (
    <section>
      <h3 className={styles.title}>{title}</h3>
      {Object.keys(content).length > 0 && !isRefusal && (
        <p className={styles.types}>{Object.keys(content).join(", ")}</p>
      )}
      {lines.length > 0 && <Lines title={title} lines={lines} />}
      {example !== undefined && (
        <pre className={styles.example}>{JSON.stringify(example, null, 2)}</pre>
      )}
    </section>
  );
}

const columns: readonly Column<SchemaLine>[] = [
  {
    key: "name",
    header: "Name",
    narrow: "title",
    cell: ({ path, required }) => (
      <>
        <code>{path}</code>
        {required && " *"}
      </>
    ),
  },
  { key: "type", header: "Type", cell: ({ type }) => type },
  { key: "about", header: "Meaning", narrow: "wide", cell: ({ description }) => description },
];

const Lines = ({
  title,
  lines,
}: {
  readonly title: string;
  readonly lines: readonly SchemaLine[];
}) => (
  <RecordTable
    caption={title}
    columns={columns}
    rows={lines}
    rowKey={({ path, type }) => `${path} ${type}`}
    dense
    csv={false}
  />
);
