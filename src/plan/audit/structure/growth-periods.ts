import { plainName } from "../plain-name.ts";
import { judge } from "../verdict.ts";
import { formulaOf, type StructureCheck, type StructureFinding } from "./structure-check.ts";

/** A root: `(end / start) ^ (1 / 4) - 1`. */
const root = /\^\s*\(\s*1\s*\/\s*(\d+)\s*\)/;

/** More years than these no plan has. */
const periodsMax = 12;

/** Rates of growth that hold only over another number of periods than lie between the two figures. */
export const growthPeriods: StructureCheck = {
  name: "growth-over-wrong-periods",
  find: ({ statements, findingOf, otherwise }) =>
    statements.flatMap((statement): readonly StructureFinding[] => {
      const { name, stated, path, claim } = statement;
      const formula = formulaOf(statement) ?? "";
      const finding = findingOf(name);
      const periods = Number(root.exec(formula)?.[1]);
      const isBound = stated.some(({ comparison }) => comparison !== "is");
      if (finding?.verdict !== "fails" || isBound || !(periods > 0)) return [];
      const held = Array.from({ length: periodsMax }, (_, index) => index + 1).find((other) => {
        if (other === periods) return false;
        const came = otherwise(statement, formula.replace(root, `^ (1 / ${other})`));
        return (
          came !== undefined && !("undefinedAt" in came) && judge(stated, came, undefined).holds
        );
      });
      return held === undefined
        ? []
        : [
            {
              check: "growth-over-wrong-periods",
              paths: [path],
              sections: [claim.section],
              explanation: `"${plainName(name)}" is stated as ${finding.stated}, which is the growth over ${held} periods; between the two figures lie ${periods}, and over these it is ${finding.recomputed}.`,
            },
          ];
    }),
};
