import { type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import type { FormulaEntry } from "../../formula/formula-entry.ts";
import type { UnitNouns } from "../../formula/unit-text.ts";
import type { Claim, StatedFigure } from "../claim.ts";
import type { Model } from "../model.ts";
import { entriesOf } from "../model-rule.ts";
import { isOneValue } from "./plan-figures.ts";
import { readStated, type StatedValue } from "./stated-value.ts";

/** One figure that a claim states, and the formula that should give it. */
export interface ClaimStatement {
  /** The claim's id, and its column behind a dot. */
  readonly name: string;
  /** JSON pointer to what it states. */
  readonly path: string;
  readonly claim: Claim;
  readonly column: string | undefined;
  /** One figure, or both bounds. */
  readonly stated: readonly [StatedValue] | readonly [StatedValue, StatedValue];
  /** Comes out in the unit of what is stated; undefined where nothing tells how it comes about. */
  readonly entry: FormulaEntry | undefined;
}

/**
 * Every figure that a model's claims state, in the order of the document. Refuses `claim-without-formula`, and the faults of what is
 * stated.
 */
export function claimStatements(
  { claims }: Pick<Model, "claims">,
  nouns: UnitNouns,
): Result<readonly ClaimStatement[]> {
  const read = entriesOf(claims).map(([id, claim]) => statementsOf(id, claim, nouns));
  const faults = read.flatMap((one) => (one.ok ? [] : one.faults));
  return faults.length > 0
    ? refuse(...faults)
    : ok(read.flatMap((one) => (one.ok ? one.value : [])));
}

function statementsOf(
  id: string,
  claim: Claim,
  nouns: UnitNouns,
): Result<readonly ClaimStatement[]> {
  const path = pathTo("/claims", id);
  if ((claim.formula === undefined) === (claim.unchecked === undefined)) {
    return refuse(eitherFault(path));
  }
  const columns: [string | undefined, StatedFigure][] = isOneValue(claim.states)
    ? [[undefined, claim.states]]
    : Object.entries(claim.states);
  const statements: ClaimStatement[] = [];
  const faults: Fault[] = [];
  for (const [column, figure] of columns) {
    const at = pathTo(path, "states", ...(column === undefined ? [] : [column]));
    const stated = readFigure(figure, { path: at, nouns });
    if (!stated.ok) {
      faults.push(...stated.faults);
      continue;
    }
    const name = column === undefined ? id : `${id}.${column}`;
    const entry = entryOf({ name, claim, column, stated: stated.value }, path);
    statements.push({ name, path: at, claim, column, stated: stated.value, entry });
  }
  return faults.length === 0 ? ok(statements) : refuse(...faults);
}

const eitherFault = (path: string): Fault => ({
  code: "claim-without-formula",
  path,
  message: 'a claim has a formula, or says in "unchecked" why it has none',
  suggestion: 'write "formula": "revenue.y1 / total.y1"',
});

function readFigure(
  figure: StatedFigure,
  place: { readonly path: string; readonly nouns: UnitNouns },
): Result<ClaimStatement["stated"]> {
  if (typeof figure === "string") {
    const one = readStated(figure, place);
    return one.ok ? ok([one.value]) : one;
  }
  const low = readStated(figure.low, { ...place, path: pathTo(place.path, "low") });
  const high = readStated(figure.high, { ...place, path: pathTo(place.path, "high") });
  if (!low.ok) return low;
  return high.ok ? ok([low.value, high.value]) : high;
}

/** Names of claims and figures are apart: no id has a space. */
function entryOf(
  { name, claim, column, stated }: Pick<ClaimStatement, "name" | "claim" | "column" | "stated">,
  path: string,
): FormulaEntry | undefined {
  const { formula } = claim;
  if (formula === undefined) return undefined;
  const text = column === undefined ? formula : formula.replaceAll("{column}", column);
  const [{ unit }] = stated;
  return {
    name: `claim ${name}`,
    path: pathTo(path, "formula"),
    source: { kind: "formula", text, unit },
  };
}
