import type { AuditFinding } from "./audit-claims.ts";
import { auditSummary, bySection, offText, summaryText, verdictWords } from "./audit-summary.ts";
import { plainName } from "./plain-name.ts";
import type { StructureFinding } from "./structure/structure-check.ts";
import {
  type UnresolvedReference,
  unresolvedSummary,
  unresolvedTitle,
} from "./unresolved-references.ts";

/** What of an audit is printed: the model it is of, and its findings. */
export interface AuditReport {
  readonly title: string;
  /** The document that states the claims; absent where the model names none. */
  readonly source: string | undefined;
  readonly findings: readonly AuditFinding[];
  /** What does not hold together, whatever the single claims say. */
  readonly structure: readonly StructureFinding[];
  /** Documents that could not be looked at. */
  readonly unresolved: readonly UnresolvedReference[];
}

/** An audit as GitHub-flavoured Markdown: a table for each section, and what is wrong in plain sentences. */
export function auditMarkdown({
  title,
  source,
  findings,
  structure,
  unresolved,
}: AuditReport): string {
  const head = [
    `# Audit of ${cell(title)}`,
    "",
    ...(source === undefined ? [] : [`Source: ${cell(source)}`, ""]),
    `${summaryText(auditSummary(findings))}.`,
    ...(unresolved.length === 0 ? [] : [`${unresolvedSummary(unresolved)}.`]),
    "",
  ];
  const sections = bySection(findings).flatMap(([section, own]) => [
    `## ${cell(section)}`,
    "",
    "| claim | stated | recomputed | off by | verdict | |",
    "|---|---:|---:|---:|---|---|",
    ...own.map(row),
    "",
  ]);
  const whole = structure.map(
    ({ check, paths, explanation }) =>
      `| ${cell(explanation)} | ${cell(check)} | ${cell(paths.join(", "))} |`,
  );
  const together =
    whole.length === 0
      ? []
      : [
          "## What does not hold together",
          "",
          "| | check | where |",
          "|---|---|---|",
          ...whole,
          "",
        ];
  return [...head, ...sections, ...together, ...missing(unresolved)].join("\n");
}

function missing(unresolved: readonly UnresolvedReference[]): readonly string[] {
  if (unresolved.length === 0) return [];
  const rows = unresolved.map(({ title, at }) => `| ${cell(title)} | ${cell(at ?? "")} |`);
  return [
    `## ${unresolvedTitle}`,
    "",
    "| document | where it was to be |",
    "|---|---|",
    ...rows,
    "",
  ];
}

function row(finding: AuditFinding): string {
  const { claim, stated, recomputed, verdict, explanation } = finding;
  const off = verdict === "fails" ? (offText(finding) ?? "") : "";
  const word = verdict === "fails" ? `**${verdictWords.fails}**` : verdictWords[verdict];
  const cells = [plainName(claim), stated, recomputed ?? "", off].map(cell);
  return `| ${cells.join(" | ")} | ${word} | ${cell(explanation)} |`;
}

/** A text that neither ends its cell nor becomes markup. */
const cell = (text: string): string =>
  text.replace(/[\r\n]+/g, " ").replace(/[\\|<>*_`[\]]/g, (sign) => `\\${sign}`);
