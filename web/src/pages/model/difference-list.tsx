import type { ModelComparison } from "../../api/models.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import styles from "./model.module.css";

const marks = { added: "+", removed: "\u2212", changed: "\u2260" } as const;
const words = { added: "Added", removed: "Removed", changed: "Changed" } as const;

/** What one model says otherwise than another, in words, a place each. */
export function DifferenceList({ comparison }: { comparison: ModelComparison }) {
  const { differences, count } = comparison;
  if (count === 0) return <EmptyState next={null}>They say the same.</EmptyState>;
  return (
    <>
      <ul className={styles.differences} aria-label="Differences">
        {differences.map(({ path, change, words: said }) => (
          <li key={path} data-change={change}>
            <span className={styles.mark} aria-hidden="true">
              {marks[change]}
            </span>
            <span className="visually-hidden">{words[change]}: </span>
            <span>{said}</span>
          </li>
        ))}
      </ul>
      {count > differences.length && (
        <p className={styles.quiet}>
          and {count - differences.length} more, of {count} in all
        </p>
      )}
    </>
  );
}
