import { assert, ok, type Result } from "../../fault/fault.ts";
import { unitText } from "../../formula/unit.ts";
import { type ClaimStatement, claimStatements } from "../../model/figures/claim-statements.ts";
import { planFigures } from "../../model/figures/plan-figures.ts";
import type { Model } from "../../model/model.ts";
import { format } from "../../money/decimal.ts";
import { shareOf } from "../../money/percent.ts";
import { figureText } from "../figure-text.ts";
import { rangeText } from "../range-text.ts";
import { type Evaluated, evaluateClaims } from "./evaluate-claims.ts";
import { judge } from "./verdict.ts";

/** What an audit says of one claim, or of one column of it. */
export interface AuditFinding {
  /** The claim's id, and its column behind a dot. */
  readonly claim: string;
  /** JSON pointer to what it states. */
  readonly path: string;
  readonly section: string;
  readonly rows: readonly string[];
  /** As printed, with its unit. */
  readonly stated: string;
  /** What its formula gives, in the same unit; null where it cannot be computed. */
  readonly recomputed: string | null;
  /** The bounds of it, both the same where it is one figure; ratios as they are, not in percent. */
  readonly bounds: readonly [number, number] | null;
  readonly unit: string;
  readonly verdict: "holds" | "fails" | "unchecked";
  /** Recomputed less stated, in the unit; null where it was not computed. */
  readonly difference: number | null;
  /** The difference as a share of what is stated. */
  readonly share: number | null;
  /** One plain sentence; empty where it holds, but for what lies between wide bounds and is not what the plan counts on. */
  readonly explanation: string;
}

/**
 * Recomputes every claim of a model, in the order of the document. Refuses the faults of its figures and formulas: what does not compile
 * is nobody's finding.
 */
export function auditClaims(model: Model): Result<readonly AuditFinding[]> {
  const figures = planFigures(model);
  if (!figures.ok) return figures;
  const statements = claimStatements(model, figures.value.nouns);
  if (!statements.ok) return statements;
  const evaluated = evaluateClaims(model, statements.value, figures.value);
  if (!evaluated.ok) return evaluated;
  return ok(statements.value.map((one) => finding(one, evaluated.value.get(one.name))));
}

function finding(statement: ClaimStatement, evaluated: Evaluated | undefined): AuditFinding {
  const { name, path, claim, stated } = statement;
  const [{ unit, text }, high] = stated;
  const base = {
    claim: name,
    path,
    section: claim.section,
    rows: claim.rows ?? [],
    stated: rangeText(text, high?.text ?? text).replaceAll("_", ","),
    unit: unitText(unit),
  };
  if (evaluated === undefined || "undefinedAt" in evaluated) {
    return { ...base, ...unchecked, explanation: whyUnchecked(statement, evaluated) };
  }
  const within = claim.within === undefined ? undefined : Number(format(shareOf(claim.within)));
  const verdict = judge(stated, evaluated, within);
  const recomputed = rangeText(
    figureText(evaluated.low, unit, text),
    figureText(evaluated.high, unit, text),
  );
  return {
    ...base,
    recomputed,
    bounds: [evaluated.low, evaluated.high],
    verdict: verdict.holds ? "holds" : "fails",
    difference: verdict.difference,
    share: verdict.share,
    explanation: verdict.holds
      ? likelyText(stated, evaluated.likely, within)
      : (explained(statement) ?? `The figures give ${recomputed}.`),
  };
}

/** What the plan counts on gives another figure than the one that lies between bounds, and how far off that is. */
function likelyText(
  stated: ClaimStatement["stated"],
  likely: number | undefined,
  within: number | undefined,
): string {
  const [{ unit, text }, high] = stated;
  if (likely === undefined || high !== undefined) return "";
  const { holds, share } = judge(stated, { low: likely, high: likely }, within);
  if (holds) return "";
  const off =
    share === null
      ? "not what is stated"
      : `${Number(Math.abs(share * 100).toPrecision(2))}% ${share > 0 ? "more" : "less"} than is stated`;
  return `This lies between the bounds; what the plan counts on gives ${figureText(likely, unit, text)}, ${off}.`;
}

const unchecked = {
  recomputed: null,
  bounds: null,
  verdict: "unchecked",
  difference: null,
  share: null,
} as const;

function whyUnchecked(statement: ClaimStatement, evaluated: Evaluated | undefined): string {
  const { claim } = statement;
  if (evaluated !== undefined && "undefinedAt" in evaluated) {
    const { undefinedAt: name } = evaluated;
    return name === statement.entry?.name
      ? "Its formula divides by zero."
      : `"${name}" comes to no number: it divides by zero.`;
  }
  assert(claim.unchecked !== undefined, "a claim without a formula says why");
  return claim.unchecked;
}

function explained({ claim: { because }, column }: ClaimStatement): string | undefined {
  if (because === undefined || typeof because === "string") return because;
  return column === undefined ? undefined : because[column];
}
