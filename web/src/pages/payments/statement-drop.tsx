import { Button, FileButton } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { type DragEvent, useState } from "react";
import type { ImportedStatement } from "../../api/payments.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { useMayWriteWith } from "../../parts/key-field.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import styles from "./payments.module.css";
import { useImport } from "./queries.ts";

/** Takes a bank's file that is dropped here or chosen, and says what became of it. */
export function StatementDrop({ apiKey }: { apiKey: string }) {
  const mayWrite = useMayWriteWith(apiKey);
  const [isOver, setIsOver] = useState(false);
  const importing = useImport();
  const take = (file: File | null | undefined) => {
    if (file && mayWrite) importing.mutate({ file, key: apiKey });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div className={styles.dropping}>
      {/* Dropping is a short cut: the button does the same for everybody. */}
      <section
        aria-label="Drop a bank statement here"
        className={styles.drop}
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <p>{mayWrite ? "Drop a statement here, or" : "Enter a key to import a statement."}</p>
        <FileButton onChange={take} accept=".xml,.csv,.txt,.053" disabled={!mayWrite}>
          {(properties) => (
            <Button
              {...properties}
              disabled={!mayWrite}
              loading={importing.isPending}
              leftSection={<IconFileUpload size={16} stroke={1.75} aria-hidden />}
            >
              Choose a file
            </Button>
          )}
        </FileButton>
      </section>
      {importing.isError && <ProblemNotice error={importing.error} />}
      {importing.data !== undefined && <Outcome statement={importing.data} />}
    </div>
  );
}

function Outcome({ statement }: { statement: ImportedStatement }) {
  const { name, isNew, faults } = statement;
  const counts = [
    [statement.matched, "matched"],
    [statement.partlyMatched, "partly matched"],
    [statement.returned, "taken back"],
    [statement.unmatched, "unmatched"],
    [statement.duplicates, "imported before"],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return (
    <div role="status">
      <p>
        <strong>{name}</strong>
        {isNew ? "" : " was imported before; nothing was done again"}:{" "}
        {formatCount(statement.lines, "line")}
        {told.length === 0 ? "." : `, ${told.join(", ")}.`}
      </p>
      {faults.length > 0 && (
        <ul>
          {faults.slice(0, 20).map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
