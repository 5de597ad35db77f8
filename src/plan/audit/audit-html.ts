import type { AuditFinding } from "./audit-claims.ts";
import type { AuditReport } from "./audit-markdown.ts";
import { auditSummary, bySection, offText, summaryText, verdictWords } from "./audit-summary.ts";
import { plainName } from "./plain-name.ts";
import {
  type UnresolvedReference,
  unresolvedSummary,
  unresolvedTitle,
} from "./unresolved-references.ts";

const style = `
:root { color-scheme: light dark; --line: #8883; --bad: #c92a2a; --dim: #868e96; --good: #2b8a3e }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 3rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem }
p { color: var(--dim); margin: .25rem 0 } p.sum { color: inherit; font-size: 1.1rem; margin: 1rem 0 }
table { border-collapse: collapse; width: 100%; table-layout: fixed } td { overflow-wrap: break-word }
th:nth-child(1) { width: 20% } th:nth-child(2), th:nth-child(3) { width: 17% } th:nth-child(4) { width: 8% } th:nth-child(5) { width: 9% } th { text-align: left; color: var(--dim); font-weight: 500 }
section.whole th:nth-child(2) { width: 50% } section.whole th:nth-child(3) { width: 30% }
td, th { padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top }
.missing th:nth-child(n) { width: 50% }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
tr.fails td.v { color: var(--bad); font-weight: 600 } tr.holds td.v { color: var(--good) } tr.unchecked td { color: var(--dim) }
@media (prefers-color-scheme: dark) { :root { --bad: #ff8787; --good: #69db7c } }
@media (max-width: 40rem) { table, tbody, tr, td { display: block } thead { display: none } td.n { text-align: left } td { border: 0; padding: .1rem 0 }
.missing td:nth-child(n)::before { content: none !important } td:empty { display: none } td:nth-child(2)::before { content: "stated " } td:nth-child(3)::before { content: "recomputed " } td:nth-child(4)::before { content: "off by " } td.n::before { color: var(--dim) }
tr { border-bottom: 1px solid var(--line); padding: .5rem 0 } }
`.trim();

/** An audit as one HTML page that needs nothing beside it. Every text of the model is escaped. */
export function auditHtml({ title, source, findings, structure, unresolved }: AuditReport): string {
  const sections = bySection(findings).map(
    ([section, own]) =>
      `<section><h2>${escaped(section)}</h2><table><thead><tr><th>Claim</th><th class="n">Stated</th><th class="n">Recomputed</th><th class="n">Off by</th><th>Verdict</th><th></th></tr></thead><tbody>${own.map(row).join("")}</tbody></table></section>`,
  );
  const together = structure
    .map(
      ({ check, paths, explanation }) =>
        `<tr class="fails"><td>${escaped(check)}</td><td>${escaped(explanation)}</td><td>${escaped(paths.join(", "))}</td></tr>`,
    )
    .join("");
  const whole =
    structure.length === 0
      ? ""
      : `<section class="whole"><h2>What does not hold together</h2><table><thead><tr><th>Check</th><th>What is wrong</th><th>Where</th></tr></thead><tbody>${together}</tbody></table></section>`;
  const from = source === undefined ? "" : `<p>${escaped(source)}</p>`;
  const lacking = unresolved.length === 0 ? "" : ` ${escaped(unresolvedSummary(unresolved))}.`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Audit of ${escaped(title)}</title><style>${style}</style></head>
<body><h1>Audit of ${escaped(title)}</h1>${from}<p class="sum">${escaped(summaryText(auditSummary(findings)))}.${lacking}</p>
${[...sections, whole, ...missing(unresolved)].join("\n")}
</body></html>
`;
}

function missing(unresolved: readonly UnresolvedReference[]): readonly string[] {
  if (unresolved.length === 0) return [];
  const rows = unresolved.map(
    ({ title, at }) => `<tr><td>${escaped(title)}</td><td>${escaped(at ?? "")}</td></tr>`,
  );
  return [
    `<section class="missing"><h2>${unresolvedTitle}</h2><table><thead><tr><th>Document</th><th>Where it was to be</th></tr></thead><tbody>${rows.join("")}</tbody></table></section>`,
  ];
}

function row(finding: AuditFinding): string {
  const { claim, stated, recomputed, verdict, explanation } = finding;
  const off = verdict === "fails" ? (offText(finding) ?? "") : "";
  const figures = [stated, recomputed ?? "", off].map(
    (text) => `<td class="n">${escaped(text)}</td>`,
  );
  return `<tr class="${verdict}"><td>${escaped(plainName(claim))}</td>${figures.join("")}<td class="v">${verdictWords[verdict]}</td><td>${escaped(explanation)}</td></tr>`;
}

const signs: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
