import { assert, type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import type { TypedEntry } from "./formula-entry.ts";
import type { FormulaStep } from "./formula-step.ts";

/**
 * Steps that are computed month by month together, because each needs an earlier month of another; mostly just one step. What one of
 * them needs in the same month stands before it.
 */
export type StepGroup = readonly FormulaStep[];

/**
 * The order in which steps can be computed: what a group reads of others stands in groups before it (Tarjan 1972). The same steps
 * always come out in the same order.
 *
 * Refuses `formula-cycle` where a figure needs all its own months, or itself in the same month.
 */
export function formulaOrder(
  steps: readonly FormulaStep[],
  entries: readonly TypedEntry[],
): Result<readonly StepGroup[]> {
  const paths = new Map(entries.map(({ name, path }) => [name, path]));
  const groups: StepGroup[] = [];
  const faults: Fault[] = [];
  for (const group of connected(steps)) {
    const ordered = needsItsWhole(group) ? undefined : withinMonth(group);
    if (ordered === undefined) faults.push(cycleFault(group, paths));
    else groups.push(ordered);
  }
  return faults.length === 0 ? ok(groups) : refuse(...faults);
}

const needsItsWhole = (group: StepGroup): boolean => {
  const names = new Set(group.map(({ name }) => name));
  return group.some(({ reads, shape }) =>
    [...reads].some(
      ([name, how]) => names.has(name) && (how === "whole" || (how === "past" && shape === "once")),
    ),
  );
};

function cycleFault(group: StepGroup, paths: ReadonlyMap<string, string>): Fault {
  const names = [...new Set(group.map(({ name }) => name.split("#")[0] ?? name))];
  return {
    code: "formula-cycle",
    path: paths.get(names[0] ?? "") ?? "",
    message: `these figures need all months of each other: ${names.join(", ")}`,
    suggestion: "sum up to the month before, or tell one of them",
  };
}

/** The group by what is needed in the same month; undefined where that goes in a circle. */
function withinMonth(group: StepGroup): StepGroup | undefined {
  const members = new Map(group.map((step) => [step.name, step]));
  const ordered: FormulaStep[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (step: FormulaStep): boolean => {
    const known = state.get(step.name);
    if (known !== undefined) return known === "done";
    state.set(step.name, "open");
    for (const [name, how] of step.reads) {
      const needed = how === "now" ? members.get(name) : undefined;
      if (needed !== undefined && !visit(needed)) return false;
    }
    state.set(step.name, "done");
    ordered.push(step);
    return true;
  };
  return group.every(visit) ? ordered : undefined;
}

interface Visit {
  readonly step: FormulaStep;
  readonly reads: readonly string[];
  readonly index: number;
  low: number;
  next: number;
}

/** Strongly connected steps, what is read before what reads it. Kept on a stack of its own: plans may be deep. */
function connected(steps: readonly FormulaStep[]): StepGroup[] {
  const byName = new Map(steps.map((step) => [step.name, step]));
  const visits = new Map<string, Visit>();
  const open: Visit[] = [];
  const isOpen = new Set<string>();
  const groups: StepGroup[] = [];
  const enter = (step: FormulaStep): Visit => {
    const visit = {
      step,
      reads: [...step.reads.keys()],
      index: visits.size,
      low: visits.size,
      next: 0,
    };
    visits.set(step.name, visit);
    open.push(visit);
    isOpen.add(step.name);
    return visit;
  };
  const leave = (visit: Visit): void => {
    if (visit.low !== visit.index) return;
    const members = open.splice(open.indexOf(visit));
    for (const { step } of members) isOpen.delete(step.name);
    groups.push(members.map(({ step }) => step));
  };
  for (const root of steps) {
    if (visits.has(root.name)) continue;
    const trail = [enter(root)];
    for (let visit = trail.at(-1); visit !== undefined; visit = trail.at(-1)) {
      const name = visit.reads[visit.next];
      if (name === undefined) {
        leave(visit);
        trail.pop();
        const parent = trail.at(-1);
        if (parent !== undefined) parent.low = Math.min(parent.low, visit.low);
        continue;
      }
      visit.next += 1;
      const read = byName.get(name);
      assert(read !== undefined, `${name} is a step`);
      const seen = visits.get(name);
      if (seen === undefined) trail.push(enter(read));
      else if (isOpen.has(name)) visit.low = Math.min(visit.low, seen.index);
    }
  }
  return groups;
}
