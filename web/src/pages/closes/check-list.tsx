import { IconAlertTriangle, IconCheck, IconX, type TablerIcon } from "@tabler/icons-react";
import type { CloseCheck } from "../../api/closes.ts";
import styles from "./closes.module.css";

const names: Readonly<Record<string, string>> = {
  "month-over": "The month is over",
  "in-order": "Earlier months are closed",
  billed: "Everybody is billed",
  "not-parked": "No account is parked",
  posted: "All is posted",
  sealed: "The journal is sealed",
  balanced: "Debits equal credits",
  documents: "Documents and entries agree",
  receivable: "No invoice is overpaid",
  deferred: "Deferred revenue agrees with the schedules",
  revalued: "Other currencies are revalued",
  unbilled: "Contract assets agree with the schedules",
  refunds: "Refund liabilities agree with the schedules",
};

const marks: Readonly<Record<CloseCheck["state"], { Icon: TablerIcon; word: string }>> = {
  passed: { Icon: IconCheck, word: "Passed" },
  warning: { Icon: IconAlertTriangle, word: "To look at" },
  failed: { Icon: IconX, word: "Not yet" },
};

/** What is looked at before a month is closed, each with what was found. */
export function CheckList({ checks }: { checks: readonly CloseCheck[] }) {
  return (
    <ol className={styles.checks}>
      {checks.map(({ id, state, message }) => {
        const { Icon, word } = marks[state];
        return (
          <li key={id} className={styles.check} data-state={state}>
            <Icon size={18} stroke={2} aria-hidden className={styles.mark} />
            <div>
              <p className={styles.name}>
                {names[id] ?? id}
                <span className="visually-hidden">: {word}</span>
              </p>
              <p className={styles.found}>{message}</p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
