import { Button } from "@mantine/core";
import type { ModelVerdict } from "../../api/models.ts";
import type { ProblemField } from "../../api/problem.ts";
import type { ModelView } from "../../model-routes.ts";
import { Answer, type QueryAnswer } from "../../parts/answer.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import { placeOf, type ReadText } from "./json-places.ts";
import styles from "./model.module.css";

interface Properties {
  readonly query: QueryAnswer<ModelVerdict>;
  /** Whether the draft was changed after it was checked. */
  readonly stale: boolean;
  readonly read: ReadText;
  readonly onLead: (path: string, to: ModelView) => void;
  readonly onClose: () => void;
}

/** What a check of the draft found, each with its place in the form and in the code. */
export function CheckPanel({ query, stale, read, onLead, onClose }: Properties) {
  return (
    <Panel
      title="Check"
      intro={stale ? "The draft was changed since. Check it again." : undefined}
      aside={<Button onClick={onClose}>Close</Button>}
    >
      <Answer query={query} loading={<LoadingRows />}>
        {({ faults, warnings, audit }) => (
          <div className={styles.found}>
            {faults.length === 0 ? (
              <VerdictMark tone="good">No fault: it can be published</VerdictMark>
            ) : (
              <VerdictMark tone="bad">
                {faults.length === 1 ? "One fault keeps" : `${faults.length} faults keep`} it from
                being published
              </VerdictMark>
            )}
            <FaultList faults={faults} read={read} onLead={onLead} />
            {warnings.length > 0 && <h3 className={styles.heading}>May be a mistake</h3>}
            <FaultList faults={warnings} read={read} onLead={onLead} />
            {audit !== null && (
              <p>
                Audit: of {audit.summary.claims} claims {audit.summary.holds} hold,{" "}
                {audit.summary.fails} fail and {audit.summary.unchecked} are not checked
                {audit.structure.length > 0 &&
                  `; ${audit.structure.length} things do not hold together`}
                .
              </p>
            )}
            {audit !== null && audit.structure.length > 0 && (
              <ul className={styles.findings}>
                {audit.structure.map(({ check, explanation }) => (
                  <li key={`${check} ${explanation}`}>{explanation}</li>
                ))}
              </ul>
            )}
          </div>
        )}
      </Answer>
    </Panel>
  );
}

interface FaultListProperties extends Pick<Properties, "read" | "onLead"> {
  readonly faults: readonly ProblemField[];
}

function FaultList({ faults, read, onLead }: FaultListProperties) {
  if (faults.length === 0) return null;
  return (
    <ul className={styles.faults}>
      {faults.map((fault) => {
        const place = read.ok ? placeOf(read.places, fault.path) : undefined;
        return (
          <li key={`${fault.path} ${fault.code} ${fault.message}`}>
            <span>
              <code>{fault.path === "" ? "/" : fault.path}</code> {fault.message}
              {fault.suggestion !== undefined && (
                <span className={styles.suggestion}> ({fault.suggestion})</span>
              )}
            </span>
            <span className={styles.ways}>
              <button type="button" onClick={() => onLead(fault.path, "form")}>
                In the form
              </button>
              <button type="button" onClick={() => onLead(fault.path, "code")}>
                {place === undefined ? "In the code" : `Line ${place.line}`}
              </button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
