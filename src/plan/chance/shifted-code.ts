/**
 * A statement of code that is written once and runs in many months: in its text `$0`, `$1`… stand for places and `#0`, `#1`… for amounts.
 * Of two statements with the same text, places may lie further on and amounts may be others.
 */
export interface Statement {
  readonly text: string;
  readonly places: readonly number[];
  readonly amounts: readonly number[];
}

/** The same statement again and again, each time with its places so much further on. */
interface Run {
  readonly text: string;
  readonly count: number;
  readonly places: readonly number[];
  readonly strides: readonly number[];
  /** By time, and in each by number. */
  readonly amounts: readonly (readonly number[])[];
}

/** Fewer statements of a month are written out sooner than put into a loop of their own. */
const runLeast = 16;

/**
 * Writes what happens in each month as code: months that do the same, each at places that lie as much further on, are one loop. Amounts that
 * are not the same in all of them are read from the array `a`, to which they are added.
 *
 * The code consists of pieces that run one after the other and share no names.
 */
export function shiftedCode(
  months: readonly (readonly Statement[])[],
  a: number[],
): readonly string[] {
  const blocks = months.map(runsOf);
  const pieces: string[] = [];
  for (let from = 0; from < blocks.length; ) {
    const length = alikeFrom(blocks, from, shiftOfBlocks, sameShift);
    const stretch = blocks.slice(from, from + length);
    if (stretch[0]?.length !== 0) pieces.push(stretchCode(stretch, a));
    from += length;
  }
  return pieces;
}

/** How many from one on follow each other by the same shift; at least one. */
function alikeFrom<T, S>(
  all: readonly T[],
  from: number,
  shiftOf: (one: T, next: T) => S | undefined,
  same: (one: S, other: S) => boolean,
): number {
  let shift: S | undefined;
  let to = from + 1;
  for (; to < all.length; to += 1) {
    const [one, next] = [all[to - 1], all[to]];
    const own = one === undefined || next === undefined ? undefined : shiftOf(one, next);
    if (own === undefined || (shift !== undefined && !same(shift, own))) break;
    shift = own;
  }
  return to - from;
}

const sameNumbers = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((value, at) => value === other[at]);

const minus = (one: readonly number[], other: readonly number[]): readonly number[] =>
  one.map((value, at) => value - (other[at] ?? 0));

/** Statements of a month, with long rows of the same put together. */
function runsOf(statements: readonly Statement[]): readonly Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < statements.length; ) {
    const alike = alikeFrom(
      statements,
      from,
      (one, next) => (one.text === next.text ? minus(next.places, one.places) : undefined),
      sameNumbers,
    );
    const length = alike < runLeast ? 1 : alike;
    const own = statements.slice(from, from + length);
    const [first, second] = own;
    if (first !== undefined)
      runs.push({
        text: first.text,
        count: length,
        places: first.places,
        strides: second === undefined ? [] : minus(second.places, first.places),
        amounts: own.map(({ amounts }) => amounts),
      });
    from += length;
  }
  return runs;
}

/** How much further on each place of a month lies in the next; undefined where the next does something else. */
function shiftOfBlocks(
  one: readonly Run[],
  next: readonly Run[],
): readonly (readonly number[])[] | undefined {
  const alike =
    one.length === next.length &&
    one.every((run, at) => {
      const other = next[at];
      return (
        other !== undefined &&
        run.text === other.text &&
        run.count === other.count &&
        sameNumbers(run.strides, other.strides)
      );
    });
  return alike ? next.map(({ places }, at) => minus(places, one[at]?.places ?? [])) : undefined;
}

const sameShift = (
  one: readonly (readonly number[])[],
  other: readonly (readonly number[])[],
): boolean => one.every((shift, at) => sameNumbers(shift, other[at] ?? []));

function stretchCode(stretch: readonly (readonly Run[])[], a: number[]): string {
  const [first = [], second] = stretch;
  const lines = first.map((run, at) => {
    const shift = second === undefined ? [] : minus(second[at]?.places ?? [], run.places);
    const amounts = stretch.map((runs) => runs[at]?.amounts ?? []);
    const line = statementCode(run, shift, amounts, a);
    return run.count === 1 ? line : `for (let k = 0; k < ${run.count}; k += 1) ${line}`;
  });
  return stretch.length === 1
    ? lines.join("\n")
    : `for (let t = 0; t < ${stretch.length}; t += 1) {\n${lines.join("\n")}\n}`;
}

function statementCode(
  { text, count, places, strides }: Run,
  shift: readonly number[],
  amounts: readonly (readonly (readonly number[])[])[],
  a: number[],
): string {
  const months = amounts.length;
  return text.replace(/([$#])(\d+)/g, (_, kind: string, digits: string) => {
    const hole = Number(digits);
    if (kind === "$")
      return placeCode(places[hole] ?? 0, { t: shift[hole] ?? 0, k: strides[hole] ?? 0 });
    const own = amounts.flatMap((month) => month.map((one) => one[hole] ?? 0));
    const [value = 0] = own;
    if (own.every((one) => one === value)) return value < 0 ? `(${value})` : `${value}`;
    const from = a.length;
    for (const one of own) a.push(one);
    return `a[${placeCode(from, { t: months > 1 ? count : 0, k: count > 1 ? 1 : 0 })}]`;
  });
}

function placeCode(from: number, steps: Readonly<Record<"t" | "k", number>>): string {
  const moving = (["t", "k"] as const).flatMap((name) => {
    const step = steps[name];
    return step === 0 ? [] : [step === 1 ? name : `${step} * ${name}`];
  });
  return [`${from}`, ...moving].join(" + ");
}
