import { pathTo } from "../../../fault/fault.ts";
import type { Figure } from "../../../model/figure.ts";
import { valuesOf } from "../../../model/figures/plan-figures.ts";
import { entriesOf } from "../../../model/model-rule.ts";
import { figureText } from "../../figure-text.ts";
import { rangeText } from "../../range-text.ts";
import { plainName } from "../plain-name.ts";
import { judge } from "../verdict.ts";
import { namedSpan } from "./named-span.ts";
import {
  type AuditedPlan,
  formulaOf,
  type StructureCheck,
  type StructureFinding,
} from "./structure-check.ts";

/** A root: `(end / start) ^ (1 / 4) - 1`. */
const root = /\^\s*\(\s*1\s*\/\s*(\d+)\s*\)/;

/** More years than these no plan has. */
const periodsMax = 12;

const check = "growth-over-wrong-periods";

type Statement = AuditedPlan["statements"][number];

/**
 * Rates of growth over another number of periods than lie between the two figures: by the names of these, `revenue.y1` and `revenue.y3`, and
 * where a claim holds only so.
 */
export const growthPeriods: StructureCheck = {
  name: check,
  find: (plan) => [
    ...plan.statements.flatMap((one) => byName(one, plan) ?? byValue(one, plan)),
    ...entriesOf<Figure>(plan.model.figures).flatMap(([id, figure]) =>
      valuesOf(figure).flatMap(([column, value]): readonly StructureFinding[] => {
        const wrong = typeof value === "string" ? wrongSpan(value) : undefined;
        if (wrong === undefined) return [];
        const name = column === undefined ? id : `${id}.${column}`;
        const at = figure.columns === undefined && column !== undefined ? [column] : [];
        return [
          {
            check,
            paths: [pathTo("/figures", id, "is", ...at)],
            sections: figure.section === undefined ? [] : [figure.section],
            explanation: `${computed(name, wrong)}.`,
          },
        ];
      }),
    ),
  ],
};

interface WrongSpan {
  readonly taken: number;
  readonly periods: number;
  readonly words: string;
}

/** How many periods a formula takes a root over, and how many lie between the figures that it names. */
function wrongSpan(formula: string): WrongSpan | undefined {
  const taken = Number(root.exec(formula)?.[1]);
  const span = namedSpan(formula);
  if (span === undefined || !(taken > 0) || span.parts.some((per) => span.periods * per === taken))
    return undefined;
  return { taken, periods: span.periods, words: span.words };
}

const computed = (name: string, { taken, periods, words }: WrongSpan): string =>
  `"${plainName(name)}" is computed over ${taken} periods, and ${words} ${periods === 1 ? "lies" : "lie"} ${periods}`;

function byName(
  statement: Statement,
  { otherwise }: AuditedPlan,
): readonly StructureFinding[] | undefined {
  const { name, stated, path, claim } = statement;
  const formula = formulaOf(statement) ?? "";
  const wrong = wrongSpan(formula);
  if (wrong === undefined) return undefined;
  const came = otherwise(statement, formula.replace(root, `^ (1 / ${wrong.periods})`));
  const [{ unit, text }] = stated;
  const right =
    came === undefined || "undefinedAt" in came
      ? ""
      : `, over which it is ${rangeText(figureText(came.low, unit, text), figureText(came.high, unit, text))}`;
  return [
    {
      check,
      paths: [path],
      sections: [claim.section],
      explanation: `${computed(name, wrong)}${right}.`,
    },
  ];
}

function byValue(
  statement: Statement,
  { findingOf, otherwise }: AuditedPlan,
): readonly StructureFinding[] {
  const { name, stated, path, claim } = statement;
  const formula = formulaOf(statement) ?? "";
  const finding = findingOf(name);
  const periods = Number(root.exec(formula)?.[1]);
  const isBound = stated.some(({ comparison }) => comparison !== "is");
  if (finding?.verdict !== "fails" || isBound || !(periods > 0)) return [];
  const held = Array.from({ length: periodsMax }, (_, index) => index + 1).find((other) => {
    if (other === periods) return false;
    const came = otherwise(statement, formula.replace(root, `^ (1 / ${other})`));
    return came !== undefined && !("undefinedAt" in came) && judge(stated, came, undefined).holds;
  });
  return held === undefined
    ? []
    : [
        {
          check,
          paths: [path],
          sections: [claim.section],
          explanation: `"${plainName(name)}" is stated as ${finding.stated}, which is the growth over ${held} periods; between the two figures lie ${periods}, and over these it is ${finding.recomputed}.`,
        },
      ];
}
