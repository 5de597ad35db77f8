/** A figure of the customers of a plan, one a month, that formulas are given. */
export interface GivenRow {
  readonly name: string;
  /** Where its first month stands in the array that the formulas run over. */
  readonly offset: number;
}

/** Parts of the figures of customers, as trials make them of groups; the last part of a name may be a segment, a stream or a meter. */
const known =
  /^forecast\.(?:customers|new-customers|lost-customers|mrr|new-mrr|expansion-mrr|contraction-mrr|churned-mrr|opening-billed|opening-deferred|opening-unbilled|(?:billed|earned|deferred|unbilled|usage)\.[^.]+|(?:customers|new-customers|lost-customers|mrr)\.[^.]+)$/;

/** Whether trials know how to make a figure of groups of customers. */
export const isGiven = (name: string): boolean => known.test(name);

/** Numbers that are added to months of rows for each customer of something, kept as short as they can be. */
export class GivenColumns {
  readonly rows: readonly GivenRow[];
  readonly months: number;
  /** The entries of each variable begin here; one more than there are variables. */
  readonly starts: number[] = [0];
  /** Places in the array of the formulas; those of differences lie behind it, by row and month. */
  readonly places: number[] = [];
  readonly amounts: number[] = [];
  /** Rows of which some entries are differences from month to month. */
  readonly summed = new Set<number>();
  readonly #behind: number;
  readonly #differs: boolean;
  readonly #dense: Float64Array;
  readonly #touched = new Set<number>();
  readonly #byName: ReadonlyMap<string, number>;

  /** `behind` is where the differences of rows stand in the array; without it there are none. */
  constructor(rows: readonly GivenRow[], months: number, behind?: number) {
    this.rows = rows;
    this.months = months;
    this.#behind = behind ?? 0;
    this.#differs = behind !== undefined;
    this.#dense = new Float64Array(rows.length * months);
    this.#byName = new Map(rows.map(({ name }, index) => [name, index]));
  }

  /** How many numbers the array of the formulas and the differences take together. */
  get size(): number {
    return this.#behind + this.rows.length * this.months;
  }

  /** How many variables there are so far. */
  get count(): number {
    return this.starts.length - 1;
  }

  /** Where the differences of a row begin. */
  differencesOf(row: number): number {
    return this.#behind + row * this.months;
  }

  /** Whether the formulas read any figure of these. */
  reads(...names: readonly string[]): boolean {
    return names.some((name) => this.#byName.has(`forecast.${name}`));
  }

  /** So much more of a figure, in a month of the plan, for one more customer. Nothing where no formula reads it. */
  add(name: string, month: number, amount: number): void {
    const row = this.#byName.get(`forecast.${name}`);
    if (row === undefined || amount === 0 || month < 0 || month >= this.months) return;
    this.#touched.add(row);
    const at = row * this.months + month;
    this.#dense[at] = (this.#dense[at] ?? 0) + amount;
  }

  /** Ends what is added for one variable, and begins the next; the number of the variable, and below 0 where no formula reads anything of it. */
  close(): number {
    return this.#touched.size === 0 ? -1 : this.closeAnyway();
  }

  /** The same for a variable that is needed whether anything is read of it or not. */
  closeAnyway(): number {
    for (const row of this.#touched) this.#keep(row);
    this.#touched.clear();
    this.starts.push(this.places.length);
    return this.starts.length - 2;
  }

  /** As they are, or as differences from month to month where these are far fewer. */
  #keep(row: number): void {
    const own = this.#dense.subarray(row * this.months, (row + 1) * this.months);
    const steps = own.map((value, month) => value - (own[month - 1] ?? 0));
    const count = (values: Float64Array): number => values.filter((value) => value !== 0).length;
    // By far: where neighbours choose alike, their entries lie on one band.
    const shorter = this.#differs && count(steps) * 2 <= count(own);
    const offset = shorter ? this.differencesOf(row) : (this.rows[row]?.offset ?? 0);
    for (const [month, value] of (shorter ? steps : own).entries()) {
      if (value === 0) continue;
      this.places.push(offset + month);
      this.amounts.push(value);
    }
    if (shorter) this.summed.add(row);
    own.fill(0);
  }
}
