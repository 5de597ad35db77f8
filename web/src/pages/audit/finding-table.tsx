import type { AuditFinding, AuditVerdict } from "../../api/plan.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import styles from "./audit.module.css";

/** What each verdict is called, and how it is marked. */
export const auditVerdicts: Readonly<
  Record<AuditVerdict, { readonly word: string; readonly tone: "good" | "bad" | "open" }>
> = {
  fails: { word: "Fails", tone: "bad" },
  unchecked: { word: "Not checked", tone: "open" },
  holds: { word: "Holds", tone: "good" },
};

/** How far off a failed claim is: `+24%`; more than a thousand percent as a multiple, `12.4 times`. */
export function offText({
  share,
  verdict,
}: Pick<AuditFinding, "share" | "verdict">): string | null {
  if (share === null || verdict !== "fails") return null;
  if (share >= 10) return `${(share + 1).toFixed(1)} times`;
  const percent = share * 100;
  const digits = Math.abs(percent) >= 10 ? 0 : Math.abs(percent) >= 1 ? 1 : 2;
  return `${percent > 0 ? "+" : ""}${percent.toFixed(digits)}%`.replace("-", "\u2212");
}

const columns: readonly Column<AuditFinding>[] = [
  {
    key: "claim",
    header: "Claim",
    narrow: "title",
    cell: ({ claim, explanation }) => (
      <>
        <span className={styles.claim}>{claim.replaceAll(/[-.]/g, " ")}</span>
        {explanation !== "" && <span className={styles.explanation}>{explanation}</span>}
      </>
    ),
  },
  {
    key: "verdict",
    header: "Verdict",
    narrow: "figure",
    cell: ({ verdict }) => (
      <VerdictMark tone={auditVerdicts[verdict].tone}>{auditVerdicts[verdict].word}</VerdictMark>
    ),
  },
  { key: "stated", header: "Stated", figure: true, narrow: "named", cell: ({ stated }) => stated },
  {
    key: "recomputed",
    header: "Recomputed",
    figure: true,
    narrow: "named",
    cell: ({ recomputed }) => recomputed,
  },
  { key: "off", header: "Off by", figure: true, narrow: "named", cell: offText },
];

/** The claims of a section. */
export function FindingTable({
  section,
  findings,
}: {
  section: string;
  findings: readonly AuditFinding[];
}) {
  return (
    <div className={styles.findings}>
      <RecordTable
        caption={`Claims of ${section}`}
        columns={columns}
        rows={findings}
        rowKey={({ claim }) => claim}
      />
    </div>
  );
}
