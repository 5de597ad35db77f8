import type { AuditFinding, AuditVerdict } from "../../api/plan.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import styles from "./audit.module.css";

/** What each verdict is called, and how it is marked. */
const auditVerdicts: Readonly<
  Record<AuditVerdict, { readonly word: string; readonly tone: "good" | "bad" | "open" }>
> = {
  fails: { word: "Fails", tone: "bad" },
  unchecked: { word: "Not checked", tone: "open" },
  holds: { word: "Holds", tone: "good" },
};

/**
 * How far off a failed claim is: `+24%`; more than a thousand percent as a multiple, `12.4 times`; what no percent shows as it is, `+150`; and what
 * is just a bound that it is not to reach, so.
 */
export function offText({
  share,
  difference,
  verdict,
}: Pick<AuditFinding, "share" | "difference" | "verdict">): string | null {
  if (verdict !== "fails") return null;
  if (difference === 0) return "at the bound";
  if (share === null) return null;
  if (Math.abs(share) < 5e-5 && difference !== null)
    return `${difference > 0 ? "+" : ""}${Number(difference.toPrecision(4))}`.replace(
      "-",
      "\u2212",
    );
  if (share >= 10) return `${(share + 1).toFixed(1)} times`;
  const percent = share * 100;
  const digits = Math.abs(percent) >= 10 ? 0 : Math.abs(percent) >= 1 ? 1 : 2;
  return `${percent > 0 ? "+" : ""}${percent.toFixed(digits)}%`.replace("-", "\u2212");
}

/** The id of a claim as words: `revenue-within-market.y1` is `revenue within market year 1`. */
export const claimText = (claim: string): string =>
  claim.replaceAll(/[-.]/g, " ").replaceAll(/\by(?=\d+\b)/g, "year ");

const bounds: Readonly<Record<string, string>> = {
  "<=": "at most",
  ">=": "at least",
  "<": "below",
  ">": "above",
};

/** What is stated, its bound in words. */
export const statedText = (stated: string): string =>
  stated.replace(/^[<>]=?(?= )/, (bound) => bounds[bound] ?? bound);

const columns: readonly Column<AuditFinding>[] = [
  {
    key: "claim",
    header: "Claim",
    narrow: "title",
    cell: ({ claim, explanation }) => (
      <>
        <span className={styles.claim}>{claimText(claim)}</span>
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
  {
    key: "stated",
    header: "Stated",
    figure: true,
    narrow: "named",
    cell: ({ stated }) => statedText(stated),
  },
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
        csv={false}
        caption={`Claims of ${section}`}
        columns={columns}
        rows={findings}
        rowKey={({ claim }) => claim}
      />
    </div>
  );
}
