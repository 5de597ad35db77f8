import type { GivenColumns } from "./given-rows.ts";
import { runningCode } from "./running-code.ts";
import { type Statement, shiftedCode } from "./shifted-code.ts";

/** Terms of a month that are added in one expression; more are added one by one. */
const termsMost = 24;

/** What is added up in a place: so much of each variable. */
interface Term {
  readonly variable: number;
  readonly amount: number;
}

/**
 * Makes the function that sums variables up to the months of rows: each its amounts, at their places. Variables for which `varies` does not
 * hold are summed up now, as they stand; the others each time, since the months of these are put anew.
 *
 * Customers follow each other by month, and so do the months that they are summed up to, so that this is mostly a few loops.
 */
export function groupSums(
  columns: GivenColumns,
  varies: (variable: number) => boolean,
  x: Float64Array,
  memory: Float64Array,
): () => void {
  const { starts, places, amounts, months } = columns;
  const fixed = new Float64Array(columns.size);
  const terms = new Map<number, Term[]>();
  for (let variable = 0; variable < columns.count; variable += 1)
    for (let at = starts[variable] ?? 0; at < (starts[variable + 1] ?? 0); at += 1) {
      const [place = 0, amount = 0] = [places[at], amounts[at]];
      if (varies(variable)) {
        const own = terms.get(place);
        if (own === undefined) terms.set(place, [{ variable, amount }]);
        else own.push({ variable, amount });
      } else fixed[place] = (fixed[place] ?? 0) + amount * (x[variable] ?? 0);
    }
  const table: number[] = [];
  const pieces = columns.rows.flatMap(({ offset }, row) => {
    const statements = rowStatements(
      { offset, differences: columns.summed.has(row) ? columns.differencesOf(row) : undefined },
      months,
      terms,
      fixed,
    );
    return shiftedCode(statements, table);
  });
  return runningCode(pieces, { x, m: memory, a: Float64Array.from(table) });
}

interface RowPlaces {
  readonly offset: number;
  /** Where what is added from month to month stands. */
  readonly differences: number | undefined;
}

function rowStatements(
  { offset, differences }: RowPlaces,
  months: number,
  terms: ReadonlyMap<number, readonly Term[]>,
  fixed: Float64Array,
): readonly (readonly Statement[])[] {
  const sumOf = (first: number): ((month: number) => Sum) => {
    const hasFixed = fixed.subarray(first, first + months).some((value) => value !== 0);
    return (month) => ({
      terms: terms.get(first + month) ?? [],
      fixed: hasFixed ? fixed[first + month] : undefined,
    });
  };
  const own = sumOf(offset);
  const steps = differences === undefined ? undefined : sumOf(differences);
  return Array.from({ length: months }, (_, month) => {
    if (steps === undefined || differences === undefined)
      return sumStatements(offset + month, own(month), []);
    const at = differences + month;
    return [
      ...sumStatements(at, steps(month), month === 0 ? [] : [at - 1]),
      ...sumStatements(offset + month, own(month), [at]),
    ];
  });
}

interface Sum {
  readonly terms: readonly Term[];
  readonly fixed: number | undefined;
}

/** Puts a sum at a place, with what stands at others. */
function sumStatements(
  place: number,
  { terms, fixed }: Sum,
  others: readonly number[],
): readonly Statement[] {
  const amounts = fixed === undefined ? [] : [fixed];
  const rest = terms.length > termsMost ? terms : [];
  const first = rest.length > 0 ? [] : terms;
  const parts = [
    ...others.map((_, at) => `m[$${at + 1}]`),
    ...amounts.map((_, at) => `#${at}`),
    ...first.map((_, at) => `#${amounts.length + at} * x[$${others.length + at + 1}]`),
  ];
  return [
    {
      text: `m[$0] = ${parts.length === 0 ? "0" : parts.join(" + ")};`,
      places: [place, ...others, ...first.map(({ variable }) => variable)],
      amounts: [...amounts, ...first.map(({ amount }) => amount)],
    },
    ...rest.map(({ variable, amount }) => ({
      text: "m[$0] += #0 * x[$1];",
      places: [place, variable],
      amounts: [amount],
    })),
  ];
}
