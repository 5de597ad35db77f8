import type { PlanAudit } from "../../api/plan.ts";
import { Panel } from "../../parts/panel.tsx";
import styles from "./audit.module.css";

/** What does not hold together in the plan; nothing where all of it does. */
export function StructurePanel({ structure }: Pick<PlanAudit, "structure">) {
  if (structure.length === 0) return null;
  return (
    <Panel
      id="structure"
      title="What does not hold together"
      intro="Mixes, totals, periods and pairs of figures that exclude each other, found by checks of their own."
      flush
    >
      <ul className={styles.missing}>
        {structure.map(({ check, paths, sections, explanation }) => (
          <li key={`${check} ${paths.join(" ")}`}>
            {explanation}
            {sections.length > 0 && <span className={styles.sections}> {sections.join(", ")}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Documents that are referred to and not there; nothing where all are. */
export function UnresolvedPanel({ unresolved }: Pick<PlanAudit, "unresolved">) {
  if (unresolved.length === 0) return null;
  return (
    <Panel
      id="unresolved"
      title="Missing documents"
      intro="The model leans on them, and what they say cannot be checked."
      flush
    >
      <ul className={styles.missing}>
        {unresolved.map(({ id, title, at }) => (
          <li key={id}>
            {title} {at !== null && <code>{at}</code>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
