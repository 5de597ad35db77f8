import type { SegmentSteps } from "./live-segment.ts";
import { type Statement, shiftedCode } from "./shifted-code.ts";

/** Collects a statement part by part, with a hole for each place. */
class Writing {
  readonly #places: number[] = [];
  #text = "";

  place(at: number): string {
    this.#places.push(at);
    return `$${this.#places.length - 1}`;
  }

  add(text: string): void {
    this.#text += text;
  }

  done(): Statement {
    return { text: `{ ${this.#text}}`, places: this.#places, amounts: [] };
  }
}

/**
 * Writes the code that lives a segment's customers by the drivers in the array `d` and the chances in `c`, and puts each variable at its
 * place in `x`. Behind the variables of all segments, at `here`, it counts the customers of what lasts, where they are won until so many are there.
 */
export function lifeCode(segment: SegmentSteps, here: number): readonly string[] {
  const { steps, arrival, places, months } = segment;
  const known = new Set<number>();
  /** What comes to a variable first is put there, what comes later is added. */
  const join = (to: number, amount: string, writing: Writing): void => {
    if (to < 0) return;
    const hole = writing.place(to);
    writing.add(`x[${hole}] = ${known.has(to) ? `x[${hole}] + ` : ""}${amount}; `);
    known.add(to);
  };
  const put = (variable: number, amount: string, writing: Writing): void => {
    if (variable >= 0) writing.add(`x[${writing.place(variable)}] = ${amount}; `);
  };
  const count = (change: string, writing: Writing): void => {
    if (arrival.aimed) writing.add(`x[${writing.place(here)}] ${change}; `);
  };
  const arrive = (month: number): Statement => {
    const writing = new Writing();
    const { offset, length } = month < 0 ? places.opening : places.arrivals;
    const told = `d[${writing.place(offset + (length === 1 ? 0 : month))}]`;
    if (month < 0) count("= 0", writing);
    const aimed = month >= 0 && arrival.aimed;
    const coming = aimed ? `Math.max(0, ${told} - x[${writing.place(here)}])` : told;
    writing.add(`const coming = ${coming}; `);
    for (const [one, share] of places.shares.entries()) {
      const at = month * places.shares.length + one;
      const to = (month < 0 ? arrival.opening[one] : arrival.to[at]) ?? -1;
      if (to < 0) continue;
      const part = writing.place(share.offset + (share.length === 1 ? 0 : Math.max(0, month)));
      writing.add(`{ const amount = coming * d[${part}]; `);
      if (month >= 0) put(arrival.joining[at] ?? -1, "amount", writing);
      join(to, "amount", writing);
      if (arrival.lasting[one] === 1) count("+= amount", writing);
      writing.add("} ");
    }
    return writing.done();
  };
  const renew = (step: number): Statement => {
    const writing = new Writing();
    writing.add(`const there = x[${writing.place(steps.from[step] ?? 0)}]; `);
    writing.add(`const gone = there * c[${writing.place(steps.chance[step] ?? 0)}]; `);
    writing.add("let left = there - gone; ");
    if (steps.lasting[step] === 1) count("-= gone", writing);
    put(steps.leaving[step] ?? -1, "gone", writing);
    for (let way = steps.moves[step] ?? 0; way < (steps.moves[step + 1] ?? 0); way += 1) {
      writing.add(`{ const moved = left * c[${writing.place(steps.moveChance[way] ?? 0)}]; `);
      writing.add("left -= moved; ");
      put(steps.moving[way] ?? -1, "moved", writing);
      join(steps.moveTo[way] ?? -1, "moved", writing);
      if (steps.moveLasts[way] === 0) count("-= moved", writing);
      writing.add("} ");
    }
    put(steps.staying[step] ?? -1, "left", writing);
    join(steps.to[step] ?? -1, "left", writing);
    return writing.done();
  };
  const monthOf = (month: number): readonly Statement[] => {
    const [from, to] = [steps.months[month] ?? 0, steps.months[month + 1] ?? 0];
    return [...Array.from({ length: to - from }, (_, at) => renew(from + at)), arrive(month)];
  };
  const all = [[arrive(-1)], ...Array.from({ length: months }, (_, month) => monthOf(month))];
  return shiftedCode(all, []);
}
