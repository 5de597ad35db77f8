/** A group of customers of whom a part goes, each with the same chance. */
export interface Leaving {
  readonly there: number;
  readonly chance: number;
}

/** How a plan's expectations become customers. */
export interface Allotment {
  /** How many come of so many expected ones; `stream` names what they come to, month after month. */
  readonly arriving: (stream: string, expected: number) => number;
  /** How many are missing where so many are aimed at and so many are here. */
  readonly missing: (aimed: number, here: number) => number;
  /** Divides those who come among what they come to, by shares that add up to 1 and keep their order from month to month. */
  readonly among: (coming: number, shares: readonly number[]) => readonly number[];
  /** How many of each group go. The groups of a `stream` keep their keys from month to month. */
  readonly leaving: (
    stream: string,
    groups: readonly (Leaving & { readonly key: string })[],
  ) => readonly number[];
}

/** Just what is expected, in parts of customers. */
export const expectedAllotment: Allotment = {
  arriving: (_, expected) => expected,
  missing: (aimed, here) => Math.max(0, aimed - here),
  among: (coming, shares) => shares.map((share) => coming * share),
  leaving: (_, groups) => groups.map(({ there, chance }) => there * chance),
};

/** A half counts up, and what floating point leaves below one does as well. */
const nearest = (expected: number): number => Math.floor(expected + 0.5 + 1e-9);

/**
 * Whole customers. As many have come, and gone, by any month as were expected by then, to the nearest one; so no month is off by a
 * customer for long, and a plan that expects half a customer a month wins one every other month. Of those who go, each is of the group that has
 * kept the most who were expected to go, the first of them where several have. Where so many are aimed at, the nearest whole number is, and each
 * who comes is of what has had the fewest of its share.
 */
export function wholeAllotment(): Allotment {
  const expectedOf = new Map<string, number>();
  const givenOf = new Map<string, number>();
  const owedOf = new Map<string, number>();
  const owedShares: number[] = [];
  const whole = (stream: string, expected: number): number => {
    const sum = (expectedOf.get(stream) ?? 0) + expected;
    const given = givenOf.get(stream) ?? 0;
    const due = Math.max(0, nearest(sum) - given);
    expectedOf.set(stream, sum);
    return due;
  };
  const give = (stream: string, count: number): number => {
    givenOf.set(stream, (givenOf.get(stream) ?? 0) + count);
    return count;
  };
  return {
    arriving: (stream, expected) => give(stream, whole(stream, expected)),
    missing: (aimed, here) => Math.max(0, nearest(aimed) - here),
    among: (coming, shares) => {
      const parts = shares.map((share, index) => ({
        debt: (owedShares[index] ?? 0) + coming * share,
        left: share > 0 ? coming : 0,
      }));
      const given = shares.map(() => 0);
      for (let due = coming; due > 0; due -= 1) {
        const next = mostOwing(parts);
        const part = parts[next];
        if (part === undefined) break;
        part.debt -= 1;
        given[next] = (given[next] ?? 0) + 1;
      }
      for (const [index, { debt }] of parts.entries()) owedShares[index] = debt;
      return given;
    },
    leaving: (stream, groups) => {
      let due = whole(
        stream,
        groups.reduce((sum, { there, chance }) => sum + there * chance, 0),
      );
      const owed = groups.map(({ key, there, chance }) => {
        const own = `${stream} ${key}`;
        return { own, debt: (owedOf.get(own) ?? 0) + there * chance, left: there };
      });
      const gone = groups.map(() => 0);
      while (due > 0) {
        const next = mostOwing(owed);
        const group = owed[next];
        if (group === undefined) break;
        group.debt -= 1;
        group.left -= 1;
        gone[next] = (gone[next] ?? 0) + 1;
        due -= 1;
      }
      for (const { own, debt } of owed) owedOf.set(own, debt);
      give(
        stream,
        gone.reduce((sum, count) => sum + count, 0),
      );
      return gone;
    },
  };
}

/** The group with somebody left that owes the most; -1 where nobody is left. */
function mostOwing(groups: readonly { readonly debt: number; readonly left: number }[]): number {
  let most = -1;
  for (const [index, { debt, left }] of groups.entries()) {
    const best = groups[most];
    if (left >= 1 && (best === undefined || debt > best.debt + 1e-9)) most = index;
  }
  return most;
}
