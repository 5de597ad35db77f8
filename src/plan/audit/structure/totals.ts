import { pathTo } from "../../../fault/fault.ts";
import type { Expression } from "../../../formula/expression.ts";
import { parseFormula } from "../../../formula/parse-formula.ts";
import { sameUnit } from "../../../formula/unit.ts";
import type { Figure } from "../../../model/figure.ts";
import { isOneValue } from "../../../model/figures/plan-figures.ts";
import { entriesOf } from "../../../model/model-rule.ts";
import { figureText } from "../../figure-text.ts";
import { plainName } from "../plain-name.ts";
import { formulaOf, type StructureCheck } from "./structure-check.ts";
import { overlap, toldInterval } from "./told-interval.ts";

const totalWords = new Set(["total", "sum", "all"]);

/** Totals that are not the sum of their parts: columns of a table, and claims that are a sum. */
export const totals: StructureCheck = {
  name: "total-not-parts",
  find: ({ model, nouns, statements, findingOf }) => [
    ...entriesOf<Figure>(model.figures).flatMap(([id, { is, section }]) => {
      if (isOneValue(is)) return [];
      const columns = Object.entries(is).map(
        ([column, value]) => [column, toldInterval(value, nouns)] as const,
      );
      const total = columns.find(([column]) => totalWords.has(column));
      const parts = columns.filter(([column]) => !totalWords.has(column));
      if (total?.[1] === undefined || parts.length < 2) return [];
      const [, whole] = total;
      const sum = { low: 0, high: 0 };
      for (const [, part] of parts) {
        if (part === undefined || !sameUnit(part.unit, whole.unit)) return [];
        sum.low += part.low;
        sum.high += part.high;
      }
      if (overlap(sum, whole)) return [];
      const came = figureText((sum.low + sum.high) / 2, whole.unit, whole.text);
      return [
        {
          check: "total-not-parts",
          paths: [pathTo("/figures", id, "is", total[0])],
          sections: section === undefined ? [] : [section],
          explanation: `The columns of "${plainName(id)}" add up to ${came}, and its total is stated as ${whole.text.replaceAll("_", ",")}.`,
        },
      ];
    }),
    ...statements.flatMap((statement) => {
      const finding = findingOf(statement.name);
      const formula = formulaOf(statement);
      const isBound = statement.stated.some(({ comparison }) => comparison !== "is");
      if (finding?.verdict !== "fails" || isBound || !isSum(formula ?? "0")) return [];
      return [
        {
          check: "total-not-parts",
          paths: [statement.path],
          sections: [finding.section],
          explanation: `"${plainName(statement.name)}" is stated as ${finding.stated}, and its parts add up to ${finding.recomputed}.`,
        },
      ];
    }),
  ],
};

/** Whether a formula only adds figures up, at least two of them. */
function isSum(formula: string): boolean {
  const nouns = new Set([...formula.matchAll(/[a-z][a-z-]*/g)].map(([word]) => word));
  const parsed = parseFormula(formula, { path: "", nouns });
  const adds = (one: Expression): boolean =>
    one.kind === "name" ||
    (one.kind === "conversion" && adds(one.operand)) ||
    (one.kind === "binary" && one.operator === "+" && adds(one.left) && adds(one.right));
  return parsed.ok && parsed.value.kind === "binary" && adds(parsed.value);
}
