/** Names longer than this get no suggestion: nobody mistypes them, and comparing them is slow. */
const nameLengthMax = 64;

/** The edits a name of this length may be away from what was meant: 1 up to five letters, then 2, at most 3. */
const editsMax = (length: number): number => (length <= 5 ? 1 : length <= 10 ? 2 : 3);

/**
 * The known name that was most likely meant, or nothing when none is close.
 *
 * Letter case is ignored; a swap of two neighbours is one edit. Of equally close names the first known one wins.
 * A name that is itself known is its own nearest name.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length === 0 || name.length > nameLengthMax) return undefined;
  const meant = name.toLowerCase();
  let best: string | undefined;
  let bound = editsMax(meant.length);
  for (const candidate of known) {
    if (candidate === name) return candidate;
    if (Math.abs(candidate.length - name.length) > bound) continue;
    const distance = editDistance(meant, candidate.toLowerCase(), bound);
    if (distance > bound || (best !== undefined && distance === bound)) continue;
    best = candidate;
    bound = distance;
  }
  return best;
}

/** The name with dots that was most likely meant, by the whole of it or by its last part: `forecast.customers` for `custmers`. */
export function nearestFigure(name: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  const whole = nearest(name, names);
  if (whole !== undefined) return whole;
  const endings = new Map<string, string>();
  for (const one of names) {
    const ending = endingOf(one);
    if (!endings.has(ending)) endings.set(ending, one);
  }
  const near = nearest(endingOf(name), endings.keys());
  return near === undefined ? undefined : endings.get(near);
}

/** So many of the known names with dots, those first of which the whole or a part is the fewest edits away. */
export function nearestFew(
  name: string,
  known: Iterable<string>,
  count: number,
): readonly string[] {
  const meant = name.slice(0, nameLengthMax).toLowerCase();
  const distanceTo = (one: string): number =>
    Math.min(
      ...[one, ...one.split(".")].map((part) => {
        const own = part.slice(0, nameLengthMax).toLowerCase();
        return editDistance(meant, own, nameLengthMax);
      }),
    );
  return [...known]
    .map((one) => ({ one, distance: distanceTo(one) }))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ one }) => one);
}

const endingOf = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

/**
 * Edits between two texts (insert, delete, replace, swap of neighbours), or `bound + 1` when there are more than
 * `bound`. The restricted Damerau-Levenshtein distance: no letter is edited twice.
 */
export function editDistance(left: string, right: string, bound: number): number {
  if (Math.abs(left.length - right.length) > bound) return bound + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    let smallest = row;
    for (let column = 1; column <= right.length; column += 1) {
      const cost = left[row - 1] === right[column - 1] ? 0 : 1;
      let edits = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + cost,
      );
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) edits = Math.min(edits, at(beforeLast, column - 2) + 1);
      current.push(edits);
      smallest = Math.min(smallest, edits);
    }
    if (smallest > bound) return bound + 1;
    beforeLast = last;
    last = current;
  }
  return Math.min(at(last, right.length), bound + 1);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;
