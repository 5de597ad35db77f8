import { pathTo } from "../../../fault/fault.ts";
import { isRatio } from "../../../formula/unit.ts";
import type { Figure } from "../../../model/figure.ts";
import type { ClaimStatement } from "../../../model/figures/claim-statements.ts";
import { isOneValue, valuesOf } from "../../../model/figures/plan-figures.ts";
import { entriesOf } from "../../../model/model-rule.ts";
import { plainName } from "../plain-name.ts";
import type { StructureCheck, StructureFinding } from "./structure-check.ts";
import { type Interval, intervalOf, percentText, toldInterval } from "./told-interval.ts";

/** Words by which tables that divide a whole are called. */
const wholeWords =
  /(?:^|-)(?:mix|share|shares|split|splits|breakdown|allocation|distribution)(?:-|$)/;

const totalWords = /^(?:total|sum|all)$/;

/** Shares of one whole that do not add up to 100%, in the digits that they are printed in: of tables that say `whole`, or look so. */
export const mixes: StructureCheck = {
  name: "mix-not-whole",
  find: ({ model, nouns, statements, figureOf }) => [
    ...entriesOf<Figure>(model.figures).flatMap(([id, figure]) => {
      const { whole = wholeWords.test(id) ? "looks-so" : false, section } = figure;
      if (whole === false || (whole !== true && isOneValue(figure.is))) return [];
      const parts = valuesOf(figure).flatMap(([column = "", value]) =>
        totalWords.test(column)
          ? []
          : [
              toldInterval(value, nouns) ??
                (whole === true ? figureOf(`${id}.${column}`) : undefined),
            ],
      );
      const sections = section === undefined ? [] : [section];
      return notWhole({ id, parts, path: pathTo("/figures", id), sections, meant: whole === true });
    }),
    ...tables(statements).flatMap(([id, own]) => {
      const [first] = own;
      if (first === undefined) return [];
      const { whole = wholeWords.test(id) || isPartOfOne(first) ? "looks-so" : false } =
        first.claim;
      if (whole === false) return [];
      const parts = own
        .filter(({ column = "" }) => !totalWords.test(column))
        .map(({ stated }) => intervalOf(stated));
      return notWhole({
        ...{ id, parts, path: pathTo("/claims", id), sections: [first.claim.section] },
        meant: whole === true,
      });
    }),
  ],
};

/** The claims that are tables. */
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
  return [...byClaim];
}

/** `revenue.{column} / total`: parts of one and the same. */
const isPartOfOne = ({ claim: { formula = "" } }: ClaimStatement): boolean =>
  /^[^/]*\{column\}[^/]*\/[^/{]*\b(?:total|sum|all)\b[^/{]*$/.test(formula);

/** Tables whose sum is further off than this are of something else than one whole. */
const nearly = 0.15;

interface Table {
  readonly id: string;
  readonly parts: readonly (Pick<Interval, "low" | "high" | "unit"> | undefined)[];
  readonly path: string;
  readonly sections: readonly string[];
  /** Whether the document says that they are a whole. */
  readonly meant: boolean;
}

function notWhole({ id, parts, path, sections, meant }: Table): readonly StructureFinding[] {
  const told = parts.flatMap((part) => (part !== undefined && isRatio(part.unit) ? [part] : []));
  if (told.length < (meant ? 2 : 3) || told.length < parts.length) return [];
  const low = told.reduce((sum, part) => sum + part.low, 0);
  const high = told.reduce((sum, part) => sum + part.high, 0);
  const slack = 1e-9;
  if (low <= 1 + slack && high >= 1 - slack) return [];
  const middle = (low + high) / 2;
  if (!meant && Math.abs(middle - 1) > nearly) return [];
  const explanation = `The parts of "${plainName(id)}" add up to ${percentText(middle)} and not to 100%.`;
  return [{ check: "mix-not-whole", paths: [path], sections, explanation }];
}
