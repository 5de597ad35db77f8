import { format } from "../../../money/decimal.ts";
import { shareOf } from "../../../money/percent.ts";
import { plainName } from "../plain-name.ts";
import { judge } from "../verdict.ts";
import { formulaOf, type StructureCheck, type StructureFinding } from "./structure-check.ts";

/** A claim that holds once it is taken so many times, and what was likely mixed up. */
const slips: readonly (readonly [factor: number, told: string])[] = [
  [12, "twelve times too much: a month was taken for a year"],
  [1 / 12, "a twelfth of it: a year was taken for a month"],
  [4, "four times too much: a quarter was taken for a year"],
  [1 / 4, "a quarter of it: a year was taken for a quarter"],
];

/** How near a claim must lie to a multiple for that to be the reason. */
const nearness = 0.02;

/** Rates that were taken over the wrong period: twelve times too much, or twelve times a month where loss and growth compound. */
export const annualised: StructureCheck = {
  name: "wrongly-annualised",
  find: ({ statements, findingOf, otherwise }) =>
    statements.flatMap((statement): readonly StructureFinding[] => {
      const { name, stated, path, claim } = statement;
      const finding = findingOf(name);
      const bounds = finding?.bounds;
      if (finding?.verdict !== "fails" || bounds === null || bounds === undefined) return [];
      const isBound = stated.some(({ comparison }) => comparison !== "is");
      if (isBound || (stated.length > 1 && bounds[0] === bounds[1])) return [];
      const found = (what: string): readonly StructureFinding[] => [
        {
          check: "wrongly-annualised",
          paths: [path],
          sections: [claim.section],
          explanation: `"${plainName(name)}" is stated as ${finding.stated}, ${what}; the figures give ${finding.recomputed}.`,
        },
      ];
      const within = claim.within === undefined ? undefined : Number(format(shareOf(claim.within)));
      const [low, high] = bounds;
      const middle = stated.reduce((sum, { value }) => sum + value, 0) / stated.length;
      const slip = slips.find(
        ([factor]) =>
          Math.abs(middle / (((low + high) / 2) * factor) - 1) < nearness &&
          judge(stated, { low: low * factor, high: high * factor }, within).holds,
      );
      if (slip !== undefined) return found(slip[1]);
      const simple = simply(formulaOf(statement) ?? "");
      const otherwiseIs = simple === undefined ? undefined : otherwise(statement, simple);
      return otherwiseIs !== undefined &&
        !("undefinedAt" in otherwiseIs) &&
        judge(stated, otherwiseIs, within).holds
        ? found("twelve times the rate of a month, which compounds")
        : [];
    }),
};

/** The formula with a year taken as twelve months of a rate that compounds; undefined where it compounds nothing. */
function simply(formula: string): string | undefined {
  const simple = formula.replace(/annual-(?:loss|growth)\(([^()]*)\)/g, "(($1) in per year)");
  return simple === formula ? undefined : simple;
}
