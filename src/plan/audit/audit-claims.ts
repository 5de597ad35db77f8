import { assert, type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { unitText } from "../../formula/unit.ts";
import type { UnitNouns } from "../../formula/unit-text.ts";
import type { Claim, StatedFigure } from "../../model/claim.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import { format } from "../../money/decimal.ts";
import { shareOf } from "../../money/percent.ts";
import { isOneValue, planFigures } from "../figures/plan-figures.ts";
import { type ClaimFormula, type Evaluated, evaluateClaims } from "./evaluate-claims.ts";
import { figureText } from "./figure-text.ts";
import { readStated, type StatedValue } from "./stated-value.ts";
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
  /** One plain sentence; empty where it holds. */
  readonly explanation: string;
}

/** One figure of a claim, ready to be judged. */
interface Statement {
  readonly name: string;
  readonly path: string;
  readonly claim: Claim;
  readonly column: string | undefined;
  readonly stated: readonly [StatedValue] | readonly [StatedValue, StatedValue];
}

/**
 * Recomputes every claim of a model, in the order of the document. Refuses the faults of its figures and formulas: what does not compile
 * is nobody's finding.
 */
export function auditClaims(model: Model): Result<readonly AuditFinding[]> {
  const figures = planFigures(model);
  if (!figures.ok) return figures;
  const statements = statementsOf(model, figures.value.nouns);
  if (!statements.ok) return statements;
  const formulas = statements.value.flatMap(formulaOf);
  const evaluated = evaluateClaims(formulas, figures.value);
  if (!evaluated.ok) return refuse(...eachOnce(evaluated.faults));
  return ok(statements.value.map((one) => finding(one, evaluated.value.get(entryName(one)))));
}

function statementsOf(model: Model, nouns: UnitNouns): Result<readonly Statement[]> {
  const statements: Statement[] = [];
  const faults: Fault[] = [];
  for (const [id, claim] of entriesOf(model.claims)) {
    const path = pathTo("/claims", id);
    if ((claim.formula === undefined) === (claim.unchecked === undefined)) {
      faults.push(eitherFault(path));
    }
    const columns: [string | undefined, StatedFigure][] = isOneValue(claim.states)
      ? [[undefined, claim.states]]
      : Object.entries(claim.states);
    for (const [column, figure] of columns) {
      const at = pathTo(path, "states", ...(column === undefined ? [] : [column]));
      const stated = readOne(figure, { path: at, nouns });
      if (!stated.ok) faults.push(...stated.faults);
      else {
        const name = column === undefined ? id : `${id}.${column}`;
        statements.push({ name, path: at, claim, column, stated: stated.value });
      }
    }
  }
  return faults.length === 0 ? ok(statements) : refuse(...faults);
}

/** A formula that all columns of a table share has one fault, not one for each of them. */
function eachOnce(faults: readonly Fault[]): readonly Fault[] {
  const known = new Map(
    faults.map((fault) => [`${fault.path} ${fault.code} ${fault.message}`, fault]),
  );
  return [...known.values()];
}

const eitherFault = (path: string): Fault => ({
  code: "claim-without-formula",
  path,
  message: 'a claim has a formula, or says in "unchecked" why it has none',
  suggestion: 'write "formula": "revenue.y1 / total.y1"',
});

function readOne(
  figure: StatedFigure,
  place: { readonly path: string; readonly nouns: UnitNouns },
): Result<Statement["stated"]> {
  if (typeof figure === "string") {
    const one = readStated(figure, place);
    return one.ok ? ok([one.value]) : one;
  }
  const low = readStated(figure.low, { ...place, path: pathTo(place.path, "low") });
  const high = readStated(figure.high, { ...place, path: pathTo(place.path, "high") });
  if (!low.ok) return low;
  return high.ok ? ok([low.value, high.value]) : high;
}

const entryName = ({ name }: Statement): string => `claim ${name}`;

function formulaOf(statement: Statement): ClaimFormula[] {
  const { claim, column, stated, path } = statement;
  if (claim.formula === undefined) return [];
  const text = column === undefined ? claim.formula : claim.formula.replaceAll("{column}", column);
  const [{ unit }] = stated;
  const entry = {
    name: entryName(statement),
    path: path.replace(/\/states.*$/, "/formula"),
    source: { kind: "formula", text, unit },
  } as const;
  return [{ entry, bounds: claim.bounds ?? "same" }];
}

function finding(statement: Statement, evaluated: Evaluated | undefined): AuditFinding {
  const { name, path, claim, stated } = statement;
  const [{ unit, text }, high] = stated;
  const base = {
    claim: name,
    path,
    section: claim.section,
    rows: claim.rows ?? [],
    stated: (high === undefined ? text : `${text} to ${high.text}`).replaceAll("_", ","),
    unit: unitText(unit),
  };
  if (evaluated === undefined || "undefinedAt" in evaluated) {
    return { ...base, ...unchecked, explanation: whyUnchecked(statement, evaluated) };
  }
  const within = claim.within === undefined ? undefined : Number(format(shareOf(claim.within)));
  const verdict = judge(stated, evaluated, within);
  const shown = [...new Set([evaluated.low, evaluated.high])].map((one) =>
    figureText(one, unit, text),
  );
  const recomputed = shown.join(" to ");
  return {
    ...base,
    recomputed,
    bounds: [evaluated.low, evaluated.high],
    verdict: verdict.holds ? "holds" : "fails",
    difference: verdict.difference,
    share: verdict.share,
    explanation: verdict.holds ? "" : (explained(statement) ?? `The figures give ${recomputed}.`),
  };
}

const unchecked = {
  recomputed: null,
  bounds: null,
  verdict: "unchecked",
  difference: null,
  share: null,
} as const;

function whyUnchecked(statement: Statement, evaluated: Evaluated | undefined): string {
  const { claim } = statement;
  if (evaluated !== undefined && "undefinedAt" in evaluated) {
    const { undefinedAt: name } = evaluated;
    return name === entryName(statement)
      ? "Its formula divides by zero."
      : `"${name}" comes to no number: it divides by zero.`;
  }
  assert(claim.unchecked !== undefined, "a claim without a formula says why");
  return claim.unchecked;
}

function explained({ claim: { because }, column }: Statement): string | undefined {
  if (because === undefined || typeof because === "string") return because;
  return column === undefined ? undefined : because[column];
}
