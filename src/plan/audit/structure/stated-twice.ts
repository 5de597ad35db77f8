import { pathTo } from "../../../fault/fault.ts";
import { sameUnit } from "../../../formula/unit.ts";
import type { Figure } from "../../../model/figure.ts";
import type { ClaimStatement } from "../../../model/figures/claim-statements.ts";
import { isOneValue } from "../../../model/figures/plan-figures.ts";
import type { Model } from "../../../model/model.ts";
import { declared, entriesOf } from "../../../model/model-rule.ts";
import { formulaOf, type StructureCheck, type StructureFinding } from "./structure-check.ts";
import { countedIn, intervalOf, overlap, toldInterval } from "./told-interval.ts";

/** One and the same figure that two places of a document give differently. */
export const statedTwice: StructureCheck = {
  name: "stated-twice",
  find: ({ model, statements, findingOf }) => {
    const known = new Map<string, ClaimStatement[]>();
    const findings: StructureFinding[] = [];
    for (const statement of statements) {
      const formula = formulaOf(statement)?.replace(/\s+/g, "");
      if (formula === undefined) continue;
      const earlier = known.get(formula) ?? [];
      const other = earlier.find((one) => differ(one, statement));
      if (other !== undefined) findings.push(between(other, statement));
      known.set(formula, [...earlier, statement]);
      // A claim that is just a told figure of the plan states it a second time.
      const finding = findingOf(statement.name);
      if (other === undefined && finding?.verdict === "fails" && !isBound(statement)) {
        const told = toldText(model, formula);
        if (told !== undefined)
          findings.push({
            check: "stated-twice",
            paths: [statement.path, told.path],
            sections: [...new Set([finding.section, told.section].flatMap((one) => one ?? []))],
            explanation: `"${statement.name}" is stated as ${finding.stated}, and elsewhere the document gives ${finding.recomputed}.`,
          });
      }
    }
    return findings;
  },
};

/** Where a figure of that name is written out; undefined for one that is computed, or that the catalogue or a forecast gives. */
function toldText(
  { figures, nouns }: Model,
  name: string,
): { readonly path: string; readonly section: string | undefined } | undefined {
  for (const [id, { is, section }] of entriesOf<Figure>(figures)) {
    const isOne = isOneValue(is);
    const column = name === id ? undefined : name.slice(id.length + 1);
    if (isOne ? name !== id : !name.startsWith(`${id}.`)) continue;
    const value = isOne ? is : declared(is, column ?? "");
    if (value === undefined || toldInterval(value, countedIn(nouns)) === undefined) continue;
    return { path: pathTo("/figures", id, "is", ...(isOne ? [] : [column ?? ""])), section };
  }
  return undefined;
}

const isBound = ({ stated }: ClaimStatement): boolean =>
  stated.some(({ comparison }) => comparison !== "is");

function differ(one: ClaimStatement, other: ClaimStatement): boolean {
  const [first, second] = [intervalOf(one.stated), intervalOf(other.stated)];
  return (
    !isBound(one) && !isBound(other) && sameUnit(first.unit, second.unit) && !overlap(first, second)
  );
}

const between = (one: ClaimStatement, other: ClaimStatement): StructureFinding => {
  const text = ({ stated }: ClaimStatement): string => intervalOf(stated).text.replaceAll("_", ",");
  return {
    check: "stated-twice",
    paths: [one.path, other.path],
    sections: [...new Set([one.claim.section, other.claim.section])],
    explanation: `One figure is given twice: ${text(one)} as "${one.name}" and ${text(other)} as "${other.name}".`,
  };
};
