import { IconChevronRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { useAttention } from "./attention.ts";
import styles from "./overview.module.css";

/** What somebody should look at, each with the page where that is done; `unbilled` is undefined until it is counted. */
export function AttentionPanel({ unbilled }: { unbilled: number | undefined }) {
  const attention = useAttention(unbilled);
  return (
    <Panel title="Needs attention" flush>
      {attention === undefined ? (
        <LoadingRows rows={2} />
      ) : attention.error !== null ? (
        <div className={styles.unread}>
          <ProblemNotice error={attention.error} retry={attention.retry} />
        </div>
      ) : attention.found.length === 0 ? (
        <EmptyState next={null}>
          Nothing does. Overdue accounts, failed payments, unmatched bank lines, unbilled usage and
          failing webhooks are listed here.
        </EmptyState>
      ) : (
        <ul className={styles.attention}>
          {attention.found.map(({ title, note, link }) => (
            <li key={title}>
              <Link {...link}>
                <span className={styles.attentionTitle}>{title}</span>
                <span className={styles.attentionNote}>{note}</span>
                <IconChevronRight size={16} stroke={1.75} aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
