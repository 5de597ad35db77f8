import { pathTo } from "../../../fault/fault.ts";
import { sameUnit } from "../../../formula/unit.ts";
import type { Figure } from "../../../model/figure.ts";
import type { ClaimStatement } from "../../../model/figures/claim-statements.ts";
import { isOneValue } from "../../../model/figures/plan-figures.ts";
import { declared, entriesOf } from "../../../model/model-rule.ts";
import { plainName } from "../plain-name.ts";
import { metricsStatedTwice } from "./metrics-stated-twice.ts";
import {
  type AuditedPlan,
  formulaOf,
  type StructureCheck,
  type StructureFinding,
} from "./structure-check.ts";
import { intervalOf, overlap, toldInterval } from "./told-interval.ts";

/** One and the same figure that two places of a document give differently: by its formula, or as the same metric of the same time. */
export const statedTwice: StructureCheck = {
  name: "stated-twice",
  find: (plan) => {
    const { statements, findingOf } = plan;
    const known = new Map<string, ClaimStatement[]>();
    const findings: StructureFinding[] = [];
    for (const statement of statements) {
      const formula = formulaOf(statement)?.replace(/\s+/g, "");
      if (formula === undefined) continue;
      const earlier = known.get(formula) ?? [];
      const other = earlier.find((one) => differ(one, statement));
      if (other !== undefined) findings.push(between(other, statement, formula));
      known.set(formula, [...earlier, statement]);
      // A claim that is just a told figure of the plan states it a second time.
      const finding = findingOf(statement.name);
      if (other === undefined && finding?.verdict === "fails" && !isBound(statement)) {
        const told = toldText(plan, formula);
        if (told !== undefined)
          findings.push({
            check: "stated-twice",
            paths: [statement.path, told.path],
            sections: [...new Set([finding.section, told.section].flatMap((one) => one ?? []))],
            explanation: twice(formula, [
              [finding.stated, finding.section],
              [finding.recomputed ?? told.path, told.section],
            ]),
          });
      }
    }
    const told = new Set(findings.flatMap(({ paths }) => paths));
    return [
      ...findings,
      ...metricsStatedTwice(plan).filter(({ paths }) => !paths.some((path) => told.has(path))),
    ];
  },
};

/** Where a figure of that name is written out; undefined for one that is computed, or that the catalogue or a forecast gives. */
function toldText(
  { model: { figures }, nouns }: AuditedPlan,
  name: string,
): { readonly path: string; readonly section: string | undefined } | undefined {
  for (const [id, { is, section }] of entriesOf<Figure>(figures)) {
    const isOne = isOneValue(is);
    const column = name === id ? undefined : name.slice(id.length + 1);
    if (isOne ? name !== id : !name.startsWith(`${id}.`)) continue;
    const value = isOne ? is : declared(is, column ?? "");
    if (value === undefined || toldInterval(value, nouns) === undefined) continue;
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

/** Whether a formula only names a figure. */
const isOneName = (formula: string): boolean => /^[a-z][a-z0-9.-]*$/.test(formula);

type Place = readonly [text: string, section: string | undefined];

/** One thing in two words of the document, each with the section where it stands. */
function twice(name: string, [[first, here], [second, there]]: readonly [Place, Place]): string {
  const what = `"${plainName(name)}" is given twice`;
  if (here === there) return `${what} in "${here}": as ${first} and as ${second}.`;
  const elsewhere = there === undefined ? "elsewhere" : `in "${there}"`;
  return `${what}: ${first} in "${here}" and ${second} ${elsewhere}.`;
}

const between = (one: ClaimStatement, other: ClaimStatement, formula: string): StructureFinding => {
  const text = ({ stated }: ClaimStatement): string => intervalOf(stated).text.replaceAll("_", ",");
  return {
    check: "stated-twice",
    paths: [one.path, other.path],
    sections: [...new Set([one.claim.section, other.claim.section])],
    explanation: twice(isOneName(formula) ? formula : one.name, [
      [text(one), one.claim.section],
      [text(other), other.claim.section],
    ]),
  };
};
