import { pathTo } from "../../../fault/fault.ts";
import { isRatio } from "../../../formula/unit.ts";
import type { Figure } from "../../../model/figure.ts";
import type { ClaimStatement } from "../../../model/figures/claim-statements.ts";
import { isOneValue } from "../../../model/figures/plan-figures.ts";
import { entriesOf } from "../../../model/model-rule.ts";
import { plainName } from "../plain-name.ts";
import type { StructureCheck, StructureFinding } from "./structure-check.ts";
import { type Interval, intervalOf, percentText, toldInterval } from "./told-interval.ts";

/** Words by which tables that divide a whole are called. */
const wholeWords =
  /(?:^|-)(?:mix|share|shares|split|splits|breakdown|allocation|distribution)(?:-|$)/;

/** Shares of one whole that do not add up to 100%, in the digits that they are printed in. */
export const mixes: StructureCheck = {
  name: "mix-not-whole",
  find: ({ model, statements }) => [
    ...entriesOf<Figure>(model.figures).flatMap(([id, figure]) => {
      if (!wholeWords.test(id) || isOneValue(figure.is)) return [];
      const parts = Object.values(figure.is).map((value) => toldInterval(value, new Set()));
      const { section } = figure;
      return notWhole(id, parts, pathTo("/figures", id), section === undefined ? [] : [section]);
    }),
    ...tables(statements).flatMap(([id, own]) => {
      const [first] = own;
      if (first === undefined || !(wholeWords.test(id) || isPartOfOne(first))) return [];
      const parts = own.map(({ stated }) => intervalOf(stated));
      return notWhole(id, parts, pathTo("/claims", id), [first.claim.section]);
    }),
  ],
};

/** The claims that are tables of at least three columns. */
function tables(
  statements: readonly ClaimStatement[],
): readonly (readonly [string, readonly ClaimStatement[]])[] {
  const byClaim = new Map<string, ClaimStatement[]>();
  for (const statement of statements) {
    const { name, column } = statement;
    if (column === undefined) continue;
    const id = name.slice(0, -column.length - 1);
    byClaim.set(id, [...(byClaim.get(id) ?? []), statement]);
  }
  return [...byClaim].filter(([, own]) => own.length > 2);
}

/** `revenue.{column} / total`: parts of one and the same. */
const isPartOfOne = ({ claim: { formula = "" } }: ClaimStatement): boolean =>
  /^[^/]*\{column\}[^/]*\/[^/{]*\b(?:total|sum|all)\b[^/{]*$/.test(formula);

/** Tables whose sum is further off than this are of something else than one whole. */
const nearly = 0.15;

function notWhole(
  id: string,
  parts: readonly (Interval | undefined)[],
  path: string,
  sections: readonly string[],
): readonly StructureFinding[] {
  const told = parts.flatMap((part) => (part !== undefined && isRatio(part.unit) ? [part] : []));
  if (told.length < 3 || told.length < parts.length) return [];
  const low = told.reduce((sum, part) => sum + part.low, 0);
  const high = told.reduce((sum, part) => sum + part.high, 0);
  const slack = 1e-9;
  if (low <= 1 + slack && high >= 1 - slack) return [];
  const middle = (low + high) / 2;
  if (Math.abs(middle - 1) > nearly) return [];
  const explanation = `The parts of "${plainName(id)}" add up to ${percentText(middle)} and not to 100%.`;
  return [{ check: "mix-not-whole", paths: [path], sections, explanation }];
}
