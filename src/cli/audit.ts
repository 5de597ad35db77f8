import { Command } from "commander";
import { loadModel } from "../model/load-model.ts";
import type { Model } from "../model/model.ts";
import { type AuditFinding, auditClaims } from "../plan/audit/audit-claims.ts";
import { auditHtml } from "../plan/audit/audit-html.ts";
import { type AuditReport, auditMarkdown } from "../plan/audit/audit-markdown.ts";
import {
  auditSummary,
  bySection,
  offText,
  summaryText,
  verdictWords,
} from "../plan/audit/audit-summary.ts";
import { auditStructure } from "../plan/audit/structure/audit-structure.ts";
import {
  type UnresolvedReference,
  unresolvedReferences,
  unresolvedSummary,
  unresolvedTitle,
} from "../plan/audit/unresolved-references.ts";
import { harmless, left, right, wrapped } from "./columns.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { whileDoing } from "./progress.ts";
import { columnsDefault, refuseInFile, styled, type Terminal } from "./terminal.ts";
import { writeNamedFile } from "./write-named-file.ts";

interface AuditOptions {
  readonly json?: boolean;
  readonly all?: boolean;
  readonly strict?: boolean;
  readonly markdown?: string;
  readonly html?: string;
}

const examples = `
Examples:
  florin audit model.ts
  florin audit model.ts --all --html audit.html
  florin audit model.ts --json | jq '.findings[] | select(.verdict == "fails")'`;

/** `florin audit MODEL`: recomputes each figure that the model's document claims. */
export function auditCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("audit")
    .description(
      "recompute every figure that the model's document claims, and say which do not hold",
    )
    .argument("<model>", "a .ts, .yaml or .json model file")
    .option("--all", "print the claims that hold, too")
    .option("--json", "print { summary, findings, structure, unresolved } as JSON")
    .option("--markdown <file>", "also write the whole report as Markdown")
    .option("--html <file>", "also write the whole report as a web page")
    .option("--strict", "exit 1 where a claim fails")
    .addHelpText("after", examples)
    .action(async (path: string, options: AuditOptions) => {
      exit(await audit(path, options, terminal));
    });
}

/** Audits a model file and prints what it found; 1 where the model is refused, or a claim fails and that is asked for. */
export async function audit(
  path: string,
  options: AuditOptions,
  terminal: Terminal,
): Promise<number> {
  const loaded = await loadModel(path);
  if (!loaded.ok) return refuseInFile(path, loaded.faults, terminal);
  const { model } = loaded.value;
  const findings = await whileDoing("Audit", harmless(model.name), terminal, () =>
    auditClaims(model),
  );
  if (!findings.ok) {
    return refuseInFile(path, findings.faults, terminal);
  }
  const structure = await whileDoing("Audit", "what holds together", terminal, () =>
    auditStructure(model, findings.value),
  );
  if (!structure.ok) return refuseInFile(path, structure.faults, terminal);
  const unresolved = unresolvedReferences(model);
  const report = {
    title: titleOf(model),
    source: model.source,
    findings: findings.value,
    structure: structure.value,
    unresolved,
  };
  for (const [file, page] of [
    [options.markdown, auditMarkdown],
    [options.html, auditHtml],
  ] as const) {
    if (file === undefined) continue;
    const written = await writeNamedFile(file, page(report));
    if (!written.ok) return refuseInFile(file, written.faults, terminal);
  }
  const summary = auditSummary(findings.value);
  if (options.json === true) {
    const { value } = structure;
    const printed = { summary, findings: findings.value, structure: value, unresolved };
    terminal.out(JSON.stringify(printed, null, 2));
  } else print(report, options.all === true, terminal);
  return options.strict === true && summary.fails > 0 ? 1 : 0;
}

const titleOf = ({ name, version }: Model): string => `${name} ${version}`;

function print(
  { title, findings, structure, unresolved }: AuditReport,
  all: boolean,
  terminal: Terminal,
): void {
  terminal.out(harmless(`Audit of ${title}`));
  for (const [section, own] of bySection(findings)) {
    const shown = own.filter(({ verdict }) => all || verdict !== "holds");
    if (shown.length === 0) continue;
    terminal.out("");
    terminal.out(styled("bold", harmless(section), terminal, "out"));
    for (const [place, finding] of shown.entries()) {
      terminal.out(firstRow(finding, terminal));
      // What holds for a whole table is said once, below it.
      const said = finding.explanation === shown[place + 1]?.explanation;
      if (!said) for (const row of explanationRows(finding, terminal)) terminal.out(row);
    }
  }
  if (structure.length > 0) {
    terminal.out("");
    terminal.out(styled("bold", "What does not hold together", terminal, "out"));
    for (const { check, explanation, paths } of structure) {
      const [path = "", ...others] = paths;
      const more = others.length === 0 ? "" : ` and ${others.length} more`;
      terminal.out(`  ${styled("red", check, terminal, "out")}  ${harmless(`${path}${more}`)}`);
      for (const row of explanationRows({ explanation }, terminal)) terminal.out(row);
    }
  }
  printMissing(unresolved, terminal);
  terminal.out("");
  terminal.out(summaryText(auditSummary(findings)));
  if (unresolved.length > 0) terminal.out(unresolvedSummary(unresolved));
}

function printMissing(unresolved: readonly UnresolvedReference[], terminal: Terminal): void {
  if (unresolved.length === 0) return;
  terminal.out("");
  terminal.out(styled("bold", unresolvedTitle, terminal, "out"));
  for (const { title, at } of unresolved) {
    const word = styled("yellow", left("not there", 11), terminal, "out");
    terminal.out(`  ${word}  ${harmless(at === null ? title : `${title} (${at})`)}`);
  }
}

const colours = { holds: "green", fails: "red", unchecked: "yellow" } as const;

function firstRow(finding: AuditFinding, terminal: Terminal): string {
  const { claim, stated, recomputed, verdict } = finding;
  const word = styled(colours[verdict], left(verdictWords[verdict], 11), terminal, "out");
  const figures = recomputed === null ? stated : `${stated} is ${recomputed}`;
  const off = verdict === "fails" ? ` (${offText(finding) ?? "from nothing"})` : "";
  return `  ${word}  ${harmless(`${claim}: ${figures}${off}`)}`;
}

function explanationRows(
  { explanation }: Pick<AuditFinding, "explanation">,
  { columns }: Terminal,
): string[] {
  if (explanation === "") return [];
  const rows = wrapped(harmless(explanation), (columns ?? columnsDefault) - 15);
  return rows.map((text) => right(text, text.length + 15));
}
