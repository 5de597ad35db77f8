import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type ProblemField, problemOf } from "../api/problem.ts";
import styles from "./problem-notice.module.css";
import { useIsPerson } from "./use-caller.ts";

/** What a person reads who asked for what their role does not hold; a program reads what its key lacks. */
const notOfRole = {
  title: "Your role does not include this",
  detail: "An owner or admin gives you one that does, on the page Members.",
  errors: [],
};

/** The problem document of a failed request, in full: what went wrong, where, what to do, and the id to quote. */
export function ProblemNotice({ error, retry }: { error: unknown; retry?: () => void }) {
  const isPerson = useIsPerson();
  const told = problemOf(error);
  const problem = isPerson && told.code === "forbidden" ? { ...told, ...notOfRole } : told;
  return (
    <div role="alert" className={styles.notice}>
      <IconAlertTriangle size={20} stroke={1.75} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <p className={styles.title}>{problem.title}</p>
        {problem.detail !== undefined && <p className={styles.detail}>{problem.detail}</p>}
        {problem.errors !== undefined && problem.errors.length > 0 && (
          <ul className={styles.fields}>
            {problem.errors.map((field) => (
              <li key={`${field.path} ${field.code}`}>
                <FieldProblem field={field} />
              </li>
            ))}
          </ul>
        )}
        <p className={styles.reference}>
          {problem.status > 0 && <span>Status {problem.status}</span>}
          {problem.code !== undefined && <code>{problem.code}</code>}
          {problem.requestId !== undefined && (
            <span>
              Request <code>{problem.requestId}</code>
            </span>
          )}
        </p>
      </div>
      {retry !== undefined && (
        <Button onClick={retry} className={styles.retry}>
          Try again
        </Button>
      )}
    </div>
  );
}

function FieldProblem({ field }: { field: ProblemField }) {
  return (
    <>
      <code>{field.path === "" ? "/" : field.path}</code> {field.message}
      {field.value !== undefined && (
        <>
          {" "}
          Got <code>{JSON.stringify(field.value)}</code>.
        </>
      )}
      {field.suggestion !== undefined && (
        <span className={styles.suggestion}> {field.suggestion}</span>
      )}
    </>
  );
}
