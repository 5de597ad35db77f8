import { ok, type Result } from "../../../fault/fault.ts";
import { compileFormulas } from "../../../formula/compile-formulas.ts";
import { type ClaimStatement, claimStatements } from "../../../model/figures/claim-statements.ts";
import { type PlanFigures, planFigures } from "../../../model/figures/plan-figures.ts";
import type { Model } from "../../../model/model.ts";
import { computeFigures } from "../../forecast/compile-plan.ts";
import type { AuditFinding } from "../audit-claims.ts";
import { type Evaluated, evaluateClaims } from "../evaluate-claims.ts";
import { structureChecks } from "./registry.ts";
import type { AuditedPlan, StructureFinding } from "./structure-check.ts";

/**
 * What does not hold together in a plan, whatever its claims say one by one: mixes, totals, figures given twice, periods mixed up, metrics that
 * exclude each other, cliffs in prices, targets that the plan misses. Refuses what {@link planFigures} and {@link claimStatements} refuse.
 */
export function auditStructure(
  model: Model,
  findings: readonly AuditFinding[],
): Result<readonly StructureFinding[]> {
  const figures = planFigures(model);
  if (!figures.ok) return figures;
  const statements = claimStatements(model, figures.value.nouns);
  if (!statements.ok) return statements;
  const byName = new Map(findings.map((one) => [one.claim, one]));
  const plan = {
    model,
    nouns: figures.value.nouns,
    statements: statements.value,
    findingOf: (name: string) => byName.get(name),
    figureOf: valuesOfFigures(figures.value),
    otherwise: (statement: ClaimStatement, formula: string): Evaluated | undefined => {
      const { entry, name } = statement;
      if (entry?.source.kind !== "formula") return undefined;
      const other = {
        ...statement,
        entry: { ...entry, source: { ...entry.source, text: formula } },
      };
      const evaluated = evaluateClaims(model, [other], figures.value);
      return evaluated.ok ? evaluated.value.get(name) : undefined;
    },
  };
  return ok(structureChecks.flatMap(({ find }) => together(find(plan))));
}

/** What figures come to with their bounds all low, and all high. */
function valuesOfFigures({ entries, nouns, told }: PlanFigures): AuditedPlan["figureOf"] {
  const compiled = compileFormulas(entries, nouns, 1);
  if (!compiled.ok) return () => undefined;
  const low = computeFigures(compiled.value, told, (figure) => figure.low);
  const high = computeFigures(compiled.value, told, (figure) => figure.high);
  return (name) => {
    const place = compiled.value.places.get(name);
    if (place?.type.kind !== "number" || place.type.shape === "monthly") return undefined;
    const both = [low[place.offset] ?? Number.NaN, high[place.offset] ?? Number.NaN];
    if (!both.every(Number.isFinite)) return undefined;
    return { low: Math.min(...both), high: Math.max(...both), unit: place.type.unit };
  };
}

/** Columns of one claim that fail alike, and one thing that is wrong in several places, are one finding. */
function together(findings: readonly StructureFinding[]): readonly StructureFinding[] {
  const groups = new Map<string, StructureFinding[]>();
  for (const finding of findings) {
    const [path = ""] = finding.paths;
    const claim = /^\/claims\/[^/]+/.exec(path)?.[0];
    const own = `${finding.check} ${claim ?? finding.explanation}`;
    // What is at odds with two others is two findings.
    const twice = groups
      .get(own)
      ?.some(({ paths: [at], explanation }) => at === path && explanation !== finding.explanation);
    const key = twice === true ? `${own} ${finding.explanation}` : own;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const others = own.filter(({ explanation }) => explanation !== first.explanation).length;
    const more =
      others === 0
        ? ""
        : others === 1
          ? " So in one other column."
          : ` So in ${others} other columns.`;
    return [
      {
        ...first,
        paths: [...new Set(own.flatMap(({ paths }) => paths))],
        explanation: `${first.explanation}${more}`,
      },
    ];
  });
}
