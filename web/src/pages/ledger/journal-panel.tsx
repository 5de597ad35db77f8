import { Button } from "@mantine/core";
import { exportAddress, exportFormats, type Verification } from "../../api/ledger.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { Panel } from "../../parts/panel.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import styles from "./ledger.module.css";
import { useVerification } from "./queries.ts";

const names: Readonly<Record<(typeof exportFormats)[number], string>> = {
  hledger: "hledger",
  beancount: "Beancount",
  csv: "CSV",
  erp: "ERP journal",
};

/** The journal: its chain, verified on request, and its files for other programs. */
export function JournalPanel() {
  const verification = useVerification();
  return (
    <Panel
      title="Journal"
      intro="Entries are never changed: each is sealed to the one before it by SHA-256."
      aside={
        <Button loading={verification.isFetching} onClick={() => void verification.refetch()}>
          Verify
        </Button>
      }
    >
      <div className={styles.journal}>
        {verification.isError && <ProblemNotice error={verification.error} />}
        {verification.data !== undefined && <Verdict verdict={verification.data} />}
        <p>
          Download the journal for{" "}
          {exportFormats.map((format, index) => (
            <span key={format}>
              {index > 0 && ", "}
              <a href={exportAddress(format)} download className={styles.download}>
                {names[format]}
              </a>
            </span>
          ))}
        </p>
      </div>
    </Panel>
  );
}

function Verdict({ verdict }: { verdict: Verification }) {
  const { sound, entries, head, faults } = verdict;
  return (
    <div role="status" className={styles.verdict} data-sound={sound}>
      <p>
        {sound
          ? `Sound: ${formatCount(entries, "entry", "entries")}, each as it was posted.`
          : "Broken: the journal is not what was posted."}
      </p>
      {faults.map(({ message }) => (
        <p key={message}>{message}</p>
      ))}
      {head.position > 0 && (
        <p className={styles.head}>
          Head {head.position} <code>{head.hash}</code>
        </p>
      )}
    </div>
  );
}
