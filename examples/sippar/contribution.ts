import type { Claim } from "florin";

/** "Revenue Contribution: 60% of total revenue" stands over the chapter whose own projection it does not fit. */
export const contribution = (
  section: string,
  stream: string,
  states: string,
  because: string | undefined,
  rows: readonly string[],
): Readonly<Record<string, Claim>> => ({
  [`contribution-of-${stream}`]: {
    section,
    description: "In the third year, by the chapters' own projections.",
    states,
    formula: `projected-${stream}.y3 / projected.y3`,
    ...(because === undefined ? {} : { because }),
    rows,
  },
});
